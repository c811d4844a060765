import numpy as np
import pytest
from reachy_motion.listening import Listening, ListeningConfig
from reachy_motion.posture import neutral

DT = 0.01


class Sway:
    """Antennas that sway, steps on a virtual clock, and what listening makes of them."""

    def __init__(self, config=None):
        self.listening = Listening(config or ListeningConfig(), neutral(), 0.0)
        self.ticks = 0
        self.path = []

    def run(self, seconds):
        for _ in range(round(seconds / DT)):
            self.ticks += 1
            posture = neutral()
            posture[5] = 0.1
            posture[6:8] = self.live()
            self.path.append(self.listening.step(posture, self.ticks * DT))
        return self.path[-1][6:8]

    def live(self):
        return 0.5 * np.sin(2.0 * self.ticks * DT), -0.5 * np.sin(2.0 * self.ticks * DT)


def test_without_listening_nothing_is_changed():
    sway = Sway()
    assert sway.run(2.3) == pytest.approx(sway.live())
    assert sway.path[-1][5] == 0.1


def test_the_antennas_freeze_and_stay():
    sway = Sway()
    sway.run(1.0)
    sway.listening.set(True)
    frozen = sway.run(0.5)
    assert sway.run(5.0) == pytest.approx(frozen)
    assert sway.path[-1][5] == 0.1


def test_they_come_to_rest_without_turning_back():
    sway = Sway()
    sway.run(0.3)  # swaying up
    sway.listening.set(True)
    sway.run(1.0)
    assert np.all(np.diff([posture[6] for posture in sway.path]) >= -1e-12)


def test_a_change_shorter_than_the_debounce_does_not_count():
    sway = Sway()
    sway.run(1.0)
    sway.listening.set(True)
    assert sway.run(0.14) == pytest.approx(sway.live())
    sway.listening.set(False)
    assert sway.run(1.0) == pytest.approx(sway.live())
    assert not sway.listening.is_active


def test_afterwards_they_blend_back_in_the_blend_time():
    sway = Sway(ListeningConfig(debounce_s=0.0, blend_back_s=0.4))
    sway.run(1.0)
    sway.listening.set(True)
    sway.run(1.0)
    sway.listening.set(False)
    assert sway.run(0.2) != pytest.approx(sway.live(), abs=0.05)
    sway.run(0.21)
    assert sway.run(0.01) == pytest.approx(sway.live())


def test_nothing_steps_whenever_listening_begins_and_ends():
    sway = Sway(ListeningConfig(debounce_s=0.02))
    generator = np.random.default_rng(7)
    for i in range(60):
        sway.listening.set(i % 2 == 0)
        sway.run(generator.uniform(0.03, 0.5))
    path = np.array(sway.path)[:, 6]
    velocity = np.diff(path) / DT
    assert np.abs(velocity).max() < 8.0
    assert np.abs(np.diff(velocity)).max() < 1.0
