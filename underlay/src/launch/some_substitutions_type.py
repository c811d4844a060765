"""The type of every argument that may be text, a substitution, or a mixture of them."""

from launch.substitution import SomeSubstitutionsType

__all__ = ['SomeSubstitutionsType']
