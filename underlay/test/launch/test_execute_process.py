import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest
from launch.actions import (
    EmitEvent,
    ExecuteProcess,
    LogInfo,
    OpaqueFunction,
    RegisterEventHandler,
    SetEnvironmentVariable,
    SetLaunchConfiguration,
    Shutdown,
    TimerAction,
)
from launch.event_handlers import OnProcessExit, OnProcessIO, OnProcessStart
from launch.events import matches_action
from launch.events.process import ShutdownProcess, SignalProcess
from launch.substitutions import LaunchConfiguration


def shell(script, **kwargs):
    """Run a shell script, with its output on the screen."""
    kwargs.setdefault('output', 'screen')
    return ExecuteProcess(cmd=['sh', '-c', script], **{'name': 'sh', **kwargs})


def without_numbers(outcome):
    """Return the lines after the two of the start, with processes named without number."""
    return [re.sub(r'(\[[a-z]+)-\d+\]', r'\1]', line) for line in outcome.lines[2:]]


def test_output_and_end_of_a_process_are_told_in_order(run_launch):
    outcome = run_launch([shell('echo out; exit 3')])
    assert outcome.status == 0
    assert without_numbers(outcome) == [
        '[INFO] [sh]: process started with pid [PID]',
        '[sh] out',
        "[ERROR] [sh]: process has died [pid PID, exit code 3, cmd 'sh -c echo out; exit 3'].",
    ]


def test_clean_end_is_no_error(run_launch):
    last = without_numbers(run_launch([shell('exit 0')]))[-1]
    assert last == '[INFO] [sh]: process has finished cleanly [pid PID]'


def test_last_line_without_end_and_broken_text_are_shown(run_launch):
    lines = without_numbers(run_launch([shell(r'printf "a\377b\nlast"')]))
    assert lines[1:3] == ['[sh] a\ufffdb', '[sh] last']


def test_end_is_told_while_a_grandchild_holds_the_output_open(run_launch):
    start_s = time.monotonic()
    outcome = run_launch([shell('sleep 20 & echo $!')])
    assert time.monotonic() - start_s < 10.0
    assert outcome.status == 0
    os.kill(int(outcome.lines[3].split()[-1]), signal.SIGKILL)


@pytest.mark.parametrize(
    ('output', 'shown'),
    [
        ('screen', ['out', 'err']),
        ('log', ['err']),
        ('both', ['out', 'err']),
        ('own_log', []),
        ({'stdout': 'screen'}, ['out']),
        ({'both': ['screen', 'log']}, ['out', 'err']),
    ],
)
def test_output_choice_decides_what_the_screen_shows(run_launch, output, shown):
    lines = without_numbers(run_launch([shell('echo out; echo err >&2', output=output)]))
    assert sorted(line for line in lines if line.startswith('[sh] ')) == sorted(
        f'[sh] {text}' for text in shown
    )


def test_invalid_output_choice_names_the_valid_ones(run_launch):
    outcome = run_launch([shell('true', output='nowhere')])
    assert outcome.status == 1
    assert "output 'nowhere' is not valid; it must be one of ['both', 'full'" in outcome.stdout


def test_program_that_cannot_be_started_is_one_line_and_nothing_else(run_launch):
    outcome = run_launch([ExecuteProcess(cmd=['/no/such/program', 'x']), shell('echo on')])
    assert outcome.status == 0
    assert (
        "[ERROR] [program]: cannot start '/no/such/program x': [Errno 2] No such file or "
        "directory: '/no/such/program'"
    ) in without_numbers(outcome)
    assert '[sh] on' in without_numbers(outcome)
    assert outcome.stderr == ''


def test_command_folder_and_environment_are_as_given(run_launch, tmp_path):
    outcome = run_launch(
        [
            SetEnvironmentVariable('REACHY_A', 'from launch'),
            SetLaunchConfiguration('word', 'text'),
            ExecuteProcess(
                cmd=[sys.executable, '-c', ['import os, sys; print(os.getcwd(), ', 'sys.argv[1:], '
                     'os.environ.get("REACHY_A"), os.environ.get("REACHY_B"))'],
                     'a b', LaunchConfiguration('word')],
                cwd=str(tmp_path),
                additional_env={'REACHY_B': LaunchConfiguration('word')},
                name='probe',
                output='screen',
            ),
            ExecuteProcess(cmd=['/usr/bin/env'], env={'ONLY': 'this'}, output='screen'),
        ]
    )  # fmt: skip
    lines = without_numbers(outcome)
    assert f"[probe] {tmp_path} ['a b', 'text'] from launch text" in lines
    assert [line for line in lines if line.startswith('[env] ')] == ['[env] ONLY=this']


