"""What the stand-in for Claude calls an outcome, and which way it says a result went. All sentences are invented."""

import pytest

from infra.sandbox.models import writer
from infra.sandbox.models.writer import Written
from shared.domain.vocabulary import Direction


def written(text: str, species: str = "human", design: str = "rct") -> list[Written]:
    return writer.write(f"<evidence>\n# S1 | design={design} | species={species}\nS1.1\t{text}\n</evidence>\n")


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Plum-picking speed at 12 weeks increased by 9.1 in all of the invented orchards.", "plum-picking speed"),
        ("The mean PLUM-A score rose by 21.4 points with Exemplin-12 and by 3 with water.", "PLUM-A score"),
        (
            "Heart rate and plum rate did not differ between the invented orchards.",
            "heart rate and plum rate",
        ),
        ("Expression of invented plumin I was raised at day 7 and on every day later on.", ""),
        ("In rats, Exemplin-12 given at noon was associated with fewer plums in the end.", ""),
        ("Reporting rose sharply after an invented newspaper wrote about the first plums.", ""),
        ("Six plums closed within 2 months, one of them became smaller, others did not.", ""),
    ],
)
def test_an_outcome_is_the_name_of_what_was_measured_or_nothing(text: str, outcome: str) -> None:
    (claim,) = written(text, species="animal" if "rats" in text else "human")

    assert claim.outcome == outcome


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Plum speed did not differ between the invented groups at week 12 of the trial.", Direction.NULL),
        ("Plum scores were similar in both arms of one invented trial of orchard work.", Direction.NULL),
        ("Fasting plumin rose by 40% while the plum sugar of the blood did not change.", Direction.UNCLEAR),
        ("Plum scores were lower with Exemplin-12 in five orchards and unchanged in two.", Direction.UNCLEAR),
    ],
)
def test_no_difference_is_said_where_nothing_moved(text: str, direction: Direction) -> None:
    (claim,) = written(text)

    assert claim.direction is direction


def test_a_review_of_animals_is_not_said_to_be_of_people() -> None:
    text = "Wounds of healthy animals closed faster and those of others did not differ at all."

    assert written(text, species="human", design="narrative_review") == []
