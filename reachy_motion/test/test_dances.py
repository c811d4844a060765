import subprocess
import sys

import numpy as np
import pytest
from reachy_motion.dances import load_dances
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limiter import Limiter
from reachy_motion.limits import MotionLimits
from reachy_motion.move_file import MoveFileError
from reachy_motion.posture import neutral
from reachy_motion.reach import Reach

from reachy_motion import dances

DANCES = {dance.name: dance for dance in load_dances()}
pytestmark = pytest.mark.skipif(not DANCES, reason=dances.REMEDY)


def test_there_are_twenty_with_descriptions():
    assert len(DANCES) == 20
    assert all(dance.description and dance.kind == 'dance' for dance in DANCES.values())


def test_the_duration_is_that_of_the_beats_at_114_a_minute():
    assert DANCES['simple_nod'].duration_s == pytest.approx(4 * 60 / 114)
    assert DANCES['jackson_square'].duration_s == pytest.approx(10 * 60 / 114)


def test_a_quarter_beat_into_the_nod_is_its_peak():
    # 20 degrees of pitch, one cycle a beat.
    posture = DANCES['simple_nod'].sample(0.25 * 60 / 114)
    assert np.degrees(posture[4]) == pytest.approx(20.0)
    assert posture[[0, 1, 2, 3, 5, 8]] == pytest.approx(np.zeros(6))
    assert posture[6] == pytest.approx(-posture[7])


@pytest.mark.parametrize('name', sorted(DANCES))
def test_limiter_and_reach_make_every_dance_playable(name):
    dance, limits, kinematics = DANCES[name], MotionLimits(), HeadKinematics()
    limiter, reach = Limiter(limits, 0.01, neutral()), Reach(kinematics)
    moved = 0.0
    for t_s in np.arange(0.0, dance.duration_s, 0.01):
        posture = dance.sample(t_s)
        assert posture.shape == (9,)
        assert np.isfinite(posture).all()
        posture = reach.project(limiter.step(posture, 0.01))
        limits.check(posture)
        kinematics.check_reach(posture)
        moved = max(moved, float(np.abs(posture).max()))
    assert moved > 0.03


def test_loading_leaves_the_vendor_sdk_out():
    code = (
        'import sys; from reachy_motion.dances import load_dances; assert load_dances(); '
        'vendor = {"reachy_mini", "reachy_mini_dances_library"} & set(sys.modules); '
        'sys.exit(", ".join(vendor) or 0)'
    )
    result = subprocess.run(
        [sys.executable, '-c', code], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr


def test_without_the_package_there_are_none(monkeypatch):
    monkeypatch.setattr(dances, 'PACKAGE', 'no_such_package')
    assert load_dances() == []


def test_another_version_of_the_package_is_explained(monkeypatch):
    monkeypatch.setattr(dances, 'PACKAGE', 'email')  # a package without dances
    monkeypatch.setattr(dances, '_PRIVATE', '_no_dances_here')
    with pytest.raises(MoveFileError, match=r'cannot read these dances .* run: pip install'):
        load_dances()
