"""Statistics over the newest messages, for the verbs that measure topics."""

import math
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple


class Summary(NamedTuple):
    """Mean, extremes and spread of some values, in their unit."""

    mean: float
    smallest: float
    largest: float
    std_dev: float
    size: int

    @classmethod
    def of(cls, values: Iterable[float]) -> 'Summary':
        """Summarize at least one value."""
        values = list(values)
        mean = math.fsum(values) / len(values)
        variance = math.fsum((value - mean) ** 2 for value in values) / len(values)
        return cls(mean, min(values), max(values), math.sqrt(variance), len(values))


class RateWindow:
    """The intervals between messages, reported at most once a second."""

    _REPORT_PERIOD_S = 1.0

    def __init__(self, size: int) -> None:
        self._intervals_s: deque[float] = deque(maxlen=size)
        self._last_s: float | None = None
        self._reported_s: float | None = None

    def add(self, time_s: float) -> None:
        """Note a message; a clock that runs backwards starts over."""
        if self._last_s is not None and time_s < self._last_s:
            self._intervals_s.clear()
            self._reported_s = None
        elif self._last_s is not None:
            self._intervals_s.append(time_s - self._last_s)
        self._last_s = time_s

    def report(self) -> str | None:
        """Describe the rate, if a second of messages has come since the last time."""
        if self._last_s is None or not self._intervals_s:
            return None
        if self._reported_s is None:
            self._reported_s = self._last_s
        if self._last_s < self._reported_s + self._REPORT_PERIOD_S:
            return None
        self._reported_s = self._last_s
        interval = Summary.of(self._intervals_s)
        rate_hz = 1.0 / interval.mean if interval.mean > 0.0 else 0.0
        return f'average rate: {rate_hz:.3f}\n{describe_times(interval)}'


class BandwidthWindow:
    """The sizes and times of messages."""

    def __init__(self, size: int) -> None:
        self._messages: deque[tuple[float, int]] = deque(maxlen=size)

    def add(self, time_s: float, size: int) -> None:
        """Note a message of so many bytes."""
        self._messages.append((time_s, size))

    def report(self, now_s: float) -> str | None:
        """Describe the bandwidth until now, if there have been two messages."""
        if len(self._messages) < 2:
            return None
        elapsed_s = now_s - self._messages[0][0]
        if elapsed_s <= 0.0:
            self._messages.clear()
            return None
        sizes = Summary.of(size for _, size in self._messages)
        rate = sizes.mean * sizes.size / elapsed_s
        unit, scale, digits = _unit_for(rate)
        shown_rate, mean, smallest, largest = (
            f'{value / scale:.{digits}f} {unit}'
            for value in (rate, sizes.mean, sizes.smallest, sizes.largest)
        )
        return (
            f'{shown_rate}/s from {sizes.size} messages\n'
            f'\tMessage size mean: {mean} min: {smallest} max: {largest}'
        )


class DelayWindow:
    """The ages of messages when they arrived."""

    def __init__(self, size: int) -> None:
        self._delays_s: deque[float] = deque(maxlen=size)
        self._is_new = False

    def add(self, delay_s: float) -> None:
        """Note how old a message was."""
        self._delays_s.append(delay_s)
        self._is_new = True

    def report(self) -> str | None:
        """Describe the delays, or the lack of new messages after the first."""
        if not self._delays_s:
            return None
        if not self._is_new:
            return 'no new messages'
        self._is_new = False
        delay = Summary.of(self._delays_s)
        return f'average delay: {delay.mean:.3f}\n{describe_times(delay)}'


def describe_times(times_s: Summary) -> str:
    """Write the second line of a report about times."""
    return (
        f'\tmin: {times_s.smallest:.3f}s max: {times_s.largest:.3f}s '
        f'std dev: {times_s.std_dev:.5f}s window: {times_s.size}'
    )


def _unit_for(rate: float) -> tuple[str, float, int]:
    """Choose unit, its size in bytes and the digits to show for a rate in bytes per second."""
    if rate < 1e3:
        return 'B', 1.0, 0
    if rate < 1e6:
        return 'KB', 1e3, 2
    return 'MB', 1e6, 2
