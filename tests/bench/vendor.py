"""An NCBI over loopback that answers at once, for the invented crowd: in a process of its own."""

import multiprocessing
import re
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from urllib.parse import parse_qs

from .crowd import Told, number_of, told

_PHRASE = re.compile(r'"([^"]+)"\[tiab\]')


@contextmanager
def ncbi() -> Generator[str]:
    """The address of its E-utilities, while the context is open."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}/eutils"
    finally:
        process.terminate()
        process.join()


def answer(utility: str, form: Mapping[str, str], told: Callable[[int], Told] = told) -> bytes:
    """What NCBI says to a search for one peptide of the crowd, or to a fetch of its records."""
    if utility == "esearch.fcgi":
        (phrase,) = set(_PHRASE.findall(form["term"]))
        return told(number_of(phrase)).searched
    if form.get("db") == "pmc":
        return b"<pmc-articleset></pmc-articleset>"
    return told(number_of(form["id"].partition(",")[0])).fetched


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """The registry's: no trial is registered."""
        body = b'{"studies": [], "totalCount": 0}'
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        form = {name: each[0] for name, each in parse_qs(self.rfile.read(int(self.headers["content-length"]))).items()}
        body = answer(self.path.rsplit("/", 1)[-1], {name.decode(): each.decode() for name, each in form.items()})
        self.send_response(200)
        self.send_header("content-type", "text/xml; charset=UTF-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said of answers."""


def _serve(told_to: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    told_to.send(server.server_port)
    server.serve_forever()
