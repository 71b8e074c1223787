"""Starting, booking, stopping."""

import asyncio
import hashlib
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest
from fastapi.responses import JSONResponse, Response
from rigs.places import ROOT

from infra.sandbox.bookings import Booking
from infra.sandbox.literature.corpus import CorpusError
from infra.sandbox.server import Sandbox, serve
from infra.sandbox.serving import PortTaken


async def test_every_request_is_booked_without_its_key(sandbox: Sandbox):
    async with httpx.AsyncClient(base_url=sandbox.url) as web:
        await web.post("/anthropic/v1/messages", content=b"{", headers={"x-api-key": "sk-secret"})
        await web.get("/entrez/eutils/esearch.fcgi?term=rats&api_key=secret-too")
        booked = await web.get("/sandbox/requests")

    first, second = booked.json()["requests"]
    assert booked.json()["counts"] == sandbox.counts() == {"anthropic": 1, "ncbi": 1}
    assert (first["number"], first["vendor"], first["path"]) == (1, "anthropic", "/anthropic/v1/messages")
    assert first["body"] == hashlib.sha256(b"{").hexdigest()
    assert first["key"] == hashlib.sha256(b"sk-secret").hexdigest()[:12]
    assert (second["number"], second["method"]) == (2, "GET")
    assert second["key"] == hashlib.sha256(b"secret-too").hexdigest()[:12]
    assert "secret" not in booked.text


async def test_a_request_is_booked_before_it_is_answered(folder: Path):
    async with serve(folder, latency=30) as sandbox, httpx.AsyncClient(base_url=sandbox.url) as web:
        with pytest.raises(httpx.ReadTimeout):
            await web.post("/openai/v1/responses", content=b"{}", timeout=0.3)

        assert [each.vendor for each in sandbox.bookings()] == ["openai"]


async def test_models_take_their_time_and_ncbi_does_not(folder: Path):
    async with serve(folder, latency=0.4) as sandbox, httpx.AsyncClient(base_url=sandbox.url) as web:
        begun = time.monotonic()
        await web.get("/entrez/eutils/nothing")
        searched = time.monotonic()
        await web.post("/anthropic/v1/messages", content=b"{}")
        written = time.monotonic()

    assert written - searched >= 0.4 > searched - begun


async def test_an_intervention_answers_instead(folder: Path):
    async def throttle(booking: Booking, headers: Mapping[str, str]) -> Response | None:
        return JSONResponse({"error": "slow down"}, 429, {"retry-after": "8"}) if booking.number == 1 else None

    async with serve(folder, intervene=throttle) as sandbox, httpx.AsyncClient(base_url=sandbox.url) as web:
        first = await web.get("/entrez/eutils/esearch.fcgi?term=rats")
        second = await web.get("/entrez/eutils/esearch.fcgi?term=rats")

    assert (first.status_code, first.headers["retry-after"], second.status_code) == (429, "8", 200)
    assert [each.number for each in sandbox.bookings()] == [1, 2]


async def test_the_variables_point_here_and_keys_come_on_request(sandbox: Sandbox):
    assert sandbox.env() == {
        "PEPTALK_NCBI_URL": f"http://127.0.0.1:{sandbox.port}/entrez/eutils",
        "PEPTALK_CLINICALTRIALS_URL": f"http://127.0.0.1:{sandbox.port}/clinicaltrials/api/v2",
        "PEPTALK_CROSSREF_URL": f"http://127.0.0.1:{sandbox.port}/crossref",
        "PEPTALK_ANTHROPIC_URL": f"http://127.0.0.1:{sandbox.port}/anthropic",
        "PEPTALK_OPENAI_URL": f"http://127.0.0.1:{sandbox.port}/openai/v1",
        "PEPTALK_STRIPE_URL": f"http://127.0.0.1:{sandbox.port}/stripe",
        "PEPTALK_MAIL_URL": f"http://127.0.0.1:{sandbox.port}/mail",
    }
    keys = {"ANTHROPIC_API_KEY", "OPENAI_API_KEY", "STRIPE_SECRET_KEY", "RESEND_API_KEY", "RESEND_WEBHOOK_SECRET"}
    assert sandbox.env(keys=True).keys() - sandbox.env() == keys


async def test_a_stopped_sandbox_answers_no_more_and_its_port_is_free_again(folder: Path):
    async with serve(folder) as sandbox:
        port = sandbox.port

    async with httpx.AsyncClient() as web:
        with pytest.raises(httpx.ConnectError):
            await web.get(f"http://127.0.0.1:{port}/sandbox/requests")
    async with serve(folder, port) as again:
        assert again.port == port


async def test_a_port_in_use_is_a_clear_error(folder: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(PortTaken, match=f"port {port} .* choose another with --port"):
            async with serve(folder, port):
                pass


async def test_a_missing_folder_is_a_clear_error(tmp_path: Path):
    with pytest.raises(CorpusError, match="is not a folder"):
        async with serve(tmp_path / "nowhere"):
            pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_run_tells_the_variables_and_the_corpus_and_stops_at_a_signal(folder: Path, number: int):
    (folder / "bad.xml").write_text("<html/>")
    code = (
        "import sys; from pathlib import Path; from infra.sandbox.server import run;"
        f"sys.exit(run(Path({str(folder)!r}), 0))"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None

    exports = [(await process.stdout.readline()).decode() for _ in range(7)]
    said = b""
    while b"Ctrl-C" not in said:
        said += await asyncio.wait_for(process.stderr.readline(), 20)
    process.send_signal(number)

    assert await asyncio.wait_for(process.wait(), 20) == 0
    assert exports[0].startswith("export PEPTALK_NCBI_URL=http://127.0.0.1:")
    assert b"6 PubMed records in" in said
    assert b"bad.xml: no PubMed XML: its root is html" in said
