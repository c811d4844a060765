"""Handlers for the events that launch files commonly react to."""

from launch.event_handlers.on_process import OnProcessExit, OnProcessIO, OnProcessStart
from launch.event_handlers.on_shutdown import OnShutdown

__all__ = ['OnProcessExit', 'OnProcessIO', 'OnProcessStart', 'OnShutdown']
