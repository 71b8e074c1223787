"""How grades and checks work, as data: read from the tables that the rules themselves use."""

from functools import cache
from typing import Literal

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.problems import documented
from functions.api.published.shapes import DISCLAIMER, Answer, GradeWord, grade_word
from shared.domain.catalog.regulatory import STALE_AFTER
from shared.domain.evidence.outcomes import OUTCOMES, Better
from shared.domain.evidence.pack import SELECTED_AT_MOST
from shared.domain.evidence.selection import SAID
from shared.domain.fingerprints import (
    GRADED_ANEW,
    GRADING_EDITION,
    RULES_EDITION,
    SELECTION_EDITION,
    TEMPLATE_EDITION,
)
from shared.domain.grading import book
from shared.domain.grading.bodies import EXCLUDED, KINDS
from shared.domain.publishing.monograph import Severity
from shared.domain.vocabulary import Level
from shared.gates.proof import CHECKS
from shared.gates.text import FAMILIES

router = APIRouter(tags=["methodology"])


class EditionsShown(Answer):
    """Which edition of each rule book is in force. Grades of the editions in `graded_anew` are computed to the byte."""

    grading: int
    rules: int
    template: int
    selection: int
    graded_anew: list[int]


class Rule(Answer):
    """A rule by its id, and what it does."""

    id: str
    does: str


class Threshold(Answer):
    """A number that rules compare with."""

    name: str
    value: int
    unit: Literal["participants", "percent", "studies", "days"]


class FamilyShown(Answer):
    """A family of rules for our own words; `block` keeps a sentence off the page, `warn` asks a person."""

    id: str
    edition: int
    severity: Severity
    reason: str


class OutcomeShown(Answer):
    """An outcome that studies are compared by."""

    id: str
    title: str
    group: str
    better: Better
    surrogate: bool


class Methodology(Answer):
    """All of it. `levels` stand from the strongest; `checks` are what proves a published version again."""

    editions: EditionsShown
    levels: list[GradeWord]
    grading: list[Rule]
    thresholds: list[Threshold]
    kinds: list[str]
    excluded: list[Rule]
    selection: list[Rule]
    outcomes: list[OutcomeShown]
    compliance: list[FamilyShown]
    checks: list[Rule]
    disclaimer: str


@router.get(
    "/api/methodology",
    operation_id="getMethodology",
    response_model=Methodology,
    responses={**answers.described(), **documented(503)},
    summary="How grades and checks work, as data",
)
async def methodology(request: Request) -> Response:
    """The rules by id, the numbers that they compare with, and the editions in force."""
    return answers.shown(request, _told())


@cache
def _told() -> Methodology:
    return Methodology(
        editions=EditionsShown(
            grading=GRADING_EDITION,
            rules=RULES_EDITION,
            template=TEMPLATE_EDITION,
            selection=SELECTION_EDITION,
            graded_anew=list(GRADED_ANEW),
        ),
        levels=[grade_word(each) for each in Level],
        grading=[Rule(id=id, does=does) for id, does in book.RULES.items()],
        thresholds=[
            Threshold(name="few_participants", value=book.FEW, unit="participants"),
            Threshold(name="some_participants", value=book.SOME, unit="participants"),
            Threshold(name="blinded", value=book.BLINDED_PERCENT, unit="percent"),
            Threshold(name="registered", value=book.REGISTERED_PERCENT, unit="percent"),
            Threshold(name="minority", value=book.MINORITY_PERCENT, unit="percent"),
            Threshold(name="related_molecule", value=book.RELATED_PERCENT, unit="percent"),
            Threshold(name="one_source", value=book.ONE_SOURCE_PERCENT, unit="percent"),
            Threshold(name="concentrated", value=book.CONCENTRATED_PERCENT, unit="percent"),
            Threshold(name="full_text", value=book.FULL_TEXT_PERCENT, unit="percent"),
            Threshold(name="preclinical_at_least", value=book.PRECLINICAL_AT_LEAST, unit="studies"),
            Threshold(name="selected_at_most", value=SELECTED_AT_MOST, unit="studies"),
            Threshold(name="regulatory_stale_after", value=STALE_AFTER.days, unit="days"),
        ],
        kinds=list(KINDS),
        excluded=[Rule(id=id, does=does) for id, does in EXCLUDED.items()],
        selection=[Rule(id=why.value, does=said) for why, said in SAID.items()],
        outcomes=[
            OutcomeShown(id=each.id, title=each.title, group=each.group, better=each.better, surrogate=each.surrogate)
            for each in OUTCOMES.values()
        ],
        compliance=[
            FamilyShown(id=each.id, edition=each.version, severity=each.severity, reason=each.reason)
            for each in FAMILIES
        ],
        checks=[Rule(id=id, does=does) for id, does in CHECKS.items()],
        disclaimer=DISCLAIMER,
    )
