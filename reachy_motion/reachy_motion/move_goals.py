"""Reads the goals of the actions that move the robot."""

from numpy.random import Generator
from reachy_interfaces.action import Goto as GotoAction
from reachy_interfaces.action import PlayMove as PlayMoveAction

from reachy_motion.clips import ClipMove
from reachy_motion.errors import GoalError
from reachy_motion.goto import Goto, ReachCheck
from reachy_motion.library import MoveLibrary
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import PARTS

NOW = 'now'
QUEUE = 'queue'


def goto_from_goal(
    goal: GotoAction.Goal, limits: MotionLimits, check_reach: ReachCheck | None
) -> Goto:
    """Return the move that a goal of `goto` asks for.

    Raises:
        GoalError: If the goal is malformed.
    """
    if goal.duration and goal.speed:
        raise GoalError(
            f'duration {goal.duration} s and speed {goal.speed} contradict each other; give one'
        )
    xyz, rpy = goal.head_xyz, goal.head_rpy
    values = {
        'head': (xyz.x, xyz.y, xyz.z, rpy.x, rpy.y, rpy.z),
        'antennas': tuple(goal.antennas),
        'body': (goal.body_yaw,),
    }
    unknown = sorted(set(goal.parts) - set(PARTS))
    if unknown:
        raise GoalError(f'unknown part "{unknown[0]}"; choose from {", ".join(PARTS)}')
    return Goto(
        goals={part: values[part] for part in goal.parts or ('head',)},
        limits=limits,
        duration_s=goal.duration,
        speed=goal.speed or 1.0,
        check_reach=check_reach,
    )


def clip_from_goal(
    goal: PlayMoveAction.Goal, library: MoveLibrary, generator: Generator
) -> ClipMove:
    """Return the move that a goal of `play_move` asks for.

    Raises:
        MotionError: If the goal is malformed, or there is no such move.
    """
    clip = library.get(goal.kind, goal.name, generator)
    return ClipMove(clip, goal.speed or 1.0, goal.amplitude or 1.0, goal.repeat or 1)


def is_queued(when: str, default: str) -> bool:
    """Tell whether a goal's field `when` asks to wait in the queue.

    Raises:
        GoalError: If it is neither "now" nor "queue" nor empty.
    """
    when = when or default
    if when not in (NOW, QUEUE):
        raise GoalError(f'when "{when}" is unknown; choose "{NOW}" or "{QUEUE}"')
    return when == QUEUE
