"""Amounts of money: from £5,000 to £90m, rounded as people round them."""

from typing import Any

from .chance import Chance

LEAST, MOST = 5_000, 90_000_000
STEPS = [1, 1, 1, 5, 10, 10, 25, 25, 50]  # hundredths of the leading digit's unit


def amount(chance: Chance, lean: float) -> float:
    """Give an amount before tax; the larger `lean`, the fewer the large ones."""
    raw = LEAST * (MOST / LEAST) ** (chance.draw() ** lean)
    if chance.once(0.18):
        return round(raw, 2)
    unit = 10 ** (len(str(int(raw))) - 3)
    step = unit * chance.pick(STEPS)
    return min(MOST, max(LEAST, round(raw / step) * step))


def value(amount: float, currency: str) -> dict[str, Any]:
    """Give a value without tax stated apart."""
    return {"amount": amount, "currency": currency}


def gross(amount: float, currency: str) -> dict[str, Any]:
    """Give a value with tax and without."""
    whole = round(amount * 1.2, 2)
    whole = int(whole) if whole == int(whole) else whole
    return {"amountGross": whole, "amount": amount, "currency": currency}
