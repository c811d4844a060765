"""Judges the state of the node `robot` for diagnostics."""

from math import isinf

from reachy_common.deadline_loop import LoopStatistics

from reachy_common import diagnostics
from reachy_motion.robot_driver import RobotDriver
from reachy_motion.robot_mode import Mode
from reachy_motion.robot_monitor import RobotReport


def judge_mode(driver: RobotDriver) -> tuple[bytes, str]:
    """Return the level of the driver's mode, and a sentence about it with the remedy."""
    mode, silence_s = driver.mode, driver.silence_s
    if mode is Mode.UNAVAILABLE:
        return diagnostics.ERROR, f'{mode.value}: {driver.problem}'
    if mode is Mode.STOPPED:
        return (
            diagnostics.ERROR,
            f'{mode.value}; call emergency_stop with data: false to release it',
        )
    if mode is Mode.HOLDING and driver.is_kept:
        return (
            diagnostics.WARN,
            'holding, whatever targets come; wake_up, go_to_sleep or set_motors end that',
        )
    if mode is Mode.HOLDING and isinf(silence_s):
        return diagnostics.OK, 'holding; no target has come yet'
    if mode in (Mode.HOLDING, Mode.RESTING):
        return diagnostics.WARN, f'{mode.value}: no target for {silence_s:.1f} s; is motion alive?'
    return diagnostics.OK, mode.value


def judge_loop(
    loop: LoopStatistics, report: RobotReport, period_s: float, min_pace: float
) -> tuple[bytes, str]:
    """Return the level of the loop's statistics, and a sentence about them.

    Args:
        loop: What the loop did.
        report: What it did with the targets.
        period_s: Nominal time between two ticks [s].
        min_pace: Share of real time and of the nominal rate that is still well [-].
    """
    if loop.errors:
        return diagnostics.ERROR, f'{loop.errors} ticks failed; see the log'
    if report.refused:
        return diagnostics.WARN, f'{report.refused} targets refused: {report.last_refusal}'
    if report.out_of_reach:
        return diagnostics.WARN, 'the target is out of reach; the robot keeps to the nearest pose'
    pace = min(report.real_time_factor, loop.rate_hz * period_s)
    if pace < min_pace:
        return diagnostics.WARN, f'at {pace:.2f} of real time; the machine is overloaded'
    return diagnostics.OK, f'{loop.rate_hz:.0f} Hz'
