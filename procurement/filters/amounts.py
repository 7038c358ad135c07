"""Amounts in a query string: read and compared in one currency."""

from procurement import money

from .parameters import shown, told
from .query_string import QueryString

DEFAULT_CURRENCY = "GBP"


class ContractQuery(QueryString):
    """What only contracts have: amounts, in one currency."""

    def clean(self):
        """Read the amounts in the currency asked for."""
        data = super().clean()
        if "currency" not in self.errors:
            currency = data.get("currency") or DEFAULT_CURRENCY
            for name in ("value_min", "value_max"):
                data[name] = self._minor(name, data.get(name), currency)
            self._check_order(data)
        return data

    def _minor(self, name, text, currency):
        if not text:
            return None
        try:
            amount = money.parse(text, currency)
        except money.MoneyError as error:
            return self.add_error(name, told(text, error))
        if amount.currency != currency:
            return self.add_error(
                name,
                f"“{shown(text)}” is in {amount.currency}, and values are compared in {currency}."
                f" Accepted: an amount in {currency}, or choose {amount.currency} as the currency.",
            )
        return amount.minor

    def _check_order(self, data):
        least, most = data.get("value_min"), data.get("value_max")
        if least is not None and most is not None and least > most:
            self.add_error(
                "value_max", "It is below the least value. Accepted: a value not below it."
            )
