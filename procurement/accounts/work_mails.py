"""Mail to whom something waits for, where mail is set up. It says what waits and where; never what was written.

It names a record as the public does: what is not public is read in the admin.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from procurement.models import Contract, PublicContract, Submission, roles

from . import resets

TEXT = """{says}

{record}
{link}

This is sent by {site}, because your account has this address.
"""
NOT_PUBLIC = "A contract that is not public yet"


def tell_of_submission(submission: Submission) -> None:
    """Tell whoever is to look at it: whom the contract is assigned to, where they may; else all who may publish."""
    contract, by = submission.contract, submission.by
    may = [one for one in roles.who_may("procurement.publish_contract") if one != by]
    to = [one for one in may if one == contract.assigned_to] or may
    _tell(to, "In review", f"{by} asks for a review.", _page(submission), contract)


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
    if not resets.by_mail():
        return
    site = settings.SITE_ADDRESS.partition("://")[2]
    public = PublicContract.objects.filter(public_id=contract.public_id)
    title = public.values_list("title", flat=True).first()
    body = TEXT.format(
        says=says, record=title or NOT_PUBLIC, link=settings.SITE_ADDRESS + page, site=site
    )
    for account in to:
        if account.is_active and account.email:
            # A header has one line.
            mail = EmailMessage(f"{subject}: {site}", body, to=[account.email])
            transaction.on_commit(lambda mail=mail: resets.post(mail))
