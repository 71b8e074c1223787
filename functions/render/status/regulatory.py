"""Where authorities place the peptide: from the reviewed, dated facts of the catalog, and from nothing else.

A status that is stale is not repeated. That sport prohibits a peptide is repeated even then, and said to be under
review: silence could be read as leave.
"""

from datetime import date

from functions.render.elements.sheet import Facts, Line, Paragraph, Part, Span, plain
from shared.domain.catalog.peptide import Peptide
from shared.domain.catalog.regulatory import Recorded, Region, RegionStatus, Regulatory, SportStatus, Standing
from shared.domain.publishing.words import day_of
from shared.gates.context import Status
from shared.gates.disclaimers import NOT_REVIEWED

INTRO = "What the sources named here had on record on the day named. It is no word on benefit or harm."
NONE = "No status is recorded here, which does not show that there is none."
"""What stands in place of a status that nobody recorded: silence must not be read as word from an authority."""
STALE = "Status under review."
"""What stands in place of a status that nobody confirmed for too long."""

REGIONS: dict[Region, str] = {"US": "United States", "EU": "European Union", "UK": "United Kingdom"}
SPORT = "Sport (WADA)"

_STANDINGS: dict[Standing, str] = {
    "approved": "Approved as a medicine for at least one use",
    "not_approved": "Not approved as a medicine",
    "withdrawn": "Withdrawn, not approved as a medicine any more",
}
_IN_COMPETITION = ("S6", "S7", "S8", "S9")


def part(peptide: Peptide, today: date) -> Part:
    """The block that every page has, on that day (UTC)."""
    known = peptide.regulatory
    rows = [(name, _region(known.of(region), today)) for region, name in REGIONS.items()]
    rows.append((SPORT, _sport(known.wada, today)))
    return Part("regulatory-status", "Regulatory status", (Paragraph(plain(INTRO), "intro"), Facts(tuple(rows))))


def known(facts: Regulatory) -> Status:
    """The same facts as the compliance rules want them, stale or not: they hold words back and state nothing."""
    if not facts.recorded:
        return Status()
    approved = any(each.status == "approved" for each in facts.statuses)
    lines: list[Recorded] = [*facts.statuses, *((facts.wada,) if facts.wada else ())]
    return Status(
        status="approved" if approved else "not approved" if facts.statuses else "",
        as_of=max(each.as_of for each in lines),
        wada=facts.wada.section if facts.wada else None,
    )


def _region(fact: RegionStatus | None, today: date) -> Line:
    if fact is None:
        return plain(NONE)
    if fact.stale(today):
        return _sourced(f"{STALE} It was last recorded on {day_of(fact.as_of)}.", fact)
    return _sourced(_noted(f"{_STANDINGS[fact.status]}, as of {day_of(fact.as_of)}.", fact), fact)


def _sport(fact: SportStatus | None, today: date) -> Line:
    if fact is None:
        return plain(NONE)
    stale = fact.stale(today)
    if fact.section is not None:
        said = _noted(
            f"Prohibited {_when(fact.section)}: section {fact.section} of the {fact.edition} Prohibited List, as of "
            f"{day_of(fact.as_of)}.",
            fact,
        )
        return _sourced(f"{said} {STALE}" if stale else said, fact)
    if stale:
        return _sourced(f"{STALE} It was last recorded on {day_of(fact.as_of)}.", fact)
    named = "On the monitoring programme of" if fact.status == "monitored" else "Not named in the Prohibited List of"
    return _sourced(_noted(f"{named} {fact.edition}, as of {day_of(fact.as_of)}.", fact), fact)


def _when(section: str) -> str:
    """World Anti-Doping Code, Prohibited List: S0 to S5 and M1 to M3 hold at all times, S6 to S9 in competition, P1 in
    particular sports."""
    if section.startswith("P"):
        return "in particular sports"
    return "in competition" if section.startswith(_IN_COMPETITION) else "at all times"


def _noted(said: str, fact: Recorded) -> str:
    return f"{said} {fact.note}" if fact.note else said


def _sourced(said: str, fact: Recorded) -> Line:
    looked = f"Confirmed by {fact.reviewer}." if fact.reviewer else NOT_REVIEWED
    return (
        Span(f"{said} Source: "),
        Span(fact.source, verbatim=True, href=fact.url),
        Span(f". {looked}"),
    )
