"""The ``ros2`` command for environments that have ROS 2 from PyPI only."""
