"""What the robot's driver is doing, and the times by which it decides."""

from dataclasses import dataclass, field
from enum import Enum
from math import isfinite

from reachy_motion.limits import MotionLimits


class Mode(Enum):
    """What the driver makes of the targets that come; the values are for people."""

    FOLLOWING = 'following'
    HOLDING = 'holding'
    RESTING = 'resting'
    WAKING = 'waking up'
    GOING_TO_SLEEP = 'going to sleep'
    ASLEEP = 'asleep'
    OFF = 'motors off'
    COMPLIANT = 'gravity compensation'
    STOPPED = 'emergency stop'
    UNAVAILABLE = 'unavailable'


@dataclass(frozen=True)
class DriverConfig:
    """How a robot is driven.

    Attributes:
        period_s: Nominal time between two commands to the robot [s].
        target_period_s: Nominal time between two targets [s].
        hold_after_s: Silence of the targets after which the robot holds still [s].
        rest_after_s: Silence after which it glides to rest [s].
        resume_s: Shortest time in which it passes from anything into following [s].
        rest_s: Shortest time of gliding to rest [s].
        wake_s: Shortest time of waking up [s].
        sleep_s: Shortest time of each half of going to sleep: upright, then down [s].
        motors_timeout_s: Time in which the robot must report that its motors have switched [s].
        wakes_up: Whether a robot that is found folded is woken up before anything else.
        limits: What is passed on to the robot, whatever comes in.
    """

    period_s: float = 0.005
    target_period_s: float = 0.01
    hold_after_s: float = 0.3
    rest_after_s: float = 3.0
    resume_s: float = 0.5
    rest_s: float = 2.0
    wake_s: float = 2.0
    sleep_s: float = 1.0
    motors_timeout_s: float = 3.0
    wakes_up: bool = True
    limits: MotionLimits = field(default_factory=MotionLimits)

    def __post_init__(self) -> None:
        """Check the times."""
        for name, value in vars(self).items():
            if name.endswith('_s') and not (isfinite(value) and value > 0.0):
                raise ValueError(f'{name} {value} s must be finite and positive')
        if not self.hold_after_s < self.rest_after_s:
            raise ValueError(
                f'rest_after_s {self.rest_after_s} s must exceed hold_after_s '
                f'{self.hold_after_s} s: the robot holds still before it glides to rest'
            )
