"""The layouts for RViz and Foxglove name what the suite really has."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from geometry_msgs.msg import PoseStamped
from reachy_interfaces.msg import HeadTarget
from reachy_motion.description import (
    BASE_FRAME,
    CAMERA_FRAME,
    HEAD_FRAME,
    frame_joints,
    read_joints,
)
from reachy_motion.robot_model import JOINT_NAMES
from sensor_msgs.msg import JointState
from std_msgs.msg import String

CONFIG = Path(__file__).parents[1] / 'config'
TOPICS = {
    '/reachy/target': HeadTarget,
    '/reachy/head_pose': PoseStamped,
    '/reachy/joint_states': JointState,
    '/reachy/robot_description': String,
}
ROLL_PITCH_YAW = {'roll', 'pitch', 'yaw'}


@pytest.fixture(scope='module')
def rviz() -> dict:
    return yaml.safe_load((CONFIG / 'reachy.rviz').read_text())['Visualization Manager']


@pytest.fixture(scope='module')
def foxglove() -> dict:
    return json.loads((CONFIG / 'foxglove_layout.json').read_text())


def strings(node: object) -> Iterator[str]:
    """Yield every text in nested dictionaries and lists."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def check_path(path: str) -> None:
    """Check that a Foxglove message path leads to a number of a message."""
    topic = next(topic for topic in TOPICS if path.startswith(f'{topic}.'))
    value: object = TOPICS[topic]()
    if topic == '/reachy/joint_states':
        value.position = [0.0] * len(JOINT_NAMES)
    for step in path.removeprefix(f'{topic}.').split('.'):
        name, index = re.fullmatch(r'([@\w]+)(?:\[(\d+)\])?', step).groups()
        if name == '@rpy':
            assert {'x', 'y', 'z', 'w'} <= set(value.get_fields_and_field_types())
            value = dict.fromkeys(ROLL_PITCH_YAW, 0.0)
        elif name == '@negative':
            value = -value
        else:
            value = value[name] if isinstance(value, dict) else getattr(value, name)
        if index is not None:
            value = value[int(index)]
    assert isinstance(float(value), float)


def test_rviz_shows_frames_and_topics_that_exist(rviz):
    assert rviz['Global Options']['Fixed Frame'] == BASE_FRAME
    displays = {display['Name']: display for display in rviz['Displays']}
    frames = set(displays['Frames']['Frames']) - {'All Enabled'}
    assert frames == {BASE_FRAME, HEAD_FRAME, CAMERA_FRAME}
    ends = [(joint.parent, joint.child) for joint in frame_joints(read_joints())]
    assert frames <= {frame for pair in ends for frame in pair}
    description = displays['Robot']['Description Topic']
    assert description['Durability Policy'] == 'Transient Local'
    assert {text for text in strings(rviz) if text.startswith('/')} <= set(TOPICS)


def test_every_panel_of_foxglove_is_configured_and_shown(foxglove):
    assert set(foxglove['configById']) == {
        text for text in strings(foxglove['layout']) if '!' in text
    }


def test_foxglove_shows_the_robot(foxglove):
    scene = foxglove['configById']['3D!robot']
    assert scene['followTf'] == BASE_FRAME
    assert scene['layers']['robot']['topic'] in TOPICS


def test_foxglove_plots_numbers_that_exist(foxglove):
    plots = [panel for name, panel in foxglove['configById'].items() if name.startswith('Plot!')]
    paths = [path['value'] for plot in plots for path in plot['paths']]
    assert len(paths) == len(set(paths)) == 18  # nine axes, each with target and measured
    for path in paths:
        check_path(path)


def test_foxglove_takes_the_right_joints(foxglove):
    paths = {
        path['label']: path['value'] for path in foxglove['configById']['Plot!antennas']['paths']
    }
    for side, joint in (
        ('right', 'right_antenna'),
        ('left', 'left_antenna'),
        ('body', 'yaw_body'),
    ):
        index = JOINT_NAMES.index(joint)
        assert f'position[{index}]' in paths[f'{side} measured']
