"""The sample files, conformance ones too, that hold releases."""

import json

from ..samples import SAMPLES

_COUNTED = SAMPLES / "EXPECTED.json"
# {file: what an independent program counted in it}; {} where there are no samples.
COUNTED: dict[str, dict] = json.loads(_COUNTED.read_text()) if _COUNTED.exists() else {}
# Two documents in one file are refused, so this one is never read.
_REFUSED = "conformance/ocdskit/detect-format_mixed.json"
FILES = [name for name, one in COUNTED.items() if one["kind"] == "ocds" and name != _REFUSED]
