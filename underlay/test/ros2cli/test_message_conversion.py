"""``rosidl_runtime_py``: messages to YAML, CSV and dictionaries, and back."""

from array import array

import pytest
import yaml
from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus
from geometry_msgs.msg import Point, PoseStamped
from reachy_interfaces.action import Goto
from rosidl_runtime_py import (
    get_message_slot_types,
    message_to_csv,
    message_to_ordereddict,
    message_to_yaml,
    set_message_fields,
)
from sensor_msgs.msg import CameraInfo, JointState
from std_msgs.msg import ByteMultiArray, Header, String, UInt8MultiArray


def test_yaml_keeps_the_order_of_the_definition():
    pose = PoseStamped(header=Header(frame_id='base'))
    pose.pose.orientation.w = 1.0
    assert (
        message_to_yaml(pose)
        == """\
header:
  stamp:
    sec: 0
    nanosec: 0
  frame_id: base
pose:
  position:
    x: 0.0
    y: 0.0
    z: 0.0
  orientation:
    x: 0.0
    y: 0.0
    z: 0.0
    w: 1.0
"""
    )


def test_yaml_of_arrays_in_block_and_flow_style():
    joints = JointState(name=['a', 'b'], position=[0.5, -1.0])
    assert message_to_yaml(joints).endswith(
        'name:\n- a\n- b\nposition:\n- 0.5\n- -1.0\nvelocity: []\neffort: []\n'
    )
    assert message_to_yaml(joints, flow_style=True).endswith(
        'name: [a, b]\nposition: [0.5, -1.0]\nvelocity: []\neffort: []\n'
    )


def test_yaml_quotes_what_would_not_be_a_string_and_keeps_unicode():
    assert message_to_yaml(String(data='on')) == "data: 'on'\n"
    assert message_to_yaml(String(data='grüß')) == 'data: grüß\n'
    assert message_to_yaml(String(data='a ' * 100)) == f"data: '{'a ' * 100}'\n"


def test_fixed_arrays_and_messages_in_arrays_are_plain_numbers_and_mappings():
    info = CameraInfo(k=[float(value) for value in range(9)])
    assert yaml.safe_load(message_to_yaml(info))['k'] == [float(value) for value in range(9)]
    status = DiagnosticArray(status=[DiagnosticStatus(level=b'\x02', name='x')])
    (plain,) = message_to_ordereddict(status)['status']
    assert plain['level'] == '\x02'
    assert plain['name'] == 'x'


def test_truncation_keeps_the_beginning_and_leaves_a_mark():
    message = UInt8MultiArray(data=[1, 2, 3, 4])
    assert message_to_ordereddict(message, truncate_length=3)['data'] == [1, 2, 3, '...']
    assert message_to_ordereddict(message, truncate_length=4)['data'] == [1, 2, 3, 4]
    assert message_to_csv(message, truncate_length=3) == '0,1,2,3,...'
    assert message_to_ordereddict(String(data='abcd'), truncate_length=2)['data'] == 'ab...'
    assert message_to_csv(String(data='abcd'), truncate_length=2) == 'ab...'


def test_arrays_and_strings_can_be_described_instead():
    joints = message_to_ordereddict(JointState(name=['a']), no_arr=True, no_str=True)
    assert joints['name'] == '<sequence type: string, length: 1>'
    assert joints['velocity'] == '<sequence type: double, length: 0>'
    assert joints['header']['frame_id'] == '<string length: <0>>'
    info = message_to_ordereddict(CameraInfo(), no_arr=True)
    assert info['k'] == '<array type: double[9]>'
    status = message_to_ordereddict(DiagnosticArray(), no_arr=True)
    assert status['status'] == ('<sequence type: diagnostic_msgs/msg/DiagnosticStatus, length: 0>')
    assert message_to_csv(JointState(name=['a']), no_arr=True).endswith(
        ',<sequence type: string, length: 1>,'
        + ','.join(['<sequence type: double, length: 0>'] * 3)
    )


def test_csv_keeps_the_commas_of_empty_values_except_at_the_beginning():
    assert message_to_csv(JointState(name=['a'])) == '0,0,,a,,,'
    assert message_to_csv(UInt8MultiArray(data=[7])) == '0,7'


