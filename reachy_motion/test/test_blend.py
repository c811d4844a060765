import numpy as np
import pytest
from reachy_motion.blend import Blend, blend_time

OFFSET = np.linspace(-1.0, 1.0, 9)
VELOCITY = np.linspace(3.0, -2.0, 9)
BLEND = Blend(OFFSET, VELOCITY, 0.5)


def test_it_begins_with_the_difference_and_ends_with_none():
    assert BLEND.sample(0.0) == pytest.approx(OFFSET)
    assert np.array_equal(BLEND.sample(0.5), np.zeros(9))
    assert np.array_equal(BLEND.sample(7.0), np.zeros(9))


def test_its_velocity_begins_with_the_difference_and_ends_at_zero():
    h = 1e-6
    assert (BLEND.sample(h) - OFFSET) / h == pytest.approx(VELOCITY, rel=1e-4, abs=1e-4)
    assert BLEND.sample(0.5 - h) / h == pytest.approx(np.zeros(9), abs=1e-4)


def test_its_acceleration_is_zero_at_both_ends():
    h = 1e-4
    for t in (0.0, 0.5 - 2 * h):
        a, b, c = (BLEND.sample(t + i * h) for i in range(3))
        assert (a - 2 * b + c) / h**2 == pytest.approx(np.zeros(9), abs=0.5)


def test_without_duration_it_is_gone_at_once():
    assert np.array_equal(Blend(OFFSET, VELOCITY, 0.0).sample(0.0), np.zeros(9))


def test_half_of_the_way_per_time_slows_down_without_turning_back():
    velocity = np.full(9, 2.0)
    stop = Blend(-0.5 * velocity * 0.4, velocity, 0.4)
    path = np.array([stop.sample(t)[0] for t in np.linspace(0.0, 0.4, 200)])
    assert np.all(np.diff(path) >= -1e-12)


def test_a_large_difference_gets_more_than_the_least_time():
    ones = np.ones(9)
    assert blend_time(0.01 * ones, 0.4, ones, 10 * ones) == 0.4
    assert blend_time(2.0 * ones, 0.4, ones, 10 * ones) == pytest.approx(15 / 8 * 2.0)
