"""Mail to whom something waits for, where mail is set up. It says what waits and where; never what was written."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from procurement.models import Contract, Submission, roles

from . import resets

TEXT = """{says}

{title}
{link}

This is sent by {site}, because your account has this address.
"""


def tell_of_submission(submission: Submission) -> None:
    """Tell whoever is to look at it: whom the contract is assigned to, else all who may publish."""
    contract, by = submission.contract, submission.by
    to = (
        [contract.assigned_to]
        if contract.assigned_to
        else roles.who_may("procurement.publish_contract")
    )
    says = f"{by} asks for a review."
    _tell([one for one in to if one != by], "In review", says, _page(submission), contract)


def tell_of_answer(submission: Submission) -> None:
    """Tell whoever submitted it that it was sent back or failed, and whoever scheduled it that it failed."""
    says = {
        "sent_back": f"{submission.answered_by} sent it back, with a note.",
        "failed": "Its time came, and it could not be published.",
    }[submission.state]
    failed = submission.state == "failed"
    to = {submission.by} | ({submission.answered_by} if failed else set())
    subject = submission.get_state_display()
    _tell(to, subject, says, _page(submission), submission.contract)


def tell_of_assignment(contract: Contract, to, by) -> None:
    """Tell somebody that a contract was assigned to them, unless they did so themselves."""
    page = reverse("admin:procurement_contract_change", args=[contract.pk])
    _tell(
        [one for one in [to] if one and one != by],
        "Assigned to you",
        f"{by} asks you to work on it.",
        page,
        contract,
    )


def _page(submission):
    args = [submission.contract_id, submission.pk]
    return reverse("admin:procurement_contract_submission", args=args)


def _tell(to, subject, says, page, contract):
    site = settings.SITE_ADDRESS.partition("://")[2]
    body = TEXT.format(
        says=says, title=contract.title, link=settings.SITE_ADDRESS + page, site=site
    )
    for account in to if resets.by_mail() else ():
        if account.is_active and account.email:
            # A header has one line.
            mail = EmailMessage(f"{subject}: {site}", body, to=[account.email])
            transaction.on_commit(lambda mail=mail: resets.post(mail))
