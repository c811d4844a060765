"""The action `play_move` and the service `list_moves`."""

import numpy as np
from rclpy.node import Node
from reachy_interfaces.action import PlayMove as PlayMoveAction
from reachy_interfaces.msg import MoveInfo
from reachy_interfaces.srv import ListMoves

from reachy_motion.clips import ClipMove
from reachy_motion.library import MoveLibrary
from reachy_motion.move_goals import QUEUE, clip_from_goal
from reachy_motion.move_server import MoveServer
from reachy_motion.moves import Move
from reachy_motion.player import Player
from reachy_motion.sequencer import MoveProgress


class PlayServer(MoveServer):
    """Plays the moves of a library, and lists them.

    Args:
        node: Node that offers the action.
        player: Plays the moves.
        library: The moves that there are.
    """

    def __init__(self, node: Node, player: Player, library: MoveLibrary) -> None:
        self._library = library
        self._generator = np.random.default_rng()
        super().__init__(node, PlayMoveAction, 'play_move', player, when=QUEUE)
        node.create_service(ListMoves, 'list_moves', self._on_list)

    def _make_move(self, goal: PlayMoveAction.Goal) -> ClipMove:
        return clip_from_goal(goal, self._library, self._generator)

    def _make_feedback(self, move: Move, progress: MoveProgress) -> PlayMoveAction.Feedback:
        assert isinstance(move, ClipMove)
        return PlayMoveAction.Feedback(
            name=move.name,
            sound=move.clip.sound,
            elapsed=progress.elapsed_s,
            progress=progress.fraction,
        )

    def _on_list(self, _: ListMoves.Request, response: ListMoves.Response) -> ListMoves.Response:
        response.moves = [
            MoveInfo(
                name=info.name,
                kind=info.kind,
                duration=info.duration_s,
                description=info.description,
            )
            for info in self._library.infos()
        ]
        return response
