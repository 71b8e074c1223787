"""The list of published peptides, and one of them: searched, filtered, paged; free for all, or with access."""

import base64
import json

import httpx
import pytest
from invented.factories import SLUG
from invented.publications import REASON

ALL = [SLUG, "healin", "newenin"]


async def slugs(client: httpx.AsyncClient, query: str = "") -> list[str]:
    found = await client.get(f"/api/peptides?{query}")
    assert found.status_code == 200, found.text
    return [each["slug"] for each in found.json()["peptides"]]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", ALL),
        # Names, aliases and slugs, whatever their case, hyphens or Greek letters.
        ("q=EX12", [SLUG]),
        ("q=thymosin%20beta%20exem", [SLUG]),
        ("q=β-EXEMPLAR", [SLUG]),
        ("q=hl-1", ["healin"]),
        # Conditions too.
        ("q=wound", ["healin"]),
        ("q=%20%20", []),
        ("q=%25", []),
        ("condition=Tendon", [SLUG, "healin"]),
        ("condition=healin", ["healin"]),
        ("condition=exemplin", []),
        ("category=Tissue%20Repair", ["healin"]),
        ("grade=very_low", ALL),
        ("grade=high", []),
        ("human=rct", ALL),
        ("human=none", []),
        ("sort=newest", ["newenin", SLUG, "healin"]),
        ("sort=grade", ALL),
    ],
)
async def test_a_list_holds_what_was_asked_for(stranger, query, there):
    assert await slugs(stranger, query) == there


@pytest.mark.parametrize("sort", ["name", "newest", "grade"])
async def test_page_by_page_everything_comes_once(stranger, sort):
    whole = await slugs(stranger, f"sort={sort}")

    path, seen = f"/api/peptides?sort={sort}&count=1", []
    while path:
        found = await stranger.get(path)
        seen += [each["slug"] for each in found.json()["peptides"]]
        path = found.links["next"]["url"] if "next" in found.links else ""

    assert seen == whole


async def test_a_cursor_serves_its_own_question_alone(stranger):
    first = (await stranger.get("/api/peptides?count=1")).json()
    cursor = first["next"]
    padded = cursor + "=" * (-len(cursor) % 4)
    check, *place = json.loads(base64.urlsafe_b64decode(padded))
    changed = base64.urlsafe_b64encode(json.dumps([check, *place[:-1], "zz"]).encode()).decode().rstrip("=")
    surrogate = base64.urlsafe_b64encode(b'["\\ud800","a","b"]').decode().rstrip("=")

    asked = [f"sort=newest&cursor={cursor}", f"cursor={changed}", f"cursor={cursor[:-3]}", "cursor=AAAA"]
    asked += [f"cursor={surrogate}", "cursor=" + base64.urlsafe_b64encode(b"[" * 600).decode().rstrip("=")]
    for query in asked:
        refused = await stranger.get(f"/api/peptides?{query}")
        assert (refused.status_code, refused.json()["why"]) == (400, "bad_cursor"), query

    assert (await stranger.get("/api/peptides?cursor=%C3%A4")).status_code == 422


@pytest.mark.parametrize(
    "query", ["count=0", "count=101", "sort=best", "grade=A", "human=yes", "q=%00", "q=", f"q={'a' * 121}"]
)
async def test_parameters_that_do_not_fit_are_named(stranger, query):
    refused = await stranger.get(f"/api/peptides?{query}")

    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["errors"][0]["field"].startswith("query.")


async def test_what_is_free_is_shown_to_everybody_and_the_rest_to_those_with_access(stranger, member):
    refused = await stranger.get(f"/api/peptides/{SLUG}")
    free, whole = refused.json(), (await member.get(f"/api/peptides/{SLUG}")).json()

    paid = {"claims", "contradictions", "proof", "reasons", "withheld"}
    assert {name: free[name] for name in free.keys() - paid} == {name: whole[name] for name in whole.keys() - paid}
    assert [free[name] for name in sorted(paid - {"withheld"})] == [None] * 4
    overall = whole["reasons"]["overall"]
    assert [each["rule"] for each in overall] == [each["rule"] for each in whole["proof"]["steps"]]
    assert overall[0]["why"] == "2 randomised trials in people were found."
    assert free["withheld"]["parts"] == ["claims", "quotes", "proof"]
    assert (free["withheld"]["why"], free["withheld"]["next"]) == ("sign_in_required", "/sign-in")
    assert whole["withheld"] is None
    assert free["first_sentence"] == whole["claims"][0]["text"]
    quotes = [quote["text"] for claim in whole["claims"] for quote in claim["quotes"]]
    assert len(quotes) == len(whole["claims"]) == 4
    assert not [each for each in quotes if each in refused.text]


