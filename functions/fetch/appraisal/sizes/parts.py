"""Words that make a count some of them: a share, those who had something, what befell them, and who else there was."""

import re

from functions.fetch.appraisal.sizes.words import value_of

_I = re.IGNORECASE
_THOSE = re.compile(
    r"(?:^|[.:;] )\W*The $|\b(?<!records )(?<!charts )(?<!files )(?<!data )(?<!notes )(?<!series )(?<!experience )"
    r"(?<!histories )(?<!study )(?<!analysis )(?<!review )(?<!cohort )(?<!sample )"
    r"(?:for|in|among|of|by|than|to) (?:the|these|those) $",
    _I,
)
_WHO_HAD = re.compile(r"\s+(?:with|without|who|that|whose|treated|given|receiving|having)\b", _I)


def _those_who(before: str, after: str) -> bool:
    """Whether a count is of those who had something, among others: "in the 12 patients who had surgery"."""
    return _THOSE.search(before) is not None and _WHO_HAD.match(after) is not None


_PERCENT = re.compile(r"\s?\(\d[\d.]*\s?%\)")
"""A share of others: "overall, 25 (33%) patients"."""
OF_THESE = re.compile(r"\bof (?:these|those|them|whom|which)\b,?\s+(?:only )?$", _I)
_BY_AGENT = re.compile(
    r"\b(?:used|taken|reached|reported|preferred|mentioned|chosen|cited|described|noted|experienced|achieved|"
    r"tolerated) by (?:the )?$",
    _I,
)
"""Those by whom a thing was used, among all who were asked."""
_READ_BY = re.compile(
    r"\b(?:evaluated|assessed|rated|re-?rated|scored|interpreted|reviewed|graded|read|judged|analy[sz]ed|examined|"
    r"performed|classified|inspected) (?:\w+ly )?by (?:the )?$",
    _I,
)
_READERS = re.compile(
    r"(?:[a-z]+ologists|[a-z]+iatrists|surgeons|physicians|clinicians|doctors|dentists|practitioners|therapists|nurses|"
    r"technicians|an(?:a)?esthetists)$",
    _I,
)
_MOST_READERS = 12
"""Images rated by five radiologists: so many, or fewer, are those who looked, and none of those who were looked at."""


def _only_looked(n: int, before: str, who: str) -> bool:
    return n <= _MOST_READERS and _READ_BY.search(before) is not None and _READERS.search(who) is not None


_BEFELL = re.compile(
    r"(?:(?!\b(?:who|whom|whose|which|where|that)\b)[^.,;:()]|\([^()]*\)){0,120}?"
    r"\b(?:withdrew|withdrawn|dropped out|discontinued|died|excluded|refused|declined|relapsed|were lost)\b",
    _I,
)
_UNCOUNTED = re.compile(
    r"(?:\s*\([^()]*\))?,? and (?:a|the) (?:[\w-]+ )?control group (?:was|were) (?:\w+ly )?(?:included|studied|"
    r"examined|enrolled|recruited|tested|evaluated|assessed|investigated)\b",
    _I,
)
"""A control group that nobody counted is there too."""


def beside_uncounted(behind: str) -> bool:
    """Whether a control group without a number goes with the count that the words before these made."""
    return _UNCOUNTED.match(behind) is not None


_THE_OTHERS = re.compile(
    r"(?:(?!\bof (?:whom|which|these|them)\b)[^.\d]){0,160}?[;,] (?:and |while |whereas )?the "
    r"(?:others?|rest|remainder|remaining)\b",
    _I,
)
"""Thirty were given it; the others got nothing."""
_DID = re.compile(
    r"\s+(?!participated|volunteered|consented|responded|attended|completed|agreed|enrolled|entered|joined|exercised|"
    r"finished|served|cooperated)[a-z]+ed\s*[.;]",
    _I,
)
"""A verb that ends the clause tells what they did, and of nobody else that it was seen: "eleven patients panicked"."""


def some_by_words(text: str, before: str, match: re.Match[str], after: int) -> bool:
    """Whether the words before or behind a count, whose clause goes on at `after`, tell that it is some of them."""
    behind = text[after : after + 200]
    return (
        _PERCENT.match(text, match.end("n")) is not None
        or _those_who(before, behind)
        or _only_looked(value_of(match["n"]) or 0, before, match["who"])
        or any(each.search(before) for each in (OF_THESE, _BY_AGENT))
        or any(each.match(behind) for each in (_BEFELL, _THE_OTHERS, _DID))
    )
