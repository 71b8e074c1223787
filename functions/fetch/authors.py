"""Who wrote a record, and where each of them worked."""

from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from functions.fetch.text import text_of


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
        stated = (text_of(each.find("Affiliation")) for each in author.findall("AffiliationInfo"))
        own = tuple(dict.fromkeys(positions.setdefault(text, len(positions)) for text in stated if text))
        if author.get("ValidYN") != "N" and (name := _name(author)):
            names.append(name)
            of_each.append(own)
    return Authors(tuple(names), tuple(positions), tuple(of_each) if any(of_each) else ())


def _name(author: Element) -> str:
    if collective := text_of(author.find("CollectiveName")):
        return collective
    given = text_of(author.find("Initials")) or text_of(author.find("ForeName"))
    return " ".join(filter(None, (text_of(author.find("LastName")), given, text_of(author.find("Suffix")))))
