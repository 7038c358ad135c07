"""Notices in shapes that the samples lack: {name: releases of one contract, oldest first}."""

from .samples import awarded, party, release

ACME, FENWICK = party("Acme Ltd", "GB-COH-01234567"), party("Fenwick Ltd", "GB-COH-07654321")
BUYER = {"id": "1", "name": "Northmarch Council"}
TERM = {"startDate": "2024-01-01", "endDate": "2027-12-31"}


def gbp(amount, **more):
    return {"amount": amount, "currency": "GBP"} | more


def _ocid(number):
    return f"ocds-odd-{number:02}"


def _award(id_, status="active", supplier=ACME, **more):
    return {
        "id": id_, "status": status, "suppliers": [{"id": supplier["id"], "name": supplier["name"]}],
        "value": gbp(1000), "date": "2024-01-01",
    } | more  # fmt: skip


def _contract(number, *rows, **more):
    """A release of awards, and what more there is of it."""
    fields = {"buyer": BUYER, "parties": [ACME, FENWICK], "tag": ["award"]} | more
    return release(1, _ocid(number), awards=list(rows), **fields)


def _terminated(number, *rationales, text="", ends=None, **more):
    signed = {
        "id": "1",
        "awardID": "1",
        "status": "active",
        "dateSigned": "2024-01-02",
        "period": TERM,
    }
    over = signed | {
        "status": "terminated",
        "terminationRationaleClassifications": [
            {"id": one, "scheme": "UK", "description": one} for one in rationales
        ],
        "terminationRationale": text,
    }
    if ends:
        over["period"] = TERM | {"endDate": ends}
    first = _contract(number, _award("1"), tag=["award", "contract"], contracts=[signed])
    last = (
        release(2, _ocid(number), tag=["contractTermination"], buyer=BUYER, contracts=[over]) | more
    )
    return [first, last]


def _lots(*statuses):
    return [{"id": str(place), "status": status} for place, status in enumerate(statuses, 1)]


