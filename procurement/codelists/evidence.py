"""Closed lists about sources and how a statement is known."""

from .codelist import Code, Codelist

ATTRIBUTION = Codelist(
    "attribution",
    Code("official_record", "Official record", "The notice, decision or judgment itself."),
    Code("finding", "Finding", "Found by a court, tribunal, regulator or auditor."),
    Code("on_record", "On the record", "Said openly by the speaker named."),
    Code("reported", "Reported", "A report says so; the speaker, if named, was not heard directly."),
    Code("alleged", "Alleged", "Somebody claims it; nobody has established it."),
)

SOURCE_KIND = Codelist(
    "source_kind",
    Code("official_notice", "Official notice", "A notice on an official procurement service."),
    Code("official_decision", "Official decision", "A decision published by the body that took it."),
    Code("court_document", "Court document", "A judgment, order or filing."),
    Code("legislation", "Legislation", "An Act, regulation or order."),
    Code("contract_document", "Contract document", "The contract or a part of it."),
    Code("foi_release", "Freedom of information release", "Released on request."),
    Code("parliamentary_record", "Parliamentary record", "Debates, questions, committee papers."),
    Code("company_filing", "Company filing", "Filed with a register of companies."),
    Code("press_release", "Press release", "A statement by a party."),
    Code("news_report", "News report", "A report by a news publisher."),
    Code("investigation", "Investigation", "A published investigation."),
    Code("campaign_publication", "Campaign publication", "Published by a campaign group."),
    Code("social_post", "Social media post", "A post on a social network."),
    Code("expert_analysis", "Expert analysis", "An analysis by a specialist."),
    Code("mirror_or_aggregator", "Mirror or aggregator", "A copy of what others published."),
)

# Primary by what the kind is. A court document may be a filing, and what was released on request anything.
PRIMARY_KINDS = ("official_notice", "official_decision", "legislation", "contract_document")
# Of kinds of sources, how what they say is known: never more than every source of the kind bears out. The body's own
# notice or decision is the record; who speaks in a debate or a press release is heard there.
_LEVELS = dict.fromkeys(PRIMARY_KINDS, "official_record") | dict.fromkeys(
    ("parliamentary_record", "company_filing", "press_release", "campaign_publication", "social_post"), "on_record"
)
# Of these it hangs on whether it is the document itself: a judgment, and not a filing, which only claims.
_OF_PRIMARY = {
    "court_document": ("official_record", "alleged"),
    "foi_release": ("official_record", "reported"),
}


def level_of(kind: str, is_primary: bool) -> str:
    """Give the attribution that a statement cited to a source of this kind begins with.

    Its author may choose another: a report may hear the speaker, a judgment may repeat what was only alleged.
    """
    if kind in _OF_PRIMARY:
        primary, other = _OF_PRIMARY[kind]
        return primary if is_primary else other
    return _LEVELS.get(kind, "reported")


PRECISION = Codelist(
    "precision",
    Code("day", "Day", "Known to the day."),
    Code("month", "Month", "Known to the month."),
    Code("year", "Year", "Known to the year."),
)
