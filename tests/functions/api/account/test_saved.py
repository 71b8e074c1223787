"""Saved peptides and searches as a reader's client has them."""

import json

import pytest
from invented.factories import peptide

from shared.domain.accounts.saved import PEPTIDES_AT_MOST, SEARCHES_AT_MOST
from shared.platform.ports import Platform, Statement
from shared.store.evidence import peptides

ANN, BOB = "usr_ann", "usr_bob"


async def published(platform: Platform, *slugs: str) -> None:
    catalog = [peptide(slug=each, name=f"Peptide {each}", aliases=()) for each in slugs]
    await platform.db.batch(peptides.sync(catalog, "catalog", platform.clock.now()))
    await platform.db.run(Statement("UPDATE peptides SET current_version = 1"))


async def test_a_followed_peptide_is_the_accounts_own(api, as_reader):
    await published(api, "aa", "bb")
    ann, bob = await as_reader(ANN), await as_reader(BOB)

    put = await ann.put("/api/account/saved/bb", json={"alert": "weekly"})
    await ann.put("/api/account/saved/aa", json={})
    again = await ann.put("/api/account/saved/bb", json={"alert": "at_once"})

    assert put.status_code == again.status_code == 200
    assert again.json() == {**put.json(), "alert": "at_once"}
    listed = (await ann.get("/api/account/saved")).json()
    assert [(each["slug"], each["alert"]) for each in listed["items"]] == [("aa", "never"), ("bb", "at_once")]
    assert listed["next"] is None
    assert (await bob.get("/api/account/saved")).json()["items"] == []
    assert (await bob.delete("/api/account/saved/bb")).status_code == 404
    assert (await ann.delete("/api/account/saved/bb")).status_code == 204
    assert (await ann.delete("/api/account/saved/bb")).status_code == 404


async def test_what_is_followed_comes_in_pages(api, as_reader):
    await published(api, "aa", "bb", "cc")
    ann = await as_reader(ANN)
    for slug in ("aa", "bb", "cc"):
        await ann.put(f"/api/account/saved/{slug}", json={})

    first = (await ann.get("/api/account/saved", params={"limit": 2})).json()
    second = (await ann.get("/api/account/saved", params={"limit": 2, "after": first["next"]})).json()

    assert [each["slug"] for each in first["items"]] == ["aa", "bb"]
    assert ([each["slug"] for each in second["items"]], second["next"]) == (["cc"], None)


async def test_a_peptide_that_left_the_catalog_stays_followed_and_shows_no_version(api, as_reader):
    await published(api, "aa")
    ann = await as_reader(ANN)
    await ann.put("/api/account/saved/aa", json={})

    await api.db.run(Statement("UPDATE peptides SET state = 'retired'"))

    (found,) = (await ann.get("/api/account/saved")).json()["items"]
    assert (found["name"], found["version"]) == ("Peptide aa", None)


async def test_only_published_peptides_are_followed_and_not_more_than_may_be(api, as_reader):
    await published(api, *(f"p{number:03}" for number in range(PEPTIDES_AT_MOST + 1)))
    await api.db.run(Statement("UPDATE peptides SET current_version = 0 WHERE slug = 'p200'"))
    ann = await as_reader(ANN)
    rows = "INSERT INTO saved_peptides SELECT ?1, slug, 'never', ?2 FROM peptides WHERE slug < 'p199'"
    await api.db.run(Statement(rows, (ANN, "2026-11-23T12:00:00.000Z")))

    unpublished = await ann.put("/api/account/saved/p200", json={})
    last = await ann.put("/api/account/saved/p199", json={})
    await api.db.run(Statement("UPDATE peptides SET current_version = 1"))
    one_more = await ann.put("/api/account/saved/p200", json={})
    changed = await ann.put("/api/account/saved/p000", json={"alert": "weekly"})

    assert (unpublished.status_code, last.status_code, changed.status_code) == (404, 200, 200)
    assert (one_more.status_code, one_more.json()["why"]) == (409, "too_many")


async def test_a_search_is_kept_changed_and_dropped_under_its_name(api, as_reader):
    ann, bob = await as_reader(ANN), await as_reader(BOB)
    named = {"name": "Muscle", "query": {"q": "muscle", "grade": ["high", "low"]}, "alert": "weekly"}

    kept = await ann.post("/api/account/searches", json=named)
    taken = await ann.post("/api/account/searches", json=named)
    others = await bob.post("/api/account/searches", json=named)
    place = f"/api/account/searches/{kept.json()['id']}"
    changed = await ann.put(place, json={"name": "Sleep", "query": {"q": "sleep"}})

    assert (kept.status_code, others.status_code) == (201, 201)
    assert (taken.status_code, taken.json()["why"]) == (409, "name_taken")
    assert changed.json()["query"] == {"q": "sleep", "grade": [], "category": "", "human": False}
    assert (await ann.get("/api/account/searches")).json() == {"items": [changed.json()], "next": None}
    assert (await bob.put(place, json=named)).status_code == 404
    assert (await bob.delete(place)).status_code == 404
    assert (await ann.delete(place)).status_code == 204
    assert (await ann.get("/api/account/searches")).json()["items"] == []


async def test_a_search_cannot_take_anothers_name_and_there_are_no_more_than_may_be(api, as_reader):
    ann = await as_reader(ANN)
    ids = [
        (await ann.post("/api/account/searches", json={"name": f"S{number}", "query": {}})).json()["id"]
        for number in range(SEARCHES_AT_MOST)
    ]

    one_more = await ann.post("/api/account/searches", json={"name": "Another", "query": {}})
    renamed = await ann.put(f"/api/account/searches/{ids[0]}", json={"name": "S1", "query": {}})

    assert (one_more.status_code, one_more.json()["why"]) == (409, "too_many")
    assert (renamed.status_code, renamed.json()["why"]) == (409, "name_taken")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/api/account/saved/Not%20a%20slug", {}),
        ("PUT", "/api/account/saved/aa", {"alert": "daily"}),
        ("PUT", "/api/account/saved/aa", {"user_id": BOB}),
        ("POST", "/api/account/searches", {"name": "", "query": {}}),
        ("POST", "/api/account/searches", {"name": "A\u0000b", "query": {}}),
        ("POST", "/api/account/searches", {"name": "A", "query": {"q": "x" * 201}}),
        ("POST", "/api/account/searches", {"name": "A", "query": {"sort": "name"}}),
        ("DELETE", "/api/account/searches/1", None),
    ],
)
async def test_what_does_not_fit_is_refused(api, as_reader, method, path, body):
    answer = await (await as_reader(ANN)).request(method, path, content=json.dumps(body) if body is not None else None)

    assert answer.status_code == 422


@pytest.mark.parametrize("path", ["/api/account/saved", "/api/account/searches"])
async def test_nobody_and_no_key_has_an_account_here(api, as_reader, path):
    nobody = await (await as_reader(None)).get(path)
    key = await (await as_reader(ANN, "key")).get(path)

    assert (nobody.status_code, nobody.json()["next"]) == (401, "/sign-in")
    assert (key.status_code, key.json()["why"]) == (403, "session_only")
