"""The parameters of the node `motion`."""

from dataclasses import replace
from math import radians
from typing import Any

import numpy as np
from rclpy.node import Node
from reachy_common.parameters import bounded, described

from reachy_motion.breathing import BreathingStyle
from reachy_motion.composer import ComposerConfig
from reachy_motion.limits import MotionLimits
from reachy_motion.listening import ListeningConfig
from reachy_motion.offsets import OffsetConfig
from reachy_motion.sequencer import SequencerConfig

PARAMETERS = (
    ('rate', 100.0, bounded('Rate of `target` [Hz].', 20.0, 500.0, read_only=True)),
    (
        'robot_timeout',
        1.0,
        bounded('Silence after which the robot is lost [s].', 0.1, 60.0, read_only=True),
    ),
    (
        'automatic_body_yaw',
        True,
        described('Whether a head that looks far turns the body along.', read_only=True),
    ),
    (
        'move_folders',
        '',
        described('Folders with moves of your own, separated by colons.', read_only=True),
    ),
    ('blend_time', 0.4, bounded('Shortest passage from one move to the next [s].', 0.05, 3.0)),
    ('idle_delay', 0.3, bounded('Time without a move before breathing begins [s].', 0.0, 600.0)),
    ('settle_time', 0.5, bounded('Time to arrive after the end of a path [s].', 0.0, 10.0)),
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
    ('listening.debounce', 0.15, bounded('Time that a change must last [s].', 0.0, 2.0)),
    ('listening.blend_time', 0.4, bounded('Return of the antennas afterwards [s].', 0.05, 3.0)),
    ('offsets.timeout', 0.5, bounded('Silence after which a source fades [s].', 0.02, 10.0)),
    ('offsets.fade_time', 0.5, bounded('Time that a source takes to fade [s].', 0.0, 10.0)),
    ('offsets.smoothing', 0.05, bounded('Time constant of their filter [s].', 0.0, 1.0)),
    (
        'offsets.max_translation',
        0.03,
        bounded('Largest shift by one source and by all [m].', 0.0, 0.1),
    ),
    (
        'offsets.max_rotation',
        0.6,
        bounded('Largest turn by one source and by all [rad].', 0.0, 2.0),
    ),
)


def composer_config(node: Node) -> ComposerConfig:
    """Return the composer's configuration that the parameters of this moment make."""

    def value(name: str) -> Any:
        return node.get_parameter(name).value

    breathing = BreathingStyle(
        height_m=value('breathing.height'),
        rate_hz=value('breathing.rate'),
        antenna_sway_rad=value('breathing.antenna_sway'),
        antenna_rate_hz=value('breathing.antenna_rate'),
    )
    clamp = [value('offsets.max_translation')] * 3 + [value('offsets.max_rotation')] * 3
    return ComposerConfig(
        period_s=1.0 / value('rate'),
        limits=replace(MotionLimits(), turns_body_along=value('automatic_body_yaw')),
        sequencer=SequencerConfig(
            blend_s=value('blend_time'),
            idle_delay_s=value('idle_delay'),
            breathing=breathing if value('breathing.enabled') else None,
            breathing_blend_s=value('breathing.blend_time'),
        ),
        listening=ListeningConfig(
            debounce_s=value('listening.debounce'), blend_back_s=value('listening.blend_time')
        ),
        offsets=OffsetConfig(
            timeout_s=value('offsets.timeout'),
            fade_s=value('offsets.fade_time'),
            smoothing_s=value('offsets.smoothing'),
            clamp=np.array(clamp),
        ),
    )
