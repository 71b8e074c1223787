"""Programs of readers read by MCP what the API's own reads tell them, with the same key and the same refusals."""

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest
from invented.factories import SLUG

from functions.api.mcp.protocol import VERSIONS
from shared.domain.accounts.signing import hashed
from shared.domain.instants import stamp
from shared.platform.ports import Platform, Statement

KEY = "ptk_" + "a" * 43


async def asked(client: httpx.AsyncClient, method: str, **params: Any) -> dict[str, Any]:
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    found = await client.post("/api/mcp", json=body)
    assert (found.status_code, found.json()["id"]) == (200, 1), found.text
    return found.json()


async def called(client: httpx.AsyncClient, name: str, **arguments: Any) -> dict[str, Any]:
    return (await asked(client, "tools/call", name=name, arguments=arguments))["result"]


async def with_key(platform: Platform, scopes: list[str], status: str = "active") -> None:
    now = platform.clock.now()
    end = stamp(now + timedelta(days=30))
    await platform.db.batch(
        [
            Statement("INSERT INTO users (id, email) VALUES ('u1', 'ada@example.com')"),
            Statement(
                "INSERT INTO subscriptions (id, user_id, status, current_period_end, stripe_status, stripe_period_end)"
                " VALUES ('sub_1', 'u1', ?1, ?2, ?1, ?2)",
                (status, end),
            ),
            Statement(
                "INSERT INTO api_keys (id, user_id, name, token, prefix, scopes, created_at)"
                " VALUES ('k1', 'u1', 'a notebook', ?1, 'ptk_aaaa', ?2, ?3)",
                (hashed(KEY), json.dumps(scopes), stamp(now)),
            ),
        ]
    )


async def test_a_tool_tells_what_the_read_tells(member: httpx.AsyncClient):
    for name, arguments, path in (
        ("search_peptides", {"human": "rct", "count": 2}, "/api/peptides?human=rct&count=2"),
        ("get_peptide", {"slug": SLUG}, f"/api/peptides/{SLUG}"),
        ("list_studies", {"slug": SLUG, "human": True}, f"/api/peptides/{SLUG}/studies?human=true"),
        ("list_versions", {"slug": SLUG}, f"/api/peptides/{SLUG}/versions"),
        ("diff_versions", {"slug": SLUG, "before": 1, "after": 2}, f"/api/peptides/{SLUG}/diff?from=1&to=2"),
        ("compare_peptides", {"slugs": f"{SLUG},healin"}, f"/api/compare?slugs={SLUG},healin"),
        ("get_changelog", {}, "/api/changelog"),
        ("get_methodology", {}, "/api/methodology"),
    ):
        read = await member.get(path)
        told = await called(member, name, **arguments)
        assert (read.status_code, told["isError"]) == (200, False), (name, told)
        assert told["structuredContent"] == read.json() == json.loads(told["content"][0]["text"])


async def test_who_has_no_access_is_told_the_free_part_and_why(stranger: httpx.AsyncClient):
    free = await called(stranger, "get_peptide", slug=SLUG)
    refused = await called(stranger, "diff_versions", slug=SLUG, before=1, after=2)

    assert free["structuredContent"]["claims"] is None
    assert free["structuredContent"]["withheld"]["why"] == "sign_in_required"
    assert refused["isError"]
    assert refused["content"][0]["text"] == "Subscription required. Sign in if you have one.\nNext: /sign-in"


@pytest.mark.parametrize(
    ("scopes", "status", "opens"), [(["mcp"], "active", True), (["mcp"], "canceled", False), (["read"], "active", None)]
)
async def test_a_key_opens_what_it_was_made_for_and_its_owner_may(scopes, status, opens, shelf, stranger):
    await with_key(shelf, scopes, status)
    stranger.headers["authorization"] = f"Bearer {KEY}"
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    body["params"] = {"name": "get_peptide", "arguments": {"slug": SLUG}}

    found = await stranger.post("/api/mcp", json=body)
    read = await stranger.get(f"/api/peptides/{SLUG}")

    if opens is None:
        assert (found.status_code, found.json()["why"]) == (403, "scope_missing")
        assert read.json()["claims"]
    else:
        assert (found.json()["result"]["structuredContent"]["claims"] is not None) == opens
        # A key for MCP alone is none for the reads themselves.
        assert read.json()["claims"] is None


async def test_a_cookie_opens_nothing_here(shelf, stranger):
    await with_key(shelf, ["mcp"])
    now = shelf.clock.now()
    await shelf.db.run(
        Statement(
            "INSERT INTO sessions (id, user_id, token, created_at, last_seen_at, expires_at, user_agent)"
            " VALUES ('s1', 'u1', ?1, ?2, ?2, ?3, 'test')",
            (hashed("a-token"), stamp(now), stamp(now + timedelta(days=30))),
        )
    )
    stranger.cookies["peptalk"] = "a-token"

    signed_in = await stranger.get(f"/api/peptides/{SLUG}")
    by_mcp = await called(stranger, "get_peptide", slug=SLUG)

    assert signed_in.json()["claims"]
    assert by_mcp["structuredContent"]["claims"] is None


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"not json", 400, -32700),
        (rb'{"jsonrpc": "2.0", "id": "\ud800", "method": "ping"}', 400, -32700),
        (rb'{"jsonrpc": "2.0", "id": 1, "method": "\ud800"}', 400, -32700),
        (b"[]", 400, -32600),
        (b"{}", 400, -32600),
        (b'{"jsonrpc":"2.0","id":{},"method":"ping"}', 400, -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":"server/discover"}', 200, -32601),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}', 200, -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"drop_tables"}}', 200, -32602),
        (b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_peptide","arguments":3}}', 200, -32602),
    ],
)
async def test_what_is_no_request_is_an_error_of_the_protocol(content, status, code, reader):
    found = await reader.post("/api/mcp", content=content)

    assert (found.status_code, found.json()["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("get_peptide", {}, "get_peptide needs slug"),
        ("get_peptide", {"slug": SLUG, "dose": 1}, "get_peptide has no argument dose"),
        ("get_peptide", {"slug": ["a"]}, "slug of get_peptide must be a text"),
        ("get_peptide", {"slug": "../account/export"}, "path.slug: "),
        ("search_peptides", {"count": 1_000}, "query.count: "),
        ("search_peptides", {"cursor": "made up"}, "cursor"),
    ],
)
async def test_wrong_arguments_are_told_to_whoever_calls(name, arguments, said, member):
    found = await called(member, name, **arguments)

    assert found["isError"]
    assert said in found["content"][0]["text"]


async def test_notifications_are_taken_versions_agreed_on_and_other_methods_refused(reader):
    noticed = await reader.post("/api/mcp", json={"jsonrpc": "2.0", "method": "notifications/initialized"})
    known = await asked(reader, "initialize", protocolVersion=VERSIONS[-1])
    unknown = await asked(reader, "initialize", protocolVersion="1999-01-01")
    header = {"mcp-protocol-version": "1999-01-01"}
    later = await reader.post("/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "ping"}, headers=header)

    assert (noticed.status_code, noticed.content) == (202, b"")
    assert known["result"]["protocolVersion"] == VERSIONS[-1]
    assert unknown["result"]["protocolVersion"] == VERSIONS[0]
    assert later.status_code == 400
    assert (await reader.get("/api/mcp")).status_code == 405
    assert (await asked(reader, "ping"))["result"] == {}
