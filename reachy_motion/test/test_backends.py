"""One suite for every backend: what a robot promises, whichever it is."""

import sys
from math import degrees, inf, nan

import mujoco
import numpy as np
import pytest
from reachy_motion.backends import BACKENDS, RobotBackend, make_backend
from reachy_motion.backends.base import MAX_ADVANCE_S
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.backends.mujoco_backend import MujocoBackend
from reachy_motion.errors import LimitError, RobotError
from reachy_motion.posture import head_matrix, neutral, rotation_between
from reachy_motion.robot_model import JOINT_NAMES, scene_path

PERIOD_S = 0.005
POSTURES = {
    'left': [0.0, 0.0, 0.0, 0.0, 0.0, 0.4, 0.0, 0.0, 0.2],
    'turned far': [0.0, 0.0, 0.005, 0.1, 0.0, -2.9, 0.0, 0.0, -2.0],
    'tilted': [0.005, -0.005, 0.010, 0.2, -0.15, 0.1, 0.0, 0.0, 0.0],
    'antennas': [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.7, -0.3, 0.0],
}
OUT_OF_REACH = np.array([0.045, 0.0, 0.020, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])


@pytest.fixture(scope='module')
def model() -> mujoco.MjModel:
    return mujoco.MjModel.from_xml_path(str(scene_path('empty')))


@pytest.fixture(params=['mujoco', 'mock'])
def robot(request, model) -> RobotBackend:
    backend = MujocoBackend('empty', model) if request.param == 'mujoco' else MockBackend('empty')
    backend.start()
    yield backend
    backend.close()


def run(robot: RobotBackend, seconds: float) -> None:
    for _ in range(round(seconds / PERIOD_S)):
        robot.advance(PERIOD_S)


def test_it_starts_at_rest_in_neutral(robot):
    state = robot.state()
    assert state.joint_names == JOINT_NAMES
    assert state.time_s == 0.0
    assert np.linalg.norm(state.head[:3, 3]) < 0.001
    assert degrees(rotation_between(state.head[:3, :3], np.eye(3))) < 0.5
    assert np.abs(state.velocities).max() < 0.01
    assert state.posture == pytest.approx(neutral(), abs=0.01)


@pytest.mark.parametrize('name', POSTURES)
def test_it_arrives(robot, name):
    posture = np.array(POSTURES[name])
    robot.command(posture)
    run(robot, 2.0)
    state = robot.state()
    goal = head_matrix(posture)
    assert np.linalg.norm(state.head[:3, 3] - goal[:3, 3]) < 0.003
    assert degrees(rotation_between(state.head[:3, :3], goal[:3, :3])) < 2.0
    assert state.posture[6:] == pytest.approx(posture[6:], abs=0.02)
    assert np.abs(state.velocities).max() < 0.1


def test_joints_have_the_signs_of_the_urdf(robot):
    robot.command(np.array([0, 0, 0, 0, 0, 0.3, 0.7, -0.3, 0.3]))
    run(robot, 2.0)
    joints = dict(zip(JOINT_NAMES, robot.state().positions, strict=True))
    assert joints['yaw_body'] == pytest.approx(0.3, abs=0.02)
    assert joints['right_antenna'] == pytest.approx(-0.7, abs=0.02)
    assert joints['left_antenna'] == pytest.approx(0.3, abs=0.02)


def test_velocities_are_those_of_the_positions(robot):
    before = robot.state().positions
    robot.command(np.array(POSTURES['left']))
    robot.advance(0.002)  # one step of the physics
    state = robot.state()
    assert np.abs(state.velocities).max() > 0.1
    assert state.velocities == pytest.approx((state.positions - before) / 0.002, abs=0.02)


@pytest.mark.parametrize('value', [nan, inf])
@pytest.mark.parametrize('axis', range(9))
def test_what_is_not_finite_never_reaches_the_robot(robot, axis, value):
    posture = neutral()
    posture[axis] = value
    with pytest.raises(ValueError, match='not finite'):
        robot.command(posture)
    run(robot, 0.1)
    assert robot.state().posture == pytest.approx(neutral(), abs=0.01)


def test_before_an_unreachable_posture_the_goal_stays(robot):
    goal = np.array(POSTURES['left'])
    robot.command(goal)
    with pytest.raises(LimitError, match='out of reach'):
        robot.command(OUT_OF_REACH)
    run(robot, 2.0)
    assert robot.state().posture == pytest.approx(goal, abs=0.02)


@pytest.mark.parametrize('dt_s', [0.0, -1.0])
def test_without_time_nothing_moves(robot, dt_s):
    before = robot.state()
    robot.command(np.array(POSTURES['left']))
    robot.advance(dt_s)
    after = robot.state()
    assert after.time_s == before.time_s
    assert np.array_equal(after.positions, before.positions)
    assert np.array_equal(after.head, before.head)


def test_a_long_pause_is_not_made_up(robot):
    robot.advance(3600.0)
    assert 0.0 < robot.state().time_s <= MAX_ADVANCE_S + 1e-9


def test_no_time_is_lost_or_won(robot):
    for _ in range(1000):
        robot.advance(0.0013)
    assert robot.state().time_s == pytest.approx(1.3, abs=0.002)


def test_states_are_copies(robot):
    state = robot.state()
    for array in (state.positions, state.velocities, state.head):
        array[:] = 9.0
    assert robot.state().posture == pytest.approx(neutral(), abs=0.01)


def test_the_same_commands_give_the_same_states(model):
    for make in (lambda: MujocoBackend('empty', model), lambda: MockBackend('empty')):
        positions = []
        for _ in range(2):
            robot = make()
            robot.start()
            robot.command(np.array(POSTURES['tilted']))
            run(robot, 0.3)
            positions.append(robot.state().positions)
        assert np.array_equal(*positions)


def test_closing_twice_is_allowed(robot):
    robot.close()
    robot.close()


def test_an_unstable_simulation_is_an_error(model, monkeypatch, tmp_path, caplog):
    monkeypatch.chdir(tmp_path)
    robot = MujocoBackend('empty', model)
    robot.start()
    robot.data.qvel[:] = 1e12
    with pytest.raises(RobotError, match='unstable'):
        robot.advance(PERIOD_S)
    assert 'unstable' in caplog.text
    assert list(tmp_path.iterdir()) == []  # MuJoCo's own log file


def test_backends_are_made_by_name():
    assert isinstance(make_backend('mujoco', 'empty'), MujocoBackend)
    assert isinstance(make_backend('mock', 'minimal'), MockBackend)


def test_an_unknown_backend_is_refused_with_the_choices():
    with pytest.raises(RobotError, match=f"'gazebo'; choose one of: {', '.join(BACKENDS)}"):
        make_backend('gazebo', 'empty')


@pytest.mark.parametrize('name', BACKENDS)
def test_an_unknown_scene_is_refused(name):
    with pytest.raises(RobotError, match="scene 'moon'"):
        make_backend(name, 'moon')


@pytest.mark.parametrize('library', ['mujoco', 'reachy_mini_rust_kinematics'])
def test_an_absent_library_is_named_with_the_remedy(monkeypatch, library):
    for module in ('reachy_motion.backends.mujoco_backend', 'reachy_motion.kinematics'):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RobotError, match=rf"'mujoco' needs .* {library}, .* pip install"):
        make_backend('mujoco', 'empty')
