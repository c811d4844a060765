import json
import os
from math import pi

import numpy as np
import pytest
from reachy_motion.move_file import LARGEST_FILE_BYTES, MoveFileError
from reachy_motion.posture import head_matrix, neutral
from reachy_motion.recorded import DATASET, hub_folders, read_recorded

YAW = 5


def frame(yaw: float = 0.0, z: float = 0.0, antennas=(0.0, 0.0), body_yaw: float = 0.0) -> dict:
    posture = neutral()
    posture[2], posture[YAW] = z, yaw
    head = head_matrix(posture).tolist()
    return {'head': head, 'antennas': list(antennas), 'body_yaw': body_yaw}


def write(folder, times, frames, name='hello', **more):
    path = folder / f'{name}.json'
    path.write_text(
        json.dumps({'description': 'Hello.', 'time': times, 'set_target_data': frames, **more})
    )
    return path


def test_a_recording_is_interpolated_in_time(tmp_path):
    frames = [frame(), frame(yaw=0.4, z=0.01, antennas=(-1.0, 0.5), body_yaw=0.2)]
    clip = read_recorded(write(tmp_path, [0.0, 2.0], frames))
    assert (clip.name, clip.kind, clip.description) == ('hello', 'recorded', 'Hello.')
    assert clip.duration_s == 2.0
    half = [0.0, 0.0, 0.005, 0.0, 0.0, 0.2, -0.5, 0.25, 0.1]
    assert clip.sample(1.0) == pytest.approx(half)
    assert clip.sample(-1.0) == pytest.approx(neutral())
    assert clip.sample(9.0)[YAW] == pytest.approx(0.4)


def test_times_count_from_the_first(tmp_path):
    clip = read_recorded(write(tmp_path, [5.0, 6.0, 8.0], [frame(), frame(0.1), frame(0.3)]))
    assert clip.duration_s == 3.0
    assert clip.sample(2.0)[YAW] == pytest.approx(0.2)


def test_a_yaw_past_half_a_turn_does_not_jump(tmp_path):
    # A matrix tells 190 degrees from -170 no more; the body at 150 does.
    yaws = np.radians([150, 170, 190, 200])
    frames = [frame(yaw, body_yaw=np.radians(150)) for yaw in yaws]
    clip = read_recorded(write(tmp_path, [0, 1, 2, 3], frames))
    assert [clip.sample(t)[YAW] for t in range(4)] == pytest.approx(yaws)


def test_the_first_yaw_lies_in_the_turn_of_the_body(tmp_path):
    frames = [frame(np.radians(-170), body_yaw=np.radians(150))] * 2
    clip = read_recorded(write(tmp_path, [0, 1], frames))
    assert np.degrees(clip.sample(0.5)[YAW]) == pytest.approx(190)


def test_a_frame_without_a_body_yaw_has_it_at_zero(tmp_path):
    still = frame()
    del still['body_yaw']
    assert read_recorded(write(tmp_path, [0, 1], [still, still])).sample(0.5)[8] == 0.0


def test_the_sound_beside_it_belongs_to_it(tmp_path):
    path = write(tmp_path, [0, 1], [frame(), frame()])
    assert read_recorded(path).sound == ''
    (tmp_path / 'hello.wav').touch()
    assert read_recorded(path).sound == str(tmp_path / 'hello.wav')


SHEARED = frame()
SHEARED['head'][0][1] = 0.3
MIRRORED = frame()
MIRRORED['head'][0][0] = -1.0


