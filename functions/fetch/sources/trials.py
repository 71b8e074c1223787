"""ClinicalTrials.gov over its API v2: which trials a question finds, and their records by NCT number.

Read in its description (clinicaltrials.gov/data-api/api, version 2.0.5): GET only; errors are 400 and 404 with plain
text; pages of at most 1,000 studies, each but the last with `nextPageToken`, and one may be empty; `totalCount` comes
with the first page where `countTotal` asks for it; every later page repeats the first one's parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from functions.fetch.reading.trial_record import FIELDS, trial_of
from functions.fetch.settings import FetchSettings
from shared.domain.evidence.trial import Trial
from shared.platform.errors import PepTalkError, UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.outages.turns import Turns
from shared.platform.ports import HttpAnswer, Platform

VENDOR = "clinicaltrials"

PAGE = 1_000
"""NCT numbers a page, the most that the API gives."""

BATCH = 100
"""Records a request: their numbers fit into an address, and their fields into a few hundred kilobytes."""

PAGES_AT_MOST = 60
"""More trials than the most studied drug has; a registry that hands out tokens without end is out of order."""


@dataclass(frozen=True, slots=True)
class Records:
    """Trials that came, and numbers that were asked for and did not."""

    trials: tuple[Trial, ...]
    missing: tuple[str, ...]


@dataclass
class ClinicalTrials:
    """A client for one invocation, which paces its own requests."""

    platform: Platform
    settings: FetchSettings
    turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        self.turns = Turns(self.platform, VENDOR, self.settings.registry_pace)

    async def find(self, text: str, since: str = "", among: Sequence[str] = ()) -> tuple[str, ...]:
        """The numbers of all trials whose interventions `text` finds; with `since` (`2026-11-02`), of those whose
        record was posted or updated on that day or later; with `among`, at most BATCH numbers, of those.

        Raises:
            UpstreamUnavailable: among others, where fewer come than the registry counts.
            RetryableError, UpstreamRefused: as `failure` says.
        """
        question = {"query.intr": text, "fields": "NCTId", "sort": "LastUpdatePostDate:desc"}
        if since:
            question["filter.advanced"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
        if among:
            question["filter.ids"] = ",".join(among)
        found: dict[str, None] = {}
        total: int | None = None
        page: dict[str, str] = {"pageSize": str(PAGE), "countTotal": "true"}
        for _ in range(PAGES_AT_MOST):
            answer = await self._ask({**question, **page})
            if total is None:
                total = _count(answer)
                self.turns.expect((total - 1) // PAGE)
            found |= dict.fromkeys(each.nct for each in _studies(answer))
            token = answer.get("nextPageToken")
            if not token:
                break
            page = {"pageSize": str(PAGE), "pageToken": str(token)}
        else:
            raise UpstreamUnavailable(f"ClinicalTrials.gov gave more than {PAGES_AT_MOST} pages", vendor=VENDOR)
        if len(found) < (total or 0):
            # A record updated between two pages moves, and may be passed over: asked again, all come.
            raise UpstreamUnavailable(f"ClinicalTrials.gov counts {total} trials and named {len(found)}", vendor=VENDOR)
        return tuple(found)

    async def fetch(self, ncts: Sequence[str]) -> Records:
        """The records of at most BATCH numbers.

        Raises:
            UpstreamUnavailable: the answer is no list of studies, or lacks more than half of what was asked for.
        """
        asked = {"filter.ids": ",".join(ncts), "fields": ",".join(FIELDS), "pageSize": str(PAGE)}
        answer = await self._ask(asked)
        trials = tuple(each for each in _studies(answer) if each.nct in set(ncts))
        missing = tuple(each for each in ncts if each not in {trial.nct for trial in trials})
        if 2 * len(missing) > len(ncts):
            raise UpstreamUnavailable(f"ClinicalTrials.gov gave {len(trials)} of {len(ncts)} trials", vendor=VENDOR)
        return Records(trials, missing)

    async def _ask(self, parameters: dict[str, str]) -> dict[str, Any]:
        settings = self.settings
        async with self.turns():
            answer = await self.platform.http.request(
                "GET",
                f"{settings.registry}/studies",
                params={**parameters, "format": "json"},
                headers={"accept": "application/json"},
                timeout=settings.PEPTALK_CLINICALTRIALS_TIMEOUT,
            )
            if error := failure(answer):
                raise error
            try:
                body = answer.json()
            except ValueError as exc:
                raise UpstreamUnavailable("ClinicalTrials.gov's answer is cut off or no JSON", vendor=VENDOR) from exc
            if not isinstance(body, dict) or not isinstance(cast("dict[str, Any]", body).get("studies"), list):
                raise UpstreamUnavailable(
                    "ClinicalTrials.gov's answer has no list of studies: no answer, not no result", vendor=VENDOR
                )
            return cast("dict[str, Any]", body)


def failure(answer: HttpAnswer) -> PepTalkError | None:
    """The error that an answer is, or None where it is one to read."""
    status, body = answer.status, answer.body.strip()
    if status == 429:
        return UpstreamThrottled("ClinicalTrials.gov asks us to slow down", retry_in=_seconds(answer), vendor=VENDOR)
    head = body[:400].lower()
    markup = b"<html" in head or b"<!doctype html" in head
    if status >= 500 or status == 408 or not body or markup:
        what = "an HTML page" if markup else "nothing" if not body else "an error"
        return UpstreamUnavailable(
            f"ClinicalTrials.gov answered with {what} ({status})", retry_in=_seconds(answer), vendor=VENDOR
        )
    if 400 <= status < 500:
        said = " ".join(body.decode("utf-8", "replace").split())[:300]
        return UpstreamRefused(f"ClinicalTrials.gov refused ({status}): {said}")
    if status != 200:
        return UpstreamUnavailable(f"ClinicalTrials.gov answered {status}", vendor=VENDOR)
    return None


def _studies(answer: dict[str, Any]) -> list[Trial]:
    try:
        return [trial_of(each) for each in answer["studies"]]
    except ValueError as exc:
        raise UpstreamUnavailable(f"ClinicalTrials.gov named a study by something else: {exc}", vendor=VENDOR) from exc


def _count(answer: dict[str, Any]) -> int:
    total = answer.get("totalCount")
    if type(total) is not int:
        raise UpstreamUnavailable("ClinicalTrials.gov's answer has no count: no answer, not no result", vendor=VENDOR)
    return total


def _seconds(answer: HttpAnswer) -> float | None:
    after = answer.headers.get("retry-after", "")
    return float(after) if after.isascii() and after.isdecimal() else None
