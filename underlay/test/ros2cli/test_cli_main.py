"""The command itself: help, wrong usage, laziness, signals, broken pipes."""

import signal
import subprocess
import sys

import pytest


def test_help_lists_every_command_with_its_summary(ros2):
    outcome = ros2('--help')
    assert outcome.status == 0
    assert outcome.err == ''
    for line in (
        '  action     Various action related sub-commands',
        '  interface  Show information about ROS interfaces',
        '  launch     Run a launch file',
        '  node       Various node related sub-commands',
        '  param      Various param related sub-commands',
        '  pkg        Various package related sub-commands',
        '  run        Run a package specific executable',
        '  service    Various service related sub-commands',
        '  topic      Various topic related sub-commands',
        '  Call `ros2 <command> -h` for more detailed usage.',
    ):
        assert line in outcome.lines


def test_a_command_without_verb_prints_its_help(ros2):
    outcome = ros2('topic')
    assert outcome.status == 0
    assert outcome.lines[:4] == [
        'usage: ros2 topic [-h] [--include-hidden-topics]',
        '                  Call `ros2 topic <command> -h` for more detailed usage. ...',
        '',
        'Various topic related sub-commands',
    ]
    names = [line.split()[0] for line in outcome.lines if line.startswith('  ') and line[2] != ' ']
    verbs = ['bw', 'delay', 'echo', 'find', 'hz', 'info', 'list', 'pub', 'type']
    assert names == ['-h,', '--include-hidden-topics', *verbs, 'Call']


@pytest.mark.parametrize(
    'words',
    [
        'node list', 'node info', 'topic bw', 'topic delay', 'topic echo', 'topic find',
        'topic hz', 'topic info', 'topic list', 'topic pub', 'topic type', 'service call',
        'service find', 'service info', 'service list', 'service type', 'action info',
        'action list', 'action send_goal', 'action type', 'param delete', 'param describe',
        'param dump', 'param get', 'param list', 'param load', 'param set', 'interface list',
        'interface package', 'interface packages', 'interface proto', 'interface show',
    ],
)  # fmt: skip
def test_every_verb_explains_itself(words, capsys):
    # In this process: 32 processes would take half a minute.
    from ros2cli.main import main

    with pytest.raises(SystemExit) as end:
        main([*words.split(), '--help'])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith(f'usage: ros2 {words} [-h]')
    assert '\n\noptions:\n' in out


def test_an_unknown_command_is_wrong_usage(ros2):
    outcome = ros2('nope')
    assert (outcome.status, outcome.out) == (2, '')
    assert "invalid choice: 'nope' (choose from 'action', 'interface'," in outcome.err


def test_an_unknown_verb_is_wrong_usage(ros2):
    outcome = ros2('topic', 'nope')
    assert (outcome.status, outcome.out) == (2, '')
    assert 'ros2 topic: error: argument Call `ros2 topic <command> -h`' in outcome.err


def test_help_imports_neither_ros_nor_the_verbs():
    code = (
        'import sys; from ros2cli.main import main; status = main(["topic"]); '
        'heavy = {"rclpy", "yaml", "launch", "ros2cli.verbs.topic.echo", "ros2cli.verbs.node"}; '
        'sys.exit(status or ", ".join(heavy & sys.modules.keys()) or None)'
    )
    done = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, '')


@pytest.mark.parametrize(
    ('number', 'status'), [(signal.SIGINT, 2), (signal.SIGTERM, 15)], ids=['SIGINT', 'SIGTERM']
)
def test_a_signal_ends_a_verb_without_noise(demo, start, number, status):
    echo = start('topic', 'echo', '/demo/chatter', 'std_msgs/msg/String')
    echo.wait_for_line('data: hello')
    outcome = echo.interrupt(number)
    assert (outcome.status, outcome.err) == (status, '')


def test_ctrl_c_reaches_a_verb_in_the_background_of_a_script(demo, start):
    # Such a process begins with SIGINT ignored, and so does this child of ours.
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        echo = start('topic', 'echo', '/demo/chatter')
    finally:
        signal.signal(signal.SIGINT, previous)
    echo.wait_for_line('data: hello')
    outcome = echo.interrupt()
    assert (outcome.status, outcome.err) == (2, '')


def test_a_reader_that_leaves_ends_a_verb_without_noise(demo, cli_env):
    words = [sys.executable, '-m', 'ros2cli.main', 'topic', 'echo', '/demo/chatter']
    with subprocess.Popen(
        words, env=cli_env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as echo:
        assert echo.stdout.readline().startswith('data: hello')
        echo.stdout.close()
        assert echo.wait(timeout=30) == 1
        assert echo.stderr.read() == ''
