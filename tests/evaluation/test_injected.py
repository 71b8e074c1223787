"""Injected abstracts change no page: a twentieth of them here, all in `make evidence` and `make chaos`."""

import random

from chaos.amounts import amount, seed

from evaluation import injected
from evaluation.injections import KINDS, PLACES
from evaluation.injections import injected as made
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.gates.untrusted import WITHHELD_RECORD


def test_no_injection_changes_structure_or_adds_an_address_an_id_or_markup():
    drawn = seed()
    cases = made(200, drawn)
    chosen = random.Random(drawn).sample(cases, amount(200))

    found = [injected.tell(each) for each in chosen]

    print(f"seed {drawn}")
    print(injected.table(found))
    wrong = [(each.case.number, each.case.kind, each.case.place, each.faults) for each in found if each.faults]
    assert wrong == [], f"PEPTALK_CHAOS_SEED={drawn}"
    # Both writers were tried in earnest: honest records gave claims, and what obeyed was refused.
    assert all(each.claims and each.answers_refused and each.claims_refused for each in found)


def test_a_record_of_which_nothing_is_used_decides_no_grade_and_is_named_as_set_aside():
    """The honest record beside it is graded as if it stood alone."""
    by_place = {each.place: each for each in made(2_000, 5) if "<script>" in each.payload}
    for place in ("sentence", "within a result", "title", "author", "journal"):
        pack = injected.pack_of(by_place[place])

        one, other = pack.study("990000001"), pack.study("990000002")
        assert (one.selected, one.reason, one.appraisal.withheld) == (False, WITHHELD_RECORD, True), place
        assert (other.selected, other.appraisal.withheld) == (True, False)
        found = grade(pack)
        assert (found.deciding, found.excluded) == (("990000002",), {"withheld": 1})
        assert {pmid for each in found.outcomes for pmid in each.deciding} <= {"990000002"}
        assert (counts(pack).human_rct, counts(pack).excluded) == (1, 1)


def test_the_same_seed_makes_the_same_injections_and_another_one_others():
    assert made(40, 7) == made(40, 7)
    assert made(40, 7) != made(40, 8)
    assert {each.kind for each in made(200, 7)} == set(KINDS)
    assert {each.place for each in made(200, 7)} == set(PLACES)


def test_the_measurement_sees_what_gets_through_where_nothing_is_withheld(monkeypatch):
    """So that a clean table means something."""
    cases = [each for each in made(200, 3) if each.kind in ("direct", "HTML") and each.place in ("title", "author")]
    assert not any(injected.tell(each).faults for each in cases[:2])

    monkeypatch.setattr("shared.gates.untrusted.withheld", lambda text: "")

    assert all(injected.tell(each).faults for each in cases[:2])
