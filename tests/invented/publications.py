"""A shelf of published peptides, made by the functions that publish: for whoever reads what is published.

Exemplin-12 has three versions, of which the second adds a study and the third disagrees with itself; Healin has one and
conditions; Goneol's only version was withdrawn; Oldenin became Newenin; Nullipressin was never published.
"""

from dataclasses import replace
from datetime import timedelta

from rigs.fakes import ManualClock

from functions.render.handler import handle
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, appraisal, peptide, study
from shared.domain.instants import stamp
from shared.domain.publishing.notices import Finding, NoticeKind
from shared.domain.vocabulary import Design, Flag, Species
from shared.platform.ports import Platform, Statement
from shared.store.evidence import studies
from shared.store.publishing import notices

REASON = "This page was withdrawn on 2026-11-26: the study with PMID 990000001 was <retracted>."

EXEMPLIN = peptide(sample=True, aliases=["EX-12", "Thymosin β-exemplar"], conditions=["tendon injury", "Grip weakness"])
HEALIN = peptide(
    sample=True,
    slug="healin",
    name="Healin",
    aliases=["HL-1"],
    terms=["Healin"],
    category="tissue repair",
    conditions=["wound healing", "tendon injury"],
)
GONEOL = peptide(sample=True, slug="goneol", name="Goneol", aliases=[], terms=["Goneol"])
OLDENIN = peptide(sample=True, slug="oldenin", name="Oldenin", aliases=[], terms=["Oldenin"])
NEWENIN = peptide(sample=True, slug="newenin", name="Newenin", aliases=[], terms=["Oldenin"], formerly=["oldenin"])
NULLIPRESSIN = peptide(sample=True, slug="nullipressin", name="Nullipressin", aliases=[], terms=["Nullipressin"])

DAY = 86_400


async def fill(platform: Platform, clock: ManualClock) -> None:
    """Publish all of them, a day apart each."""
    platform = replace(platform, function="render")
    before = (EXEMPLIN, HEALIN, GONEOL, OLDENIN, NULLIPRESSIN)
    await catalog(platform.db, clock.now(), *before)
    plans = [
        (edition(), 1),
        (edition(slug="healin", extractive=True), 2),
        (edition(more=1), 3),
        (edition(slug="goneol"), 4),
        (edition(slug="oldenin"), 5),
        (edition(more=1, disagreeing=True), 6),
    ]
    for made, number in plans:
        await _record(platform, made.pack.slug)
        outcome = await handle(await asked(platform, made, f"run-{number}"), platform)
        await platform.db.batch(outcome.writes)
        clock.advance(DAY)
    await catalog(platform.db, clock.now(), EXEMPLIN, HEALIN, GONEOL, NEWENIN, NULLIPRESSIN)
    # What was published of Oldenin is Oldenin's; its successor has a version of its own.
    outcome = await handle(await asked(platform, edition(slug="newenin"), "run-7"), platform)
    await platform.db.batch(outcome.writes)
    clock.advance(DAY)
    now = clock.now()
    retracted = Finding(kind=NoticeKind.RETRACTION, pmid="990000001")
    await platform.db.batch(
        [
            notices.issue(SLUG, 3, [retracted], state="judging", run_id=None, now=now),
            *notices.withdraw("goneol", 1, REASON, now),
        ]
    )
    clock.advance(DAY)


async def _record(platform: Platform, slug: str) -> None:
    """The records of an edition's studies, as fetch keeps them: the fourth was retracted, the fifth came later."""
    kinds = [(Design.RCT, Species.HUMAN), (Design.EXPERIMENT, Species.ANIMAL), (Design.EXPERIMENT, Species.IN_VITRO)]
    rows = [
        (study(str(990000001 + at), year=2020 + at), appraisal(design=design, species=species))
        for at, (design, species) in enumerate([*kinds, (Design.RCT, Species.HUMAN)])
    ]
    rows.append((study("999999999", year=2011, title='=Withdrawn, "said" nobody'), appraisal(flags=(Flag.RETRACTED,))))
    now = platform.clock.now()
    await platform.db.batch(studies.record(rows, slug=slug, query_hash="q1", now=now))


def later(clock: ManualClock, days: int) -> str:
    """The instant so many days ahead."""
    return stamp(clock.now() + timedelta(days=days))


def moved(sql: str, *params: str | int) -> Statement:
    """A statement of a test's own."""
    return Statement(sql, params)
