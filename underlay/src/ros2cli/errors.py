"""The one exception by which a verb ends with a message instead of a result."""


class CliError(Exception):
    """What went wrong, in one line for the user; the command exits with status 1."""
