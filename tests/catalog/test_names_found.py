"""Every name of the catalog is found however it is written: by name, in the list of pages, and in a search in words."""

import re
import sqlite3

import pytest
from rigs.places import ROOT

from infra.local.checkout.catalog import load
from shared.domain.accounts.search_words import match_of, names_of
from shared.domain.catalog.peptide import Peptide
from shared.platform.ports import Statement
from shared.store.evidence import peptides
from shared.store.reading import readable
from shared.store.reading.readable import Wanted

PEPTIDES = load(ROOT / "catalog" / "peptides.yaml").peptides
NAMES = names_of((each.name, each.aliases) for each in PEPTIDES)
SPELLED = [(each, name) for each in PEPTIDES for name in (each.name, *each.aliases)]
NONSENSE = ["zzqx", "xmotsc", "motscx", "cjc12950", "qq-141", "ghkcux", "bpc 15"]

PAGE = """
INSERT INTO page_versions (slug, version, run_id, trace_id, pack, draft, monograph, storage_key, pdf_key, manifest_key,
  content_hash, evidence_grade, changed, approved_by, published_at)
SELECT slug, 1, '', '', '', '', '', 'a', 'a', 'a', '', 'low', '{}', 'automatic', '2026-01-01T00:00:00.000Z'
FROM peptides
"""
ARTIFACT = "INSERT INTO artifacts (key, kind, slug, sha256, size, created_at) VALUES ('a', 'page', 'x', '', 1, '')"


def ways(name: str) -> set[str]:
    """The name as it stands, in small letters, written together, with hyphens and with spaces."""
    parts = re.findall(r"[^\W_]+", name)
    return {name, name.lower(), "".join(parts), "".join(parts).lower(), "-".join(parts), " ".join(parts).lower()}


@pytest.fixture(scope="module")
def texts():
    """An index of one text on each peptide, which calls it by its name, as a search has it."""
    made = sqlite3.connect(":memory:")
    for each in sorted((ROOT / "migrations-search").glob("*.sql")):
        made.executescript(each.read_text())
    put = "INSERT INTO documents (id, kind, ref, owner, title, body) VALUES (?, 'claim', ?, ?, ?, 'It was looked at.')"
    for at, each in enumerate(PEPTIDES, 1):
        made.execute(put, (at, f"{each.slug}/c1", each.slug, each.name))
    made.execute("INSERT INTO words (rowid, title, body) SELECT id, title, body FROM documents")
    return made


def found(texts: sqlite3.Connection, typed: str) -> set[str]:
    asked = "SELECT d.owner FROM words JOIN documents AS d ON d.id = words.rowid WHERE words MATCH ?"
    return {slug for (slug,) in texts.execute(asked, (match_of(typed, NAMES),))}


@pytest.mark.parametrize(("peptide", "name"), SPELLED, ids=[name for _, name in SPELLED])
def test_a_search_in_words_finds_the_peptide(texts, peptide: Peptide, name: str):
    for typed in ways(name):
        assert peptide.slug in found(texts, typed), typed
        assert peptide.slug in found(texts, f"{typed} looked"), typed


@pytest.mark.parametrize("typed", NONSENSE)
def test_a_search_for_nonsense_finds_nothing(texts, typed: str):
    assert found(texts, typed) == set()


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        *[(typed, "mots-c") for typed in ("motsc", "mots c", "MOTS-c", "MOTSC")],
        *[(typed, "ghk-cu") for typed in ("ghkcu", "GHK Cu", "cu-ghk", "cughk")],
        *[(typed, "ll-37") for typed in ("ll37", "LL 37", "Ropocamptide")],
        *[(typed, "tb-500") for typed in ("tb500", "tb 500")],
        *[(typed, "bremelanotide") for typed in ("pt141", "PT 141", "pt-141")],
        *[(typed, "cjc-1295") for typed in ("cjc1295", "CJC 1295")],
        ("dsip", "delta-sleep-inducing-peptide"),
        ("mtii", "melanotan-ii"),
    ],
)
def test_well_known_names_find_one_peptide(texts, typed: str, slug: str):
    assert found(texts, typed) == {slug}


async def test_the_list_of_pages_and_a_name_typed_find_the_peptide(db, clock):
    await db.batch(peptides.sync(PEPTIDES, "catalog", clock.now()))
    await db.batch([Statement(ARTIFACT), Statement(PAGE), Statement("UPDATE peptides SET current_version = 1")])

    for peptide, name in SPELLED:
        for typed in ways(name):
            named = await peptides.find(db, typed)
            assert named.peptide is not None
            assert named.peptide.slug == peptide.slug, typed
            listed = await readable.listed(db, Wanted(q=typed), ("", ""), 100)
            assert peptide.slug in {each.slug for each in listed}, typed
    for typed in NONSENSE[:-1]:
        assert (await peptides.find(db, typed)).peptide is None
        assert await readable.listed(db, Wanted(q=typed), ("", ""), 100) == ()
