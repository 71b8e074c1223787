"""The dates of a PubMed record, as PubMed's date fields have them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_SEASONS = {"winter": 1, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}


def days(element: "Element", body: "Element", article: "Element", arrived: str) -> dict[str, tuple[str, ...]]:
    """Days per date field.

    The entry date is the history's `pubmed`, the create date its `entrez` (as NLM's MEDLINE display has them);
    a record without history entered this corpus when its file did. A record counts as modified on the day of its last
    revision, and again on the day its file was written.
    """
    written = arrived
    history = {
        each.get("PubStatus", ""): _day(each)
        for path in ("PubmedData/History/PubMedPubDate", "PubmedBookData/History/PubMedPubDate")
        for each in element.iterfind(path)
    }
    printed = [
        *map(_day, article.iterfind("Journal/JournalIssue/PubDate")),
        *map(_day, article.iterfind("Book/PubDate")),
        *map(_day, article.iterfind("ArticleDate")),
        *map(_day, article.iterfind("ContributionDate")),
    ]
    arrived = history.get("entrez") or _first(body, "DateCreated") or history.get("pubmed") or arrived
    revised = _first(body, "DateRevised") or _first(body, "DateCompleted")
    return {
        "pdat": tuple(filter(None, printed)),
        "edat": (history.get("pubmed") or arrived,),
        "crdt": (arrived,),
        "mdat": (revised or arrived, written),
    }


def _first(body: "Element", path: str) -> str:
    date = body.find(path)
    return _day(date) if date is not None else ""


def _day(date: "Element") -> str:
    """The first ISO day of a date that may lack its month or day, or is words (`1998 Dec-1999 Jan`, `2018 Summer`)."""
    spoken = date.findtext("MedlineDate")
    parts = (
        spoken.replace("-", " ").split() if spoken else [date.findtext(each, "") for each in ("Year", "Month", "Day")]
    )
    if not spoken and date.findtext("Season"):
        parts[1] = date.findtext("Season", "").split("-")[0]
    year = next((each for each in parts if len(each) == 4 and each.isdecimal()), "")
    if not year:
        return ""
    after = parts[parts.index(year) + 1 :]
    month = _month(after[0]) if after else 1
    day = int(after[1]) if len(after) > 1 and after[1].isdecimal() and 1 <= int(after[1]) <= 31 else 1
    return f"{year}-{month:02}-{day:02}"


def _month(text: str) -> int:
    if text.isdecimal() and 1 <= int(text) <= 12:
        return int(text)
    return _MONTHS.get(text[:3].lower()) or _SEASONS.get(text.lower(), 1)
