"""No read asks the database more than three times, whoever asks; a batch is one question. What else the API does is
counted in `test_api_operations`."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from invented.factories import SLUG
from rigs.counting import Counted

from functions.api import reads
from functions.api.handler import app
from shared.platform.ports import Platform

PATHS = {
    "getBibliography": f"/api/peptides/{SLUG}/bibliography.ris",
    "getChangelog": "/api/changelog?week=2026-W48",
    "comparePeptides": f"/api/compare?slugs={SLUG},healin,oldenin",
    "exportStudies": "/api/exports/studies.csv",
    "exportClaims": "/api/exports/claims.jsonl",
    "listVersions": f"/api/peptides/{SLUG}/versions",
    "diffVersions": f"/api/peptides/{SLUG}/diff?from=1&to=3",
    "getMethodology": "/api/methodology",
    "listPeptides": "/api/peptides?q=exemplin&condition=tendon&sort=grade",
    "getPeptide": f"/api/peptides/{SLUG}",
    "search": "/api/search?q=grip&condition=tendon",
    "getVersion": f"/api/peptides/{SLUG}/versions/1",
    "listStudies": f"/api/peptides/{SLUG}/studies?retracted=false",
}


def test_every_read_is_counted_below():
    routes: list[Any] = [route for router in reads.ROUTERS for route in router.routes]

    assert {route.operation_id for route in routes if route.include_in_schema} == set(PATHS)


@pytest.fixture
async def asking(shelf: Platform) -> AsyncIterator[tuple[httpx.AsyncClient, Counted]]:
    """A client of the API over a database that counts. Its cookie was never given out, which costs a question too."""
    counted = Counted(shelf.db)
    platform = replace(
        shelf, db=counted, search=counted.beside(shelf.search), env={**shelf.env, "PEPTALK_ACCESS": "open"}
    )
    transport = httpx.ASGITransport(app(lambda scope: platform))  # pyright: ignore[reportArgumentType]
    cookie = {"cookie": f"peptalk={'a' * 43}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://peptalk.test", headers=cookie) as client:
        yield client, counted


@pytest.mark.parametrize("operation", sorted(PATHS))
async def test_a_read_asks_at_most_three_times(operation, asking):
    client, counted = asking

    found = await client.get(PATHS[operation])

    assert found.status_code == 200
    assert counted.asked <= 3
    if operation != "getMethodology":
        assert counted.asked > 0


async def test_a_call_by_mcp_asks_at_most_three_times(asking):
    client, counted = asking
    params = {"name": "get_peptide", "arguments": {"slug": SLUG}}

    found = await client.post("/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})

    assert found.json()["result"]["isError"] is False
    assert 0 < counted.asked <= 3
