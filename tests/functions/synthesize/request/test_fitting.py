"""What of the evidence a writer is shown where there is not room for all, and what is said of the rest."""

from hypothesis import given, settings
from hypothesis import strategies as st
from invented import factories

from functions.synthesize.ranking import ranked
from functions.synthesize.request.fitting import Fitted, fit, still_unread
from functions.synthesize.request.plan import plan
from shared.domain.evidence.appraisal import Outcome
from shared.domain.evidence.pack import EvidencePack
from shared.domain.evidence.selection import Why
from shared.domain.publishing.draft import Unread
from shared.domain.vocabulary import Design, Direction, Species

TEXT = "Exemplin-12 raised what was measured by {0}.{1} units in those who were given it, over placebo."
"""Some 40 tokens."""


def pack(*studies: tuple[int, dict[str, object]]) -> EvidencePack:
    """Each with so many sentences, and an appraisal with these fields."""
    made = [
        factories.pack_study(number, appraisal=factories.appraisal(**fields))
        for number, (_, fields) in enumerate(studies, 1)
    ]
    sentences = [
        factories.sentence(number, place, TEXT.format(number, place))
        for number, (count, _) in enumerate(studies, 1)
        for place in range(1, count + 1)
    ]
    return factories.pack(studies=tuple(made), sentences=tuple(sentences))


def outcome(name: str) -> dict[str, object]:
    return {"outcomes": (Outcome(name=name, direction=Direction.BENEFIT),)}


def shown(fitted: Fitted) -> list[int]:
    return [study.number for study, _ in fitted.studies]


MOUSE = {"species": Species.ANIMAL, "design": Design.EXPERIMENT}


def test_an_outcome_that_one_weak_study_tells_has_room_before_the_second_of_a_strong_kind():
    of = pack((2, outcome("pain")), (2, outcome("pain")), (2, {**MOUSE, **outcome("sleep")}))

    fitted = fit(ranked(of), at_most=220)

    assert shown(fitted) == [1, 3]
    assert fitted.left_whole == {"990000002"}


def test_a_writer_is_shown_nothing_of_what_an_abstract_gives_as_its_background_or_aim():
    headings = ("BACKGROUND", "OBJECTIVE", "METHODS", "RESULTS", "")
    sentences = [
        factories.sentence(1, place, TEXT.format(1, place), section=heading)
        for place, heading in enumerate(headings, 1)
    ]
    alone = factories.sentence(2, 1, TEXT.format(2, 1), section="BACKGROUND")
    of = factories.pack(studies=(factories.pack_study(1), factories.pack_study(2)), sentences=(*sentences, alone))

    fitted = fit(plan(of, None).studies, at_most=1_000)

    assert [(study.number, [each.id for each in left]) for study, left in fitted.studies] == [
        (1, ["S1.3", "S1.4", "S1.5"])
    ]
    assert fitted.unread == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from([{}, MOUSE, outcome("pain"), outcome("sleep")])), max_size=8)
)
def test_every_sentence_is_shown_or_accounted_for_and_the_budget_holds(studies):
    of = pack(*studies)

    fitted = fit(ranked(of), at_most=1_000)

    told = sum(len(sentences) for _, sentences in fitted.studies)
    assert told + sum(each.sentences for each in fitted.unread) == len(of.sentences)
    assert sum(len(f"{each.id}\t{each.text}") / 3 for _, sentences in fitted.studies for each in sentences) <= 1_000
    assert {each.pmid for each in fitted.unread if each.whole} == fitted.left_whole


AIM = "The aim of the study was to learn what Exemplin-12 did to what is measured in study {0}."
GIVEN = "Mice were given Exemplin-12 by mouth or nothing in part {1} of study {0}."
FOUND = "What was measured rose by {0}.{1} units in those mice."


def told(*forms: str, studies: int) -> EvidencePack:
    """So many studies, each of which says what these forms say."""
    made = tuple(
        factories.pack_study(number, appraisal=factories.appraisal(**MOUSE)) for number in range(1, studies + 1)
    )
    sentences = tuple(
        factories.sentence(each.number, place, form.format(each.number, place))
        for each in made
        for place, form in enumerate(forms, 1)
    )
    return factories.pack(studies=made, sentences=sentences)


def places(fitted: Fitted) -> set[tuple[str, ...]]:
    """Which sentences of a study are shown, in all the manners that there are."""
    return {tuple(each.id.partition(".")[2] for each in sentences) for _, sentences in fitted.studies}


def test_where_all_fit_every_abstract_is_shown_whole():
    of = told(AIM, GIVEN, GIVEN, FOUND, studies=10)

    fitted = fit(ranked(of), at_most=1_500)

    assert places(fitted) == {("1", "2", "3", "4")}
    assert fitted.unread == ()


def test_where_not_all_fit_those_behind_the_front_say_what_was_found_and_in_one_sentence_how():
    of = told(AIM, GIVEN, GIVEN, FOUND, studies=20)

    fitted = fit(ranked(of), at_most=1_500)
    by_study = [len(sentences) for _, sentences in fitted.studies]

    assert places(fitted) == {("1", "2", "3", "4"), ("2", "4")}
    # Room for whole abstracts is an eighth; were all whole there would be room for 11.
    assert by_study.count(4) == 1
    assert len(by_study) > 15
    brief = [each for each in fitted.unread if each.why is Why.BRIEF]
    assert len(brief) == by_study.count(2)
    assert {(each.sentences, each.whole) for each in brief} == {(2, False)}


def test_a_study_of_which_nothing_is_found_is_not_shown_in_brief():
    of = told(AIM, GIVEN, GIVEN, GIVEN, studies=20)

    assert places(fit(ranked(of), at_most=1_500)) == {("1", "2", "3", "4")}


def test_short_ones_from_far_behind_do_not_slip_in():
    of = pack(*((3, {"n": 100 + number}) for number in range(40)), (1, MOUSE))

    fitted = fit(ranked(of), at_most=4_000)

    assert 20 < len(shown(fitted)) < 40
    assert 41 not in shown(fitted)
    assert {each.why for each in fitted.unread} == {Why.WEAKER, Why.OLDER}


def test_one_of_unusual_length_is_passed_over_and_said_to_be_too_long():
    of = pack((60, {}), (2, {}))

    fitted = fit(ranked(of), at_most=400)

    assert shown(fitted) == [2]
    assert [(each.pmid, each.why) for each in fitted.unread] == [("990000001", Why.SIZE)]


def test_what_was_not_shown_earlier_stays_so_until_it_is_shown_or_gone():
    of = pack((2, {}), (2, {}))
    earlier = [Unread(pmid=f"99000000{n}", sentences=2, whole=True, why=Why.OLDER) for n in (1, 2, 3)]

    assert [each.pmid for each in still_unread(earlier, of, ranked(of)[:1])] == ["990000002"]
    assert len(plan(of, None).studies) == 2
