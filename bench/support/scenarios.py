"""What the quality of motion is measured on: moves, and what interrupts them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from reachy_motion.clips import Clip

from support.players import PERIOD_S, Player
from support.smoothness import Movement

BEGIN_S = 0.5
BEFORE_S = 0.1
AFTER_S = 1.0
BREATHING_WINDOW_S = (0.25, 4.0)  # from the stop on: after the halt, until breathing is even
INTERRUPTIONS = np.linspace(0.1, 0.9, 20)  # as fractions of a dance
THERE = np.array([0.01, 0.0, 0.01, 0.0, 0.15, 0.5, 0.7, -0.7, 0.3])
ELSEWHERE = np.array([0.0, 0.01, 0.0, 0.1, -0.1, -0.5, -0.7, 0.7, -0.3])

Action = Callable[[Player], None]


@dataclass(frozen=True)
class Scenario:
    """Something to play, and the part of it to look at.

    Attributes:
        actions: When what is told to the player [s].
        begin_s: Beginning of the part [s].
        end_s: Its end [s].
        breathes: Whether the idle robot breathes.
    """

    actions: Sequence[tuple[float, Action]]
    begin_s: float
    end_s: float
    breathes: bool = False

    def play(self, kind: Callable[[bool], Player]) -> Movement:
        """Return the postures of the part, (n, 9), as one kind of player plays it."""
        player = kind(self.breathes)
        waiting = list(self.actions)
        postures = []
        for i in range(round(self.end_s / PERIOD_S)):
            now_s = i * PERIOD_S
            postures.append(player.step(now_s))
            while waiting and now_s >= waiting[0][0]:
                waiting.pop(0)[1](player)
        return np.array(postures[round(self.begin_s / PERIOD_S) :])


def undisturbed_goto() -> Scenario:
    """Return a goto from rest to rest."""
    return Scenario([_goto(BEGIN_S, THERE)], 0.0, BEGIN_S + 1.0 + AFTER_S)


def replaced_goto() -> Scenario:
    """Return a goto that another one replaces halfway."""
    half_s = BEGIN_S + 0.5
    actions = [_goto(BEGIN_S, THERE), _goto(half_s, ELSEWHERE)]
    return Scenario(actions, 0.0, half_s + 1.0 + AFTER_S)


def whole_dance(clip: Clip) -> Scenario:
    """Return a dance from rest."""
    return Scenario([_dance(BEGIN_S, clip)], 0.0, BEGIN_S + clip.duration_s + AFTER_S)


def stopped_dances(clip: Clip) -> list[Scenario]:
    """Return stops at many moments of a dance."""
    return [
        Scenario([_dance(BEGIN_S, clip), _stop(at_s)], at_s - BEFORE_S, at_s + AFTER_S)
        for at_s in _moments(clip)
    ]


def replaced_dances(clip: Clip, other: Clip) -> list[Scenario]:
    """Return passages into another dance from many moments of a dance."""
    return [
        Scenario([_dance(BEGIN_S, clip), _dance(at_s, other)], at_s - BEFORE_S, at_s + AFTER_S)
        for at_s in _moments(clip)
    ]


def resumed_breathing(clip: Clip) -> list[Scenario]:
    """Return how breathing resumes after stops at many moments of a dance."""
    begin_s, end_s = BREATHING_WINDOW_S
    return [
        Scenario(
            [_dance(BEGIN_S, clip), _stop(at_s)],
            at_s + begin_s,
            at_s + end_s,
            breathes=True,
        )
        for at_s in _moments(clip)
    ]


def _moments(clip: Clip) -> list[float]:
    return [float(BEGIN_S + fraction * clip.duration_s) for fraction in INTERRUPTIONS]


def _goto(at_s: float, goal: Movement) -> tuple[float, Action]:
    return at_s, lambda player: player.goto(goal, 1.0)


def _dance(at_s: float, clip: Clip) -> tuple[float, Action]:
    return at_s, lambda player: player.dance(clip)


def _stop(at_s: float) -> tuple[float, Action]:
    return at_s, lambda player: player.stop_dance()
