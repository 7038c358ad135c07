"""What is asked for on the command line of a measurement."""

import argparse
import re

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


def pattern(text: str) -> re.Pattern[str]:
    """Read a regular expression."""
    try:
        return re.compile(text)
    except re.error as error:
        raise argparse.ArgumentTypeError(str(error)) from error
