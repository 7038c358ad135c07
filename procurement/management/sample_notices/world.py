"""All that the notices of one run have in common."""

from . import organisations
from .chance import Chance
from .stories import told
from .texts import Texts
from .topics import by_sector, topics


class World:
    """The organisations, the texts and the chance of one run."""

    def __init__(self, count: int, seed: int, sample: bool) -> None:
        self.chance = Chance(seed)
        buyers, vendors = organisations.how_many(count)
        self.buyers = organisations.buyers(self.chance, buyers)
        self.vendors = organisations.vendors(self.chance, vendors)
        self.per_trade = vendors // organisations.TRADES
        every = self.chance.shuffled(topics())
        self.topics = by_sector(every)
        self.texts = Texts(self.chance, count, sample)
        self.finder_stories, self.tender_stories = told(sample)
        self.base = self.chance.bits(24)

    def vendor(self, trade: int) -> organisations.Organisation:
        """Give a vendor of this trade, a well-known one more often."""
        return self.vendors[self.chance.rank(self.per_trade) * organisations.TRADES + trade]
