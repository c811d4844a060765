"""Which other participants there are on this machine, and whether they have all answered.

Fast DDS announces a new participant before it listens to the answers. Between processes of one
machine the answer can come at once, and is lost; it is repeated only with the periodic
announcement, every 3 s. Measured: 3 to 40 % of the answers, depending on what else runs. A verb
that believed the silence would leave nodes out of its lists.

But every participant binds a UDP port that follows from its domain (DDSI-RTPS 2.5, 9.6.1.1), so
the kernel knows how many there are.
"""

from pathlib import Path

from rclpy.node import Node

# How long until everybody has announced himself again [s].
ANNOUNCEMENT_PERIOD_S = 3.2

_PORT_BASE = 7400
_PORTS_PER_DOMAIN = 250
# Within a domain: first port for unicast discovery, and how many participants can have one.
_FIRST_UNICAST = 10
_PARTICIPANTS_PER_DOMAIN = 120

_SOCKETS = Path('/proc/net/udp')
# Every process that uses ROS publishes the names of its nodes here, whatever else it does.
_NODES_TOPIC = 'ros_discovery_info'


def all_answered(node: Node) -> bool:
    """Tell whether at least as many participants are known as this machine has.

    Without ``/proc`` nothing is known to be missing.
    """
    known = node.get_publishers_info_by_topic(_NODES_TOPIC, no_mangle=True)
    return len(known) >= local_participants(node.context.get_domain_id())


def local_participants(domain_id: int, sockets: Path = _SOCKETS) -> int:
    """Count the participants of a domain on this machine, our own included.

    Args:
        domain_id: What ``ROS_DOMAIN_ID`` says.
        sockets: The kernel's table of UDP sockets.
    """
    if not sockets.exists():
        return 0
    first = _PORT_BASE + _PORTS_PER_DOMAIN * domain_id + _FIRST_UNICAST
    ports = range(first, first + 2 * _PARTICIPANTS_PER_DOMAIN, 2)
    lines = sockets.read_text(encoding='ascii').splitlines()[1:]
    # Each line: index, local address:port in hexadecimal, ...
    return len({line.split()[1] for line in lines if _port(line) in ports})


def _port(line: str) -> int:
    return int(line.split()[1].rpartition(':')[2], 16)
