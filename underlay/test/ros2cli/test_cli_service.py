"""``ros2 service``."""

import pytest

SERVICES = {
    '/demo/enable': 'std_srvs/srv/SetBool',
    '/demo/stop': 'std_srvs/srv/Trigger',
    '/demo/talker/describe_parameters': 'rcl_interfaces/srv/DescribeParameters',
    '/demo/talker/get_parameter_types': 'rcl_interfaces/srv/GetParameterTypes',
    '/demo/talker/get_parameters': 'rcl_interfaces/srv/GetParameters',
    '/demo/talker/get_type_description': 'type_description_interfaces/srv/GetTypeDescription',
    '/demo/talker/list_parameters': 'rcl_interfaces/srv/ListParameters',
    '/demo/talker/set_parameters': 'rcl_interfaces/srv/SetParameters',
    '/demo/talker/set_parameters_atomically': 'rcl_interfaces/srv/SetParametersAtomically',
}
WAITING = 'waiting for service to become available...\n'


def test_list_shows_services_and_types(demo, ros2_all):
    # An action has three hidden services.
    names, types, count = ros2_all(
        'service list', 'service list -t', 'service list -c --include-hidden-services'
    )
    assert (names.status, names.lines, names.err) == (0, list(SERVICES), '')
    assert types.lines == [f'{name} [{kind}]' for name, kind in SERVICES.items()]
    assert count.out == f'{len(SERVICES) + 3}\n'


def test_type_find_and_info(demo, ros2_all):
    outcomes = ros2_all(
        'service type /demo/enable',
        'service find std_srvs/srv/Trigger',
        'service find -c std_srvs/srv/Empty',
        'service info /demo/stop',
    )
    assert [(outcome.status, outcome.out) for outcome in outcomes] == [
        (0, 'std_srvs/srv/SetBool\n'),
        (0, '/demo/stop\n'),
        (0, '0\n'),
        (0, 'Type: std_srvs/srv/Trigger\nClients count: 0\nServices count: 1\n'),
    ]


def test_unknown_services(demo, ros2_all):
    kind, info = ros2_all('service type /nope', 'service info /nope')
    assert (kind.status, kind.out, kind.err) == (1, '', '')
    assert (info.status, info.out, info.err) == (1, '', "Unknown service '/nope'\n")


def test_call_prints_request_and_response(demo, ros2):
    outcome = ros2('service', 'call', '/demo/enable', 'std_srvs/srv/SetBool', '{data: true}')
    assert (outcome.status, outcome.err) == (0, '')
    assert outcome.out == (
        f'{WAITING}requester: making request: std_srvs.srv.SetBool_Request(data=True)\n\n'
        "response:\nstd_srvs.srv.SetBool_Response(success=True, message='on')\n\n"
    )


def test_call_takes_short_types_and_values_from_stdin(demo, ros2):
    words = ('service', 'call', '--stdin', '/demo/enable', 'std_srvs/SetBool')
    assert "message='off')" in ros2(*words, stdin='data: false').out


def test_call_repeats_at_a_rate_until_interrupted(demo, start):
    call = start('service', 'call', '-r', '20', '/demo/stop', 'std_srvs/srv/Trigger')
    for _ in range(3):
        line = call.wait_for_line('Trigger_Response')
        assert line == "std_srvs.srv.Trigger_Response(success=True, message='stopped')\n"
    outcome = call.interrupt()
    assert (outcome.status, outcome.err) == (2, '')


def test_call_waits_for_a_service_until_interrupted(start):
    call = start('service', 'call', '/demo/never', 'std_srvs/srv/Trigger')
    assert call.wait_for_line('') == WAITING
    outcome = call.interrupt()
    assert (outcome.status, outcome.err) == (2, '')


@pytest.mark.parametrize(
    ('words', 'err'),
    [
        (['std_srvs/srv/Nope'], 'The passed service type is invalid\n'),
        (['std_msgs/msg/String'], 'The passed service type is invalid\n'),
        (['-r', '0', 'std_srvs/srv/SetBool'], 'rate must be greater than zero\n'),
        (
            ['std_srvs/srv/SetBool', '{dat: 1}'],
            "Failed to populate field: 'SetBool_Request' object has no attribute 'dat'\n",
        ),
        (
            ['std_srvs/srv/SetBool', '1'],
            "Failed to populate field: Value '1' is expected to be a dictionary but is a int\n",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(ros2, words, err):
    outcome = ros2('service', 'call', '/demo/enable', *words)
    assert (outcome.status, outcome.out, outcome.err) == (1, '', err)
