"""A vendor on loopback that answers what the path asks for: statuses, redirects, broken and late answers."""

import contextlib
import gzip
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


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
            case deep if deep.startswith("/deep/"):
                self.rfile.read(int(self.headers.get("content-length") or 0))
                self.answer(int(deep.split("/")[2]), b'{"error":' * 300_000, {"content-type": "application/json"})
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
        # Who asked may be gone by then.
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


@contextlib.contextmanager
def serving() -> Generator[str]:
    """The vendor's address, while it answers."""
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
