"""The grounds on offer: those every installation starts with, and those public rows name."""

from procurement import codelists


def ground_options(public_grounds: dict[str, str]) -> list[tuple[str, str]]:
    """Give (code, name) pairs of the known grounds and of those that public acts rest on."""
    known = {ground.code: ground.label for _, ground in codelists.GROUNDS}
    return list((known | public_grounds).items())
