"""What was published, graded otherwise, corrected or retracted, week by week."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from functions.api.http import answers
from functions.api.http.context import Configured, Here
from functions.api.http.cursors import Cursor, made, place_of
from functions.api.http.problems import Problem, documented
from functions.api.published.peptides import Count
from functions.api.published.shapes import Answer, page_url
from shared.domain.instants import stamp
from shared.domain.publishing.changes import Changes
from shared.domain.vocabulary import Level
from shared.store.reading import news
from shared.store.reading.news import Happening

router = APIRouter(tags=["changelog"])

WEEK = timedelta(days=7)

Kind = Literal["published", "regraded", "corrected", "updated", "retracted", "concern", "quote", "withdrawn"]

Week = Annotated[
    str | None,
    Query(
        pattern=r"^(19|20|21)[0-9]{2}-W[0-5][0-9]$", description="An ISO week, such as 2026-W48; by default this one."
    ),
]


class Headline(Answer):
    """One thing that happened. `said` is its reason, where it has one; a retraction names its study."""

    at: str
    kind: Kind
    slug: str
    name: str
    sample: bool
    version: int
    grade_before: Level | None
    grade_now: Level | None
    claims_added: int
    claims_amended: int
    claims_removed: int
    studies_added: int
    studies_removed: int
    pmid: str | None
    said: str | None
    url: str


class Changelog(Answer):
    """One week, newest first. `begins` and `ends` are instants (UTC), the latter not of the week any more."""

    week: str
    begins: str
    ends: str
    before: str
    entries: list[Headline]
    next: str | None


@router.get(
    "/api/changelog",
    operation_id="getChangelog",
    response_model=Changelog,
    responses={**answers.described(), **documented(400, 422, 503)},
    summary="What changed in a week",
)
async def changelog(
    request: Request, platform: Here, settings: Configured, week: Week = None, count: Count = 100, cursor: Cursor = None
) -> Response:
    """`before` is the week before this one."""
    monday = _monday(week, platform.clock.now())
    named = _named(monday)
    question = {"route": "changelog", "week": named}
    place = place_of(question, cursor, 2)
    begins, ends = stamp(monday), stamp(monday + WEEK)
    found = await news.between(platform.db, begins, ends, place or (ends, ""), count + 1)
    here = found[:count]
    more = made(question, (here[-1].at, here[-1].key)) if len(found) > count else None
    body = Changelog(
        week=named,
        begins=begins,
        ends=ends,
        before=_named(monday - WEEK),
        entries=[_headline(each, settings.PEPTALK_ORIGIN) for each in here],
        next=more,
    )
    return answers.shown(request, body, headers=answers.next_page(request, more))


def _monday(week: str | None, now: datetime) -> datetime:
    if week is None:
        day = now.date() - timedelta(days=now.weekday())
    else:
        try:
            day = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
        except ValueError:
            raise Problem(400, f"{week} is no week: a year has 52 of them, or 53.", why="no_such_week") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _named(monday: datetime) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


def _headline(found: Happening, origin: str) -> Headline:
    changed = found.changed or Changes(grade_now=Level.NONE)
    return Headline(
        at=found.at,
        kind=_kind(found),
        slug=found.slug,
        name=found.name,
        sample=found.sample,
        version=found.version,
        grade_before=changed.grade_before,
        grade_now=changed.grade_now if found.changed else None,
        claims_added=len(changed.claims_added),
        claims_amended=len(changed.claims_amended),
        claims_removed=len(changed.claims_removed),
        studies_added=len(changed.studies_added),
        studies_removed=len(changed.studies_removed),
        pmid=found.pmid,
        said=found.reason,
        url=page_url(origin, found.slug, found.version),
    )


def _kind(found: Happening) -> Kind:
    """A version is known by the weightiest thing that it changed."""
    if found.changed is None:
        kinds: dict[str, Kind] = {"withdrawn": "withdrawn", "quote": "quote", "expression_of_concern": "concern"}
        return kinds.get(found.what, "retracted")
    if found.changed.first:
        return "published"
    if found.changed.regraded:
        return "regraded"
    corrected = found.changed.claims_amended or found.changed.claims_removed or found.changed.retracted
    return "corrected" if corrected else "updated"
