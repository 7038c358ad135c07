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

PRECISION = Codelist(
    "precision",
    Code("day", "Day", "Known to the day."),
    Code("month", "Month", "Known to the month."),
    Code("year", "Year", "Known to the year."),
)
