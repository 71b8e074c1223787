"""What becomes of claims, whatever the evidence does and whatever the model answers; and what is refused."""

import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from invented.factories import SLUG, appraisal, pack, pack_study, sentence

from functions.synthesize.answer.going import pmids
from functions.synthesize.answer.read import read
from functions.synthesize.digest import extractive
from functions.synthesize.request import prompt
from functions.synthesize.request.before import Before, read_of
from functions.synthesize.request.plan import Plan, plan
from shared.domain.canonical import canonical
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Claim, Draft, Writer, claim_id
from shared.domain.publishing.monograph import Quote, QuotedClaim
from shared.domain.vocabulary import Direction, Flag, Section, Species
from shared.store.spending.ledger import ModelAnswer, Unacceptable

STUDIES = range(11, 23)
LATER = (1, 15, 30)
PLACES = (1, 2)


def evidence(
    numbers: Iterable[int], other: Collection[tuple[int, int]] = (), gone: Collection[int] = ()
) -> EvidencePack:
    """These studies, two sentences each; `other` read otherwise than before, and those of `gone` are retracted."""
    studies, sentences = [], []
    for number, each in enumerate(sorted(numbers), 1):
        pmid = str(990000000 + each)
        flags = (Flag.RETRACTED,) if each in gone else ()
        studies.append(pack_study(number, pmid, appraisal=appraisal(flags=flags), selected=not flags))
        if not flags:
            sentences += [
                sentence(number, place, f"Study {each} says {place}{' anew' * ((each, place) in other)}.", pmid=pmid)
                for place in PLACES
            ]
    return pack(studies=tuple(studies), sentences=tuple(sentences))


def page(of: EvidencePack, rests_on: list[list[str]]) -> Before:
    claims = [
        QuotedClaim(
            id=f"c{number:010d}",
            section=(Section.HUMAN, Section.ANIMAL)[number % 2],
            text=f"Claim {number}.",
            outcome="",
            direction=Direction.UNCLEAR,
            species=Species.HUMAN,
            revision=1 + number % 3,
            quotes=tuple(
                Quote(pmid=found.pmid, sentence=id, text=found.text) for id in ids if (found := of.sentence(id))
            ),
        )
        for number, ids in enumerate(rests_on, 1)
    ]
    return Before("0" * 64, Writer(kind="model"), tuple(claims), read_of(of))


def answer(**arrays: Any) -> ModelAnswer:
    text = json.dumps({"keep": [], "amend": [], "retire": [], "claims": [], **arrays})
    return ModelAnswer(
        text=text, model="m", input_tokens=1, cached_input_tokens=0, output_tokens=1, stop="end_turn", request_id="r"
    )


def says(text: str, *ids: str) -> dict[str, Any]:
    return {"text": text, "sentences": [*ids], "outcome": "", "direction": "unclear", "species": "human"}


def gone(claim: str, reason: str, *by: str) -> dict[str, Any]:
    return {"claim": claim, "reason": reason, "by": [*by]}


THEN = evidence(STUDIES)


@dataclass(frozen=True)
class Night:
    """A page, the evidence of the night after, and what the model answers."""

    before: Before
    now: EvidencePack
    plan: Plan
    shown: frozenset[str]
    answer: ModelAnswer
    amended: frozenset[str]
    retired: frozenset[str]


@st.composite
def nights(draw: st.DrawFn) -> Night:
    ids = [each.id for each in THEN.sentences]
    before = page(THEN, draw(st.lists(st.lists(st.sampled_from(ids), min_size=1, max_size=3), min_size=1, max_size=6)))
    # At most a third of what is left may be changed, or all is written anew.
    come, gone = draw(st.sets(st.sampled_from(LATER), max_size=2)), draw(st.sets(st.sampled_from(STUDIES), max_size=1))
    other = draw(st.sets(st.tuples(st.sampled_from(STUDIES), st.sampled_from(PLACES)), max_size=1))
    now = evidence({*STUDIES, *come} - (gone if draw(st.booleans()) else set()), other, gone)
    asked = plan(now, before)
    assume(asked.before)
    shown = prompt.build(now, asked).shown
    handles = [each.handle for each in asked.base.claims]
    fates = {each: draw(st.sampled_from(("unnamed", "keep", "amend", "retire"))) for each in handles}
    # An amendment names a study that the claim rested on; of none that is left, it is another claim.
    may = {
        each.handle: sorted(
            id
            for id in shown.union(each.claim.sentences)
            if pmids([id], now) & {*each.lost, *pmids(each.claim.sentences, now)}
        )
        for each in asked.base.claims
    }
    amend = [
        {"claim": each, **says(f"Amended {each}.", draw(st.sampled_from(may[each])))}
        for each in handles
        if fates[each] == "amend" and may[each]
    ]
    named = {each["claim"] for each in amend}
    stay = [
        each.handle
        for each in asked.base.claims
        if each.handle in named or (each.stands and fates[each.handle] in ("keep", "unnamed"))
    ]
    if not stay:
        fates = {each: "unnamed" if fate == "retire" else fate for each, fate in fates.items()}
    said = answer(
        keep=[each for each in handles if fates[each] == "keep"],
        amend=amend,
        retire=[{"claim": each, "reason": "repeated", "by": stay[:1]} for each in handles if fates[each] == "retire"],
        claims=[
            {"section": "human", **says(draw(st.sampled_from(("A.", "B.", "Claim 2."))), id)}
            for id in draw(st.lists(st.sampled_from(sorted(shown)), max_size=3))
        ]
        if shown
        else [],
    )
    names = {each.handle: each.claim.id for each in asked.base.claims}
    amended = frozenset(names[each["claim"]] for each in amend)
    gone = frozenset(names[each] for each, fate in fates.items() if fate == "retire")
    return Night(before, now, asked, shown, said, amended, gone)


