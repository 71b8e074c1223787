"""PubMed's dates: as printed, as a year, and as a day."""

import re
from datetime import date
from xml.etree.ElementTree import Element

from functions.fetch.reading.text import text_of

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def printed(element: Element | None) -> str:
    """As printed: `2021 Mar 4`, `1998 Winter`, `1998 Dec-1999 Jan`."""
    if element is None:
        return ""
    parts = [text_of(element.find(part)) for part in ("Year", "Season", "Month", "Day")]
    return " ".join(filter(None, parts)) or text_of(element.find("MedlineDate"))


def year_in(text: str) -> int | None:
    """The first year that a printed date names."""
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def day_of(element: Element | None) -> str:
    """The ISO day of a date that has one; empty for one that does not, or that no calendar has."""
    if element is None:
        return ""
    year, month, day = (text_of(element.find(part)) for part in ("Year", "Month", "Day"))
    named = month[:3].lower()
    number = _MONTHS.index(named) + 1 if named in _MONTHS else int(month) if month.isdecimal() else 0
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""
