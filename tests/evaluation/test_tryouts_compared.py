"""A draft against its page: what is kept, reworded, new and gone, and what is refused."""

from dataclasses import replace

from invented.editions import edition
from invented.factories import claim

from infra.evaluation.drafts import Page
from infra.evaluation.tryouts import SentBack, compare
from shared.domain.publishing.manifest import Cost
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Section, Species

MADE = edition()
BEFORE = Page("exemplin-12", 3, MADE.pack, MADE.draft, MADE.monograph, Cost(calls=2, input_tokens=900, microusd=2_500))
KEPT, REWORDED, GONE = MADE.draft.claims
OTHER = claim(
    "Grip strength rose more than with placebo.", id="c1", sentences=REWORDED.sentences, section=Section.HUMAN
)
NEW = claim("In one trial, grip strength was 0.3 kg.", id="c2", sentences=KEPT.sentences, species=Species.HUMAN)
BLOCK = Finding(rule="C21", severity="block", claim="c2", reason="0.3 kg is in no quote", span="0.3 kg")
WARN = Finding(rule="C25", severity="warn", claim="c1", reason="a large word")


def compared(*claims, findings=(), **more):
    draft = MADE.draft.model_copy(update={"claims": claims})
    return compare(BEFORE, replace(BEFORE, version=0, draft=draft, cost=Cost()), findings, **more)


def test_the_same_words_are_kept_and_other_words_on_the_same_sentence_reworded():
    rows = compared(NEW, OTHER, KEPT).rows

    assert [(each.what, each.published, each.tried) for each in rows] == [
        ("kept", KEPT.text, KEPT.text),
        ("reworded", REWORDED.text, OTHER.text),
        ("gone", GONE.text, None),
        ("new", None, NEW.text),
    ]


def test_the_same_words_in_another_section_are_not_the_same_claim():
    moved = KEPT.model_copy(update={"section": Section.SAFETY})

    assert [each.what for each in compared(moved, REWORDED, GONE).rows] == ["reworded", "kept", "kept"]


def test_what_is_refused_and_why_stands_with_the_claim_and_what_warns_apart():
    found = compared(KEPT, OTHER, NEW, findings=(BLOCK, WARN), sent_back=[SentBack("Too much.", (BLOCK,))])

    refused = {each.tried: each.refused for each in found.rows if each.refused}
    warned = {each.tried: each.warned for each in found.rows if each.warned}
    assert (refused, warned, found.refused) == ({NEW.text: (BLOCK,)}, {OTHER.text: (WARN,)}, 1)
    assert found.sent_back[0].text == "Too much."


def test_rates_and_costs_are_of_each_side():
    unknown = KEPT.model_copy(update={"sentences": ("S99.1",)})

    found = compared(unknown)

    assert [each.rates["unresolved_ids"].hits for each in (found.before, found.after)] == [0, 1]
    assert (found.before.tokens, found.after.tokens, found.before.microusd) == (900, 0, 2_500)


def test_a_draft_without_a_claim_makes_all_of_the_page_gone():
    assert {each.what for each in compared().rows} == {"gone"}
