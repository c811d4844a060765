from math import inf, isnan

import pytest
from reachy_motion.robot_monitor import RobotMonitor


def test_the_first_report_knows_nothing():
    report = RobotMonitor(5.0).take_report(now_s=5.0)
    assert isnan(report.real_time_factor)
    assert isnan(report.latency_p50_s)
    assert report.target_age_s == inf
    assert (report.refused, report.out_of_reach, report.last_refusal) == (0, 0, '')


def test_the_real_time_factor_compares_the_clocks_of_two_reports():
    monitor = RobotMonitor(10.0)
    monitor.on_state(11.0, 0.7)
    monitor.on_state(12.0, 1.5)
    assert monitor.take_report(12.1).real_time_factor == pytest.approx(0.75)
    assert isnan(monitor.take_report(13.1).real_time_factor)  # no state since


def test_latencies_are_those_since_the_previous_report():
    monitor = RobotMonitor(0.0)
    for milliseconds in range(101):
        monitor.on_command(milliseconds * 1e-3)
    report = monitor.take_report(0.0)
    assert (report.latency_p50_s, report.latency_p95_s) == pytest.approx((0.050, 0.095))
    monitor.on_command(0.2)
    assert monitor.take_report(1.0).latency_p95_s == pytest.approx(0.2)


def test_refusals_and_ticks_out_of_reach_are_counted_per_report_and_in_all():
    monitor = RobotMonitor(0.0)
    monitor.on_refusal('antennas are not finite')
    monitor.on_refusal('frame unknown')
    monitor.on_out_of_reach()
    report = monitor.take_report(1.0)
    assert (report.refused, report.refused_in_all, report.out_of_reach) == (2, 2, 1)
    assert report.last_refusal == 'frame unknown'
    monitor.on_refusal('orientation is no rotation')
    report = monitor.take_report(2.0)
    assert (report.refused, report.refused_in_all, report.out_of_reach) == (1, 3, 0)


def test_the_age_of_the_target_is_counted_from_its_arrival():
    monitor = RobotMonitor(0.0)
    monitor.on_target(3.0)
    assert monitor.take_report(3.25).target_age_s == 0.25


def test_diagnostics_carry_milliseconds():
    monitor = RobotMonitor(0.0)
    monitor.on_command(0.004)
    values = monitor.take_report(0.0).as_diagnostics()
    assert values['target latency p95 [ms]'] == pytest.approx(4.0)
