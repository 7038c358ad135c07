"""Every address of the admin, asked with what no page of it links to, by any method."""

import re
import time
from itertools import cycle
from pathlib import Path
from urllib.parse import quote_from_bytes

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

import procurement.admin
from procurement.admin.desk.dialogs import BACK
from procurement.admin.desk.publishing import TICKS
from procurement.admin.history.pages import PUT
from procurement.admin.lists import LONGEST_SEARCH, NOT_NARROWED
from procurement.admin.site import site

from ..conftest import login
from . import walking
from .corpus import (
    BAD_LINKS,
    COOKIES,
    HEADERS,
    KEYS,
    LOOKUPS,
    METHODS,
    OBJECTS,
    PAGES,
    SEARCHES,
    SORTS,
)
from .places import addresses, choosers, model_of, models, routes, state
from .reading import encoded

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(world):
    """Give a function that asks for an address, and keeps what failed, or changed anything."""
    client = login("somebody", "Publishers", is_superuser=True)
    client.raise_request_exception = False
    failures = []

    def ask(address, method="get", **options):
        began = time.thread_time()
        with transaction.atomic():
            response = client.generic(method.upper(), f"/admin/{address}", **options)
            transaction.set_rollback(True)
        took = time.thread_time() - began
        if response.status_code >= 500 or took > walking.SECONDS:
            cause = getattr(response, "exc_info", None)
            failures.append(
                (
                    method,
                    address[:150],
                    str(options)[:100],
                    response.status_code,
                    round(took, 1),
                    str(cause and cause[:2])[:200],
                )
            )
        return response

    ask.client, ask.failures = client, failures
    before = state()
    yield ask
    print("\n".join(map(str, failures)))
    assert failures == []
    assert state() == before


def known():
    return [address for route in routes() for address in addresses(route)[:1]]


def lists():
    return [f"{model._meta.app_label}/{model._meta.model_name}/" for model in models()]


def query(*pairs):
    return encoded(pairs).decode()


def test_lists_stand_every_search_page_and_order(asked):
    for place, address in enumerate(lists()):
        for name, values in (("q", SEARCHES), ("p", PAGES), ("o", SORTS)):
            for value in values[place % 8 :: 8]:
                asked(f"{address}?{query((name, value))}")


def test_lists_stand_every_lookup(asked):
    for place, address in enumerate(lists()):
        for pair in LOOKUPS[place % 4 :: 4]:
            asked(f"{address}?{query(pair)}")


def test_lists_stand_junk_in_each_of_their_filters(asked):
    values = cycle(("nothing", "9" * 30, "\ud800", "x" * 60_000))
    for model, page in site._registry.items():
        for one in page.list_filter:
            one = one[0] if isinstance(one, tuple) else one
            name = one if isinstance(one, str) else one.parameter_name
            for way in ("", "__exact", "__in", "__isnull", "__regex"):
                pair = (f"{name}{way}", next(values))
                asked(f"{model._meta.app_label}/{model._meta.model_name}/?{query(pair)}")


def parameters():
    """Give every name that a page of ours reads of its address."""
    read = re.compile(r'GET\.get(?:list)?\("(\w+)"')
    code = Path(procurement.admin.__file__).parent.rglob("*.py")
    found = {name for file in code for name in read.findall(file.read_text())}
    return sorted(found | {"fact", "type", "other", TICKS, PUT, BACK})


def test_every_page_stands_junk_in_all_that_it_reads_of_its_address(asked):
    values = cycle((*SEARCHES, *KEYS, *BAD_LINKS))
    for address in known():
        joined = "&" if "?" in address else "?"
        asked(f"{address}{joined}{query(*[(name, next(values)) for name in parameters()])}")


def test_a_list_says_that_it_was_not_narrowed(asked):
    response = asked.client.get(
        "/admin/procurement/vendor/?id__in=99999999999999999999", follow=True
    )

    assert NOT_NARROWED in [str(one) for one in response.context["messages"]]


def test_a_search_that_is_too_long_is_a_sentence(asked):
    response = asked.client.get("/admin/procurement/source/", {"q": "x" * 60_000})

    assert [str(one) for one in response.context["messages"]] == [
        f"The search has 60000 characters; it takes at most {LONGEST_SEARCH}."
    ]


