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
_ANY_ADDRESS = re.compile(r"\bcreativecommons\.org/\S{1,200}", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:Creative Commons Attribution|\bCC[- ]?BY)"
    r"(?P<more>(?:[-, ]*(?:Share ?-?Alike|SA|No ?-?Deriv(?:ative)?s?(?: Works)?|ND))*)"
    r"(?:[-, ]*(?P<version>\d\.\d))?",
    re.IGNORECASE,
)
_NOT_COMMERCIAL = re.compile(
    r"non-?\s?commercial|\bCC[- ]?BY[- ]NC|not (?:be )?(?:used )?(?:for|to) (?:any )?commercial|"
    r"(?:no|without|prohibit\w*|except) commercial|commercial (?:re-?)?use (?:is |are )?(?:not|prohibited|requires?)",
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
    if not licences:
        raise NotAllowed("the article names no licence")
    said = " ".join(text_of(each) for each in licences)
    kinds = " ".join(each.get("license-type", "") for each in licences)
    if _NOT_COMMERCIAL.search(f"{said} {kinds}"):
        raise NotAllowed("the licence is not for commercial use")
    addresses = list(_addresses(licences, today))
    found = list(dict.fromkeys(_named(each) for each in addresses)) if addresses else [_by_words(said, kinds)]
    if len({each.name for each in found}) > 1:
        raise NotAllowed(f"the article names several licences: {', '.join(map(str, found))}")
    return found[0]


def _addresses(licences: list[Element], today: date) -> Iterator[str]:
    """Every address of Creative Commons, but for those of a time that has not begun."""
    for licence in licences:
        for element in licence.iter():
            if element.get("start_date", "") > today.isoformat():
                continue
            own = element.text if element.tag == ALI else None
            for place in (element.get(HREF), own):
                if found := _ANY_ADDRESS.search(place or ""):
                    yield found[0]


def _named(address: str) -> Licence:
    found = _ADDRESS.match(address)
    kind = (found["kind"] or found["domain"]).lower() if found else ""
    if found is None or kind not in _NAMES:
        raise NotAllowed(f"the licence at {address[:80]} does not allow commercial use, or is not known")
    return Licence(name=_NAMES[kind], version=found["version"] or "1.0", url=f"https://{address.rstrip('.,;)')}")


def _by_words(said: str, kinds: str) -> Licence:
    found = _WORDS.search(said) or _WORDS.search(kinds)
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
