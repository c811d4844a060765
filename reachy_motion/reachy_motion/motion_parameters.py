"""The parameters of the node `motion`."""

from math import radians

from rclpy.node import Node
from reachy_common.parameters import bounded, described

from reachy_motion.breathing import BreathingStyle
from reachy_motion.composer import ComposerConfig

PARAMETERS = (
    ('rate', 100.0, bounded('Rate of `target` [Hz].', 20.0, 500.0, read_only=True)),
    ('blend_time', 0.4, bounded('Shortest passage from one move to the next [s].', 0.05, 3.0)),
    ('idle_delay', 0.3, bounded('Time without a move before breathing begins [s].', 0.0, 600.0)),
    ('settle_time', 0.5, bounded('Time to arrive after the end of a path [s].', 0.0, 10.0)),
    (
        'robot_timeout',
        1.0,
        bounded('Silence after which the robot is lost [s].', 0.1, 60.0, read_only=True),
    ),
    ('breathing.enabled', True, described('Whether the idle robot breathes.')),
    ('breathing.blend_time', 1.0, bounded('Shortest passage into breathing [s].', 0.05, 10.0)),
    ('breathing.height', 0.005, bounded('Amplitude of the head [m].', 0.0, 0.015)),
    ('breathing.rate', 0.1, bounded('Breaths per second [Hz].', 0.02, 1.0)),
    (
        'breathing.antenna_sway',
        radians(15.0),
        bounded('Amplitude of the antennas [rad].', 0.0, 0.8),
    ),
    ('breathing.antenna_rate', 0.5, bounded('Sways per second [Hz].', 0.02, 2.0)),
)


def composer_config(node: Node) -> ComposerConfig:
    """Return the composer's configuration that the parameters of this moment make."""

    def value(name: str) -> float:
        return float(node.get_parameter(name).value)

    breathing = BreathingStyle(
        height_m=value('breathing.height'),
        rate_hz=value('breathing.rate'),
        antenna_sway_rad=value('breathing.antenna_sway'),
        antenna_rate_hz=value('breathing.antenna_rate'),
    )
    return ComposerConfig(
        period_s=1.0 / value('rate'),
        blend_s=value('blend_time'),
        idle_delay_s=value('idle_delay'),
        breathing=breathing if node.get_parameter('breathing.enabled').value else None,
        breathing_blend_s=value('breathing.blend_time'),
    )