def written(night: Night) -> tuple[tuple[Claim, ...], dict[str, str]] | None:
    """The claims and who was retired why; None where nothing was left."""
    with suppress(Unacceptable):
        claims, retired = read(night.answer, night.now, night.plan, night.shown)
        return claims, {each.id: each.reason for each in retired}
    return None


def quotes(claim: Claim, of: EvidencePack) -> list[tuple[str, str]]:
    return [(each.pmid, each.text) for id in claim.sentences if (each := of.sentence(id))]


@given(nights())
@settings(deadline=None)
def test_a_claim_is_kept_byte_for_byte_amended_under_its_id_or_retired(night: Night) -> None:
    if (found := written(night)) is None:
        return
    claims, retired = found
    by_id = {each.id: each for each in claims}
    citable = {(each.pmid, each.text) for each in night.now.sentences}
    for old in night.before.claims:
        left = [each for each in dict.fromkeys((one.pmid, one.text) for one in old.quotes) if each in citable]
        new = by_id.get(old.id)
        if new is None:
            assert old.id in retired
            assert old.id in night.retired or not left
        elif old.id in night.amended:
            assert (new.revision, new.text[:8]) == (old.revision + 1, "Amended ")
        else:
            lost = len(left) < len({(each.pmid, each.text) for each in old.quotes})
            kept = new.model_dump(mode="json", exclude={"sentences", "revision"})
            assert canonical(kept) == canonical(old.model_dump(mode="json", exclude={"quotes", "revision"}))
            assert new.revision == old.revision + lost
            assert quotes(new, night.now) == left != []


@given(nights())
@settings(deadline=None)
def test_no_id_stands_twice_none_is_lost_and_the_pages_claims_come_first_in_their_order(night: Night) -> None:
    if (found := written(night)) is None:
        return
    claims, retired = found
    old, ids = [each.id for each in night.before.claims], [each.id for each in claims]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & set(retired)
    assert set(old) <= {*ids, *retired}
    stayed = [each for each in old if each in ids]
    assert ids[: len(stayed)] == stayed
    assert all(each.sentences and quotes(each, night.now) for each in claims)
    draft = Draft(slug=SLUG, pack=night.now.hash, writer=Writer(kind="model"), claims=claims)
    assert Draft.decode(draft.encode()) == draft
    assert written(night) == found


PAGE = page(evidence(range(1, 7)), [["S1.1"], ["S2.1", "S2.2"]])
MORE = evidence(range(1, 8), other=[(2, 1)])


