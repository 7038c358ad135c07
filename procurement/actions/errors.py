"""Why an action was not done."""

from procurement import plaintext

NOTHING_TICKED = "Tick what is to be published."


class Refused(Exception):
    """An action that was not done. `problems` are sentences that the editor reads."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def checked_reason(reason: str) -> str:
    """Give a reason as it will be published; raise `Refused` where it is empty or unfit."""
    try:
        reason = plaintext.clean(reason, multiline=True)
    except plaintext.PlainTextError as error:
        raise Refused([f"The reason: {error}"]) from error
    if not reason:
        raise Refused(["Say why: the reason is published in the history of the record."])
    if len(reason) > 2000:
        raise Refused(["The reason is longer than 2,000 characters."])
    return reason
