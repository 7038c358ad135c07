"""Invented notices of public contracts: for demonstration, tests and measurements.

They have the shapes of two official sources. Every ocid begins with a prefix that no publisher
has, and the publisher of a package is "Invented for demonstration": none can pass for real.
"""

from .files import package, write_lines, write_package
from .stream import notices

__all__ = ["notices", "package", "write_lines", "write_package"]
