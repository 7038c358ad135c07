"""Why an action was not done."""

from procurement import plaintext
from procurement.models.revision import TAKEN_OUT

NOTHING_TICKED = "Tick what is to be published."


class Refused(Exception):
    """An action that was not done. `problems` are sentences that the editor reads."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def checked_text(label: str, text: str) -> str:
    """Give a text that was sent, as it is kept; raise `Refused`, beginning with its label, where it is unfit."""
    try:
        text = plaintext.clean(text, multiline=True)
    except plaintext.PlainTextError as error:
        raise Refused([f"{label}: {error}"]) from error
    if len(text) > 2000:
        raise Refused([f"{label}: it is longer than 2,000 characters."])
    if text == TAKEN_OUT:
        raise Refused([f"{label}: this sentence stands for words that were taken out. Use others."])
    return text


def checked_reason(reason: str) -> str:
    """Give a reason as it will be published; raise `Refused` where it is empty or unfit."""
    if not (reason := checked_text("The reason", reason)):
        raise Refused(["Say why: the reason is published in the history of the record."])
    return reason
