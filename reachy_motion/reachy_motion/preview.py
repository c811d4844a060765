"""The command `preview_move`: a picture of what the simulated robot does in a move.

A contact sheet (`.png`), an animated picture (`.gif`, `.webp`), or, without the name of a move,
one telling moment of each move.
"""

import argparse
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from reachy_motion.clips import Clip
from reachy_motion.contact_sheet import contact_sheet
from reachy_motion.errors import MotionError, RobotError
from reachy_motion.library import KINDS, MoveLibrary
from reachy_motion.limits import MotionLimits
from reachy_motion.render import GL_REMEDY, choose_gl

if TYPE_CHECKING:
    from reachy_motion.film import Camera

ANIMATED = ('.gif', '.webp')
FORMATS = ('.png', *ANIMATED)
COLUMNS, OVERVIEW_COLUMNS = 8, 6
FRAMES = range(2, 101)
SIDES_PX = range(64, 1025)
FRAMES_PER_S = 12.5  # GIF counts in hundredths of a second
COLOURS = 64
WEBP_QUALITY = 60
PROBE_S = 0.02


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        library = MoveLibrary(options.folder)
        for error in library.errors:
            print(f'preview_move: {error}', file=sys.stderr)
        if options.list:
            _print_list(library, options.kind)
            return 0
        clips = _chosen(library, options.kind, options.name)
        output = options.output or Path(f'{clips[0].name if options.name else "moves"}.png')
        if output.suffix in ANIMATED and not options.name:
            parser.error(f'name one move to animate for {output}')
        _save(clips, output, options)
    except (MotionError, OSError) as err:
        # Drawing contexts that MuJoCo could not complete complain when they are deleted.
        sys.unraisablehook = lambda _: None
        print(f'preview_move: {err}', file=sys.stderr)
        return 1
    print(output)
    return 0


def telling_moment(clip: Clip) -> float:
    """Return when a clip is farthest from neutral, every axis in proportion to its range [s]."""
    limits = MotionLimits()
    scale = limits.upper - limits.lower
    times = np.arange(0.0, clip.duration_s, PROBE_S)
    distances = [np.linalg.norm(clip.sample(t_s) / scale) for t_s in times]
    return float(times[int(np.argmax(distances))])


def _chosen(library: MoveLibrary, kind: str, name: str) -> list[Clip]:
    generator = np.random.default_rng()
    if name:
        from_file = library.read(Path(name))
        return [from_file or library.get(kind, name, generator)]
    return [
        library.get(info.kind, info.name, generator)
        for info in library.infos()
        if kind in ('', info.kind)
    ]


def _save(clips: list[Clip], output: Path, options: argparse.Namespace) -> None:
    choose_gl()
    try:  # late, because MuJoCo looks for its drawing library when it is imported
        from reachy_motion.film import Camera

        camera = Camera(options.size)
    except (ImportError, AttributeError, RuntimeError) as err:  # by what is missing
        raise RobotError(f'off-screen rendering failed: {err}; {GL_REMEDY}') from err
    try:
        if not options.name:
            _overview(camera, clips).save(output, optimize=True)
        elif output.suffix in ANIMATED:
            _animate(camera, clips[0], output)
        else:
            _strip(camera, clips[0], options.frames).save(output, optimize=True)
    finally:
        camera.close()


def _strip(camera: 'Camera', clip: Clip, frames: int) -> Image.Image:
    times = np.linspace(0.0, clip.duration_s, frames)
    pictures = camera.film(clip, times.tolist())
    labels = [f'{t_s:.2f} s' for t_s in times]
    return contact_sheet(pictures, labels, COLUMNS, f'{clip.name}: {clip.description}')


def _overview(camera: 'Camera', clips: list[Clip]) -> Image.Image:
    pictures = [camera.film(clip, [telling_moment(clip)])[0] for clip in clips]
    return contact_sheet(pictures, [clip.name for clip in clips], OVERVIEW_COLUMNS)


def _animate(camera: 'Camera', clip: Clip, output: Path) -> None:
    times = np.arange(math.ceil(clip.duration_s * FRAMES_PER_S) + 1) / FRAMES_PER_S
    pictures = [Image.fromarray(picture) for picture in camera.film(clip, times.tolist())]
    if output.suffix == '.gif':
        # One palette for all pictures, and no dithering, so that what rests does not flicker.
        palette = pictures[len(pictures) // 2].quantize(COLOURS)
        pictures = [
            picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures
        ]
    pictures[0].save(
        output,
        save_all=True,
        append_images=pictures[1:],
        duration=round(1000.0 / FRAMES_PER_S),
        loop=0,
        quality=WEBP_QUALITY,
    )


def _print_list(library: MoveLibrary, kind: str) -> None:
    for info in library.infos():
        if kind in ('', info.kind):
            print(f'{info.kind:9} {info.name:24} {info.duration_s:5.1f} s  {info.description}')


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='preview_move', description='Show what the simulated robot does in a move.'
    )
    add = parser.add_argument
    add('name', nargs='?', default='', help='a move or its file; none: a moment of each move')
    add('--kind', choices=KINDS, default='')
    add('--folder', type=Path, action='append', default=[], help='more moves; may be repeated')
    add('--list', action='store_true', help='list the moves')
    add('--output', type=_picture, metavar='FILE', help=f'{", ".join(FORMATS)}; default NAME.png')
    add('--frames', type=_within(FRAMES), default=8, help='pictures on a contact sheet')
    add('--size', type=_within(SIDES_PX), default=240, help='width of a picture [px]')
    return parser


def _picture(text: str) -> Path:
    path = Path(text)
    if path.suffix not in FORMATS:
        raise argparse.ArgumentTypeError(f'{text!r} does not end in one of {", ".join(FORMATS)}')
    return path


def _within(allowed: range) -> Callable[[str], int]:
    """Return what reads a whole number of a range from the command line."""

    def number(text: str) -> int:
        if not text.isdecimal() or int(text) not in allowed:
            raise argparse.ArgumentTypeError(
                f'{text!r} is no number from {allowed[0]} to {allowed[-1]}'
            )
        return int(text)

    return number


if __name__ == '__main__':
    raise SystemExit(main())
