"""Who is let in, and how everything else is turned away: problem documents that name what is wrong, and no secret."""

import json
from dataclasses import replace

import httpx
import pytest
from rigs.doors import TOKEN, office
from rigs.offices import act

from functions.operate import handler
from infra.local.network.certificates import certificates
from infra.local.triggers.web import Mount, serve

OTHER = "another-invented-token-of-the-tests-0123"
LIST = "/operate/v1/runs.list"


@pytest.fixture
def ask(platform):
    """One request to an operate with these variables; the answer."""

    async def asked(method="POST", path=LIST, *, token=TOKEN, headers=None, env=None, **options) -> httpx.Response:
        async with (
            office(platform, **(env or {})) as url,
            httpx.AsyncClient(base_url=url, verify=certificates()) as http,
        ):
            given = {"authorization": f"Bearer {token}"} if token else {}
            return await http.request(method, path, headers={**given, **(headers or {})}, **options)

    return asked


async def test_a_request_with_the_token_is_answered(ask):
    answer = await ask(content=b"{}")

    assert (answer.status_code, answer.json()) == (200, {"runs": []})
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": f"Bearer {TOKEN}x"},
        {"authorization": f"Bearer {TOKEN[:-1]}"},
        {"authorization": f"Basic {TOKEN}"},
        {"authorization": TOKEN},
        {"authorization": "Bearer \u00fc".encode("latin-1")},
        {"x-token": TOKEN},
    ],
)
@pytest.mark.parametrize("path", [LIST, "/operate/v1/no.such", "/operate/v1/files/artifacts/x", "/operate"])
async def test_without_the_token_nothing_is_told(ask, headers, path):
    answer = await ask(path=path, token=None, headers=headers, content=b"{}")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json() == {"type": "about:blank", "title": "Unauthorized", "status": 401}


@pytest.mark.parametrize("token", [TOKEN, OTHER])
async def test_while_a_token_is_renewed_both_are_accepted(ask, token):
    both = {"PEPTALK_OPERATE_TOKEN": f"{OTHER}, {TOKEN}"}

    assert (await ask(token=token, env=both, content=b"{}")).status_code == 200
    assert (await ask(token=f"{OTHER}, {TOKEN}", env=both, content=b"{}")).status_code == 401


@pytest.mark.parametrize("token", [TOKEN, "", None])
async def test_an_operate_without_a_token_refuses_everybody_and_says_why(ask, token):
    answer = await ask(token=token, env={"PEPTALK_OPERATE_TOKEN": ""}, content=b"{}")

    assert answer.status_code == 503
    assert answer.json()["error"] == "ConfigurationError"
    assert "has no PEPTALK_OPERATE_TOKEN" in answer.json()["detail"]


async def test_anybody_may_ask_whether_it_is_well_and_is_told_nothing_else(platform):
    operated = replace(platform, function="operate", env={"PEPTALK_OPERATE_TOKEN": TOKEN})
    off = replace(operated, env={})

    for working, status in ((operated, 200), (off, 503)):
        mounts = [Mount(("/",), lambda working=working: handler.app(lambda scope: working))]
        async with serve(mounts, "127.0.0.1", 0, platform.entropy, platform.log) as url, httpx.AsyncClient() as http:
            answer, write = await http.get(f"{url}/healthz"), await http.post(f"{url}/healthz", content=b"{}")
        assert (answer.status_code, write.status_code) == (status, 401 if status == 200 else 503)
        if status == 200:
            assert answer.json() == {"status": "ok"}


async def test_a_token_that_could_be_guessed_admits_nobody(ask):
    answer = await ask(token="letmein", env={"PEPTALK_OPERATE_TOKEN": "letmein"}, content=b"{}")

    assert answer.status_code == 503
    assert "at least 32 characters" in answer.json()["detail"]
    assert "letmein" not in answer.text


