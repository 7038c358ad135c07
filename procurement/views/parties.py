"""To come."""

from .errors import not_found


def party_list(request, *args, **kwargs):
    return not_found(request)


def party_detail(request, *args, **kwargs):
    return not_found(request)
