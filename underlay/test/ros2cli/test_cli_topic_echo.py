"""``ros2 topic echo``."""

import re

import pytest

BYTES = ','.join(str(value) for value in range(128))


def echo(ros2, *words):
    outcome = ros2('topic', 'echo', '--once', *words)
    assert (outcome.status, outcome.err) == (0, '')
    return outcome.out


def test_a_message_is_printed_as_yaml(demo, ros2):
    out = echo(ros2, '/demo/pose')
    assert (
        re.sub(r'sec: \d+', 'sec: N', out)
        == """\
header:
  stamp:
    sec: N
    nanosec: N
  frame_id: base
pose:
  position:
    x: 0.25
    y: 0.0
    z: 0.0
  orientation:
    x: 0.0
    y: 0.0
    z: 0.0
    w: 1.0
---
"""
    )


@pytest.mark.parametrize(
    ('words', 'expected'),
    [
        # Latched: arrives only if the subscription is latched like the publisher.
        (['/demo/mode'], 'data: idle\n---\n'),
        (['/demo/mode', 'std_msgs/msg/String'], 'data: idle\n---\n'),
        (
            ['--qos-durability', 'transient_local', '--qos-reliability', 'reliable', '/demo/mode'],
            'data: idle\n---\n',
        ),
        (['--field', 'pose.position.x', '/demo/pose'], '0.25\n---\n'),
        (['--field', 'name', '--flow-style', '/demo/joints'], "['yaw_body', 'stewart_1']\n---\n"),
        (
            ['--no-arr', '--field', 'layout', '/demo/bytes'],
            "dim: '<sequence type: std_msgs/msg/MultiArrayDimension, length: 0>'\n"
            'data_offset: 0\n---\n',
        ),
        (['--csv', '/demo/bytes'], f'0,{BYTES},...\n'),
    ],
)
def test_options_choose_what_is_printed_and_how(demo, ros2, words, expected):
    assert echo(ros2, *words) == expected


def test_csv_keeps_the_commas_of_empty_arrays(demo, ros2):
    assert re.fullmatch(
        r'\d+,\d+,base,yaw_body,stewart_1,0\.1,-0\.2,,\n', echo(ros2, '--csv', '/demo/joints')
    )


def test_flow_style_puts_arrays_on_one_line(demo, ros2):
    lines = echo(ros2, '--flow-style', '/demo/joints').splitlines()
    assert lines[0] == 'header:'
    assert lines[5:] == [
        'name: [yaw_body, stewart_1]', 'position: [0.1, -0.2]', 'velocity: []', 'effort: []',
        '---',
    ]  # fmt: skip


def test_full_length_prints_every_element(demo, ros2):
    lines = echo(ros2, '-f', '/demo/bytes').splitlines()
    assert lines[lines.index('data:') + 1 : -1] == [f'- {value}' for value in range(200)]


def test_raw_prints_the_serialized_message(demo, ros2):
    assert echo(ros2, '--raw', '/demo/mode') == f'{b"idle":}\n---\n'.replace(
        "b'idle'", repr(b'\x00\x01\x00\x00\x05\x00\x00\x00idle\x00\x00\x00\x00')
    )


def test_filter_waits_for_a_message_that_fits(demo, ros2):
    out = echo(ros2, '--filter', "m.data.endswith('7')", '/demo/chatter')
    assert re.fullmatch(r'data: hello \d*7\n---\n', out)


def test_message_info_comes_first(demo, ros2):
    lines = echo(ros2, '--include-message-info', '/demo/mode').splitlines()
    keys = [line.partition(':')[0] for line in lines[:4]]
    assert keys == [
        'publication_sequence_number', 'received_timestamp', 'reception_sequence_number',
        'source_timestamp',
    ]  # fmt: skip
    assert lines[4:] == ['---', 'data: idle', '---']


def test_timeout_ends_quietly(demo, ros2):
    outcome = ros2('topic', 'echo', '--timeout', '0.5', '/demo/in')
    assert (outcome.status, outcome.out, outcome.err) == (0, '', '')


@pytest.mark.parametrize(
    ('words', 'out', 'err'),
    [
        (
            ['/nope'],
            'WARNING: topic [/nope] does not appear to be published yet\n',
            'Could not determine the type for the passed topic\n',
        ),
        (['/demo/mode', 'std_msgs/msg/Nope'], '', 'The passed message type is invalid\n'),
        (
            ['--field', 'nope', '/demo/mode'],
            '',
            "Invalid field 'nope': 'String' object has no attribute 'nope'\n",
        ),
        (['--field', '.', '/demo/mode'], '', "Invalid field value '.'\n"),
        (['--filter', 'm.', '/demo/mode'], '', "Invalid filter expression 'm.': invalid syntax\n"),
        (
            ['--filter', 'm.nope', '/demo/mode'],
            '',
            "Cannot evaluate filter expression 'm.nope': 'String' object has no attribute "
            "'nope'\n",
        ),
        (
            ['bad!name'],
            '',
            "topic name 'bad!name' is invalid: topic name must not contain characters other than "
            "alphanumerics, '_', '~', '{', or '}'\n",
        ),
    ],
)
def test_mistakes_are_told_in_one_line(demo, ros2, words, out, err):
    outcome = ros2('topic', 'echo', '--once', *words)
    assert (outcome.status, outcome.out, outcome.err) == (1, out, err)
