from dataclasses import replace
from itertools import product
from math import inf, nan, pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reachy_motion.breathing import BreathingStyle
from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.errors import LimitError
from reachy_motion.goto import Goto
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.limits import MotionLimits
from reachy_motion.moves import Move, Trajectory
from reachy_motion.posture import BODY_YAW, HEAD_YAW, in_body, neutral
from reachy_motion.reach import Reach
from reachy_motion.sequencer import MoveEnded, Outcome, SequencerConfig

DT = 0.01
LIMITS = MotionLimits()
STILL = ComposerConfig(sequencer=SequencerConfig(breathing=None))
# Limits so wide that the limiter passes everything: what remains is the composition itself.
UNLIMITED = replace(LIMITS, velocity=np.full(9, 1e6), acceleration=np.full(9, 1e9))


def look(yaw, **options):
    return Goto({'head': (0.0, 0.0, 0.0, 0.0, 0.0, yaw)}, LIMITS, **options)


class Wave(Move):
    """A move that neither begins nor ends in neutral, and begins at full speed."""

    name = 'wave'
    kind = 'dance'

    def plan(self, start, stopping_place):
        return WaveTrajectory()


class WaveTrajectory(Trajectory):
    duration_s = 1.3

    def sample(self, t_s):
        posture = neutral()
        posture[:6] = 0.01, 0.0, 0.005, 0.2, 0.1 * np.cos(t_s), 0.3 * np.sin(2 * pi * 0.8 * t_s)
        return posture


class Player:
    """Steps a composer on a virtual clock and keeps what it returns."""

    def __init__(self, config=STILL, start=None, reach=None):
        self.composer = Composer(config, neutral() if start is None else start, 0.0, reach)
        self.ticks = 0
        self.path = [self.composer.posture]

    def run(self, seconds):
        for _ in range(round(seconds / DT)):
            self.ticks += 1
            self.path.append(self.composer.step(self.ticks * DT))
        return self.path[-1]

    def ended(self):
        return [(ended.move_id, ended.outcome) for ended in self.composer.sequencer.take_ended()]


def test_it_begins_where_the_robot_is_and_stays():
    start = neutral() + 0.01
    player = Player(start=start)
    assert np.array_equal(player.run(2.0), start)
    assert player.composer.sequencer.playing == 'hold'


def test_a_goto_ends_at_its_goal_in_its_time():
    player = Player()
    move_id = player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    assert player.run(0.5)[HEAD_YAW] == pytest.approx(0.25)
    assert player.composer.sequencer.playing == 'goto'
    assert player.ended() == []
    assert player.run(0.5)[HEAD_YAW] == pytest.approx(0.5)
    player.run(0.01)
    assert player.ended() == [(move_id, Outcome.COMPLETED)]


def test_the_robot_idles_where_the_last_goto_led_it():
    player = Player(ComposerConfig())
    player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    player.run(8.0)
    assert player.composer.sequencer.playing == 'breathing'
    assert player.path[-1][HEAD_YAW] == pytest.approx(0.5)


def test_breathing_begins_after_the_delay_and_has_its_size():
    player = Player(ComposerConfig(sequencer=SequencerConfig(idle_delay_s=0.3)))
    player.run(0.28)
    assert player.composer.sequencer.playing == 'hold'
    player.run(0.04)
    assert player.composer.sequencer.playing == 'breathing'
    player.run(20.0)
    z = np.array(player.path)[:, 2]
    antennas = np.array(player.path)[:, 6]
    assert (z.max(), z.min()) == pytest.approx((0.005, -0.005), rel=0.02)
    assert (antennas.max(), antennas.min()) == pytest.approx((pi / 12, -pi / 12), rel=0.02)


def test_any_move_replaces_breathing():
    player = Player(ComposerConfig())
    player.run(3.0)
    player.composer.sequencer.enqueue(look(0.2))
    player.run(0.01)
    assert player.composer.sequencer.playing == 'goto'


def test_the_queue_is_played_in_order_and_without_gap():
    player = Player()
    ids = [player.composer.sequencer.enqueue(look(yaw, duration_s=0.5)) for yaw in (0.2, 0.4, 0.1)]
    assert player.composer.sequencer.waiting == ['goto'] * 3
    player.run(1.2)
    assert player.ended() == [(ids[0], Outcome.COMPLETED), (ids[1], Outcome.COMPLETED)]
    assert player.path[50][HEAD_YAW] == pytest.approx(0.2)
    assert player.path[100][HEAD_YAW] == pytest.approx(0.4)
    player.run(0.4)
    assert player.ended() == [(ids[2], Outcome.COMPLETED)]


