"""What a notice changed, in words: two register documents compared whole, section by section."""

from .compare import Comparison
from .excerpt import Excerpt, excerpt
from .stated import listed_names
