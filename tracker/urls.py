"""Addresses: the editors' admin, and everything public."""

from django.urls import include, path

from procurement.admin import bad_requests
from procurement.admin.site import site
from procurement.middleware import ADMIN
from procurement.views import errors

urlpatterns = [
    # Before the admin's own, which has some of the same addresses.
    path("admin/", include("procurement.admin.accounts")),
    path("admin/", site.urls),
    path("", include("procurement.urls")),
]


def handler400(request, exception=None):
    """Answer what could not be read, in the look of the part that was asked."""
    if request.path_info.startswith(ADMIN):
        return bad_requests.bad_request(site, request, exception)
    return errors.bad_request(request, exception)


handler403 = "procurement.admin.permission_denied.forbidden"
handler404 = "procurement.views.errors.not_found"
handler500 = "procurement.views.errors.failed"
