"""Measurements against bars and peers: ``python -m benchmarks.NAME``."""
