"""A module is pure, free of ROS, unless it is listed here."""

import subprocess
import sys
from pathlib import Path

import reachy_motion

ROS_MODULES = {
    'conversions',
    'description_node',
    'description_parameters',
    'errand_server',
    'goto_server',
    'move_goals',
    'move_server',
    'offset_input',
    'play_server',
    'motion_node',
    'motion_parameters',
    'motor_service',
    'robot_health',
    'plot_motion',
    'plot_motion_recorder',
    'robot_node',
    'robot_parameters',
}


def test_importing_pure_modules_leaves_ros_out():
    folder = Path(reachy_motion.__file__).parent
    files = [file.relative_to(folder).with_suffix('') for file in folder.rglob('*.py')]
    modules = {'.'.join(file.parts) for file in files}
    assert modules >= ROS_MODULES
    pure = [f'reachy_motion.{name}' for name in sorted(modules - ROS_MODULES)]
    code = (
        f'import importlib, sys; [importlib.import_module(m) for m in {pure}]; '
        'sys.exit(", ".join(m for m in ("rclpy", "reachy_interfaces") if m in sys.modules) or 0)'
    )
    result = subprocess.run(
        [sys.executable, '-c', code], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
