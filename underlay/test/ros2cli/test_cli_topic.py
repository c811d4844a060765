"""``ros2 topic`` list, info, type and find."""

import re

TOPICS = {
    '/demo/bytes': 'std_msgs/msg/UInt8MultiArray',
    '/demo/chatter': 'std_msgs/msg/String',
    '/demo/heard': 'std_msgs/msg/Header',
    '/demo/in': 'std_msgs/msg/Header',
    '/demo/joints': 'sensor_msgs/msg/JointState',
    '/demo/mode': 'std_msgs/msg/String',
    '/demo/pose': 'geometry_msgs/msg/PoseStamped',
    '/parameter_events': 'rcl_interfaces/msg/ParameterEvent',
    '/rosout': 'rcl_interfaces/msg/Log',
}


def test_list_shows_visible_topics_and_their_types(demo, ros2_all):
    names, types = ros2_all('topic list', 'topic list -t')
    assert (names.status, names.lines, names.err) == (0, list(TOPICS), '')
    assert types.lines == [f'{name} [{kind}]' for name, kind in TOPICS.items()]


def test_list_counts_hidden_topics_too_if_asked_before_or_after_the_verb(demo, ros2_all):
    # Below /demo/do/_action: feedback and status; and one of the demo node's own.
    outcomes = ros2_all(
        'topic list -c --include-hidden-topics', 'topic --include-hidden-topics list -c'
    )
    assert [outcome.out for outcome in outcomes] == [f'{len(TOPICS) + 3}\n'] * 2


def test_list_verbose_separates_published_and_subscribed(demo, ros2):
    published, subscribed = ros2('topic', 'list', '-v').out.split('\n\n')[:2]
    assert published.startswith('Published topics:\n * /demo/bytes [')
    assert ' * /demo/mode [std_msgs/msg/String] 1 publisher\n' in published
    # The node's own, and that of the command.
    assert ' * /rosout [rcl_interfaces/msg/Log] 2 publishers' in published
    assert subscribed == 'Subscribed topics:\n * /demo/in [std_msgs/msg/Header] 1 subscriber'


def test_info_counts_endpoints(demo, ros2):
    outcome = ros2('topic', 'info', '/demo/in')
    assert (outcome.status, outcome.err) == (0, '')
    assert outcome.out == (
        'Type: std_msgs/msg/Header\nPublisher count: 0\nSubscription count: 1\n'
    )


def test_info_verbose_shows_the_quality_of_service(demo, ros2):
    outcome = ros2('topic', 'info', '-v', '/demo/mode')
    text, count = re.subn(r'GID: ([0-9a-f]{2}\.){15}[0-9a-f]{2}\n', 'GID: ...\n', outcome.out)
    assert count == 1
    assert (
        text
        == """\
Type: std_msgs/msg/String

Publisher count: 1

Node name: talker
Node namespace: /demo
Topic type: std_msgs/msg/String
Topic type hash: RIHS01_df668c740482bbd48fb39d76a70dfd4bd59db1288021743503259e948f6b1a18
Endpoint type: PUBLISHER
GID: ...
QoS profile:
  Reliability: RELIABLE
  History (Depth): UNKNOWN
  Durability: TRANSIENT_LOCAL
  Lifespan: Infinite
  Deadline: Infinite
  Liveliness: AUTOMATIC
  Liveliness lease duration: Infinite

Subscription count: 0

"""
    )


def test_type_and_find(demo, ros2_all):
    outcomes = ros2_all(
        'topic type /demo/pose', 'topic find std_msgs/msg/String', 'topic find -c nope/msg/Nope'
    )
    assert [(outcome.status, outcome.out) for outcome in outcomes] == [
        (0, 'geometry_msgs/msg/PoseStamped\n'),
        (0, '/demo/chatter\n/demo/mode\n'),
        (0, '0\n'),
    ]


def test_unknown_topics(demo, ros2_all):
    info, kind = ros2_all('topic info /nope', 'topic type /nope')
    assert (info.status, info.out, info.err) == (1, '', "Unknown topic '/nope'\n")
    # Silence, so that scripts can tell by the status.
    assert (kind.status, kind.out, kind.err) == (1, '', '')
