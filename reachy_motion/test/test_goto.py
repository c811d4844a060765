from math import inf, nan

import numpy as np
import pytest
from reachy_motion.errors import GoalError, LimitError
from reachy_motion.goto import SHORTEST_DURATION_S, Goto
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import neutral

LIMITS = MotionLimits()
LOOK_LEFT = (0.0, 0.0, 0.0, 0.0, 0.0, 0.5)
ELSEWHERE = np.array([0.0, 0.0, 0.01, 0.1, 0.0, 0.0, 0.4, -0.4, 0.2])


def goto(goals=None, **options):
    return Goto(goals or {'head': LOOK_LEFT}, LIMITS, **options)


def test_parts_without_a_goal_go_to_their_stopping_place():
    stopping = ELSEWHERE + 0.01
    path = goto().plan(ELSEWHERE, stopping)
    end = path.sample(path.duration_s)
    assert end[:6] == pytest.approx(LOOK_LEFT)
    assert end[6:] == pytest.approx(stopping[6:])
    assert path.sample(0.0)[:6] == pytest.approx(ELSEWHERE[:6])


def test_an_open_duration_is_comfortable():
    # 0.5 rad at 2 rad/s peak: 15/8 * 0.5 / 2 = 0.469 s; at 12 rad/s^2: sqrt(5.77 * 0.5 / 12)
    # = 0.4905 s, the longer one.
    assert goto().plan(neutral(), neutral()).duration_s == pytest.approx(0.4905, abs=1e-4)


def test_half_the_speed_takes_longer():
    full = goto().plan(neutral(), neutral()).duration_s
    half = goto(speed=0.5).plan(neutral(), neutral()).duration_s
    assert half == pytest.approx(max(15 / 8 * 0.5 / 1.0, full * 2**0.5))


def test_no_way_to_go_still_takes_a_moment():
    there = np.array([*LOOK_LEFT, 0.0, 0.0, 0.0])
    assert goto().plan(there, neutral()).duration_s == (SHORTEST_DURATION_S)


def test_a_duration_is_kept_exactly():
    assert goto(duration_s=1.7).plan(neutral(), neutral()).duration_s == 1.7


def test_a_duration_beyond_the_limits_is_refused_with_the_least_one():
    # 0.5 rad at 6.5 rad/s: 15/8 * 0.5 / 6.5 = 0.144 s; at 100 rad/s^2: 0.170 s.
    with pytest.raises(LimitError, match=r'0\.100 s is too short .* head yaw .* 0\.170 s'):
        goto(duration_s=0.1).plan(neutral(), neutral())


def test_a_goal_out_of_limits_is_refused():
    with pytest.raises(LimitError, match=r'head pitch 1\.000 rad is outside \[-0\.698, 0\.698\]'):
        goto({'head': (0, 0, 0, 0, 1.0, 0)}).plan(neutral(), neutral())


def test_reach_is_checked_for_the_whole_goal():
    asked = []
    goto(check_reach=asked.append).plan(ELSEWHERE, ELSEWHERE)
    assert asked[0] == pytest.approx([*LOOK_LEFT, *ELSEWHERE[6:]])


@pytest.mark.parametrize(
    ('goals', 'options', 'message'),
    [
        ({'tail': (0.0,)}, {}, 'unknown part "tail"; choose from head, antennas, body'),
        ({'head': (0, 0, 0, 0, nan, 0)}, {}, 'not finite'),
        ({'body': (inf,)}, {}, 'not finite'),
        (None, {'duration_s': -1.0}, 'duration -1.0 s'),
        (None, {'duration_s': nan}, 'duration nan s'),
        (None, {'duration_s': 61.0}, 'duration 61.0 s'),
        (None, {'speed': 0.0}, 'speed 0.0'),
        (None, {'speed': 1.5}, 'speed 1.5'),
        (None, {'speed': nan}, 'speed nan'),
    ],
)
def test_a_malformed_goal_names_its_fault(goals, options, message):
    with pytest.raises(GoalError, match=message):
        goto(goals, **options)


def test_a_goal_without_parts_is_refused():
    with pytest.raises(GoalError, match='moves no part'):
        Goto({}, LIMITS)


def test_it_leaves_the_rest_posture_at_its_goal_or_where_it_was_ended():
    move = goto({'body': (0.7,)})
    assert move.rest_after(neutral(), ELSEWHERE, completed=True)[8] == 0.7
    assert move.rest_after(neutral(), ELSEWHERE, completed=False)[8] == ELSEWHERE[8]
    assert np.array_equal(move.rest_after(neutral(), ELSEWHERE, True)[:8], np.zeros(8))
