"""An invented literature and its vendors: as it is at first, and as it is on a later day, with news.

The records come from `bench.library`; here are registrations beside them, and news: new records, a record that was
corrected, a new registration and one that was updated. The same numbers always make the same files.
"""

import contextlib
import json
import os
import re
import shutil
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

from bench.library import Library

from infra.sandbox.server import Sandbox, serve

TRIALS_A_PEPTIDE = 3
_FIRST_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_REVISED = re.compile(r"<DateRevised>.*?</DateRevised>")


@contextlib.asynccontextmanager
async def vendors(library: Library, folder: Path, day: datetime) -> AsyncGenerator[tuple[Sandbox, Sandbox]]:
    """The stand-ins over the literature of long ago, and over the same with the news of `day`."""
    before, after = folder / "before", folder / "after"
    names = [each.name for each in library.entries()]
    library.save(before)
    trials = [_trial(number, name, "2024-03-01") for number, name in enumerate(names * TRIALS_A_PEPTIDE)]
    _save_trials(before / "trials.json", trials)
    shutil.copytree(before, after)
    stamp = f"{day:%Y-%m-%d}"
    library.save_news(after, 1, stamp)
    _save_corrected(before, after / "corrected.xml", day)
    news = [_trial(0, names[0], stamp), *trials[1:], _trial(len(trials), names[-1], stamp)]
    _save_trials(after / "trials.json", news)
    for path in after.glob("*.xml"):
        if not (before / path.name).exists():
            # The stand-in takes a file's day for a day on which its records were changed.
            os.utime(path, (day.timestamp(), day.timestamp()))
    async with serve(before) as first, serve(after) as later:
        yield first, later


def _save_corrected(of: Path, path: Path, day: datetime) -> None:
    found = _FIRST_RECORD.search(min(of.glob("*.xml")).read_text("utf-8"))
    if found is None:
        raise AssertionError(f"{of} holds no record")
    when = f"<DateRevised><Year>{day:%Y}</Year><Month>{day:%m}</Month><Day>{day:%d}</Day></DateRevised>"
    corrected = _REVISED.sub(when, found[0]).replace("No serious adverse event", "One serious adverse event")
    path.write_text(f"<PubmedArticleSet>\n{corrected}\n</PubmedArticleSet>\n", "utf-8")


def _save_trials(path: Path, trials: list[dict[str, object]]) -> None:
    path.write_text(json.dumps({"studies": trials}), "utf-8")


def _trial(number: int, name: str, updated: str) -> dict[str, object]:
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{99_000_000 + number}", "briefTitle": f"Invented trial of {name}"},
            "statusModule": {"overallStatus": "RECRUITING", "lastUpdatePostDateStruct": {"date": updated}},
            "designModule": {"studyType": "INTERVENTIONAL", "enrollmentInfo": {"count": 20 + number}},
            "armsInterventionsModule": {"interventions": [{"type": "DRUG", "name": name}]},
        }
    }


def at(day: int) -> datetime:
    """The hour of the night on that day of the month in which all of it happens."""
    return datetime(2026, 11, day, 2, tzinfo=UTC)
