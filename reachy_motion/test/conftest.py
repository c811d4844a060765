"""What the tests with nodes share: a ROS domain that nobody else on the machine uses."""

import random
import socket

import pytest


@pytest.fixture(scope='session')
def domain_id() -> int:
    """A domain from 1 to 100 whose discovery port is free."""
    for domain in random.SystemRandom().sample(range(1, 101), 100):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.bind(('', 7400 + 250 * domain))
            except OSError:
                continue
            return domain
    raise RuntimeError('every ROS domain from 1 to 100 is in use')
