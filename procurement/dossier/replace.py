"""A published structure in which parties and sources have the forms that they have now."""

from .finish import finish


def is_party(form: dict) -> bool:
    """Tell whether a part of a structure is the form of a party."""
    return "the" in form


def replace_party(body: dict, form: dict) -> dict:
    """Put a party's new public form wherever the structure names it, and word it anew."""
    _put(body, form, form["id"])
    return finish(body)


def replace_merged(body: dict, merged_id: int, form: dict) -> dict:
    """Put a party's public form wherever the structure names another of its kind; word it anew.

    What named both names it once.
    """
    was_another = _id(body["buyer"]) != _id(body["user_body"])
    _put(body, form, merged_id)
    if was_another and _id(body["buyer"]) == _id(body["user_body"]):
        body["user_body"] = None
    return finish(body)


def _id(party):
    return party and party["id"]


def _put(part, form, id_):
    """Put a form in the place of each party of its kind that has an id."""
    if isinstance(part, dict):
        if is_party(part) and (part["kind"], part["id"]) == (form["kind"], id_):
            part.update(form)
        for value in part.values():
            _put(value, form, id_)
    elif isinstance(part, list):
        for value in part:
            _put(value, form, id_)


def replace_source(body: dict, form: dict) -> dict:
    """Put a source's new public form wherever the structure cites it, and word it anew."""
    for source in body["sources"]:
        if source["id"] == form["id"]:
            source.update(form)
    return finish(body)
