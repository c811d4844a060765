"""The parameters of the node `robot`."""

from dataclasses import replace

from rclpy.node import Node
from reachy_common.parameters import bounded, one_of

from reachy_motion.backends import BACKENDS
from reachy_motion.limits import MotionLimits
from reachy_motion.robot_model import SCENES

PARAMETERS = (
    (
        'backend',
        'mujoco',
        one_of('The robot: simulated or kinematic.', tuple(BACKENDS), read_only=True),
    ),
    ('scene', 'empty', one_of('World of the simulated robot.', SCENES, read_only=True)),
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
        'min_pace',
        0.95,
        bounded(
            'Share of real time and of the nominal rate below which diagnostics warn [-].',
            0.0,
            1.0,
        ),
    ),
)


def guard_limits(node: Node) -> MotionLimits:
    """Return what the guard lets pass: the range of motion, and a little more of its speed."""
    limits = MotionLimits()
    return replace(
        limits,
        velocity=limits.velocity * node.get_parameter('guard_velocity_factor').value,
        acceleration=limits.acceleration * node.get_parameter('guard_acceleration_factor').value,
    )
