"""Which contracts a query string asks for, said a second time: row by row, without any database."""

import datetime

from procurement import codelists, dates
from procurement.models import PublicContract
from procurement.search import parse
from tests.search import naive

OF_ACTS = {"type", "capacity", "effect", "outcome", "stakeholder", "ground", "layer", "attribution"}
OF_ACTS |= {"has_primary_source", "has_reply", "has_outcome"}
FLAGS = ("has_primary_source", "has_reply", "has_outcome")
SAME = ("stage", "hold", "category", "method", "framework")
# Of a column that one parameter asks for: what its rows hold, and what is asked. A new one needs no
# more than its lines here and, unless it is the SAME, its line in _HOLDS.
COLUMNS = {
    "stage": ("award", "tender", "active"),
    "category": ("goods", "services", "works", ""),
    "method": ("open", "direct", ""),
    "disputed": ("", "", "", ",value,", ",stage,decided_on,"),
    "bids_received": (None, 0, 1, 1, 3, 12),
    "regions": ("", "", ",UKI,", ",UKI,UKJ,", ",UKM,", ",ENG,", ",UK,"),
    "framework": ("", "", "call_off", "framework"),
    "rationales": ("", "", ",urgency,", ",technical,urgency,"),
}
ASKED = {
    "stage": ["award", "tender", "active"],
    "category": ["goods", "services", "works"],
    "method": ["open", "direct"],
    "disputed": ["1", "value", "decided_on", "stage"],
    "bids": ["0", "1", "2-5", "5-"],
    "place": ["UKI", "UKM", "London", "ENG", "UK"],
    "framework": codelists.FRAMEWORK.codes(),
    "rationale": ["urgency", "technical", "art"],
}


class World:
    """All contracts, read once."""

    def __init__(self):
        rows = PublicContract.objects.select_related("buyer").prefetch_related(
            "vendors", "interventions__grounds", "interventions__acting__party"
        )
        self.rows = sorted(rows, key=lambda row: -row.recency)
        self.acts = {row: list(row.interventions.all()) for row in self.rows}
        self.vendors = {row: {one.public_id for one in row.vendors.all()} for row in self.rows}

    def meant(self, asked: dict[str, list[str]]) -> list[PublicContract]:
        """The contracts that meet everything asked for, by last event."""
        return [row for row in self.rows if self._is_meant(row, asked)]

    def _is_meant(self, row, asked):
        if row.invented and "sample" not in asked:
            return False
        acts = self.acts[row]
        if OF_ACTS & asked.keys() and not any(_is_act(act, asked) for act in acts):
            return False
        return all(
            self._holds(row, name, values, asked)
            for name, values in asked.items()
            if name not in OF_ACTS
        )

    def _holds(self, row, name, values, asked):
        if name in SAME:
            return getattr(row, name) in values
        if name == "vendor":
            return bool(self.vendors[row] & set(map(int, values)))
        return _HOLDS[name](row, values, asked)


def _is_act(act, asked):
    """All that is asked of acts, of this one; ground and layer of one of its grounds."""
    same = ("type", "capacity", "effect", "outcome")
    if any(getattr(act, name) not in asked.get(name, [getattr(act, name)]) for name in same):
        return False
    if any(name in asked and not getattr(act, name) for name in FLAGS):
        return False
    if "stakeholder" in asked and not {*map(_number, act.actors)} & {*asked["stakeholder"]}:
        return False
    levels = codelists.ATTRIBUTION.codes()
    if "attribution" in asked and levels.index(act.level) > levels.index(asked["attribution"][0]):
        return False
    if not {"ground", "layer"} & asked.keys():
        return True
    return any(
        one.ground in asked.get("ground", [one.ground])
        and one.layer in asked.get("layer", [one.layer])
        for one in act.grounds.all()
    )


def _number(party):
    return str(party.public_id)


def _words(row, values, asked):
    query = parse(values[0])
    return bool(query) and naive.is_meant(naive.texts(row.title, row.words), query)


def _cpv(row, values, asked):
    return any(row.cpv.startswith(code.rstrip("0") if len(code) == 8 else code) for code in values)


def _value(least):
    def holds(row, values, asked):
        currency = asked.get("currency", ["GBP"])[0]
        if row.value_minor is None or row.currency != currency:
            return False
        bound = int(values[0]) * (1 if currency == "JPY" else 100)
        return row.value_minor >= bound if least else row.value_minor <= bound

    return holds


def _is_when(row, time):
    today = dates.today()
    if time == "open":
        return row.open_until is not None and row.open_until >= today
    if time == "over":
        return row.latest_end_on is not None and row.latest_end_on < today
    return None not in (row.starts_on, row.ends_on) and row.starts_on <= today <= row.ends_on


_ENGLAND = {"UKC", "UKD", "UKE", "UKF", "UKG", "UKH", "UKI", "UKJ", "UKK", "ENG"}


def _is_there(row, place):
    stated = {*row.regions.split(",")} - {""}
    if place in ("UK", "ENG"):
        return bool(stated if place == "UK" else stated & _ENGLAND)
    return {"London": "UKI"}.get(place, place) in stated


def _bid(row, asked):
    least, dash, most = asked.partition("-")
    bids = -1 if row.bids_received is None else row.bids_received
    return int(least) <= bids <= int(most or 1_000) if dash else bids == int(least)


def _listed(column, values):
    return bool(set(column.split(",")) & set(values))


_HOLDS = {
    "q": _words,
    "ever": lambda row, values, asked: _listed(row.ever, values),
    "buyer": lambda row, values, asked: row.buyer is not None and _number(row.buyer) in values,
    "year": lambda row, values, asked: str(row.dated_on.year) in values,
    "cpv": _cpv,
    "tracked": lambda row, values, asked: row.tracked == (values == ["1"]),
    "disputed": lambda row, values, asked: (
        "1" in values and row.disputed != "" or _listed(row.disputed, values)
    ),
    "value_min": _value(True),
    "value_max": _value(False),
    "currency": lambda row, values, asked: True,
    "date_from": lambda row, values, asked: row.dated_on >= datetime.date.fromisoformat(values[0]),
    "date_to": lambda row, values, asked: row.dated_on <= datetime.date.fromisoformat(values[0]),
    "when": lambda row, values, asked: any(_is_when(row, time) for time in values),
    "bids": lambda row, values, asked: any(_bid(row, one) for one in values),
    "place": lambda row, values, asked: any(_is_there(row, one) for one in values),
    "rationale": lambda row, values, asked: _listed(row.rationales, values),
    "sample": lambda row, values, asked: True,
    "sort": lambda row, values, asked: True,
}


def facet(row, acts, name) -> set[str]:
    """The values of one facet that a contract has."""
    if name == "type":
        return {act.type for act in acts}
    if name == "ground":
        return {one.ground for act in acts for one in act.grounds.all()}
    if name == "buyer":
        return {_number(row.buyer)} if row.buyer else set()
    value = str({"year": row.dated_on.year, "cpv": row.cpv[:2]}.get(name, getattr(row, name)))
    return {value} - {""}
