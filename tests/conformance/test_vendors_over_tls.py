"""One call of every vendor's client goes to a TLS server, in a process that trusts its authority, and in one that does
not."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.sandbox import samples
from infra.sandbox.certificate import certificate
from infra.sandbox.server import Sandbox, serve

CALLS = ROOT / "tests" / "vendors" / "vendor_calls.py"


@pytest.fixture
async def over_tls(tmp_path: Path) -> AsyncIterator[Sandbox]:
    async with serve(samples.CORPUS, tls=certificate(tmp_path / "tls")) as sandbox:
        yield sandbox


async def answers(env: dict[str, str]) -> dict[str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, str(CALLS), cwd=ROOT, stdout=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **env},
    )  # fmt: skip
    said, _ = await asyncio.wait_for(process.communicate(), 60)
    return json.loads(said)


async def test_every_vendors_client_completes_a_call_over_tls(over_tls: Sandbox):
    said = await answers(over_tls.env(keys=True))

    assert over_tls.url.startswith("https://")
    assert said == {
        "ncbi": "11 records, 1 read",
        "anthropic": "sandbox-writer: end_turn, 3 claims",
        "openai": "sandbox-reviewer: completed, 1 verdicts",
        "stripe": "sub_sandbox1 of cus_sandbox1 is active",
    }
    assert over_tls.counts() == {"ncbi": 2, "anthropic": 1, "openai": 1, "stripe": 1}


async def test_none_speaks_to_a_server_that_it_does_not_trust(over_tls: Sandbox):
    env = {name: value for name, value in over_tls.env(keys=True).items() if name != "SSL_CERT_FILE"}

    said = await answers(env)

    assert over_tls.counts() == {}
    assert said == {
        "ncbi": "UpstreamUnavailable: 127.0.0.1 did not answer: ConnectError",
        "anthropic": said["anthropic"],
        "openai": said["openai"],
        "stripe": "APIConnectionError: Stripe did not answer: ConnectError",
    }
    assert "certificate verify failed" in said["anthropic"]
    assert "certificate verify failed" in said["openai"]


async def test_the_sandbox_command_speaks_tls_and_says_whom_to_trust(tmp_path: Path):
    folder = tmp_path / "tls"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "from infra.cli.main import run; run()", "sandbox", "--port", "0", "--tls", str(folder),
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    exported: dict[str, str] = {}
    # The key of the vendor that is exported last.
    while "STRIPE_SECRET_KEY" not in exported:
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        name, _, value = line.removeprefix("export ").strip().partition("=")
        exported[name] = value

    said = await answers(exported)
    process.terminate()

    assert await asyncio.wait_for(process.wait(), 20) == 0
    assert exported["NODE_EXTRA_CA_CERTS"] == exported["SSL_CERT_FILE"] == str(folder / "ca.pem")
    assert said["stripe"] == "sub_sandbox1 of cus_sandbox1 is active"
    assert (folder / "server.pem").stat().st_mode & 0o077 == 0
