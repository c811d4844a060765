"""Whether anything that may happen makes the target exceed its limits.

Random sequences of gotos, dances, emotions, cancels, stops, offsets and listening drive a composer
on a virtual clock. The table shows the largest share of each limit that any step between two ticks
has used; the limit is 1.
"""

import argparse
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray
from reachy_motion.clips import ClipMove
from reachy_motion.composer import Composer, ComposerConfig
from reachy_motion.errors import MotionError
from reachy_motion.goto import Goto
from reachy_motion.kinematics import HeadKinematics
from reachy_motion.library import MoveLibrary
from reachy_motion.limits import MotionLimits
from reachy_motion.posture import AXES, in_body, neutral
from reachy_motion.reach import Reach
from support.table import print_table

DT_S = 0.01
EVENTS = 8
LIMITS = MotionLimits()


class Chaos:
    """Everything that may happen to a composer, in any order.

    Args:
        reach: The reach of the head's mechanism.
        library: Where dances and emotions come from.
        random: Where chance comes from.
    """

    def __init__(self, reach: Reach, library: MoveLibrary, random: np.random.Generator) -> None:
        self._reach, self._library, self._random = reach, library, random
        self._composer = Composer(ComposerConfig(), neutral(), 0.0, reach)
        self._now_s, self._last = 0.0, 0

    def run(self) -> NDArray[np.float64]:
        """Return the targets of one random sequence, (n, 9)."""
        path = [self._composer.posture] * 2
        for _ in range(EVENTS):
            # A goal out of reach is refused, and must not move anything either.
            with suppress(MotionError):
                self._random.choice(
                    [self._goto, self._clip, self._cancel, self._stop, self._listen, self._offset]
                )()
            for _ in range(self._random.integers(0, 60)):
                self._now_s += DT_S
                path.append(self._composer.step(self._now_s))
        return np.array(path)

    def _goto(self) -> None:
        head = self._random.uniform(-1.0, 1.0, 6) * (0.03, 0.03, 0.02, 0.5, 0.5, 2.5)
        goals = {'head': head, 'antennas': self._random.uniform(-3.0, 3.0, 2)}
        if self._random.random() < 0.3:
            goals['body'] = self._random.uniform(-1.0, 1.0, 1)
        self._play(Goto(goals, LIMITS, check_reach=self._reach.check))

    def _clip(self) -> None:
        kind = self._random.choice(['dance', 'emotion'])
        clip = self._library.get(kind, 'random', self._random)
        speed, amplitude = self._random.uniform((0.5, 0.3), (3.0, 2.0))
        self._play(ClipMove(clip, speed, amplitude, int(self._random.integers(1, 3))))

    def _play(self, move: Goto | ClipMove) -> None:
        sequencer = self._composer.sequencer
        play = sequencer.enqueue if self._random.random() < 0.3 else sequencer.play_now
        self._last = play(move)

    def _cancel(self) -> None:
        self._composer.sequencer.cancel(self._last)

    def _stop(self) -> None:
        self._composer.sequencer.stop()

    def _listen(self) -> None:
        self._composer.listening.set(bool(self._random.random() < 0.5))

    def _offset(self) -> None:
        value = self._random.uniform(-1.0, 1.0, 6) * ([0.08] * 3 + [1.5] * 3)
        source = f'source {self._random.integers(3)}'
        self._composer.offsets.update(source, value, self._now_s, self._now_s)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--sequences', type=int, default=1000, help='how many sequences')
    parser.add_argument('--seed', type=int, default=1, help='of the random numbers')
    arguments = parser.parse_args()
    kinematics, library = HeadKinematics(), MoveLibrary()
    reach, random = Reach(kinematics), np.random.default_rng(arguments.seed)
    position, velocity, acceleration = np.zeros(9), np.zeros(9), np.zeros(9)
    steps = unreachable = 0
    for _ in range(arguments.sequences):
        targets = Chaos(reach, library, random).run()
        unreachable += sum(not kinematics.reaches(target) for target in targets)
        steps += len(targets)
        path = np.array([in_body(target) for target in targets])
        speeds = np.diff(path, axis=0) / DT_S
        centre, half = (LIMITS.upper + LIMITS.lower) / 2, (LIMITS.upper - LIMITS.lower) / 2
        position = np.maximum(position, (np.abs(path - centre) / half).max(axis=0))
        velocity = np.maximum(velocity, (np.abs(speeds) / LIMITS.velocity).max(axis=0))
        rates = np.abs(np.diff(speeds, axis=0)) / DT_S / LIMITS.acceleration
        acceleration = np.maximum(acceleration, rates.max(axis=0))
    print_table(
        f'Largest share of the limits, {arguments.sequences} random sequences, {steps} steps',
        ['axis', 'position', 'velocity', 'acceleration'],
        [
            [axis, f'{position[i]:.6f}', f'{velocity[i]:.6f}', f'{acceleration[i]:.6f}']
            for i, axis in enumerate(AXES)
        ],
    )
    print(f'targets out of reach of the mechanism: {unreachable} of {steps}')


if __name__ == '__main__':
    main()
