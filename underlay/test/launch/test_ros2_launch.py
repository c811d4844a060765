"""``ros2 launch`` as users run it."""

import os
import re
import signal
import subprocess

import pytest

SIGNALS = "Node(package='demo', executable='signals', output='screen')"


def test_launch_file_runs_by_package_or_by_path(ros2, write_launch_file):
    path = write_launch_file(
        'say.launch.py',
        "DeclareLaunchArgument('word', default_value='hi'),"
        "LogInfo(msg=LaunchConfiguration('word'))",
    )
    for arguments, said in (
        (['demo', 'say.launch.py'], 'hi'),
        (['demo', 'say.launch.py', 'word:=a', 'word:=b:=c'], 'b:=c'),
        ([str(path), 'word:=d'], 'd'),
    ):
        outcome = ros2('launch', *arguments)
        assert (outcome.status, outcome.stderr) == (0, '')
        assert outcome.lines == [
            '[INFO] [launch]: All log files can be found below LOG',
            '[INFO] [launch]: Default logging verbosity is set to INFO',
            f'[INFO] [launch.user]: {said}',
        ]


def test_show_args_lists_the_arguments_of_included_files_too(ros2, write_launch_file):
    inner = write_launch_file(
        'inner.launch.py',
        "DeclareLaunchArgument('rate', default_value='10.0', description='Hz'),"
        "DeclareLaunchArgument('mode', default_value='never seen')",
    )
    write_launch_file(
        'outer.launch.py',
        "DeclareLaunchArgument('mode', default_value='fast', description='Speed.',"
        " choices=['fast', 'slow']),"
        "DeclareLaunchArgument('must', description='No default.'),"
        f"IncludeLaunchDescription('{inner}'),"
        "GroupAction([DeclareLaunchArgument('some',"
        " default_value=[LaunchConfiguration('mode'), 'x'])], condition=IfCondition('true'))",
    )
    outcome = ros2('launch', 'demo', 'outer.launch.py', '--show-args')
    assert outcome.status == 0
    assert outcome.stdout == (
        "Arguments (pass arguments as '<name>:=<value>'):\n"
        "\n    'mode':\n        Speed. Valid choices are: ['fast', 'slow']\n"
        "        (default: 'fast')\n"
        "\n    'must':\n        No default.\n"
        "\n    'rate':\n        Hz\n        (default: '10.0')\n"
        "\n    'some':*\n        no description given\n"
        "        (default: LaunchConfig('mode') + 'x')\n"
        '\n* argument(s) which are only used if specific conditions occur\n'
    )


def test_show_args_without_arguments(ros2, write_launch_file):
    write_launch_file('empty.launch.py', '')
    outcome = ros2('launch', 'demo', 'empty.launch.py', '-s')
    assert outcome.stdout == (
        "Arguments (pass arguments as '<name>:=<value>'):\n\n  No arguments.\n"
    )


def test_print_shows_the_tree_without_running_it(ros2, write_launch_file):
    write_launch_file(
        'tree.launch.py',
        "LogInfo(msg=['a', LaunchConfiguration('b')]),"
        "TimerAction(period=1.0, actions=[Node(package='demo', executable='node')])",
    )
    outcome = ros2('launch', 'demo', 'tree.launch.py', '--print')
    assert outcome.stdout == (
        'LaunchDescription\n'
        "├── LogInfo('a' + LaunchConfig('b'))\n"
        '└── TimerAction()\n'
        "    └── Node(cmd=[ExecInPkg(pkg='demo', exec='node')])\n"
    )


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['nope', 'x.launch.py'], "Package 'nope' not found: .*package 'nope' not found, searc"),
        (['./x.launch.py'], r"Package '\./x\.launch\.py' not found"),
        (['demo', 'x.launch.py'], r"file 'x\.launch\.py' was not found in the share directory of "
                                  r"package 'demo' which is at '.*/share/demo'"),
        (['demo'], 'no launch file given; usage: ros2 launch demo FILE'),
        (['demo', 'e.launch.py', 'a=1'], "malformed launch argument 'a=1', expected format "
                                         "'<name>:=<value>'"),
        (['demo', 'e.launch.py', 'a:='], "malformed launch argument 'a:='"),
        (['demo', 'broken.launch.py', '-s'], "cannot load launch file '.*': no camera"),
        (['--launch-prefix-filter', 'x', 'demo', 'e.launch.py'], '--launch-prefix must be'),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line(ros2, write_launch_file, arguments, message):
    write_launch_file('e.launch.py', '')
    write_launch_file('broken.launch.py', '').write_text('raise RuntimeError("no camera")')
    outcome = ros2('launch', *arguments)
    assert outcome.status == 1
    assert outcome.stdout == ''
    assert re.fullmatch(f'{message}.*\n', outcome.stderr)


