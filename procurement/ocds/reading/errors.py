"""Why a file as a whole is not taken."""


class FileRefused(Exception):
    """A file of which nothing is taken: where it breaks off, what is wrong, and what to do."""

    def __init__(
        self, reason: str, *, position: str = "", value: str = "", advice: str = ""
    ) -> None:
        super().__init__(f"{position}: {reason}" if position else reason)
        self.reason, self.position, self.value, self.advice = reason, position, value, advice


def escaped(text: str, longest: int = 120) -> str:
    """Give what stands in a file as it can be printed: escaped, and cut."""
    cut = text[:longest].encode("unicode_escape").decode("ascii")
    return f"{cut}…" if len(text) > longest else cut
