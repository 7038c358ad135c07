"""The certificate is that of the host, though the connection goes to a checked address."""

import shutil
import ssl
import subprocess

import pytest

from procurement.ocds.fetch.errors import FetchError
from procurement.ocds.fetch.exchange import exchange
from tests.ocds.fetch.server import Server

HOST = "notices.example"

pytestmark = pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not installed")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """Make a certificate of `HOST` and its key, in one file."""
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    made = (
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN={HOST}"
        f" -addext subjectAltName=DNS:{HOST} -keyout {file} -out {file}.crt"
    )
    subprocess.run(made.split(), check=True, capture_output=True)
    file.write_text(file.read_text() + file.with_suffix(".pem.crt").read_text())
    return file


@pytest.fixture
def secure(certificate):
    """Serve with that certificate; `names` holds the names that were asked for."""
    server = Server()
    server.names = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    context.sni_callback = lambda sock, name, context: server.names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *arguments: None
    yield server
    server.shutdown()
    server.server_close()


def ask(server, host, **changes):
    origin = f"https://{host}:{server.server_port}"
    service = server.service(origin=origin, resolve=lambda host, port: ["127.0.0.1"], **changes)
    return exchange(service, f"{origin}/")


def test_certificate_of_the_host_is_taken(secure, certificate):
    answer = ask(secure, HOST, context=lambda: ssl.create_default_context(cafile=certificate))

    assert answer.status == 200
    assert secure.names == [HOST]
    assert secure.asked[0].headers["Host"] == f"{HOST}:{secure.server_port}"


def test_certificate_of_another_host_is_refused(secure, certificate):
    with pytest.raises(
        FetchError, match="its certificate is not good.*not valid for 'other.example'"
    ):
        ask(secure, "other.example", context=lambda: ssl.create_default_context(cafile=certificate))

    assert secure.asked == []


def test_certificate_that_nobody_vouches_for_is_refused(secure):
    with pytest.raises(FetchError, match="its certificate is not good"):
        ask(secure, HOST)

    assert secure.asked == []
