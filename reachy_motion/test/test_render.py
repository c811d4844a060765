import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image
from reachy_motion.errors import RobotError
from reachy_motion.render import choose_gl, main

SIZE = ('--width', '320', '--height', '180')


@pytest.fixture(scope='module', autouse=True)
def drawing_library():
    """Without a library to draw with there is nothing to test."""
    before = dict(os.environ)
    try:
        choose_gl()
    except RobotError as err:
        pytest.skip(str(err))
    finally:
        os.environ.clear()
        os.environ.update(before)


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
    """Run the command in a process of its own: MuJoCo chooses how it draws once a process."""
    return subprocess.run(
        [sys.executable, '-m', 'reachy_motion.render', *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, **environment},
        check=False,
    )


def picture(path, *arguments: object) -> np.ndarray:
    """Return a picture that the command took, (height, width, 3) in 0 to 255."""
    result = run('--output', path, *SIZE, *arguments)
    assert result.returncode == 0, result.stderr
    with Image.open(path) as image:
        assert image.format == 'PNG'
        return np.asarray(image.convert('RGB'), dtype=float)


def test_the_robot_is_in_the_middle_of_its_portrait(tmp_path):
    portrait = picture(tmp_path / 'a.png')
    assert portrait.shape == (180, 320, 3)
    columns = np.abs(portrait - portrait[:, :1]).sum(axis=(0, 2))  # what differs from the margin
    centre = (columns * np.arange(320)).sum() / columns.sum()
    assert 110 < centre < 210


def test_the_posture_is_seen(tmp_path):
    still = picture(tmp_path / 'a.png')
    again = picture(tmp_path / 'b.png')
    tilted = picture(tmp_path / 'c.png', '--head-rpy-deg', 20, 0, 0)
    assert np.array_equal(still, again)
    upper, lower = np.abs(tilted - still)[:110].mean(), np.abs(tilted - still)[150:].mean()
    assert upper > 5.0 * lower  # the head moves, the foot stays


def test_the_robot_sees_the_table_with_its_own_eye(tmp_path):
    brown = []
    for scene in ('empty', 'minimal'):
        below = picture(tmp_path / 'a.png', '--scene', scene, '--camera', 'eye_camera')[120:]
        brown.append((below[..., 0] - below[..., 2]).mean())
    assert brown[1] > brown[0] + 30.0


def test_a_posture_out_of_limits_is_one_line(tmp_path, capsys):
    assert main(['--output', str(tmp_path / 'a.png'), '--body-yaw-deg', '170']) == 1
    error = capsys.readouterr().err
    assert error.startswith('render_robot: body yaw 2.967 rad is outside')
    assert error.count('\n') == 1


def test_a_folder_that_does_not_exist_is_one_line(tmp_path):
    result = run('--output', tmp_path / 'absent' / 'a.png', *SIZE)
    assert result.returncode == 1
    assert result.stderr.startswith('render_robot: ')
    assert result.stderr.count('\n') == 1


def test_a_way_to_draw_that_does_not_work_is_one_line(tmp_path):
    result = run('--output', tmp_path / 'a.png', *SIZE, MUJOCO_GL='unknown')
    assert result.returncode == 1
    assert 'apt-get install libegl1' in result.stderr
    assert result.stderr.count('\n') == 1


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        (('--output', 'a.jpg'), 'does not end in .png'),
        (('--output', 'a.png', '--width', '5'), 'no number from 16 to 4096'),
        (('--output', 'a.png', '--scene', 'moon'), 'invalid choice'),
        ((), 'required: --output'),
    ],
)
def test_malformed_arguments_are_explained(arguments, reason, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert reason in capsys.readouterr().err


def test_without_a_drawing_library_the_remedy_is_named(monkeypatch):
    monkeypatch.delenv('MUJOCO_GL', raising=False)
    monkeypatch.setattr('ctypes.util.find_library', lambda name: None)
    with pytest.raises(RobotError, match='apt-get install libegl1 libgl1-mesa-dri'):
        choose_gl()
