"""Quality of service from the command line, or to suit the publishers there are."""

import argparse
from argparse import ArgumentParser

from rclpy.duration import Duration
from rclpy.node import Node
from rclpy.qos import (
    DurabilityPolicy,
    HistoryPolicy,
    LivelinessPolicy,
    QoSPolicyEnum,
    QoSPresetProfiles,
    QoSProfile,
    ReliabilityPolicy,
)

_POLICIES: dict[str, type[QoSPolicyEnum]] = {
    'history': HistoryPolicy,
    'reliability': ReliabilityPolicy,
    'durability': DurabilityPolicy,
    'liveliness': LivelinessPolicy,
}
_HELP = {
    'history': 'History of samples setting to {verb} with (overrides history value of '
    '--qos-profile option, default: keep_last)',
    'reliability': 'Quality of service reliability setting to {verb} with (overrides reliability '
    'value of --qos-profile option, default: {default})',
    'durability': 'Quality of service durability setting to {verb} with (overrides durability '
    'value of --qos-profile option, default: {default})',
    'liveliness': 'Quality of service liveliness setting to {verb} with (overrides liveliness '
    'value of --qos-profile option)',
}


def add_qos_arguments(parser: ArgumentParser, verb: str, preset: str, default: str) -> None:
    """Add ``--qos-profile`` and the options that override parts of it.

    Args:
        parser: Parser of the verb.
        verb: What the verb does with the topic, for the help.
        preset: Name of the profile used without any of these options.
        default: What holds for reliability and durability without an option, for the help.
    """
    parser.add_argument(
        '--qos-profile',
        choices=QoSPresetProfiles.short_keys(),
        default=preset,
        help=f'Quality of service preset profile to {verb} with (default: {preset})',
    )
    parser.add_argument(
        '--qos-depth',
        metavar='N',
        type=int,
        help=f'Queue size setting to {verb} with (overrides depth value of --qos-profile option)',
    )
    for policy, policy_class in _POLICIES.items():
        parser.add_argument(
            f'--qos-{policy}',
            choices=policy_class.short_keys(),
            help=_HELP[policy].format(verb=verb, default=default),
        )
    parser.add_argument(
        '--qos-liveliness-lease-duration-seconds',
        type=float,
        help=f'Quality of service liveliness lease duration setting to {verb} with (overrides '
        'liveliness lease duration value of --qos-profile option)',
    )


def is_explicit(args: argparse.Namespace) -> bool:
    """Tell whether the user has overridden any part of the profile."""
    overrides = (*_POLICIES, 'depth', 'liveliness_lease_duration_seconds')
    return any(getattr(args, f'qos_{name}') is not None for name in overrides)


def explicit_profile(args: argparse.Namespace) -> QoSProfile:
    """Build the profile that the options ask for."""
    profile = QoSPresetProfiles.get_from_short_key(args.qos_profile)
    for policy, policy_class in _POLICIES.items():
        key = getattr(args, f'qos_{policy}')
        if key is not None:
            setattr(profile, policy, policy_class.get_from_short_key(key))
    lease_s = args.qos_liveliness_lease_duration_seconds
    if lease_s is not None and lease_s >= 0.0:
        profile.liveliness_lease_duration = Duration(seconds=lease_s)
    if args.qos_depth is not None and args.qos_depth >= 0:
        profile.depth = args.qos_depth
    elif profile.durability == DurabilityPolicy.TRANSIENT_LOCAL and profile.depth == 0:
        profile.depth = 1
    return profile


def compatible_profile(node: Node, topic: str, preset: str) -> QoSProfile:
    """Build a profile that every present publisher of a topic can serve.

    Reliable and transient local only if all publishers are; the others would not connect.
    """
    profile = QoSPresetProfiles.get_from_short_key(preset)
    offered = [info.qos_profile for info in node.get_publishers_info_by_topic(topic)]
    if not offered:
        return profile
    profile.reliability = _strongest_common(
        [qos.reliability for qos in offered],
        ReliabilityPolicy.RELIABLE,
        ReliabilityPolicy.BEST_EFFORT,
    )
    profile.durability = _strongest_common(
        [qos.durability for qos in offered],
        DurabilityPolicy.TRANSIENT_LOCAL,
        DurabilityPolicy.VOLATILE,
    )
    return profile


def _strongest_common(
    offered: list[QoSPolicyEnum], strong: QoSPolicyEnum, weak: QoSPolicyEnum
) -> QoSPolicyEnum:
    if all(policy == strong for policy in offered):
        return strong
    if strong in offered:
        kind = f'QoS{type(strong).__name__}'
        print(
            f'Some, but not all, publishers are offering {kind}.{strong.name}. Falling back to '
            f'{kind}.{weak.name} as it will connect to all publishers'
        )
    return weak
