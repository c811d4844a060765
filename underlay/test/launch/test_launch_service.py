import asyncio
import threading

from launch import LaunchContext, LaunchDescription, LaunchService
from launch.actions import (
    EmitEvent,
    ExecuteProcess,
    LogInfo,
    RegisterEventHandler,
    UnregisterEventHandler,
)
from launch.event_handlers import OnShutdown
from launch.events import Shutdown


def test_empty_launch_ends_at_once(run_launch):
    outcome = run_launch([])
    assert outcome.status == 0
    assert outcome.lines == [
        '[INFO] [launch]: All log files can be found below LOG',
        '[INFO] [launch]: Default logging verbosity is set to INFO',
    ]


def test_shutdown_event_reaches_handlers_with_its_reason(run_launch):
    reasons = []
    handler = OnShutdown(on_shutdown=lambda event, context: reasons.append(event.reason))
    run_launch([RegisterEventHandler(handler), EmitEvent(event=Shutdown(reason='enough'))])
    assert reasons == ['enough']


def test_nothing_left_to_do_is_a_reason_too(run_launch):
    handler = OnShutdown(on_shutdown=[LogInfo(msg='over')])
    outcome = run_launch([RegisterEventHandler(handler)])
    assert outcome.lines[2:] == ['[INFO] [launch.user]: over']


def test_handler_for_one_time_hears_one_event(run_launch):
    heard = []
    handler = OnShutdown(on_shutdown=lambda *_: heard.append(1), handle_once=True)
    shutdown = EmitEvent(event=Shutdown())
    run_launch([RegisterEventHandler(handler), shutdown, shutdown])
    assert heard == [1]


def test_other_threads_can_add_descriptions_and_end_the_launch(capsys):
    service = LaunchService(noninteractive=True)
    process = ExecuteProcess(cmd=['sleep', '60'])

    def work():
        service.include_launch_description(LaunchDescription([LogInfo(msg='added'), process]))
        while process.process_details is None or 'pid' not in process.process_details:
            if finished.wait(0.01):
                return
        service.shutdown()

    finished = threading.Event()
    thread = threading.Thread(target=work)
    thread.start()
    try:
        assert service.run(shutdown_when_idle=False) == 0
    finally:
        finished.set()
        thread.join()
    assert '[INFO] [launch.user]: added' in capsys.readouterr().out
    assert process.return_code == -2


def test_service_runs_in_a_loop_that_is_already_there(capsys):
    async def run() -> int:
        service = LaunchService(noninteractive=True)
        service.include_launch_description(LaunchDescription([LogInfo(msg='inside')]))
        return await service.run_async()

    assert asyncio.run(run()) == 0
    assert '[INFO] [launch.user]: inside' in capsys.readouterr().out


def test_debug_shows_the_traceback_of_an_error(capsys):
    class Broken(LogInfo):
        def execute(self, context: LaunchContext) -> None:
            raise RuntimeError('broken action')

    for debug in (True, False):
        service = LaunchService(noninteractive=True, debug=debug)
        service.include_launch_description(LaunchDescription([Broken(msg='')]))
        assert service.run() == 1
        text = capsys.readouterr().out
        assert 'launch (see debug for traceback): broken action' in text
        assert ('Traceback (most recent call last)' in text) is debug


def test_handler_can_be_removed(run_launch):
    heard = []
    handler = OnShutdown(on_shutdown=lambda *_: heard.append(1))
    run_launch([RegisterEventHandler(handler), UnregisterEventHandler(handler)])
    assert heard == []


def test_shutdown_while_a_process_is_being_started_still_ends_it(run_launch):
    process = ExecuteProcess(cmd=['sleep', '60'])
    outcome = run_launch([process, EmitEvent(event=Shutdown())])
    assert outcome.status == 0
    assert process.return_code in (None, -2)
