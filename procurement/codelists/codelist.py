"""What a closed list is: codes in order, each with its label, definition and standard."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Code:
    """One value of a list.

    `verb` is what wording puts after the actor's name, in the past tense. Where it goes with “was”
    or “were”, between which and it a hedge has its place, it is `continuous`. `says` is true of
    acts that are done by saying so: whoever objects is on record by objecting. `also` has the words,
    between commas, under which people look for it; they are not shown as its meaning.
    """

    code: str
    label: str
    definition: str
    standard: str = ""
    verb: str = ""
    continuous: bool = field(default=False, kw_only=True)
    says: bool = field(default=False, kw_only=True)
    also: str = field(default="", kw_only=True)


class Codelist:
    """An ordered list of codes under one name, as it stands in addresses, forms and files."""

    def __init__(self, name: str, *codes: Code) -> None:
        self.name = name
        self._codes = {code.code: code for code in codes}

    def __iter__(self):
        return iter(self._codes.values())

    def __contains__(self, code: object) -> bool:
        return code in self._codes

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def choices(self) -> list[tuple[str, str]]:
        """Give (code, label) pairs in order, for model and form fields."""
        return [(code.code, code.label) for code in self]

    def codes(self) -> list[str]:
        """Give the codes in order."""
        return list(self._codes)

    def label(self, code: str) -> str:
        """Give the label of a code; an unknown code stands for itself, so that nothing is hidden."""
        known = self._codes.get(code)
        return known.label if known else code
