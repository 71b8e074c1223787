"""Benchmarks: every figure beside a peer's or a bare baseline's of the same run. `make bench` prints one table."""
