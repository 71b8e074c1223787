"""What a digest quotes first: words from which the rules read an outcome, under that outcome's name."""

import pytest
from invented.factories import pack, pack_study, sentence

from functions.synthesize.digest import choosing, extractive
from shared.domain.evidence.appraisal import Appraisal, Outcome, Passage
from shared.domain.evidence.pack import Citation, EvidencePack
from shared.domain.publishing.draft import Claim
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Design, Direction, Role, Section, Species

WEIGHT = "Exemplin-12 reduced body weight by 2.4 kg in the invented rats of the study."
PAIN = "Exemplin-12 did not change pain thresholds in the invented rats of the study."
CONCLUSIONS = [
    "In conclusion, Exemplin-12 significantly increased grip strength by 12% in the invented rats (p < 0.01).",
    "In summary, invented wheels were turned for 31% longer by animals when Exemplin-12 had increased their calm.",
    "Overall, Exemplin-12 reduced how often whiskers were lost: 3% of all rats (p < 0.05) showed a bald snout.",
    "Overall, no difference was found between Exemplin-12 and water for 9% of the tails.",
    "Taken together, 44% fewer claws grew crooked, and Exemplin-12 decreased the time for which rats slept upright.",
    "In conclusion, hearing of owls improved by 7% with Exemplin-12, and rats showed less haste at every dusk.",
    "In summary, Exemplin-12 enhanced the sheen of fur: 61% of coats were increased in gloss by an invented scale.",
]
FILLER = "Rooms were kept at the same temperature and humidity throughout the invented observation period."


def read(name: str, direction: Direction, text: str) -> Outcome:
    return Outcome(name=name, direction=direction, rule="r", quote=Passage(start=0, end=len(text), text=text))


def rats(number: int, *outcomes: Outcome, role: Role = Role.ADMINISTERED, title: str = "An invented study of rats"):
    appraisal = Appraisal(design=Design.EXPERIMENT, species=Species.ANIMAL, outcomes=outcomes)
    return pack_study(number, role=role, appraisal=appraisal, citation=Citation(title=title, year=2000 + number))


def evidence(*of: tuple[int, tuple[Outcome, ...], str], roles: dict[int, Role] | None = None) -> EvidencePack:
    given = roles or {}
    studies = tuple(rats(at, *outcomes, role=given.get(at, Role.ADMINISTERED)) for at, outcomes, _ in of)
    told = [sentence(at, 1, text, section="RESULTS") for at, _, text in of]
    rest = [sentence(at, 90 + place, FILLER, section="METHODS") for at, _, _ in of for place in range(12)]
    return pack(studies=studies, sentences=(*told, *rest))


def claims(of: EvidencePack) -> list[tuple[str, str, Direction]]:
    return [(each.sentences[0], each.outcome, each.direction) for each in extractive.write(of).claims]


def test_a_sentence_bears_the_one_outcome_that_was_read_from_it_with_its_direction():
    of = evidence((1, (read("body_weight", Direction.BENEFIT, "reduced body weight by 2.4 kg"),), WEIGHT))

    assert claims(of) == [("S1.1", "Body weight", Direction.BENEFIT)]


@pytest.mark.parametrize(
    "outcomes",
    [
        (read("pain", Direction.NULL, "words that stand elsewhere"),),
        (
            read("body_weight", Direction.BENEFIT, "reduced body weight"),
            read("food_intake", Direction.MIXED, "reduced body weight by 2.4 kg"),
        ),
        (
            read("body_weight", Direction.BENEFIT, "reduced body weight"),
            read("body_weight", Direction.HARM, "body weight by 2.4 kg"),
        ),
    ],
    ids=["of other words", "two outcomes", "two directions"],
)
def test_a_sentence_bears_no_outcome_where_that_is_not_the_one_it_tells_of(outcomes):
    assert claims(evidence((1, outcomes, WEIGHT))) == [("S1.1", "", Direction.UNCLEAR)]


def test_an_outcome_is_not_told_by_words_on_another_substance():
    other = WEIGHT.replace("Exemplin-12", "Restriction of food").replace("of the", "of this long")
    study = rats(1, read("body_weight", Direction.BENEFIT, "reduced body weight"), title="Exemplin-12 and another")
    filler = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(12)]
    of = pack(studies=(study,), sentences=(sentence(1, 1, other, section="RESULTS"), *filler))

    assert claims(of) == [("S1.1", "", Direction.UNCLEAR)]


def test_each_outcome_is_told_before_what_tells_of_none_or_of_one_that_is_told():
    of = evidence(
        *((at, (), text) for at, text in enumerate(CONCLUSIONS, 1)),
        (8, (read("body_weight", Direction.BENEFIT, "reduced body weight"),), WEIGHT),
        (9, (read("pain", Direction.NULL, "did not change pain"),), PAIN),
    )

    found = claims(of)

    assert len(found) == choosing.PER_SECTION[Section.ANIMAL]
    assert {outcome for _, outcome, _ in found} == {"Body weight", "Pain", ""}


def test_what_a_grade_rests_on_is_quoted_before_what_only_measured_the_peptide():
    of = evidence(
        *((at, (), text) for at, text in enumerate(CONCLUSIONS, 1)),
        (8, (), WEIGHT),
        roles=dict.fromkeys(range(1, 8), Role.ENDOGENOUS),
    )

    assert "S8.1" in {place for place, _, _ in claims(of)}


