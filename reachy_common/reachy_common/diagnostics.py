"""Building of diagnostic messages."""

from collections.abc import Mapping

from builtin_interfaces.msg import Time
from diagnostic_msgs.msg import DiagnosticArray, DiagnosticStatus, KeyValue

__all__ = ['ERROR', 'OK', 'WARN', 'DiagnosticArray', 'diagnostic_array']

OK = DiagnosticStatus.OK
WARN = DiagnosticStatus.WARN
ERROR = DiagnosticStatus.ERROR


def diagnostic_array(
    stamp: Time, name: str, level: bytes, message: str, values: Mapping[str, str | int | float]
) -> DiagnosticArray:
    """Return a message with the status of one component.

    Args:
        stamp: Time of the status.
        name: Component, such as `reachy/motion: loop`.
        level: `OK`, `WARN` or `ERROR`.
        message: The status in a sentence.
        values: Figures by name, unit in the name; floats are shown with four significant digits.
    """
    status = DiagnosticStatus(name=name, level=level, message=message, hardware_id='reachy_mini')
    status.values = [
        KeyValue(key=key, value=f'{value:.4g}' if isinstance(value, float) else str(value))
        for key, value in values.items()
    ]
    array = DiagnosticArray(status=[status])
    array.header.stamp = stamp
    return array
