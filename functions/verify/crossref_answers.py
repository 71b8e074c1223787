"""What Crossref's REST API answers: updates of works, and the shapes that are no answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from shared.domain.vocabulary import Flag
from shared.platform.errors import UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import HttpAnswer

VENDOR = "crossref"

FLAGS: Mapping[str, Flag] = {
    "retraction": Flag.RETRACTION_SUSPECTED,
    "withdrawal": Flag.RETRACTION_SUSPECTED,
    "removal": Flag.RETRACTION_SUSPECTED,
    "partial_retraction": Flag.CONCERN,
    "expression_of_concern": Flag.CONCERN,
    "correction": Flag.ERRATUM,
    "corrigendum": Flag.ERRATUM,
    "erratum": Flag.ERRATUM,
}
"""Crossmark's kinds of update that say something of a study's worth; new editions and the like say nothing."""

_UNKNOWN = b"Resource not found."
_REFUSALS = (400, 414)

_OF_A_DOI = frozenset({"doi-not-valid"})
_OF_THE_QUESTION = frozenset(
    {"filter-not-available", "select-not-available", "parameter-not-allowed", "integer-not-valid"}
)
"""Kinds of validation failure, in Crossref's own words (CrossRef/cayenne, src/cayenne/api/v1/validate.clj)."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class DoiRefused(UpstreamRefused):
    """Crossref says that a DOI is none."""


class QuestionRefused(UpstreamRefused):
    """Crossref does not know a filter or field that every question has, so it refuses every DOI alike."""


@dataclass(frozen=True, slots=True)
class Update:
    """That a notice says this of a work. `doi` is folded; `notice` is the notice's DOI, `date` its day, if given."""

    doi: str
    flag: Flag
    notice: str | None
    date: str | None


def read(answer: HttpAnswer, *, listed: bool) -> dict[str, Any] | None:
    """An answer's message; None for a work that Crossref does not know (another agency's DOI).

    Raises:
        UpstreamThrottled, UpstreamUnavailable: asking later may help; a list cut off is no list, and whoever keeps us
            out says nothing of a work.
        UpstreamRefused: Crossref will not look this up; where it says why, DoiRefused or QuestionRefused.
    """
    status = answer.status
    after = answer.headers.get("retry-after", "")
    retry_in = float(after) if after.isdecimal() else None
    if status == 429:
        raise UpstreamThrottled("Crossref asks us to slow down", retry_in=retry_in, vendor=VENDOR)
    if status >= 500:
        raise UpstreamUnavailable(f"Crossref failed ({status})", retry_in=retry_in, vendor=VENDOR)
    if status == 404 and not listed and answer.body.strip() == _UNKNOWN:
        return None
    body = _json(answer)
    if status in _REFUSALS:
        raise _refusal(body)(f"Crossref refused ({status}): {_said(body)}")
    if status != 200 or body is None or body.get("status") != "ok":
        raise UpstreamUnavailable(f"Crossref answered something else than a result ({status})", vendor=VENDOR)
    message: Any = body.get("message")
    if not isinstance(message, dict):
        raise UpstreamUnavailable("Crossref's answer has no message: no answer, not no result", vendor=VENDOR)
    found = cast("dict[str, Any]", message)
    if listed:
        items, total = found.get("items"), found.get("total-results")
        if not isinstance(items, list) or not isinstance(total, int):
            raise UpstreamUnavailable("Crossref's list has no items or no count: no answer", vendor=VENDOR)
        if len(cast("list[Any]", items)) < total:
            raise UpstreamUnavailable(
                f"Crossref counts {total} and listed {len(cast('list[Any]', items))}", vendor=VENDOR
            )
    return found


def updates_of(works: Iterable[dict[str, Any]], notices: Iterable[dict[str, Any]]) -> Iterator[Update]:
    """What works say of themselves in `updated-by`, and notices of their works in `update-to`."""
    for work in works:
        own = _text(work.get("DOI"))
        for each in _entries(work.get("updated-by")):
            if own and (update := _update(own, each, _text(each.get("DOI")))):
                yield update
    for notice in notices:
        own = _text(notice.get("DOI"))
        for each in _entries(notice.get("update-to")):
            if (of := _text(each.get("DOI"))) and (update := _update(of, each, own)):
                yield update


def _update(doi: str, entry: Mapping[str, Any], notice: str | None) -> Update | None:
    kind = re.sub(r"[\s-]+", "_", (_text(entry.get("type")) or _text(entry.get("label")) or "").strip().lower())
    flag = FLAGS.get(kind)
    return Update(doi.casefold(), flag, notice, _date(entry.get("updated"))) if flag else None


def _date(updated: Any) -> str | None:
    if not isinstance(updated, dict):
        return None
    said = cast("dict[str, Any]", updated)
    if isinstance(at := said.get("date-time"), str) and (found := _DATE.match(at)):
        return found[0]
    parts = said.get("date-parts")
    try:
        year, *rest = cast("list[list[int]]", parts)[0]
        return "-".join([f"{year:04d}", *(f"{each:02d}" for each in rest[:2])])
    except (TypeError, IndexError, ValueError):
        return None


def _entries(value: Any) -> list[dict[str, Any]]:
    found = cast("list[Any]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", each) for each in found if isinstance(each, dict)]


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _json(answer: HttpAnswer) -> dict[str, Any] | None:
    try:
        body: Any = answer.json()
    except ValueError:
        return None
    return cast("dict[str, Any]", body) if isinstance(body, dict) else None


def _said(body: dict[str, Any] | None) -> str:
    """The first message of a validation failure."""
    messages = _entries(body.get("message")) if body else []
    return (_text(messages[0].get("message")) if messages else None) or "no reason given"


def _refusal(body: dict[str, Any] | None) -> type[UpstreamRefused]:
    kinds = {_text(each.get("type")) for each in _entries(body.get("message"))} if body else set[str | None]()
    if kinds & _OF_THE_QUESTION:
        return QuestionRefused
    return DoiRefused if kinds & _OF_A_DOI else UpstreamRefused
