"""Identifiers of organisations by scheme, and of contracting processes."""

import re
from dataclasses import dataclass

from procurement.codelists.registers import REGISTERS

LONGEST_OCID = 200
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# Contracts Finder, until 2020, and Sell2Wales write a reference behind the OCID.
_BEHIND_OCID = re.compile(
    rf"ocds-[0-9a-z]{{6}}-(?:{_UUID}|[0-9]+-tender-[0-9]+)-(?=.)", re.IGNORECASE
)
_MADE_UP = re.compile(rf"ocds-.*|{_UUID}|[0-9a-f]{{32}}|[0-9]{{1,3}}", re.IGNORECASE)


class IdentifierError(ValueError):
    """An identifier that is not in the form of its scheme; the message says what is accepted."""


@dataclass(frozen=True)
class Scheme:
    """One list of identifiers.

    Strong: two bodies never share a value, so the same value is the same body. Weak: numbers a
    website gave to an entry, of which one body may have several. `url` is the public page of a
    value, with `{value}` in it, or empty.
    """

    name: str
    strong: bool
    pattern: str
    example: str
    url: str = ""


_COMPANIES = "https://find-and-update.company-information.service.gov.uk/company/{value}"
_SCOTLAND = "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number="
# Three letters, none of them a filler.
_THREE = r"(?!TB[ACD]|NIL)[A-Z]{3}"
# Of a register whose own form is not known here: three digits at least, and no filler such as 0000.
_REGISTERED = r"(?=(?:[^0-9]*[0-9]){3})(?=[^1-9]*[1-9])(?!(.)\1+$)[A-Z0-9][A-Z0-9./_-]{1,39}"
_LOCAL = r"[\x21-\x7e]{1,200}"

# Codes as org-id.guide lists them; GB-PPON, GB-CQC, GB-CFS, GB-SRS and GB-FTS as UK notices use them.
OWN: dict[str, Scheme] = {
    "GB-COH": Scheme(
        "Companies House",
        True,
        r"(?!0{8})[0-9]{8}|[A-Z]{2}[0-9]{5}[0-9R]|R[0-9]{7}",
        "01234567 or SC123456",
        _COMPANIES,
    ),
    "GB-CHC": Scheme(
        "Charity Commission for England and Wales",
        True,
        r"[1-9][0-9]{5,6}(-[0-9]{1,4})?",
        "1089464",
    ),
    "GB-SC": Scheme(
        "Scottish Charity Register", True, r"SC[0-9]{6}", "SC012345", _SCOTLAND + "{value}"
    ),
    "GB-NIC": Scheme("Charity Commission for Northern Ireland", True, r"1[0-9]{5}", "100012"),
    "GB-PPON": Scheme(
        "Public Procurement Organisation Number",
        True,
        r"[A-Z]{4}-[0-9]{4}-[A-Z]{4}",
        "PQRS-1234-TUVW",
    ),
    "GB-NHS": Scheme("NHS organisation code", True, r"[A-Z0-9]{3,10}", "RJ1"),
    "GB-UKPRN": Scheme("UK Provider Reference Number", True, r"1[0-9]{7}", "10007774"),
    "GB-MPR": Scheme("Mutuals Public Register", True, r"[A-Z]{0,2}[0-9]{1,6}[A-Z]{0,2}", "29211R"),
    "GB-LAE": Scheme("Local authorities for England", True, r"[A-Z]{3}", "HCK"),
    "GB-GOR": Scheme("Government organisation register", True, r"[A-Z]{1,3}[0-9]{1,5}", "D2"),
    "GB-CQC": Scheme(
        "Care Quality Commission, providers", True, r"1-[0-9]{6,12}|R[A-Z0-9]{2,4}", "1-101234567"
    ),
    "GB-EDU": Scheme("Register of schools", True, r"[0-9]{5,7}", "100000"),
    "GB-LAS": Scheme("Local authorities of Scotland", True, _THREE, "FIF"),
    "GB-PLA": Scheme("Principal local authorities of Wales", True, _THREE, "AGY"),
    "GB-LANI": Scheme("Local authorities of Northern Ireland", True, _THREE, "BFS"),
    "GB-SHPE": Scheme(
        "Registered housing providers in England", True, r"(?=.*[0-9])[A-Z0-9]{4,6}", "LH4401"
    ),
    "XI-LEI": Scheme(
        "Legal Entity Identifier",
        True,
        r"[A-Z0-9]{18}[0-9]{2}",
        "5493001KJTIIGC8Y1R12",
        "https://search.gleif.org/#/record/{value}",
    ),
    "GB-CFS": Scheme("Contracts Finder entry", False, _LOCAL, "123456"),
    "GB-SRS": Scheme("Supplier registration entry", False, _LOCAL, "example.gov.uk/Ab1Cd2Ef"),
    "GB-FTS": Scheme("Find a Tender entry", False, _LOCAL, "123456"),
    # Numbers that the tax authority gives out for those without one are nobody's.
    "MX-RFC": Scheme(
        "Mexico: tax number",
        True,
        r"(?!X[AE]XX010101000)[A-Z&Ñ]{3,4}[0-9]{6}[A-Z0-9]{3}",
        "ABC010203AB1",
    ),
}
SCHEMES: dict[str, Scheme] = OWN | {
    code: Scheme(name, True, _REGISTERED, "12345678") for code, name in REGISTERS.items()
}
# Codes that publishers write for schemes which go by another name here.
_ALSO = {"LEI": "XI-LEI", "GLEIF": "XI-LEI", "GB-COMPANIES-HOUSE": "GB-COH"}


