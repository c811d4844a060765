"""Helpers for authors of actions and substitutions."""

from launch.substitution import normalize_to_list_of_substitutions, perform_substitutions

__all__ = ['normalize_to_list_of_substitutions', 'perform_substitutions']
