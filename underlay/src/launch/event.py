"""The base of all events."""


class Event:
    """Something that happened, or that shall happen; event handlers react to it."""

    name = 'launch.Event'
