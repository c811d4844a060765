"""The limit that a periodic loop is compared with: sleeping until absolute deadlines, no work.

Arguments: period and duration of the loop [s].
"""

import sys
import time

from support.peer import recorded


def main() -> None:
    """Run the loop."""
    period_s, duration_s = map(float, sys.argv[1:])
    with recorded() as ticks_s:
        deadline_s = time.monotonic()
        end_s = deadline_s + duration_s
        while deadline_s < end_s:
            ticks_s.append(time.monotonic())
            deadline_s += period_s
            time.sleep(max(0.0, deadline_s - time.monotonic()))


if __name__ == '__main__':
    main()
