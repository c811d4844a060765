from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reachy_motion.keyframes import EASINGS, Keyframe, KeyframeClip
from reachy_motion.move_file import MoveFileError
from reachy_motion.posture import neutral

YAW, RIGHT, LEFT, BODY = 5, 6, 7, 8


def yaw(angle: float) -> np.ndarray:
    posture = neutral()
    posture[YAW] = angle
    return posture


def clip(*keys: tuple[float, float, str], **lags: float) -> KeyframeClip:
    """Return a clip from times, head yaws and easings."""
    keyframes = [Keyframe(t_s, yaw(angle), ease) for t_s, angle, ease in keys]
    return KeyframeClip('a', 'b', keyframes, **lags)


def segment(ease: str) -> KeyframeClip:
    return clip((0.0, 0.0, 'smooth'), (2.0, 1.0, ease))


@pytest.mark.parametrize(
    ('ease', 'quarter', 'middle'),
    [
        ('smooth', 0.103515625, 0.5),  # 10/64 - 15/256 + 6/1024
        ('linear', 0.25, 0.5),
        ('out', 0.2549, 0.7648),  # smooth at 0.25 * 1.45 = 0.3625 and at 0.5 * 1.3 = 0.65
        ('in', 0.0209, 0.2352),  # smooth at 0.25 * 0.55 = 0.1375 and at 0.5 * 0.7 = 0.35
        ('overshoot', 0.17383, 0.75),  # smooth + 8/64 * 9/16 and + 8/8 * 1/4
    ],
)
def test_each_ease_goes_its_way(ease, quarter, middle):
    path = segment(ease)
    assert path.sample(0.0)[YAW] == 0.0
    assert path.sample(0.5)[YAW] == pytest.approx(quarter, abs=1e-4)
    assert path.sample(1.0)[YAW] == pytest.approx(middle, abs=1e-4)
    assert path.sample(2.0)[YAW] == pytest.approx(1.0)


def test_overshoot_goes_eleven_percent_too_far():
    path = segment('overshoot')
    farthest = max(path.sample(t)[YAW] for t in np.linspace(0, 2, 2001))
    assert farthest == pytest.approx(1.11, abs=5e-3)


def test_outside_its_time_it_stays_at_its_ends():
    path = segment('smooth')
    assert path.sample(-5.0)[YAW] == 0.0
    assert path.sample(99.0)[YAW] == 1.0


def test_flow_passes_through_at_the_harmonic_mean_of_the_slopes():
    # Slopes 1 rad/s and 2 rad/s: 2 / (1/1 + 1/2) = 4/3 rad/s.
    path = clip((0.0, 0.0, 'smooth'), (1.0, 1.0, 'flow'), (2.0, 3.0, 'smooth'))
    h = 1e-5
    velocity = (path.sample(1.0 + h)[YAW] - path.sample(1.0 - h)[YAW]) / (2 * h)
    assert velocity == pytest.approx(4 / 3, rel=1e-4)
    assert path.sample(1.0)[YAW] == pytest.approx(1.0)


def test_flow_rests_where_the_path_turns_back():
    path = clip((0.0, 0.0, 'smooth'), (1.0, 1.0, 'flow'), (2.0, 0.0, 'smooth'))
    assert max(path.sample(t)[YAW] for t in np.linspace(0, 2, 2001)) == pytest.approx(1.0)


def test_antennas_and_body_lag_behind_the_head_and_arrive():
    goal = np.ones(9)
    path = KeyframeClip(
        'a',
        'b',
        [Keyframe(0.0, neutral()), Keyframe(1.0, goal)],
        antennas_lag_s=0.1,
        body_lag_s=0.2,
    )
    assert path.duration_s == pytest.approx(1.2)
    assert path.sample(0.5)[YAW] == pytest.approx(0.5)
    assert path.sample(0.6)[[RIGHT, LEFT]] == pytest.approx([0.5, 0.5])
    assert path.sample(0.7)[BODY] == pytest.approx(0.5)
    assert path.sample(1.2) == pytest.approx(goal)


@st.composite
def paths(draw, eases: tuple[str, ...]):
    gaps = draw(st.lists(st.floats(0.1, 2.0), min_size=1, max_size=8))
    times = np.concatenate(([0.0], np.cumsum(gaps)))
    return [(float(t), draw(st.floats(-1.0, 1.0)), draw(st.sampled_from(eases))) for t in times]


def differences(path: KeyframeClip, h: float) -> np.ndarray:
    times = np.arange(0.0, path.duration_s, h)
    return np.diff([path.sample(t)[YAW] for t in times]) / h


@settings(deadline=None, max_examples=60)
@given(paths(eases=tuple(ease for ease in EASINGS if ease != 'linear')))
def test_position_and_velocity_never_jump(keys):
    # Ways of at most 2 rad in at least 0.1 s: speeds stay under 2 * 4.5 / 0.1 = 90 rad/s and
    # accelerations under 2 * 60 / 0.01 = 12000 rad/s^2, so 0.1 ms changes the speed by < 1.2.
    velocity = differences(clip(*keys), 1e-4)
    assert np.abs(velocity).max() < 90.0
    assert np.abs(np.diff(velocity)).max(initial=0.0) < 1.2


@settings(deadline=None, max_examples=60)
@given(paths(eases=('smooth', 'flow')))
def test_between_two_keyframes_nothing_turns_back(keys):
    path = clip(*keys)
    for (begin_s, start, _), (end_s, goal, _) in pairwise(keys):
        values = [path.sample(t)[YAW] for t in np.linspace(begin_s, end_s, 50)]
        assert np.all(np.diff(values) * np.sign(goal - start) >= -1e-9)


@pytest.mark.parametrize(
    ('keys', 'reason'),
    [
        ([(0.0, 0.0, 'smooth')], '1 keyframes are too few; give at least 2'),
        ([], '0 keyframes are too few'),
        ([(0.1, 0.0, 'smooth'), (1.0, 0.0, 'smooth')], 'keyframe 0: t_s 0.1 s must be 0'),
        (
            [(0.0, 0.0, 'smooth'), (1.0, 0.0, 'smooth'), (1.0, 1.0, 'smooth')],
            'keyframe 2: t_s 1.0 s must be at least 0.02 s after 1.0 s of keyframe 1',
        ),
        ([(0.0, 0.0, 'smooth'), (1.0, np.nan, 'smooth')], 'keyframe 1: .* must be finite'),
        ([(0.0, 0.0, 'smooth'), (np.inf, 0.0, 'smooth')], 'keyframe 1: .* must be finite'),
        (
            [(0.0, 0.0, 'smooth'), (1.0, 0.0, 'bouncy')],
            "keyframe 1: unknown ease 'bouncy'; .*flow",
        ),
        ([(0.0, 0.0, 'smooth'), (121.0, 0.0, 'smooth')], 'keyframe 1: t_s 121.0 s exceeds 120 s'),
    ],
)
def test_malformed_keyframes_are_named(keys, reason):
    with pytest.raises(MoveFileError, match=reason):
        clip(*keys)


@pytest.mark.parametrize('lag_s', [-0.1, 0.6, np.nan])
def test_a_lag_out_of_range_is_named(lag_s):
    with pytest.raises(MoveFileError, match=r'antennas_lag_s .* s is outside \[0, 0.5\] s'):
        clip((0.0, 0.0, 'smooth'), (1.0, 0.0, 'smooth'), antennas_lag_s=lag_s)
