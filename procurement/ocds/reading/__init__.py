"""Reads files of OCDS, whatever their encoding and packaging, strictly and one release at a time."""

from .errors import FileRefused
from .first_pass import take_in
from .spool import Note, Release, Spool
