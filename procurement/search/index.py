"""What is indexed: the tables, their columns of words, and what search knows a row by."""

from typing import NamedTuple


class Index(NamedTuple):
    """The words of one table. `key` is a unique whole-number column; matches are found in its order.

    `first` are those of the columns that count for more.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    first: tuple[str, ...] = ()


INDEXES = {
    index.table: index
    for index in (
        # Contracts are known by when something last happened, so that the newest are found first.
        Index(
            "procurement_publiccontract",
            "recency",
            ("title_words", "party_words", "words"),
            first=("title_words", "party_words"),
        ),
        Index("procurement_publicintervention", "id", ("party_words", "words")),
        Index("procurement_publicparty", "id", ("words",)),
    )
}
