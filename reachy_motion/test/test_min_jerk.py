import numpy as np
import pytest
from reachy_motion.min_jerk import MinJerk, shortest_duration
from reachy_motion.posture import neutral


def path_of(duration_s):
    goal = neutral()
    goal[5] = 2.0
    return MinJerk(neutral(), goal, duration_s)


def test_it_begins_and_ends_where_it_should_and_is_half_way_in_the_middle():
    path = path_of(4.0)
    assert [path.sample(t)[5] for t in (0.0, 2.0, 4.0)] == pytest.approx([0.0, 1.0, 2.0])


def test_a_quarter_of_the_time_goes_a_tenth_of_the_way():
    # 10/64 - 15/256 + 6/1024 = 0.103515625
    assert path_of(4.0).sample(1.0)[5] == pytest.approx(2.0 * 0.103515625)


def test_outside_its_time_it_stays_at_its_ends():
    path = path_of(4.0)
    assert path.sample(-1.0)[5] == 0.0
    assert path.sample(99.0)[5] == 2.0


def test_no_duration_means_the_goal_at_once():
    assert path_of(0.0).sample(0.0)[5] == 2.0


def test_peak_speed_is_15_eighths_of_the_mean_and_peak_acceleration_follows_the_formula():
    t = np.linspace(0.0, 4.0, 40001)
    path = np.array([path_of(4.0).sample(x)[5] for x in t])
    velocity = np.gradient(path, t)
    acceleration = np.gradient(velocity, t)
    assert velocity.max() == pytest.approx(15 / 8 * 2.0 / 4.0, rel=1e-4)
    assert np.abs(acceleration[2:-2]).max() == pytest.approx(
        10 / np.sqrt(3) * 2.0 / 16.0, rel=1e-3
    )


def test_the_shortest_duration_just_reaches_one_of_the_limits():
    way = neutral()
    way[5] = -2.0
    ones = np.ones(9)
    assert shortest_duration(way, ones, 1e9 * ones) == pytest.approx(15 / 8 * 2.0)
    assert shortest_duration(way, 1e9 * ones, ones) == pytest.approx(
        np.sqrt(10 / np.sqrt(3) * 2.0)
    )


def test_no_way_takes_no_time():
    assert shortest_duration(neutral(), np.ones(9), np.ones(9)) == 0.0
