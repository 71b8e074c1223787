"""What a page says of the statements that went: where they stood, on what, and why; never their words."""

import pytest
from invented.editions import edition
from invented.sheets import sheet_of

from functions.render import inspect
from functions.render.changes import removed
from functions.render.changes.removed import told
from functions.render.typesetting.document import document
from functions.render.typesetting.page import page, texts
from functions.render.typesetting.texts import own
from shared.domain.publishing.changes import Changes
from shared.domain.publishing.draft import Draft, Retired
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Level
from shared.gates.context import Status

MADE = edition()
HUMAN, ANIMAL, CELLS = MADE.monograph.claims


def of(*outcomes: str) -> Monograph:
    claims = [
        each.model_copy(update={"outcome": outcome})
        for each, outcome in zip(MADE.monograph.claims, outcomes, strict=True)
    ]
    return MADE.monograph.model_copy(update={"claims": tuple(claims)})


def gone(**reasons: str) -> Draft:
    retired = tuple(Retired.model_validate({"id": id, "reason": reason}) for id, reason in reasons.items())
    return MADE.draft.model_copy(update={"claims": (), "before": "0" * 64, "retired": retired})


@pytest.mark.parametrize(
    ("outcome", "reason", "said"),
    [
        (
            "grip strength",
            "contradicted",
            "1 statement on grip strength among studies in people was removed: newer evidence says otherwise",
        ),
        (
            "cure of weakness",
            "withdrawn",
            "1 statement among studies in people was removed: what it rested on was retracted or left out",
        ),
        ("", "refused", "1 statement among studies in people was removed: it did not pass review any more"),
    ],
)
def test_a_statement_that_went_is_named_with_its_reason_and_not_repeated(outcome: str, reason: str, said: str) -> None:
    assert told([HUMAN.id], of(outcome, "", ""), gone(**{HUMAN.id: reason})) == (said,)


def test_those_of_one_reason_and_place_are_counted_together_and_a_full_draft_says_so() -> None:
    before = of("", "", "")
    both = before.model_copy(update={"claims": (HUMAN, HUMAN.model_copy(update={"id": "c2"}), ANIMAL)})
    both = both.model_copy(update={"claims": tuple(each.model_copy(update={"outcome": ""}) for each in both.claims)})
    anew = MADE.draft.model_copy(update={"claims": (), "before": "", "retired": ()})

    assert told([HUMAN.id, "c2"], both, anew) == (
        "2 statements among studies in people were removed: all statements were written anew",
    )
    assert told([HUMAN.id, "c2"], both, gone(**dict.fromkeys((HUMAN.id, "c2"), "withdrawn"))) == (
        "2 statements among studies in people were removed: what they rested on was retracted or left out",
    )
    assert told([HUMAN.id], both, MADE.draft) == (
        "1 statement among studies in people was removed: it did not pass review any more",
    )


def test_no_reason_says_what_no_page_says() -> None:
    whys = [*removed._WHY.values(), removed._ANEW, removed._SUMMED]  # pyright: ignore[reportPrivateUsage]
    gone = [f"1 statement on grip strength among studies in people was removed: {why}" for why in whys]
    gone += [f"2 statements of the summary were removed: {why}" for why in whys]

    shown = sheet_of(MADE.pack, MADE.monograph, changes=Changes(grade_now=Level.LOW), gone=gone)

    found = texts(page(shown, "exemplin-12"))
    assert [each for each in gone if f"{each}." not in own(found)] == []
    assert inspect.faults(shown, found, document(shown).texts, [], Status()) == []