@pytest.mark.parametrize(
    ('times', 'frames', 'reason'),
    [
        ([0, 1, 2], [frame(), frame()], '3 times but 2 entries of set_target_data'),
        ([0], [frame()], '1 frames are too few'),
        ([0, 2, 2], [frame()] * 3, r'time\[2\] 2 s must be later than time\[1\] 2 s'),
        ([0, float('nan')], [frame()] * 2, r'time\[1\] must be a finite number'),
        ([0, None], [frame()] * 2, r'time\[1\] must be a finite number'),
        ([0, 'x'], [frame()] * 2, r'time\[1\] must be a finite number'),
        ([0, 1], [frame(), 5], r'set_target_data\[1\] must be an object'),
        (
            [0, 1],
            [frame(), {**frame(), 'antennas': [1.0]}],
            r'set_target_data\[1\].antennas must be 2 finite numbers',
        ),
        (
            [0, 1],
            [frame(), {**frame(), 'body_yaw': float('inf')}],
            r'set_target_data\[1\].body_yaw must be a finite number',
        ),
        (
            [0, 1],
            [{'antennas': [0, 0]}, frame()],
            r'set_target_data\[0\].head must be 4x4 finite numbers',
        ),
        (
            [0, 1],
            [frame(), {**frame(), 'head': [[1, 0], [0]]}],
            r'set_target_data\[1\].head must be 4x4 finite numbers',
        ),
        ([0, 1], [frame(), SHEARED], r'set_target_data\[1\].head is no pose: .*limit 0.01'),
        ([0, 1], [frame(), MIRRORED], r'set_target_data\[1\].head is no pose'),
        (5, [frame()], 'the lists "time" and "set_target_data" are both needed'),
    ],
)
def test_a_malformed_recording_is_named_with_file_and_index(tmp_path, times, frames, reason):
    path = write(tmp_path, times, frames)
    with pytest.raises(MoveFileError, match=f'^{path}: {reason}'):
        read_recorded(path)


@pytest.mark.parametrize(
    ('content', 'reason'),
    [
        (b'', 'this is not JSON'),
        (b'{"time": [', 'this is not JSON'),
        (b'[]', 'must hold an object'),
        (b'[' * 100_000, 'too deeply nested'),
        (b'\xff\xfe', 'byte 0 is not UTF-8 text'),
    ],
)
def test_a_file_that_is_no_recording_is_explained_in_one_line(tmp_path, content, reason):
    path = tmp_path / 'broken.json'
    path.write_bytes(content)
    with pytest.raises(MoveFileError, match=f'{path}: .*{reason}') as error:
        read_recorded(path)
    assert '\n' not in str(error.value)


def test_an_absent_file_is_explained(tmp_path):
    with pytest.raises(MoveFileError, match=r'absent.json: No such file or directory'):
        read_recorded(tmp_path / 'absent.json')


def test_a_huge_file_is_not_read(tmp_path):
    path = tmp_path / 'huge.json'
    with path.open('wb') as file:
        file.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(MoveFileError, match='33554433 bytes exceed 33554432; split the move'):
        read_recorded(path)


def make_snapshot(cache, name: str, mtime: int):
    folder = cache / DATASET / 'snapshots' / name
    folder.mkdir(parents=True)
    os.utime(folder, (mtime, mtime))
    return folder


@pytest.mark.parametrize(
    ('variable', 'value', 'cache'),
    [
        ('HF_HUB_CACHE', 'c', 'c'),
        ('HF_HOME', 'h', 'h/hub'),
        ('HOME', 'u', 'u/.cache/huggingface/hub'),
    ],
)
def test_the_newest_snapshot_of_the_cache_is_found(tmp_path, variable, value, cache):
    environment = {variable: str(tmp_path / value)}
    assert hub_folders(environment) == []
    make_snapshot(tmp_path / cache, 'old', 1000)
    newest = make_snapshot(tmp_path / cache, 'new', 2000)
    assert hub_folders(environment) == [newest]


def test_moves_in_the_data_folder_of_a_snapshot_are_found_too(tmp_path):
    snapshot = make_snapshot(tmp_path, 'a', 1000)
    (snapshot / 'data').mkdir()
    assert hub_folders({'HF_HUB_CACHE': str(tmp_path)}) == [snapshot, snapshot / 'data']


def test_pi_is_half_a_turn_for_the_yaw(tmp_path):
    clip = read_recorded(write(tmp_path, [0, 1], [frame(pi - 0.1), frame(pi + 0.1)]))
    assert clip.sample(0.5)[YAW] == pytest.approx(pi)
