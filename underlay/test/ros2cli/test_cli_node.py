"""``ros2 node``."""

INFO = """\
/demo/talker
  Subscribers:
    /demo/in: std_msgs/msg/Header
  Publishers:
    /demo/bytes: std_msgs/msg/UInt8MultiArray
    /demo/chatter: std_msgs/msg/String
    /demo/heard: std_msgs/msg/Header
    /demo/joints: sensor_msgs/msg/JointState
    /demo/mode: std_msgs/msg/String
    /demo/pose: geometry_msgs/msg/PoseStamped
    /parameter_events: rcl_interfaces/msg/ParameterEvent
    /rosout: rcl_interfaces/msg/Log
  Service Servers:
    /demo/enable: std_srvs/srv/SetBool
    /demo/stop: std_srvs/srv/Trigger
    /demo/talker/describe_parameters: rcl_interfaces/srv/DescribeParameters
    /demo/talker/get_parameter_types: rcl_interfaces/srv/GetParameterTypes
    /demo/talker/get_parameters: rcl_interfaces/srv/GetParameters
    /demo/talker/get_type_description: type_description_interfaces/srv/GetTypeDescription
    /demo/talker/list_parameters: rcl_interfaces/srv/ListParameters
    /demo/talker/set_parameters: rcl_interfaces/srv/SetParameters
    /demo/talker/set_parameters_atomically: rcl_interfaces/srv/SetParametersAtomically
  Service Clients:

  Action Servers:
    /demo/do: reachy_interfaces/action/Goto
  Action Clients:

"""


def test_list_shows_nodes_but_not_the_command_itself(demo, ros2_all):
    names, count = ros2_all('node list', 'node list -c')
    assert (names.status, names.out, names.err) == (0, '/demo/talker\n', '')
    assert count.out == '1\n'


def test_list_all_shows_the_hidden_node_of_the_command(demo, ros2):
    hidden, talker = ros2('node', 'list', '-a', '--no-daemon', '--spin-time', '1').lines
    assert hidden.startswith('/_ros2cli_')
    assert talker == '/demo/talker'


def test_info_shows_every_endpoint(demo, ros2):
    outcome = ros2('node', 'info', '/demo/talker')
    assert (outcome.status, outcome.out, outcome.err) == (0, INFO, '')


def test_info_on_an_unknown_node_says_so(demo, ros2):
    outcome = ros2('node', 'info', '/nope')
    assert (outcome.status, outcome.out) == (1, '')
    assert outcome.err == "Unable to find node '/nope'\n"
