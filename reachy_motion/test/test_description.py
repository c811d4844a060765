import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urlparse

import numpy as np
import pytest
from reachy_motion.description import (
    CAMERA_FRAME,
    HEAD_FRAME,
    ROOT_LINK,
    description_xml,
    frame_joints,
    read_joints,
)
from reachy_motion.passive_joints import PASSIVE_NAMES
from reachy_motion.robot_model import JOINT_NAMES, stewart_geometry


def meshes(xml: str) -> list[str]:
    return [mesh.get('filename', '') for mesh in ET.fromstring(xml).iter('mesh')]


def test_every_mesh_is_a_file_of_this_machine():
    paths = [urlparse(uri) for uri in meshes(description_xml())]
    assert len(paths) > 100
    assert {path.scheme for path in paths} == {'file'}
    assert all(Path(unquote(path.path)).is_file() for path in paths)


@pytest.mark.parametrize('folder', ['http://robot.local:8000/meshes', 'package://mine/meshes/'])
def test_the_meshes_may_lie_elsewhere(folder):
    uris = meshes(description_xml(folder))
    assert len(uris) > 100
    assert {uri.rpartition('/')[0] for uri in uris} == {folder.rstrip('/')}


def test_the_joints_that_move_are_the_motors_and_the_ball_joints():
    moving = {joint.name for joint in read_joints().values() if not joint.is_fixed}
    assert moving == {*JOINT_NAMES, *PASSIVE_NAMES}


def test_the_joints_span_one_tree():
    joints = read_joints()
    children = [joint.child for joint in joints.values()]
    parents = {joint.parent for joint in joints.values()}
    assert len(children) == len(set(children))
    assert parents - set(children) == {ROOT_LINK}


def test_the_camera_looks_out_of_the_face():
    camera = next(joint for joint in frame_joints(read_joints()) if joint.child == CAMERA_FRAME)
    assert camera.parent == HEAD_FRAME
    # Optical axes: x to the robot's right, y down, z forward.
    axes = np.array([[0, 0, 1], [-1, 0, 0], [0, -1, 0]])
    assert camera.origin[:3, :3] == pytest.approx(axes, abs=1e-5)
    # 39.5 mm in front of the head's origin and 52.5 mm above it, in the middle.
    assert camera.xyz == pytest.approx([0.0395, 0.0, 0.0525], abs=1e-5)


def test_the_rods_end_where_the_kinematics_has_them():
    joints = read_joints()
    link_in_head = np.linalg.inv(joints['head_frame'].origin)
    branches = stewart_geometry().branches
    for leg, branch in enumerate(branches[:5], 1):
        anchor = joints[f'closing_{leg}_2_frame'].origin[:3, 3]
        in_head = link_in_head @ [*anchor, 1.0]
        assert in_head[:3] == pytest.approx(branch.platform_point, abs=1e-5)
    assert link_in_head[:3, 3] == pytest.approx(branches[5].platform_point, abs=1e-5)
