"""The lots that are asked for apart, their groups, and how many of them one bidder may have."""

from typing import Any

from procurement.ocds.texts import line, prose, texts, title

from ..values import Note, nothing, number, part, yes_no
from .readers import amount, gross, identifier, most, rows, stated


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give what a compiled release states of lots: {"what": lot, group or division, "at"} and what is stated.

    A lot has "id", "title", "description", "status" (a code of `LOT_STATUS`) and "status_text", "value",
    "value_gross" and "value_least" ({"minor", "currency"}), "category", "suits" ({"sme", "vcse"}: yes or no),
    "candidates_least" and "candidates_most" (who are invited to bid). A group has "id", "title",
    "description", "value", "value_gross" (its most), "lots" (ids) and "combines": whether its lots may be
    awarded together. The division has "bids_most" and "wins_most" (lots of one bidder; "no limit" where
    there is none), "text", and "undivided": why there are no lots.
    Sources: OCDS lots extension and EU profile; UK extension.
    """
    tender = part(release.get("tender"), "tender", nothing)
    found = (
        [_division(tender["lotDetails"], "tender/lotDetails", note)]
        if tender.get("lotDetails")
        else []
    )
    found += [_lot(row, at, note) for row, at in rows(tender, "lots", note, "tender")]
    found += [_group(row, at, note) for row, at in rows(tender, "lotGroups", note, "tender")]
    # Beside what it is and where it stands, something is to be said of it.
    return [one for one in found if len(one) > 2]


def _division(value, at, note):
    body = part(value, at, note)
    bids, wins = "maximumLotsBidPerSupplier", "maximumLotsAwardedPerSupplier"
    why = "noLotsDivisionRationale"
    return stated(
        what="division",
        bids_most=most(body.get(bids), f"{at}/{bids}", note),
        wins_most=most(body.get(wins), f"{at}/{wins}", note),
        text=prose(body.get("awardCriteriaDetails"), f"{at}/awardCriteriaDetails", note),
        undivided=prose(body.get(why), f"{at}/{why}", note),
        at=at,
    )


def _lot(body, at, note):
    category = "mainProcurementCategory"
    return stated(
        what="lot",
        **_named(body, at, note),
        status=line(body.get("status"), f"{at}/status", note),
        status_text=title(body.get("statusDetails"), f"{at}/statusDetails", note),
        **_value(body, "value", at, note),
        value_least=_least(body, at, note),
        category=line(body.get(category), f"{at}/{category}", note),
        suits=_suits(body, at, note),
        **_candidates(body, at, note),
        at=at,
    )


def _group(body, at, note):
    return stated(
        what="group",
        **_named(body, at, note),
        **_value(body, "maximumValue", at, note),
        lots=texts(body.get("relatedLots"), f"{at}/relatedLots", note),
        combines=yes_no(body.get("optionToCombine"), f"{at}/optionToCombine", note),
        at=at,
    )


def _named(body, at, note):
    return {
        "id": identifier(body, at, note),
        "title": title(body.get("title"), f"{at}/title", note),
        "description": prose(body.get("description"), f"{at}/description", note),
    }


def _value(body, key, at, note):
    """An amount without tax and one with it, as stated: neither is worked out."""
    value, field = body.get(key), f"{at}/{key}"
    if not value:
        return {}
    return {"value": amount(value, field, note), "value_gross": gross(value, field, note)}


def _least(body, at, note):
    """The lots extension says minimumValue, the EU profile minValue."""
    key = "minimumValue" if body.get("minimumValue") else "minValue"
    return amount(body.get(key), f"{at}/{key}", note)


def _suits(body, at, note):
    if not body.get("suitability"):
        return {}
    suits = part(body["suitability"], f"{at}/suitability", note)
    return stated(
        sme=yes_no(suits.get("sme"), f"{at}/suitability/sme", note),
        vcse=yes_no(suits.get("vcse"), f"{at}/suitability/vcse", note),
    )


def _candidates(body, at, note):
    """How many are invited to bid, of those who applied."""
    if not body.get("secondStage"):
        return {}
    stage = part(body["secondStage"], f"{at}/secondStage", note)
    names = (("candidates_least", "minimumCandidates"), ("candidates_most", "maximumCandidates"))
    return {name: number(stage.get(key), f"{at}/secondStage/{key}", note) for name, key in names}