def test_a_new_goto_replaces_the_running_one_and_the_queue():
    player = Player()
    first = player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    second = player.composer.sequencer.enqueue(look(0.1))
    player.run(0.3)
    third = player.composer.sequencer.play_now(look(-0.5, duration_s=1.0))
    assert set(player.ended()) == {(first, Outcome.PREEMPTED), (second, Outcome.PREEMPTED)}
    assert player.run(1.2)[HEAD_YAW] == pytest.approx(-0.5)
    assert player.ended() == [(third, Outcome.COMPLETED)]


def test_a_goal_out_of_limits_disturbs_nothing():
    player = Player()
    player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    player.run(0.3)
    with pytest.raises(LimitError):
        player.composer.sequencer.play_now(look(4.5))
    assert player.run(0.8)[HEAD_YAW] == pytest.approx(0.5)


def test_a_waiting_move_that_cannot_begin_fails_and_the_next_one_plays():
    player = Player()
    bad = player.composer.sequencer.enqueue(look(4.5))
    good = player.composer.sequencer.enqueue(look(0.3, duration_s=0.5))
    player.run(0.6)
    first, second = player.composer.sequencer.take_ended()
    assert (first.move_id, first.outcome) == (bad, Outcome.FAILED)
    assert 'head yaw 4.500 rad is outside [-3.927, 3.927] rad' in first.reason
    assert second == MoveEnded(good, Outcome.COMPLETED)


def test_canceling_the_running_move_lets_the_queue_go_on():
    player = Player()
    first = player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    second = player.composer.sequencer.enqueue(look(0.1, duration_s=0.5))
    player.run(0.5)
    assert player.composer.sequencer.cancel(first)
    assert player.run(0.6)[HEAD_YAW] == pytest.approx(0.1)
    assert player.ended() == [(first, Outcome.CANCELED), (second, Outcome.COMPLETED)]


def test_canceling_a_waiting_move_removes_it():
    player = Player()
    player.composer.sequencer.play_now(look(0.5, duration_s=0.5))
    waiting = player.composer.sequencer.enqueue(look(-0.5))
    assert player.composer.sequencer.cancel(waiting)
    assert player.run(1.5)[HEAD_YAW] == pytest.approx(0.5)


def test_canceling_what_is_over_or_unknown_does_nothing():
    player = Player(ComposerConfig())
    over = player.composer.sequencer.play_now(look(0.1, duration_s=0.5))
    player.run(3.0)
    assert not player.composer.sequencer.cancel(over)
    assert not player.composer.sequencer.cancel(0)
    assert player.composer.sequencer.playing == 'breathing'


def test_stop_ends_everything_and_comes_to_rest_without_turning_back():
    player = Player()
    player.composer.sequencer.play_now(look(1.0, duration_s=1.0))
    player.composer.sequencer.enqueue(look(0.0))
    at_stop = player.run(0.5)[HEAD_YAW]
    assert player.composer.sequencer.stop() == 2
    player.run(1.0)
    after = np.array(player.path)[50:, HEAD_YAW]
    assert np.all(np.diff(after) >= -1e-9)
    # It ran at 15/8 rad/s and brakes with half of 100 rad/s^2, but no sooner than in 0.1 s: half
    # of that time at full speed is 0.094 rad.
    assert after[-1] - at_stop == pytest.approx(0.094, abs=0.01)


def test_the_robot_idles_where_it_was_stopped():
    player = Player(ComposerConfig())
    player.composer.sequencer.play_now(look(1.0, duration_s=1.0))
    player.run(0.5)
    player.composer.sequencer.stop()
    stopped = player.run(0.2)[HEAD_YAW]
    assert player.run(5.0)[HEAD_YAW] == pytest.approx(stopped, abs=1e-6)
    assert player.composer.sequencer.playing == 'breathing'


def test_progress_counts_from_the_beginning_of_the_move():
    player = Player()
    running = player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    waiting = player.composer.sequencer.enqueue(look(0.1))
    player.run(0.25)
    assert player.composer.sequencer.progress(running).fraction == pytest.approx(0.25)
    assert player.composer.sequencer.progress(running).remaining_s == pytest.approx(0.75)
    assert player.composer.sequencer.progress(waiting).fraction == 0.0
    assert player.composer.sequencer.progress(waiting).remaining_s == inf
    player.run(3.0)
    assert player.composer.sequencer.progress(running) is None


def test_breathing_changes_its_style_while_it_runs():
    player = Player(ComposerConfig())
    player.run(5.0)
    style = BreathingStyle(antenna_sway_rad=0.5)
    player.composer.configure(ComposerConfig(sequencer=SequencerConfig(breathing=style)))
    player.run(5.0)
    assert np.array(player.path)[600:, 6].max() == pytest.approx(0.5, rel=0.02)


