"""Choosers that know the name of what is chosen, and stand what nobody can have chosen."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from .keys import keys_of


class KnowingSelect(AutocompleteSelect):
    """Django's chooser, which reads the row behind each choice it shows; unless it is told.

    A contract's page has a hundred choosers; the rows behind them are loaded already.
    """

    known: tuple[str, str] | None = None

    def optgroups(self, name, value, attrs=None):
        if self.known is None or [str(one) for one in value] != [self.known[0]]:
            return super().optgroups(name, keys_of(value), attrs)
        blank = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        return [(None, [*blank, self.create_option(name, *self.known, True, 0)], 0)]


class SeveralSelect(AutocompleteSelectMultiple):
    """Django's chooser of several rows; what is no key is not looked up."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, keys_of(value), attrs)


class OrderedSelect(SeveralSelect):
    """A chooser of several rows that shows them in the order in which they were chosen."""

    known: tuple[tuple[str, str], ...] = ()

    def optgroups(self, name, value, attrs=None):
        if [str(one) for one in value] == [key for key, _ in self.known]:
            options = [self.create_option(name, *one, True, 0) for one in self.known]
            return [(None, options, 0)]
        [(heading, options, place)] = super().optgroups(name, value, attrs)
        order = [str(one) for one in value]
        return [(heading, sorted(options, key=lambda one: order.index(str(one["value"]))), place)]


def set_names(form) -> None:
    """Tell the choosers of a form the names of what its row points to, where that is loaded."""
    for name, field in form.fields.items():
        select = getattr(field.widget, "widget", field.widget)
        if isinstance(select, OrderedSelect) and form.instance.pk:
            rows = getattr(form.instance, name)
            select.known = tuple((str(row.pk), field.label_from_instance(row)) for row in rows)
        if isinstance(select, KnowingSelect) and name in form.instance._state.fields_cache:
            row = getattr(form.instance, name)
            select.known = (str(row.pk), field.label_from_instance(row)) if row else None
