"""Whether the service answers, told to machines and people."""

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from rigs.fakes import ManualClock

from functions.api.handler import app, described
from shared.domain.instants import stamp
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Platform, Statement


class Broken:
    """What fails in every way that it is asked."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    async def list(self, *asked: object, **more: object) -> object:
        raise self.error

    first = all = run = batch = get = head = list


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/api/health"])
async def test_all_is_well_on_a_new_installation(path, reader: httpx.AsyncClient):
    found = await reader.get(path)

    assert (found.status_code, found.json()["status"]) == (200, "pass")
    assert found.headers["content-type"] == "application/health+json"
    assert found.headers["cache-control"] == "no-store"


async def test_waiting_work_an_old_night_and_open_letters_are_warnings(
    api: Platform, reader: httpx.AsyncClient, clock: ManualClock
):
    now = clock.now()
    late, old = stamp(now - timedelta(hours=2)), stamp(now - timedelta(days=3))
    await api.db.run(
        Statement("INSERT INTO runs (id, kind, origin, created_at) VALUES ('n', 'nightly', 'o', ?1)", (old,))
    )
    await api.db.run(
        Statement(
            "INSERT INTO work (identity, stage, queue, run_id, slug, trace_id, body, state, created_at, due_at)"
            " VALUES ('w', 'fetch', 'peptalk-fetch', 'n', 'a', 'f', '{}', 'queued', ?1, ?1)",
            (late,),
        )
    )

    found = await reader.get("/readyz")

    checks = found.json()["checks"]
    assert (found.status_code, found.json()["status"]) == (200, "warn")
    assert checks["queues:past_due"][0]["observedValue"] == 7_200
    assert checks["queues:past_due"][0]["status"] == "warn"
    assert checks["nights:age"][0]["output"] == "no night has begun for two days"
    assert checks["dead_letters:open"][0]["observedValue"] == 0


@pytest.mark.parametrize(("broken", "check"), [("db", "database:answers"), ("files", "bucket:answers")])
async def test_what_does_not_answer_is_named_and_fails(broken, check, api: Platform):
    ill = replace(api, **{broken: Broken(DatabaseUnavailable("no more"))})
    transport = httpx.ASGITransport(app(lambda scope: ill))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://peptalk.test") as client:
        found = await client.get("/api/health")
        alive = await client.get("/livez")

    assert (found.status_code, found.json()["status"]) == (503, "fail")
    assert found.json()["checks"][check][0]["status"] == "fail"
    assert "no more" not in found.text
    assert alive.status_code == 200


async def test_a_failure_that_nobody_foresaw_says_nothing_and_is_logged(api: Platform, lines: list[str]):
    ill = replace(api, db=Broken(ValueError("a secret")))
    transport = httpx.ASGITransport(app(lambda scope: ill))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://peptalk.test") as client:
        found = await client.get("/readyz")

    assert found.status_code == 500
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["detail"] == "Something went wrong here. The failure was recorded."
    assert "a secret" not in found.text
    assert any("a secret" in line for line in lines)


async def test_a_missing_setting_is_the_operators_matter_and_told_as_such(api: Platform, lines: list[str]):
    bare = replace(api, env={})
    transport = httpx.ASGITransport(app(lambda scope: bare))  # pyright: ignore[reportArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://peptalk.test") as client:
        found, alive = await client.get("/api/peptides"), await client.get("/livez")

    assert (found.status_code, found.headers["content-type"]) == (503, "application/problem+json")
    assert "PEPTALK_ORIGIN" not in found.text
    assert any("PEPTALK_ORIGIN: Field required" in line for line in lines)
    assert alive.status_code == 200


async def test_what_is_not_there_is_a_problem_document(reader: httpx.AsyncClient):
    absent, refused = await reader.get("/api/nothing"), await reader.post("/livez")

    assert (absent.status_code, absent.json()["title"]) == (404, "Not Found")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET, HEAD")
    for each in (absent, refused):
        assert each.headers["content-type"] == "application/problem+json"
        assert each.headers["x-content-type-options"] == "nosniff"


async def test_head_is_answered_without_a_body(reader: httpx.AsyncClient):
    found = await reader.head("/livez")

    assert (found.status_code, found.content) == (200, b"")


def test_every_route_can_be_described():
    document = described().openapi()

    assert document["openapi"].startswith("3.1")
    assert "/api/health" in document["paths"]
