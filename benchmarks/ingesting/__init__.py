"""The parts of `benchmarks/ingest.py`: each measures one thing about imports, or prepares it."""