def test_shell_reads_the_joined_command(run_launch):
    process = ExecuteProcess(
        cmd=['echo', 'a', '|', 'tr', 'a', 'b'], shell=True, output='screen', name='joined'
    )
    assert '[joined] b' in without_numbers(run_launch([process]))


def test_prefix_comes_first_and_can_be_filtered(run_launch):
    outcome = run_launch(
        [
            SetLaunchConfiguration('launch-prefix', 'env REACHY_P=1'),
            SetLaunchConfiguration('launch-prefix-filter', 'sh$'),
            shell('echo filtered $REACHY_P'),
            ExecuteProcess(cmd=['echo', 'other'], output='screen', log_cmd=True),
            shell('echo own $REACHY_P', prefix='env REACHY_P=2'),
        ]
    )
    lines = without_numbers(outcome)
    assert {'[sh] filtered 1', '[sh] own 2', '[echo] other'} <= set(lines)
    assert "[INFO] [echo]: process details: cmd='echo other', cwd='None'" in lines


def test_emulated_terminal_is_a_terminal(run_launch):
    script = 'test -t 1 && test -t 2 && echo terminal'
    assert '[sh] terminal' in without_numbers(run_launch([shell(script, emulate_tty=True)]))
    assert '[sh] terminal' not in without_numbers(run_launch([shell(script)]))


def test_process_starts_again_until_its_retries_are_used(run_launch):
    process = shell('echo go', respawn=True, respawn_max_retries=2)
    lines = without_numbers(run_launch([process]))
    assert lines.count('[sh] go') == 3
    assert process.return_code == 0


def test_pause_before_respawn_ends_with_the_launch(run_launch):
    start_s = time.monotonic()
    outcome = run_launch(
        [shell('exit 1', respawn=True, respawn_delay=60.0, on_exit=Shutdown(reason='enough'))]
    )
    assert time.monotonic() - start_s < 10.0
    assert outcome.stdout.count('process started') == 1


def test_dying_process_takes_nothing_along_unless_told(run_launch, tmp_path):
    marker = tmp_path / 'died'
    outlasts = f'while [ ! -e {marker} ]; do sleep 0.02; done; echo outlasted'
    other = shell('exit 1', on_exit=OpaqueFunction(function=lambda _: marker.touch()))
    assert '[sh] outlasted' in without_numbers(run_launch([shell(outlasts), other]))


def test_required_process_ends_the_launch(run_launch):
    required = shell('exit 1', name='required', on_exit=Shutdown())
    outcome = run_launch([ExecuteProcess(cmd=['sleep', '60']), required])
    assert outcome.status == 0
    assert without_numbers(outcome)[-3:] == [
        '[INFO] [launch]: process[required] was required: shutting down launched system',
        "[INFO] [sleep]: sending signal 'SIGINT' to process[sleep]",
        "[ERROR] [sleep]: process has died [pid PID, exit code -2, cmd 'sleep 60'].",
    ]


def test_stubborn_process_gets_sigterm_then_sigkill(run_launch):
    stubborn = shell(
        'trap "" INT TERM; echo ready; while :; do sleep 0.05; done',
        name='stubborn',
        sigterm_timeout='0.2',
        sigkill_timeout='0.3',
    )
    # SIGINT must not come before the trap is set.
    at_ready = OnProcessIO(target_action=stubborn, on_stdout=lambda event: Shutdown())
    outcome = run_launch([RegisterEventHandler(at_ready), stubborn])
    assert without_numbers(outcome)[2:] == [
        "[INFO] [stubborn]: sending signal 'SIGINT' to process[stubborn]",
        "[ERROR] [stubborn]: process[stubborn] failed to terminate '0.2' seconds after receiving "
        "'SIGINT', escalating to 'SIGTERM'",
        "[INFO] [stubborn]: sending signal 'SIGTERM' to process[stubborn]",
        "[ERROR] [stubborn]: process[stubborn] failed to terminate '0.5' seconds after receiving "
        "'SIGTERM', escalating to 'SIGKILL'",
        "[INFO] [stubborn]: sending signal 'SIGKILL' to process[stubborn]",
        '[ERROR] [stubborn]: process has died [pid PID, exit code -9, cmd \'sh -c trap "" INT '
        "TERM; echo ready; while :; do sleep 0.05; done'].",
    ]
    assert stubborn.return_code == -signal.SIGKILL


