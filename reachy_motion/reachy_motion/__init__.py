"""Moves the Reachy Mini: the robot driver and its simulator, and motion at 100 Hz."""
