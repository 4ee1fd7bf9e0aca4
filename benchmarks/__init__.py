"""Speed and correctness shown: see docs/benchmarks.md."""
