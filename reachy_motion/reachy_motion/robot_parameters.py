"""The parameters of the node `robot`."""

from dataclasses import replace

from rcl_interfaces.msg import IntegerRange, ParameterDescriptor
from rclpy.node import Node
from reachy_common.errors import ConfigurationError
from reachy_common.parameters import bounded, described, one_of

from reachy_motion.backends import BACKENDS, DEFAULT_PORT
from reachy_motion.limits import MotionLimits
from reachy_motion.robot_mode import DriverConfig
from reachy_motion.robot_model import SCENES

PARAMETERS = (
    (
        'backend',
        'mujoco',
        one_of('The robot: simulated, kinematic or real.', tuple(BACKENDS), read_only=True),
    ),
    ('scene', 'empty', one_of('World of the simulated robot.', SCENES, read_only=True)),
    ('sdk.host', 'localhost', described('Where the daemon of `sdk` runs.', read_only=True)),
    (
        'sdk.port',
        DEFAULT_PORT,
        ParameterDescriptor(
            description='Its HTTP port.',
            read_only=True,
            integer_range=[IntegerRange(from_value=1, to_value=65535, step=1)],
        ),
    ),
    (
        'physics_period',
        0.005,
        bounded('Time between two commands to the robot [s].', 0.002, 0.02, read_only=True),
    ),
    (
        'target_period',
        0.01,
        bounded('Time between two messages on `target` [s].', 0.002, 0.1, read_only=True),
    ),
    (
        'state_rate',
        50.0,
        bounded('Rate of `joint_states` and `head_pose`, up to one a period [Hz].', 1.0, 500.0),
    ),
    (
        'guard_velocity_factor',
        1.25,
        bounded(
            'Velocity that the guard lets pass, in limits of motion [-].', 0.1, 2.0, read_only=True
        ),
    ),
    (
        'guard_acceleration_factor',
        2.0,
        bounded(
            'Acceleration that the guard lets pass, in limits of motion [-].',
            0.1,
            4.0,
            read_only=True,
        ),
    ),
    (
        'hold_after',
        0.3,
        bounded(
            'Silence of `target` after which the robot holds still [s].',
            0.05,
            10.0,
            read_only=True,
        ),
    ),
    (
        'rest_after',
        3.0,
        bounded('Silence after which it glides to rest [s].', 0.1, 3600.0, read_only=True),
    ),
    (
        'resume_time',
        0.5,
        bounded('Shortest passage into following [s].', 0.1, 10.0, read_only=True),
    ),
    ('rest_time', 2.0, bounded('Shortest glide to rest [s].', 0.5, 30.0, read_only=True)),
    ('wake_time', 2.0, bounded('Shortest time of waking up [s].', 0.5, 30.0, read_only=True)),
    (
        'wake_up_on_start',
        True,
        described('Wake up a robot that is found folded, before all else.', read_only=True),
    ),
    (
        'sleep_time',
        2.0,
        bounded('Shortest time of going to sleep [s].', 0.5, 30.0, read_only=True),
    ),
    (
        'min_pace',
        0.95,
        bounded(
            'Share of real time and of the nominal rate below which diagnostics warn [-].',
            0.0,
            1.0,
        ),
    ),
)


def driver_config(node: Node) -> DriverConfig:
    """Return how the robot is driven.

    Raises:
        ConfigurationError: If the times contradict each other.
    """

    def value(name: str) -> float:
        return float(node.get_parameter(name).value)

    try:
        return DriverConfig(
            period_s=value('physics_period'),
            target_period_s=value('target_period'),
            hold_after_s=value('hold_after'),
            rest_after_s=value('rest_after'),
            resume_s=value('resume_time'),
            rest_s=value('rest_time'),
            wake_s=value('wake_time'),
            sleep_s=0.5 * value('sleep_time'),
            wakes_up=node.get_parameter('wake_up_on_start').value,
            limits=guard_limits(node),
        )
    except ValueError as err:
        raise ConfigurationError(str(err)) from err


def guard_limits(node: Node) -> MotionLimits:
    """Return what the guard lets pass: the range of motion, and a little more of its speed."""
    limits = MotionLimits()
    return replace(
        limits,
        velocity=limits.velocity * node.get_parameter('guard_velocity_factor').value,
        acceleration=limits.acceleration * node.get_parameter('guard_acceleration_factor').value,
    )
