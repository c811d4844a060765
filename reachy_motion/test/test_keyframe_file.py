import numpy as np
import pytest
from reachy_motion.keyframe_file import parse_keyframes
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.move_file import MoveFileError

LIMITS = MotionLimits()
CHECK_REACH = HeadKinematics().check_reach
HEADER = 'name: wave\ndescription: Waves.\nkeyframes:\n'


def parse(text: str):
    return parse_keyframes(text, 'wave.yaml', LIMITS, CHECK_REACH)


def parse_keys(*keys: str):
    return parse(HEADER + ''.join(f'  - {{{key}}}\n' for key in keys))


def test_units_and_axes_are_as_written():
    clip = parse_keys(
        't_s: 0',
        't_s: 1, head_mm: {x: 1, y: -2, z: 3}, head_deg: {roll: 4, pitch: -5, yaw: 6}, '
        'antennas_deg: [-7, 8], body_yaw_deg: 9',
    )
    expected = [0.001, -0.002, 0.003, *np.radians([4, -5, 6, -7, 8, 9])]
    assert clip.sample(1.0) == pytest.approx(expected)
    assert (clip.name, clip.kind, clip.description) == ('wave', 'emotion', 'Waves.')
    assert clip.duration_s == 1.0
    assert clip.sound == ''


def test_what_is_left_out_keeps_the_value_before():
    clip = parse_keys(
        't_s: 0',
        't_s: 1, head_deg: {yaw: 10, roll: 5}',
        't_s: 2, head_deg: {yaw: 20}',
        't_s: 3, ease: hold',
    )
    for t_s, yaw in ((1.0, 10), (2.0, 20), (2.5, 20), (3.0, 20)):
        assert np.degrees(clip.sample(t_s)[[3, 5]]) == pytest.approx([5, yaw])


@pytest.mark.parametrize(
    ('keys', 'reason'),
    [
        (('t_s: 0', 't_s: 1, head_deg: {pitch: 50}'), r'head_deg.pitch 50 is outside \[-40, 40\]'),
        (('t_s: 0', 't_s: 1, head_mm: {z: 30}'), r'head_mm.z 30 is outside \[-45, 22\]'),
        (
            ('t_s: 0', 't_s: 1, antennas_deg: [0, 180]'),
            r'antennas_deg 180 is outside \[-174.8, 174.8\]',
        ),
        (('t_s: 0', 't_s: 1, body_yaw_deg: 170'), r'body_yaw_deg 170 is outside \[-160, 160\]'),
        (('t_s: 0', 't_s: 1, head_deg: {tilt: 5}'), "head_deg: unknown key 'tilt'; .*roll, pitch"),
        (('t_s: 0', 't_s: 1, head_deg: 5'), 'head_deg 5 must be a mapping such as {roll: 0'),
        (('t_s: 0', 't_s: 1, antennas_deg: [5]'), r'antennas_deg .* must be two numbers'),
        (('t_s: 0', 't_s: 1, antennas_deg: {0: 5}'), r'antennas_deg .* must be two numbers'),
        (('t_s: 0', 't_s: 1, body_yaw_deg: .nan'), 'body_yaw_deg nan is not a finite number'),
        (('t_s: 0', 't_s: 1, body_yaw_deg: yes'), 'body_yaw_deg True is not a number'),
        (('t_s: 0', 't_s: 1, head_mm: {x: .inf}'), 'head_mm inf is not a finite number'),
        (('t_s: 0', 'yaw_deg: 5'), "unknown key 'yaw_deg'; choose from t_s, head_mm"),
        (('t_s: 0', 'ease: flow'), "the key 't_s' is missing"),
        (('t_s: 0', 't_s: soon'), "t_s 'soon' is not a number"),
        (('t_s: 0', 't_s: 1, ease: 5'), 'ease 5 is not text'),
        (('t_s: 0', 't_s: 1, ease: jump'), "unknown ease 'jump'; choose from smooth, flow"),
        (
            ('t_s: 0', 't_s: 1, ease: hold, head_mm: {x: 1}'),
            'ease hold stays .* leave out head_mm',
        ),
    ],
)
def test_a_malformed_keyframe_is_named_with_file_index_and_remedy(keys, reason):
    with pytest.raises(MoveFileError, match=rf'^wave.yaml: keyframe 1: {reason}'):
        parse_keys(*keys)


@pytest.mark.parametrize(
    ('text', 'reason'),
    [
        ('', 'must hold the keys name, description and keyframes'),
        ('[1, 2]', 'must hold the keys name, description and keyframes'),
        ('name: [', r'line 1, column 8: .*; this is not YAML'),
        ('a: \x00', 'this is not YAML'),
        ('name: a\ndescription: b\nframes: []', "unknown key 'frames'; choose from name"),
        ('name: a\ndescription: b', "the key 'keyframes' is missing"),
        ('name: a\ndescription: b\nkeyframes: 5', 'keyframes must be a list'),
        ('name: a\ndescription: b\nkeyframes: [5]', 'keyframe 0: 5 is no mapping such as'),
        ('name: a\ndescription: \nkeyframes: []', 'description None must be a sentence'),
        ('name: yes\ndescription: b\nkeyframes: []', 'name True is not text; put it in quotes'),
        ('name: a b\ndescription: b\nkeyframes: []', "name 'a b' must begin with a letter"),
        ('name: random\ndescription: b\nkeyframes: []', "'random' is reserved"),
    ],
)
def test_a_malformed_file_is_explained_in_one_line(text, reason):
    with pytest.raises(MoveFileError, match=rf'^wave.yaml: .*{reason}') as error:
        parse(text)
    assert '\n' not in str(error.value)


def test_a_posture_out_of_reach_is_found_between_its_keyframes():
    # High up the platform has no way left to tilt, though each axis is within its limits.
    with pytest.raises(MoveFileError, match=r'between keyframes 0 and 1, at 0.\d\d s: head pose'):
        parse_keys('t_s: 0', 't_s: 1, head_mm: {z: 20}, head_deg: {pitch: 30}')


def test_a_head_too_far_from_the_body_is_refused():
    with pytest.raises(MoveFileError, match=r'between .* away from body yaw .* limit 1.134 rad'):
        parse_keys('t_s: 0', 't_s: 2, head_deg: {yaw: 70}')


def test_a_head_may_turn_further_with_the_body():
    clip = parse_keys('t_s: 0', 't_s: 3, head_deg: {yaw: 120}, body_yaw_deg: 100')
    assert np.degrees(clip.sample(3.0)[5]) == pytest.approx(120)


def test_too_fast_a_movement_is_refused_with_the_time_that_it_needs():
    # 40 degrees in 0.1 s: a mean of 6.98 rad/s, a peak of 15/8 of it, 13.1 rad/s, limit 6.5.
    with pytest.raises(
        MoveFileError,
        match=r'between keyframes 0 and 1, .* head pitch moves at 1[23].*limit 6.5 .* 1.9\d times',
    ):
        parse_keys('t_s: 0', 't_s: 0.1, head_deg: {pitch: 40}')