@pytest.mark.parametrize(
    ("path", "method", "status", "words"),
    [
        (
            "/operate/v1/runs.lst",
            "POST",
            404,
            "no use case at /operate/v1/runs.lst; this version has addresses",
        ),
        ("/operate/v1/", "POST", 404, "no use case"),
        ("/operate", "POST", 404, "no use case"),
        (LIST, "GET", 405, "takes POST"),
        (LIST, "DELETE", 405, "takes POST"),
        ("/operate/v1/files/artifacts/x", "POST", 405, "takes GET"),
        ("/operate/v1/files/", "GET", 422, "no key"),
        ("/operate/v1/files/artifacts/x", "GET", 422, "artifacts/x is not in the bucket"),
    ],
)
async def test_what_there_is_not_is_refused_by_name(ask, path, method, status, words):
    answer = await ask(method, path)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body: Invalid JSON"),
        (b"{", "the body: Invalid JSON"),
        (b"[]", "the body: Input should be an object"),
        (b'{"count": "many"}', "count: Input should be a valid integer"),
        (b'{"count": 0}', "count: Input should be greater than or equal to 1"),
        (b'{"cuont": 3}', "cuont: Extra inputs are not permitted"),
    ],
)
async def test_a_wrong_body_is_refused_by_field(ask, body, words):
    answer = await ask(content=body)

    assert answer.status_code == 400
    assert words in answer.json()["detail"]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        (None, "act: Field required"),
        ({"id": "1", "actor": "ada"}, "12 hex characters"),
        ({"id": "0" * 12, "actor": " "}, "names who does it"),
        ({"id": "0" * 12, "actor": "ada\nroot"}, "names who does it"),
        ({"id": "0" * 12, "actor": "a" * 201}, "at most 200 characters"),
        ({"id": "0" * 12, "actor": "ada", "reason": "x" * 1_001}, "at most 200 characters"),
    ],
)
async def test_a_write_wants_to_know_who_asks(ask, who, words):
    body = {"name": "Exemplin-12", **({"act": who} if who else {})}

    answer = await ask(path="/operate/v1/run.single", json=body)

    assert answer.status_code == 400
    assert words in answer.json()["detail"]


async def test_a_body_that_is_too_large_is_refused_before_it_is_read(ask):
    async def endless():
        for _ in range(1_000):
            yield b" " * 10_000

    stated = await ask(content=b" " * 1_000_001)
    unstated = await ask(content=endless())

    for answer in (stated, unstated):
        assert answer.status_code == 413
        assert answer.json()["detail"] == "a request of runs.list has at most 1,000,000 bytes"


async def test_a_catalog_of_ten_thousand_entries_fits_into_its_request(ask):
    entries = [
        {"slug": f"p{n}", "name": f"P{n}X", "terms": [f"P{n}X", f"Q{n}X"], "category": "invented"}
        for n in range(10_000)
    ]

    answer = await ask(path="/operate/v1/catalog.compare", json={"entries": entries}, timeout=60)
    refused = await ask(path="/operate/v1/catalog.compare", json={"entries": [entries[0]] * 10_000}, timeout=60)

    assert (answer.status_code, len(answer.json()["added"])) == (200, 10_000)
    assert (refused.status_code, len(refused.json()["detail"]) < 4_001) == (422, True)
    assert refused.json()["detail"].endswith("more")


@pytest.mark.parametrize(("here", "status"), [("production", 421), ("staging", 200), ("local", 200)])
async def test_a_request_that_was_meant_for_another_environment_is_refused(ask, here, status):
    answer = await ask(headers={"x-peptalk-target": "staging"}, env={"ENVIRONMENT": here}, content=b"{}")

    assert answer.status_code == status
    if status == 421:
        assert "this is operate of production, and staging was meant" in answer.json()["detail"]


async def test_a_crash_is_told_by_its_kind_and_logged_in_full(ask, platform, lines):
    await platform.db.close()

    answer = await ask(content=b"{}")

    assert answer.status_code >= 500
    assert answer.json()["error"] in ("Crash", "DatabaseUnavailable", "DatabaseError")
    assert json.loads(lines[-1])["event"] == "operate_refused"


async def test_the_log_says_who_did_what_and_never_a_token_or_a_reason(ask, lines):
    who = act(7, reason="something about a person")
    body = {"name": "Exemplin-12", "act": {"id": who.id, "actor": who.actor, "reason": who.reason}}

    await ask(path="/operate/v1/run.single", json=body)
    await ask(path="/operate/v1/run.single", json=body, token=OTHER)

    done, refused = (json.loads(line) for line in lines if '"operate_' in line)
    assert (done["use_case"], done["actor"]) == ("run.single", "ada")
    assert refused["status"] == 401
    assert not any(TOKEN in line or OTHER in line or "about a person" in line for line in lines)
