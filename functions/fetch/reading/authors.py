"""Who wrote a record, and where each of them worked."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from functions.fetch.reading.children import Named, by_name
from functions.fetch.reading.text import text_of


@dataclass(frozen=True, slots=True)
class Authors:
    """`names` in printed order, collectives among them; `affiliations` each once.

    `of_each` has for each name the positions of its affiliations; it is empty where there are none at all.
    """

    names: tuple[str, ...]
    affiliations: tuple[str, ...]
    of_each: tuple[tuple[int, ...], ...]


def authors_of(lists: Iterable[Element]) -> Authors:
    """The authors of AuthorList elements; whom NLM marks as no valid name is left out, not their affiliation."""
    positions: dict[str, int] = {}
    names: list[str] = []
    of_each: list[tuple[int, ...]] = []
    for author in (each for every in lists for each in every.findall("Author")):
        told = by_name(author)
        own: dict[int, None] = {}
        for each in author.findall("AffiliationInfo") if "AffiliationInfo" in told else ():
            if text := text_of(each.find("Affiliation")):
                own[positions.setdefault(text, len(positions))] = None
        if author.get("ValidYN") != "N" and (name := _name(told)):
            names.append(name)
            of_each.append(tuple(own))
    return Authors(tuple(names), tuple(positions), tuple(of_each) if any(of_each) else ())


def _name(told: Named) -> str:
    if collective := text_of(told.get("CollectiveName")):
        return collective
    given = text_of(told.get("Initials")) or text_of(told.get("ForeName"))
    return " ".join(filter(None, (text_of(told.get("LastName")), given, text_of(told.get("Suffix")))))
