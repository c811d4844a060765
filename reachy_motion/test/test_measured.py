from math import nan, pi, radians

import numpy as np
import pytest
from reachy_motion.measured import MeasuredPosture, PostureError, posture_error
from reachy_motion.posture import head_matrix, neutral

NAMES = ('yaw_body', 'stewart_1', 'right_antenna', 'left_antenna')


def test_the_posture_is_put_together_from_both_reports():
    measured = MeasuredPosture(timeout_s=1.0)
    head = np.array([0.01, 0.0, 0.0, 0.0, 0.2, 0.3, 0.0, 0.0, 0.0])
    measured.update_joints(NAMES, (0.4, 0.0, -0.5, 0.6), now_s=1.0)
    assert measured.posture(1.0) is None
    measured.update_head(head_matrix(head), now_s=1.1)
    # The axes of the antennas' joints point the other way.
    assert measured.posture(1.2) == pytest.approx([*head[:6], 0.5, -0.6, 0.4])


def test_an_old_report_does_not_count():
    measured = MeasuredPosture(timeout_s=1.0)
    measured.update_joints(NAMES, (0.0,) * 4, now_s=1.0)
    measured.update_head(np.eye(4), now_s=1.5)
    assert measured.age_s(2.5) == pytest.approx(1.5)
    assert measured.posture(2.5) is None


def test_missing_joints_are_named():
    with pytest.raises(ValueError, match="lack the joint 'left_antenna'"):
        MeasuredPosture(1.0).update_joints(NAMES[:3], (0.0,) * 3, 0.0)


def test_only_the_parts_that_matter_have_an_error():
    measured = neutral() + np.array([0.003, 0.0, 0.004, 0, 0, pi / 6, 0.1, -0.2, 0.3])
    head = posture_error(neutral(), measured, ['head'])
    assert (head.position, head.rotation) == pytest.approx((0.005, pi / 6))
    assert np.isnan([head.antennas, head.body_yaw]).all()
    rest = posture_error(neutral(), measured, ['antennas', 'body'])
    assert (rest.antennas, rest.body_yaw) == pytest.approx((0.2, 0.3))
    assert np.isnan([rest.position, rest.rotation]).all()


def test_what_is_not_known_never_exceeds_a_tolerance():
    tolerance = PostureError(0.003, 0.03, 0.1, 0.03)
    assert PostureError(0.001, 0.01, nan, nan).within(tolerance)
    assert not PostureError(0.001, 0.04, nan, nan).within(tolerance)


def test_it_reads_as_a_sentence_of_what_is_known():
    assert str(PostureError(0.0012, radians(0.5))) == 'head 1.2 mm, head 0.5 deg'
