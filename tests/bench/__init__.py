"""Benchmarks: every figure beside its raw arm in the same run; `python3 dev.py bench --json`."""
