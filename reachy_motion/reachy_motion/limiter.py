"""Limits position, velocity and acceleration of a stream of postures, the last step of all.

A target that stays within the limits passes unchanged. Any other is followed as closely as the
limits allow and caught up with without overshoot, whatever it does: it may jump, stop or leave
the workspace. Inside, the head's yaw counts from the body's, as its limits do.
"""

from collections.abc import Callable

import numpy as np

from reachy_motion.limits import MotionLimits
from reachy_motion.posture import ANTENNAS, Posture, from_body, in_body

MAX_CATCH_UP_STEPS = 10


class Limiter:
    """Follows targets within limits, in steps of a fixed period.

    Args:
        limits: What each axis may do.
        period_s: Length of one step [s].
        start: (9,) posture at rest to start from; brought within the limits.
        reaches: Tells whether the robot can be in a (9,) posture; None: in every one within the
            limits. A step after which braking would end out of reach is not taken: the robot
            brakes instead, which by then always ends in reach.
    """

    def __init__(
        self,
        limits: MotionLimits,
        period_s: float,
        start: Posture,
        reaches: Callable[[Posture], bool] | None = None,
    ) -> None:
        if not period_s > 0.0:
            raise ValueError(f'period {period_s} s must be positive')
        self._limits = limits
        self._reaches = reaches
        self._blocked = 0
        self._period_s = period_s
        self._velocity_step = limits.acceleration * period_s
        self._braking_distance = self._velocity_step * period_s
        self.reset(start)

    @property
    def posture(self) -> Posture:
        """The newest output, (9,)."""
        return from_body(self._posture)

    @property
    def velocity(self) -> Posture:
        """Velocity of the newest step, (9,) [m/s, rad/s]."""
        return from_body(self._velocity)

    @property
    def blocked(self) -> int:
        """How many steps were not taken because of the reach."""
        return self._blocked

    def reset(self, posture: Posture) -> None:
        """Restart at rest in another posture: only for one that the robot is already in."""
        self._posture = in_body(self._limits.clamp(_finite(posture)))
        self._velocity = np.zeros_like(self._posture)
        self._target = self._posture
        self._due_s = 0.0

    def step(self, target: Posture, dt_s: float) -> Posture:
        """Advance by the steps that are due and return the limited posture.

        Steps have a fixed length, so that the limits hold between any two of them; `dt_s` only
        decides how many are due. After a long pause the missed ones are not made up, so that the
        robot continues from where it waited.

        Args:
            target: (9,) wanted posture.
            dt_s: Time since the previous call [s]; nothing moves for zero or less.

        Raises:
            ValueError: If the target is not finite.
        """
        target = in_body(self._limits.clamp(_finite(target)))
        self._due_s += max(0.0, dt_s)
        steps = int(self._due_s / self._period_s + 0.5)
        self._due_s -= steps * self._period_s
        steps = min(steps, MAX_CATCH_UP_STEPS)
        begin = self._target
        for i in range(1, steps + 1):
            self._advance(begin + (target - begin) * (i / steps))
        return self.posture

    def _advance(self, target: Posture) -> None:
        dt, limits = self._period_s, self._limits
        followed = np.clip((target - self._target) / dt, -limits.velocity, limits.velocity)
        error = target - followed * dt - self._posture
        velocity = followed + np.sign(error) * self._stoppable(np.abs(error))
        velocity = np.clip(velocity, -limits.velocity, limits.velocity)
        velocity = np.clip(
            velocity,
            -self._stoppable(self._posture - limits.lower),
            self._stoppable(limits.upper - self._posture),
        )
        velocity = np.clip(
            velocity, self._velocity - self._velocity_step, self._velocity + self._velocity_step
        )
        if not self._stays_in_reach(velocity):
            self._blocked += 1
            velocity = self._detour(velocity, target)
        self._posture = self._posture + velocity * dt
        self._velocity = velocity
        self._target = target

    def _detour(self, velocity: Posture, target: Posture) -> Posture:
        """Return what is done instead of a step that would leave the reach.

        Head and body brake. From rest they go straight towards the target: the axes, each at its
        own best speed, take a way that is bent, and may leave the reach where a straight one does
        not. The antennas do not matter for it and go on.
        """
        mechanism = np.ones(len(velocity), dtype=bool)
        mechanism[ANTENNAS] = False
        speed = np.maximum(np.abs(self._velocity) - self._velocity_step, 0.0)
        braking = np.where(mechanism, np.sign(self._velocity) * speed, velocity)
        if speed[mechanism].any():
            return braking
        way = np.where(mechanism, target - self._posture, 0.0)
        rate = (self._velocity_step / np.maximum(np.abs(way), 1e-12)).min()
        straight = np.where(mechanism, way * min(rate, 1.0 / self._period_s), velocity)
        slow_enough = np.abs(straight - self._velocity) <= self._velocity_step * (1.0 + 1e-9)
        if slow_enough.all() and self._stays_in_reach(straight):
            return straight
        return braking

    def _stays_in_reach(self, velocity: Posture) -> bool:
        """Tell whether a step with `velocity`, and full braking after it, end in reach."""
        if self._reaches is None:
            return True
        step = from_body(self._posture + velocity * self._period_s)
        return self._reaches(step) and self._reaches(self._stopping_place(velocity))

    def _stopping_place(self, velocity: Posture) -> Posture:
        """Return the posture in which full braking ends after a step with `velocity`.

        After v = k a dt come k - 1, k - 2, ...: n k - n (n + 1) / 2 steps of braking, n the whole
        part of k. A step of full braking leaves this place where it is.
        """
        k = np.abs(velocity) / self._velocity_step
        n = np.floor(k)
        braking = np.sign(velocity) * (n * k - 0.5 * n * (n + 1.0)) * self._braking_distance
        return from_body(self._posture + velocity * self._period_s + braking)

    def _stoppable(self, distance: Posture) -> Posture:
        """Return the highest velocity from which full braking, in steps, ends within `distance`.

        In units of one braking step, v = k a dt and d = distance / (a dt^2): braking from k takes
        n + 1 steps, n the whole part of k, and goes k + (k - 1) + ... = (n + 1) k - n (n + 1) / 2.
        That is solved for k; n follows from n (n + 1) / 2 <= d.
        """
        d = np.maximum(distance, 0.0) / self._braking_distance
        n = np.floor(np.sqrt(0.25 + 2.0 * d) - 0.5)
        return (d + 0.5 * n * (n + 1.0)) / (n + 1.0) * self._velocity_step


def _finite(posture: Posture) -> Posture:
    if not np.isfinite(posture).all():
        raise ValueError(f'posture {posture} is not finite')
    return posture
