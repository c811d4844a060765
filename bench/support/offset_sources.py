"""Sources of offsets, in one process: small movements of the head, each sent at a rate.

Arguments: namespace, rate [Hz], names of the sources.
"""

import math
import signal
import sys
import time

import rclpy
from rclpy.signals import SignalHandlerOptions
from reachy_interfaces.msg import PoseOffset

SIZE_M = 0.003
SIZE_RAD = 0.05
FREQUENCY_HZ = 0.7


def offset(source: str, phase: float) -> PoseOffset:
    """Return an offset of a source."""
    msg = PoseOffset(source=source)
    msg.xyz.z = SIZE_M * math.sin(phase)
    msg.rpy.y = SIZE_RAD * math.sin(phase)
    msg.rpy.z = SIZE_RAD * math.cos(phase)
    return msg


def main() -> None:
    """Publish until interrupted."""
    namespace, rate_hz, *names = sys.argv[1:]
    signal.signal(signal.SIGINT, lambda *_: sys.exit())
    rclpy.init(signal_handler_options=SignalHandlerOptions.NO)
    node = rclpy.create_node('offset_sources', namespace=namespace)
    publishers = {name: node.create_publisher(PoseOffset, 'offsets', 10) for name in names}
    deadline_s = time.monotonic()
    while True:
        for i, (name, publisher) in enumerate(publishers.items()):
            msg = offset(name, 2.0 * math.pi * FREQUENCY_HZ * deadline_s + i)
            msg.header.stamp = node.get_clock().now().to_msg()
            publisher.publish(msg)
        deadline_s += 1.0 / float(rate_hz)
        time.sleep(max(0.0, deadline_s - time.monotonic()))


if __name__ == '__main__':
    main()
