"""How smoothly the robot is told to move: ours beside the raw output of the vendor's library.

Both play the same moves on a virtual clock at 100 Hz, no ROS involved. Raw is what the vendor's
programs send: dances as they are written, gotos that start from rest, and no transitions.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from reachy_motion.clips import Clip
from reachy_motion.dances import REMEDY, load_dances
from support.players import PERIOD_S, ComposedPlayer, RawPlayer
from support.scenarios import (
    BEGIN_S,
    Scenario,
    replaced_dances,
    replaced_goto,
    resumed_breathing,
    stopped_dances,
    undisturbed_goto,
    whole_dance,
)
from support.smoothness import GROUPS, distances, pooled
from support.table import print_table

NAMED = ('yeah_nod', 'grid_snap', 'jackson_square')  # the three that have steps of their own
# Two without steps: what an interruption adds to them shows.
SMOOTH, OTHER = 'side_to_side_sway', 'dizzy_spin'
STILL = 1e-9
HEADER = ('', *(text for name in 'vaj' for text in (f'{name} max', 'raw', f'{name} rms', 'raw')))


def scenarios(dances: Mapping[str, Clip]) -> dict[str, list[Scenario]]:
    """Return what is measured, by name."""
    named = {name: [whole_dance(dances[name])] for name in NAMED}
    return {
        'goto': [undisturbed_goto()],
        'goto replaced': [replaced_goto()],
        **named,
        f'all {len(dances)} dances': [whole_dance(clip) for clip in dances.values()],
        'dance stopped': stopped_dances(dances[SMOOTH]),
        'dance replaced': replaced_dances(dances[SMOOTH], dances[OTHER]),
        'breathing resumed': resumed_breathing(dances[SMOOTH]),
    }


def rows(name: str, runs: Sequence[Scenario]) -> list[list[str]]:
    """Return a row for each group of axes that moves."""
    ours = pooled([run.play(ComposedPlayer) for run in runs], PERIOD_S)
    raw = pooled([run.play(RawPlayer) for run in runs], PERIOD_S)
    table = []
    for group in GROUPS:
        figures = [
            value
            for our, their in zip(ours[group], raw[group], strict=True)
            for value in (our.largest, their.largest, our.rms, their.rms)
        ]
        if max(figures) > STILL:
            table.append([f'{name}, {group}', *map(with_prefix, figures)])
    return table


def with_prefix(value: float) -> str:
    """Return a number with three digits and a metric prefix."""
    for prefix, size in (('M', 1e6), ('k', 1e3)):
        if value >= size:
            return f'{value / size:.3g}{prefix}'
    return f'{value:.3g}'


def faithfulness(name: str, clips: Sequence[Clip]) -> list[str | float]:
    """Return the row of how far our dances are from the written ones."""
    begin = round(BEGIN_S / PERIOD_S)
    pairs = []
    for clip in clips:
        run = whole_dance(clip)
        end = begin + round(clip.duration_s / PERIOD_S)
        pairs.append([run.play(kind)[begin:end] for kind in (ComposedPlayer, RawPlayer)])
    ours, raw = (np.concatenate(parts) for parts in zip(*pairs, strict=True))
    return [name, *(value for figure in distances(ours, raw) for value in figure)]


def main() -> None:
    """Measure and print."""
    dances = {clip.name: clip for clip in load_dances()}
    if not dances:
        raise SystemExit(f'the dances are not installed; {REMEDY}')
    table = [row for name, runs in scenarios(dances).items() for row in rows(name, runs)]
    print_table('Velocity v, acceleration a, jerk j, per s, s^2, s^3: ours and raw', HEADER, table)
    groups = [f'{group} {kind}' for group in GROUPS[:3] for kind in ('max', 'rms')]
    distance = [faithfulness(name, [dances[name]]) for name in NAMED]
    distance.append(faithfulness(f'all {len(dances)} dances', list(dances.values())))
    print_table('Distance of our dances from the written ones', ['', *groups], distance)


if __name__ == '__main__':
    main()
