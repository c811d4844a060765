"""The parts that verbs are made of, without a network."""

import argparse
import textwrap

import pytest
from rclpy.qos import DurabilityPolicy, ReliabilityPolicy
from ros2cli import qos
from ros2cli.arguments import positive_float, positive_int, unsigned_int
from ros2cli.errors import CliError
from ros2cli.interfaces import parse_values
from ros2cli.names import NodeName, is_hidden, parse_node_name
from ros2cli.neighbours import local_participants

# Domain 1: 7650 to 7899. 7660 (0x1DEC) and 7662 are participants, 7661 is one's data port, 7650
# the common one; 7910 (0x1EE6) belongs to domain 2, 53 to something else.
SOCKETS = textwrap.dedent("""\
      sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout
       1: 00000000:1DEC 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
       2: 00000000:1DEE 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
       3: 00000000:1DED 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
       4: 00000000:1DE2 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
       5: 00000000:1EE6 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
       6: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0
""")


def test_participants_are_counted_by_their_ports(tmp_path):
    sockets = tmp_path / 'udp'
    sockets.write_text(SOCKETS)
    assert [local_participants(domain, sockets) for domain in (0, 1, 2, 3)] == [0, 2, 1, 0]


def test_without_a_table_of_sockets_nobody_is_counted(tmp_path):
    assert local_participants(0, tmp_path / 'udp') == 0


@pytest.mark.parametrize(
    ('text', 'name', 'full'),
    [
        ('/a/b/c', NodeName('c', '/a/b'), '/a/b/c'),
        ('a/b', NodeName('b', '/a'), '/a/b'),
        ('/a', NodeName('a', '/'), '/a'),
        ('a', NodeName('a', '/'), '/a'),
    ],
)
def test_node_names_are_split_and_completed(text, name, full):
    assert parse_node_name(text) == name
    assert name.full == full


def test_a_name_is_hidden_if_any_part_is():
    assert is_hidden('/do/_action/status')
    assert is_hidden('/_ros2cli_1/x')
    assert not is_hidden('/do_it/now_')


def test_malformed_yaml_is_one_line_with_the_place():
    with pytest.raises(CliError) as error:
        parse_values('{a: 1,\n b: [}')
    assert str(error.value) == (
        "Malformed YAML value: expected the node content, but found '}' at line 2, column 6: "
        "'{a: 1,\\n b: [}'"
    )


@pytest.mark.parametrize(
    ('kind', 'good', 'bad'),
    [
        (positive_int, {'1': 1}, ['0', '-1', '1.5', 'x']),
        (unsigned_int, {'0': 0, '7': 7}, ['-1', 'x']),
        (positive_float, {'0.5': 0.5}, ['0', '-2', 'nan', 'x']),
    ],
)
def test_numbers_on_the_command_line(kind, good, bad):
    assert {text: kind(text) for text in good} == good
    for text in bad:
        with pytest.raises(argparse.ArgumentTypeError):
            kind(text)


def parse_qos(*words):
    parser = argparse.ArgumentParser()
    qos.add_qos_arguments(parser, 'subscribe', 'sensor_data', 'compatible')
    return parser.parse_args(words)


def test_a_profile_alone_overrides_nothing():
    assert not qos.is_explicit(parse_qos())
    assert not qos.is_explicit(parse_qos('--qos-profile', 'default'))
    assert qos.is_explicit(parse_qos('--qos-depth', '3'))
    assert qos.is_explicit(parse_qos('--qos-reliability', 'reliable'))


def test_options_override_parts_of_the_profile():
    profile = qos.explicit_profile(
        parse_qos(
            '--qos-durability', 'transient_local', '--qos-reliability', 'reliable',
            '--qos-depth', '3', '--qos-liveliness-lease-duration-seconds', '1.5',
        )
    )  # fmt: skip
    assert profile.durability == DurabilityPolicy.TRANSIENT_LOCAL
    assert profile.reliability == ReliabilityPolicy.RELIABLE
    assert profile.depth == 3
    assert profile.liveliness_lease_duration.nanoseconds == 1_500_000_000
