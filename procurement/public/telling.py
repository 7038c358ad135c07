"""What rows of lists say of a contract by the day: the same as its page says."""

from procurement import codelists, dates, wording
from procurement.models import PublicContract


def stage_told(contract: PublicContract) -> wording.Telling:
    """Give how the stage of a contract is told today."""
    told = wording.stage_told(contract.stage, contract.days, dates.today())
    return told or wording.Telling(codelists.STAGE.label(contract.stage), "", "")


def headline(contract: PublicContract) -> str:
    """Give the sentence at the top of its page, as it reads today."""
    return wording.headline_told(contract.headline, stage_told(contract))
