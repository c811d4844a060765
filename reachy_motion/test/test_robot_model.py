import importlib.util
import xml.etree.ElementTree as ET
from math import radians

import pytest
from reachy_motion.errors import RobotError
from reachy_motion.robot_model import (
    BODY_RANGE,
    JOINT_NAMES,
    LEG_LOWER,
    LEG_NAMES,
    LEG_UPPER,
    SCENES,
    scene_path,
    stewart_geometry,
    urdf_path,
)


def test_joint_names_and_ranges_are_those_of_the_urdf():
    joints = {joint.get('name'): joint for joint in ET.parse(urdf_path()).iter('joint')}
    assert set(JOINT_NAMES) <= set(joints)

    def limits(name: str) -> tuple[float, float]:
        limit = joints[name].find('limit')
        return float(limit.get('lower')), float(limit.get('upper'))

    for name, lower, upper in zip(LEG_NAMES, LEG_LOWER, LEG_UPPER, strict=True):
        assert limits(name) == pytest.approx((lower, upper), abs=1e-5)
    assert limits('yaw_body') == pytest.approx((-BODY_RANGE, BODY_RANGE), abs=1e-5)
    assert radians(160) == BODY_RANGE


def test_every_scene_is_packaged():
    for scene in SCENES:
        assert scene_path(scene).is_file()


def test_an_unknown_scene_is_refused_with_the_choices():
    with pytest.raises(RobotError, match="'kitchen'; choose one of: empty, minimal"):
        scene_path('kitchen')


def test_the_platform_has_six_legs_of_the_data_sheet_size():
    geometry = stewart_geometry()
    assert len(geometry.branches) == 6
    assert geometry.arm_length == pytest.approx(0.040)
    assert geometry.rod_length == pytest.approx(0.085)
    assert geometry.head_height == pytest.approx(0.177)


def test_an_absent_package_is_named_with_the_remedy(monkeypatch):
    monkeypatch.setattr(importlib.util, 'find_spec', lambda name: None)
    with pytest.raises(RobotError, match='pip install --no-deps reachy-mini=='):
        stewart_geometry()
