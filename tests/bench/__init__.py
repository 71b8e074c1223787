"""Benchmarks: ratios against a bare baseline measured in the same run. `make bench` prints one table."""
