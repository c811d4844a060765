from pathlib import Path

import pytest
import rclpy
import yaml
from rclpy.node import Node
from rclpy.parameter import Parameter
from reachy_common.parameters import declare
from reachy_common.testing import free_domain
from reachy_motion.limits import MotionLimits
from reachy_motion.robot_parameters import PARAMETERS, guard_limits

CONFIG = Path(__file__).parents[1] / 'config' / 'robot.yaml'


@pytest.fixture
def make_node():
    context = rclpy.Context()
    rclpy.init(context=context, domain_id=free_domain())
    nodes = []

    def make(**values) -> Node:
        overrides = [Parameter(name, value=value) for name, value in values.items()]
        nodes.append(rclpy.create_node('x', context=context, parameter_overrides=overrides))
        return nodes[-1]

    yield make
    for node in nodes:
        node.destroy_node()
    rclpy.shutdown(context=context)


def test_the_file_holds_the_defaults_of_every_parameter():
    written = yaml.safe_load(CONFIG.read_text())['/**/robot']['ros__parameters']
    table = {name: default for name, default, _ in PARAMETERS}
    assert written == table
    assert {name: type(value) for name, value in written.items()} == {
        name: type(value) for name, value in table.items()
    }


def test_every_parameter_is_described():
    for name, _, descriptor in PARAMETERS:
        assert descriptor.description.endswith('.'), name


def test_the_guard_is_wider_than_motion_by_the_factors(make_node):
    node = make_node(guard_velocity_factor=1.5, guard_acceleration_factor=3.0)
    declare(node, PARAMETERS)
    limits, motion = guard_limits(node), MotionLimits()
    assert limits.velocity == pytest.approx(1.5 * motion.velocity)
    assert limits.acceleration == pytest.approx(3.0 * motion.acceleration)
    assert limits.upper == pytest.approx(motion.upper)
