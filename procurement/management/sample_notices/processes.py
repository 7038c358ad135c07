"""One contracting process: what all its notices agree on."""

from .amounts import amount
from .moments import day_of, year
from .organisations import Organisation
from .topics import Topic
from .world import World

CURRENCIES = ["EUR", "USD"]
MONTHS = [6, 12, 12, 24, 24, 36, 36, 48, 48, 60, 84]
REFERENCES = ["DN", "CON-", "RFQ ", "PROC.", "T", "ITT_", "C-"]


class Process:
    """The facts of one process, from which each of its notices is written."""

    __slots__ = (
        "amount", "buyer", "currency", "finder", "key", "lots", "months", "notice", "ocid", "open",
        "reference", "start", "step", "story", "text", "title", "topic", "vendors",
    )  # fmt: skip
    amount: float
    buyer: Organisation
    currency: str
    finder: bool
    key: str
    lots: int
    months: int
    notice: str
    ocid: str
    open: bool
    reference: str
    start: int
    step: int
    story: tuple[str, ...]
    text: str
    title: str
    topic: Topic
    vendors: list[Organisation]


def begin(world: World, index: int, moment: float, finder: bool) -> Process:
    """Give a new process whose first notice comes at this moment, without its story."""
    chance, process = world.chance, Process()
    process.finder, process.step, process.notice = finder, 0, ""
    process.ocid = finder_ocid(world) if finder else f"ocds-sample2-{_hex(world, index)}"
    process.reference = f"{chance.pick(REFERENCES)}{chance.bits(20)}"
    process.buyer = chance.common(world.buyers)
    process.topic = chance.common(world.topics[process.buyer.sector])
    process.months = chance.pick(MONTHS)
    process.start = day_of(moment) + 20 + chance.below(70)
    _describe(world, process)
    _price(world, process)
    return process


def finder_ocid(world: World) -> str:
    """Give an ocid in the form of Contracts Finder, under a prefix of our own."""
    return f"ocds-sample1-{world.chance.guid()}"


def _hex(world: World, index: int) -> str:
    return f"{(world.base + index) % 0x1000000:06x}"


def _describe(world: World, process: Process) -> None:
    texts, topic, buyer = world.texts, process.topic, process.buyer
    process.title = texts.title(topic, buyer, year(process.start))
    process.text = texts.description(topic, buyer, process.months)


def _price(world: World, process: Process) -> None:
    chance, trade = world.chance, process.topic.trade
    process.open = chance.once(0.5)
    process.currency = chance.pick(CURRENCIES) if chance.once(0.01) else "GBP"
    process.amount = amount(chance, 2.2 if process.finder else 1.6)
    process.lots = 1 if process.finder or chance.once(0.85) else 2 + chance.below(4)
    many = chance.below(34) + 2 if process.finder and chance.once(0.05) else process.lots
    process.vendors = [world.vendor(trade) for _ in range(many)]
    if many > 1:
        process.vendors = list(dict.fromkeys(process.vendors))
