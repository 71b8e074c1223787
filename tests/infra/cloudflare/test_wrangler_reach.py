"""What the runbook's remote `wrangler` lines ask Cloudflare for, seen by a server of our own on loopback."""

import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.cloudflare.wrangler import Wrangler
from queues.topology import ENVIRONMENTS

ACCOUNT = "0" * 32
REFUSAL = b'{"success": false, "errors": [{"code": 10007, "message": "not here"}], "messages": [], "result": null}'
Asked = Callable[..., list[str]]


@pytest.fixture
def asked(node_modules, tmp_path: Path) -> Iterator[Asked]:
    """A `wrangler` line typed in the project's root; what it asked for, below the account, until it was refused."""
    seen: list[str] = []

    class Api(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            seen.append(f"{self.command} {self.path.split('?')[0].removeprefix(f'/client/v4/accounts/{ACCOUNT}')}")
            self.send_response(404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(REFUSAL)))
            self.end_headers()
            self.wfile.write(REFUSAL)

        do_GET = do_POST = answer  # noqa: N815 - http.server's own names

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    shutil.copy(ROOT / "wrangler.toml", tmp_path)
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def typed(*words: str) -> list[str]:
        done = Wrangler.installed().run(
            *words, cwd=tmp_path, timeout=120, CLOUDFLARE_API_TOKEN="invented", CLOUDFLARE_ACCOUNT_ID=ACCOUNT,
            CLOUDFLARE_API_BASE_URL=f"http://127.0.0.1:{server.server_port}/client/v4",
        )  # fmt: skip
        assert done.returncode == 1, "our server refuses everything"
        assert "WARNING" not in done.stderr
        return seen

    yield typed
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_tail_and_rollback_reach_one_worker_of_all(environment, asked):
    asked("tail", "--env", environment)

    assert asked("rollback", "--env", environment) == [
        f"POST /workers/scripts/peptalk-api-{environment}/tails",
        f"GET /workers/scripts/peptalk-api-{environment}/deployments",
    ]


def test_a_tail_of_another_worker_names_it(asked):
    assert asked("tail", "peptalk-fetch-production") == ["POST /workers/scripts/peptalk-fetch-production/tails"]


@pytest.mark.parametrize(
    "words",
    [
        ("execute", "peptalk-production-db", "--remote", "--command", "SELECT 1"),
        ("export", "peptalk-production-db", "--remote", "--output", "backup.sql"),
        ("migrations", "apply", "peptalk-production-db", "--remote"),
    ],
    ids=lambda words: words[0],
)
def test_with_remote_the_database_is_looked_up_by_its_name(words, asked):
    assert asked("d1", *words) == ["GET /d1/database/peptalk-production-db"]
