"""The picture of `plot_motion`: nine axes, each with its target and what was measured."""

from pathlib import Path
from typing import Any, Final

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reachy_motion.plot_motion_signals import Signal, compare
from reachy_motion.posture import AXES, UNITS

SHOWN: Final = {'m': ('mm', 1e3), 'rad': ('deg', np.degrees(1.0))}
TARGET_COLOR: Final = '#9aa5b1'
MEASURED_COLORS: Final = ('#0b7285', '#5f3dc4', '#c2410c')  # one for each row
# A signal that hardly moves must not fill its panel with noise.
SMALLEST_RANGE: Final = {'mm': 4.0, 'deg': 4.0}
STYLE: Final[dict[Any, Any]] = {
    'axes.edgecolor': '#c5ccd3',
    'axes.grid': True,
    'axes.spines.right': False,
    'axes.spines.top': False,
    'axes.titlesize': 11,
    'axes.titleweight': 'bold',
    'font.size': 9,
    'grid.color': '#e9ecef',
    'legend.fontsize': 8.5,
    'text.color': '#212529',
}


def save_figure(path: Path, target: Signal, measured: Signal, title: str) -> None:
    """Draw target and measured postures, (N, 9) and (M, 9), and save them as a PNG file."""
    begin_s = min(target.times_s[0], measured.times_s[0])
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(14.0, 8.0), dpi=110)
        figure.set_layout_engine('constrained', w_pad=0.12)
        figure.suptitle(title, fontsize=13)
        panels = figure.subplots(3, 3, sharex=True)
        for index, panel in enumerate(panels.flat):
            _draw(panel, index, target.axis(index), measured.axis(index), begin_s)
        for panel in panels[-1]:
            panel.set_xlabel('time [s]')
        figure.savefig(path, format='png')


def _draw(panel: Axes, index: int, target: Signal, measured: Signal, begin_s: float) -> None:
    unit, scale = SHOWN[UNITS[index]]
    comparison = compare(target, measured)
    label = f'measured: RMS error {scale * comparison.rms:.1f} {unit}'
    if comparison.delay_s == comparison.delay_s:
        label += f', {1e3 * comparison.delay_s:.0f} ms late'
    color = MEASURED_COLORS[index // 3]
    times_s = target.times_s - begin_s
    panel.plot(times_s, scale * target.values, color=TARGET_COLOR, linewidth=3.0, label='target')
    times_s = measured.times_s - begin_s
    panel.plot(times_s, scale * measured.values, color=color, linewidth=1.3, label=label)
    panel.set_title(AXES[index], loc='left')
    panel.set_ylabel(f'[{unit}]')
    panel.margins(x=0.0)
    low, high = panel.get_ylim()
    half = 0.5 * max(high - low, SMALLEST_RANGE[unit])
    middle = 0.5 * (low + high)
    # Room above the curves for the legend.
    panel.set_ylim(middle - half, middle + 1.6 * half)
    panel.legend(loc='upper left', frameon=False)
