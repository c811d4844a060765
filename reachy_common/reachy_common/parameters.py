"""Tables of parameters: one row is name, default and descriptor.

The table is the one place that says what a parameter means, which values it takes and whether it
can change while the node runs.
"""

from collections.abc import Sequence

from rcl_interfaces.msg import FloatingPointRange, ParameterDescriptor
from rclpy.exceptions import InvalidParameterTypeException, InvalidParameterValueException
from rclpy.node import Node

from reachy_common.errors import ConfigurationError

Value = bool | int | float | str
Table = Sequence[tuple[str, Value, ParameterDescriptor]]


def described(description: str, *, read_only: bool = False) -> ParameterDescriptor:
    """Describe a parameter that may have any value of its type.

    Args:
        description: What it means, and its unit.
        read_only: Whether it keeps the value that it starts with.
    """
    return ParameterDescriptor(description=description, read_only=read_only)


def bounded(
    description: str, low: float, high: float, *, read_only: bool = False
) -> ParameterDescriptor:
    """Describe a floating-point parameter with a range, which also keeps NaN out.

    Args:
        description: What it means, and its unit.
        low: Smallest value.
        high: Largest value.
        read_only: Whether it keeps the value that it starts with.
    """
    return ParameterDescriptor(
        description=description,
        read_only=read_only,
        floating_point_range=[FloatingPointRange(from_value=low, to_value=high)],
    )


def one_of(
    description: str, choices: Sequence[str], *, read_only: bool = False
) -> ParameterDescriptor:
    """Describe a text parameter that knows a few values; whoever uses the value checks it.

    Args:
        description: What it means.
        choices: The values.
        read_only: Whether it keeps the value that it starts with.
    """
    return ParameterDescriptor(
        description=description,
        read_only=read_only,
        additional_constraints=f'one of: {", ".join(choices)}',
    )


def declare(node: Node, table: Table) -> None:
    """Declare the parameters of a table; values from files and command lines replace defaults.

    Raises:
        ConfigurationError: If a value does not fit; names parameter, value and remedy.
    """
    for name, default, descriptor in table:
        try:
            node.declare_parameter(name, default, descriptor)
        except (InvalidParameterTypeException, InvalidParameterValueException) as err:
            reason = str(err).removesuffix(f': {name}')
            raise ConfigurationError(f'{reason}; use a value such as {name}:={default}') from err
