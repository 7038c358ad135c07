"""Around every request: cookies for editors alone, headers on every answer, 503 without a database."""

import pytest
from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from procurement.middleware import AdminSessionMiddleware, UnavailableMiddleware

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)


def test_public_page_has_no_session_user_or_messages(client):
    request = client.get("/healthz").wsgi_request

    assert [hasattr(request, name) for name in ("session", "user", "_messages")] == [False] * 3


@pytest.mark.django_db
def test_admin_page_has_session_user_and_messages(client):
    request = client.get("/admin/login/").wsgi_request

    assert [hasattr(request, name) for name in ("session", "user", "_messages")] == [True] * 3


@pytest.mark.django_db
def test_public_page_ignores_the_cookie_of_an_editor(client):
    client.force_login(get_user_model().objects.create_superuser("editor"))
    assert client.get("/admin/").status_code == 200

    response = client.get("/")

    assert response.cookies == {}
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/healthz", "/no-such-page/", "/admin/login/"])
def test_every_answer_has_the_security_headers(client, address):
    response = client.get(address)

    directives = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert directives == {part.strip() for part in CSP.split(";")}
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"].startswith("camera=()")


@pytest.mark.django_db
def test_admin_is_never_stored(client):
    assert client.get("/admin/login/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize("error", [OperationalError("secret-host"), InterfaceError("secret-host")])
def test_view_without_a_database_is_503(error):
    request = RequestFactory().get("/contracts/")

    response = UnavailableMiddleware(lambda request: HttpResponse()).process_exception(
        request, error
    )

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert b"out of reach for a moment" in response.content
    assert b"secret-host" not in response.content


def test_other_errors_are_left_alone():
    request = RequestFactory().get("/contracts/")

    middleware = UnavailableMiddleware(lambda request: HttpResponse())

    assert middleware.process_exception(request, ValueError()) is None


@pytest.mark.parametrize(("method", "told"), [("get", False), ("head", False), ("post", True)])
def test_who_sent_something_is_told_what_became_of_it(method, told):
    request = getattr(RequestFactory(), method)("/admin/procurement/contract/1/change/")
    middleware = UnavailableMiddleware(lambda request: HttpResponse())

    page = middleware.process_exception(request, OperationalError("away")).content.decode()

    assert ("not saved" in page and "in the form" in page) == told
    assert "Nothing is lost" not in page


@pytest.mark.django_db(transaction=True)
def test_editors_can_sign_in_as_soon_as_the_database_can_be_written_to_again(client):
    """And not only when a connection that could not is ten minutes old."""
    get_user_model().objects.create_superuser("editor", password="x")
    shut = {
        "sqlite": "PRAGMA query_only = 1",
        "postgresql": "SET default_transaction_read_only = on",
    }
    with connection.cursor() as cursor:
        cursor.execute(shut[connection.vendor])

    sent = {"username": "editor", "password": "x"}
    refused = client.post("/admin/login/?next=/admin/", sent)

    assert refused.status_code == 503
    assert "What you sent was not saved" in refused.content.decode()
    assert client.post("/admin/login/?next=/admin/", sent).status_code == 302


@pytest.mark.django_db
def test_a_mistake_of_ours_is_not_the_database_being_away():
    def wrong(execute, sql, params, many, context):
        return execute("SELECT no_such_column", (), many, context)

    client = Client(raise_request_exception=False)
    with transaction.atomic(), connection.execute_wrapper(wrong):
        response = client.get("/")
        transaction.set_rollback(True)

    assert response.status_code == 500


@pytest.mark.django_db
def test_admin_without_a_database_is_503(client):
    def down(execute, *arguments):
        raise OperationalError("secret-host")

    with connection.execute_wrapper(down):
        response = client.post("/admin/login/", {"username": "editor", "password": "x"})

    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_session_that_cannot_be_kept_is_503():
    def down(request):
        raise OperationalError("secret-host")

    response = AdminSessionMiddleware(down)(RequestFactory().get("/admin/"))

    assert response.status_code == 503


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_front_page_opens_in_a_browser_without_a_report(live_server, page):
    reports = []
    page.on("console", lambda message: reports.append(message.text))
    page.on("pageerror", lambda error: reports.append(str(error)))

    page.goto(live_server.url + "/")

    assert page.locator("h1").count() == 1
    assert page.context.cookies() == []
    assert [report for report in reports if "favicon" not in report and "404" not in report] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/admin/procurement/claim/?fact__exact=%00",
        "/admin/autocomplete/?term=%00&app_label=procurement&model_name=claim&field_name=buyer",
        "/admin/procurement/contract/%00/change/",
    ],
)
def test_nul_in_an_address_of_the_admin_is_refused(admin_client, address):
    response = admin_client.get(address)

    assert response.status_code == 400
    assert "The address holds the character NUL." in response.content.decode()
