"""Versions of a peptide, what changed between two, what changed in a week, and peptides side by side."""

import pytest
from invented.factories import SLUG
from invented.publications import REASON

from functions.api.http.cursors import made
from shared.domain.grading import book as grade_book
from shared.gates.text import FAMILIES


async def test_versions_stand_newest_first_with_what_each_changed(stranger):
    found = (await stranger.get(f"/api/peptides/{SLUG}/versions")).json()

    assert [(each["version"], each["current"]) for each in found["versions"]] == [(3, True), (2, False), (1, False)]
    assert [len(each["changed"]["claims_added"]) for each in found["versions"]] == [0, 1, 0]
    assert found["versions"][2]["changed"]["first"] is True
    first = (await stranger.get(f"/api/peptides/{SLUG}/versions?count=2")).json()
    second = (await stranger.get(f"/api/peptides/{SLUG}/versions?count=2&cursor={first['next']}")).json()
    assert [each["version"] for each in first["versions"] + second["versions"]] == [3, 2, 1]
    assert second["next"] is None


@pytest.mark.parametrize("place", ["x", "", "-1", "1e9", "٣", "9" * 40, "1 OR 1=1"])
async def test_a_cursor_made_up_of_something_else_than_a_number_is_refused(place, stranger):
    cursor = made({"route": "versions", "slug": SLUG}, (place,))

    refused = await stranger.get(f"/api/peptides/{SLUG}/versions?cursor={cursor}")

    assert (refused.status_code, refused.json()["why"]) == (400, "bad_cursor")


async def test_a_withdrawn_version_is_listed_with_its_reason(stranger):
    found = (await stranger.get("/api/peptides/goneol/versions")).json()

    assert [each["withdrawn"] for each in found["versions"]] == [REASON]


async def test_versions_of_what_was_never_there_or_was_renamed(stranger):
    assert (await stranger.get("/api/peptides/nothing/versions")).status_code == 404
    assert (await stranger.get("/api/peptides/nullipressin/versions")).status_code == 404
    # What was published under the old slug is still listed there.
    assert (await stranger.get("/api/peptides/oldenin/versions")).json()["slug"] == "oldenin"


async def test_a_difference_names_claims_studies_and_grades(member, stranger):
    path = f"/api/peptides/{SLUG}/diff"
    forth, back, same = [
        (await member.get(f"{path}?from={one}&to={other}")).json() for one, other in ((1, 2), (2, 1), (2, 2))
    ]

    assert [each["change"] for each in forth["claims"]] == ["kept", "added", "kept", "kept"]
    assert forth["claims"][1]["before"] is None
    assert forth["claims"][1]["after"]["quotes"][0]["pmid"] == "990000004"
    assert [each["change"] for each in back["claims"]] == ["kept", "kept", "kept", "retired"]
    assert (forth["studies_added"], back["studies_removed"]) == (["990000004"], ["990000004"])
    assert {each["change"] for each in same["claims"]} == {"kept"}
    assert forth["regraded"] == (forth["grade_before"] != forth["grade_after"])

    refused = await stranger.get(f"{path}?from=1&to=2")
    assert (refused.status_code, refused.json()["why"]) == (401, "sign_in_required")
    assert (await member.get(f"{path}?from=1&to=4")).status_code == 404
    assert (await member.get(f"{path}?from=0&to=1")).status_code == 422
    assert (await member.get("/api/peptides/goneol/diff?from=1&to=1")).status_code == 410


async def test_peptides_side_by_side(member, stranger):
    found = (await member.get(f"/api/compare?slugs=healin,{SLUG},oldenin,healin")).json()

    assert [each["slug"] for each in found["peptides"]] == ["healin", SLUG, "newenin"]
    assert [each["outcome"] for each in found["peptides"][1]["outcomes"]] == ["pain"]
    assert (await member.get(f"/api/compare?slugs={SLUG},nothing")).status_code == 404
    assert (await member.get("/api/compare?slugs=goneol")).status_code == 410
    for slugs in ("a,b,c,d,e,f", "", "a,,b", "A"):
        assert (await member.get(f"/api/compare?slugs={slugs}")).status_code == 422

    free = (await stranger.get(f"/api/compare?slugs={SLUG}")).json()
    assert free["peptides"][0]["outcomes"] is None
    assert free["withheld"]["parts"] == ["claims"]


async def test_a_week_s_changes(stranger):
    first = (await stranger.get("/api/changelog?week=2026-W48")).json()
    second = (await stranger.get("/api/changelog?week=2026-W49")).json()

    told = [(each["kind"], each["slug"], each["version"]) for each in reversed(first["entries"])]
    assert told == [
        ("published", SLUG, 1),
        ("published", "healin", 1),
        ("updated", SLUG, 2),
        ("published", "goneol", 1),
        ("published", "oldenin", 1),
        ("updated", SLUG, 3),
        ("published", "newenin", 1),
    ]
    assert first["entries"][4]["studies_added"] == 1
    assert [(each["kind"], each["slug"], each["pmid"]) for each in second["entries"]] == [
        ("retracted", SLUG, "990000001"),
        ("withdrawn", "goneol", None),
    ]
    assert second["entries"][1]["said"] == REASON
    assert (second["week"], second["before"], second["begins"]) == ("2026-W49", "2026-W48", "2026-11-30T00:00:00.000Z")
    assert (await stranger.get("/api/changelog")).json() == second


async def test_a_week_page_by_page(stranger):
    path, seen = "/api/changelog?week=2026-W48&count=2", []
    while path:
        found = await stranger.get(path)
        seen += found.json()["entries"]
        path = found.links["next"]["url"] if "next" in found.links else ""

    assert seen == (await stranger.get("/api/changelog?week=2026-W48")).json()["entries"]


@pytest.mark.parametrize(
    ("week", "status"), [("2026-W54", 400), ("2025-W53", 400), ("2026-48", 422), ("2026-W60", 422)]
)
async def test_what_is_no_week(stranger, week, status):
    assert (await stranger.get(f"/api/changelog?week={week}")).status_code == status


async def test_the_methodology_is_the_rules_own_tables(stranger):
    found = (await stranger.get("/api/methodology")).json()

    assert {each["id"]: each["does"] for each in found["grading"]} == grade_book.RULES
    assert [(each["id"], each["edition"]) for each in found["compliance"]] == [
        (each.id, each.version) for each in FAMILIES
    ]
    assert {"name": "some_participants", "value": grade_book.SOME, "unit": "participants"} in found["thresholds"]
