"""The walk: every address of the admin that shows a form, and that form sent with junk in it.

The addresses come from the URLconf, the fields from the pages: what is added to either is walked.
"""

import os
import re
import time
from html import unescape
from unicodedata import normalize

from django.contrib.messages import get_messages
from django.db import transaction

from .corpus import BAD_LINKS, INVISIBLE, UNDERSTOOD
from .places import addresses, routes, state
from .reading import complains, encoded, forms

# Every value in every field, alone: hours. Otherwise every value meets each kind of field, and
# every field some of each.
FULL = os.environ.get("JUNK") == "full"
# Of the process: on a busy machine others take the rest.
SECONDS = 5
MISSING = object()
# Of a pasted text what cannot be seen is dropped.
PASTED = "text"
NAME = re.compile(r"(name|aliases|title|publisher|author)$")
LINK = re.compile(r"(url|website)$")
URLENCODED = "application/x-www-form-urlencoded"


def pages(client):
    """Give every address of the admin that shows whoever asks a page, with its HTML."""
    for address in [one for route in routes() for one in addresses(route)]:
        response = client.get(f"/admin/{address}", follow=True)
        if response.status_code == 200 and "html" in response.get("Content-Type", ""):
            ways = response.redirect_chain
            yield ways[-1][0] if ways else f"/admin/{address}", response.text


def forms_of(client):
    """Give (address, form) for each form that has something to fill in, each of a shape once."""
    seen = set()
    for path, html in pages(client):
        for form in posting(html, path):
            # A page that is only looked at has nothing but these.
            names = [
                one.name
                for one in form.controls
                if one.name not in ("csrfmiddlewaretoken", "_account")
            ]
            shape = (re.sub(r"\d+", "N", path), frozenset(names))
            if names and shape not in seen:
                seen.add(shape)
                yield path, form


def posting(html, path):
    """Give the forms of a page that are sent by POST to where they stand."""
    return [
        one for one in forms(html)
        if one.method == "post" and one.action.split("?")[0] in ("", path.split("?")[0])
    ]  # fmt: skip


def send(client, path, pairs):
    """Send what no browser would; give (response, what the database says after). Nothing stays."""
    client.raise_request_exception = False
    cookies = client.cookies.copy()
    with transaction.atomic():
        began = time.thread_time()
        response = client.generic("POST", path, encoded(pairs), URLENCODED)
        took = time.thread_time() - began
        after = None if response.status_code >= 500 else state()
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, took, after


def failing(client, path, form, junk, before, more=()):
    """Send a form with {position: value} put in, and `more` pairs; give what is wrong with the answer, in words."""
    controls = form.controls
    sent = [
        (one.name, junk.get(place, value))
        for place, one in enumerate(controls)
        for value in (one.values[:1] or [""] if place in junk else one.values)
    ]
    pressed = [form.button] if form.button else []
    response, took, after = send(client, path, [*sent, *pressed, *more])
    named = {controls[place].name: (controls[place].kind, value) for place, value in junk.items()}
    said = [f"{path}: {problem}" for problem in _problems(response, took, sent, named)]
    if response.status_code not in (302, 500) and after != before:
        said.append(f"{path}: something was saved of {_short(named)}")
    if response.status_code == 302:
        said += [
            f"{path}: {problem}" for problem in kept(named, changes(before, after), told(response))
        ]
    return said


def told(response) -> str:
    """Give what the page to which an answer leads will say."""
    return " ".join(str(one) for one in get_messages(response.wsgi_request))


def changes(before, after) -> list[tuple[str, str, object, bool]]:
    """Give (model, column, value, whether the row is new) of each value that is there now, and was not."""
    return [
        (model, column, value, key not in before[model])
        for model, rows in after.items()
        for key, row in rows.items()
        for column, value in row.items()
        if before[model].get(key, {}).get(column, MISSING) != value
    ]


def kept(named, changed, told):
    """Say what of one field was not kept exactly, or what else was."""
    texts = {_exact(value) for _, _, value, _ in changed if isinstance(value, str)}
    for _, column, value, _ in changed:
        if any(one in str(value) for one in INVISIBLE):
            yield f"what cannot be seen is kept in {column}"
    if len(named) != 1:
        return
    [(name, (kind, value))] = named.items()
    if kind == "typed" and value and f": {UNDERSTOOD.get(value, '')}" not in told:
        yield f"{name} was {value!r}, and that is not echoed: {told[:200]}"
    if kind != "text" or name.endswith("_text") or not _exact(value):
        return
    if _exact(value) not in texts and name != PASTED:
        yield f"{name} was {value!r:.60}, and that is kept nowhere"
    elif NAME.search(name) and "\u0430" in value and "U+0430" not in told:
        yield f"{name} has letters that look like others, and nobody is told"
    if value in BAD_LINKS and LINK.search(name):
        yield f"{name} took {value}"


def _exact(text):
    return normalize("NFC", text.replace("\r\n", "\n")).strip()


def _problems(response, took, sent, named):
    if response.status_code >= 500:
        yield f"{response.status_code} for {_short(named)}: {_cause(response)}"
        return
    if took > SECONDS:
        yield f"{took:.1f} s for {_short(named)}"
    keys = {name for name, (kind, value) in named.items() if kind == "key" and value}
    if response.status_code == 302:
        if keys:
            yield f"took {_short({name: named[name] for name in keys})}"
        return
    html = response.text
    if response.status_code == 403:
        # A page that is only looked at.
        return
    if named and not complains(html):
        yield f"{response.status_code} without a sentence for {_short(named)}"
    shown = {}
    for one in [one for form in forms(html) for one in form.controls]:
        # Boxes of one name are one control.
        one.values = [*shown[one.name].values, *one.values] if one.name in shown else one.values
        shown[one.name] = one
    for name in keys:
        if name in shown and not (shown[name].is_wrong or name.endswith("-id")):
            yield f"nothing is said at {name} for {_short({name: named[name]})}"
    if response.status_code == 200:
        yield from _lost(sent, named, shown)


def _lost(sent, named, shown):
    """What was typed and is not in the form that came back; of lists and counts junk may go."""
    for name, value in sent:
        kind = named.get(name, ("", ""))[0]
        # How many rows there are, the page counts anew.
        if (
            name == "csrfmiddlewaretoken"
            or name.endswith("_FORMS")
            or kind in ("key", "count", "choice", "box", "hidden")
        ):
            continue
        if name not in shown:
            yield f"{name} is gone from the page"
        # What a key says is written by a script, anew each time.
        elif (
            name != "credential"
            and _plain(value) not in [_plain(one) for one in shown[name].values]
            and not ("password" in name or "\0" in value)
        ):
            yield f"{name} came back as {shown[name].values!r:.60} and was {value!r:.60}"


def _plain(text):
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return re.sub(r"\s+", " ", unescape(text)).strip()


def _short(named):
    return {
        name: value if len(value) < 40 else f"{value[:20]}… ({len(value)})"
        for name, (_, value) in named.items()
    }


def _cause(response):
    error = getattr(response, "exc_info", None)
    return f"{error[0].__name__}: {str(error[1])[:100]}" if error else ""
