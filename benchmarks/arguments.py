"""What is asked for on the command line of a measurement."""

import argparse

KINDS = ("sqlite", "postgres")


def sizes(text: str) -> list[int]:
    """Read 10000,100_000, and put the smallest first."""
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def kinds(text: str) -> list[str]:
    """Read which databases."""
    found = text.split(",")
    if set(found) - set(KINDS):
        raise argparse.ArgumentTypeError(f"of {', '.join(KINDS)}")
    return found
