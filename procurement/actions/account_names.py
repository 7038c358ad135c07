"""Names of accounts: which a new one, or one that is renamed, may bear."""

import re

from django.contrib.auth.models import User

from procurement.models import AuditEntry, roles

# Letters of other alphabets look like these: one account could pass for another.
ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
WORDS = (
    "A name has the letters a to z, capital or not, digits, and . _ - besides; it begins with a letter"
    " or a digit."
)


def name_fault(name: str, account: User | None = None) -> str:
    """Say why an account may not bear a name that it does not bear yet; "" where it may.

    `account` is the one that is renamed, None a new one.
    """
    # No row has the number 0.
    pk = account.pk if account else 0
    if User.objects.filter(pk=pk, username=name).exists():
        return ""
    if not ACCEPTED.fullmatch(name):
        return WORDS
    if name.lower() in roles.OF_THE_SITE:
        return f"“{name}” is the name of what the site itself does."
    if other := User.objects.filter(username__iexact=name).exclude(pk=pk).first():
        return f"“{other}” is an account already, open or closed."
    # Entries keep the name of then: what another account did would be read as done by this one.
    known = AuditEntry.objects.filter(who__iexact=name, account__isnull=False)
    if known.exclude(account=pk).exists():
        return f"The log knows “{name}” as the name of another account, which was renamed since."
    return ""
