"""The labelled compliance sentences are whole, balanced and free of what may not stand in them."""

import hashlib
import json
import re
import unicodedata
from collections import Counter

import pytest
from rigs.places import ROOT

FAMILIES = {f"C{number:02d}" for number in range(1, 28)}
OFTEN = {f"C{number:02d}" for number in (*range(1, 12), 13, 15, 18)}
VERDICTS = {"violating", "acceptable"}
CONTEXT = {"species", "designs", "n", "grade", "cited", "quotes", "place", "blocks", "regulatory"}
WORDS = {
    "species": {"human", "animal", "in_vitro"},
    "designs": {
        "rct", "nonrandomised_trial", "observational", "case_report", "experiment", "systematic_review",
        "narrative_review", "notice",
    },
    "grade": {"high", "moderate", "low", "very_low", "preclinical_only"},
    "place": {"body", "title", "alt", "pdf_metadata", "opengraph", "slug", "email", "feed"},
    "blocks": {
        "disclaimer_top", "disclaimer_bottom", "status", "ai_disclosure", "limitations", "funding", "last_searched",
    },
    "regulatory": {"status", "as_of", "wada"},
}  # fmt: skip
SETS = ("compliance", "fresh", "written", "third", "varied", "broad", "paired", "voices", "reports")
FILES = [f"{name}_sentences.jsonl" for name in SETS]
LEAST = {"varied": 5, "broad": 5, "paired": 3, "voices": 3, "reports": 4}
"""Sentences of a family and a verdict in each half of a large set, at least."""
WITHOUT_A_PAGE = {"C19", "C20", "C21", "C22", "C23"}
"""Families that need a page or its quotes, of which sentences about reports alone have none."""
HOST = re.compile(r"https?:|www\.|@|\b[a-z0-9-]+\.(com|org|net|io|co|gov|edu|eu|uk|shop|store|info)\b", re.IGNORECASE)
FIRM = re.compile(r"\b(Inc|Ltd|LLC|GmbH)\b|\b[A-Z]\w+ (Labs?|Peptides|Pharmacy|Pharma|Sciences|Research)\b")
MARK = re.compile(r"\[\d[\d, ]*\]")
OR_BY = {"species": ["designs"]}
DISGUISES = {"\u00ad": "soft hyphen", "\u200b": "zero-width space", "\u2011": "odd hyphen", "\n": "line break"}


@pytest.fixture(scope="module")
def sentences() -> list[dict]:
    return read("compliance_sentences.jsonl")


@pytest.fixture(scope="module", params=FILES)
def either(request) -> list[dict]:
    return read(request.param)


def read(name: str) -> list[dict]:
    text = (ROOT / "infra/evaluation" / name).read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def to_tune_by(id: str) -> bool:
    return int(hashlib.sha256(id.encode()).hexdigest()[-1], 16) % 2 == 1


def test_every_line_has_the_known_keys_in_their_order(either):
    for each in either:
        optional = [key for key in ("context", "also") if key in each]
        assert list(each) == ["id", "family", "verdict", "text", *optional], each["id"]
        assert re.fullmatch(r"[ABFLT]\d{3}|[NRSVW]\d{4}", each["id"])
        assert each["family"] in FAMILIES, each["id"]
        assert each["verdict"] in VERDICTS, each["id"]
        assert each["text"].strip() == each["text"] != "", each["id"]


def test_ids_and_texts_are_unique_and_ids_ascend(either):
    ids = [each["id"] for each in either]
    folded = [" ".join(unicodedata.normalize("NFKC", each["text"]).casefold().split()) for each in either]

    assert ids == sorted(set(ids))
    assert [text for text, count in Counter(folded).items() if count > 1] == []


def test_every_family_is_held_both_ways_and_in_both_halves(sentences):
    whole = Counter((each["family"], each["verdict"]) for each in sentences)
    halves = Counter((each["family"], each["verdict"], to_tune_by(each["id"])) for each in sentences)

    assert len(sentences) >= 420
    for family in FAMILIES:
        for verdict in VERDICTS:
            assert whole[family, verdict] >= (10 if family in OFTEN else 7), (family, verdict)
            assert min(halves[family, verdict, True], halves[family, verdict, False]) >= 3, (family, verdict)


def held_by(name: str) -> set[str]:
    return FAMILIES - WITHOUT_A_PAGE if name == "reports" else FAMILIES


@pytest.mark.parametrize(("name", "least"), LEAST.items())
def test_every_family_of_a_large_set_is_held_both_ways_in_equal_halves(name, least):
    sentences = read(f"{name}_sentences.jsonl")
    halves = Counter((each["family"], each["verdict"], to_tune_by(each["id"])) for each in sentences)

    assert sum(halves.values()) >= 1000
    for family in held_by(name):
        for verdict in VERDICTS:
            open_half, closed = halves[family, verdict, True], halves[family, verdict, False]
            assert min(open_half, closed) >= least, (family, verdict)
            assert abs(open_half - closed) <= 1, (family, verdict)


@pytest.mark.parametrize("name", SETS[1:])
def test_every_family_of_a_further_set_is_held_both_ways(name):
    held = Counter((each["family"], each["verdict"]) for each in read(f"{name}_sentences.jsonl"))

    assert {pair for family in held_by(name) for verdict in VERDICTS if held[pair := (family, verdict)] < 2} == set()
    assert sum(held.values()) >= 150


def test_a_context_holds_known_words_only(either):
    for each in either:
        context = each.get("context", {})
        assert set(context) <= CONTEXT, each["id"]
        assert "context" not in each or context, each["id"]
        for key, words in WORDS.items():
            given = context.get(key, [])
            assert set([given] if isinstance(given, str) else given) <= words, (each["id"], key)
        assert isinstance(context.get("cited", False), bool), each["id"]
        assert context.get("n") is None or context["n"] > 0, each["id"]
        assert all(isinstance(quote, str) and quote for quote in context.get("quotes", [])), each["id"]


def test_a_family_that_cannot_be_judged_without_its_context_has_it(either):
    needed = {"C11": "species", "C20": "cited", "C21": "quotes", "C22": "grade", "C23": "blocks", "C27": "place"}

    for each in either:
        key = needed.get(each["family"])
        if key and (each["verdict"] == "violating" or MARK.search(each["text"])):
            assert {key, *OR_BY.get(key, ())} & set(each.get("context", {})), each["id"]


def test_only_a_violating_sentence_names_further_families(either):
    for each in either:
        also = each.get("also", [])
        assert set(also) <= FAMILIES - {each["family"]}, each["id"]
        assert also == sorted(set(also)), each["id"]
        assert each["verdict"] == "violating" or "also" not in each, each["id"]


def test_an_acceptable_sentence_has_a_citation_exactly_where_its_context_says_so(either):
    for each in either:
        if each["verdict"] == "acceptable":
            if each.get("context", {}).get("place", "body") != "body":
                continue  # a title or an address has no room for a mark
            marked = MARK.search(each["text"]) is not None
            assert marked == each.get("context", {}).get("cited", False), each["id"]


def test_disguises_are_met_under_both_verdicts_so_that_none_gives_the_verdict_away(sentences):
    for character, name in DISGUISES.items():
        found = {each["verdict"] for each in sentences if character in each["text"]}
        assert found == VERDICTS, name


def test_no_host_and_no_firm_is_named(either):
    texts = [text for each in either for text in (each["text"], *each.get("context", {}).get("quotes", []))]

    assert [text for text in texts if HOST.search(text) or FIRM.search(text)] == []
