"""``rosidl_runtime_py``: which interfaces there are, their files and their classes."""

from pathlib import Path

import pytest
from reachy_interfaces.action import Goto
from rosidl_runtime_py import (
    get_action_interfaces,
    get_interface_packages,
    get_interface_path,
    get_interfaces,
    get_message_interfaces,
    get_service_interfaces,
)
from rosidl_runtime_py.utilities import get_action, get_interface, get_message, get_service
from std_msgs.msg import String
from std_srvs.srv import SetBool


def test_interfaces_are_listed_by_package_and_kind():
    services = ['srv/Empty', 'srv/SetBool', 'srv/Trigger']
    assert get_interfaces(['std_srvs']) == {'std_srvs': services}
    assert get_service_interfaces(['std_srvs']) == {'std_srvs': services}
    assert get_message_interfaces(['std_srvs']) == {}
    assert 'action/Goto' in get_action_interfaces()['reachy_interfaces']
    assert 'std_srvs' in get_interface_packages()


def test_a_package_without_interfaces_is_left_out_and_an_unknown_one_is_an_error():
    assert get_interfaces(['rclpy']) == {}
    with pytest.raises(LookupError, match="Unknown package 'nope'"):
        get_interfaces(['nope'])


def test_the_definition_is_found_with_or_without_suffix():
    path = get_interface_path('std_msgs/msg/String')
    assert path == get_interface_path('std_msgs/msg/String.msg')
    assert Path(path).read_text(encoding='utf-8').rstrip().endswith('string data')
    assert get_interface_path('std_msgs/msg/String.idl').endswith('String.idl')


@pytest.mark.parametrize(
    ('name', 'error', 'text'),
    [
        ('String', ValueError, 'Expected at least two parts'),
        ('std_msgs//String', ValueError, 'Must not contain empty parts'),
        ('std_msgs/../String', ValueError, "Must not contain '..'"),
        ('nope/msg/String', LookupError, "Unknown package 'nope'"),
        ('std_msgs/msg/Nope', LookupError, 'Could not find the interface'),
    ],
)
def test_names_that_lead_nowhere(name, error, text):
    with pytest.raises(error, match=text):
        get_interface_path(name)


def test_classes_are_found_by_full_or_short_name():
    assert get_message('std_msgs/msg/String') is get_message('std_msgs/String') is String
    assert get_service('std_srvs/srv/SetBool') is get_service('std_srvs/SetBool') is SetBool
    assert get_action('reachy_interfaces/action/Goto') is Goto
    assert get_interface('std_srvs/srv/SetBool') is SetBool
    feedback = get_message('reachy_interfaces/action/Goto_FeedbackMessage')
    assert feedback is Goto.Impl.FeedbackMessage


@pytest.mark.parametrize(
    ('getter', 'name', 'error'),
    [
        (get_message, 'String', ValueError),
        (get_message, '/String', ValueError),
        (get_message, 'std_srvs/srv/SetBool', ValueError),
        (get_service, 'std_msgs/msg/String', ValueError),
        (get_action, 'std_srvs/srv/SetBool', ValueError),
        (get_message, 'nope/msg/String', ModuleNotFoundError),
        (get_message, 'std_msgs/msg/Nope', AttributeError),
    ],
)
def test_a_name_of_the_wrong_kind_is_an_error(getter, name, error):
    with pytest.raises(error):
        getter(name)
