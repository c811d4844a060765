"""What the robot is commanded from moment to moment: smooth, and always within the limits.

Whatever movement comes next, it begins with the position and velocity that were commanded last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from reachy_motion.blend import Blend, blend_time, stopping_place
from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.min_jerk import MinJerk, shortest_duration
from reachy_motion.moves import Hold, Trajectory
from reachy_motion.posture import Posture, from_body, in_body, neutral
from reachy_motion.reach import Reach
from reachy_motion.target_stream import TargetStream

# Coming to rest evenly uses this part of the acceleration at most.
BRAKING_FRACTION = 0.5
# The speed with which a glide begins fades in this time.
GLIDE_BLEND_S = 0.4
# A way as short as this, in m or rad, needs no time of its own.
NEGLIGIBLE_WAY = 1e-3
# A robot that was found where it may not be is led back in this time.
ENTRY_S = 1.0


@dataclass(frozen=True)
class Route(Trajectory):
    """Minimum-jerk paths, one after the other, at rest in between."""

    legs: tuple[MinJerk, ...]

    def sample(self, t_s: float) -> Posture:
        """Return the posture at a time."""
        for leg in self.legs[:-1]:
            if t_s < leg.duration_s:
                return leg.sample(t_s)
            t_s -= leg.duration_s
        return self.legs[-1].sample(t_s)


@dataclass(frozen=True)
class Following(Trajectory):
    """Is wherever a stream of targets is, which keeps its own time."""

    stream: TargetStream

    def sample(self, t_s: float) -> Posture:
        """Return the posture of this moment."""
        return self.stream.posture


@dataclass(frozen=True)
class Braking(Trajectory):
    """Comes to rest as fast as the limits of acceleration allow, and stays.

    Attributes:
        start: (9,) where it begins [m, rad].
        velocity: (9,) how fast [m/s, rad/s].
        limits: What each axis may do.
        period_s: Length of the steps in which the robot is commanded [s].
    """

    start: Posture
    velocity: Posture
    limits: MotionLimits
    period_s: float

    def sample(self, t_s: float) -> Posture:
        """Return the posture at a time, exact at the end of each step."""
        velocity, braking = in_body(self.velocity), self.limits.acceleration
        # Already the first step is slower than `velocity`, by one step of braking.
        steps = np.floor(np.abs(velocity) / (braking * self.period_s))
        t = np.minimum(t_s, steps * self.period_s)
        way = np.abs(velocity) * t - 0.5 * braking * t * (t + self.period_s)
        return self.start + from_body(np.sign(velocity) * way)


class Movement:
    """Follows targets, glides, holds or brakes, and passes smoothly from one to the other.

    Args:
        limits: What each axis may do.
        reach: The reach of the head's mechanism.
        period_s: Length of one step [s].
    """

    def __init__(self, limits: MotionLimits, reach: Reach, period_s: float) -> None:
        self._limits = limits
        self._reach = reach
        self._period_s = period_s
        self._limiter = Limiter(limits, period_s, neutral(), reach.contains)
        self._is_projected = False
        self.start_from(neutral())

    @property
    def is_projected(self) -> bool:
        """Whether the place to be is out of reach, and the nearest in reach stands for it."""
        return self._is_projected

    @property
    def progress(self) -> float:
        """Part of the present glide that is done, 0 to 1."""
        return min(1.0, self._elapsed_s / self._duration_s)

    @property
    def is_over(self) -> bool:
        """Whether the present glide has come to its end; never so for any other movement."""
        return self._elapsed_s >= self._duration_s

    def start_from(self, posture: Posture) -> None:
        """Begin anew where the robot was found, (9,), at rest.

        If it was found where it may not be, moved there by hand, it is led back without a jump.
        """
        self._limiter.reset(self._reach.project(self._limits.clamp(posture)))
        self._entry = Blend(posture - self._limiter.posture, neutral(), ENTRY_S)
        self._entered_s = 0.0
        self._begin(Hold(self._limiter.posture), Blend(neutral(), neutral(), 0.0))

    def hold(self) -> None:
        """Come to rest evenly and without turning back, and stay there."""
        posture, velocity = self._limiter.posture, self._limiter.velocity
        braking = BRAKING_FRACTION * self._limits.acceleration
        place, time_s = stopping_place(posture, velocity, braking)
        place = self._limits.clamp(place)
        self._begin(Hold(place), Blend(posture - place, velocity, time_s))

    def brake(self) -> None:
        """Come to rest as fast as the limits allow, and stay there."""
        posture, velocity = self._limiter.posture, self._limiter.velocity
        braking = Braking(posture, velocity, self._limits, self._period_s)
        self._begin(braking, Blend(neutral(), neutral(), 0.0))

    def glide(self, waypoints: Sequence[Posture], least_s: float) -> None:
        """Go through some postures, (9,) each, unhurriedly.

        Args:
            waypoints: The places to pass, and at the end the one to stay in.
            least_s: Shortest time from one to the next [s].
        """
        start, velocity = self._limiter.posture, self._limiter.velocity
        legs = []
        for goal in waypoints:
            legs.append(MinJerk(start, goal, self._leg_s(goal - start, least_s)))
            start = goal
        duration_s = max(GLIDE_BLEND_S, sum(leg.duration_s for leg in legs))
        blend = Blend(neutral(), velocity, GLIDE_BLEND_S)
        self._begin(Route(tuple(legs)), blend, duration_s)

    def follow(self, stream: TargetStream, least_s: float) -> None:
        """Pass into following a stream of targets, in `least_s` or what is comfortable [s]."""
        offset = self._limiter.posture - stream.posture
        velocity = self._limiter.velocity - stream.velocity
        limits = self._limits
        time_s = blend_time(offset, least_s, limits.comfort_velocity, limits.comfort_acceleration)
        self._begin(Following(stream), Blend(offset, velocity, time_s))

    def step(self, dt_s: float) -> Posture:
        """Let time pass and return the posture to command, (9,)."""
        dt_s = max(0.0, dt_s)
        self._elapsed_s += dt_s
        self._entered_s += dt_s
        t_s = self._elapsed_s
        wanted = self._limits.clamp(self._trajectory.sample(t_s) + self._blend.sample(t_s))
        projected = self._reach.projected
        wanted = self._reach.project(wanted)
        self._is_projected = self._reach.projected != projected
        return self._limiter.step(wanted, dt_s) + self._entry.sample(self._entered_s)

    def _begin(self, trajectory: Trajectory, blend: Blend, duration_s: float = inf) -> None:
        self._trajectory = trajectory
        self._blend = blend
        self._duration_s = duration_s
        self._elapsed_s = 0.0

    def _leg_s(self, way: Posture, least_s: float) -> float:
        if np.abs(way).max() < NEGLIGIBLE_WAY:
            return 0.0
        limits = self._limits
        comfortable_s = shortest_duration(
            way, limits.comfort_velocity, limits.comfort_acceleration
        )
        return max(least_s, comfortable_s)
