"""``ros2 param``."""

import pytest

NAMES = [
    'arm.rates', 'count', 'gain', 'name', 'on', 'start_type_description_service', 'use_sim_time',
]  # fmt: skip


def test_list_shows_the_parameters_of_all_nodes_or_of_one(demo, ros2_all):
    every, group, types = ros2_all(
        "param list --filter '^[a-rt-z]'",
        'param list /demo/talker --param-prefixes arm',
        'param list demo/talker --param-type --filter on',
    )
    names = [f'  {name}' for name in NAMES if name[0] != 's']
    assert (every.status, every.lines) == (0, ['/demo/talker:', *names])
    assert group.out == '  arm.rates\n'
    assert types.out == '  on (type: boolean)\n'


def test_get_prints_type_and_value(demo, ros2_all):
    outcomes = ros2_all(
        'param get /demo/talker count',
        'param get /demo/talker arm.rates',
        'param get /demo/talker on --hide-type',
    )
    assert [outcome.out for outcome in outcomes] == [
        'Integer value is: 3\n',
        'Double values are: [1.0, 2.0]\n',
        'True\n',
    ]


def test_set_changes_the_value(demo, ros2):
    outcome = ros2('param', 'set', '/demo/talker', 'gain', '1.8')
    assert (outcome.status, outcome.out) == (0, 'Set parameter successful\n')
    assert ros2('param', 'get', '/demo/talker', 'gain').out == 'Double value is: 1.8\n'
    ros2('param', 'set', '/demo/talker', 'gain', '1.5')


@pytest.mark.parametrize(
    ('name', 'value', 'reason'),
    [
        ('gain', '5.0', 'Parameter gain out of range Min: 0.0, Max: 2.0, value: 5.0'),
        ('gain', 'abc', "Wrong parameter type, expected 'Type.DOUBLE' got 'Type.STRING'"),
        ('count', '4', 'Trying to set a read-only parameter: count.'),
    ],
)
def test_a_refused_value_is_told_but_no_failure_of_the_command(demo, ros2, name, value, reason):
    outcome = ros2('param', 'set', '/demo/talker', name, value)
    assert (outcome.status, outcome.out) == (0, '')
    assert outcome.err == f'Setting parameter failed: {reason}\n'


def test_describe_shows_limits(demo, ros2):
    outcome = ros2('param', 'describe', '/demo/talker', 'gain', 'count')
    assert (
        outcome.out
        == """\
Parameter name: gain
  Type: double
  Description: Gain of the demo [-].
  Constraints:
    Min value: 0.0
    Max value: 2.0
Parameter name: count
  Type: integer
  Constraints:
    Read only: true
"""
    )


def test_dump_writes_what_load_reads(demo, ros2, tmp_path):
    dumped = ros2('param', 'dump', '/demo/talker').out
    # Written by hand from the node's source; `spare` may be gone already.
    assert (
        dumped.replace('    spare: x\n', '')
        == """\
/demo/talker:
  ros__parameters:
    arm:
      rates:
      - 1.0
      - 2.0
    count: 3
    gain: 1.5
    name: abc
    'on': true
    start_type_description_service: true
    use_sim_time: false

"""
    )
    path = tmp_path / 'params.yaml'
    path.write_text('/demo/talker:\n  ros__parameters: {arm: {rates: [5.0]}, count: 9}\n')
    outcome = ros2('param', 'load', '/demo/talker', str(path))
    assert (outcome.status, outcome.out) == (0, 'Set parameter arm.rates successful\n')
    assert outcome.err == (
        'Set parameter count failed: Trying to set a read-only parameter: count.\n'
    )
    assert ros2('param', 'get', '/demo/talker', 'arm.rates').out == 'Double values are: [5.0]\n'
    path.write_text(dumped.replace('    count: 3\n', ''))
    assert ros2('param', 'load', '/demo/talker', str(path)).status == 0
    assert ros2('param', 'dump', '/demo/talker').out == dumped


def test_delete_removes_dynamic_parameters_only(demo, ros2):
    outcome = ros2('param', 'delete', '/demo/talker', 'spare')
    assert (outcome.status, outcome.out) == (0, 'Deleted parameter successfully\n')
    outcome = ros2('param', 'delete', '/demo/talker', 'name')
    assert (outcome.status, outcome.out) == (0, '')
    assert outcome.err == 'Deleting parameter failed: Static parameter cannot be undeclared\n'


def test_unknown_nodes_and_parameters(demo, ros2_all):
    outcomes = ros2_all('param get /nope gain', 'param list /nope', 'param get /demo/talker nope')
    assert [(outcome.status, outcome.out, outcome.err) for outcome in outcomes] == [
        (1, '', 'Node not found\n'),
        (1, '', 'Node not found\n'),
        (1, '', 'Parameter not set\n'),
    ]


def test_unreadable_files_are_told_in_one_line(ros2, tmp_path):
    missing = tmp_path / 'none.yaml'
    outcome = ros2('param', 'load', '/demo/talker', str(missing))
    assert outcome.status == 1
    assert outcome.err == f"Cannot read parameter file '{missing}': No such file or directory\n"
    malformed = tmp_path / 'bad.yaml'
    malformed.write_text('a: [')
    outcome = ros2('param', 'load', '/demo/talker', str(malformed))
    assert outcome.status == 1
    assert outcome.err.startswith(f"'{malformed}' is not a valid ROS parameter file: ")
    assert outcome.err.count('\n') == 1
