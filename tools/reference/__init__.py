"""The parts of the reference that `tools/build_reference.py` writes."""
