import os

import pytest
from launch import LaunchDescription
from launch.actions import (
    AppendEnvironmentVariable,
    GroupAction,
    IncludeLaunchDescription,
    LogInfo,
    OpaqueFunction,
    SetEnvironmentVariable,
    SetLaunchConfiguration,
    UnsetEnvironmentVariable,
    UnsetLaunchConfiguration,
)
from launch.launch_description_source import LaunchDescriptionSource
from launch.substitutions import LaunchConfiguration, ThisLaunchFileDir


class Probe:
    """Notes a launch configuration and an environment variable at points of the launch."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[str | None, str | None]] = {}

    def at(self, label: str) -> OpaqueFunction:
        def look(context):
            value = context.launch_configurations.get('value')
            self.seen[label] = value, os.environ.get('REACHY_TEST')

        return OpaqueFunction(function=look)


@pytest.fixture
def probe() -> Probe:
    return Probe()


CHANGE = [SetLaunchConfiguration('value', 'in'), SetEnvironmentVariable('REACHY_TEST', 'in')]
START = [SetLaunchConfiguration('value', 'out'), SetEnvironmentVariable('REACHY_TEST', 'out')]


def test_group_takes_its_changes_back(run_launch, probe):
    assert (
        run_launch([*START, GroupAction([*CHANGE, probe.at('in')]), probe.at('after')]).status == 0
    )
    assert probe.seen == {'in': ('in', 'in'), 'after': ('out', 'out')}


def test_group_without_scope_leaves_its_changes(run_launch, probe):
    run_launch([*START, GroupAction(CHANGE, scoped=False), probe.at('after')])
    assert probe.seen == {'after': ('in', 'in')}


def test_group_without_forwarding_sees_only_what_it_is_given(run_launch, probe):
    group = GroupAction([probe.at('in')], forwarding=False, launch_configurations={'other': '1'})
    run_launch([*START, group, probe.at('after')])
    assert probe.seen == {'in': (None, None), 'after': ('out', 'out')}


def test_group_sets_the_configurations_it_is_given(run_launch, probe):
    group = GroupAction([probe.at('in')], launch_configurations={'value': 'given'})
    run_launch([*START, group, probe.at('after')])
    assert probe.seen == {'in': ('given', 'out'), 'after': ('out', 'out')}


def test_include_has_no_scope_of_its_own(run_launch, probe):
    source = LaunchDescriptionSource(LaunchDescription([]))
    include = IncludeLaunchDescription(source, launch_arguments=[('value', 'in')])
    run_launch([*START, include, probe.at('after')])
    assert probe.seen == {'after': ('in', 'out')}


def test_environment_lists_grow_at_either_end(run_launch, probe):
    run_launch(
        [
            AppendEnvironmentVariable('REACHY_TEST', 'b'),
            AppendEnvironmentVariable('REACHY_TEST', 'c'),
            AppendEnvironmentVariable('REACHY_TEST', 'a', prepend=True, separator=';'),
            probe.at('grown'),
            UnsetEnvironmentVariable('REACHY_TEST'),
            UnsetEnvironmentVariable('REACHY_TEST'),
            probe.at('gone'),
        ]
    )
    assert probe.seen == {'grown': (None, 'a;b:c'), 'gone': (None, None)}


def test_configuration_can_be_removed(run_launch, probe):
    run_launch([*START, UnsetLaunchConfiguration('value'), probe.at('after')])
    assert probe.seen == {'after': (None, 'out')}


def test_including_file_finds_its_own_folder_again(run_launch, tmp_path):
    show = 'LogInfo(msg=["{} ", ThisLaunchFileDir()])'
    inner = tmp_path / 'inner' / 'inner.launch.py'
    outer = tmp_path / 'outer.launch.py'
    inner.parent.mkdir()
    header = (
        'from launch import LaunchDescription\n'
        'from launch.actions import IncludeLaunchDescription, LogInfo\n'
        'from launch.substitutions import PathJoinSubstitution, ThisLaunchFileDir\n'
        'def generate_launch_description():\n    return LaunchDescription('
    )
    inner.write_text(f'{header}[{show.format("inner")}])\n')
    outer.write_text(
        f'{header}[{show.format("before")}, IncludeLaunchDescription(PathJoinSubstitution('
        f'[ThisLaunchFileDir(), "inner", "inner.launch.py"])), {show.format("after")}])\n'
    )
    outcome = run_launch([IncludeLaunchDescription(str(outer))])
    assert outcome.lines[2:] == [
        f'[INFO] [launch.user]: before {tmp_path}',
        f'[INFO] [launch.user]: inner {tmp_path / "inner"}',
        f'[INFO] [launch.user]: after {tmp_path}',
    ]
    assert run_launch([LogInfo(msg=ThisLaunchFileDir())]).status == 1


def test_opaque_function_gives_entities_to_visit(run_launch):
    def make(context, name, *, suffix):
        value = LaunchConfiguration('value').perform(context)
        return [LogInfo(msg=f'{name} {value} {suffix}')]

    function = OpaqueFunction(function=make, args=['value'], kwargs={'suffix': '!'})
    outcome = run_launch([*START, function])
    assert outcome.lines[2:] == ['[INFO] [launch.user]: value out !']
