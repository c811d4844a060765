import numpy as np
import pytest
from reachy_motion.errors import LimitError
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import neutral
from reachy_motion.reach import Reach

BEYOND = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.3, -0.3, 0.2])


@pytest.fixture
def reach():
    return Reach(HeadKinematics())


def test_a_posture_in_reach_stays_as_it_is(reach):
    posture = np.array([0.01, 0.0, 0.005, 0.1, -0.1, 0.3, 0.3, -0.3, 0.2])
    assert reach.project(posture) is posture
    assert reach.projected == 0


def test_a_posture_out_of_reach_comes_to_the_edge_on_the_way_to_neutral(reach):
    with pytest.raises(LimitError):
        reach.check(BEYOND)
    edge = reach.project(BEYOND)
    reach.check(0.999 * edge)
    assert reach.projected == 1
    scale = edge[0] / BEYOND[0]
    assert 0.2 < scale < 1.0
    assert edge[:3] == pytest.approx(scale * BEYOND[:3])
    with pytest.raises(LimitError):
        reach.check(edge + 0.01 * (BEYOND - edge))


def test_antennas_and_body_are_left_alone(reach):
    assert reach.project(BEYOND)[6:] == pytest.approx(BEYOND[6:])


def test_the_edge_moves_evenly_when_the_posture_does(reach):
    path = []
    for angle in np.linspace(0.0, 2.0 * np.pi, 400):
        posture = neutral()
        posture[:3] = 0.045 * np.cos(angle), 0.045 * np.sin(angle), 0.022
        posture[3:5] = 0.6 * np.sin(angle), 0.6 * np.cos(angle)
        path.append(reach.project(posture))
    # The wanted way is 2 pi / 400 of a circle of 45 mm a step, 0.7 mm.
    assert np.abs(np.diff(path, axis=0))[:, :3].max() < 0.004
