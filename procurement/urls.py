"""Public addresses."""

from django.urls import path

from procurement.views.front import front
from procurement.views.health import healthz, readyz

urlpatterns = [
    path("", front, name="front"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
