"""Actions for ROS nodes."""

from launch_ros.actions.node import Node
from launch_ros.actions.push_ros_namespace import PushRosNamespace
from launch_ros.actions.set_for_all_nodes import SetParameter, SetParametersFromFile, SetRemap

PushROSNamespace = PushRosNamespace

__all__ = [
    'Node',
    'PushROSNamespace',
    'PushRosNamespace',
    'SetParameter',
    'SetParametersFromFile',
    'SetRemap',
]
