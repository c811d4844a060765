"""Nodes started by launch files, as they see themselves."""

import re

import pytest
import yaml
from launch import LaunchContext
from launch.actions import ExecuteProcess, GroupAction, RegisterEventHandler, Shutdown
from launch.event_handlers import OnProcessIO
from launch.substitutions import LaunchConfiguration, SubstitutionFailure
from launch_ros.actions import (
    Node,
    PushRosNamespace,
    SetParameter,
    SetParametersFromFile,
    SetRemap,
)
from launch_ros.parameter_descriptions import ParameterValue
from launch_ros.substitutions import ExecutableInPackage, FindPackagePrefix, FindPackageShare


def command(node: Node, context: LaunchContext) -> list[str]:
    """Return the arguments of a node with the paths of its parameter files left out."""
    words = node.make_command(context)[1:]
    return [re.sub(r'.*/launch_params_\w+', 'FILE', word) for word in words]


def demo(**kwargs) -> Node:
    return Node(package='demo', executable='node', **kwargs)


@pytest.mark.parametrize(
    ('arguments', 'words'),
    [
        ({}, '--ros-args'),
        ({'name': 'a'}, '--ros-args -r __node:=a'),
        ({'namespace': 'n'}, '--ros-args -r __ns:=/n'),
        ({'name': 'a', 'namespace': '/n/m'}, '--ros-args -r __node:=a -r __ns:=/n/m'),
        ({'remappings': [('x', '~/y')]}, '--ros-args -r x:=~/y'),
        ({'arguments': ['--flag', '1']}, '--flag 1 --ros-args'),
        (
            {'ros_arguments': ['--log-level', 'debug'], 'arguments': ['w'], 'name': 'a'},
            'w --ros-args --log-level debug --ros-args -r __node:=a',
        ),
        ({'parameters': [{'a': 1}]}, '--ros-args --params-file FILE'),
    ],
)
def test_command_line(prefix, context, arguments, words):
    node = demo(**arguments)
    assert node.make_command(context)[0] == str(prefix / 'lib/demo/node')
    assert command(demo(**arguments), context) == words.split()


@pytest.mark.parametrize(
    ('arguments', 'key'),
    [
        ({}, '/**'),
        ({'name': 'a'}, '/**'),
        ({'namespace': 'n'}, '/**'),
        ({'name': 'a', 'namespace': 'n'}, '/n/a'),
        ({'name': 'a', 'namespace': '/'}, '/a'),
    ],
)
def test_parameter_file_is_for_the_node_whose_full_name_is_known(prefix, context, arguments, key):
    words = demo(parameters=[{'x': {'y': 1.5}}], **arguments).make_command(context)
    with open(words[words.index('--params-file') + 1], encoding='utf-8') as file:
        assert yaml.safe_load(file) == {key: {'ros__parameters': {'x.y': 1.5}}}


def test_full_name_is_known_once_namespace_and_name_are(prefix, context):
    node = demo(name='a', namespace='n')
    with pytest.raises(RuntimeError, match='known only after'):
        _ = node.node_name
    node.make_command(context)
    assert node.node_name == '/n/a'


def test_missing_parameter_file_is_a_warning(prefix, run_launch):
    node = demo(parameters=['/no/such.yaml'], output='screen')
    ready = OnProcessIO(
        target_action=node,
        on_stdout=lambda event: Shutdown() if b'READY' in event.text else None,
    )
    outcome = run_launch([RegisterEventHandler(ready), node])
    warning = '[WARNING] [launch_ros.actions.node]: Parameter file path is not a file: '
    assert warning + '/no/such.yaml' in outcome.lines


def test_parameters_must_be_a_list():
    with pytest.raises(TypeError, match='must be a list'):
        demo(parameters={'a': 1})


