"""One suite for every backend: what a robot promises, whichever it is."""

import sys
import time
from collections.abc import Callable, Iterator
from math import degrees, inf, nan

import mujoco
import numpy as np
import pytest
from daemon import Daemon, needs_sdk
from reachy_motion.backends import BACKENDS, Motors, RobotBackend, make_backend
from reachy_motion.backends.base import MAX_ADVANCE_S
from reachy_motion.backends.mock_backend import MockBackend
from reachy_motion.backends.mujoco_backend import MujocoBackend
from reachy_motion.backends.sdk_backend import SdkBackend
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
MOCKUP_SIM = pytest.param('mockup-sim', marks=needs_sdk)
SIM = pytest.param('sim', marks=needs_sdk)


@pytest.fixture(scope='module')
def model() -> mujoco.MjModel:
    return mujoco.MjModel.from_xml_path(str(scene_path('empty')))


@pytest.fixture(scope='module')
def daemons() -> Iterator[Callable[[str], Daemon]]:
    """Daemons by the name of their robot; each is started when a test first needs it."""
    running: dict[str, Daemon] = {}

    def daemon(robot: str) -> Daemon:
        if robot not in running:
            running[robot] = Daemon(robot)
            running[robot].start()
        return running[robot]

    yield daemon
    for started in running.values():
        started.kill()


def run(robot: RobotBackend, seconds: float) -> None:
    """Let a robot's time pass; that of a robot behind a daemon passes by itself."""
    for _ in range(round(seconds / PERIOD_S)):
        robot.advance(PERIOD_S)
        if isinstance(robot, SdkBackend):
            time.sleep(PERIOD_S)


def wait(robot: RobotBackend, is_done: Callable[[], bool], limit_s: float = 20.0) -> None:
    """Let a robot's time pass until something is true, at most for a time."""
    end_s = time.monotonic() + limit_s
    while not is_done():
        assert time.monotonic() < end_s, f'not true within {limit_s} s; {robot.problem}'
        run(robot, PERIOD_S)


def settle(robot: RobotBackend) -> None:
    """Let a robot do what it was told: 2 s of a simulation, else until it has come to rest."""
    if not isinstance(robot, SdkBackend):
        run(robot, 2.0)
        return
    still = 0

    def is_still() -> bool:
        nonlocal still
        still = still + 1 if np.abs(robot.state().velocities).max() < 0.005 else 0
        return still > 60

    run(robot, 0.2)
    wait(robot, is_still)


@pytest.fixture(params=['mujoco', 'mock', MOCKUP_SIM, SIM])
def robot(request, model, daemons) -> Iterator[RobotBackend]:
    if request.param == 'mujoco':
        backend = MujocoBackend('empty', model)
    elif request.param == 'mock':
        backend = MockBackend('empty')
    else:
        backend = SdkBackend('localhost', daemons(request.param).port)
    backend.start()
    wait(backend, lambda: not backend.problem and backend.motors is Motors.ON)
    if isinstance(backend, SdkBackend):
        backend.command(neutral())
        settle(backend)
    yield backend
    backend.close()


@pytest.fixture(params=['mujoco', 'mock'])
def simulated(request, model) -> RobotBackend:
    """A robot whose time passes only when it is told."""
    backend = MujocoBackend('empty', model) if request.param == 'mujoco' else MockBackend('empty')
    backend.start()
    return backend


def test_it_stands_at_rest_in_neutral(robot):
    state = robot.state()
    assert state.joint_names == JOINT_NAMES
    assert np.linalg.norm(state.head[:3, 3]) < 0.001
    assert degrees(rotation_between(state.head[:3, :3], np.eye(3))) < 0.5
    assert np.abs(state.velocities).max() < 0.05
    assert state.posture == pytest.approx(neutral(), abs=0.01)
    assert (robot.problem, robot.is_reporting) == ('', True)


def test_time_begins_at_the_start(simulated):
    assert simulated.state().time_s == 0.0


@pytest.mark.parametrize('name', POSTURES)
def test_it_arrives(robot, name):
    posture = np.array(POSTURES[name])
    robot.command(posture)
    settle(robot)
    state = robot.state()
    goal = head_matrix(posture)
    assert np.linalg.norm(state.head[:3, 3] - goal[:3, 3]) < 0.003
    assert degrees(rotation_between(state.head[:3, :3], goal[:3, :3])) < 2.0
    assert state.posture[6:] == pytest.approx(posture[6:], abs=0.02)
    assert np.abs(state.velocities).max() < 0.1


def test_joints_have_the_signs_of_the_urdf(robot):
    robot.command(np.array([0, 0, 0, 0, 0, 0.3, 0.7, -0.3, 0.3]))
    settle(robot)
    joints = dict(zip(JOINT_NAMES, robot.state().positions, strict=True))
    assert joints['yaw_body'] == pytest.approx(0.3, abs=0.02)
    assert joints['right_antenna'] == pytest.approx(-0.7, abs=0.02)
    assert joints['left_antenna'] == pytest.approx(0.3, abs=0.02)