@pytest.mark.parametrize(
    ('source', 'message'),
    [
        ('x = 1', "launch file at '.*' does not contain the required function "),
        ('def generate_launch_description(:', r'invalid syntax \(broken\.launch\.py, line 1\)'),
        ('def generate_launch_description():\n    return 3', r'returned 3; return a Launch'),
    ],
)
def test_broken_launch_file_ends_the_launch(ros2, write_launch_file, source, message):
    write_launch_file('broken.launch.py', '').write_text(source)
    outcome = ros2('launch', 'demo', 'broken.launch.py')
    assert (outcome.status, outcome.stderr) == (1, '')
    assert re.search(
        rf'\[ERROR\] \[launch\]: Caught exception in launch .*{message}', outcome.stdout
    )


def test_log_folder_that_cannot_be_made_is_one_line(ros2, write_launch_file, monkeypatch):
    write_launch_file('e.launch.py', '')
    monkeypatch.setenv('ROS_LOG_DIR', '/proc/no')
    outcome = ros2('launch', 'demo', 'e.launch.py')
    assert outcome.status == 1
    assert re.fullmatch('cannot write logs: .*; set ROS_LOG_DIR to a folder for them\n',
                        outcome.stderr)  # fmt: skip


def test_launch_prefix_goes_before_every_command(ros2, write_launch_file):
    write_launch_file('p.launch.py', "ExecuteProcess(cmd=['printenv', 'REACHY_P'], output='log')")
    outcome = ros2('launch', '-a', '--launch-prefix', 'env REACHY_P=seen', 'demo', 'p.launch.py')
    assert '[env-1] seen' in outcome.lines


def test_sigint_ends_the_children_and_a_second_one_changes_nothing(start_ros2, write_launch_file):
    write_launch_file('s.launch.py', SIGNALS)
    launch = start_ros2('launch', 'demo', 's.launch.py')
    launch.wait_for('READY')
    launch.send(signal.SIGINT)
    launch.wait_for('GOT SIGINT')
    launch.send(signal.SIGINT)
    assert launch.finish() == 0
    assert set(launch.seen[4:-1]) == {
        '[WARNING] [launch]: user interrupted with ctrl-c (SIGINT)',
        "[INFO] [signals-1]: sending signal 'SIGINT' to process[signals-1]",
        '[signals-1] GOT SIGINT',
        '[WARNING] [launch]: user interrupted with ctrl-c (SIGINT) again, ignoring...',
    }
    assert launch.seen[-1].startswith('[INFO] [signals-1]: process has finished cleanly [pid ')
    assert launch.survivors() == []


def test_sigterm_ends_the_children_too(start_ros2, write_launch_file):
    write_launch_file('s.launch.py', SIGNALS)
    launch = start_ros2('launch', 'demo', 's.launch.py')
    launch.wait_for('READY')
    launch.send(signal.SIGTERM)
    assert launch.finish() == 1
    assert (
        '[ERROR] [launch]: user interrupted with ctrl-\\ (SIGTERM), terminating...' in launch.seen
    )
    assert '[signals-1] GOT SIGINT' in launch.seen
    assert launch.survivors() == []


def test_ctrl_c_in_a_terminal_reaches_each_child_once(ros2_in_terminal, write_launch_file):
    write_launch_file('s.launch.py', SIGNALS)
    outcome = ros2_in_terminal('READY', 'launch', 'demo', 's.launch.py')
    assert outcome.status == 0
    assert outcome.stdout.count('GOT SIGINT') == 1
    assert 'user interrupted with ctrl-c (SIGINT)' in outcome.stdout
    assert 'sending signal' not in outcome.stdout
    assert 'process has finished cleanly' in outcome.stdout


def test_stubborn_children_are_gone_in_the_end(start_ros2, write_launch_file):
    write_launch_file(
        's.launch.py',
        "ExecuteProcess(cmd=['sh', '-c', 'trap \"\" INT TERM; echo READY; exec sleep 60'],"
        " output='screen', sigterm_timeout='0.1', sigkill_timeout='0.1')",
    )
    launch = start_ros2('launch', 'demo', 's.launch.py')
    launch.wait_for('READY')
    launch.send(signal.SIGINT)
    assert launch.finish() == 0
    assert any('exit code -9' in line for line in launch.seen)
    assert launch.survivors() == []


def test_children_outlive_the_reader_of_the_output(ros2_path, write_launch_file, tmp_path):
    gate, marker = tmp_path / 'gate', tmp_path / 'marker'
    os.mkfifo(gate)
    script = f'echo one; read line < {gate}; echo two; touch {marker}'
    write_launch_file(
        's.launch.py', f"ExecuteProcess(cmd=['sh', '-c', '{script}'], output='both')"
    )
    read_end, write_end = os.pipe()
    with subprocess.Popen(
        [ros2_path, 'launch', 'demo', 's.launch.py'], stdout=write_end, stderr=subprocess.PIPE
    ) as launch:
        os.close(write_end)
        text = b''
        while b'] one' not in text:
            text += os.read(read_end, 4096)
        os.close(read_end)
        gate.write_text('go\n')
        _, errors = launch.communicate(timeout=20)
    assert marker.exists()
    assert (launch.returncode, errors) == (0, b'')
