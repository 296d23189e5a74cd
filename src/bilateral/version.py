"""The version of the package: of its code and of the casebook that comes with it."""

__version__ = "0.1.0"