def test_an_outcome_that_the_gates_refuse_is_left_off_and_the_words_stay(monkeypatch):
    of = evidence((1, (read("body_weight", Direction.BENEFIT, "reduced body weight"),), WEIGHT))
    judged = extractive.judge

    def strict(pack, draft):
        told = [each for each in draft.claims if each.outcome]
        return [*judged(pack, draft), *(refusal(each) for each in told)]

    monkeypatch.setattr(extractive, "judge", strict)

    assert claims(of) == [("S1.1", "", Direction.UNCLEAR)]


def refusal(claim: Claim) -> Finding:
    return Finding(rule="C20", severity="block", reason="names an outcome", claim=claim.id)


@pytest.mark.parametrize(
    "text",
    [
        "In rat hepatocytes, the invented enzyme was elevated after treatment with Exemplin-12.",
        "No invented change was found in CHO cells treated with Exemplin-12 for up to 72 hours.",
        "The invented enzyme was increased by Exemplin-12 at 50 and 75 \u00b5M in all the wells.",
        "Exemplin-12 induced invented aberrations in two culture lines, one of them from ovaries.",
    ],
)
def test_cells_in_a_dish_do_not_stand_among_animals(text):
    assert claims(evidence((1, (), text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "In hepatocytes of rats treated with Exemplin-12, the invented enzyme was elevated.",
        "Exemplin-12 increased plasma levels of the invented enzyme to 75 nM over the weeks.",
    ],
)
def test_cells_and_amounts_in_a_body_do(text):
    assert claims(evidence((1, (), text))) == [("S1.1", "", Direction.UNCLEAR)]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Exemplin-12 reduced sweats, but greater proportions of those given it reported tenderness.", Section.SAFETY),
        ("More volunteers developed an invented rash with Exemplin-12 than increased in weight.", Section.SAFETY),
        ("Exemplin-12 reduced headaches by 12% in the volunteers of the invented trial.", Section.HUMAN),
        ("Volunteers on more Exemplin-12 had improved constipation, which decreased.", Section.HUMAN),
    ],
)
def test_what_nobody_hoped_for_stands_among_harms(text, section):
    filler = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(12)]
    of = pack(studies=(pack_study(1),), sentences=(sentence(1, 1, text, section="RESULTS"), *filler))

    assert [each.section for each in extractive.write(of).claims] == [section]


def test_a_study_is_quoted_again_on_harms_before_more_of_what_was_hoped_for():
    texts = (
        "Exemplin-12 significantly increased grip strength by 12% in the volunteers (p < 0.01).",
        "Balance significantly increased by 31% with Exemplin-12 in the trained volunteers (p < 0.01).",
        "More volunteers reported headaches with Exemplin-12 than with water.",
    )
    filler = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(12)]
    told = [sentence(1, place, text, section="RESULTS") for place, text in enumerate(texts, 1)]
    of = pack(studies=(pack_study(1),), sentences=(*told, *filler))

    assert [each.section for each in extractive.write(of).claims] == [Section.HUMAN, Section.SAFETY]


HOPED = "Exemplin-12 significantly increased grip strength by 12% in the trained volunteers (p < 0.01)."
HARM = "More volunteers reported headaches and an invented rash with Exemplin-12 than with water."


def sections_of(fillers: int, *texts: str) -> list[Section]:
    """Of a digest of one trial that says this, among so many sentences on its rooms."""
    filler = [sentence(1, 90 + place, FILLER, section="METHODS") for place in range(fillers)]
    told = [sentence(1, place, text, section="RESULTS") for place, text in enumerate(texts, 1)]
    return [
        each.section for each in extractive.write(pack(studies=(pack_study(1),), sentences=(*told, *filler))).claims
    ]


def test_what_was_hoped_for_does_not_take_the_place_of_harms_where_both_do_not_fit():
    # A quarter of an abstract may be quoted in more than one sentence.
    assert sections_of(2, HOPED, HARM) == [Section.SAFETY]
    assert sections_of(9, HOPED, HARM) == [Section.HUMAN, Section.SAFETY]
    assert sections_of(2, HOPED) == [Section.HUMAN]


def test_a_trial_whose_harms_find_no_room_on_the_page_is_quoted_on_what_was_hoped_for():
    harms = (
        HARM,
        "Nausea occurred in 31% of the sailors on Exemplin-12 and in 4% of those at anchor.",
        "Side effects occurred in 12 of 40 dancers while Exemplin-12 lasted, and in 5% before.",
        "Vomiting increased among choristers with Exemplin-12 on Sundays (p < 0.05).",
    )
    studies = tuple(pack_study(at, str(990000000 + at)) for at in range(1, 5))
    told = [sentence(at, 1, text, section="RESULTS") for at, text in enumerate(harms, 1)]
    told += [sentence(at, 2, HOPED if at == 1 else FILLER, section="RESULTS") for at in range(1, 5)]
    found = [each.section for each in extractive.write(pack(studies=studies, sentences=tuple(told))).claims]

    assert found == [Section.HUMAN, *[Section.SAFETY] * choosing.PER_SECTION[Section.SAFETY]]
