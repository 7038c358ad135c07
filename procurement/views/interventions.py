"""To come."""

from .errors import not_found


def intervention_detail(request, *args, **kwargs):
    return not_found(request)
