"""What no fault may do: a half-written file, a lost decision, a traceback. `python -m benchmarks.endurance --help`."""