def scheme_of(code: str) -> str:
    """Return the code of a scheme as it is known here; one that is not known in upper case."""
    code = code.strip(" ").upper()
    return _ALSO.get(code, code)


def is_strong(code: str) -> bool:
    """Whether the same number of a scheme, whichever way its code is written, is the same body."""
    known = SCHEMES.get(scheme_of(code))
    return bool(known and known.strong)


def choices() -> list[tuple[str, str]]:
    """Return (code, "code: name") of every scheme, those of the UK first."""
    return [(code, f"{code}: {scheme.name}") for code, scheme in SCHEMES.items()]


def normalise(scheme: str, value: str) -> str:
    """Return the value in the one form its scheme has: upper case, lost zeros put back.

    Values of weak schemes keep their case. Raises `IdentifierError` for an unknown scheme and for
    a value that is not of the scheme's form.
    """
    if scheme not in SCHEMES:
        raise IdentifierError(
            f"“{scheme}” is not known. Accepted: {', '.join(OWN)},"
            " and codes of org-id.guide for registers of other countries."
        )
    known = SCHEMES[scheme]
    typed = value.strip(" ")
    normal = _pad(scheme, typed.upper()) if known.strong else typed
    if scheme in REGISTERS:
        normal = normal.replace(" ", "")
    if not re.fullmatch(known.pattern, normal) or (scheme == "XI-LEI" and not _is_lei(normal)):
        raise IdentifierError(
            f"“{typed[:40]}” is not an identifier of {scheme}, {known.name}. It is written as {known.example}."
        )
    return normal


def split(text: str) -> tuple[str, str]:
    """Return scheme and normalised value of "GB-COH-01234567"; `IdentifierError` if it is none."""
    parts = text.strip(" ").split("-", 2)
    if len(parts) < 3:
        raise IdentifierError("An identifier is its scheme and value, such as GB-COH-01234567.")
    scheme = f"{parts[0]}-{parts[1]}".upper()
    return scheme, normalise(scheme, parts[2])


def parted(text: str) -> tuple[str, str] | None:
    """Return scheme and value of "GB-CFS-123", the value as it stands; None for another text.

    The scheme is one that is known here.
    """
    parts = text.split("-", 2)
    if len(parts) < 3 or not parts[2]:
        return None
    scheme = scheme_of(f"{parts[0]}-{parts[1]}")
    return (scheme, parts[2]) if scheme in SCHEMES else None


def join(scheme: str, value: str) -> str:
    """Return "GB-COH-01234567", as `split` reads it; `IdentifierError` as `normalise`."""
    return f"{scheme}-{normalise(scheme, value)}"


def url(scheme: str, value: str) -> str:
    """Return the address of the register's own page on the value, or "" where it has none.

    Nor has a value that was accepted once, and is not of the scheme's form any more.
    """
    try:
        return SCHEMES[scheme].url.format(value=normalise(scheme, value))
    except IdentifierError:
        return ""


def clean_ocid(text: str) -> str:
    """Return the OCID trimmed, otherwise as published: its case belongs to it.

    Raises `IdentifierError` where it is empty, has more than 200 characters, or holds a space or
    a character other than printable ASCII.
    """
    ocid = text.strip(" ")
    if not ocid:
        raise IdentifierError("The OCID is empty. It is written as ocds-b5fd17-1234abcd.")
    if len(ocid) > LONGEST_OCID:
        raise IdentifierError(f"The OCID has more than {LONGEST_OCID} characters.")
    if not re.fullmatch(r"[\x21-\x7e]+", ocid):
        raise IdentifierError("The OCID holds a space or a character that is not plain ASCII.")
    return ocid


def _pad(scheme: str, value: str) -> str:
    # Leading zeros are often lost in official data.
    if scheme == "GB-COH" and re.fullmatch(r"[0-9]{1,8}", value):
        return value.zfill(8)
    prefixed = re.fullmatch(r"([A-Z]{2})([0-9]{1,6})", value)
    if scheme in ("GB-COH", "GB-SC") and prefixed:
        return prefixed[1] + prefixed[2].zfill(6)
    return value


def _is_lei(value: str) -> bool:
    # ISO 17442: letters count as 10 to 35, and the whole leaves 1 divided by 97.
    return int("".join(str(int(character, 36)) for character in value)) % 97 == 1


def reference(text: str) -> str:
    """Give what people quote of the id of a procurement or notice, such as "RM6370"; "" for what a program made up.

    That is an OCID, what begins with one, a UUID, or a number of few digits, which only counts.
    """
    found = _BEHIND_OCID.sub("", text, count=1)
    return "" if _MADE_UP.fullmatch(found) else found
