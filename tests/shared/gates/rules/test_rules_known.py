"""Rules that are told more than the words: what is cited, of which species, how certain, where it stands."""

import pytest

from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.vocabulary import Design, Level, Species
from shared.gates.context import BLOCKS, Context, Status
from shared.gates.text import FAMILIES, check, check_place

ANIMAL = Context(cited=True, species=frozenset({Species.ANIMAL}))
UNAPPROVED = Status(status="not approved", as_of="2026-09-02", wada="S0")


def rules(text: str, known: Context, severity: str = "block") -> set[str]:
    return {each.rule for each in check(text, known) if each.severity == severity}


def test_all_27_families_stand_in_order_each_with_its_version():
    assert [each.id for each in FAMILIES] == [f"C{number:02d}" for number in range(1, 28)]
    assert all(each.version >= 1 and each.reason for each in FAMILIES)


@pytest.mark.parametrize(
    ("rule", "text", "known", "fires"),
    [
        ("C11", "Torn muscles recover within days [2].", ANIMAL, True),
        ("C11", "In rats torn muscles recovered within days [2].", ANIMAL, False),
        ("C11", "In mice muscles grew [2]; expect the same in athletes.", ANIMAL, True),
        ("C16", "Regulatory status: not approved.", Context(status=UNAPPROVED), True),
        ("C16", "It is prohibited at all times (S0).", Context(status=UNAPPROVED), False),
        ("C16", "Participants were permitted to take paracetamol.", Context(status=UNAPPROVED), False),
        ("C16", "Athletes are allowed to take it.", Context(status=UNAPPROVED), True),
        ("C13", "As of 2 September 2026 it is fully approved.", Context(status=UNAPPROVED), True),
        ("C13", "As of 2 September 2026 it is not approved.", Context(status=UNAPPROVED), False),
        ("C19", "Pain fell by 40% in two weeks.", Context(cited=False), True),
        ("C19", "Pain fell by 40% in two weeks.", Context(cited=True), False),
        ("C19", "Section 3 lists the studies that were left out.", Context(cited=False), False),
        ("C20", "The authors call it 'a clear success' [1].", Context(cited=True, quotes=("It was a failure.",)), True),
        ("C20", "The authors call it 'a failure' [1].", Context(cited=True, quotes=("It was a failure.",)), False),
        ("C20", "Weight fell [1].", Context(cited=True, quotes=("RETRACTED: Weight fell.",)), True),
        ("C21", "Of 20 patients, 9 improved [1].", Context(cited=True, quotes=("8 of 20 patients improved.",)), True),
        ("C21", "Of 20 patients, 8 improved [1].", Context(cited=True, quotes=("8 of 20 patients improved.",)), False),
        ("C22", "It reliably improves sleep [1].", Context(cited=True, level=Level.LOW), True),
        ("C22", "It may improve sleep [1].", Context(cited=True, level=Level.LOW), False),
        ("C23", "In brief.", Context(blocks=BLOCKS - {"funding"}), True),
        ("C23", "In brief.", Context(blocks=BLOCKS), False),
        ("C23", "In brief.", Context(blocks=BLOCKS, status=Status(status="approved")), True),
    ],
)
def test_a_rule_speaks_where_what_it_needs_is_known(rule: str, text: str, known: Context, fires: bool):
    assert (rule in rules(text, known)) is fires
    assert rule not in rules(text, Context())


def test_cause_read_into_observation_warns_and_blocks_nothing():
    known = Context(cited=True, designs=frozenset({Design.OBSERVATIONAL}))

    assert "C24" in rules("The drug prevented dementia in a registry [1].", known, "warn")
    assert "C24" not in rules("Use was associated with less dementia in a registry [1].", known, "warn")
    assert "C24" not in rules("The drug prevented dementia in a registry [1].", known)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("C08", "Burns belly fat while people rest."),
        ("C08", "It sharpens memory."),
        ("C12", "Early findings look encouraging."),
        ("C13", "The FDA has approved it."),
        ("C13", "The panel's vote makes it legal."),
        ("C14", "It works better than ibuprofen."),
        ("C14", "A natural alternative to Wegovy."),
        ("C18", "Safe for kids with ADHD."),
        ("C18", "Cancer patients can use it without concern."),
    ],
)
def test_families_of_words_alone_find_what_is_promised(rule: str, text: str):
    assert rule in rules(text, Context())


@pytest.mark.parametrize(
    "text",
    [
        "In 12 adults growth hormone was higher after the dose [5].",
        "A pilot study of 12 patients had no comparator [4].",
        "As of 2 September 2026 it is not approved by the FDA.",
        "The ethics committee approved the protocol [3].",
        "Weight loss was larger than with liraglutide in a trial of 338 adults [2].",
        "Pregnant women were excluded from both trials [3][4].",
        "It has not been compared with any approved medicine.",
    ],
)
def test_what_was_seen_in_whom_and_what_is_missing_pass(text: str):
    assert check(text, Context(cited="[" in text)) == ()


@pytest.mark.parametrize(
    ("place", "text", "fires"),
    [
        ("slug", "how-to-inject-kpv", True),
        ("slug", "kpv-evidence-summary", False),
        ("title", "Best KPV dosage", True),
        ("title", "KPV: what studies found", False),
        ("alt", "A smiling patient with a syringe", True),
        ("alt", "Bar chart of studies by year", False),
        ("email", "Subject: your subscription was renewed", False),
        ("feed", "Why KPV cures colitis", True),
    ],
)
def test_a_place_without_room_for_limits_may_not_promise(place, text: str, fires: bool):
    assert ("C27" in {each.rule for each in check_place(place, text)}) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("Athletes like it.", True),
        ("Nobody has compared it with another drug in a trial.", False),
        ("Safety in people: not established.", False),
        ("This page names no supplier.", False),
        ("This page names no supplier, but the clinic below ships.", True),
    ],
)
def test_what_cites_nothing_may_deny_and_speak_of_the_page_and_affirm_nothing(text: str, fires: bool):
    assert bool(check(text, Context(cited=False))) is fires


@pytest.mark.parametrize("title", [each.title for each in OUTCOMES.values()])
def test_the_names_of_outcomes_pass(title: str):
    """They stand alone in a page's tables."""
    assert check(title) == check(f"{title}. Low certainty, 3 trials.") == ()
