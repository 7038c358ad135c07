"""Contact details of persons in the texts of notices, left out of what is shown and found (decision 51).

The notice keeps them as they were sent, and is linked. A text that is read again stays as it is.
"""

import re

_ADDRESS = re.compile(r"(?<![\w.+'-])([\w.+'-]{1,64})@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}\b")
_MOBILE = re.compile(r"(?<![\w+/.-])(?:(?:\+|00)44 ?(?:\(0\) ?)?|0)7(?:[ -]?[0-9]){9}(?![0-9])")
# Mailboxes of a function: by a part of what stands before "@", and by a whole word of it.
_FUNCTIONS = re.compile(
    "procure|purchas|tender|contract|commission|commercial|suppl[iy]|enquir|inquir|contact|admin|service|support"
    "|helpdesk|mailbox|sourcing|framework|finance|estates|property|housing|council|corporate|customer|reply"
    "|quotes|quotations|planning|transport|school|bursar|reception|accounts|projects|invoice",
    re.IGNORECASE,
)
_WORDS = frozenset(
    ("info", "team", "mail", "bids", "foi", "office", "clerk", "legal", "works", "general", "press", "dps", "it")
)  # fmt: skip
_NO_LETTER = re.compile(r"[^a-z]+")
ADDRESS_LEFT_OUT, NUMBER_LEFT_OUT = "[e-mail address left out]", "[mobile number left out]"


def without_personal(text: str) -> str:
    """Give a text without e-mail addresses that may be a person's, and without mobile numbers.

    The address of a function, such as tenders@example.org, stays, and so do other telephone numbers.
    """
    if "@" in text:
        text = _ADDRESS.sub(_of_function, text)
    if "7" in text:
        text = _MOBILE.sub(NUMBER_LEFT_OUT, text)
    return text


def _of_function(found):
    name = found[1].casefold()
    known = _FUNCTIONS.search(name) or not _WORDS.isdisjoint(_NO_LETTER.split(name))
    return found[0] if known else ADDRESS_LEFT_OUT
