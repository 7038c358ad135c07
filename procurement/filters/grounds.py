"""The grounds on offer: those every installation starts with, and those public rows name."""

from procurement import codelists, public


def ground_options() -> list[tuple[str, str]]:
    """Give (code, name) pairs. One query."""
    known = {ground.code: ground.label for _, ground in codelists.GROUNDS}
    return list((known | public.grounds()).items())
