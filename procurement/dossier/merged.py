"""A published structure in which one party stands for another."""

from .finish import finish


def replace_merged(body: dict, merged_id: int, form: dict) -> dict:
    """Put a party's public form wherever the structure names another of its kind; word it anew.

    What named both names it once.
    """
    was_another = _id(body["buyer"]) != _id(body["user_body"])
    _replace(body, merged_id, form)
    if was_another and _id(body["buyer"]) == _id(body["user_body"]):
        body["user_body"] = None
    return finish(body)


def _id(party):
    return party and party["id"]


def _replace(part, merged_id, form):
    if isinstance(part, dict):
        if "the" in part and (part.get("kind"), part.get("id")) == (form["kind"], merged_id):
            part.update(form)
        for value in part.values():
            _replace(value, merged_id, form)
    elif isinstance(part, list):
        for value in part:
            _replace(value, merged_id, form)