def test_no_time_and_time_that_runs_back_change_nothing():
    player = Player()
    player.composer.sequencer.play_now(look(0.5, duration_s=1.0))
    before = player.run(0.5)
    assert np.array_equal(player.composer.step(player.ticks * DT), before)
    assert np.array_equal(player.composer.step(0.1), before)
    assert player.run(0.6)[HEAD_YAW] == pytest.approx(0.5)


@pytest.mark.parametrize('bad', [nan, inf, -inf])
def test_a_time_that_is_not_finite_is_refused(bad):
    with pytest.raises(ValueError, match='not finite'):
        Player().composer.step(bad)


def test_a_huge_pause_ends_what_is_over_but_never_jumps():
    player = Player()
    ids = [player.composer.sequencer.enqueue(look(yaw, duration_s=1.0)) for yaw in (0.8, -0.8)]
    player.run(0.1)
    before = player.path[-1]
    after = player.composer.step(1e6)
    assert [ended[0] for ended in player.ended()] == ids
    assert np.abs(after - before)[HEAD_YAW] <= LIMITS.velocity[HEAD_YAW] * 0.1 + 1e-9


STATES = {
    'hold': lambda player: None,
    'breathing': lambda player: player.run(2.37),
    'goto': lambda player: (
        player.composer.sequencer.play_now(look(0.9, duration_s=1.0)),
        player.run(0.43),
    ),
    'wave': lambda player: (player.composer.sequencer.play_now(Wave()), player.run(0.77)),
    'blend': lambda player: (
        player.composer.sequencer.play_now(look(0.9, duration_s=0.8)),
        player.run(0.4),
        player.composer.sequencer.play_now(Wave()),
        player.run(0.13),
    ),
}
EVENTS = {
    'goto': lambda player: player.composer.sequencer.play_now(look(-0.6, duration_s=0.9)),
    'goto of another part': lambda player: player.composer.sequencer.play_now(
        Goto({'antennas': (1.0, -1.0)}, LIMITS)
    ),
    'wave': lambda player: player.composer.sequencer.play_now(Wave()),
    'queued wave': lambda player: player.composer.sequencer.enqueue(Wave()),
    'cancel': lambda player: player.composer.sequencer.cancel(
        player.composer.sequencer.enqueue(look(0.1)) - 1
    ),
    'stop': lambda player: player.composer.sequencer.stop(),
    'two at once': lambda player: (
        player.composer.sequencer.play_now(Wave()),
        player.composer.sequencer.play_now(look(0.3, duration_s=0.7)),
    ),
}


@pytest.mark.parametrize(('state', 'event'), list(product(STATES, EVENTS)))
def test_position_and_velocity_are_continuous_across_every_transition(state, event):
    player = Player(ComposerConfig(limits=UNLIMITED))
    STATES[state](player)
    EVENTS[event](player)
    player.run(4.0)
    path = np.array(player.path)
    velocity = np.diff(path, axis=0) / DT
    # Peak speeds are 3 rad/s, reached in no less than 0.1 s: no step of velocity in 10 ms may
    # come near what a jump of position (0.01 / DT) or of velocity (2 rad/s) would make.
    assert np.abs(np.diff(path, axis=0)).max() < 0.06
    assert np.abs(np.diff(velocity, axis=0)).max() < 0.9


class Chaos:
    """Everything that may happen to a composer, in any order."""

    def __init__(self, reach=None):
        self.player = Player(ComposerConfig(), reach=reach)
        self.last = 0

    def do(self, action, value):
        composer = self.player.composer
        sequencer, offset = composer.sequencer, np.zeros(6)
        if action == 'goto':
            self.last = sequencer.play_now(look(value))
        elif action == 'queue':
            self.last = sequencer.enqueue(Goto({'body': (value,)}, LIMITS))
        elif action == 'wave':
            self.last = sequencer.play_now(Wave())
        elif action == 'stop':
            sequencer.stop()
        elif action == 'cancel':
            sequencer.cancel(self.last)
        elif action == 'end waves':
            sequencer.end_kind('dance')
        elif action == 'listen':
            composer.listening.set(value > 0.0)
        elif action == 'offset':
            offset[int(abs(value) * 2) % 6] = 0.03 * value
            offset[5] = 0.5 * value
            now_s = self.player.ticks * DT
            composer.offsets.update(f's{value:.0f}', offset, now_s, now_s)


