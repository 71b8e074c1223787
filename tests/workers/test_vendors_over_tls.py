"""One call of every vendor's client goes to a TLS server from the Python of Workers, over the host's fetch."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

from rigs.isolates import CHECKOUT, Start

from infra.sandbox import samples
from infra.sandbox.certificate import certificate
from infra.sandbox.server import serve

SECONDS = 120
NOT_YET_IN_A_WORKER = ("certifi", "charset-normalizer", "idna", "requests", "stripe", "urllib3")
"""Stripe's client, and what it asks for."""


NOWHERE_DEEP = {"anthropic": "UpstreamUnavailable", "openai": "UpstreamUnavailable", "stripe": "APIConnectionError"}
"""Worth another try, whatever status it came with: no vendor answers so."""


async def test_every_vendors_client_completes_a_call_over_tls_and_none_without_trust(
    start: Start, packages: Callable[[str], str], laid: Callable[..., str], answering: str, tmp_path: Path
):
    path = [
        f"{CHECKOUT}/tests",
        CHECKOUT,
        *map(packages, ("synthesize", "comply", "fetch")),
        laid("stripe", NOT_YET_IN_A_WORKER),
    ]
    async with serve(samples.CORPUS, tls=certificate(tmp_path / "tls")) as sandbox:
        env = sandbox.env(keys=True)
        trusting = start(
            "vendor_sdks.py", path, tmp_path / "trusting", environ={**env, "LOOPBACK": answering},
            authority=env["NODE_EXTRA_CA_CERTS"],
        )  # fmt: skip
        asked = json.loads(await asyncio.to_thread(trusting.answer, SECONDS))
        counted = sandbox.counts()
        wary = start("vendor_sdks.py", path, tmp_path / "wary", environ=env)
        refused = json.loads(await asyncio.to_thread(wary.answer, SECONDS))

        assert asked["said"] == {
            "ncbi": "11 records, 1 read",
            "anthropic": "sandbox-writer: end_turn, 3 claims",
            "openai": "sandbox-reviewer: completed, 1 verdicts",
            "stripe": "sub_sandbox1 of cus_sandbox1 is active",
        }
        assert counted == {"ncbi": 2, "anthropic": 1, "openai": 1, "stripe": 1}
        assert sandbox.counts() == counted
        assert {vendor: words.split(":")[0] for vendor, words in refused["said"].items()} == {
            "ncbi": "UpstreamUnavailable",
            "anthropic": "Unpaid",
            "openai": "Unpaid",
            "stripe": "APIConnectionError",
        }
        for status, ncbi in (("200", "UpstreamUnavailable"), ("400", "UpstreamRefused")):
            deep = {vendor: words.split(":")[0] for vendor, words in asked[status].items()}
            assert deep == {"ncbi": ncbi, **NOWHERE_DEEP}
