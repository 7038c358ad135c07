"""Parties that an import has met again: public from then on, with what they have gained."""

from django.db.models import F

from procurement import plaintext
from procurement.models import Buyer, Counter, Identifier, PartyName, PublicParty, Vendor
from procurement.search import fold

from . import named

MODELS = {"buyer": Buyer, "vendor": Vendor}


def refresh_parties(kind: str, gained: set[int], known: set[int]) -> set[int]:
    """Write the copies of parties that gained names or numbers, and of those not public yet.

    Gives the keys of those that are shown by another name than before. Eight queries at most.
    """
    hidden = _hidden(kind, known)
    changed = MODELS[kind]._default_manager.in_bulk(list(gained | hidden))
    if not changed:
        return set()
    names = _grouped(PartyName.objects.filter(**{f"{kind}__in": list(changed)}), kind, "name")
    numbers = _grouped(
        Identifier.objects.filter(**{f"{kind}__in": list(changed)}), kind, "scheme", "value"
    )
    _number(kind, [changed[pk] for pk in hidden])
    copies = {
        copy.public_id: copy
        for copy in PublicParty.objects.filter(
            kind=kind, public_id__in=[party.public_id for party in changed.values()]
        )
    }
    renamed = set()
    for pk, party in changed.items():
        copy = copies.get(party.public_id)
        if _renamed(party, copy, names.get(pk, [])):
            renamed.add(pk)
        _copy(kind, party, copy, names.get(pk, []), numbers.get(pk, []))
    return renamed


def _hidden(kind, known):
    """Those that the public does not see: drafts, and those that nothing public named."""
    rows = MODELS[kind]._default_manager.filter(pk__in=known).values_list("pk", "public_id")
    ids = dict(rows)
    public = set(
        PublicParty.objects.filter(
            kind=kind, public_id__in=[one for one in ids.values() if one]
        ).values_list("public_id", flat=True)
    )
    return {pk for pk, public_id in ids.items() if public_id not in public}


def _number(kind, parties):
    """A draft that an official notice names is public from now on; what editors wrote stays pending."""
    for party in parties:
        drafted = party.public_id is None
        party.public_id = party.public_id or Counter.next(kind)
        version = F("version") + 1 if drafted else F("version")
        type(party)._base_manager.filter(pk=party.pk).update(
            public_id=party.public_id, version=version, published_version=F("version")
        )
        named.unbury(kind, party.public_id)


def _renamed(party, copy, names):
    """Show a party of the register by its best name, unless an editor has seen to it."""
    if copy is None or party.version != 1 or not names:
        return False
    name = min(names, key=lambda one: (one.isupper() or one.islower(), one))
    if name == party.name:
        return False
    party.name = name
    type(party)._base_manager.filter(pk=party.pk).update(name=name)
    return True


def _copy(kind, party, copy, names, numbers):
    """The copy says what the register says, and of an editor's words what was published before."""
    shown = party.name if copy is None or party.version == 1 else copy.name
    published = copy.aliases if copy else []
    own = plaintext.caseless(shown)
    aliases = {plaintext.caseless(one): one for one in [*names, *published]}
    aliases.pop(own, None)
    identifiers = [{"scheme": scheme, "value": value} for scheme, value in sorted(numbers)]
    other = sorted(aliases.values())
    PublicParty.objects.update_or_create(
        kind=kind,
        public_id=party.public_id,
        defaults={
            "name": shown,
            "slug": plaintext.slug(shown),
            "aliases": other,
            "identifiers": identifiers,
            "is_sample": copy.is_sample if copy else party.is_sample,
            "words": fold(" ".join([shown, *other, *[one["value"] for one in identifiers]])),
        },
    )


def _grouped(rows, kind, *columns):
    found: dict[int, list] = {}
    for pk, *values in rows.order_by().values_list(kind, *columns):
        found.setdefault(pk, []).append(values[0] if len(columns) == 1 else tuple(values))
    return found
