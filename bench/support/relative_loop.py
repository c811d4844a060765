"""A loop that sleeps for the rest of its period, counted from its own beginning.

That is the design of the loop in the vendor's conversation app. The work of a tick is that of
motion: compose and publish a target. Arguments: period and duration of the loop [s].
"""

import sys
import time

import rclpy
from reachy_interfaces.msg import HeadTarget
from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.conversions import target_to_msg
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.posture import neutral
from reachy_motion.reach import Reach

from reachy_common import qos
from support.peer import recorded


def main() -> None:
    """Run the loop."""
    period_s, duration_s = map(float, sys.argv[1:])
    rclpy.init()
    node = rclpy.create_node('relative_loop')
    publisher = node.create_publisher(HeadTarget, '~/target', qos.TARGET_OUT)
    config = ComposerConfig(period_s=period_s)
    composer = Composer(config, neutral(), time.monotonic(), Reach(HeadKinematics()))
    with recorded() as ticks_s:
        end_s = time.monotonic() + duration_s
        while (begun_s := time.monotonic()) < end_s:
            ticks_s.append(begun_s)
            posture = composer.step(begun_s)
            publisher.publish(target_to_msg(posture, node.get_clock().now().to_msg()))
            time.sleep(max(0.0, period_s - (time.monotonic() - begun_s)))
    rclpy.shutdown()


if __name__ == '__main__':
    main()
