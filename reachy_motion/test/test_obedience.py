import numpy as np
import pytest
from reachy_motion.backends.obedience import MEMORY_S, PATIENCE_S, STILL_S, Obedience
from reachy_motion.posture import neutral

PERIOD_S = 0.02


def yaw(value: float, antenna: float = 0.0) -> np.ndarray:
    posture = neutral()
    posture[5], posture[6] = value, antenna
    return posture


class Robot:
    """Tells a robot where to be, and lets it report where it is, every 20 ms."""

    def __init__(self) -> None:
        self.obedience = Obedience()
        self.now_s = 100.0

    def run(self, seconds: float, told: np.ndarray | None, measured: np.ndarray) -> float | None:
        """Return after which time it was no longer, or again, obeying; None: no change."""
        before, changed_s = self.obedience.is_obeying, None
        for step in range(round(seconds / PERIOD_S)):
            self.now_s += PERIOD_S
            if told is not None:
                self.obedience.tell(self.now_s, told)
            self.obedience.observe(self.now_s, measured)
            if self.obedience.is_obeying is not before and changed_s is None:
                changed_s = (step + 1) * PERIOD_S
        return changed_s


@pytest.fixture
def robot() -> Robot:
    return Robot()


def test_a_robot_that_is_told_nothing_obeys(robot):
    assert robot.run(1.0, None, yaw(1.0)) is None


def test_a_robot_that_is_near_to_what_it_is_told_obeys(robot):
    assert robot.run(1.0, yaw(0.0), yaw(0.3)) is None


def test_antennas_do_not_count(robot):
    assert robot.run(1.0, yaw(0.0), yaw(0.0, antenna=2.0)) is None


def test_far_from_all_that_it_was_told_lately_it_does_not(robot):
    robot.run(1.0, yaw(0.0), yaw(0.0))
    changed_s = robot.run(1.0, yaw(0.0), yaw(0.5))
    assert changed_s == pytest.approx(PATIENCE_S, abs=2 * PERIOD_S)


def test_a_robot_that_comes_late_obeys(robot):
    robot.run(1.0, yaw(0.0), yaw(0.0))
    # It stays where it was told to be until MEMORY_S ago.
    assert robot.run(MEMORY_S + PATIENCE_S - 2 * PERIOD_S, yaw(1.0), yaw(0.0)) is None
    assert robot.run(1.0, yaw(1.0), yaw(1.0)) is None


def test_only_standing_still_makes_it_trusted_again(robot):
    robot.run(PATIENCE_S + 2 * PERIOD_S, yaw(0.0), yaw(0.5))
    for k in range(50):  # it moves, with what it is told or not
        robot.run(PERIOD_S, None, yaw(0.5 + 0.04 * k))
        assert not robot.obedience.is_obeying
    assert robot.run(1.0, None, yaw(2.6)) == pytest.approx(STILL_S, abs=3 * PERIOD_S)


def test_reset_it_is_trusted(robot):
    robot.run(PATIENCE_S + 2 * PERIOD_S, yaw(0.0), yaw(0.5))
    assert not robot.obedience.is_obeying
    robot.obedience.reset()
    assert robot.obedience.is_obeying
    assert robot.run(1.0, None, yaw(0.5)) is None
