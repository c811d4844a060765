"""A namespace for all nodes of a group."""

from typing import Any

from launch import Action, LaunchContext, SomeSubstitutionsType
from launch.utilities import normalize_to_list_of_substitutions, perform_substitutions
from launch_ros.names import join_namespace

ROS_NAMESPACE = 'ros_namespace'


class PushRosNamespace(Action):
    """Puts the following nodes, to the end of the group, below a namespace."""

    def __init__(self, namespace: SomeSubstitutionsType, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.namespace = normalize_to_list_of_substitutions(namespace)

    def execute(self, context: LaunchContext) -> None:
        """Add to the namespace that holds here.

        Raises:
            ValueError: If the result is no valid namespace.
        """
        context.launch_configurations[ROS_NAMESPACE] = join_namespace(
            context.launch_configurations.get(ROS_NAMESPACE),
            perform_substitutions(context, self.namespace),
        )
