"""The exceptions by which a verb ends with a message or a status instead of a result."""


class CliError(Exception):
    """What went wrong, in one line for the user; the command exits with status 1."""


class Terminated(KeyboardInterrupt):
    """SIGTERM arrived. Whatever a verb cleans up after Ctrl-C it cleans up now as well."""