def test_slot_types_are_in_the_order_of_the_definition():
    assert list(get_message_slot_types(Header())) == ['stamp', 'frame_id']


def test_fields_are_set_by_name_and_converted():
    joints = JointState()
    set_message_fields(
        joints, {'header': {'stamp': {'sec': 3}, 'frame_id': 'f'}, 'position': [1, 2.5]}
    )
    assert joints.header == Header(stamp=Time(sec=3), frame_id='f')
    assert joints.position == array('d', [1.0, 2.5])
    point = Point(z=4.0)
    set_message_fields(point, {'x': 1, 'y': '2.5'})
    assert point == Point(x=1.0, y=2.5, z=4.0)
    goal = Goto.Goal()
    set_message_fields(goal, {'antennas': [0.1, -0.1], 'parts': ['head']})
    assert (list(goal.antennas), goal.parts) == ([0.1, -0.1], ['head'])


def test_messages_in_arrays_are_made_from_mappings_or_taken_as_they_are():
    message = DiagnosticArray()
    ready = DiagnosticStatus(name='b')
    set_message_fields(
        message, {'status': [{'name': 'a', 'values': [{'key': 'k', 'value': 'v'}]}, ready]}
    )
    first, second = message.status
    assert (first.name, first.values[0].key, first.values[0].value) == ('a', 'k', 'v')
    assert second is ready


@pytest.mark.parametrize(('value', 'level'), [(2, b'\x02'), ('\x02', b'\x02'), (b'\x02', b'\x02')])
def test_a_byte_is_a_number_or_a_character(value, level):
    status = DiagnosticStatus()
    set_message_fields(status, {'level': value})
    assert status.level == level


def test_bytes_in_arrays_are_numbers_or_characters():
    message = ByteMultiArray(check_fields=True)
    set_message_fields(message, {'data': [1, '\x02', b'\x03']})
    assert message.data == [b'\x01', b'\x02', b'\x03']


def test_what_yaml_shows_can_be_set_again():
    before = DiagnosticStatus(level=b'\x02', name='x', message='on')
    after = DiagnosticStatus()
    set_message_fields(after, yaml.safe_load(message_to_yaml(before)))
    assert after == before


def test_auto_and_now_are_filled_in_later():
    pose = PoseStamped()
    stamps = set_message_fields(pose, {'header': 'auto'}, expand_header_auto=True)
    assert pose.header.stamp == Time()
    for set_stamp in stamps:
        set_stamp(Time(sec=5))
    assert pose.header.stamp == Time(sec=5)
    header = Header()
    (set_stamp,) = set_message_fields(header, {'stamp': 'now'}, expand_time_now=True)
    set_stamp(Time(sec=6))
    assert header.stamp == Time(sec=6)


@pytest.mark.parametrize(
    ('message', 'values', 'error', 'text'),
    [
        (String(), {'dat': 'x'}, AttributeError, "'String' object has no attribute 'dat'"),
        (String(), 'x', TypeError, "Value 'x' is expected to be a dictionary but is a str"),
        (
            PoseStamped(),
            {'pose': 3},
            TypeError,
            "Value '3' is expected to be a dictionary but is a int",
        ),
        (Header(), {'stamp': 'now'}, TypeError, "Value 'now' is expected to be a dictionary"),
        (Point(), {'x': 'left'}, ValueError, "could not convert string to float: 'left'"),
        (
            Goto.Goal(check_fields=True),
            {'antennas': [1.0]},
            AssertionError,
            "The 'antennas' numpy.ndarray() must have a size of 2",
        ),
        (
            Header(),
            {'stamp': {'nanosec': -1}},
            AssertionError,
            "The 'nanosec' field must be an unsigned integer",
        ),
        (JointState(check_fields=True), {'name': [1]}, AssertionError, "The 'name' field must be"),
        (ByteMultiArray(), {'data': [256]}, ValueError, 'bytes must be in range(0, 256)'),
    ],
)
def test_values_that_do_not_fit_are_refused(message, values, error, text):
    with pytest.raises(error) as refusal:
        set_message_fields(message, values)
    assert text in str(refusal.value)
