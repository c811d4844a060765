from math import inf

import numpy as np
import pytest
from reachy_motion.posture import neutral
from reachy_motion.target_stream import TargetStream

PERIOD_S = 0.01


def yaw(value: float) -> np.ndarray:
    posture = neutral()
    posture[5] = value
    return posture


@pytest.fixture
def stream() -> TargetStream:
    return TargetStream(PERIOD_S, gap_s=0.3)


def test_before_the_first_target_it_has_been_silent_for_ever(stream):
    assert stream.silence_s == inf
    stream.advance(1.0)
    assert (stream.silence_s, stream.length) == (inf, 0)


def test_it_begins_at_its_first_target_at_rest(stream):
    stream.take(yaw(0.5))
    assert stream.posture[5] == 0.5
    assert np.abs(stream.velocity).max() == 0.0
    assert stream.length == 1


def test_between_two_targets_it_moves_evenly_and_then_waits(stream):
    stream.take(yaw(0.0))
    stream.advance(PERIOD_S)
    stream.take(yaw(0.1))
    assert stream.velocity[5] == pytest.approx(10.0)
    path = []
    for _ in range(6):
        path.append(stream.posture[5])
        stream.advance(0.0025)
    assert path == pytest.approx([0.0, 0.025, 0.05, 0.075, 0.1, 0.1])
    assert stream.silence_s == pytest.approx(0.015)


def test_a_target_that_comes_early_continues_from_where_it_is(stream):
    stream.take(yaw(0.0))
    stream.take(yaw(0.1))
    stream.advance(0.005)
    stream.take(yaw(0.25))
    assert stream.posture[5] == pytest.approx(0.05)
    assert stream.velocity[5] == pytest.approx(20.0)


def test_after_a_gap_a_new_stream_begins(stream):
    stream.take(yaw(0.0))
    stream.take(yaw(0.1))
    stream.advance(0.3)
    stream.take(yaw(1.0))
    assert (stream.length, stream.posture[5], stream.velocity[5]) == (1, 1.0, 0.0)


@pytest.mark.parametrize('dt_s', [0.0, -1.0])
def test_without_time_nothing_passes(stream, dt_s):
    stream.take(yaw(0.0))
    stream.take(yaw(0.1))
    stream.advance(dt_s)
    assert (stream.silence_s, stream.posture[5]) == (0.0, 0.0)
