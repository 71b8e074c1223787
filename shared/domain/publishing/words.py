"""Words that every place for readers shares: page, PDF, list and, later, mail and feed."""

from datetime import date

from shared.domain.instants import moment
from shared.domain.publishing.monograph import Counts
from shared.domain.vocabulary import Level

METHODS_PATH = "/methods"
METHODS_TITLE = "How pages are made, checked and graded"
"""Where on the site readers are told of it; each rule of the grade has its id there."""

SAMPLE = "Invented sample. No such peptide or study exists."

GRADES: dict[Level, tuple[str, str]] = {
    Level.HIGH: ("High certainty", "Further studies are unlikely to change the overall picture."),
    Level.MODERATE: ("Moderate certainty", "Further studies may change the overall picture."),
    Level.LOW: ("Low certainty", "Further studies are likely to change the overall picture."),
    Level.VERY_LOW: ("Very low certainty", "What the studies in people show is very uncertain."),
    Level.PRECLINICAL: (
        "Preclinical only",
        "No study in people could be graded. Results in animals or cells do not show what happens in people.",
    ),
    Level.NONE: ("No usable evidence", "No study could be graded."),
}
"""A grade's word, and in one line what it means."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def day(instant: str) -> str:
    """`23 November 2026`, in UTC."""
    return _written(moment(instant).date())


def day_of(text: str) -> str:
    """The same of an ISO date, `2026-11-23`."""
    return _written(date.fromisoformat(text))


def day_or_month_of(text: str) -> str:
    """The same; of a month alone (`2026-11`) that month. What is no date stays as it is."""
    try:
        return day_of(text) if len(text) > len("2026-11") else day_of(f"{text}-01").removeprefix("1 ")
    except ValueError:
        return text


def _written(when: date) -> str:
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def count(number: int, one: str, many: str) -> str:
    """`no study`, `1 study`, `1,200 studies`."""
    return f"no {one}" if number == 0 else f"{number:,} {one if number == 1 else many}"


def sentence(text: str) -> str:
    """The same words with a capital first letter and a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def within(text: str) -> str:
    """The same words inside a sentence; a first word of more capitals or figures keeps its own (`VISA-A score`)."""
    first = text.split(" ", 1)[0]
    return text if any(each.isupper() or each.isdigit() for each in first[1:]) else text[:1].lower() + text[1:]


def human_line(counts: Counts) -> str:
    """One sentence on what was found in people."""
    if counts.human_rct + counts.human_other == 0:
        # What was set aside may have been a study in people, a retracted trial above all.
        return "No study in people was found that can be used." if counts.excluded else "No study in people was found."
    trials = count(counts.human_rct, "randomised trial", "randomised trials")
    others = count(counts.human_other, "other study", "other studies")
    return sentence(f"{trials} and {others} in people were found")
