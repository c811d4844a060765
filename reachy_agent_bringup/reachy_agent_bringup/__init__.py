"""Launch files, parameters and end-to-end tests of the Reachy Mini agent suite."""
