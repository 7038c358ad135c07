"""To come."""

from .errors import not_found


def source_detail(request, *args, **kwargs):
    return not_found(request)
