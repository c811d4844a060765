import threading
import time

import pytest
from reachy_common.deadline_loop import DeadlineLoop


class Recorder:
    """Collects ticks and lets a test wait for a number of them."""

    def __init__(self, work=lambda count: None):
        self.deadlines = []
        self.errors = []
        self._work = work
        self._changed = threading.Condition()

    def tick(self, deadline_s):
        with self._changed:
            self.deadlines.append(deadline_s)
            self._changed.notify_all()
        self._work(len(self.deadlines))

    def wait_for(self, ticks):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.deadlines) >= ticks, timeout=20.0)


def run(recorder, ticks, period_s=0.005):
    loop = DeadlineLoop(period_s, recorder.tick, recorder.errors.append, name='test')
    loop.start()
    recorder.wait_for(ticks)
    loop.stop()
    return loop


def test_deadlines_lie_on_a_grid():
    recorder = Recorder()
    run(recorder, 20)
    begin = recorder.deadlines[0]
    for deadline in recorder.deadlines:
        steps = (deadline - begin) / 0.005
        assert steps == pytest.approx(round(steps), abs=1e-6)


def test_a_tick_that_takes_too_long_misses_deadlines_instead_of_bursting():
    recorder = Recorder(lambda count: time.sleep(0.052) if count == 5 else None)
    loop = run(recorder, 10)
    gap = recorder.deadlines[5] - recorder.deadlines[4]
    assert gap >= 0.055 - 1e-6
    assert loop.take_statistics().missed >= 10


def test_an_error_is_reported_and_the_loop_goes_on():
    def fail_once(count):
        if count == 3:
            raise ZeroDivisionError

    recorder = Recorder(fail_once)
    loop = run(recorder, 8)
    assert [type(error) for error in recorder.errors] == [ZeroDivisionError]
    assert loop.take_statistics().errors == 1


def test_statistics_begin_anew_when_taken():
    loop = run(Recorder(), 10)
    first = loop.take_statistics()
    assert first.ticks >= 10
    assert 0.0 < first.period_p50_s <= first.period_p99_s <= first.period_max_s
    assert loop.take_statistics().ticks == 0


def test_after_stop_nothing_ticks_and_stopping_twice_is_harmless():
    recorder = Recorder()
    loop = run(recorder, 5)
    ticks = len(recorder.deadlines)
    loop.stop()
    assert len(recorder.deadlines) == ticks


def test_a_period_must_be_positive():
    with pytest.raises(ValueError, match='must be positive'):
        DeadlineLoop(0.0, print, print, name='test')
