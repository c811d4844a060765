"""The command `plot_motion`: a picture of how well the robot follows its targets."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import rclpy
from rclpy.exceptions import InvalidNamespaceException
from rclpy.executors import ExternalShutdownException
from rclpy.utilities import remove_ros_args
from rclpy.validate_namespace import validate_namespace

from reachy_motion.errors import RobotError
from reachy_motion.plot_motion_figure import save_figure
from reachy_motion.plot_motion_recorder import MotionRecorder

LONGEST_S = 120.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    options = _parser().parse_args(remove_ros_args(words))
    rclpy.init(args=words)
    try:
        node = rclpy.create_node('plot_motion', namespace=options.namespace)
        try:
            print(f'recording {options.seconds:g} s ...', flush=True)
            target, measured = MotionRecorder(node).record(options.seconds)
        finally:
            node.destroy_node()
        title = f'Target and measured motion of {options.namespace}'
        save_figure(options.output, target, measured, title)
    except (KeyboardInterrupt, ExternalShutdownException):
        print('plot_motion: interrupted; nothing is saved', file=sys.stderr)
        return 130
    except (RobotError, OSError) as err:
        print(f'plot_motion: {err}', file=sys.stderr)
        return 1
    finally:
        rclpy.try_shutdown()
    counts = f'{len(target.times_s)} targets, {len(measured.times_s)} measured postures'
    print(f'{options.output}: {counts}')
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog='plot_motion',
        description='Record a few seconds of motion and plot target against measured.',
    )
    add = parser.add_argument
    add('--seconds', type=_seconds, default=5.0, help='how long (default: 5)')
    add('--output', type=_png, default=Path('motion.png'), metavar='FILE.png')
    add('--namespace', type=_namespace, default='/reachy', help='of the robot (default: /reachy)')
    return parser


def _namespace(text: str) -> str:
    namespace = f'/{text.strip("/")}'
    try:
        validate_namespace(namespace)
    except InvalidNamespaceException as err:
        raise argparse.ArgumentTypeError(
            f'{text!r} is no namespace; use letters, digits and _, such as /reachy'
        ) from err
    return namespace


def _png(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() != '.png':
        raise argparse.ArgumentTypeError(f'{text!r} does not end in .png')
    if not path.absolute().parent.is_dir():  # known before recording, not after
        raise argparse.ArgumentTypeError(f'the folder of {text!r} does not exist; make it first')
    return path


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.1 <= seconds <= LONGEST_S:
        raise argparse.ArgumentTypeError(f'{text!r} is no number from 0.1 to {LONGEST_S:g}')
    return seconds


if __name__ == '__main__':
    raise SystemExit(main())
