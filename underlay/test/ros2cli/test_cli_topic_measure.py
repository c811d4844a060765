"""``ros2 topic`` hz, bw and delay, on topics of 20 Hz."""

import re

TIMES = r'\tmin: (\d+\.\d{3})s max: (\d+\.\d{3})s std dev: \d+\.\d{5}s window: (\d+)\n'


def test_hz_measures_the_rate(demo, start):
    hz = start('topic', 'hz', '--window', '10', '/demo/pose')
    rate = float(hz.wait_for_line('average rate: ').partition(': ')[2])
    # Twenty intervals on a busy machine: the mean holds even where single ones do not.
    assert 15.0 < rate < 25.0
    shortest, longest, window = re.fullmatch(TIMES, hz.wait_for_line('window')).groups()
    # Printed to the millisecond.
    assert float(shortest) - 0.0005 <= 1.0 / rate <= float(longest) + 0.0005
    assert window == '10'
    outcome = hz.interrupt()
    assert (outcome.status, outcome.err) == (2, '')


def test_hz_counts_only_messages_that_pass_the_filter(demo, start):
    hz = start('topic', 'hz', '--wall-time', '--filter', "m.data[-1] in '05'", '/demo/chatter')
    rate = float(hz.wait_for_line('average rate: ').partition(': ')[2])
    assert 3.0 < rate < 5.0


def test_bw_measures_the_bandwidth(demo, start):
    bw = start('topic', 'bw', '--window', '10', '/demo/bytes')
    assert bw.wait_for_line('') == 'Subscribed to [/demo/bytes]\n'
    # 4 bytes of encapsulation, 4 of dimensions, 4 of offset, 4 of length, 200 of data.
    assert re.fullmatch(r'\d+\.\d\d KB/s from 10 messages\n', bw.wait_for_line('messages'))
    assert bw.wait_for_line('size') == '\tMessage size mean: 0.22 KB min: 0.22 KB max: 0.22 KB\n'


def test_delay_measures_the_age(demo, start):
    delay = start('topic', 'delay', '/demo/pose')
    mean = float(delay.wait_for_line('average delay: ').partition(': ')[2])
    assert 0.0 <= mean < 0.5
    assert re.fullmatch(TIMES, delay.wait_for_line('window'))


def test_delay_needs_a_header(demo, ros2):
    outcome = ros2('topic', 'delay', '/demo/mode')
    assert (outcome.status, outcome.out, outcome.err) == (1, '', 'msg does not have header\n')


def test_hz_waits_for_a_topic_that_does_not_exist_yet(demo, start):
    hz = start('topic', 'hz', '/demo/later')
    assert hz.wait_for_line('') == (
        'WARNING: topic [/demo/later] does not appear to be published yet\n'
    )
    start('topic', 'pub', '-r', '20', '/demo/later', 'std_msgs/msg/String', '{data: x}')
    hz.wait_for_line('average rate: ')
