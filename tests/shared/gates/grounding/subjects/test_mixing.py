"""A claim that rests on people and on animals or cells says of each what its own quotes say."""

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge

GIVEN = "Exemplin-12 was infused in 20 adults with solid tumours."
SHRANK = "Exemplin-12 shrank xenograft tumours by 45% in nude mice."
WALKERS = "Exemplin-12 was given to 60 patients with heel pain."
ALIGNED = "In rats, Exemplin-12 brought collagen fibres of the tendon into closer alignment."
GREW = "Exemplin-12 raised migration of fibroblasts in a scratch assay."
LOWERED = "In 60 patients, Exemplin-12 lowered body weight by 4%."
RATS_LOST = "In rats, Exemplin-12 lowered body weight by 11%."
HUMAN, ANIMAL, IN_VITRO = Species.HUMAN, Species.ANIMAL, Species.IN_VITRO


def refused(text: str, *quotes: tuple[Species, str], section: Section = Section.HUMAN) -> bool:
    of = pack(
        studies=tuple(pack_study(at, appraisal=appraisal(species=kind)) for at, (kind, _) in enumerate(quotes, 1)),
        sentences=tuple(sentence(at, 1, quote) for at, (_, quote) in enumerate(quotes, 1)),
        name="Exemplin-12",
    )
    ids = tuple(f"S{at}.1" for at in range(1, len(quotes) + 1))
    species = {Section.HUMAN: HUMAN, Section.ANIMAL: ANIMAL}.get(section, Species.UNKNOWN)
    made = claim(text, sentences=ids, direction=Direction.UNCLEAR, species=species, section=section)
    found = judge(of, draft(of, claims=(made,)))
    return any(each.rule == "C11" and "each other" in each.reason for each in found)


@pytest.mark.parametrize("section", [Section.HUMAN, Section.SAFETY, Section.REVIEWS])
@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("In adults with solid tumours, Exemplin-12 shrank tumours by 45%.", [(HUMAN, GIVEN), (ANIMAL, SHRANK)]),
        ("Exemplin-12 shrank tumours of 20 adults.", [(HUMAN, GIVEN), (ANIMAL, SHRANK)]),
        ("In adults as in mice, Exemplin-12 shrank tumours by 45%.", [(HUMAN, GIVEN), (ANIMAL, SHRANK)]),
        ("Mice had 20 tumours infused; in adults they shrank by 45%.", [(HUMAN, GIVEN), (ANIMAL, SHRANK)]),
        (
            "In patients with heel pain, Exemplin-12 brought collagen into closer alignment.",
            [(HUMAN, WALKERS), (ANIMAL, ALIGNED)],
        ),
        (
            "In rats and patients, Exemplin-12 brought collagen fibres of the tendon into closer alignment.",
            [(HUMAN, WALKERS), (ANIMAL, ALIGNED)],
        ),
        ("In 20 adults, Exemplin-12 raised migration of fibroblasts.", [(HUMAN, GIVEN), (IN_VITRO, GREW)]),
        ("In patients Exemplin-12 lowered body weight by 11%.", [(HUMAN, LOWERED), (ANIMAL, RATS_LOST)]),
        (
            "In patients Exemplin-12 lowered body weight by 11%, and in rats by 4%.",
            [(HUMAN, LOWERED), (ANIMAL, RATS_LOST)],
        ),
    ],
)
def test_a_finding_in_animals_or_cells_is_not_lent_to_people(text, quotes, section):
    assert refused(text, *quotes, section=section)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "Exemplin-12 was infused in 20 adults with solid tumours; in nude mice it shrank such tumours by 45%.",
            [(HUMAN, GIVEN), (ANIMAL, SHRANK)],
        ),
        (
            "Body weight was lowered by 4% in patients, whereas rats had theirs lowered by 11%.",
            [(HUMAN, LOWERED), (ANIMAL, RATS_LOST)],
        ),
        ("In patients as in rats, Exemplin-12 lowered body weight.", [(HUMAN, LOWERED), (ANIMAL, RATS_LOST)]),
        ("Exemplin-12 shrank tumours of mice by 45%.", [(ANIMAL, SHRANK), (ANIMAL, ALIGNED)]),
        ("Exemplin-12 aligned collagen of rats and raised migration of cells.", [(ANIMAL, ALIGNED), (IN_VITRO, GREW)]),
        ("Two reports gave Exemplin-12 to adults or patients.", [(HUMAN, GIVEN), (HUMAN, WALKERS)]),
    ],
)
def test_what_each_quote_says_of_its_own_kind_may_stand_in_one_claim(text, quotes):
    assert not refused(text, *quotes, section=Section.SAFETY)


def test_animals_that_a_study_in_people_tells_of_are_no_people():
    both = (HUMAN, GIVEN), (HUMAN, SHRANK)

    assert refused("In adults with solid tumours, Exemplin-12 shrank tumours by 45%.", *both)
