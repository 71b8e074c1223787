"""C21: a figure told as the most or the least, where its quotes give it plainly.

Of 40 women nobody tells `over 40` or `at least 40`, and of 12 weeks not `more than 12 weeks`. The other way round, an
end told plainly, is `shared.gates.grounding.figures.bounds`.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_BEHIND = r"(?:in|of|after|for|by|among|from|to|with|at|within|on|lasted|had|gave|took|received|included)"
_ENDS = re.compile(
    rf"\b(?:{_BEHIND} (?:(?:no |not )?(?:more|less|fewer|greater|longer|shorter) than|(?:well |just )?over|upwards? of|"
    r"in excess of)|at (?:the )?(?:very )?(?:least|most)|(?:as|so) (?:many|few|much|little|long|short|high|low) as|"
    rf"up to(?= {_NUMBER} ?%)|nearly|almost|(?:most|the majority|a minority|some|few|several|many) of(?: the)?) "
    rf"(?:an? |the |about |some )?(?P<figure>{_NUMBER})(?![\d-]| ?-\d)",
    re.IGNORECASE,
)
_DURING = re.compile(r"^(?:up to|\w+ (?:well |just )?over)\b", re.IGNORECASE)
"""Before a time these may say no more than `during`."""
_OF_TIME = re.compile(
    r"^ ?-?(?:additional |further |more )?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|min|h|d|wk|mo|yr|"
    r"sessions?|cycles?)\b",
    re.IGNORECASE,
)
_END_BEFORE = re.compile(
    r"(?:\b(?:than|least|most|as (?:many|few|much|little|long|short|high|low) as|up to|upwards? of|excess of|exceed\w*|"
    r"over|above|below|under|(?:maxim|minim)\w+(?: \w+)?(?: of| was)|nearly|almost|about|around|approximately|some|ca|"
    r"circa|roughly|close to|(?:majority|minority|most|some|few|several|many) of(?: the)?|from|between|rang\w+|within|"
    r"until|limit\w*(?: of)?|through|throughout|\d[^.;]{0,12}(?:to|and|or))\.?|[<>≤≥~≈±/-]) ?(?:an? |the |"
    r"a total of )?$",
    re.IGNORECASE,
)
_END_BEHIND = re.compile(
    r"[^.;]{0,14}?(?:\b(?:or|and) (?:more|less|fewer|over|older|younger|longer|above|below|greater)\b|[+<>≤≥])|"
    r" ?(?:-|to) ?\d",
    re.IGNORECASE,
)
_BESIDE = 40


def added(claim: str, quotes: Sequence[str]) -> str:
    """A figure with the words that make an end of it, where quotes have the figure and give it plainly; or nothing."""
    text = normalise(claim).text
    bodies = [normalise(each).text for each in quotes]
    for match in _ENDS.finditer(text):
        if _DURING.match(match[0]) and _OF_TIME.match(text[match.end() :]):
            continue
        if _plain(match["figure"], bodies):
            return match[0]
    return ""


def _plain(figure: str, bodies: Sequence[str]) -> bool:
    """Whether some quote has the figure, and none with anything beside it that could make an end of it."""
    number = re.compile(rf"(?<![\d.,-]){re.escape(figure)}(?![\d]|[.,]\d)")
    found = [(body, each) for body in bodies for each in number.finditer(body)]
    return bool(found) and not any(
        _END_BEFORE.search(body[max(0, each.start() - _BESIDE) : each.start()]) or _END_BEHIND.match(body, each.end())
        for body, each in found
    )
