"""Speed and size of the analyses: ``python -m benchmarks``."""
