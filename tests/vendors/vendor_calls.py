"""One call by each vendor's client as PepTalk makes it: NCBI through the Http port, the others through their SDKs.

As a program it prints what each answered as JSON; the addresses come from the environment, as the sandbox prints them.
It needs nothing that Pyodide lacks, so it runs there too.
"""

import asyncio
import json
import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from functions.comply.reviewer import ask_openai
from functions.fetch.settings import FetchSettings
from functions.fetch.sources.pubmed import PubMed
from functions.fetch.sources.query import query_of
from functions.synthesize.anthropic.messages import ask_anthropic
from functions.synthesize.request.prompt import SCHEMA
from shared.domain.catalog.peptide import Peptide
from shared.platform.ports import Http
from shared.platform.vendors.stripe_http import stripe_client
from shared.store.spending.ledger import ModelRequest

TIMEOUT = 20.0
PEPTIDE = Peptide(slug="exemplin-12", name="Exemplin-12", aliases=(), terms=("Exemplin-12",), category="invented")
DRAFTED = ModelRequest(
    vendor="anthropic",
    model="m",
    body={
        "max_tokens": 4_000,
        "messages": [
            {
                "role": "user",
                "content": "<evidence>\n# S1 | design=experiment | species=animal\n"
                "S1.1\tExemplin-12 reduced lesion area by 40% (p < 0.05) in the treated rats.\n</evidence>",
            }
        ],
        "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
    },
)
_VERDICT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"claim": {"type": "string"}, "verdict": {"type": "string"}},
}
JUDGED = ModelRequest(
    vendor="openai",
    model="m",
    body={
        "input": "<claims>\n# c1\nclaim\tPain fell.\nquote\tPain fell.\n</claims>",
        "store": False,
        "text": {
            "format": {
                "type": "json_schema",
                "name": "verdicts",
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"verdicts": {"type": "array", "items": _VERDICT}},
                },
            }
        },
    },
)


async def calls(env: Mapping[str, str], http: Http) -> dict[str, str]:
    """What each vendor answered, in a few words; an error is its class and text."""
    made = {"ncbi": _ncbi, "anthropic": _anthropic, "openai": _openai, "stripe": _stripe}
    answered: dict[str, str] = {}
    for vendor, call in made.items():
        try:
            answered[vendor] = await call(env, http)
        except Exception as exc:
            answered[vendor] = f"{type(exc).__name__}: {exc}"
    return answered


def deep(env: Mapping[str, str], address: str, status: int) -> dict[str, str]:
    """The same environment, in which every vendor is the one at `address` and answers with that status and JSON of so
    many levels that parsing it would end an isolate."""
    names = ("PEPTALK_NCBI_URL", "PEPTALK_ANTHROPIC_URL", "PEPTALK_OPENAI_URL", "PEPTALK_STRIPE_URL")
    return {**env, **dict.fromkeys(names, f"{address}/deep/{status}")}


async def _ncbi(env: Mapping[str, str], http: Http) -> str:
    pubmed = PubMed(http, FetchSettings.read(env))
    found, _ = await pubmed.search(query_of(PEPTIDE), datetime.now(UTC).date())
    batch = await pubmed.fetch(found.ids[:1])
    return f"{len(found.ids)} records, {len(batch.studies)} read"


async def _anthropic(env: Mapping[str, str], _: Http) -> str:
    answer = await ask_anthropic(env["ANTHROPIC_API_KEY"], env["PEPTALK_ANTHROPIC_URL"], TIMEOUT)(DRAFTED)
    return f"{answer.model}: {answer.stop}, {len(json.loads(answer.text)['claims'])} claims"


async def _openai(env: Mapping[str, str], _: Http) -> str:
    answer = await ask_openai(env["OPENAI_API_KEY"], env["PEPTALK_OPENAI_URL"], TIMEOUT)(JUDGED)
    return f"{answer.model}: {answer.stop}, {len(json.loads(answer.text)['verdicts'])} verdicts"


async def _stripe(env: Mapping[str, str], _: Http) -> str:
    client = stripe_client(env["STRIPE_SECRET_KEY"], url=env["PEPTALK_STRIPE_URL"], timeout=TIMEOUT)
    subscription = await client.v1.subscriptions.retrieve_async("sub_sandbox1")
    return f"{subscription.id} of {subscription.customer} is {subscription.status}"


async def _on_this_machine() -> dict[str, str]:
    from infra.local.network.http import HttpxHttp

    http = HttpxHttp()
    try:
        return await calls(os.environ, http)
    finally:
        await http.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(_on_this_machine()), indent=2) + "\n")
