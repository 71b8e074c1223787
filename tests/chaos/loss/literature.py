"""An invented literature and its vendors: as it is at first, and as it is on a later day, with news.

The records come from `bench.library`; here are registrations beside them, full texts at PMC of some trials, and news:
new records, one with a full text, a record that was corrected, a new registration and one that was updated. The same
numbers always make the same files.
"""

import contextlib
import json
import os
import re
import shutil
from collections.abc import AsyncGenerator, Callable
from datetime import UTC, datetime
from pathlib import Path

from bench.library import Library

from infra.sandbox.server import Sandbox, serve

TRIALS_A_PEPTIDE = 3
ARTICLES = 12
"""Full texts: more than one request asks for."""
_RECORD = re.compile(r"<PubmedArticle>.*?</PubmedArticle>", re.DOTALL)
_PMID = re.compile(r'<PMID Version="1">(\d+)</PMID>')
_TRIAL = 'UI="D016449"'
_ARTICLE = """<pmc-articleset><article xmlns:ali="http://www.niso.org/schemas/ali/1.0/"><front><article-meta>
<article-id pub-id-type="pmcid">PMC{number}</article-id>
<title-group><article-title>Invented study {pmid}</article-title></title-group><permissions><license>
<ali:license_ref>https://creativecommons.org/licenses/by/4.0/</ali:license_ref></license></permissions></article-meta>
</front><body><sec sec-type="results"><title>Results</title><p>The invented study {pmid} has a full text, which says
nothing but that it is invented.</p></sec></body></article></pmc-articleset>
"""
_REVISED = re.compile(r"<DateRevised>.*?</DateRevised>")


@contextlib.asynccontextmanager
async def vendors(library: Library, folder: Path, day: datetime) -> AsyncGenerator[tuple[Sandbox, Sandbox]]:
    """The stand-ins over the literature of long ago, and over the same with the news of `day`."""
    before, after = folder / "before", folder / "after"
    names = [each.name for each in library.entries()]
    library.save(before)
    _save_articles(before, min(before.glob("*.xml")), lambda record: _TRIAL in record)
    trials = [_trial(number, name, "2024-03-01") for number, name in enumerate(names * TRIALS_A_PEPTIDE)]
    _save_trials(before / "trials.json", trials)
    shutil.copytree(before, after)
    stamp = f"{day:%Y-%m-%d}"
    library.save_news(after, 1, stamp)
    _save_articles(after, max(after.glob("news-*.xml")), lambda _: True)
    _save_corrected(before, after / "corrected.xml", day)
    news = [_trial(0, names[0], stamp), *trials[1:], _trial(len(trials), names[-1], stamp)]
    _save_trials(after / "trials.json", news)
    for path in after.glob("*.xml"):
        if not (before / path.name).exists():
            # The stand-in takes a file's day for a day on which its records were changed.
            os.utime(path, (day.timestamp(), day.timestamp()))
    async with serve(before) as first, serve(after) as later:
        yield first, later


def _save_articles(folder: Path, path: Path, has_one: Callable[[str], bool]) -> None:
    """Full texts of the first of a file's records that may have one; each record then names its own."""
    left = ARTICLES

    def with_article(found: re.Match[str]) -> str:
        nonlocal left
        record, pmid = found[0], _PMID.search(found[0])
        if not left or pmid is None or not has_one(record):
            return record
        left -= 1
        number = f"99{pmid[1][-6:]}"
        (folder / f"{number}.nxml").write_text(_ARTICLE.format(number=number, pmid=pmid[1]), "utf-8")
        return record.replace("</ArticleIdList>", f'<ArticleId IdType="pmc">PMC{number}</ArticleId></ArticleIdList>')

    changed = path.stat().st_mtime
    path.write_text(_RECORD.sub(with_article, path.read_text("utf-8")), "utf-8")
    os.utime(path, (changed, changed))


def _save_corrected(of: Path, path: Path, day: datetime) -> None:
    found = _RECORD.search(min(of.glob("*.xml")).read_text("utf-8"))
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