def test_velocities_are_those_of_the_positions(simulated):
    before = simulated.state().positions
    simulated.command(np.array(POSTURES['left']))
    simulated.advance(0.002)  # one step of the physics
    state = simulated.state()
    assert np.abs(state.velocities).max() > 0.1
    assert state.velocities == pytest.approx((state.positions - before) / 0.002, abs=0.02)


def test_it_reports_that_it_moves(robot):
    robot.command(np.array(POSTURES['left']))
    wait(robot, lambda: robot.state().velocities[0] > 0.1)
    settle(robot)


def test_what_is_not_finite_never_reaches_the_robot(robot):
    for axis in range(9):
        for value in (nan, inf, -inf):
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
    settle(robot)
    assert robot.state().posture == pytest.approx(goal, abs=0.02)


@pytest.mark.parametrize('dt_s', [0.0, -1.0])
def test_without_time_nothing_moves(simulated, dt_s):
    before = simulated.state()
    simulated.command(np.array(POSTURES['left']))
    simulated.advance(dt_s)
    after = simulated.state()
    assert after.time_s == before.time_s
    assert np.array_equal(after.positions, before.positions)
    assert np.array_equal(after.head, before.head)


def test_a_long_pause_is_not_made_up(simulated):
    simulated.advance(3600.0)
    assert 0.0 < simulated.state().time_s <= MAX_ADVANCE_S + 1e-9


def test_no_time_is_lost_or_won(simulated):
    for _ in range(1000):
        simulated.advance(0.0013)
    assert simulated.state().time_s == pytest.approx(1.3, abs=0.002)


def test_states_are_copies(robot):
    state = robot.state()
    for array in (state.positions, state.velocities, state.head):
        array[:] = 9.0
    assert robot.state().posture == pytest.approx(neutral(), abs=0.01)


@pytest.mark.parametrize('motors', [Motors.OFF, Motors.GRAVITY_COMPENSATION])
def test_limp_it_ignores_commands_and_switched_on_it_stays(robot, motors, request):
    robot.switch_motors(motors)
    if 'sim' in request.node.callspec.id.split('-')[0]:  # the daemon's own simulation cannot
        run(robot, 1.5)  # it reports once a second
        assert robot.motors is Motors.ON
        return
    wait(robot, lambda: robot.motors is motors)
    robot.command(np.array(POSTURES['left']))
    run(robot, 0.3)
    assert robot.state().posture == pytest.approx(neutral(), abs=0.01)
    robot.switch_motors(Motors.ON)
    wait(robot, lambda: robot.motors is Motors.ON)
    run(robot, 0.3)
    assert robot.state().posture == pytest.approx(neutral(), abs=0.01)
    robot.command(np.array(POSTURES['left']))
    settle(robot)
    assert robot.state().posture == pytest.approx(np.array(POSTURES['left']), abs=0.02)


@pytest.mark.parametrize('backend', ['mujoco', 'mock'])
def test_limp_it_gives_way(model, backend):
    by_hand = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.3, 0.0, 0.0, 0.3])
    robot: MujocoBackend | MockBackend
    if backend == 'mock':
        robot = MockBackend('empty')
        robot.start()
        with pytest.raises(RobotError, match='switch them off to lead it'):
            robot.lead(by_hand)
        robot.switch_motors(Motors.OFF)
        robot.lead(by_hand)
    else:
        robot = MujocoBackend('empty', model)
        robot.start()
        robot.switch_motors(Motors.OFF)
        robot.data.qfrc_applied[model.joint('yaw_body').dofadr[0]] = 1.0  # a push [N m]
    run(robot, 0.5)
    assert robot.state().positions[0] > 0.2


def test_compensated_the_simulated_head_keeps_its_height(model):
    heights = []
    for motors in (Motors.OFF, Motors.GRAVITY_COMPENSATION):
        robot = MujocoBackend('empty', model)
        robot.start()
        robot.command(np.array(POSTURES['tilted']))
        robot.settle()
        robot.switch_motors(motors)
        before = robot.state().head[2, 3]
        run(robot, 3.0)
        heights.append(robot.state().head[2, 3] - before)
    assert heights[0] < -2e-4  # friction lets it sink slowly
    assert abs(heights[1]) < 1e-5


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


@pytest.mark.parametrize('name', ['mujoco', 'mock'])
def test_an_unknown_scene_is_refused(name):
    with pytest.raises(RobotError, match="scene 'moon'"):
        make_backend(name, 'moon')


@pytest.mark.parametrize('library', ['reachy_mini', 'websockets.exceptions'])
def test_without_the_sdk_the_remedy_is_told(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RobotError, match=r"'sdk' needs the vendor's SDK.*bootstrap\.py --sdk"):
        make_backend('sdk', 'empty')


@pytest.mark.parametrize('library', ['mujoco', 'reachy_mini_rust_kinematics'])
def test_an_absent_library_is_named_with_the_remedy(monkeypatch, library):
    for module in ('reachy_motion.backends.mujoco_backend', 'reachy_motion.kinematics'):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(RobotError, match=rf"'mujoco' needs .* {library}, .* pip install"):
        make_backend('mujoco', 'empty')
