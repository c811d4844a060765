"""Quality of service of the topics, by use."""

from typing import Final

from rclpy.qos import DurabilityPolicy, QoSProfile, ReliabilityPolicy

# Targets: the newest counts. A late one is worse than a lost one, so the robot takes what comes;
# the sender is reliable so that a recorder may ask for every message.
TARGET_OUT: Final = QoSProfile(depth=1, reliability=ReliabilityPolicy.RELIABLE)
TARGET_IN: Final = QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT)

# States of the robot: complete for tools and recorders, the newest for whoever controls by them.
STATE_OUT: Final = QoSProfile(depth=10, reliability=ReliabilityPolicy.RELIABLE)
STATE_IN: Final = QoSProfile(depth=1, reliability=ReliabilityPolicy.BEST_EFFORT)

# Offsets: several sources share the topic, so that a few messages may wait.
OFFSETS_IN: Final = QoSProfile(depth=20, reliability=ReliabilityPolicy.BEST_EFFORT)

# Modes: whoever joins late gets the present one.
LATCHED: Final = QoSProfile(
    depth=1,
    reliability=ReliabilityPolicy.RELIABLE,
    durability=DurabilityPolicy.TRANSIENT_LOCAL,
)

DIAGNOSTICS: Final = QoSProfile(depth=10, reliability=ReliabilityPolicy.RELIABLE)
