"""The whole tree of frames against the bodies of the simulated robot."""

from itertools import islice

import mujoco
import numpy as np
import pytest
from reachy_motion.backends.base import RobotState
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.backends.mujoco_backend import MujocoBackend
from reachy_motion.description import (
    BASE_FRAME,
    CAMERA_FRAME,
    HEAD_FRAME,
    NEUTRAL_FRAME,
    frame_joints,
    read_joints,
)
from reachy_motion.errors import LimitError
from reachy_motion.passive_joints import PASSIVE_NAMES, PassiveJoints
from reachy_motion.posture import head_matrix, neutral, rotation_between, rotation_from_rpy
from reachy_motion.robot_model import JOINT_NAMES, scene_path

RODS = tuple('stewart_link_rod' + (f'_{leg}' if leg > 1 else '') for leg in range(1, 7))
SPREAD = np.array([0.02, 0.02, 0.015, 0.35, 0.35, 0.9, 2.5, 2.5, 2.0])


@pytest.fixture(scope='module')
def joints():
    return read_joints()


@pytest.fixture(scope='module')
def passive_joints(joints):
    return PassiveJoints(joints)


def postures(backend, seed):
    """Yield random postures that the robot can reach, head yaw counted from the body's."""
    random = np.random.default_rng(seed)
    while True:
        posture = random.uniform(-1.0, 1.0, 9) * SPREAD
        posture[5] += posture[8]
        try:
            backend.command(posture)
        except LimitError:
            continue
        yield posture


def frames(joints, passive_joints, state: RobotState) -> dict[str, np.ndarray]:
    """Return the (4, 4) pose in the base of every frame, from the chains of joints."""
    body_yaw, legs = float(state.positions[0]), state.positions[1:7]
    passive = passive_joints.angles(body_yaw, legs, state.head)
    angles = dict(zip((*JOINT_NAMES, *PASSIVE_NAMES), [*state.positions, *passive], strict=True))
    parents = {HEAD_FRAME: (NEUTRAL_FRAME, state.head)}
    for joint in (*joints.values(), *frame_joints(joints)):
        turn = np.eye(4)
        turn[:3, :3] = rotation_from_rpy(angles.get(joint.name, 0.0) * joint.axis)
        parents[joint.child] = (joint.parent, joint.origin @ turn)
    poses = {BASE_FRAME: np.eye(4)}

    def pose(frame: str) -> np.ndarray:
        if frame not in poses:
            parent, step = parents[frame]
            poses[frame] = pose(parent) @ step
        return poses[frame]

    for frame in parents:
        pose(frame)
    return poses


def gaps(poses: dict[str, np.ndarray]) -> np.ndarray:
    """Return the distances between the rods' ends and their points on the head [m]."""
    ends = [(poses[f'closing_{leg}_1'], poses[f'closing_{leg}_2']) for leg in range(1, 6)]
    return np.array([np.linalg.norm(a[:3, 3] - b[:3, 3]) for a, b in ends])


def assert_same(pose: np.ndarray, place: np.ndarray, axes: np.ndarray, name: str) -> None:
    assert np.linalg.norm(pose[:3, 3] - place) < 1e-4, name
    assert rotation_between(pose[:3, :3], axes.reshape(3, 3)) < np.radians(0.1), name


def test_every_link_is_where_the_simulator_has_it(joints, passive_joints):
    model = mujoco.MjModel.from_xml_path(str(scene_path('empty')))
    robot = MujocoBackend('empty', model)
    robot.start()
    bodies = [model.body(body) for body in range(1, model.nbody)]
    for _ in islice(postures(robot, seed=2), 12):
        robot.settle()
        poses = frames(joints, passive_joints, robot.state())
        assert gaps(poses).max() < 1e-4
        for body in bodies:
            if not body.name:
                continue  # a body made only for the camera
            place, axes = robot.data.xpos[body.id], robot.data.xmat[body.id]
            if body.name in RODS:
                # The simulated rods drift about their own axes, which nothing holds.
                assert np.linalg.norm(poses[body.name][:3, 3] - place) < 1e-4, body.name
            else:
                assert_same(poses[body.name], place, axes, body.name)
        for name, frame in (('head', HEAD_FRAME), ('camera_optical', CAMERA_FRAME)):
            site = model.site(name).id
            axes = robot.data.site_xmat[site]
            assert_same(poses[frame], robot.data.site_xpos[site], axes, frame)


def test_the_legs_meet_the_head_in_every_posture(joints, passive_joints):
    robot = MockBackend('empty')
    robot.start()
    for posture in islice(postures(robot, seed=3), 300):
        robot.advance(0.01)
        poses = frames(joints, passive_joints, robot.state())
        assert gaps(poses).max() < 1e-5
        head = head_matrix(posture)
        head[2, 3] += 0.177
        for frame in ('head', HEAD_FRAME):  # through the legs, and straight from the base
            assert poses[frame] == pytest.approx(head, abs=1e-5)


def test_a_rod_does_not_turn_about_itself(joints, passive_joints):
    robot = MockBackend('empty')
    robot.start()
    for _ in islice(postures(robot, seed=4), 50):
        robot.advance(0.01)
        state = robot.state()
        angles = passive_joints.angles(state.positions[0], state.positions[1:7], state.head)
        for leg in range(5):
            a, b, c = angles[3 * leg : 3 * leg + 3]
            turn = (
                rotation_from_rpy((a, 0.0, 0.0))
                @ rotation_from_rpy((0.0, b, 0.0))
                @ rotation_from_rpy((0.0, 0.0, c))
            )
            twist = np.array(
                [turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]]
            )  # along the axis of the rotation
            end = joints[f'closing_{leg + 1}_1_frame'].xyz
            assert twist @ end == pytest.approx(0.0, abs=1e-6)


def test_a_report_that_does_not_fit_together_still_gives_finite_angles(passive_joints):
    head = head_matrix(neutral())
    head[:3, 3] = (0.03, -0.02, 0.01)  # the motors say neutral, the head says otherwise
    angles = passive_joints.angles(0.0, np.zeros(6), head)
    assert np.isfinite(angles).all()
