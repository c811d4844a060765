import pytest
import rclpy
from rclpy.node import Node
from rclpy.parameter import Parameter
from reachy_common.errors import ConfigurationError
from reachy_common.parameters import bounded, declare, described, one_of
from reachy_common.testing import free_domain

TABLE = (
    ('gain', 1.0, bounded('A gain [-].', 0.0, 2.0)),
    ('fixed', 1.0, bounded('Another [-].', 0.0, 2.0, read_only=True)),
    ('on', True, described('Whether it is on.')),
    ('kind', 'a', one_of('A kind.', ('a', 'b'), read_only=True)),
)


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


def test_declared_parameters_have_their_defaults_or_what_was_given(make_node):
    node = make_node(gain=0.5)
    declare(node, TABLE)
    assert node.get_parameter('gain').value == 0.5
    assert node.get_parameter('kind').value == 'a'
    assert node.describe_parameter('kind').additional_constraints == 'one of: a, b'


@pytest.mark.parametrize(
    ('value', 'reason'),
    [(2.5, 'out of range Min: 0.0, Max: 2.0'), (float('nan'), 'nan'), (1, 'INTEGER'), ('x', 'x')],
)
def test_a_value_that_does_not_fit_is_refused_at_the_start(make_node, value, reason):
    with pytest.raises(ConfigurationError, match=rf'{reason}.*use a value such as gain:=1.0'):
        declare(make_node(gain=value), TABLE)


def test_ranges_and_read_only_hold_while_the_node_runs(make_node):
    node = make_node()
    declare(node, TABLE)

    def accepts(name: str, value: float) -> bool:
        return node.set_parameters([Parameter(name, value=value)])[0].successful

    assert accepts('gain', 2.0)
    assert not accepts('gain', 2.1)
    assert not accepts('gain', float('nan'))
    assert not accepts('fixed', 0.5)
