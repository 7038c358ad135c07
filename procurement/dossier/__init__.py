"""The dossier: the public form of a contract, one plain JSON-ready structure.

The page renders it, `.json` returns it, a Revision keeps it. What is not in it is not public.
`build` reads the working record; `finish` and `changes` work on the structure alone.
"""

from .build import build
from .by_day import as_of, headline, unnamed_vendors
from .changes import changes, differs_in_words_alone
from .contradicted import contradicted
from .finish import finish
from .gaps import uncited, with_gaps
from .parties_and_sources import published_roots, root_of
from .register import document_of, register_dossier, replace_register
from .replace import follow_merges, is_party, parties_in, replace_party, replace_source, with_names
from .statement_states import STATE as STATEMENT_STATE
from .stored import body_of, emptied_from, rest_of
