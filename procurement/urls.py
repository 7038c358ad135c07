"""Public addresses."""

from django.urls import include, path, register_converter
from django.urls.converters import IntConverter

from procurement import feeds, public, sitemaps
from procurement.files.formats import CONTRACTS, INTERVENTIONS, FileFormat
from procurement.filters import ContractFilter, InterventionFilter, Listing
from procurement.views import (
    about,
    contracts,
    etags,
    files,
    front,
    health,
    identifiers,
    interventions,
    lists,
    parties,
    sources,
    wellknown,
)


class PublicIdConverter(IntConverter):
    """A public id: a whole number from 1, short enough for every database."""

    regex = "[1-9][0-9]{0,8}"


register_converter(PublicIdConverter, "publicid")

# /contracts/<id>-<slug>/
contract_urls = [
    path("", lists.contract_list, name="contract-list"),
    path("<publicid:public_id>/", contracts.contract_detail, name="contract-detail"),
    path("<publicid:public_id>-<slug:slug>/", contracts.contract_detail, name="contract-detail"),
    path("<publicid:public_id>.json", contracts.contract_json, name="contract-json"),
    path("<publicid:public_id>.ocds.json", files.contract_ocds, name="contract-ocds"),
    path("<publicid:public_id>/history/", contracts.contract_history, name="contract-history"),
    path(
        "<publicid:public_id>/history.json",
        contracts.contract_history_json,
        name="contract-history-json",
    ),
    path(
        "<publicid:public_id>/history/<publicid:number>/",
        contracts.contract_revision,
        name="contract-revision",
    ),
    path(
        "<publicid:public_id>/history/<publicid:number>.json",
        contracts.contract_verification,
        name="contract-verification",
    ),
]


def party_urls(kind: str) -> list:
    """Give the addresses of one kind of party, such as /buyers/<id>-<slug>/."""
    name, kinds = f"{kind}-detail", {"kind": kind}
    return [
        path("", parties.party_list, kinds, name=f"{kind}-list"),
        path("suggest.json", parties.suggest, kinds, name=f"{kind}-suggest"),
        path("<publicid:public_id>/", parties.party_detail, kinds, name=name),
        path("<publicid:public_id>-<slug:slug>/", parties.party_detail, kinds, name=name),
    ]


def file_urls(name: str, listed: type[Listing], kinds: dict[str, FileFormat]) -> list:
    """Give the addresses of the files of a list, such as /contracts.csv."""
    return [
        path(f"{name}.{ending}", files.file(listed, kind, ending), name=f"{name}-{ending}")
        for ending, kind in kinds.items()
    ]


sitemap_urls = [
    path("pages.xml", etags.etagged(lambda request: ())(sitemaps.pages), name="sitemap-pages"),
    *(
        path(
            f"{kind}s-<publicid:number>.xml",
            etags.list_page(sitemaps.part),
            {"kind": kind},
            name=f"sitemap-{kind}",
        )
        for kind in public.mapped_kinds()
    ),
]

urlpatterns = [
    path("", front.front, name="front"),
    path("contracts/", include(contract_urls)),
    *file_urls("contracts", ContractFilter, CONTRACTS),
    path(
        "contracts.atom",
        files.file_view(ContractFilter, feeds.contract_feed),
        name="contracts-atom",
    ),
    path("interventions/", lists.intervention_list, name="intervention-list"),
    *file_urls("interventions", InterventionFilter, INTERVENTIONS),
    path(
        "interventions.atom",
        files.file_view(InterventionFilter, feeds.intervention_feed),
        name="interventions-atom",
    ),
    path(
        "interventions/<publicid:public_id>/",
        interventions.intervention_detail,
        name="intervention-detail",
    ),
    path("buyers/", include(party_urls("buyer"))),
    path("vendors/", include(party_urls("vendor"))),
    path("stakeholders/", include(party_urls("stakeholder"))),
    path("sources/<publicid:public_id>/", sources.source_detail, name="source-detail"),
    # A value may hold a slash, as those of GB-SRS do.
    path("id/<str:scheme>/<path:identifier>", identifiers.identifier_detail, name="bearer"),
    path("opensearch.xml", wellknown.opensearch, name="opensearch"),
    path("about/", about.about, name="about"),
    path("robots.txt", wellknown.robots, name="robots"),
    path("sitemap.xml", etags.list_page(sitemaps.index), name="sitemap"),
    path("sitemaps/", include(sitemap_urls)),
    path(".well-known/security.txt", wellknown.security, name="security"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
