"""To come."""

from .errors import not_found


def contract_list(request, *args, **kwargs):
    return not_found(request)


def intervention_list(request, *args, **kwargs):
    return not_found(request)
