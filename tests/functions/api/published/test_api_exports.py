"""Studies of a peptide, and studies and claims as files."""

import csv
import io
import json

import httpx
import pytest
from invented.factories import SLUG

from functions.api.http.tables import row_of


async def pmids(client: httpx.AsyncClient, query: str) -> list[int]:
    found = await client.get(f"/api/peptides/{SLUG}/studies?{query}")
    assert found.status_code == 200, found.text
    return [int(each["pmid"]) - 990000000 for each in found.json()["studies"]]


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", [1, 2, 3, 4, 9999999]),
        ("design=rct", [1, 4, 9999999]),
        ("species=animal", [2]),
        ("human=true", [1, 4, 9999999]),
        ("human=false", [2, 3]),
        ("selected=true", [1, 2, 3, 4]),
        ("retracted=true", [9999999]),
        ("retracted=false&human=true", [1, 4]),
        ("year_from=2021&year_to=2022", [2, 3]),
        ("year_to=2011", [9999999]),
    ],
)
async def test_studies_are_filtered(member, query, there):
    assert await pmids(member, query) == there


async def test_what_was_told_of_a_study_since_counts(shelf, member):
    from invented.publications import moved

    await shelf.db.run(
        moved(
            "INSERT INTO study_flags VALUES ('PMID:990000001', 'retraction_suspected', 'crossref', NULL, NULL, 'now')"
        )
    )

    assert await pmids(member, "retracted=true") == [1, 9999999]
    row = (await member.get(f"/api/peptides/{SLUG}/studies?count=1")).json()["studies"][0]
    assert (row["flags"], row["told"]) == ([], ["retraction_suspected"])


async def test_studies_page_by_page(member):
    path, seen = f"/api/peptides/{SLUG}/studies?count=2", []
    while path:
        found = await member.get(path)
        seen += [each["pmid"] for each in found.json()["studies"]]
        path = found.links["next"]["url"] if "next" in found.links else ""

    assert len(seen) == len(set(seen)) == 5
    assert found.json()["found"] == 5


async def test_claims_as_lines_hold_quotes_and_how_to_cite_them(member):
    found = await member.get("/api/exports/claims.jsonl")

    rows = [json.loads(line) for line in found.text.splitlines()]
    assert found.headers["content-type"] == "application/jsonl"
    assert [each["slug"] for each in rows] == ["healin"] * 3 + [SLUG] * 4 + ["newenin"] * 3
    detail = (await member.get(f"/api/peptides/{SLUG}")).json()["claims"]
    exported = [each for each in rows if each["slug"] == SLUG]
    assert [(each["ref"], each["text"], each["cite_as"]) for each in exported] == [
        (each["ref"], each["text"], each["cite_as"]) for each in detail
    ]


async def test_the_same_claims_as_a_table(member):
    table = list(csv.DictReader(io.StringIO((await member.get("/api/exports/claims.csv")).text, newline="")))
    lines = [json.loads(line) for line in (await member.get("/api/exports/claims.jsonl")).text.splitlines()]

    assert [each["ref"] for each in table] == [each["ref"] for each in lines]
    assert json.loads(table[0]["quotes"]) == lines[0]["quotes"]
    assert {each["sample"] for each in table} == {"true"}


@pytest.mark.parametrize(
    ("since", "there"),
    [
        ("2026-11-24", ["healin", SLUG, "newenin"]),
        ("2026-11-24T02:00:00Z", ["healin", SLUG, "newenin"]),
        ("2026-11-24T02:00:00.001Z", [SLUG, "newenin"]),
        ("2026-11-29", ["newenin"]),
        ("2027-01-01", []),
    ],
)
async def test_an_export_leaves_out_what_did_not_change_since(member, since, there):
    found = await member.get(f"/api/exports/claims.jsonl?updated_since={since}")

    assert list(dict.fromkeys(json.loads(line)["slug"] for line in found.text.splitlines())) == there


@pytest.mark.parametrize("what", ["claims", "studies"])
async def test_an_export_page_by_page_is_the_whole(member, what):
    whole = (await member.get(f"/api/exports/{what}.jsonl")).text

    path, seen = f"/api/exports/{what}.jsonl?count=1", ""
    while path:
        found = await member.get(path)
        seen += found.text
        path = found.links["next"]["url"] if "next" in found.links else ""

    assert seen == whole != ""


async def test_studies_as_a_table_cannot_be_formulas(member):
    found = await member.get("/api/exports/studies.csv")

    rows = {each["id"]: each for each in csv.DictReader(io.StringIO(found.text, newline=""))}
    assert rows["PMID:999999999"]["title"] == '\'=Withdrawn, "said" nobody'
    assert rows["PMID:999999999"]["flags"] == "retracted"
    assert rows["PMID:990000001"]["peptides"] == f"{SLUG} healin"
    assert found.headers["content-disposition"] == 'attachment; filename="peptalk-studies.csv"'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])
def test_what_a_spreadsheet_would_reckon_is_text(cell):
    (read,) = csv.reader(io.StringIO(row_of([cell, 5, None, 'a "b", c']).decode(), newline=""))

    assert read == [f"'{cell}", "5", "", 'a "b", c']


async def test_exports_need_access(stranger, subscriber):
    refused, own = await stranger.get("/api/exports/claims.csv"), await subscriber.get("/api/exports/claims.csv")

    assert (refused.status_code, refused.json()["why"]) == (401, "sign_in_required")
    assert (own.status_code, own.headers["cache-control"]) == (200, "private, no-store")
    assert (await stranger.get("/api/exports/claims.xml")).status_code == 422
    assert (await subscriber.get("/api/exports/claims.csv?updated_since=yesterday")).status_code == 422
