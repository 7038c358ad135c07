"""Measurements: ratios taken in one run, side by side, because machines differ."""
