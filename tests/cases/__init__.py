"""Invented decisions in the shapes that real ones take, as plain dictionaries that `actions.enter` takes.

Each module has DAY, on which it is read; PUBLISHED, what is published when, [(day, reason, form)]; and in
a comment what today's model cannot hold, and so is not in the dictionary. No person is named.
"""

from . import (
    call_in_not_referred_back,
    lifted_with_conditions,
    only_bidder,
    options_and_break,
    silence_and_withdrawal,
)

CASES = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        lifted_with_conditions,
        options_and_break,
        only_bidder,
        call_in_not_referred_back,
        silence_and_withdrawal,
    )
}
