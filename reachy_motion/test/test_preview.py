import os
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image, ImageSequence
from reachy_motion.contact_sheet import contact_sheet
from reachy_motion.errors import RobotError
from reachy_motion.keyframes import Keyframe, KeyframeClip
from reachy_motion.posture import neutral
from reachy_motion.preview import main, telling_moment
from reachy_motion.render import choose_gl

TILT = """
name: tilt
description: Tilts its head.
keyframes:
  - {t_s: 0}
  - {t_s: 0.6, head_deg: {roll: 25}, antennas_deg: [-60, 60]}
  - {t_s: 0.9, head_deg: {roll: 0}, antennas_deg: [0, 0]}
  - {t_s: 1.4, ease: hold}
"""


def run(folder, *arguments: object, **environment: str) -> subprocess.CompletedProcess:
    """Run the command in a process of its own: MuJoCo chooses how it draws once a process."""
    return subprocess.run(
        [sys.executable, '-m', 'reachy_motion.preview', *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=folder,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture
def tilt(tmp_path):
    try:
        choose_gl()
    except RobotError as err:
        pytest.skip(str(err))
    path = tmp_path / 'tilt.yaml'
    path.write_text(TILT)
    return path


def test_a_contact_sheet_shows_the_movement(tilt):
    result = run(tilt.parent, tilt, '--frames', 8, '--size', 96)
    assert (result.returncode, result.stdout) == (0, 'tilt.png\n'), result.stderr
    with Image.open(tilt.parent / 'tilt.png') as image:
        sheet = np.asarray(image.convert('RGB'), dtype=float)
    # Eight pictures of 96 px with gaps of 6 px, a title and a line below of 22 px each.
    assert sheet.shape == (22 + 96 + 22 + 6, 6 + 8 * 102, 3)
    first, middle, last = (sheet[28:124, 6 + i * 102 : 102 + i * 102] for i in (0, 3, 7))
    moved, returned = np.abs(middle - first).mean(), np.abs(last - first).mean()
    assert moved > 2.0 * returned


@pytest.mark.parametrize('suffix', ['gif', 'webp'])
def test_an_animation_lasts_as_long_as_the_move(tilt, suffix):
    output = tilt.parent / f'a.{suffix}'
    result = run(tilt.parent, 'tilt', '--folder', tilt.parent, '--output', output, '--size', 64)
    assert result.returncode == 0, result.stderr
    with Image.open(output) as image:
        assert image.size == (64, 64)
        shown_ms = 0
        for picture in ImageSequence.Iterator(image):
            picture.load()
            shown_ms += picture.info['duration']
        assert shown_ms == 19 * 80  # 1.4 s in steps of 80 ms, rounded up, and the beginning
        assert image.info['loop'] == 0


def test_a_moment_of_each_recorded_move_makes_an_overview(tilt, monkeypatch):
    result = run(
        tilt.parent, '--folder', tilt.parent, '--kind', 'dance', '--size', 64, '--output', 'd.png'
    )
    assert result.returncode == 0, result.stderr
    with Image.open(tilt.parent / 'd.png') as image:
        assert image.size == (6 + 6 * 70, 6 + 4 * 86)  # 20 dances in rows of six


def test_the_list_names_kind_duration_and_description(capsys):
    assert main(['--list', '--kind', 'emotion']) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 36
    assert all(line.startswith('emotion ') for line in lines)
    assert any(line.split()[1:4] == ['yes', '2.0', 's'] for line in lines)


def test_the_telling_moment_is_the_farthest_from_neutral():
    far = neutral()
    far[5] = 1.0
    clip = KeyframeClip(
        'a', 'b', [Keyframe(0.0, neutral()), Keyframe(1.0, far), Keyframe(3.0, neutral())]
    )
    assert telling_moment(clip) == pytest.approx(1.0, abs=0.02)


def test_pictures_fill_the_rows_of_a_sheet_in_order():
    pictures = [np.full((40, 50, 3), shade, np.uint8) for shade in (10, 20, 30)]
    sheet = np.asarray(contact_sheet(pictures, ['a', 'b', 'c'], columns=2))
    assert sheet.shape == (2 * 62 + 6, 2 * 56 + 6, 3)
    assert [sheet[20, 20, 0], sheet[20, 80, 0], sheet[80, 20, 0]] == [10, 20, 30]


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        (['hapy'], 'unknown move "hapy"; did you mean happy'),
        (['absent.yaml'], 'absent.yaml: No such file or directory'),
        (['happy', '--kind', 'dance'], 'unknown dance "happy"'),
    ],
)
def test_what_cannot_be_shown_is_one_line(arguments, reason, capsys):
    assert main(arguments) == 1
    error = capsys.readouterr().err
    assert error.startswith(f'preview_move: {reason}')
    assert error.count('\n') == 1


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        (['happy', '--output', 'a.jpg'], "'a.jpg' does not end in one of .png, .gif, .webp"),
        (['happy', '--frames', '1'], "'1' is no number from 2 to 100"),
        (['happy', '--size', 'big'], "'big' is no number from 64 to 1024"),
        (['--kind', 'mood'], 'invalid choice'),
        (['--output', 'a.gif'], 'name one move to animate for a.gif'),
    ],
)
def test_malformed_arguments_are_explained(arguments, reason, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert reason in capsys.readouterr().err


def test_a_way_to_draw_that_does_not_work_is_one_line(tmp_path):
    result = run(tmp_path, 'yes', MUJOCO_GL='unknown')
    assert result.returncode == 1
    assert 'apt-get install libegl1' in result.stderr
    assert result.stderr.count('\n') == 1
