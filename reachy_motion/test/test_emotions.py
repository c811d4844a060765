"""Every emotion of the package, sampled at 100 Hz as the motion node plays it."""

import numpy as np
import pytest
from reachy_motion.keyframe_file import parse_keyframes
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.library import EMOTIONS
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import AXES, in_body, neutral, rotation_from_rpy

PERIOD_S = 0.01
LIMITS = MotionLimits()
KINEMATICS = HeadKinematics()
FILES = sorted(EMOTIONS.glob('*.yaml'))
HRI_EXPRESSIONS = {
    *('neutral', 'angry', 'sad', 'happy', 'surprised', 'disgusted', 'scared', 'pleading'),
    *('vulnerable', 'despaired', 'guilty', 'disappointed', 'embarrassed', 'horrified'),
    *('skeptical', 'annoyed', 'furious', 'suspicious', 'rejected', 'bored', 'tired', 'asleep'),
    *('confused', 'amazed', 'excited'),
}
CONVERSATION = {
    *('yes', 'no', 'greeting', 'thinking', 'listening', 'curious', 'proud', 'laughing'),
    *('sleepy', 'wake_up', 'goodbye'),
}
# From the URDF: the antennas' joints lie 104 mm apart, their axes turned out by 30 degrees, and
# each antenna is 169 mm long.
ANTENNA_BASE_M, ANTENNA_LENGTH_M, ANTENNA_AXIS_DEG = 0.052, 0.169, 30.0
ANTENNA_GAP_M = 0.02


def load(path):
    return parse_keyframes(path.read_text(), path.name, LIMITS, KINEMATICS.check_reach)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def clip(request):
    return load(request.param)


@pytest.fixture
def postures(clip):
    return [clip.sample(t_s) for t_s in np.arange(0.0, clip.duration_s + PERIOD_S, PERIOD_S)]


def test_all_expressions_are_there():
    assert {path.stem for path in FILES} == HRI_EXPRESSIONS | CONVERSATION
    assert all(load(path).name == path.stem for path in FILES)


def test_no_two_emotions_are_the_same():
    descriptions = {load(path).description for path in FILES}
    assert len(descriptions) == len(FILES)


def test_it_lasts_one_to_six_seconds(clip):
    assert 1.0 <= clip.duration_s <= 6.0


def test_it_begins_neutral_and_ends_so_unless_asleep(clip):
    assert clip.sample(0.0) == pytest.approx(neutral())
    if clip.name == 'asleep':
        assert clip.sample(clip.duration_s)[2] < -0.03
    else:
        assert clip.sample(clip.duration_s) == pytest.approx(neutral())


def test_the_robot_reaches_every_posture(postures):
    for posture in postures:
        LIMITS.check(posture)
        KINEMATICS.check_reach(posture)


def test_velocity_and_acceleration_stay_within_limits(postures):
    still = [postures[0]] * 2
    path = np.array([in_body(posture) for posture in [*still, *postures, postures[-1]]])
    velocity = np.diff(path, axis=0) / PERIOD_S
    acceleration = np.diff(velocity, axis=0) / PERIOD_S
    for axis, name in enumerate(AXES):
        assert np.abs(velocity[:, axis]).max() <= LIMITS.velocity[axis], name
        assert np.abs(acceleration[:, axis]).max() <= LIMITS.acceleration[axis], name


def test_head_and_antennas_act_together(clip, postures):
    way = np.ptp(postures, axis=0)
    turned = way[3:6].max() > np.radians(5) or way[:3].max() > 0.02
    assert turned
    assert way[6:8].max() > np.radians(10)
    assert np.ptp(np.abs(np.array(postures)[:, 6]) - np.abs(np.array(postures)[:, 7])) > 0.0, (
        'the antennas mirror each other all the time, which looks mechanical'
    )


def antenna_points(angle: float, side: float) -> np.ndarray:
    """Return points along an antenna, (n, 3); `side` is -1 for the right one, 1 for the left."""
    outwards = np.radians(ANTENNA_AXIS_DEG) * side
    # A positive angle leans to the robot's left: a turn about the axis that points forward.
    lean = rotation_from_rpy((-angle, 0.0, 0.0))
    turn = rotation_from_rpy((0.0, 0.0, -outwards))
    along = turn @ lean @ np.array([0.0, 0.0, 1.0])
    points = np.linspace(0.0, ANTENNA_LENGTH_M, 25)[:, None] * along
    return points + np.array([0.0, side * ANTENNA_BASE_M, 0.0])


def test_the_antennas_do_not_touch(postures):
    for posture in postures[::3]:
        right, left = antenna_points(posture[6], -1.0), antenna_points(posture[7], 1.0)
        gaps = np.linalg.norm(right[:, None] - left[None], axis=2)
        assert gaps.min() > ANTENNA_GAP_M, np.degrees(posture[6:8])


def test_antennas_that_lean_in_by_more_than_20_degrees_would_touch():
    # 169 mm * sin(20 deg) * cos(30 deg) = 50 mm of the 52 mm to the middle.
    right, left = (antenna_points(np.radians(a), s) for a, s in ((20.0, -1.0), (-20.0, 1.0)))
    assert np.linalg.norm(right[-1] - left[-1]) == pytest.approx(0.004, abs=0.001)
