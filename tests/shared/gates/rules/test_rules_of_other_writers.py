"""Wordings of many writers, both ways: what a family means to refuse, and a neighbour in nearly the same words."""

from typing import Any

import pytest

from shared.domain.vocabulary import Design, Species
from shared.gates.context import Context, Place, Status
from shared.gates.text import check, check_place

_RATS: dict[str, Any] = {"species": frozenset({Species.ANIMAL}), "designs": frozenset({Design.EXPERIMENT})}
_COHORT: dict[str, Any] = {"species": frozenset({Species.HUMAN}), "designs": frozenset({Design.OBSERVATIONAL})}
_LISTED: dict[str, Any] = {"status": Status(status="not approved", as_of="2026-03-01", wada="S2")}

REFUSED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("C11", "Work on hamsters argues for giving the drops to women with gout [2].", _RATS),
    ("C11", "It calms the nerve cells of smokers [2].", _RATS),
    ("C12", "The first data on shin pain are heartening [2].", {}),
    ("C12", "Hopes are rising that the hormone will help weak bones [2].", {}),
    ("C13", "EU: approved; Japan: approved [1].", _LISTED),
    ("C13", "The peptide became legal because the panel was in favour [1].", _LISTED),
    ("C14", "It may be used in place of risedronate [3].", {}),
    ("C14", "The fragment does for old bone what vaccines do for the young [3].", {}),
    ("C16", "BPC-157 is not in the list of prohibited substances, so that athletes may use it [1].", _LISTED),
    ("C16", "Rowers say that it slips past the testers.", {}),
    ("C17", "Physicians take it themselves and attest to its calming effect [4].", {}),
    ("C17", "Community experience suggests a lasting effect on sleep [4].", {}),
    ("C18", "Kids in daycare have fewer colds with the drops [5].", {}),
    ("C18", "The rat data should reassure parents of girls [5].", {}),
)
LEFT: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("C11", "Hamsters given the drops walked further; women with gout were not studied [2].", _RATS),
    ("C11", "Nerve cells taken from smokers fired less often in the dish [2].", _RATS),
    ("C11", "Eleven beagles ran 4 km instead of 3 km after the graft; no human study was found [2].", _RATS),
    ("C12", "The first data on shin pain come from a pilot study of 9 adults [2].", {}),
    ("C13", "Approved does not mean approved for children.", {}),
    (
        "C13",
        "It is authorised for cats and has no human authorisation, as listed on 3 March 2026 [1].",
        {"status": Status(status="veterinary only", as_of="2026-03-03")},
    ),
    ("C14", "In the trial 30 women took risedronate and 31 took the peptide [3].", {}),
    ("C14", "'Natural Wegovy' is an advertising phrase.", {}),
    ("C15", "The key to the allocation code at the hospital pharmacy was kept in a safe [3].", {}),
    ("C16", "The prohibition covers use out of competition too [1].", _LISTED),
    ("C17", "Forum posts were not searched.", {}),
    ("C18", "Children had fewer colds with the drops (3 of 20) than without (6 of 20) in the trial [5].", {}),
    ("C25", "The word 'miracle' in the headline had no counterpart in the report.", {}),
    ("C25", "Blood was spun in a turbo centrifuge.", {}),
)


def _rules(text: str, known: dict[str, Any]) -> set[str]:
    return {each.rule for each in check(text, Context(cited="[" in text or None, **known))}


@pytest.mark.parametrize(("family", "text", "known"), REFUSED)
def test_what_the_family_means_is_refused_in_other_words_too(family: str, text: str, known: dict[str, Any]) -> None:
    assert family in _rules(text, known)


@pytest.mark.parametrize(("family", "text", "known"), LEFT)
def test_its_neighbour_passes(family: str, text: str, known: dict[str, Any]) -> None:
    assert family not in _rules(text, known)


WARNED = (
    (
        "Registry data show that the gel led to better hearing [1].",
        "Registry data show that users of the gel were few [1].",
    ),
    ("A fall in CRP means that the arteries are safe [1].", "A fall in CRP means nothing for the arteries [1]."),
    ("Relapses fell by 41% with it [1].", "Symptom scores fell by 41% from baseline [1]."),
    ("Fractures fell by 41% with it [1].", "Fractures fell by 41%, from 22 of 100 to 13 of 100, with it [1]."),
)


@pytest.mark.parametrize(("warned", "passed"), WARNED)
def test_more_than_the_result_says_is_warned_of(warned: str, passed: str) -> None:
    assert "C24" in _rules(warned, {})
    assert "C24" not in _rules(passed, {})


def test_a_present_cause_from_observation_is_warned_of() -> None:
    assert "C24" in _rules("The habit raises ferritin in drinkers [1].", _COHORT)
    assert "C24" not in _rules("The habit was associated with higher ferritin in drinkers [1].", _COHORT)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("alt", "Box plot of walking distance in two groups of rabbits"),
        ("title", "What is known, and what is not, about thymosin"),
        ("email", "Two articles updated, one correction"),
    ],
)
def test_words_that_say_what_a_place_holds_pass_there(place: Place, words: str) -> None:
    assert check_place(place, words, Context(place=place, cited=False)) == ()


def test_words_that_sell_do_not_pass_beside_them() -> None:
    assert check_place("title", "What is known about the best thymosin", Context(place="title", cited=False)) != ()
