"""Amounts of money: from £5,000 to £90m, rounded as people round them."""

from typing import Any

from .chance import Chance

LEAST = 5_000
STEPS = [1, 1, 1, 5, 10, 10, 25, 25, 50]  # hundredths of the leading digit's unit


def amount(chance: Chance, most: float, lean: float) -> float:
    """Give an amount before tax, up to `most`; the larger `lean`, the fewer the large ones."""
    middle = (chance.draw() + chance.draw()) / 2
    raw = LEAST * (most / LEAST) ** (middle**lean)
    if chance.once(0.18):
        return tidy(raw)
    step = 10 ** (len(str(int(raw))) - 3) * chance.pick(STEPS)
    return min(most, max(LEAST, round(raw / step) * step))


def tidy(amount: float) -> float:
    """Give the amount to the penny; whole pounds without a point."""
    exact = round(amount, 2)
    return int(exact) if exact == int(exact) else exact


def value(amount: float, currency: str) -> dict[str, Any]:
    """Give a value without tax stated apart."""
    return {"amount": amount, "currency": currency}


def gross(amount: float, currency: str) -> dict[str, Any]:
    """Give a value with tax and without."""
    return {"amountGross": tidy(amount * 1.2), "amount": amount, "currency": currency}
