"""Mail to the owner of an account whose way in somebody else changed."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from . import resets

ADDRESS = "Your address for mail was changed"
FACTOR = "Your second factor was removed"


def tell(address: str, subject: str, account, by) -> None:
    """Have it written to an address once the change stands, where there is mail and an address."""
    if not (address and resets.by_mail()):
        return
    site = settings.SITE_ADDRESS.partition("://")[2]
    words = {
        "subject": subject,
        "site": site,
        "name": account.get_username(),
        "by": by.get_username(),
    }
    body = render_to_string("admin/accounts/notice.txt", words)
    mail = EmailMessage(f"{subject}: {site}", body, to=[address])
    transaction.on_commit(lambda: resets.post(mail))
