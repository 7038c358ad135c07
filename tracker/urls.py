"""Addresses: the editors' admin, and everything public."""

from django.urls import include, path

from procurement.admin.site import site

urlpatterns = [
    # Before the admin's own, which has some of the same addresses.
    path("admin/", include("procurement.admin.accounts")),
    path("admin/", site.urls),
    path("", include("procurement.urls")),
]

handler400 = "procurement.views.errors.bad_request"
handler403 = "procurement.admin.denied.forbidden"
handler404 = "procurement.views.errors.not_found"
handler500 = "procurement.views.errors.failed"
