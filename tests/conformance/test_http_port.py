"""What every Http does, against a server on loopback."""

import asyncio
import contextlib
import gzip
import threading
from collections.abc import AsyncIterator, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from infra.local.http import HttpxHttp
from shared.platform.cloudflare_http import FetchHttp
from shared.platform.errors import ConfigurationError, UpstreamUnavailable
from shared.platform.ports import Http

SECRET = "key-that-nobody-may-see"


class Vendor(BaseHTTPRequestHandler):
    """Answers what the path asks for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        match path.path:
            case "/gzip":
                self.answer(200, gzip.compress(b"x" * 200_000), {"content-encoding": "gzip"})
            case "/away":
                self.answer(302, b"", {"location": "/echo"})
            case "/cut":
                self.send_response(200)
                self.send_header("content-length", "1000")
                self.end_headers()
                self.wfile.write(b"short")
                self.close_connection = True
            case "/slow":
                self.server.stop.wait(5)  # type: ignore[attr-defined]
                self.answer(200, b"late")
            case "/drip":
                self.send_response(200)
                self.send_header("content-length", "100")
                self.end_headers()
                # Each piece comes in time, the whole does not.
                with contextlib.suppress(OSError):
                    while not self.server.stop.wait(0.1):  # type: ignore[attr-defined]
                        self.wfile.write(b"x")
            case status if status.startswith("/status/"):
                self.answer(int(status.removeprefix("/status/")), b"said", {"Retry-After": "7"})
            case _:
                sent = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
                said = f"{self.command}|{parse_qs(path.query)}|{parse_qs(sent)}|{self.headers['user-agent']}|"
                self.answer(200, (said + str(self.headers["x-mine"])).encode(), {"X-Thing": "Yes"})

    do_POST = do_GET  # noqa: N815 - http.server's own name

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


@pytest.fixture
def vendor() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Vendor)
    server.stop = threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stop.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["httpx", "httpx2"])
async def http(request: pytest.FixtureRequest) -> AsyncIterator[Http]:
    if request.param == "httpx2":
        yield FetchHttp()
        return
    client = HttpxHttp()
    yield client
    await client.close()


async def test_parameters_form_and_headers_arrive(http: Http, vendor: str):
    got = await http.request("GET", f"{vendor}/echo", params={"term": "α & β"}, headers={"x-mine": "1"})
    posted = await http.request("POST", f"{vendor}/echo", form={"id": "1,2"})

    assert got.body.decode().startswith("GET|{'term': ['α & β']}|{}|PepTalk")
    assert got.body.endswith(b"|1")
    assert posted.body.decode().startswith("POST|{}|{'id': ['1,2']}|PepTalk")


async def test_header_names_are_lower_case(http: Http, vendor: str):
    answer = await http.request("GET", f"{vendor}/echo")

    assert answer.headers["x-thing"] == "Yes"
    assert all(name == name.lower() for name in answer.headers)


@pytest.mark.parametrize("status", [200, 400, 404, 429, 500, 503])
async def test_any_status_is_an_answer(http: Http, vendor: str, status: int):
    answer = await http.request("GET", f"{vendor}/status/{status}")

    assert (answer.status, answer.body, answer.headers["retry-after"]) == (status, b"said", "7")


async def test_redirects_are_not_followed(http: Http, vendor: str):
    answer = await http.request("GET", f"{vendor}/away")

    assert (answer.status, answer.headers["location"]) == (302, "/echo")


async def test_the_body_is_decoded_and_its_decoded_size_counts(http: Http, vendor: str):
    answer = await http.request("GET", f"{vendor}/gzip", max_bytes=200_000)

    assert answer.body == b"x" * 200_000
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 answered with more than"):
        await http.request("GET", f"{vendor}/gzip", max_bytes=199_999)


@pytest.mark.parametrize(("path", "timeout"), [("/cut", 5.0), ("/slow", 0.2), ("/drip", 0.4)])
async def test_no_whole_answer_is_an_error_that_names_the_host_and_no_parameter(http: Http, vendor: str, path, timeout):
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 did not answer") as caught:
        await http.request("GET", f"{vendor}{path}", params={"api_key": SECRET}, timeout=timeout)

    assert SECRET not in str(caught.value)
    assert caught.value.vendor == "127.0.0.1"


async def test_nobody_at_the_port_is_an_error(http: Http):
    with pytest.raises(UpstreamUnavailable, match=r"127\.0\.0\.1 did not answer") as caught:
        await http.request("GET", f"http://127.0.0.1:9/?api_key={SECRET}", timeout=5)

    assert SECRET not in str(caught.value)


async def test_many_requests_at_once_are_answered(http: Http, vendor: str):
    answers = await asyncio.gather(*(http.request("GET", f"{vendor}/status/{200 + n}") for n in range(3)))

    assert [answer.status for answer in answers] == [200, 201, 202]


@pytest.mark.parametrize("url", ["ftp://example.org/x", "example.org", "http://", "http://[::1/x", ""])
async def test_an_address_that_is_none_is_the_operators_matter(url):
    with pytest.raises(ConfigurationError, match="URL") as caught:
        await HttpxHttp().request("GET", f"{url}?api_key={SECRET}")

    assert SECRET not in str(caught.value)


async def test_a_client_says_its_version(vendor: str):
    client = HttpxHttp()

    answer = await client.request("GET", f"{vendor}/echo")
    await client.close()

    assert b"|PepTalk/0." in answer.body
