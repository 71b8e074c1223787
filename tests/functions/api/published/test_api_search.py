"""Searching claims, studies and outcomes: what is found, by whom, and what never comes out."""

import re
from dataclasses import replace
from typing import Any

import pytest
from invented.factories import SLUG

from shared.domain.evidence.appraisal import Outcome, Passage
from shared.domain.vocabulary import Direction
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Platform, Statement
from shared.store.evidence import studies
from shared.store.publishing import notices
from shared.store.reading import search_index

SECRET_CLAIM = "In rats, TNF-α fell."


async def bring_in(platform: Platform) -> None:
    assert platform.search is not None
    while (await search_index.update(platform.db, platform.files, platform.search, platform.clock.now())).more:
        pass


async def found(client, **query) -> dict[str, Any]:
    answer = await client.get("/api/search", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def refs(client, **query) -> list[str]:
    return [each["ref"] for each in (await found(client, **query))["claims"]]


async def slugs(client, **query) -> set[str]:
    return {each.partition("/")[0] for each in await refs(client, **query)}


async def test_claims_are_found_by_their_words_with_these_marked(member):
    said = await found(member, q="tnf fell", count=1)

    [claim] = said["claims"]
    assert claim["text"] == SECRET_CLAIM
    assert "".join(f"[{each['text']}]" if each["found"] else each["text"] for each in claim["passage"]) == (
        "In rats, [TNF]-α [fell]."
    )
    assert said["next"] is not None
    assert (said["studies"], said["behind"], said["withheld"]) == (None, 0, None)


async def test_a_claim_is_told_as_its_peptide_tells_it(member):
    whole = (await member.get(f"/api/peptides/{SLUG}")).json()

    told = (await found(member, slug=SLUG))["claims"]

    beside = {"slug", "name", "version", "published_at", "sample", "grade", "passage"}
    bare = [{name: value for name, value in each.items() if name not in beside} for each in told]
    assert sorted(bare, key=lambda each: each["id"]) == sorted(whole["claims"], key=lambda each: each["id"])
    assert {(each["version"], each["name"], each["published_at"]) for each in told} == {
        (whole["version"], whole["name"], whole["published_at"])
    }


async def test_each_filter_narrows(member):
    everything = await found(member, count=100)
    assert {each["slug"] for each in everything["claims"]} == {SLUG, "healin", "newenin"}

    assert await slugs(member, condition="Wound") == {"healin"}
    assert await slugs(member, slug="oldenin") == await slugs(member, slug="newenin") == {"newenin"}
    assert await refs(member, outcome="Grip_strength") == [each["ref"] for each in everything["claims"]]
    assert await refs(member, outcome="pain") == await refs(member, grade="high") == await refs(member, slug="no") == []
    people = await found(member, human=True)
    assert {each["species"] for each in people["claims"]} == {"human"}
    assert len(people["claims"]) + len(await refs(member, human=False)) == len(everything["claims"])
    graded = (await member.get(f"/api/peptides/{SLUG}")).json()["grade"]
    assert await slugs(member, grade=graded["level"], slug=SLUG) == {SLUG}


@pytest.mark.parametrize("query", [{}, {"q": "in"}, {"kind": "study"}, {"kind": "study", "q": "invented"}])
async def test_pages_together_hold_each_find_once(member, query):
    name, key = ("studies", "id") if query.get("kind") else ("claims", "ref")
    everything = [each[key] for each in (await found(member, **query, count=100))[name]]
    assert len(everything) > 3

    paged: list[str] = []
    page = await found(member, **query, count=1)
    while True:
        paged += [each[key] for each in page[name]]
        if page["next"] is None:
            break
        page = await found(member, **query, count=1, cursor=page["next"])

    assert paged == everything


async def test_a_cursor_belongs_to_its_search_and_what_it_holds_is_data(member):
    cursor = (await found(member, q="in", count=1))["next"]

    other = await member.get("/api/search", params={"q": "rats", "count": 1, "cursor": cursor})

    assert (other.status_code, other.json()["why"]) == (400, "bad_cursor")


TYPED = [
    *('rats"', '"rats', "rats AND", "rats NOT fell", "NEAR(rats fell)", "title:rats", "body : rats", "-rats", "^rats"),
    *(
        "rats*",
        "(rats",
        "rats)",
        "{title} : rats",
        "rats + fell",
        "'rats'",
        "rats;--",
        "rats\\",
        "* rats",
        "rats OR fell",
    ),
]


@pytest.mark.parametrize("typed", TYPED)
async def test_what_is_typed_is_words_and_no_language(typed, member):
    # In small letters no word is an operator of FTS5.
    words = " ".join(re.findall(r"\w+", typed)).lower()

    assert await refs(member, q=typed) == await refs(member, q=words)


async def test_a_beginning_and_a_phrase_are_all_that_is_more_than_words(member):
    assert await refs(member, q="fibro") == []
    assert len(await refs(member, q="fibro*")) == len(await refs(member, q='"in fibroblasts"')) == 3
    assert await refs(member, q='"fibroblasts in"') == []


@pytest.mark.parametrize("typed", ["", " ", '""', "...", "-*", "()", "\N{GRINNING FACE}", '" "'])
async def test_what_holds_no_word_is_refused_in_words(typed, member):
    answer = await member.get("/api/search", params={"q": typed})

    assert (answer.status_code, answer.json()["why"]) == (422, "no_word")
    assert answer.json()["detail"].startswith("There is no word in q")


async def test_more_words_than_an_index_is_asked_for_are_refused(member):
    answer = await member.get("/api/search", params={"q": " ".join("abcdefghijklmnopqrstuvwxyz" * 2)})

    assert (answer.status_code, answer.json()["why"]) == (400, "too_many_words")


async def test_what_was_withdrawn_never_comes_out_though_the_index_lags(shelf, member):
    assert "healin" in await slugs(member, q="rats")

    await shelf.db.batch(notices.withdraw("healin", 1, "It was wrong.", shelf.clock.now()))

    assert "healin" not in await slugs(member, q="rats")
    assert "healin" not in await slugs(member)
    assert await refs(member, slug="healin") == []


async def test_what_was_superseded_never_comes_out_though_the_index_lags(shelf, member):
    # The index holds the claims of the third version, and the second stands.
    await shelf.db.run(Statement("UPDATE peptides SET current_version = 2 WHERE slug = ?1", (SLUG,)))

    lagging = await found(member)
    assert SLUG not in {each["slug"] for each in lagging["claims"]}
    assert lagging["behind"] == 1

    await bring_in(shelf)
    told = await found(member, slug=SLUG)
    assert {each["version"] for each in told["claims"]} == {2}
    assert told["behind"] == 0


async def test_a_retired_or_unpublished_peptide_is_not_searched(shelf, member):
    await shelf.db.run(Statement("UPDATE peptides SET state = 'retired' WHERE slug = 'healin'"))

    assert "healin" not in await slugs(member)
    told = (await found(member, kind="study"))["studies"]
    assert {slug for each in told for slug in each["peptides"]} == {SLUG}


async def test_nobody_finds_out_by_words_what_is_kept_from_him(stranger, subscriber):
    claims = (await found(subscriber, count=100))["claims"]
    nothing = await found(stranger, q="notaword")
    assert (nothing["claims"], nothing["next"], nothing["behind"]) == ([], None, 0)
    assert nothing["withheld"]["why"] == "sign_in_required"

    for claim in claims:
        for query in ({"q": f'"{claim["text"][:60]}"'}, {"q": claim["name"]}, {"outcome": claim["outcome"]}):
            answer = await stranger.get("/api/search", params=query)
            # Not one byte differs from the answer to what stands nowhere.
            assert answer.json() == nothing, query
    assert (await stranger.get("/api/search", params={"kind": "outcome"})).status_code == 401


async def test_of_studies_a_stranger_searches_titles_and_sees_no_sentence(stranger, subscriber):
    whole = (await found(subscriber, kind="study", q="invented"))["studies"]
    assert whole
    in_abstract = next(
        word
        for each in whole
        for piece in each["passage"]
        for word in re.findall(r"[a-z]{5,}", piece["text"])
        if not any(word in one["title"].lower() for one in whole)
    )

    assert (await found(subscriber, kind="study", q=in_abstract))["studies"]
    assert (await found(stranger, kind="study", q=in_abstract))["studies"] == []
    title = whole[0]["title"]
    seen = await found(stranger, kind="study", q=f'"{title}"')
    assert title in {each["title"] for each in seen["studies"]}
    assert {each["passage"] for each in seen["studies"]} == {None}
    assert seen["withheld"]["parts"] == ["quotes"]


async def test_a_study_is_found_by_its_pmid_whoever_asks(stranger, subscriber):
    one = (await found(subscriber, kind="study"))["studies"][0]["id"]
    number = one.removeprefix("PMID:")

    for client in (stranger, subscriber):
        for typed in (number, f"PMID {number}"):
            assert [each["id"] for each in (await found(client, kind="study", q=typed))["studies"]] == [one]
    assert (await found(subscriber, kind="study", q=f"{number} elsewhere"))["studies"] == []
    assert (await found(subscriber, kind="study", q=number, slug="no"))["studies"] == []


async def test_free_fields_and_free_peptides_are_searched_by_all(shelf, reader_of):
    paid = {**shelf.env, "PEPTALK_ACCESS": "paid"}
    free = {"PEPTALK_FREE_PEPTIDES": "healin"}
    async with reader_of(replace(shelf, env={**paid, **free})) as client:
        assert await slugs(client) == {"healin"}
        assert (await found(client))["claims"][0]["quotes"]
    async with reader_of(replace(shelf, env={**paid, "PEPTALK_FREE_PEPTIDES": "@samples"})) as client:
        assert await slugs(client) == {SLUG, "healin", "newenin"}
    fields = {"PEPTALK_FREE_FIELDS": "claims", "PEPTALK_FREE_PEPTIDES": "-"}
    async with reader_of(replace(shelf, env={**paid, **fields})) as client:
        told = await found(client, q="rats")
        assert {each["quotes"] for each in told["claims"]} == {None}
        assert told["withheld"]["parts"] == ["quotes"]
        assert (await client.get("/api/search?kind=study")).status_code == 401


async def test_what_a_study_says_of_an_outcome_is_found_under_the_outcome(shelf, member):
    healed = Outcome(
        name="wound_healing",
        direction=Direction.BENEFIT,
        rule="O1",
        quote=Passage(start=0, end=20, text="Wounds closed sooner."),
    )
    row = await shelf.db.first(Statement("SELECT appraisal FROM studies WHERE id = 'PMID:990000001'"))
    appraisal = studies.Appraisal.model_validate_json(row["appraisal"]).model_copy(update={"outcomes": (healed,)})
    await shelf.db.run(
        Statement(
            "UPDATE studies SET appraisal = ?1, updated_at = '2027-06-01T00:00:00.000Z' WHERE id = 'PMID:990000001'",
            (appraisal.model_dump_json(),),
        )
    )
    await bring_in(shelf)

    for query in ({"outcome": "wound healing"}, {"q": "closed", "outcome": "wound_healing"}):
        [one] = (await found(member, kind="outcome", **query))["studies"]
        assert (one["id"], one["outcome"]) == ("PMID:990000001", "wound_healing")
        assert "".join(piece["text"] for piece in one["passage"]) == "benefit: Wounds closed sooner."
    assert (await found(member, kind="outcome", outcome="pain"))["studies"] == []


async def test_a_study_s_flags_are_those_of_today(member):
    told = {each["id"]: each for each in (await found(member, kind="study"))["studies"]}

    assert told["PMID:999999999"]["flags"] == ["retracted"]
    assert (await found(member, kind="study", human=True))["studies"] != list(told.values())
    refused = await member.get("/api/search?kind=study&grade=low")
    assert (refused.status_code, refused.json()["why"]) == (400, "no_grade")


class Down:
    """A search database that does not answer."""

    async def batch(self, statements):
        raise DatabaseUnavailable("gone away")


@pytest.mark.parametrize("broken", ["missing", "down", "rebuilt", "unmigrated"])
async def test_without_its_index_the_search_says_so_and_the_rest_goes_on(broken, shelf, reader_of):
    search: Any = {"missing": None, "down": Down()}.get(broken, shelf.search)
    if broken == "rebuilt":
        await search_index.empty(search)
    if broken == "unmigrated":
        await search.run(Statement("DROP TABLE documents"))

    async with reader_of(replace(shelf, search=search)) as client:
        for kind in ("claim", "study", "outcome"):
            answer = await client.get("/api/search", params={"q": "rats", "kind": kind})
            assert (answer.status_code, answer.json()["why"]) == (503, "search_unavailable")
            assert int(answer.headers["retry-after"]) > 0
            assert "All else can be read" in answer.json()["detail"]
        assert (await client.get(f"/api/peptides/{SLUG}")).status_code == 200


async def test_an_index_that_was_made_again_is_searched_again(shelf, member):
    before = await found(member)
    await search_index.empty(shelf.search)
    assert (await member.get("/api/search")).status_code == 503

    await bring_in(shelf)

    assert await found(member) == before


async def test_copies_are_kept_as_of_the_other_reads(member, subscriber):
    answer = await member.get("/api/search?q=rats")
    again = await member.get("/api/search?q=rats", headers={"if-none-match": answer.headers["etag"]})
    own = await subscriber.get("/api/search?q=rats")

    assert (again.status_code, answer.headers["cache-control"]) == (304, "public, max-age=60")
    assert own.headers["cache-control"] == "private, no-store"


async def test_a_tool_of_mcp_searches_too(member):
    params = {"name": "search_claims", "arguments": {"q": "rats", "human": False, "count": 2}}

    said = await member.post("/api/mcp", json={"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})

    assert said.json()["result"]["structuredContent"] == await found(member, q="rats", human=False, count=2)
