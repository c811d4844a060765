"""Takes messages of the topic `offsets`."""

from collections.abc import Callable

import numpy as np
from builtin_interfaces.msg import Time
from rclpy.node import Node
from rclpy.time import Time as RosTime
from reachy_interfaces.msg import PoseOffset

from reachy_common import qos
from reachy_motion.conversions import HEAD_FRAME
from reachy_motion.errors import OffsetError
from reachy_motion.player import Player

FRAMES = ('', HEAD_FRAME, 'reachy_base')  # their axes are parallel


class OffsetInput:
    """Hands offsets to the player; those that cannot be taken are counted and told.

    Args:
        node: Node that listens.
        player: Takes them.
        now_s: The clock of the player [s].
    """

    def __init__(self, node: Node, player: Player, now_s: Callable[[], float]) -> None:
        self._node = node
        self._player = player
        self._now_s = now_s
        self._refused = 0
        self._last_refusal = ''
        node.create_subscription(PoseOffset, 'offsets', self._on_offset, qos.OFFSETS_IN)

    def as_diagnostics(self) -> dict[str, str | int | float]:
        """Return the figures by name, for a diagnostic message."""
        return {'refused offsets': self._refused, 'last refusal': self._last_refusal}

    def _on_offset(self, msg: PoseOffset) -> None:
        xyz, rpy = msg.xyz, msg.rpy
        value = np.array([xyz.x, xyz.y, xyz.z, rpy.x, rpy.y, rpy.z])
        now_s = self._now_s()
        try:
            if msg.header.frame_id not in FRAMES:
                raise OffsetError(
                    f'frame {msg.header.frame_id} of {msg.source} is unknown; use {HEAD_FRAME}'
                )
            stamp_s = now_s - self._age_s(msg.header.stamp)
            self._player.update_offset(msg.source, value, stamp_s, now_s)
        except OffsetError as err:
            self._refused += 1
            self._last_refusal = str(err)
            self._node.get_logger().warning(f'offset refused: {err}', throttle_duration_sec=1.0)

    def _age_s(self, stamp: Time) -> float:
        """Return the age of a stamp [s]; none of a message without one."""
        if stamp == Time():
            return 0.0
        return float((self._node.get_clock().now() - RosTime.from_msg(stamp)).nanoseconds) * 1e-9
