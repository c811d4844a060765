"""``ros2 run`` and ``ros2 pkg``."""

import os
import signal

import pytest


@pytest.mark.parametrize(
    ('code', 'message'),
    [('0', ''), ('7', '[ros2run]: Process exited with failure 7\n')],
)
def test_run_passes_arguments_and_exit_code(ros2, prefix, code, message):
    outcome = ros2('run', 'demo', 'exit', code, '--ros-args', '-r', 'a:=b')
    assert outcome.status == int(code)
    assert outcome.stdout == f'{code} --ros-args -r a:=b\n{message}'


def test_run_puts_the_prefix_first(ros2, prefix):
    outcome = ros2('run', '--prefix', 'echo would run', 'demo', 'exit', '0')
    assert outcome.stdout == f'would run {prefix}/lib/demo/exit 0\n'


def test_run_hands_sigterm_to_the_executable(start_ros2, prefix):
    run = start_ros2('run', 'demo', 'signals')
    run.wait_for('READY')
    run.send(signal.SIGTERM)
    assert run.finish() == 0
    assert run.seen == ['READY', 'GOT SIGTERM']
    assert run.survivors() == []


def test_run_tells_the_signal_that_ended_the_executable(start_ros2, prefix):
    run = start_ros2('run', 'demo', 'node')
    run.wait_for('READY')
    (child,) = [pid for pid in run.survivors() if pid != run.process.pid]
    os.kill(child, signal.SIGKILL)
    assert run.finish() == 256 - signal.SIGKILL
    assert run.seen[-1] == '[ros2run]: Killed'


def test_run_in_a_terminal_ends_with_the_executable(ros2_in_terminal, prefix):
    outcome = ros2_in_terminal('READY', 'run', 'demo', 'signals')
    assert outcome.status == 0
    assert outcome.stdout.count('GOT SIGINT') == 1


@pytest.mark.parametrize(
    ('arguments', 'message'),
    [
        (['run', 'nope', 'x'], "Package 'nope' not found\n"),
        (['run', 'demo', 'nope'], 'No executable found\n'),
        (['pkg', 'prefix', 'nope'], 'Package not found\n'),
        (['pkg', 'prefix', '--share', 'nope'], 'Package not found\n'),
        (['pkg', 'executables', 'nope'], "Package 'nope' not found\n"),
        (['pkg', 'xml', 'demo'], 'Package XML manifest not found\n'),
    ],
)
def test_what_is_not_there_is_one_line(ros2, prefix, arguments, message):
    outcome = ros2(*arguments)
    assert (outcome.status, outcome.stdout, outcome.stderr) == (1, '', message)


def test_pkg_finds_packages_and_executables(ros2, prefix):
    assert 'demo' in ros2('pkg', 'list').lines
    assert ros2('pkg', 'prefix', 'demo').stdout == f'{prefix}\n'
    assert ros2('pkg', 'prefix', '--share', 'demo').stdout == f'{prefix}/share/demo\n'
    executables = ros2('pkg', 'executables', 'demo')
    assert executables.stdout == 'demo exit\ndemo node\ndemo signals\n'
    full = ros2('pkg', 'executables', '--full-path', 'demo')
    assert full.lines[0] == f'{prefix}/lib/demo/exit'
    assert set(executables.lines) <= set(ros2('pkg', 'executables').lines)


def test_pkg_xml_prints_the_manifest_or_a_tag(ros2, prefix):
    manifest = (
        '<package format="3"><name>demo</name><author>A</author><author>B</author></package>'
    )
    (prefix / 'share/demo/package.xml').write_text(manifest)
    assert ros2('pkg', 'xml', 'demo').stdout == f'{manifest}\n'
    assert ros2('pkg', 'xml', 'demo', '-t', 'author').stdout == 'A\nB\n'
    missing = ros2('pkg', 'xml', 'demo', '-t', 'nope')
    assert (missing.status, missing.stderr) == (1, 'XML tag not found\n')