@pytest.mark.parametrize("lookup", ["title__regex", "title__iregex", "title__startswith"])
def test_no_text_is_matched_or_guessed_by_an_address(asked, lookup):
    response = asked.client.get(f"/admin/procurement/source/?{lookup}=^(a%2B)%2B$")

    assert response.url.endswith("?e=1")


def test_every_object_that_is_none_is_not_found(asked):
    of_rows = [one for one in routes() if "<path:object_id>" in one or "<id>" in one]
    for place, route in enumerate(of_rows):
        address = addresses(route)[0]
        key = address.split("/")[2]
        for junk in OBJECTS[place % 6 :: 6]:
            wire = junk if junk.isascii() else quote_from_bytes(junk.encode())
            for method in ("get", "post"):
                response = asked(address.replace(f"/{key}/", f"/{wire}/", 1), method)
                assert response.status_code in (301, 302, 400, 403, 404, 405, 409)


def test_content_types_that_are_none_are_not_found(asked):
    kind = ContentType.objects.order_by("pk").first().pk
    for junk in OBJECTS:
        wire = junk if junk.isascii() else quote_from_bytes(junk.encode())
        for address in (f"r/{wire}/1/", f"r/{kind}/{wire}/", f"r/{wire}/{wire}/"):
            assert asked(address).status_code in (301, 302, 400, 404)


def test_choosers_stand_every_question(asked):
    fields = list(choosers())
    for place, field in enumerate(fields):
        for value in SEARCHES[place % 8 :: 8]:
            asked(f"autocomplete/?{field}&{query(('term', value))}")
        for value in PAGES[place % 4 :: 4]:
            asked(f"autocomplete/?{field}&term=&{query(('page', value))}")
    good = ("procurement", "contract", "buyer")
    for place in range(3):
        for junk in (
            "",
            "nothing",
            "claims",
            "pk",
            "\ud800",
            "x" * 5_000,
            "__class__",
            "auth.user",
        ):
            names = [*good[:place], junk, *good[place + 1 :]]
            pairs = zip(("app_label", "model_name", "field_name"), names, strict=True)
            asked(f"autocomplete/?{query(*pairs, ('term', ''))}")


def test_forms_stand_junk_that_their_address_fills_in(asked):
    for route in [one for one in routes() if one.endswith("/add/") and model_of(one)]:
        names = [field.name for field in columns(route)]
        for value in ("abc", "9" * 25, "1,abc", "\ud800", "x" * 5_000):
            asked(f"{route}?{query(*[(name, value) for name in names])}")
        asked(f"{route}?_popup=abc&_to_field=nothing&_changelist_filters=%25%25")


def columns(route):
    return model_of(route)._meta.get_fields()


def test_merging_stands_junk_for_the_other(asked):
    for route in [one for one in routes() if one.endswith("/merge/")]:
        address = addresses(route)[-1]
        for value in KEYS:
            response = asked(f"{address}?{query(('other', value))}")
            assert "is not on offer; choose one of the list." in response.text or "\0" in value


def test_every_address_refuses_methods_that_it_has_no_use_for(asked):
    for address in known():
        for method in METHODS:
            response = asked(address, method)
            if method != "head":
                assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")


def test_every_address_stands_every_header_and_cookie(asked):
    keep = asked.client.cookies.output(header="", sep=";").split(";")[0].strip()
    cookies = [one.format(name=name) for one in COOKIES for name in ("sid", "csrf", "messages")]
    for place, address in enumerate(known()):
        asked(address, headers=HEADERS[place % len(HEADERS)])
        cookie = cookies[place % len(cookies)]
        asked(address, headers={"Cookie": f"{cookie}; {keep}" if place % 2 else cookie})
    for headers in HEADERS:
        asked("procurement/contract/", headers=headers)
    for cookie in cookies:
        asked("procurement/contract/", headers={"Cookie": cookie})


def test_actions_stand_junk(asked):
    for address in lists():
        for action, ticked, index in (
            ("delete_selected", "abc", "0"), ("delete_selected", "9" * 30, "0"),
            ("nothing", "1", "abc"), ("\ud800", "\ud800", "9" * 5_000), ("delete_selected", "1", "-5"),
        ):  # fmt: skip
            pairs = (
                ("action", action),
                ("_selected_action", ticked),
                ("index", index),
                ("select_across", "abc"),
            )
            asked(address, "post", data=encoded(pairs), content_type=walking.URLENCODED)
