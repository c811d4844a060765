"""A launch description for people to read."""

from collections.abc import Iterable

from launch.actions import EmitEvent, ExecuteProcess, LogInfo, RegisterEventHandler
from launch.launch_description import LaunchDescription
from launch.launch_description_entity import LaunchDescriptionEntity
from launch.substitution import Substitution


class LaunchIntrospector:
    """Shows the tree of what a launch description may lead to, without running it."""

    def format_launch_description(self, launch_description: LaunchDescription) -> str:
        """Return one line per entity, indented below what leads to it."""
        lines = ['LaunchDescription']
        lines += _format_entities(launch_description.entities, '')
        return '\n'.join(lines)


def _format_entities(entities: Iterable[LaunchDescriptionEntity], indent: str) -> list[str]:
    entities = list(entities)
    lines = []
    for index, entity in enumerate(entities, 1):
        is_last = index == len(entities)
        lines.append(f'{indent}{"└── " if is_last else "├── "}{_format_entity(entity)}')
        below = list(entity.describe_sub_entities())
        for _, conditional in entity.describe_conditional_sub_entities():
            below += conditional
        lines += _format_entities(below, indent + ('    ' if is_last else '│   '))
    return lines


def _format_entity(entity: LaunchDescriptionEntity) -> str:
    name = type(entity).__name__
    if isinstance(entity, LogInfo):
        return f'{name}({_format_text(entity.msg)})'
    if isinstance(entity, EmitEvent):
        return f"{name}(event='{entity.event.name}')"
    if isinstance(entity, ExecuteProcess):
        return f'{name}(cmd=[{", ".join(map(_format_text, entity.cmd))}])'
    if isinstance(entity, RegisterEventHandler):
        return f'{name}({type(entity.event_handler).__name__})'
    return f'{name}()'


def _format_text(parts: Iterable[Substitution]) -> str:
    return ' + '.join(part.describe() for part in parts)
