"""Measurements beside other programs; each is run with `python -m benchmarks.NAME`."""