def test_group_settings_reach_its_nodes_only(prefix, context, run_launch):
    inside, outside = demo(name='in', namespace='sub'), demo(name='out')
    commands = {}

    class Look(ExecuteProcess):
        """Notes the command lines instead of running them."""

        def __init__(self, node):
            super().__init__(cmd=['true'])
            self.node = node

        def execute(self, context):
            commands[self.node] = ' '.join(command(self.node, context))

    group = GroupAction(
        [
            PushRosNamespace('robot'),
            SetParameter('use_sim_time', True),
            SetParameter('rates', [1.0, 2.0]),
            SetParameter('text', '3'),
            SetParametersFromFile('/all.yaml'),
            SetRemap('a', 'b'),
            Look(inside),
        ]
    )
    assert run_launch([SetParameter('common', 1), group, Look(outside)]).status == 0
    assert commands[outside] == '--ros-args -r __node:=out -p common:=1'
    assert commands[inside] == (
        '--ros-args -r __node:=in -r __ns:=/robot/sub -p common:=1 -p use_sim_time:=true '
        "-p rates:=[1.0, 2.0] -p text:='3' --params-file /all.yaml -r a:=b"
    )


def test_node_gets_name_types_and_remappings(prefix, context, run_launch, tmp_path):
    file = tmp_path / 'params.yaml'
    file.write_text('/**:\n  ros__parameters:\n    from_file: 4\n    rate: 1.0\n')
    context_values = {'rate': '10.0', 'count': '3', 'on': 'true', 'word': '007'}
    parameters = {key: LaunchConfiguration(key, default=v) for key, v in context_values.items()}
    node = demo(
        name='talk',
        namespace='below',
        parameters=[
            str(file),
            {
                **parameters,
                'word': ParameterValue(parameters['word'], value_type=str),
                'nested': {'gain': 0.5},
                'list': [1, 2],
                'literal': '8',
            },
        ],
        remappings=[('chatter', 'talk')],
        output='screen',
    )
    ready = OnProcessIO(
        target_action=node,
        on_stdout=lambda event: Shutdown() if b'READY' in event.text else None,
    )
    outcome = run_launch(
        [
            RegisterEventHandler(ready),
            GroupAction([PushRosNamespace('robot'), SetParameter('text', '3'), node]),
        ]
    )
    said = [line.partition('] ')[2] for line in outcome.lines if line.startswith('[node-')]
    assert said == [
        'PARAM count INTEGER 3',
        'PARAM from_file INTEGER 4',
        'PARAM list INTEGER_ARRAY [1, 2]',
        'PARAM literal STRING 8',
        'PARAM nested.gain DOUBLE 0.5',
        'PARAM on BOOL True',
        'PARAM rate DOUBLE 10.0',
        'PARAM start_type_description_service BOOL True',
        'PARAM text STRING 3',
        'PARAM use_sim_time BOOL False',
        'PARAM word STRING 007',
        'NODE /robot/below/talk',
        'TOPIC /robot/below/talk',
        'READY',
    ]
    assert 'process has finished cleanly' in outcome.lines[-1]
    assert node.return_code == 0


def test_second_node_of_the_same_name_is_warned_about(run_launch):
    nodes = [
        Node(executable='/bin/true', name='twin', namespace='n', exec_name=f'twin{i}')
        for i in range(2)
    ]
    outcome = run_launch(nodes)
    assert re.findall(r'\[WARNING\] \[(twin\d)-\d+\]: (.*)', outcome.stdout) == [
        ('twin1', 'there are now at least 2 nodes with the name /n/twin created within this '
                  'launch context')
    ]  # fmt: skip


@pytest.mark.parametrize('arguments', [{'name': 'a b'}, {'namespace': 'a//b'}])
def test_invalid_names_end_the_launch(run_launch, arguments):
    outcome = run_launch([Node(executable='/bin/true', **arguments)])
    assert outcome.status == 1
    assert re.search(
        r"Caught exception in launch .*invalid (node name|namespace) '", outcome.stdout
    )


def test_packages_and_executables_are_found(prefix, context):
    assert FindPackageShare('demo').perform(context) == str(prefix / 'share/demo')
    assert FindPackagePrefix('demo').perform(context) == str(prefix)
    found = ExecutableInPackage(executable='node', package='demo').perform(context)
    assert found == str(prefix / 'lib/demo/node')
    with pytest.raises(SubstitutionFailure, match="executable 'nope' not found on the libexec"):
        ExecutableInPackage(executable='nope', package='demo').perform(context)
    with pytest.raises(LookupError, match="package 'nope' not found"):
        FindPackageShare('nope').perform(context)
