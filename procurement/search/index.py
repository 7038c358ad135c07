"""What is indexed: the tables, their columns of words, and what search knows a row by."""

from typing import NamedTuple


class Index(NamedTuple):
    """The words of one table. `key` is a unique whole-number column; matches are found in its order.

    Of two columns, the first is the one that counts for more.
    """

    table: str
    key: str
    columns: tuple[str, ...]


INDEXES = {
    index.table: index
    for index in (
        # Contracts are known by when something last happened, so that the newest are found first.
        Index(
            "procurement_publiccontract",
            "recency",
            ("title_words", "words"),
        ),
        Index("procurement_publicintervention", "id", ("words",)),
        Index("procurement_publicparty", "id", ("words",)),
    )
}
