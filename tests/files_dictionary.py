"""The tables in docs/files.md, from the columns themselves.

`python -m tests.files_dictionary` writes them anew; tests/test_docs.py sees that they are current.
"""

import os
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "files.md"
BEGINS, ENDS = "<!-- {}: written from the code -->\n", "<!-- end of {} -->"


def text() -> str:
    """Give the whole page, with each of its tables as it is now."""
    page = PAGE.read_text(encoding="utf-8")
    for name, table in _tables().items():
        before, _, rest = page.partition(BEGINS.format(name))
        _, _, after = rest.partition(ENDS.format(name))
        page = f"{before}{BEGINS.format(name)}\n{table}\n{ENDS.format(name)}{after}"
    return page


def _tables() -> dict[str, str]:
    # They need the app registry.
    from procurement.files import award_columns, columns  # noqa: PLC0415

    contracts = columns.contract_columns("")
    awards = award_columns.award_columns("")
    return {
        "contracts": _table(contracts),
        "interventions": _table(columns.intervention_columns("")),
        "awards": _table(awards[: len(awards) - len(contracts)]),
    }


def _table(columns) -> str:
    rows = "".join(f"| `{one.name}` | {one.kind} | {one.holds} |\n" for one in columns)
    return f"| column | | what it holds |\n|---|---|---|\n{rows}"


def main() -> None:
    """Write it."""
    import django  # noqa: PLC0415 -- the columns need the settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    PAGE.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
