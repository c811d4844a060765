from math import pi

import numpy as np
import pytest
from reachy_motion.breathing import Breathing, BreathingStyle

REST = np.linspace(0.0, 0.2, 9)


def test_it_begins_at_rest_posture():
    assert np.array_equal(Breathing(REST, BreathingStyle()).sample(0.0), REST)


def test_the_head_is_highest_after_a_quarter_breath():
    breath = Breathing(REST, BreathingStyle(height_m=0.005, rate_hz=0.1))
    assert breath.sample(2.5)[2] - REST[2] == pytest.approx(0.005)


def test_antennas_sway_in_opposite_directions():
    style = BreathingStyle(antenna_sway_rad=pi / 12, antenna_rate_hz=0.5)
    right, left = Breathing(REST, style).sample(0.5)[6:8] - REST[6:8]
    assert (right, left) == pytest.approx((pi / 12, -pi / 12))


def test_nothing_else_moves():
    moved = Breathing(REST, BreathingStyle()).sample(1.23) - REST
    assert np.array_equal(np.flatnonzero(moved), [2, 6, 7])
