"""``ros2 topic pub``, heard by the demo node, which repeats what comes on /demo/in."""

import pytest

HEADER = 'std_msgs/msg/Header'


def test_once_publishes_to_a_subscriber_and_ends(demo, ros2):
    outcome = ros2('topic', 'pub', '--once', '/demo/in', HEADER, '{frame_id: hi}')
    assert (outcome.status, outcome.err) == (0, '')
    publishing = (
        'publisher: beginning loop\npublishing #1: std_msgs.msg.Header(stamp='
        "builtin_interfaces.msg.Time(sec=0, nanosec=0), frame_id='hi')\n\n"
    )
    waiting = 'Waiting for at least 1 matching subscription(s)...\n'
    assert outcome.out.replace(waiting, '') == publishing
    # The demo node keeps what it heard for those who come later.
    heard = ros2('topic', 'echo', '--once', '--field', 'frame_id', '/demo/heard')
    assert heard.out == 'hi\n---\n'


def test_times_print_and_rate(demo, ros2):
    outcome = ros2(
        'topic', 'pub', '-r', '50', '-t', '4', '-p', '2', '-w', '0', '--keep-alive', '0.01',
        '/demo/ignored', 'std_msgs/msg/String', 'data: x',
    )  # fmt: skip
    assert (outcome.status, outcome.err) == (0, '')
    assert outcome.lines == [
        'publisher: beginning loop',
        "publishing #2: std_msgs.msg.String(data='x')", '',
        "publishing #4: std_msgs.msg.String(data='x')", '',
    ]  # fmt: skip


def test_now_is_the_time_of_sending_and_values_come_from_stdin(demo, ros2):
    outcome = ros2(
        'topic', 'pub', '-1', '-w', '0', '--stdin', '/demo/ignored', HEADER, stdin='stamp: now\n'
    )
    assert (outcome.status, outcome.err) == (0, '')
    assert 'Time(sec=0' not in outcome.out
    assert 'publishing #1: std_msgs.msg.Header(stamp=builtin_interfaces.msg.Time(' in outcome.out


def test_node_name_shows_in_the_graph(demo, start, ros2):
    pub = start('topic', 'pub', '-n', 'me', '/demo/ignored', 'std_msgs/msg/String')
    pub.wait_for_line('publishing #1')
    assert ros2('node', 'list').lines == ['/demo/talker', '/me']
    assert pub.interrupt().status == 2


@pytest.mark.parametrize(
    ('words', 'err'),
    [
        (['/x', 'std_msgs/msg/Nope'], 'The passed message type is invalid\n'),
        (
            ['/x', HEADER, '{frame_id: [}'],
            "Malformed YAML value: expected the node content, but found '}' at line 1, column 13: "
            "'{frame_id: [}'\n",
        ),
        (['/x', HEADER, 'hi'], 'The passed value needs to be a dictionary in YAML format\n'),
        (
            ['/x', HEADER, '{frame: hi}'],
            "Failed to populate field: 'Header' object has no attribute 'frame'\n",
        ),
        (
            ['/x', HEADER, '{stamp: {nanosec: -1}}'],
            "Failed to populate field: The 'nanosec' field must be an unsigned integer in "
            '[0, 4294967295]\n',
        ),
        (
            ['-w', '0', '--max-wait-time-secs', '1', '/x', HEADER],
            '--max-wait-time-secs option is only effective with --wait-matching-subscriptions, '
            '--once or --times\n',
        ),
        (
            ['/bad!', HEADER],
            'Invalid topic name: topic name must not contain characters other than alphanumerics, '
            "'_', '~', '{', or '}': '/bad!'\n",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(ros2, words, err):
    outcome = ros2('topic', 'pub', *words)
    assert (outcome.status, outcome.out, outcome.err) == (1, '', err)


def test_waiting_for_a_subscriber_can_be_limited(ros2):
    outcome = ros2('topic', 'pub', '-1', '--max-wait-time-secs', '0.5', '/demo/nobody', HEADER)
    assert outcome.status == 1
    assert outcome.out.count('Waiting for at least 1 matching subscription(s)...\n') == 2
    assert outcome.err == (
        'Timed out waiting for subscribers: Expected 1 subcribers but only got 0 subscribers\n'
    )
