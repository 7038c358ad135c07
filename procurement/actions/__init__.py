"""Writes across models: each is one transaction, says who did it, and why.

`Refused` and `Conflict` leave everything as it was.
"""

from .accounts import (
    MORE_THAN_YOU,
    account_faults,
    change_account,
    end_sessions,
    hold_accounts,
    name_fault,
    open_account,
    remove_second_factor,
)
from .as_it_was import then
from .change import Change
from .demonstration import clear_demonstration
from .duplicates import Likely, likely_duplicates, parties_alike, set_two, sources_alike
from .emptying import empty_leaf, preview_emptying
from .emptying_history import count_entries, empty_history, keys_of_leaves
from .emptying_texts import texts_of
from .entering import draft, enter
from .errors import Refused
from .four_eyes import is_own_shared, own_among
from .holdings import recount_holdings
from .join_register import join_register, release_ocid
from .known_parties import adopt_names, refresh_parties
from .look_again import look_again
from .merging import merge_as_notices_say, merge_parties, preview_merge, undo_merge
from .notes import add_note, assign, settle_note
from .party_rows import delete_orphans, same_body
from .problems import problems
from .public_rows import (
    Facts,
    Moments,
    NamedParty,
    Noticed,
    best_name,
    called_by_notices,
    document_facts,
    pieces,
    public_parties,
    rewrite,
    touched,
    words_of_party,
    write,
    write_party_words,
)
from .publish import publish
from .publish_due import Due, publish_due
from .publish_shared import preview_shared, publish_shared
from .put_back import preview_put_back, put_back
from .resting import with_what_they_rest_on
from .restoring import restore
from .revisions import importer
from .reworth import SAME, register_changed, reworth
from .same_awards import settle
from .set_apart import put_together, set_apart
from .stale_rows import KINDS, mend
from .statements import desk, preview, public_form, versions_going_out
from .submissions import publish_submission, schedule, send_back, submit, take_back, time_fault
from .totals import recount
from .track import track
from .whose_body import add_party_as, link_body, party_as
from .withdraw import withdraw