ACTIONS = ('goto', 'queue', 'wave', 'stop', 'cancel', 'end waves', 'listen', 'offset')
sequences = st.lists(
    st.tuples(st.sampled_from(ACTIONS), st.floats(-2.5, 2.5), st.integers(0, 60)), max_size=12
)


def assert_within_limits(path):
    path = np.array([in_body(posture) for posture in path])
    velocity = np.diff(path, axis=0, prepend=path[:1]) / DT
    acceleration = np.diff(velocity, axis=0) / DT
    assert np.all(path >= LIMITS.lower - 1e-9)
    assert np.all(path <= LIMITS.upper + 1e-9)
    assert np.all(np.abs(velocity) <= LIMITS.velocity * (1 + 1e-9))
    assert np.all(np.abs(acceleration) <= LIMITS.acceleration * (1 + 1e-6))


@settings(max_examples=300, deadline=None)
@given(sequences)
def test_no_sequence_of_events_exceeds_the_limits(sequence):
    chaos = Chaos()
    for action, value, ticks in sequence:
        chaos.do(action, value)
        chaos.player.run(ticks * DT)
    assert_within_limits(chaos.player.path)


@settings(max_examples=100, deadline=None)
@given(sequences)
def test_no_sequence_of_events_leaves_the_reach_or_the_limits(sequence):
    kinematics = HeadKinematics()
    chaos = Chaos(Reach(kinematics))
    for action, value, ticks in sequence:
        chaos.do(action, value)
        chaos.player.run(ticks * DT)
    assert_within_limits(chaos.player.path)
    assert all(kinematics.reaches(posture) for posture in chaos.player.path)


def test_the_body_is_turned_along_when_the_head_looks_further_than_it_reaches():
    player = Player()
    player.composer.sequencer.play_now(look(2.0))
    after = player.run(6.0)
    assert after[HEAD_YAW] == pytest.approx(2.0)
    assert after[BODY_YAW] == pytest.approx(2.0 - np.radians(65))
    player.composer.sequencer.play_now(look(0.0))
    assert player.run(6.0)[HEAD_YAW] == pytest.approx(0.0, abs=1e-6)


def test_ending_one_kind_leaves_the_others():
    player = Player()
    sequencer = player.composer.sequencer
    wave, goto = sequencer.play_now(Wave()), sequencer.enqueue(look(0.2))
    later = sequencer.enqueue(Wave())
    player.run(0.2)
    assert sequencer.end_kind('dance') == 2
    assert set(player.ended()) == {(wave, Outcome.STOPPED), (later, Outcome.STOPPED)}
    player.run(2.0)
    assert player.ended() == [(goto, Outcome.COMPLETED)]
    assert sequencer.end_kind('dance') == 0


def test_listening_freezes_the_antennas_and_lets_breathing_wait():
    player = Player(ComposerConfig())
    player.run(3.2)
    player.composer.listening.set(True)
    player.run(0.5)
    frozen = player.path[-1][6:8]
    player.run(5.0)
    assert player.composer.sequencer.playing == 'hold'
    assert player.path[-1][6:8] == pytest.approx(frozen)
    player.composer.listening.set(False)
    player.run(5.0)
    assert player.composer.sequencer.playing == 'breathing'
    assert np.ptp(np.array(player.path)[-300:, 6]) > 0.3


def test_moves_go_on_while_listening_but_for_the_antennas():
    player = Player()
    player.composer.listening.set(True)
    player.run(0.2)
    player.composer.sequencer.play_now(
        Goto({'head': (0, 0, 0, 0, 0, 0.5), 'antennas': (1.0, 1.0)}, LIMITS)
    )
    after = player.run(2.0)
    assert after[HEAD_YAW] == pytest.approx(0.5)
    assert after[6:8] == pytest.approx([0.0, 0.0])
    player.composer.listening.set(False)
    assert player.run(1.0)[6:8] == pytest.approx([1.0, 1.0])


def test_an_offset_is_added_and_fades_when_its_source_falls_silent():
    player = Player()
    player.composer.offsets.update('gaze', np.array([0.01, 0, 0, 0, 0, 0.2]), 0.0, 0.0)
    assert player.run(0.5)[[0, 5]] == pytest.approx([0.01, 0.2], rel=1e-3)
    assert player.run(1.5) == pytest.approx(neutral(), abs=1e-4)
    assert player.composer.offsets.sources == []


def test_the_configuration_refuses_times_that_make_no_sense():
    with pytest.raises(ValueError, match='blend_s nan'):
        SequencerConfig(blend_s=nan)
    with pytest.raises(ValueError, match='idle_delay_s -1'):
        SequencerConfig(idle_delay_s=-1.0)
