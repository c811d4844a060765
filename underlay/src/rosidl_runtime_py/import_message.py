"""Find the Python class of an interface."""

import importlib
from typing import Any

from rosidl_parser.definition import NamespacedType

_FEEDBACK_MESSAGE = '_FeedbackMessage'


def import_message_from_namespaced_type(message_type: NamespacedType) -> Any:
    """Import the class of a message, service or action.

    Args:
        message_type: For example ``std_msgs/msg/String``, already split.

    Raises:
        ModuleNotFoundError: If there is no such package or kind of interface in it.
        AttributeError: If the package has no interface of this name.
    """
    module = importlib.import_module('.'.join(message_type.namespaces))
    name = message_type.name
    if name.endswith(_FEEDBACK_MESSAGE):
        # What an action sends while it runs is part of the action's class only.
        return getattr(module, name.removesuffix(_FEEDBACK_MESSAGE)).Impl.FeedbackMessage
    return getattr(module, name)
