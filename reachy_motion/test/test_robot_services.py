"""What one may ask of the node `robot`: motors, emergency stop, waking and sleeping."""

from collections.abc import Iterator

import numpy as np
import pytest
from action_msgs.msg import GoalStatus
from diagnostic_msgs.msg import DiagnosticStatus
from reachy_interfaces.action import GoToSleep, WakeUp
from reachy_interfaces.srv import SetMotors
from reachy_motion.posture import neutral
from reachy_motion.robot_driver import SLEEP
from robot_bench import Bench, values_of
from std_srvs.srv import SetBool

LEFT = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.3, -0.3, 0.4])
QUICK = {'wake_time': 0.6, 'sleep_time': 1.0, 'rest_time': 0.5}


@pytest.fixture(params=['mock', 'mujoco'])
def bench(request) -> Iterator[Bench]:
    with Bench(backend=request.param, **QUICK) as bench:
        yield bench


@pytest.fixture
def mock() -> Iterator[Bench]:
    with Bench(backend='mock', **QUICK) as bench:
        yield bench


def test_it_sleeps_and_wakes_and_follows_again(bench):
    bench.stream(LEFT)
    bench.wait(lambda: bench.is_at(LEFT))
    sleeping = bench.begin(GoToSleep, 'go_to_sleep')
    status, result = sleeping.result()
    assert (status, result.success) == (GoalStatus.STATUS_SUCCEEDED, True)
    assert result.message == 'asleep; the motors are off'
    assert len(sleeping.progress) > 5
    assert sleeping.progress == sorted(sleeping.progress)
    assert 0.0 <= sleeping.progress[0] < 0.5 < sleeping.progress[-1] <= 1.0
    bench.wait(lambda: bench.mode == 'asleep' and values_of(bench.modes[-1])['motors'] == 'off')
    assert bench.modes[-1].level == DiagnosticStatus.OK
    count = len(bench.heads)
    bench.wait(lambda: len(bench.heads) > count + 25)  # while targets go on coming
    distance_m, angle_deg = bench.error(SLEEP)
    assert distance_m < 0.02  # the simulated head sinks a little further
    assert angle_deg < 15.0

    waking = bench.begin(WakeUp, 'wake_up')
    status, result = waking.result()
    assert (status, result.success, result.message) == (
        GoalStatus.STATUS_SUCCEEDED,
        True,
        'awake',
    )
    bench.wait(lambda: bench.is_at(LEFT))
    bench.wait(lambda: bench.mode == 'following')


def test_a_cancelled_errand_holds_the_robot(mock):
    mock.stream(LEFT)
    mock.wait(lambda: mock.is_at(LEFT))
    errand = mock.begin(GoToSleep, 'go_to_sleep')
    mock.wait(lambda: errand.progress and errand.progress[-1] > 0.2)
    errand.cancel()
    status, result = errand.result()
    assert (status, result.success) == (GoalStatus.STATUS_CANCELED, False)
    assert result.message == 'canceled'
    mock.wait(lambda: mock.mode == 'holding')
    assert mock.modes[-1].level == DiagnosticStatus.WARN
    assert 'wake_up, go_to_sleep or set_motors end that' in mock.modes[-1].message
    mock.wait(lambda: np.abs(mock.joints[-1].velocity).max() == 0.0)
    assert not mock.is_at(LEFT)
    answer = mock.call(SetMotors, 'set_motors', mode=SetMotors.Request.ON)
    assert (answer.success, answer.message) == (True, 'the motors are on')
    mock.wait(lambda: mock.is_at(LEFT))


def test_a_new_errand_replaces_the_running_one(mock):
    sleeping = mock.begin(GoToSleep, 'go_to_sleep')
    waking = mock.begin(WakeUp, 'wake_up')
    status, result = sleeping.result()
    assert (status, result.message) == (GoalStatus.STATUS_ABORTED, 'replaced by wake_up')
    assert waking.result()[0] == GoalStatus.STATUS_SUCCEEDED


def test_the_emergency_stop_stops_stays_and_says_so(bench):
    bench.stream(LEFT)
    bench.wait(lambda: bench.mode == 'following')
    errand = bench.begin(GoToSleep, 'go_to_sleep')
    answer = bench.call(SetBool, 'emergency_stop', data=True)
    assert answer.success
    assert 'data: false releases' in answer.message
    status, result = errand.result()
    assert (status, result.message) == (
        GoalStatus.STATUS_ABORTED,
        'ended by the emergency stop',
    )
    bench.wait(lambda: bench.mode == 'emergency stop')
    assert bench.modes[-1].level == DiagnosticStatus.ERROR
    assert 'data: false' in bench.modes[-1].message
    for action, name in ((WakeUp, 'wake_up'), (GoToSleep, 'go_to_sleep')):
        status, result = bench.begin(action, name).result()
        assert (status, result.success) == (GoalStatus.STATUS_ABORTED, False)
        assert 'refused: the emergency stop is on; release it first' in result.message
    answer = bench.call(SetMotors, 'set_motors', mode=SetMotors.Request.ON)
    assert not answer.success
    assert 'the emergency stop is on' in answer.message

    assert bench.call(SetBool, 'emergency_stop', data=False).message == 'released'
    bench.wait(lambda: bench.is_at(LEFT))
    again = bench.call(SetBool, 'emergency_stop', data=False)
    assert (again.success, again.message) == (True, 'the emergency stop was not on')


@pytest.mark.parametrize(
    ('mode', 'told'),
    [
        (SetMotors.Request.OFF, 'motors off'),
        (SetMotors.Request.GRAVITY_COMPENSATION, 'gravity compensation'),
    ],
)
def test_motors_are_switched_and_targets_ignored_meanwhile(bench, mode, told):
    bench.stream(LEFT)
    bench.wait(lambda: bench.is_at(LEFT))
    answer = bench.call(SetMotors, 'set_motors', mode=mode)
    assert (answer.success, answer.message) == (True, f'the motors are {mode}')
    bench.wait(lambda: bench.mode == told)
    bench.stream(neutral())
    count = len(bench.heads)
    bench.wait(lambda: len(bench.heads) > count + 25)
    assert bench.is_at(LEFT)  # friction holds also the simulated one for a while
    assert bench.call(SetMotors, 'set_motors', mode=SetMotors.Request.ON).success
    bench.wait(lambda: bench.is_at(neutral()))


def test_an_unknown_mode_of_the_motors_is_refused_with_the_choices(mock):
    answer = mock.call(SetMotors, 'set_motors', mode='limp')
    assert not answer.success
    assert answer.message == ("unknown mode 'limp'; choose one of: on, off, gravity_compensation")


def test_the_watchdog_shows_in_diagnostics(mock):
    mock.wait(lambda: mock.mode == 'holding')
    assert mock.modes[-1].message == 'holding; no target has come yet'
    assert mock.modes[-1].level == DiagnosticStatus.OK
    mock.stream(LEFT)
    mock.wait(lambda: mock.mode == 'following')
    mock.wait(lambda: mock.is_at(LEFT))
    mock.stream(None)
    mock.wait(lambda: mock.mode == 'holding')
    assert mock.modes[-1].level == DiagnosticStatus.WARN
    assert 'is motion alive?' in mock.modes[-1].message
    mock.wait(lambda: mock.mode == 'resting')
    assert mock.modes[-1].level == DiagnosticStatus.WARN
    mock.wait(lambda: mock.is_at(neutral()))
    mock.stream(LEFT)
    mock.wait(lambda: mock.is_at(LEFT))