def test_events_can_signal_and_end_a_single_process(run_launch):
    target = shell('trap "echo usr1" USR1; echo ready; while :; do sleep 0.05; done')

    def on_output(event):
        wish = {
            b'ready\n': SignalProcess(
                signal_number='SIGUSR1', process_matcher=matches_action(target)
            ),
            b'usr1\n': ShutdownProcess(process_matcher=matches_action(target)),
        }
        return EmitEvent(event=wish[event.text])

    other = shell('read line; echo other', name='other')
    handler = RegisterEventHandler(OnProcessIO(target_action=target, on_stdout=on_output))
    finish = OnProcessExit(target_action=target, on_exit=[Shutdown()])
    outcome = run_launch([handler, RegisterEventHandler(finish), other, target])
    lines = without_numbers(outcome)
    assert target.return_code == -signal.SIGINT
    steps = [
        "[INFO] [sh]: sending signal 'SIGUSR1' to process[sh]",
        '[sh] usr1',
        "[INFO] [sh]: sending signal 'SIGINT' to process[sh]",
        "[INFO] [other]: sending signal 'SIGINT' to process[other]",
    ]
    assert [line for line in lines if line in steps] == steps


def test_handlers_hear_of_start_and_exit_of_their_target_only(run_launch):
    heard = []
    target, other = shell('exit 4'), shell('exit 0')
    outcome = run_launch(
        [
            RegisterEventHandler(
                OnProcessStart(
                    target_action=target,
                    on_start=lambda event, context: heard.append(('start', event.pid)),
                )
            ),
            RegisterEventHandler(
                OnProcessExit(
                    target_action=target,
                    on_exit=lambda event, context: heard.append(('exit', event.returncode)),
                )
            ),
            RegisterEventHandler(
                OnProcessExit(target_action=other, on_exit=[LogInfo(msg='other is gone')])
            ),
            target,
            other,
        ]
    )
    assert outcome.status == 0
    assert heard == [('start', target.process_details['pid']), ('exit', 4)]
    assert '[INFO] [launch.user]: other is gone' in outcome.lines


def test_one_action_runs_one_process(run_launch):
    process = shell('exit 0')
    outcome = run_launch([process, process])
    assert outcome.status == 1
    assert 'executed more than once' in outcome.stdout


def test_nothing_starts_after_an_error_in_the_launch_file(run_launch, tmp_path):
    def fail(context):
        raise ValueError('no camera 7; use 0 to 3')

    marker = tmp_path / 'started'
    outcome = run_launch([shell(f'touch {marker}'), OpaqueFunction(function=fail)])
    assert outcome.status == 1
    assert outcome.lines[2:] == [
        '[ERROR] [launch]: Caught exception in launch (see debug for traceback): '
        'no camera 7; use 0 to 3'
    ]
    assert not marker.exists()


def test_error_while_processes_run_ends_them(run_launch):
    def fail(context):
        raise ValueError('late')

    outcome = run_launch(
        [shell('echo up; exec sleep 60', on_exit=[LogInfo(msg='ended')]),
         RegisterEventHandler(OnProcessStart(on_start=[OpaqueFunction(function=fail)]))]
    )  # fmt: skip
    assert outcome.status == 1
    assert outcome.lines[-1] == '[INFO] [launch.user]: ended'


def test_files_hold_what_the_screen_does_not_show(run_launch):
    outcome = run_launch(
        [shell('echo hidden', output='log'), shell('echo apart', output='own_log', name='own')]
    )
    folder = Path(outcome.stdout.splitlines()[0].partition('found below ')[2])
    log = (folder / 'launch.log').read_text()
    assert re.search(r'^\d+\.\d{7} \[sh-\d+\] hidden$', log, re.MULTILINE)
    assert re.search(r'^\d+\.\d{7} \[INFO\] \[own-\d+\]: process started', log, re.MULTILINE)
    name = re.search(r'\[(own-\d+)\]', outcome.stdout).group(1)
    for file_name in (f'{name}-stdout.log', f'{name}.log'):
        assert (folder / file_name).read_text() == f'[{name}] apart\n'
    assert (folder / f'{name}-stderr.log').read_text() == ''
    assert os.path.realpath(folder.parent / 'latest') == os.path.realpath(folder)


def test_timer_waits_and_is_canceled_by_the_end(run_launch):
    start_s = time.monotonic()
    outcome = run_launch(
        [
            TimerAction(period=60.0, actions=[LogInfo(msg='never')]),
            TimerAction(period=0.2, actions=[LogInfo(msg='now'), Shutdown()]),
        ]
    )
    assert outcome.lines[2:] == ['[INFO] [launch.user]: now']
    assert 0.2 <= time.monotonic() - start_s < 10.0


def test_timer_refuses_an_integer_period_as_the_original_does():
    with pytest.raises(TypeError, match=r'write 2\.0'):
        TimerAction(period=2, actions=[])