ODD = {
    "terminated for breach": _terminated(1, "breach"),
    "terminated, completed": _terminated(2, "completion"),
    "terminated, and no breach": _terminated(3, text="This is not because of any breach by the supplier."),
    "terminated by agreement": _terminated(4, "mutualAgreement"),
    "terminated, insolvent": _terminated(5, "insolvency"),
    "terminated, without a reason": _terminated(6),
    "terminated, with an earlier end": _terminated(7, ends="2025-06-30"),
    "terminated, no contract to be ended": [
        release(1, _ocid(8), tag=["contractTermination"], buyer=BUYER,
                contracts=[{"id": "1", "status": "terminated"}])],
    "beyond any number": [
        '{"ocid": "ocds-odd-09", "id": "1", "date": "2025-01-01T00:00:00Z", "tag": ["award"],'
        ' "buyer": {"name": "Northmarch Council"}, "tender": {"title": "Road works", "value":'
        ' {"amount": 1e9999, "currency": "GBP"}}, "awards": [{"id": "1", "status": "active",'
        ' "suppliers": [{"name": "Acme Ltd"}], "value": {"amount": 1e9999, "currency": "GBP"}}]}'],
    "one award twice": [_contract(10, _award("1"), _award("2"))],
    "a slip put right": [
        _contract(11, _award("1", value=gbp(18_848_731))),
        _contract(11, _award("1", value=gbp(18_848_731)), _award("2", value=gbp(188_487.31)))
        | {"id": "000002-2025", "date": "2025-01-01T09:06:00Z"}],
    "pending and active": [_contract(12, _award("1"), _award("2", "pending", FENWICK))],
    "pending alone": [_contract(13, _award("1", "pending"), _award("2", "pending", FENWICK))],
    "some lots awarded, some open": [
        _contract(14, _award("1", relatedLots=["1"]),
                  tender={"title": "Road works", "status": "active", "lots": _lots("complete", "active"),
                          "tenderPeriod": {"endDate": "2026-12-31T12:00:00Z"}})],
    "some lots awarded, some were open": [
        _contract(15, _award("1", relatedLots=["1"]),
                  tender={"title": "Road works", "status": "active", "lots": _lots("complete", "active"),
                          "tenderPeriod": {"endDate": "2025-03-31T12:00:00Z"}})],
    "some lots given up": [
        release(1, _ocid(16), buyer=BUYER,
                tender={"title": "Road works", "status": "active",
                        "lots": _lots("active", "cancelled", "unsuccessful"),
                        "tenderPeriod": {"endDate": "2025-03-31T12:00:00Z"}})],
    "gross only": [_contract(17, _award("1", value={"amountGross": 1200, "currency": "GBP"}))],
    "framework with one vendor": [
        _contract(18, _award("1", title="Framework agreement for road works", value=gbp(5_000_000)))],
    "flagged framework with one vendor": [
        _contract(19, _award("1", value=gbp(5_000_000)),
                  tender={"title": "Road works", "techniques": {"hasFrameworkAgreement": True}})],
    "days in free text": [
        _contract(20, _award("1"), tender={
            "title": "Road works", "description": "The contract starts on 1 March 2025 and ends on 28 February 2027."
            " It is worth £12,000. Three bids came in."})],
    "a term in words": [
        _contract(21, _award("1", contractPeriod={"startDate": "March 2025", "endDate": "two years later"}))],
    "buyers that differ": [
        awarded(1, _ocid(22), [ACME], buyer={"id": "1", "name": "Northmarch Council"}, award={"id": "1"}),
        awarded(2, _ocid(22), [FENWICK], buyer={"id": "2", "name": "Southmarch Council"}, award={"id": "2"})],
    "terms with days between": [
        _contract(23, _award("1", contractPeriod={"startDate": "2022-01-01", "endDate": "2022-12-31"}),
                  _award("2", contractPeriod={"startDate": "2026-01-01", "endDate": "2027-12-31"}),
                  tag=["award", "contract"], contracts=[
                      {"id": "1", "awardID": "1", "status": "active", "dateSigned": "2022-01-01"},
                      {"id": "2", "awardID": "2", "status": "active", "dateSigned": "2022-01-01"}])],
    "one of two terminated": [
        _contract(24, _award("1"), _award("2", "active", FENWICK), tag=["award", "contract"], contracts=[
            {"id": "1", "awardID": "1", "status": "active", "dateSigned": "2024-01-02", "period": TERM},
            {"id": "2", "awardID": "2", "status": "terminated", "dateSigned": "2024-01-02", "period": TERM}])],
    "one of three signed": [
        _contract(25, _award("1"), _award("2", "active", FENWICK), _award("3"), tag=["award", "contract"],
                  contracts=[{"id": "1", "awardID": "1", "status": "active", "dateSigned": "2024-01-02",
                              "period": TERM}])],
    "tender cancelled after an award": [
        _contract(26, _award("1")),
        release(2, _ocid(26), tag=["tenderCancellation"], buyer=BUYER,
                tender={"title": "Road works", "status": "cancelled"})],
    "award to nobody": [_contract(27, {"id": "1", "status": "unsuccessful", "date": "2024-01-01"})],
    "a vendor by its role": [
        release(1, _ocid(28), tag=["contract"], buyer=BUYER, parties=[ACME | {"roles": ["supplier"]}],
                contracts=[{"id": "1", "awardID": "1", "status": "active", "dateSigned": "2024-01-02"}])],
    "a bidder alone": [
        release(1, _ocid(29), buyer=BUYER, parties=[ACME | {"roles": ["tenderer"]}],
                tender={"title": "Road works", "status": "complete"})],
    "title that speaks of an end": [
        _contract(30, _award("1", contractPeriod=TERM), tender={"title": "Road works: notice of termination"})],
    "terminations of cables": [
        _contract(31, _award("1", contractPeriod=TERM), tender={"title": "Cable terminations, and terminated wires"})],
    "amounts in two currencies": [
        _contract(32, _award("1"), _award("2", value={"amount": 900, "currency": "EUR"}))],
    "said in another day's words": [
        _contract(33, _award("1", date="2025-06-30"), tag=["tender"])],
    "each vendor's part": [
        _contract(34, _award("1", suppliers=[
            {"name": "Acme Ltd", "x_awardValue": gbp(700)}, {"name": "Fenwick Ltd", "x_awardValue": gbp(300)}]))],
    "twice, once without its id": [
        {key: value for key, value in _contract(35, _award("1", documents=[
            {"id": "9", "noticeType": "UK6", "url": "https://example.org/9"}])).items() if key != "id"},
        _contract(35, _award("1", documents=[{"id": "9", "noticeType": "UK6", "url": "https://example.org/9"}]))],
}  # fmt: skip
