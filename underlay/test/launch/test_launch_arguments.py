import pytest
from launch import LaunchDescription
from launch.actions import (
    DeclareLaunchArgument,
    GroupAction,
    IncludeLaunchDescription,
    LogInfo,
    RegisterEventHandler,
    TimerAction,
)
from launch.conditions import IfCondition
from launch.declared_argument import find_declared_arguments
from launch.event_handlers import OnShutdown
from launch.launch_description_source import LaunchDescriptionSource
from launch.substitutions import LaunchConfiguration

SHOW_RATE = LogInfo(msg=['rate ', LaunchConfiguration('rate')])


def include(entities, **arguments):
    source = LaunchDescriptionSource(LaunchDescription(entities))
    return IncludeLaunchDescription(source, launch_arguments=arguments.items())


def test_default_holds_unless_a_value_is_given(run_launch):
    declare = DeclareLaunchArgument('rate', default_value='10.0')
    assert '[INFO] [launch.user]: rate 10.0' in run_launch([declare, SHOW_RATE]).lines
    given = run_launch([include([declare, SHOW_RATE], rate='7.0')])
    assert '[INFO] [launch.user]: rate 7.0' in given.lines


def test_missing_argument_ends_the_launch_before_anything_runs(run_launch):
    inner = [LogInfo(msg='early'), DeclareLaunchArgument('rate', description='Hz.')]
    outcome = run_launch([include(inner)])
    assert outcome.status == 1
    assert outcome.lines[2:] == [
        '[ERROR] [launch]: Caught exception in launch (see debug for traceback): Included launch '
        "description missing required argument 'rate' (description: 'Hz.'), given: []"
    ]


def test_argument_missing_in_a_nested_include_is_found(run_launch):
    outcome = run_launch([include([include([DeclareLaunchArgument('deep')], other='1')])])
    assert outcome.status == 1
    assert "missing required argument 'deep'" in outcome.stdout


def test_argument_set_by_the_include_around_it_is_not_missing(run_launch):
    outcome = run_launch(
        [include([include([DeclareLaunchArgument('rate'), SHOW_RATE], rate='2')])]
    )
    assert outcome.status == 0
    assert '[INFO] [launch.user]: rate 2' in outcome.lines


def test_value_outside_the_choices_ends_the_launch(run_launch):
    declare = DeclareLaunchArgument('mode', default_value='fast', choices=['fast', 'slow'])
    outcome = run_launch([include([declare], mode='medium')])
    message = (
        'Argument "mode" provided value "medium" is not valid. '
        "Valid options are: ['fast', 'slow']"
    )
    assert outcome.status == 1
    assert outcome.lines[2:] == [
        f'[ERROR] [launch.actions.declare_launch_argument]: {message}',
        f'[ERROR] [launch]: Caught exception in launch (see debug for traceback): {message}',
    ]


def test_default_outside_the_choices_is_an_error_of_the_launch_file():
    with pytest.raises(RuntimeError, match='"medium" is not in provided choices'):
        DeclareLaunchArgument('mode', default_value='medium', choices=['fast', 'slow'])


@pytest.mark.parametrize(
    ('arguments', 'description'),
    [
        ({}, 'no description given'),
        ({'description': 'Hz'}, 'Hz'),
        ({'choices': ['a']}, "One of: ['a']"),
        ({'choices': ['a'], 'description': 'Mode.'}, "Mode. Valid choices are: ['a']"),
        ({'choices': ['a'], 'description': 'Mode'}, "Mode. Valid choices are: ['a']"),
    ],
)
def test_description_tells_the_choices(arguments, description):
    assert DeclareLaunchArgument('x', **arguments).description == description


def test_search_finds_each_argument_once_and_marks_conditional_ones():
    condition = IfCondition('true')
    found = find_declared_arguments(
        [
            DeclareLaunchArgument('a'),
            GroupAction([DeclareLaunchArgument('b')], condition=condition),
            include([DeclareLaunchArgument('c'), DeclareLaunchArgument('a', default_value='1')]),
            DeclareLaunchArgument('d', condition=condition),
            TimerAction(period=1.0, actions=[DeclareLaunchArgument('e')]),
            RegisterEventHandler(OnShutdown(on_shutdown=[DeclareLaunchArgument('f')])),
            RegisterEventHandler(OnShutdown(on_shutdown=lambda *_: None)),
            GroupAction([DeclareLaunchArgument('hidden')], forwarding=False),
        ]
    )
    assert [(f.action.name, f.is_conditional) for f in found] == [
        ('a', False),
        ('b', True),
        ('c', False),
        ('d', True),
        ('e', True),
        ('f', True),
    ]
    assert found[0].action.default_value is None


def test_description_lists_its_arguments():
    description = LaunchDescription([include([DeclareLaunchArgument('a')])])
    description.add_action(DeclareLaunchArgument('b'))
    assert [argument.name for argument in description.get_launch_arguments()] == ['a', 'b']


def test_xml_launch_file_is_refused_with_the_reason(run_launch):
    outcome = run_launch([IncludeLaunchDescription('/some/file.launch.xml')])
    assert outcome.status == 1
    assert 'XML and YAML launch files need a ROS 2 installation' in outcome.stdout
