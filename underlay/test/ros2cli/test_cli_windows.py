"""Statistics of rates, bandwidths and delays, against values worked out by hand."""

import pytest
from ros2cli.windows import BandwidthWindow, DelayWindow, RateWindow, Summary


def test_summary_is_the_mean_the_extremes_and_the_population_deviation():
    assert Summary.of([1.0, 3.0]) == (2.0, 1.0, 3.0, 1.0, 2)


def test_rate_is_reported_once_a_second_of_messages():
    window = RateWindow(100)
    reports = []
    for index in range(23):
        window.add(10.0 + 0.1 * index)
        reports.append(window.report())
    told = [index for index, report in enumerate(reports) if report]
    # The second message begins the first second.
    assert told == pytest.approx([11, 21], abs=1)
    assert reports[told[0]].splitlines()[0] == 'average rate: 10.000'


def test_rate_uses_the_newest_intervals():
    window = RateWindow(2)
    for time_s in (0.0, 0.5, 1.0, 1.25, 1.5):
        window.add(time_s)
        report = window.report()
    assert report == ('average rate: 4.000\n\tmin: 0.250s max: 0.250s std dev: 0.00000s window: 2')


def test_rate_starts_over_when_the_clock_runs_backwards():
    window = RateWindow(100)
    for time_s in (50.0, 51.0, 1.0, 1.5, 2.5):
        window.add(time_s)
        report = window.report()
    assert report == ('average rate: 1.333\n\tmin: 0.500s max: 1.000s std dev: 0.25000s window: 2')


def test_rate_of_messages_at_the_same_time_is_not_infinite():
    window = RateWindow(2)
    for _ in range(3):
        window.add(1.0)
        window.report()
    assert window.report() is None


@pytest.mark.parametrize(
    ('size', 'expected'),
    [
        (
            100,
            '100 B/s from 2 messages\n\tMessage size mean: 100 B min: 100 B max: 100 B',
        ),
        (
            10_000,
            '10.00 KB/s from 2 messages\n\tMessage size mean: 10.00 KB min: 10.00 KB '
            'max: 10.00 KB',
        ),
        (
            1_500_000,
            '1.50 MB/s from 2 messages\n\tMessage size mean: 1.50 MB min: 1.50 MB max: 1.50 MB',
        ),
    ],
)
def test_bandwidth_until_now_in_a_fitting_unit(size, expected):
    window = BandwidthWindow(2)
    # The first is pushed out by the third.
    for time_s in (0.0, 3.0, 4.0):
        window.add(time_s, size)
    assert window.report(5.0) == expected


def test_bandwidth_needs_two_messages_and_time():
    window = BandwidthWindow(10)
    window.add(1.0, 5)
    assert window.report(2.0) is None
    window.add(1.0, 5)
    assert window.report(1.0) is None


def test_delay_is_reported_once_for_every_new_message():
    window = DelayWindow(2)
    assert window.report() is None
    for delay_s in (9.0, 0.5, 1.5):
        window.add(delay_s)
    assert window.report() == (
        'average delay: 1.000\n\tmin: 0.500s max: 1.500s std dev: 0.50000s window: 2'
    )
    assert window.report() == 'no new messages'
