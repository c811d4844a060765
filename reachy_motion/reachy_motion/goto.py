"""The goto: a minimum-jerk move of head, antennas and body to given places."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from reachy_motion.errors import GoalError, LimitError
from reachy_motion.limits import MotionLimits
from reachy_motion.min_jerk import MinJerk, shortest_duration
from reachy_motion.moves import Move
from reachy_motion.posture import AXES, PARTS, UNITS, Posture, in_body

ReachCheck = Callable[[Posture], None]

SHORTEST_DURATION_S = 0.1
LONGEST_DURATION_S = 60.0


@dataclass(frozen=True)
class Goto(Move):
    """Moves some parts of the robot to absolute places; the others stay where they are.

    Attributes:
        goals: Values of each moving part, by its name in `posture.PARTS` [m, rad].
        limits: Limits of posture and time.
        duration_s: How long it takes [s]; 0: as fast as is comfortable.
        speed: Fraction of the comfortable speed and acceleration, (0, 1]; used without a duration.
        check_reach: Raises LimitError for a posture within the limits of each axis that the
            head's mechanism cannot reach all the same.
    """

    goals: Mapping[str, Sequence[float]]
    limits: MotionLimits
    duration_s: float = 0.0
    speed: float = 1.0
    check_reach: ReachCheck | None = None
    name: str = 'goto'
    kind: str = 'goto'

    def __post_init__(self) -> None:
        """Check all that does not depend on the place that the move starts from."""
        if not self.goals:
            raise GoalError('the goal moves no part; name head, antennas or body')
        for part, values in self.goals.items():
            if part not in PARTS:
                raise GoalError(f'unknown part "{part}"; choose from {", ".join(PARTS)}')
            if not all(map(isfinite, values)):
                raise GoalError(f'{part} {list(map(float, values))} is not finite')
        if not (isfinite(self.duration_s) and 0.0 <= self.duration_s <= LONGEST_DURATION_S):
            raise GoalError(
                f'duration {self.duration_s} s is outside [0, {LONGEST_DURATION_S:g}] s'
            )
        if not (isfinite(self.speed) and 0.0 < self.speed <= 1.0):
            raise GoalError(f'speed {self.speed} is outside (0, 1]')

    def goal(self, start: Posture) -> Posture:
        """Return `start`, (9,), with the goals of the moving parts put in."""
        goal = start.copy()
        for part, values in self.goals.items():
            goal[PARTS[part]] = values
        return goal

    def plan(self, start: Posture, stopping_place: Posture) -> MinJerk:
        """Return the path; parts without a goal come to rest at their stopping place.

        Raises:
            LimitError: If the goal is out of limits or reach, or the duration too short.
        """
        goal = self.goal(stopping_place)
        if 'body' not in self.goals:
            goal = self.limits.turn_along(goal)
        begin = stopping_place.copy()
        for part in self.goals:
            begin[PARTS[part]] = start[PARTS[part]]
        self.limits.check(goal)
        if self.check_reach is not None:
            self.check_reach(goal)
        return MinJerk(begin, goal, self._duration(in_body(goal - begin)))

    def rest_after(self, rest: Posture, now: Posture, completed: bool) -> Posture:
        """Idle where the goto has led its parts, even when it was ended early."""
        if completed:
            return self.limits.turn_along(self.goal(rest))
        rest = rest.copy()
        for part in self.goals:
            rest[PARTS[part]] = now[PARTS[part]]
        return rest

    def _duration(self, way: Posture) -> float:
        limits = self.limits
        if self.duration_s == 0.0:
            comfortable = shortest_duration(
                way, limits.comfort_velocity * self.speed, limits.comfort_acceleration * self.speed
            )
            return max(SHORTEST_DURATION_S, comfortable)
        least = shortest_duration(way, limits.velocity, limits.acceleration)
        if self.duration_s < least:
            axis = int(np.argmax(np.abs(way) / limits.velocity))
            raise LimitError(
                f'duration {self.duration_s:.3f} s is too short for {way[axis]:+.3f} '
                f'{UNITS[axis]} of {AXES[axis]} at its limit of {limits.velocity[axis]:g} '
                f'{UNITS[axis]}/s; allow at least {least:.3f} s, or 0 for a comfortable speed'
            )
        return self.duration_s