async def test_a_claim_says_how_to_cite_it(member):
    found = (await member.get(f"/api/peptides/{SLUG}")).json()

    claim = found["claims"][0]
    assert claim["ref"] == f"{SLUG}/{claim['id']}"
    assert claim["url"] == f"http://peptalk.test/peptides/{SLUG}/v/3#{claim['id']}"
    assert claim["url"] in claim["cite_as"]
    assert found["content_hash"][:16] in claim["cite_as"]
    assert "Invented sample." in claim["cite_as"]
    assert (claim["quotes"][0]["pmid"], claim["quotes"][0]["url"]) == ("990000001", None)


async def test_a_retraction_is_told_to_all(stranger):
    found = (await stranger.get(f"/api/peptides/{SLUG}")).json()

    assert [(each["kind"], each["pmid"]) for each in found["notices"]] == [("retraction", "990000001")]


async def test_an_older_version_needs_access_and_the_present_one_as_a_version_does_not(stranger, member):
    old = await member.get(f"/api/peptides/{SLUG}/versions/1")
    refused, present = [await stranger.get(f"/api/peptides/{SLUG}/versions/{each}") for each in (1, 3)]

    assert (old.status_code, old.json()["version"], old.json()["current"]) == (200, 1, False)
    assert (refused.status_code, refused.json()["why"], refused.json()["next"]) == (
        401,
        "sign_in_required",
        "/sign-in",
    )
    assert refused.headers["www-authenticate"].startswith("Bearer")
    assert (present.status_code, present.json()["claims"]) == (200, None)


async def test_what_is_not_published_is_not_there(stranger):
    for path in ("nothing-such", "nullipressin", f"{SLUG}/versions/4"):
        found = await stranger.get(f"/api/peptides/{path}")
        assert (found.status_code, found.headers["content-type"]) == (404, "application/problem+json")
    assert (await stranger.get("/api/peptides/NOT-A-SLUG")).status_code == 422


async def test_a_withdrawn_version_is_gone_and_says_why(member):
    for path in ("goneol", "goneol/versions/1"):
        found = await member.get(f"/api/peptides/{path}")
        assert (found.status_code, found.json()["detail"], found.json()["why"]) == (410, REASON, "withdrawn")


async def test_a_renamed_peptide_leads_on_and_its_versions_stay(member):
    moved = await member.get("/api/peptides/oldenin?x=1")

    assert (moved.status_code, moved.headers["location"]) == (308, "/api/peptides/newenin?x=1")
    assert (await member.get("/api/peptides/oldenin/versions/1")).json()["slug"] == "oldenin"


async def test_a_copy_at_hand_serves_until_something_changes(stranger):
    for path in ("/api/peptides", f"/api/peptides/{SLUG}"):
        found = await stranger.get(path)
        again = await stranger.get(path, headers={"if-none-match": f'"other", W/{found.headers["etag"]}'})
        other = await stranger.get(path, headers={"if-none-match": '"other"'})

        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", found.headers["etag"])
        assert again.headers["cache-control"] == found.headers["cache-control"] == "public, max-age=60"
        assert other.status_code == 200


async def test_what_needs_access_is_kept_by_nobody_else(subscriber, stranger):
    """Only where access is somebody's own: what is open to all may be kept by all."""
    own, free = await subscriber.get(f"/api/peptides/{SLUG}"), await stranger.get(f"/api/peptides/{SLUG}")

    assert own.json()["claims"]
    assert (own.headers["cache-control"], own.headers["vary"]) == ("private, no-store", "Cookie, Authorization")
    assert "etag" not in own.headers
    assert (free.headers["cache-control"], free.headers["vary"]) == ("public, max-age=60", "Cookie, Authorization")
    assert free.headers["last-modified"] == "Mon, 30 Nov 2026 02:00:00 GMT"
