"""The one writer of public rows: facts → columns → rows.

    a published body → from_body ─┐
                                  ├→ Facts → columns → writing
    a register document → from_document ─┘

`touched` says which contracts a change of a party concerns, `rewrite` writes theirs anew.
"""

from .columns import COLUMNS, columns
from .facts import Facts, Moments, NamedParty
from .from_body import body_facts, named_in
from .from_document import Noticed, document_facts
from .interventions import INTERVENTION_COLUMNS
from .party_words import (
    best_name,
    called,
    called_by_notices,
    other_names,
    pieces,
    reindex,
    words_of_body,
    words_of_party,
    write_party_words,
)
from .rewriting import facts_of, public_parties, public_sources, rewrite, touched
from .writing import write
