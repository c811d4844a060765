"""``ros2 action``."""

import re
import signal

import pytest

GOTO = 'reachy_interfaces/action/Goto'


def send(ros2, goal, *options):
    outcome = ros2('action', 'send_goal', *options, '/demo/do', GOTO, goal)
    # A goal that is rejected or fails is no failure of the command.
    assert (outcome.status, outcome.err) == (0, '')
    return re.sub(r'[0-9a-f]{32}', 'ID', outcome.out)


def test_list_shows_actions(demo, ros2_all):
    outcomes = ros2_all('action list', 'action list -t', 'action list -c')
    assert [outcome.out for outcome in outcomes] == ['/demo/do\n', f'/demo/do [{GOTO}]\n', '1\n']


def test_info_names_the_server(demo, ros2_all):
    head = 'Action: /demo/do\nAction clients: 0\nAction servers: 1\n'
    outcomes = ros2_all(
        'action info /demo/do', 'action info -t /demo/do', 'action info -c /demo/do'
    )
    assert [outcome.out for outcome in outcomes] == [
        f'{head}    /demo/talker\n',
        f'{head}    /demo/talker [{GOTO}]\n',
        head,
    ]


def test_type_prints_the_type(demo, ros2_all):
    known, unknown = ros2_all('action type /demo/do', 'action type /nope')
    assert (known.status, known.out) == (0, f'{GOTO}\n')
    assert (unknown.status, unknown.out, unknown.err) == (1, '', '')


def test_send_goal_prints_goal_and_result(demo, ros2):
    out = send(ros2, '{head_rpy: {z: 0.5}}')
    assert (
        out
        == """\
Waiting for an action server to become available...
Sending goal:
     parts: []
head_xyz:
  x: 0.0
  y: 0.0
  z: 0.0
head_rpy:
  x: 0.0
  y: 0.0
  z: 0.5
antennas:
- 0.0
- 0.0
body_yaw: 0.0
duration: 0.0
speed: 0.0
when: ''

Goal accepted with ID: ID

Result:
    success: true
message: there
position_error: 0.0
rotation_error: 0.0
antennas_error: 0.0
body_yaw_error: 0.0

Goal finished with status: SUCCEEDED
"""
    )


def test_send_goal_prints_feedback_if_asked(demo, ros2):
    # The server takes half a second more, so that the feedback is there before the result.
    out = send(ros2, '{duration: 0.5}', '--feedback')
    for progress in ('0.0', '0.5'):
        assert f'Feedback:\n    progress: {progress}\nremaining: 0.0\n\n' in out
    assert out.endswith('Goal finished with status: SUCCEEDED\n')


def test_send_goal_tells_failure_and_rejection(demo, ros2):
    out = send(ros2, '{when: fail}')
    assert 'message: failed\n' in out
    assert out.endswith('Goal finished with status: ABORTED\n')
    assert send(ros2, '{duration: -1.0}').endswith('\n\nGoal was rejected.\n')


@pytest.mark.parametrize(
    ('number', 'status'), [(signal.SIGINT, 2), (signal.SIGTERM, 15)], ids=['SIGINT', 'SIGTERM']
)
def test_an_interrupted_goal_is_cancelled_and_its_end_awaited(demo, start, number, status):
    goal = start('action', 'send_goal', '/demo/do', GOTO, '{duration: 60.0}')
    goal.wait_for_line('Goal accepted')
    outcome = goal.interrupt(number)
    assert (outcome.status, outcome.err) == (status, '')
    end = outcome.out.partition('Canceling goal...\n')[2]
    assert end.startswith('Goal canceled.\n\nResult:\n    success: false\nmessage: interrupted\n')
    assert end.endswith('\nGoal finished with status: CANCELED\n')


def test_a_goal_interrupted_before_the_answer_is_cancelled_too(demo, start):
    goal = start('action', 'send_goal', '/demo/do', GOTO, '{duration: 60.0, when: ponder}')
    demo.wait_for_line('pondering')
    outcome = goal.interrupt()
    assert (outcome.status, outcome.err) == (2, '')
    assert outcome.out.endswith('\nGoal finished with status: CANCELED\n')


def test_a_goal_that_cannot_be_cancelled_is_awaited(demo, start):
    goal = start('action', 'send_goal', '/demo/do', GOTO, '{duration: 1.0, when: stubborn}')
    goal.wait_for_line('Goal accepted')
    outcome = goal.interrupt()
    assert (outcome.status, outcome.err) == (2, '')
    assert 'The action server does not cancel the goal; waiting for its end.\n' in outcome.out
    assert outcome.out.endswith('\nGoal finished with status: SUCCEEDED\n')


@pytest.mark.parametrize(
    ('words', 'err'),
    [
        (['reachy_interfaces/action/Nope'], 'The passed action type is invalid\n'),
        (['std_srvs/srv/SetBool'], 'The passed action type is invalid\n'),
        (
            [GOTO, '{nam: hi}'],
            'Failed to populate message fields: '
            "AttributeError(\"'Goto_Goal' object has no attribute 'nam'\")\n",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(ros2, words, err):
    outcome = ros2('action', 'send_goal', '/demo/do', *words)
    assert (outcome.status, outcome.out, outcome.err) == (1, '', err)
