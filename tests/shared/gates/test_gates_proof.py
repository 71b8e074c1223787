"""The proof of a version: a true one holds, and every change to its bytes or its words is found."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from invented.editions import Edition, edition

from functions.comply.compose import compose
from shared.domain.canonical import canonical, digest, plain
from shared.domain.evidence.full_text import Licence
from shared.domain.evidence.pack import PackSentence
from shared.domain.fingerprints import present
from shared.domain.grading.grade import Grade, grade
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.manifest import Artifact, Artifacts, Cost, Editions, Left, Manifest, left, quoted, used
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Flag, Level
from shared.gates.disagreement import contradictions
from shared.gates.proof import CHECKS, prove

PAGE, PDF = b"<!DOCTYPE html> a page", b"%PDF-1.7 a document"


@dataclass(frozen=True)
class Stored:
    """A manifest and the bytes that it speaks of."""

    manifest: Manifest
    bytes_of: dict[str, bytes]

    def faults(self) -> list[tuple[str, str]]:
        return [(each.check, each.subject) for each in prove(self.manifest, self.bytes_of.get)]


def stored(made: Edition) -> Stored:
    bytes_of: dict[str, bytes] = {}

    def keep(folder: str, data: bytes, suffix: str = "json") -> str:
        key = f"{folder}/{digest(data)}.{suffix}"
        bytes_of[key] = data
        return key

    def artifact(data: bytes, suffix: str) -> Artifact:
        return Artifact(key=keep("artifacts", data, suffix), sha256=digest(data), size=len(data))

    manifest = Manifest(
        slug=made.pack.slug,
        name=made.pack.name,
        version=1,
        run_id="run",
        trace_id="0" * 16,
        pack=keep("packs", made.pack.encode()),
        draft=keep("drafts", made.draft.encode()),
        monograph=keep("monographs", made.monograph.encode()),
        artifacts=Artifacts(page=artifact(PAGE, "html"), pdf=artifact(PDF, "pdf")),
        searches=(),
        pmids_in=used(made.pack),
        pmids_out=left(made.pack),
        writer=made.monograph.writer,
        reviewer=made.monograph.reviewer,
        grade=made.monograph.grade.level,
        editions=Editions(grading=1, rules=1, template=1),
        fingerprints=present(made.pack.hash, "shown"),
        changes=Changes(first=True, grade_now=made.monograph.grade.level),
        cost=Cost(),
        approved_by="automatic",
        published_at="2026-11-23T02:00:00.000Z",
    )
    return Stored(manifest, bytes_of)


def altered(change: Callable[[Monograph], Monograph]) -> Stored:
    """A version whose monograph was changed before it was hashed: its bytes are consistent, its words are not."""
    made = edition(disagreeing=True)
    return stored(replace(made, monograph=change(made.monograph)))


@pytest.mark.parametrize("extractive", [True, False])
@pytest.mark.parametrize("disagreeing", [True, False])
def test_a_true_version_is_proven(extractive: bool, disagreeing: bool) -> None:
    assert stored(edition(extractive=extractive, disagreeing=disagreeing, more=2)).faults() == []


def test_a_version_that_quotes_a_full_text_is_proven_and_a_word_changed_in_the_quote_is_found() -> None:
    made = edition()
    study, licence = made.pack.studies[0], Licence(name="CC BY", version="4.0")
    read = study.model_copy(update={"full_text": True, "licence": licence})
    further = PackSentence(
        id=f"S{study.number}.2", pmid=study.pmid, section="Results", text="Pain fell too.", source="full_text"
    )
    pack = made.pack.model_copy(
        update={"studies": (read, *made.pack.studies[1:]), "sentences": (*made.pack.sentences, further)}
    )
    claims = (made.draft.claims[0].model_copy(update={"sentences": (further.id,)}), *made.draft.claims[1:])
    draft = made.draft.model_copy(update={"pack": pack.hash, "claims": claims})
    monograph = compose(pack, draft, (), made.monograph.reviewer)

    assert monograph.claims[0].quotes[0].text == "Pain fell too."
    assert stored(Edition(pack, draft, monograph)).faults() == []
    turned = further.model_copy(update={"text": "Pain fell not."})
    other = pack.model_copy(update={"sentences": (*made.pack.sentences, turned)})
    assert ("quotes", claims[0].id) in stored(Edition(other, draft, monograph)).faults()


def graded_under(edition_of_rules: int) -> Stored:
    """The version as a release published it whose rules were of that edition."""
    made = edition()
    found = grade(made.pack, 2).model_copy(update={"edition": edition_of_rules})
    if edition_of_rules == 1:
        counted = {"usable": 3, "human": 1}
        found = Grade(level=found.level, inputs=counted, steps=found.steps[:1])
    return stored(replace(made, monograph=made.monograph.model_copy(update={"grade": found})))


def test_a_version_is_proven_by_the_rules_of_its_own_edition() -> None:
    assert graded_under(2).faults() == []


@pytest.mark.parametrize("edition_of_rules", [1, 99])
def test_an_edition_that_cannot_be_computed_is_named_with_what_to_do(edition_of_rules: int) -> None:
    made = graded_under(edition_of_rules)

    (fault,) = prove(made.manifest, made.bytes_of.get)

    assert (fault.check, fault.subject) == ("grade", "edition")
    assert f"graded under edition {edition_of_rules} of the rules" in fault.reason
    assert "this release computes editions 2, 3, 4 and 5" in fault.reason
    assert f"Next: `peptalk run-single {made.manifest.slug}`" in fault.reason


def test_a_wrong_grade_of_an_older_edition_is_found() -> None:
    made = edition()
    found = grade(made.pack, 2)
    told = found.model_copy(update={"steps": found.steps[:-1]})

    assert ("grade", "grade") in stored(
        replace(made, monograph=made.monograph.model_copy(update={"grade": told}))
    ).faults()


def test_a_manifest_survives_its_own_encoding() -> None:
    manifest = stored(edition()).manifest

    assert Manifest.model_validate_json(manifest.encode()) == manifest


@pytest.mark.parametrize("which", ["pack", "draft", "monograph", "page", "pdf"])
def test_one_flipped_byte_is_found(which: str) -> None:
    true = stored(edition())
    artifacts = true.manifest.artifacts
    key = {"page": artifacts.page.key, "pdf": artifacts.pdf.key}.get(which) or getattr(true.manifest, which)
    data = true.bytes_of[key]
    at = data.rindex(b"a")
    flipped = data[:at] + b"b" + data[at + 1 :]

    faults = replace(true, bytes_of={**true.bytes_of, key: flipped}).faults()

    assert ("bytes", key) in faults


@pytest.mark.parametrize("which", ["pack", "draft", "monograph"])
def test_missing_bytes_are_found(which: str) -> None:
    true = stored(edition())
    key = getattr(true.manifest, which)

    faults = replace(true, bytes_of={each: data for each, data in true.bytes_of.items() if each != key}).faults()

    assert ("bytes", key) in faults


def test_a_size_that_the_manifest_tells_wrongly_is_found() -> None:
    true = stored(edition())
    page = true.manifest.artifacts.page
    told = true.manifest.artifacts.model_copy(update={"page": page.model_copy(update={"size": page.size + 1})})

    faults = replace(true, manifest=true.manifest.model_copy(update={"artifacts": told})).faults()

    assert faults == [("bytes", page.key)]


def _quote(text: str) -> Callable[[Monograph], Monograph]:
    def change(monograph: Monograph) -> Monograph:
        first, *rest = monograph.claims
        quote = first.quotes[0].model_copy(update={"text": text})
        return monograph.model_copy(update={"claims": (first.model_copy(update={"quotes": (quote,)}), *rest)})

    return change


def _claim(**update: object) -> Callable[[Monograph], Monograph]:
    def change(monograph: Monograph) -> Monograph:
        first, *rest = monograph.claims
        return monograph.model_copy(update={"claims": (first.model_copy(update=update), *rest)})

    return change


def _swapped(monograph: Monograph) -> Monograph:
    one, two, *rest = monograph.claims
    return monograph.model_copy(
        update={
            "claims": (
                one.model_copy(update={"quotes": two.quotes}),
                two.model_copy(update={"quotes": one.quotes}),
                *rest,
            )
        }
    )


def _reference(**update: object) -> Callable[[Monograph], Monograph]:
    def change(monograph: Monograph) -> Monograph:
        first, *rest = monograph.references
        return monograph.model_copy(update={"references": (first.model_copy(update=update), *rest)})

    return change


def _other_words_of_a_side(monograph: Monograph) -> Monograph:
    (found,) = monograph.contradictions
    one, other = found.sides
    sides = (one.model_copy(update={"text": "Pain fell."}), other)
    return monograph.model_copy(update={"contradictions": (found.model_copy(update={"sides": sides}),)})


def _one_level_up(monograph: Monograph) -> Monograph:
    return monograph.model_copy(update={"grade": monograph.grade.model_copy(update={"level": Level.HIGH})})


def _another_reason(monograph: Monograph) -> Monograph:
    first, *rest = monograph.grade.steps
    steps = (first.model_copy(update={"reason": "because"}), *rest)
    return monograph.model_copy(update={"grade": monograph.grade.model_copy(update={"steps": steps})})


def _more_counted(monograph: Monograph) -> Monograph:
    return monograph.model_copy(update={"counts": monograph.counts.model_copy(update={"human_rct": 99})})


@pytest.mark.parametrize(
    ("change", "check"),
    [
        (_quote("Grip strength rose by 24 kg."), "quotes"),  # a digit's comma moved
        (_quote("grip strength rose by 2.4 kg"), "quotes"),  # nearly verbatim is not verbatim
        (_claim(quotes=()), "quotes"),
        (_swapped, "claims"),  # both quotes are true, each under the wrong claim
        (_claim(text="Grip strength doubled."), "claims"),
        (_claim(id="c000000000"), "claims"),
        (lambda monograph: monograph.model_copy(update={"claims": monograph.claims * 2}), "claims"),
        (lambda monograph: monograph.model_copy(update={"references": monograph.references[1:]}), "references"),
        (lambda monograph: monograph.model_copy(update={"claims": monograph.claims[:-1]}), "references"),
        (_reference(number=7), "references"),
        (_reference(n=12_000), "references"),
        (_other_words_of_a_side, "contradictions"),
        (lambda monograph: monograph.model_copy(update={"contradictions": ()}), "contradictions"),
        (_one_level_up, "grade"),
        (_another_reason, "grade"),
        (_more_counted, "grade"),
        (lambda monograph: monograph.model_copy(update={"pack": "0" * 64}), "chain"),
        (lambda monograph: monograph.model_copy(update={"draft": "0" * 64}), "chain"),
        (lambda monograph: monograph.model_copy(update={"slug": "another"}), "manifest"),
    ],
)
def test_a_monograph_that_says_otherwise_is_found(change: Callable[[Monograph], Monograph], check: str) -> None:
    assert check in {found for found, _ in altered(change).faults()}


def spent() -> Edition:
    """Studies that disagree, of which one is quoted as far as it may be, in other words than those that tell of it."""
    made = edition(disagreeing=True)
    first = made.pack.studies[0]
    more = [
        PackSentence(
            id=f"S{first.number}.{at}", pmid=first.pmid, section="", text=f"Sleep was long in week {at}. " * at
        )
        for at in (2, 3, 40)
    ]
    pack = made.pack.model_copy(update={"sentences": (*made.pack.sentences, *more)})
    quoting = made.draft.claims[0].model_copy(update={"sentences": tuple(each.id for each in more[:2])})
    draft = made.draft.model_copy(update={"pack": pack.hash, "claims": (quoting, *made.draft.claims[1:])})
    return Edition(pack, draft, compose(pack, draft, (), made.monograph.reviewer))


def test_a_version_that_names_a_study_without_words_is_proven_and_its_references_hold_the_study() -> None:
    made = spent()
    (found,) = made.monograph.contradictions

    assert [(side.text == "", side.unquoted) for side in found.sides] == [(True, "spent"), (False, "")]
    assert {side.pmid for side in found.sides} <= {each.pmid for each in made.monograph.references}
    assert stored(made).faults() == []


@pytest.mark.parametrize(
    "change",
    [
        {"edition": 1},
        {"edition": 4},
        {"differs": ()},
        {"outcome": "sleep"},
    ],
)
def test_a_change_to_a_study_named_without_words_is_found(change: dict[str, object]) -> None:
    made = spent()
    (found,) = made.monograph.contradictions
    changed = made.monograph.model_copy(update={"contradictions": (found.model_copy(update=change),)})

    assert "contradictions" in {check for check, _ in stored(replace(made, monograph=changed)).faults()}


@pytest.mark.parametrize("made", [spent(), edition(disagreeing=True), edition()])
def test_a_version_whose_contradictions_are_of_the_first_edition_is_proven_to_the_same_bytes(made: Edition) -> None:
    first = contradictions(made.pack, made.monograph.claims, 1)
    named = set(quoted(made.monograph.model_copy(update={"contradictions": first})))
    old = made.monograph.model_copy(
        update={
            "contradictions": first,
            "references": tuple(each for each in made.monograph.references if each.pmid in named),
        }
    )

    assert b'"edition":2' not in b"".join(canonical(plain(each)) for each in first)
    assert b'"unquoted"' not in old.encode()
    assert Monograph.decode(old.encode()).encode() == old.encode()
    assert stored(replace(made, monograph=old)).faults() == []


def test_a_quoted_study_that_is_retracted_is_found() -> None:
    made = edition()
    first, *rest = made.pack.studies
    marked = first.model_copy(update={"appraisal": first.appraisal.model_copy(update={"flags": (Flag.RETRACTED,)})})
    pack = made.pack.model_copy(update={"studies": (marked, *rest)})

    faults = stored(replace(made, pack=pack)).faults()

    assert ("retractions", first.pmid) in faults


def test_a_record_left_out_without_a_reason_is_found() -> None:
    made = edition()
    *rest, last = made.pack.studies
    pack = made.pack.model_copy(update={"studies": (*rest, last.model_copy(update={"reason": " "}))})

    assert ("records", last.pmid) in stored(replace(made, pack=pack)).faults()


def test_a_manifest_that_forgets_a_record_is_found() -> None:
    true = stored(edition())

    forgot = true.manifest.model_copy(update={"pmids_out": (), "pmids_in": true.manifest.pmids_in[1:]})
    invented = true.manifest.model_copy(
        update={"pmids_out": (*true.manifest.pmids_out, Left(pmid="1", reason="no abstract"))}
    )

    assert replace(true, manifest=forgot).faults() == [("records", "pmids_in"), ("records", "pmids_out")]
    assert replace(true, manifest=invented).faults() == [("records", "pmids_out")]


def test_every_fault_names_a_known_check() -> None:
    found = {check for check, _ in altered(_swapped).faults() + altered(_one_level_up).faults()}

    assert found <= set(CHECKS)
