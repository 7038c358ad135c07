"""One contracting process: what all its notices agree on."""

from .amounts import amount, tidy
from .moments import day_of, year
from .organisations import TRADES, Organisation
from .topics import MOST, Topic
from .world import World

CURRENCIES = ["EUR", "USD"]
MONTHS = [6, 12, 12, 24, 24, 36, 36, 48, 48, 60, 84]
REFERENCES = ["DN", "CON-", "RFQ ", "PROC.", "T", "ITT_", "C-"]
# how many days after a notice the contract begins, at the least
LEADS = {"planning": 200, "tender": 80, "tenderAmendment": 60, "award": -40, "UK1": 250,
         "UK2": 200, "UK3": 180, "UK4": 90, "UK5": 40, "UK6": 20, "UK7": 0, "UK13": 90,
         "UK14": 60}  # fmt: skip
EARLY = -1_000  # no lead: what has begun does not move


class Process:
    """The facts of one process, from which each of its notices is written."""

    __slots__ = (
        "amount", "buyer", "currency", "decided", "finder", "lots", "method", "months", "notice",
        "ocid", "reference", "start", "step", "story", "text", "title", "today", "topic",
        "vendors",
    )  # fmt: skip
    amount: float
    buyer: Organisation
    currency: str
    decided: int
    finder: bool
    lots: int
    method: int
    months: int
    notice: str
    ocid: str
    reference: str
    start: int
    step: int
    story: tuple[str, ...]
    text: str
    title: str
    today: int
    topic: Topic
    vendors: list[Organisation]


def begin(world: World, index: int, moment: float, finder: bool) -> Process:
    """Give a new process whose first notice comes at this moment."""
    chance, process = world.chance, Process()
    process.finder, process.step, process.notice, process.decided = finder, 0, "", -1
    process.ocid = _ocid(world, index, finder)
    process.reference = f"{chance.pick(REFERENCES)}{chance.bits(20)}"
    process.buyer = chance.common(world.buyers)
    process.topic = chance.lower(world.topics[process.buyer.sector])
    process.story = chance.pick(world.finder_stories if finder else world.tender_stories)
    process.method = _method(world, process)
    process.months = chance.pick(MONTHS)
    process.start = day_of(moment) + LEADS.get(process.story[0], -300) + chance.below(70)
    _describe(world, process)
    _price(world, process)
    process.vendors = _vendors(world, process)
    return process


def advance(world: World, process: Process, moment: float) -> str:
    """Bring the facts up to the next notice, at this moment. Gives its stage."""
    stage = process.story[process.step]
    process.today = day = day_of(moment)
    process.start = max(process.start, day + LEADS.get(stage, EARLY))
    if stage == "awardUpdate" and world.chance.once(0.5):
        process.months += 6
    elif stage == "awardUpdate":
        process.amount = tidy(process.amount * (1.05 + world.chance.below(20) / 100))
    elif process.decided < 0 and stage in {"award", "UK5", "UK6", "UK7"}:
        ago = world.chance.below(8) if process.step else world.chance.rank(200)
        process.decided = max(0, day - ago)
    return stage


def _ocid(world: World, index: int, finder: bool) -> str:
    """Give an ocid in the form of either source, under a prefix of our own."""
    if finder:
        return f"ocds-sample1-{world.chance.guid()}"
    return f"ocds-sample2-{(world.base + index) % 0x1000000:06x}"


def _method(world: World, process: Process) -> int:
    """Give which of the six methods of its source the process follows."""
    if process.story[0] == "UK5":
        return 4
    return world.chance.below(3) if "UK4" in process.story else world.chance.rank(6)


def _describe(world: World, process: Process) -> None:
    texts, topic, buyer, months = world.texts, process.topic, process.buyer, process.months
    thing = world.chance.pick(topic.objects)
    process.title = texts.title(thing, topic, buyer, year(max(0, process.start)), months)
    process.text = texts.description(thing, buyer, months)


def _price(world: World, process: Process) -> None:
    chance, most = world.chance, MOST[process.topic.trade] * 1_000_000
    process.currency = chance.pick(CURRENCIES) if chance.once(0.01) else "GBP"
    process.amount = amount(chance, most, 1.7 if process.finder else 1.3)
    process.lots = 1 if process.finder or chance.once(0.85) else 2 + chance.below(4)


def _vendors(world: World, process: Process) -> list[Organisation]:
    """Give who is to win: mostly one; in the older shape up to 35 share one award."""
    chance, trade = world.chance, process.topic.trade
    many = 2 + chance.below(34) if process.finder and chance.once(0.06) else process.lots
    if many == 1:
        return [world.vendor(trade)]
    found = [world.vendor((trade + number // 8) % TRADES) for number in range(many)]
    return list(dict.fromkeys(found))
