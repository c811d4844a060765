"""The command as a user runs it, and its picture."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest
from PIL import Image
from rclpy.parameter import Parameter
from reachy_common.testing import Observer, free_domain
from reachy_interfaces.msg import HeadTarget
from reachy_motion.conversions import target_to_msg
from reachy_motion.plot_motion import main
from reachy_motion.plot_motion_figure import save_figure
from reachy_motion.plot_motion_signals import Signal
from reachy_motion.robot_node import RobotNode

from reachy_common import qos


def run(*arguments: object, domain: int) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, '-m', 'reachy_motion.plot_motion', *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, 'ROS_DOMAIN_ID': str(domain)},
        check=False,
    )


def pixels(path, **changes: float) -> np.ndarray:
    """Return the picture of a still robot of which some axes move as said."""
    times_s = np.arange(0.0, 2.0, 0.01)
    target = np.zeros((len(times_s), 9))
    measured = np.zeros((len(times_s), 9))
    target[:, 3] = changes.get('target_roll', 0.0) * np.sin(2.0 * times_s)
    measured[:, 3] = changes.get('measured_roll', 0.0) * np.sin(2.0 * times_s)
    save_figure(path, Signal(times_s, target), Signal(times_s, measured), 'a title')
    with Image.open(path) as image:
        assert image.format == 'PNG'
        return np.asarray(image.convert('RGB'), dtype=float)


def test_each_axis_has_its_panel(tmp_path):
    close = pixels(tmp_path / 'a.png', target_roll=0.3, measured_roll=0.25)
    far = pixels(tmp_path / 'b.png', target_roll=0.3, measured_roll=0.1)
    height, width, _ = close.shape
    assert (width, height) == (1540, 880)
    changed = np.abs(far - close).sum(axis=2)
    rows, columns = np.nonzero(changed)
    # Roll is the first panel of the second row.
    assert rows.min() > 0.3 * height
    assert rows.max() < 0.7 * height
    assert columns.max() < 0.36 * width


def test_the_same_recording_makes_the_same_picture(tmp_path):
    first = pixels(tmp_path / 'a.png', target_roll=0.3)
    assert np.array_equal(first, pixels(tmp_path / 'b.png', target_roll=0.3))


def test_a_moving_robot_is_plotted(tmp_path):
    path, domain = tmp_path / 'motion.png', free_domain()
    with Observer(domain, namespace='/other') as observer:
        observer.run(
            RobotNode(
                context=observer.context,
                namespace='/other',
                parameter_overrides=[Parameter('backend', value='mock')],
            )
        )
        targets = observer.node.create_publisher(HeadTarget, 'target', qos.TARGET_OUT)
        posture = np.zeros(9)

        def on_timer() -> None:
            now = observer.node.get_clock().now()
            posture[6] = 0.5 * np.sin(2.0 * now.nanoseconds * 1e-9)
            targets.publish(target_to_msg(posture, now.to_msg()))

        observer.node.create_timer(0.01, on_timer)
        results: list[subprocess.CompletedProcess] = []
        command = threading.Thread(
            target=lambda: results.append(
                run('--namespace', '/other', '--seconds', 2, '--output', path, domain=domain)
            )
        )
        command.start()
        observer.wait(lambda: results, timeout_s=60.0)
        command.join()
    assert results[0].returncode == 0, results[0].stderr
    targets_plotted, _, measured_plotted, *_ = results[0].stdout.split(': ')[1].split()
    assert int(targets_plotted) > 100
    assert int(measured_plotted) > 50
    with Image.open(path) as image:
        assert image.size == (1540, 880)


def test_without_a_robot_it_says_what_is_missing(tmp_path):
    result = run('--output', tmp_path / 'a.png', '--seconds', 0.1, domain=free_domain())
    assert result.returncode == 1
    assert result.stderr.startswith('plot_motion: nothing came on /reachy/target, /reachy/head')
    assert 'ROS_DOMAIN_ID' in result.stderr
    assert result.stderr.count('\n') == 1
    assert not (tmp_path / 'a.png').exists()


@pytest.mark.parametrize(
    ('arguments', 'reason'),
    [
        (('--output', 'a.jpg'), 'does not end in .png'),
        (('--output', 'absent/a.png'), 'folder of'),
        (('--namespace', 'no good'), "'no good' is no namespace"),
        (('--seconds', 'nan'), 'no number from 0.1 to 120'),
        (('--seconds', '0'), 'no number from 0.1 to 120'),
        (('--seconds', '1000'), 'no number from 0.1 to 120'),
    ],
)
def test_malformed_arguments_are_explained(arguments, reason, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert reason in capsys.readouterr().err