@pytest.mark.parametrize(
    ("arrays", "reason"),
    [
        ({"keep": ["K3"]}, "names claims that were not shown: K3"),
        ({"retire": [gone("c0000000001", "repeated")]}, "names claims that were not shown: c0000000001"),
        ({"keep": ["K1", "K1"]}, "decides more than once on K1"),
        ({"keep": ["K1"], "amend": [{"claim": "K1", **says("A.", "S7.1")}]}, "decides more than once on K1"),
        ({"retire": [gone("K1", "dull")]}, "breaks the schema: retire.0.reason"),
        ({"retire": [gone("K1", "unsupported")]}, "K1 is retired as unsupported, and all that it rests on stands"),
        ({"retire": [gone("K2", "unsupported")]}, None),
        ({"retire": [gone("K1", "superseded")]}, "K1 is retired as superseded, and by no claim"),
        ({"retire": [gone("K1", "superseded", "K1")]}, "K1 is retired as superseded, and by no claim"),
        ({"retire": [gone("K1", "superseded", "N1")]}, "K1 is retired as superseded, and by no claim"),
        ({"retire": [gone("K1", "repeated", "K2")]}, None),
        ({"retire": [gone("K1", "repeated", "N1")], "claims": [{"section": "human", **says("A.", "S7.1")}]}, None),
        (
            {"retire": [gone("K1", "repeated", "N1")], "claims": [{"section": "overview", **says("A.", "S7.1")}]},
            "K1 is retired as repeated, and by no claim",
        ),
        (
            {
                "retire": [gone("K1", "repeated", "N1")],
                "claims": [{"section": "human", **says("A.", "S7.1"), "outcome": "pain"}],
            },
            "K1 is retired as repeated, and by no claim of its outcome",
        ),
        ({"retire": [gone("K1", "contradicted")]}, "K1 is retired as contradicted, and by no sentence"),
        ({"retire": [gone("K1", "contradicted", "S1.1")]}, "K1 is retired as contradicted, and by no sentence"),
        ({"retire": [gone("K1", "contradicted", "S6.1")]}, "K1 is retired as contradicted, and by no sentence"),
        ({"retire": [gone("K1", "contradicted", "S7.1")]}, None),
        ({"amend": [{"claim": "K1", **says("A.", "S7.1")}]}, "K1 names no sentence of a study that it rested on"),
        ({"amend": [{"claim": "K1", **says("A.", "S1.1"), "outcome": "pain"}]}, "K1 is of another outcome: 'pain'"),
        ({"claims": [{"section": "human", **says("A.", "S7.1"), "outcome": "снижение"}]}, "is not in English"),
        ({"amend": [{"claim": "K1", **says("A.", "S3.1")}]}, "sentences that were not shown: S3.1"),
        ({"amend": [{"claim": "K2", **says("A.", "S2.2")}]}, None),
        ({"amend": [{"claim": "K1", **says("A.", "S1.1", "S7.1")}]}, None),
        ({"amend": [{"claim": "K1", **says("PMID 1 says so.", "S7.1")}]}, "only code may write: 'PMID'"),
        ({"amend": [{"claim": "K1", **says("\u200b", "S7.1")}]}, "a claim says nothing"),
        ({"claims": [{"section": "human", **says("A.", "S1.1")}]}, "sentences that were not shown: S1.1"),
        ({"retire": [gone("K1", "contradicted", "S7.1"), gone("K2", "unsupported")]}, "leaves no claim"),
        (
            {"claims": [{"section": "human", **says(f"A {number}.", "S7.1")} for number in range(39)]},
            "leaves 41 claims on the page; at most 40",
        ),
    ],
)
def test_what_does_not_fit_what_stands_is_refused_with_its_reason(arrays: dict[str, Any], reason: str | None) -> None:
    asked = plan(MORE, PAGE)
    shown = prompt.build(MORE, asked).shown
    assert shown == {"S2.1", "S2.2", "S7.1", "S7.2"}

    if reason is None:
        # A claim's own sentences may be named though they are not shown.
        claims, retired = read(answer(**arrays), MORE, asked, shown)
        gone_now = {each.id for each in retired}
        assert "A." in {each.text for each in claims} or gone_now
        assert gone_now == {f"c{int(each['claim'][1:]):010d}" for each in arrays.get("retire", ())}
    else:
        with pytest.raises(Unacceptable, match=reason):
            read(answer(**arrays), MORE, asked, shown)


def test_what_a_claim_said_first_may_become_another_claim() -> None:
    first = QuotedClaim.model_validate(
        {**PAGE.claims[0].model_dump(), "id": claim_id(SLUG, PAGE.claims[0].section, "B."), "text": "A."}
    )
    asked = plan(MORE, Before("0" * 64, PAGE.writer, (first,), PAGE.read))
    shown = prompt.build(MORE, asked).shown

    claims, _ = read(answer(claims=[{"section": first.section, **says("B.", "S7.1")}]), MORE, asked, shown)

    assert [each.text for each in claims] == ["A.", "B."]
    assert claims[0].id == claim_id(SLUG, first.section, "B.") != claims[1].id


def test_the_model_is_shown_handles_and_no_id_of_a_claim() -> None:
    built = prompt.build(MORE, plan(MORE, PAGE))

    assert "K1\t" in built.task
    assert not [each.id for each in PAGE.claims if each.id in built.evidence + built.task]


def test_the_digests_claims_keep_their_ids_while_their_sentences_stand() -> None:
    texts = ("Grip strength was higher with Exemplin-12.", "Walking speed was higher with Exemplin-12.")

    def digest(*numbers: int) -> Draft:
        studies = tuple(pack_study(at, str(990000000 + each)) for at, each in enumerate(numbers, 1))
        said = tuple(sentence(at, 1, texts[each % 2], pmid=str(990000000 + each)) for at, each in enumerate(numbers, 1))
        return extractive.write(pack(studies=studies, sentences=said))

    alone, both = digest(7), digest(4, 7)

    [one] = alone.claims
    same = next(each for each in both.claims if each.id == one.id)
    assert (one.sentences, same.sentences) == (("S1.1",), ("S2.1",))
    assert same.text == one.text
    assert len(both.claims) == 2
