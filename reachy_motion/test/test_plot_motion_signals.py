from math import isnan

import numpy as np
import pytest
from reachy_motion.plot_motion_signals import Signal, compare, measured_postures, overlap, signal
from reachy_motion.posture import head_matrix

TIMES_S = np.arange(100.0, 105.0, 0.01)


def wave(times_s: np.ndarray) -> np.ndarray:
    """Something that moves like a robot: no period fits into the range of delays."""
    return 0.3 * np.sin(1.3 * times_s) + 0.1 * np.sin(3.1 * times_s)


@pytest.mark.parametrize('delay_s', [0.0, 0.035, 0.12, 0.4])
def test_a_delay_is_found(delay_s):
    reports_s = TIMES_S[::2] + 0.003  # half as often, and never at the same time
    late = Signal(reports_s, wave(reports_s - delay_s))
    found = compare(Signal(TIMES_S, wave(TIMES_S)), late)
    assert found.delay_s == pytest.approx(delay_s, abs=0.003)


def test_a_delay_is_found_in_spite_of_gain_and_offset():
    weak = Signal(TIMES_S, 0.8 * wave(TIMES_S - 0.1) + 0.05)
    assert compare(Signal(TIMES_S, wave(TIMES_S)), weak).delay_s == pytest.approx(0.1, abs=0.003)


def test_the_rms_error_is_that_of_the_difference():
    straight = Signal(TIMES_S, TIMES_S - 100.0)
    # A ramp of 1/s that is 0.2 s late is 0.2 off everywhere; the mean of an offset is itself.
    late = Signal(TIMES_S, TIMES_S - 100.2)
    assert compare(straight, late).rms == pytest.approx(0.2)
    assert compare(straight, straight).rms == pytest.approx(0.0, abs=1e-12)


def test_a_signal_that_rests_tells_no_delay():
    rest = Signal(TIMES_S, np.zeros_like(TIMES_S))
    noise = Signal(TIMES_S, 1e-4 * wave(TIMES_S))
    assert isnan(compare(rest, noise).delay_s)
    assert compare(rest, noise).rms > 0.0


def test_a_signal_beyond_the_longest_delay_tells_none():
    late = Signal(TIMES_S, wave(TIMES_S - 0.8))
    assert isnan(compare(Signal(TIMES_S, wave(TIMES_S)), late).delay_s)


def test_a_short_recording_tells_no_delay():
    short = Signal(TIMES_S[:50], wave(TIMES_S[:50]))
    assert isnan(compare(short, short).delay_s)
    assert compare(short, short).rms == pytest.approx(0.0, abs=1e-12)


def test_signals_without_a_time_in_common_compare_to_nothing():
    early = Signal(TIMES_S, wave(TIMES_S))
    late = Signal(TIMES_S + 10.0, wave(TIMES_S))
    assert overlap(early, late) == pytest.approx((110.0, 104.99))
    assert isnan(compare(early, late).rms)


def test_samples_are_sorted_by_time():
    sorted_ = signal([(2.0, (20.0,)), (1.0, (10.0,)), (3.0, (30.0,))])
    assert sorted_.times_s.tolist() == [1.0, 2.0, 3.0]
    assert sorted_.axis(0).values.tolist() == [10.0, 20.0, 30.0]
    assert sorted_.axis(0).between(1.5, 3.0).values.tolist() == [20.0, 30.0]


def test_joints_are_interpolated_to_the_times_of_the_head():
    posture = np.array([0.01, 0.0, 0.0, 0.1, 0.0, 3.3, 0.0, 0.0, 0.0])
    heads = [(time_s, head_matrix(posture)) for time_s in (0.0, 1.25, 2.5)]
    joints = [(1.0, (0.0, 0.4, 2.6)), (2.0, (1.0, 0.4, 3.0))]
    measured = measured_postures(heads, joints)
    # Before and after the joints' reports the posture is not known.
    assert measured.times_s.tolist() == [1.25]
    assert measured.values[0] == pytest.approx(
        # The yaw keeps its turn, beyond half a one, because the body is near it.
        [0.01, 0.0, 0.0, 0.1, 0.0, 3.3, 0.25, 0.4, 2.7]
    )


def test_heads_without_joints_are_no_postures():
    assert len(measured_postures([(0.0, np.eye(4))], [(1.0, (0.0, 0.0, 0.0))]).times_s) == 0
