"""Show all of the parameters of a node in a YAML file format."""

import argparse
from typing import Any

import yaml
from rclpy.parameter import PARAMETER_SEPARATOR_STRING, parameter_value_to_python

from ros2cli.names import parse_node_name
from ros2cli.parameters import add_node_arguments, remote_parameters


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    add_node_arguments(parser)


def main(args: argparse.Namespace) -> None:
    """Print the parameters as a file that ``param load`` and ``--params-file`` take."""
    with remote_parameters(args) as parameters:
        names = parameters.names()
        values = [parameter_value_to_python(value) for value in parameters.values(names)]
    tree: dict[str, Any] = {}
    for name, value in zip(names, values, strict=True):
        _insert(tree, name, value)
    full_name = parse_node_name(args.node_name).full
    print(yaml.safe_dump({full_name: {'ros__parameters': tree}}, default_flow_style=False))


def _insert(tree: dict[str, Any], name: str, value: Any) -> None:
    """Put ``a.b.c`` below ``a`` and ``b``."""
    *groups, leaf = name.split(PARAMETER_SEPARATOR_STRING)
    for group in groups:
        tree = tree.setdefault(group, {})
    tree[leaf] = value
