from math import exp, inf, nan

import numpy as np
import pytest
from reachy_motion.errors import OffsetError
from reachy_motion.offsets import MOST_SOURCES, OffsetConfig, OffsetMixer, apply_offset
from reachy_motion.posture import neutral

DT = 0.01
SHARP = OffsetConfig(smoothing_s=0.0, timeout_s=0.5, fade_s=0.4)


def offset(**axes):
    names = ('x', 'y', 'z', 'roll', 'pitch', 'yaw')
    return np.array([axes.get(name, 0.0) for name in names])


def mixer(config=SHARP, **sources):
    made = OffsetMixer(config)
    for name, value in sources.items():
        made.update(name, value, 0.0, 0.0)
    return made


def test_sources_add_and_the_newest_of_each_counts():
    mixed = mixer(gaze=offset(yaw=0.5), voice=offset(pitch=0.1, z=0.002))
    mixed.update('gaze', offset(yaw=0.2), 0.1, 0.1)
    assert mixed.step(0.1, DT) == pytest.approx(offset(yaw=0.2, pitch=0.1, z=0.002))
    assert mixed.sources == ['gaze', 'voice']


def test_a_silent_source_fades_evenly_and_is_forgotten():
    mixed = mixer(gaze=offset(yaw=0.4))
    assert mixed.step(0.5, DT)[5] == pytest.approx(0.4)
    assert mixed.step(0.7, DT)[5] == pytest.approx(0.2)
    assert mixed.sources == ['gaze']
    assert mixed.step(0.9, DT)[5] == 0.0
    assert mixed.sources == []


def test_each_source_fades_by_its_own_age():
    mixed = mixer(gaze=offset(yaw=0.4))
    mixed.update('voice', offset(pitch=0.1), 0.6, 0.6)
    assert mixed.step(0.95, DT) == pytest.approx(offset(pitch=0.1))


def test_one_source_and_the_sum_are_clamped():
    config = OffsetConfig(smoothing_s=0.0, clamp=np.full(6, 0.3), refuse=np.full(6, 2.0))
    assert mixer(config, a=offset(yaw=0.9)).step(0.1, DT)[5] == pytest.approx(0.3)
    mixed = mixer(config, a=offset(yaw=0.9), b=offset(yaw=0.2), c=offset(yaw=-0.25))
    assert mixed.step(0.1, DT)[5] == pytest.approx(0.3 + 0.2 - 0.25)
    mixed.update('c', offset(yaw=0.25), 0.1, 0.1)
    assert mixed.step(0.1, DT)[5] == pytest.approx(0.3)


def test_the_filter_is_critically_damped():
    config = OffsetConfig(smoothing_s=0.05)
    mixed = mixer(config, gaze=offset(yaw=0.5))
    path = [mixed.step(t * DT, DT)[5] for t in range(1, 40)]
    # x(t) = 1 - (1 + t / tau) exp(-t / tau), exact at every step.
    assert path[4] == pytest.approx(0.5 * (1.0 - 2.0 * exp(-1.0)))
    assert np.all(np.diff(path) > 0.0)
    assert max(path) < 0.5


def test_no_time_changes_nothing():
    mixed = mixer(OffsetConfig(), gaze=offset(yaw=0.5))
    before = mixed.step(0.1, DT)
    assert np.array_equal(mixed.step(0.1, 0.0), before)
    assert np.array_equal(mixed.step(0.1, -1.0), before)


@pytest.mark.parametrize(
    ('source', 'value', 'stamp_s', 'message'),
    [
        ('', offset(), 1.0, 'names no source'),
        ('gaze', offset(yaw=nan), 1.0, 'not finite'),
        ('gaze', offset(x=inf), 1.0, 'not finite'),
        ('gaze', offset(y=-0.11), 1.0, 'y -0.110 of gaze exceeds 0.100'),
        ('gaze', offset(yaw=28.0), 1.0, 'yaw 28.000 of gaze exceeds 2.000; send metres and rad'),
        ('gaze', offset(), 0.4, '0.600 s old'),
        ('gaze', offset(), 1.2, '-0.200 s old'),
        ('gaze', offset(), nan, 'nan s old'),
    ],
)
def test_what_cannot_be_taken_is_refused_and_the_older_offset_stays(
    source, value, stamp_s, message
):
    mixed = OffsetMixer(SHARP)
    mixed.update('gaze', offset(yaw=0.1), 1.0, 1.0)
    with pytest.raises(OffsetError, match=message):
        mixed.update(source, value, stamp_s, 1.0)
    assert mixed.step(1.0, DT) == pytest.approx(offset(yaw=0.1))


def test_the_number_of_sources_is_bounded():
    mixed = mixer(**{f's{i}': offset() for i in range(MOST_SOURCES)})
    with pytest.raises(OffsetError, match='no more are taken'):
        mixed.update('another', offset(), 0.0, 0.0)
    mixed.update('s3', offset(yaw=0.1), 0.0, 0.0)


def test_a_rotation_is_about_the_axes_of_the_base():
    turned = neutral()
    turned[5] = np.pi / 2  # looking left, what was roll is pitch for the base
    assert apply_offset(turned, offset(roll=0.2))[3:6] == pytest.approx([0.0, -0.2, np.pi / 2])


def test_translations_add_whatever_way_the_head_looks():
    turned = neutral()
    turned[5] = 2.0
    assert apply_offset(turned, offset(x=0.01))[:6] == pytest.approx([0.01, 0, 0, 0, 0, 2.0])


def test_a_yaw_beyond_half_a_turn_does_not_wrap():
    turned = neutral()
    turned[5] = 3.1
    assert apply_offset(turned, offset(yaw=0.3))[5] == pytest.approx(3.4)


@pytest.mark.parametrize('bad', [nan, -1.0])
def test_times_that_make_no_sense_are_refused(bad):
    with pytest.raises(ValueError, match='smoothing_s'):
        OffsetConfig(smoothing_s=bad)
