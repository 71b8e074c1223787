"""The order of choice: whatever the order they come in, every outcome before anything twice, and none lost by a study
that joins."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import SELECTED_AT_MOST
from shared.domain.evidence.selection import Candidate, Place, Why, in_order, tier_of, why_not
from shared.domain.vocabulary import Design, Direction, Role, Species

KINDS = (
    tier_of(Role.ADMINISTERED, Species.HUMAN, Design.RCT),
    tier_of(Role.ADMINISTERED, Species.HUMAN, Design.OBSERVATIONAL),
    tier_of(Role.ADMINISTERED, Species.ANIMAL, Design.EXPERIMENT),
    tier_of(Role.ENDOGENOUS, Species.HUMAN, Design.RCT),
)
TOLD = st.tuples(st.sampled_from(["pain", "sleep", "body_weight", "fatigue"]), st.sampled_from(Direction))


def one(pmid: int, **fields: object) -> Candidate:
    known = {"pmid": str(pmid), "tier": KINDS[0], "year": 2020, "laboratory": "", "outcomes": ()}
    return Candidate(**{**known, **fields})  # pyright: ignore[reportArgumentType]


@st.composite
def many(draw: st.DrawFn) -> list[Candidate]:
    pmids = draw(st.lists(st.integers(1, 10_000), max_size=40, unique=True))
    return [
        one(
            pmid,
            tier=draw(st.sampled_from(KINDS)),
            year=draw(st.integers(2018, 2022)),
            laboratory=draw(st.sampled_from(["", "a", "b", "c"])),
            outcomes=tuple(draw(st.lists(TOLD, max_size=3, unique_by=lambda each: each[0]))),
        )
        for pmid in pmids
    ]


def outcomes_of(candidates: list[Candidate]) -> set[str]:
    return {name for each in candidates for name, _ in each.outcomes}


def told_by(candidates: list[Candidate]) -> set[tuple[str, Direction]]:
    return {one for each in candidates for one in each.outcomes if one[1] is not Direction.UNCLEAR}


def pmids(places: list[Place]) -> list[str]:
    return [each.candidate.pmid for each in places]


def chosen(candidates: list[Candidate], room: int) -> list[Candidate]:
    return [each.candidate for each in in_order(candidates)[:room]]


@given(many(), st.randoms())
def test_the_order_in_which_studies_come_never_matters(studies: list[Candidate], random) -> None:
    assert in_order(random.sample(studies, len(studies))) == in_order(studies)


@given(many())
def test_every_study_has_one_place(studies: list[Candidate]) -> None:
    assert sorted(pmids(in_order(studies))) == sorted(each.pmid for each in studies)


@given(many())
def test_an_outcome_is_told_first_by_the_strongest_and_newest_that_there_is(studies: list[Candidate]) -> None:
    order = [each.candidate for each in in_order(studies)]

    for name in outcomes_of(studies):
        telling = [each for each in order if name in outcomes_of([each])]
        assert telling[0] == min(telling, key=lambda each: each.rank)


@given(many())
def test_no_study_that_opens_nothing_comes_before_every_outcome_and_direction_is_told(studies: list[Candidate]) -> None:
    order = in_order(studies)
    opening = [each.candidate for each in order if each.opens]

    assert [each.opens for each in order] == sorted((each.opens for each in order), reverse=True)
    assert outcomes_of(opening) == outcomes_of(studies)
    assert told_by(opening) == told_by(studies)


@given(many())
def test_within_a_kind_no_laboratory_speaks_again_before_every_other_has_spoken(studies: list[Candidate]) -> None:
    rest = [each for each in in_order(studies) if not each.opens]

    assert [each.candidate.tier for each in rest] == sorted(each.candidate.tier for each in rest)
    for tier in KINDS:
        turns = [each.turn for each in rest if each.candidate.tier == tier]
        assert turns == sorted(turns)


@given(many(), many())
def test_studies_that_join_take_no_outcome_and_no_direction_away(
    studies: list[Candidate], more: list[Candidate]
) -> None:
    known = {each.pmid for each in studies}
    joined = [*studies, *(each for each in more if each.pmid not in known)]
    room = 16

    assert outcomes_of(chosen(studies, room)) <= outcomes_of(chosen(joined, room))
    assert told_by(chosen(studies, room)) <= told_by(chosen(joined, room))


def test_what_opens_an_outcome_or_a_direction_always_has_room_on_a_page() -> None:
    # One study for each outcome, and one for each direction of it that is not unclear.
    assert len(OUTCOMES) * len(Direction) <= SELECTED_AT_MOST


PAIN = (("pain", Direction.BENEFIT),)


@pytest.mark.parametrize(
    ("left", "why"),
    [
        (one(9, tier=KINDS[3], outcomes=PAIN), Why.NOT_GIVEN),
        (one(9, tier=KINDS[2], outcomes=PAIN), Why.WEAKER),
        (one(9, laboratory="a", outcomes=PAIN), Why.LABORATORY),
        (one(9, year=1999, outcomes=PAIN), Why.OLDER),
    ],
)
def test_why_a_study_was_left_out_is_known(left: Candidate, why: Why) -> None:
    studies = [one(1, laboratory="a", year=2024, outcomes=PAIN), one(2, laboratory="b", outcomes=PAIN)]

    *front, last = in_order([*studies, left])

    assert last.candidate == left
    assert why_not(last, front) is why
