"""Under which licence an article at PMC stands, and whether a page that readers pay for may quote it.

Identifiers decide: the address of a Creative Commons licence, in the places where JATS has one. Words decide only
where there is no address, and then a licence that they name in full. What is not known is not allowed; whatever says
anywhere that it is not for commercial use is not, even beside an address that says otherwise.
"""

import re
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from functions.fetch.reading.text import text_of
from shared.domain.evidence.full_text import Licence

ALI = "{http://www.niso.org/schemas/ali/1.0/}license_ref"
HREF = "{http://www.w3.org/1999/xlink}href"

_NAMES = {"by": "CC BY", "by-sa": "CC BY-SA", "by-nd": "CC BY-ND", "zero": "CC0"}
# https://creativecommons.org/licenses/ and /publicdomain/: the addresses by which the licences name themselves.
_ADDRESS = re.compile(
    r"\bcreativecommons\.org/(?:licen[cs]es/(?P<kind>[a-z-]+)/(?P<version>\d\.\d)|publicdomain/(?P<domain>[a-z]+)/)",
    re.IGNORECASE,
)
_ANY_ADDRESS = re.compile(r"\s*(?:https?:)?(?://)?(?:www\.)?(?P<address>creativecommons\.org/\S{1,200})", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("_\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
"""Publishers write "non\u2010commercial" and "CC BY\u2013NC"; file names of licences have underscores."""
_WORDS = re.compile(
    r"(?:Creative Commons Attribution|\bCC[- ]?BY)"
    r"(?P<more>(?:[-, ]*(?:Share ?-?Alike|SA|No ?-?Deriv(?:ative)?s?(?: Works)?|ND))*)"
    r"(?:[-, ]*(?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_NC = re.compile(r"(?:\bCC|Creative Commons)\b[^.;]{0,60}?\bNC\b|creativecommons\.org/\S*-nc\b", re.IGNORECASE)
_NC_KIND = re.compile(r"\bnc\b|non-?\s?commerc", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;](?:\s|$)")
_BOTH = re.compile(
    r"\b(?:non-?\s?)?commercial(?:ly)?,? (?:and|or|as well as) (?:for )?(?:non-?\s?)?commercial(?:ly)?\b", re.IGNORECASE
)
"""Commercial and non-commercial alike: nothing is kept from commerce by that."""
_COMMERCE = re.compile(r"commerc", re.IGNORECASE)
_KEPT_FROM = re.compile(
    r"non-?\s?commerc|\b(?:not?|non|nor|never|none|cannot|without|unless|except\w*|exclu\w+|prohibit\w*|forbid\w*|"
    r"restrict\w*|requires?|permission|contact|only|reserved?)\b",
    re.IGNORECASE,
)
_FOR_SOME_ALONE = re.compile(
    r"\b(?:personal|private|educational|academic|scholarly|research)\b[^.;]{0,40}\b(?:uses?|purposes?) only\b|"
    r"\bonly for (?:[\w-]+ ){0,2}(?:personal|private|educational|academic|scholarly|research)\b|"
    r"\b(?:not[- ]for[- ]profit|non-?\s?profit)\b",
    re.IGNORECASE,
)


class NotAllowed(ValueError):
    """The article must not be quoted on a page that is sold; the text says why."""


def licence_of(permissions: Element | None, today: date) -> Licence:
    """The licence that holds today by an article's `<permissions>`.

    Raises:
        NotAllowed: there is none, none that is known, one that is not for commercial use, or several that differ.
    """
    licences = [] if permissions is None else permissions.findall("license")
    if permissions is None or not licences:
        raise NotAllowed("the article names no licence")
    said = " ".join(text_of(each) for each in licences)
    kinds = " ".join(each.get("license-type", "") for each in licences)
    if _not_commercial(". ".join(text_of(each) for each in permissions), kinds):
        raise NotAllowed("the licence is not for commercial use")
    addresses = list(_addresses(licences, today))
    if not addresses and any(_begins(each) > today.isoformat() for one in licences for each in one.iter()):
        raise NotAllowed("the licence has not begun")
    found = list(dict.fromkeys(_named(each) for each in addresses)) if addresses else [_by_words(said, kinds)]
    if len({each.name for each in found}) > 1:
        raise NotAllowed(f"the article names several licences: {', '.join(map(str, found))}")
    return found[0]


def _addresses(licences: list[Element], today: date) -> Iterator[str]:
    """Every address of Creative Commons, but for those of a time that has not begun."""
    for licence in licences:
        for element in licence.iter():
            if _begins(element) > today.isoformat():
                continue
            own = element.text if element.tag == ALI else None
            for place in (element.get(HREF), own):
                if found := _ANY_ADDRESS.match(place or ""):
                    yield found["address"]


def _begins(element: Element) -> str:
    return element.get("start_date", "")


def _not_commercial(said: str, kinds: str) -> bool:
    """Whether the words of the permissions, or the kind that a licence calls itself, keep it from commerce."""
    text = said.translate(_DASHES)
    if _NC.search(text) or _FOR_SOME_ALONE.search(text) or _NC_KIND.search(kinds.translate(_DASHES)):
        return True
    clauses = (_BOTH.sub("", each) for each in _CLAUSE.split(text))
    return any(_COMMERCE.search(each) and _KEPT_FROM.search(each) for each in clauses)


def _named(address: str) -> Licence:
    found = _ADDRESS.match(address)
    kind = (found["kind"] or found["domain"]).lower() if found else ""
    if found is None or kind not in _NAMES:
        raise NotAllowed(f"the licence at {address[:80]} does not allow commercial use, or is not known")
    return Licence(name=_NAMES[kind], version=found["version"] or "1.0", url=f"https://{address.rstrip('.,;)')}")


def _by_words(said: str, kinds: str) -> Licence:
    found = _WORDS.search(said.translate(_DASHES)) or _WORDS.search(kinds.translate(_DASHES))
    if found is None:
        raise NotAllowed(f"the licence is not known: {(said or kinds or 'it says nothing')[:80]}")
    more = found["more"].lower().replace(" ", "")
    if not more.strip("-,"):
        kind = "by"
    elif "nd" in more or "noderiv" in more.replace("-", ""):
        kind = "by-nd"
    else:
        kind = "by-sa"
    return Licence(name=_NAMES[kind], version=found["version"] or "")
