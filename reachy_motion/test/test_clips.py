from math import nan, sin

import numpy as np
import pytest
from reachy_motion.clips import Clip, ClipMove
from reachy_motion.errors import GoalError
from reachy_motion.posture import neutral


class Ramp(Clip):
    """Rises from 0 to 1 rad of yaw in 2 s, and so ends where it does not begin."""

    name, kind, description, duration_s = 'ramp', 'emotion', 'Rises.', 2.0

    def sample(self, t_s):
        posture = neutral()
        posture[5] = 0.5 * t_s
        return posture


def play(**options):
    return ClipMove(Ramp(), **options).plan(neutral(), neutral())


def test_it_plays_the_clip():
    trajectory = play()
    assert trajectory.duration_s == 2.0
    assert [trajectory.sample(t)[5] for t in (0.0, 1.0, 2.0, 3.0)] == [0.0, 0.5, 1.0, 1.0]


def test_twice_the_speed_takes_half_the_time():
    trajectory = play(speed=2.0)
    assert trajectory.duration_s == 1.0
    assert trajectory.sample(0.5)[5] == 0.5


def test_amplitude_scales_the_posture():
    assert play(amplitude=0.5).sample(1.0)[5] == 0.25


def test_repeats_follow_each_other_and_end_at_the_end_of_the_clip():
    trajectory = play(repeat=3)
    assert trajectory.duration_s == 6.0
    assert trajectory.sample(3.0)[5] == pytest.approx(0.5)
    assert trajectory.sample(6.0)[5] == pytest.approx(1.0)


def test_the_seam_between_two_rounds_is_continuous():
    trajectory = play(repeat=2)
    path = np.array([trajectory.sample(t)[5] for t in np.arange(1.5, 2.6, 0.01)])
    velocity = np.diff(path) / 0.01
    assert np.abs(np.diff(path)).max() < 0.06
    assert np.abs(np.diff(velocity)).max() < 1.5


def test_name_and_kind_are_those_of_the_clip():
    move = ClipMove(Ramp())
    assert (move.name, move.kind) == ('ramp', 'emotion')


@pytest.mark.parametrize(
    ('options', 'message'),
    [
        ({'speed': 0.2}, r'speed 0.2 is outside \[0.25, 4\]'),
        ({'speed': nan}, 'speed nan'),
        ({'amplitude': 0.0}, r'amplitude 0.0 is outside \(0, 2\]'),
        ({'amplitude': -1.0}, 'amplitude -1.0'),
        ({'repeat': 0}, r'repeat 0 is outside \[1, 100\]'),
    ],
)
def test_factors_out_of_range_are_named(options, message):
    with pytest.raises(GoalError, match=message):
        play(**options)


def test_a_sway_scaled_in_time_keeps_its_shape():
    class Sway(Ramp):
        def sample(self, t_s):
            return neutral() + sin(t_s)

    slow = ClipMove(Sway(), speed=0.5).plan(neutral(), neutral())
    assert slow.sample(2.0)[0] == pytest.approx(sin(1.0))
