"""Bilateral: a workbench for military partnerships between states."""

__version__ = "0.1.0"
