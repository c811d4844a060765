"""The base of the suite's errors."""


class ReachyError(Exception):
    """An error whose text is fit to be shown to a user: the value, the limit, the remedy."""


class ConfigurationError(ReachyError):
    """A parameter has a value that the node cannot start with."""
