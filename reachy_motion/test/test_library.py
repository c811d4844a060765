import json

import numpy as np
import pytest
from reachy_motion.errors import GoalError
from reachy_motion.library import KINDS, MoveLibrary

from reachy_motion import dances

WAVE = """
name: {name}
description: {description}
keyframes:
  - {{t_s: 0}}
  - {{t_s: 1, antennas_deg: [0, 40]}}
  - {{t_s: 2, antennas_deg: [0, 0]}}
"""
STILL = {
    'description': 'Still.',
    'time': [0, 1],
    'set_target_data': [{'head': np.eye(4).tolist(), 'antennas': [0, 0], 'body_yaw': 0}] * 2,
}


@pytest.fixture(autouse=True)
def no_hub(monkeypatch, tmp_path_factory):
    monkeypatch.setenv('HF_HUB_CACHE', str(tmp_path_factory.mktemp('hub')))


@pytest.fixture
def chance():
    return np.random.default_rng(7)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / 'wave.yaml').write_text(WAVE.format(name='wave', description='Waves.'))
    (tmp_path / 'still.json').write_text(json.dumps(STILL))
    (tmp_path / 'notes.txt').write_text('no move')
    return tmp_path


def test_what_is_shipped_is_whole():
    library = MoveLibrary()
    assert library.errors == []
    infos = library.infos()
    assert infos == sorted(infos, key=lambda info: (info.kind, info.name))
    emotions = [info for info in infos if info.kind == 'emotion']
    assert len(emotions) == 36
    happy = next(info for info in infos if info.name == 'happy')
    assert happy.duration_s == pytest.approx(2.68)
    assert happy.description.startswith('Bounces')


def test_a_folder_of_the_user_adds_emotions_and_recordings(folder, chance):
    library = MoveLibrary([folder])
    assert library.errors == []
    assert library.get('emotion', 'wave', chance).duration_s == 2.0
    assert library.get('recorded', 'still', chance).description == 'Still.'


def test_without_a_kind_the_one_that_has_the_name_is_meant(folder, chance):
    library = MoveLibrary([folder])
    assert library.get('', 'wave', chance).kind == 'emotion'
    assert library.get('', 'still', chance).kind == 'recorded'


def test_a_move_of_the_user_replaces_a_shipped_one(folder, chance):
    (folder / 'my_happy.yaml').write_text(WAVE.format(name='happy', description='Mine.'))
    library = MoveLibrary([folder])
    assert library.get('emotion', 'happy', chance).description == 'Mine.'
    assert sum(info.name == 'happy' for info in library.infos()) == 1


def test_broken_files_are_reported_and_left_out(folder, chance):
    (folder / 'bad.yaml').write_text('name: bad')
    (folder / 'bad.json').write_text('{')
    library = MoveLibrary([folder, folder / 'absent'])
    assert len(library.errors) == 3
    assert 'bad.json' in library.errors[0]
    assert 'bad.yaml' in library.errors[1]
    assert 'absent: No such file or directory' in library.errors[2]
    assert library.get('', 'wave', chance).name == 'wave'
    assert library.get('', 'still', chance).name == 'still'


def test_the_cache_of_the_hub_is_read(monkeypatch, tmp_path, chance):
    snapshot = (
        tmp_path / 'datasets--pollen-robotics--reachy-mini-emotions-library' / 'snapshots' / 'a'
    )
    snapshot.mkdir(parents=True)
    (snapshot / 'cheerful1.json').write_text(json.dumps(STILL))
    monkeypatch.setenv('HF_HUB_CACHE', str(tmp_path))
    assert MoveLibrary().get('', 'cheerful1', chance).kind == 'recorded'


def test_chance_reaches_every_move_of_the_kind_and_no_other():
    library, chance = MoveLibrary(), np.random.default_rng(1)
    emotions = {info.name for info in library.infos() if info.kind == 'emotion'}
    drawn = [library.get('emotion', 'random', chance) for _ in range(1000)]
    assert {clip.kind for clip in drawn} == {'emotion'}
    assert {clip.name for clip in drawn} == emotions


def test_the_same_seed_draws_the_same():
    library = MoveLibrary()
    one, other = np.random.default_rng(5), np.random.default_rng(5)
    for _ in range(20):
        assert library.get('', 'random', one) is library.get('', 'random', other)


@pytest.mark.parametrize(
    ('kind', 'name', 'reason'),
    [
        ('emotion', 'hapy', 'unknown emotion "hapy"; did you mean happy'),
        ('', 'goodby', 'unknown move "goodby"; did you mean goodbye'),
        ('emotion', '', 'unknown emotion ""; see the list of moves'),
        ('emotion', 'qqqqqqqq', 'see the list of moves'),
        ('mood', 'happy', 'unknown kind "mood"; choose from emotion, dance, recorded'),
        ('recorded', 'random', 'there is no recorded move'),
        ('dance', 'happy', 'unknown dance "happy"'),
    ],
)
def test_what_is_unknown_is_refused_with_a_remedy(kind, name, reason, chance):
    with pytest.raises(GoalError, match=reason):
        MoveLibrary().get(kind, name, chance)


def test_without_the_package_of_dances_the_remedy_is_named(monkeypatch, chance):
    monkeypatch.setattr(dances, 'PACKAGE', 'no_such_package')
    library = MoveLibrary()
    assert library.errors == []
    assert {info.kind for info in library.infos()} == {'emotion'}
    with pytest.raises(GoalError, match='dances are not installed; run: pip install --no-deps'):
        library.get('dance', 'simple_nod', chance)


def test_every_kind_has_a_place():
    assert KINDS == ('emotion', 'dance', 'recorded')
