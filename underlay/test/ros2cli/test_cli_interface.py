"""``ros2 interface``."""

SET_BOOL = """\
bool data # e.g. for hardware enabling / disabling
---
bool success   # indicate successful run of triggered service
string message # informational, e.g. for error messages
"""

POSE_STAMPED = """\
# A Pose with reference coordinate frame and timestamp

std_msgs/Header header
	builtin_interfaces/Time stamp
		int32 sec
		uint32 nanosec
	string frame_id
Pose pose
	Point position
		float64 x
		float64 y
		float64 z
	Quaternion orientation
		float64 x 0
		float64 y 0
		float64 z 0
		float64 w 1
"""


def test_show_prints_definitions_and_nested_types(ros2):
    assert ros2('interface', 'show', 'std_srvs/srv/SetBool').out == SET_BOOL
    assert ros2('interface', 'show', 'geometry_msgs/msg/PoseStamped').out == POSE_STAMPED


def test_show_takes_the_type_from_a_pipe(ros2):
    assert ros2('interface', 'show', '-', stdin='std_srvs/srv/SetBool\n').out == SET_BOOL
    outcome = ros2('interface', 'show', '-')
    assert outcome.status == 2
    assert outcome.err.endswith('error: the passed value is empty\n')


def test_show_with_all_or_no_comments(ros2):
    everything = ros2('interface', 'show', '--all-comments', 'std_msgs/msg/Header').out
    assert '\t# This message communicates ROS Time defined here:\n' in everything
    bare = ros2('interface', 'show', '--no-comments', 'std_srvs/srv/SetBool').out
    assert bare == 'bool data\n---\nbool success\nstring message\n'


def test_proto_prints_default_values(ros2):
    outcome = ros2('interface', 'proto', 'geometry_msgs/msg/Point')
    assert (outcome.status, outcome.out) == (0, '"x: 0.0\ny: 0.0\nz: 0.0\n"\n')
    assert (
        ros2('interface', 'proto', '--no-quotes', 'std_srvs/srv/SetBool').out == 'data: false\n\n'
    )
    goal = ros2('interface', 'proto', 'reachy_interfaces/action/Goto').lines
    assert goal[0] == '"parts: []'


def test_list_groups_by_kind(ros2):
    outcome = ros2('interface', 'list')
    assert outcome.status == 0
    assert [line for line in outcome.lines if line[0] != ' '] == [
        'Messages:', 'Services:', 'Actions:',
    ]  # fmt: skip
    for name in ('std_msgs/msg/String', 'std_srvs/srv/Trigger', 'reachy_interfaces/action/Goto'):
        assert f'    {name}' in outcome.lines
    actions = ros2('interface', 'list', '-a').lines
    assert actions[0] == 'Actions:'
    assert all('/action/' in line for line in actions[1:])


def test_package_and_packages(ros2):
    assert ros2('interface', 'package', 'std_srvs').lines == [
        'std_srvs/srv/Empty', 'std_srvs/srv/SetBool', 'std_srvs/srv/Trigger',
    ]  # fmt: skip
    assert ros2('interface', 'package', 'std_srvs', '-m').out == ''
    packages = ros2('interface', 'packages').lines
    assert packages == sorted(packages)
    assert {'geometry_msgs', 'reachy_interfaces', 'std_srvs'} <= set(packages)
    assert 'std_srvs' not in ros2('interface', 'packages', '-m').lines


def test_mistakes_are_told_in_one_line(ros2):
    for words, err in (
        (('show', 'nope/msg/X'), "Unknown package 'nope'\n"),
        (
            ('show', 'std_msgs/String'),
            "Invalid name 'std_msgs/String'. Expected three parts separated by '/'\n",
        ),
        (('proto', 'nope/msg/X'), "Unknown package 'nope'\n"),
        (('package', 'nope'), "Unknown package 'nope'\n"),
    ):
        outcome = ros2('interface', *words)
        assert (outcome.status, outcome.out, outcome.err) == (1, '', err)
