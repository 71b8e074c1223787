"""C20: what was seen at one dose told of every dose.

A quote that gives a result of the highest dose says nothing of the others. Who tells it of all doses, of both or of
any needs a quote that does.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first

_DOSES = r"(?:doses?|dosages?|dose levels?|concentrations?|strengths?|amounts?|dose groups?)"
_EVERY = re.compile(
    rf"\b(?:all|both|each|every|any|either|whatever|whichever|no matter (?:the|which|what)|regardless of|"
    rf"irrespective of|independent(?:ly)? of|across) (?:of )?(?:the |its |their |these |\w+ ){{0,2}}?"
    rf"{_DOSES}\b|\b(?:dose|concentration)-independent\w*",
    re.IGNORECASE,
)
_SEVERAL_THERE = re.compile(
    rf"\b(?:all|both|each|every|any|either|whatever|regardless|irrespective|independent\w*|across|none of the) "
    rf"(?:of )?(?:the |its |their |these |[\w-]+ ){{0,4}}?(?:{_DOSES}|groups?|arms?|regimens?)\b|"
    r"\b(?:dose|concentration)s?-(?:depend\w+|related|independent\w*|respons\w+)|"
    rf"\b(?:(?:low|lower|lowest|small\w*)[\w ,-]{{0,40}}? (?:and|to|as well as|or) (?:the )?"
    rf"(?:high|mid|medium|larg)\w*|at {_DOSES} (?:of|from|between|ranging))\b|"
    rf"\b(?:neither|no) (?:of (?:the )?)?(?:\w+ ){{0,2}}?{_DOSES}\b",
    re.IGNORECASE,
)
_DOSES_THERE = re.compile(r"\b(?:doses|dosages|concentrations|strengths)\b", re.IGNORECASE)
_ONE_APART = re.compile(
    r"\b(?:only|alone|not|no|whereas|while|but|without|highest|maxim\w+|top|largest|lowest|best)\b", re.IGNORECASE
)


def told_of_all(claim: str, quotes: Sequence[str]) -> str:
    """The words by which the claim tells of every dose, where no quote tells of more than one; or nothing."""
    text = normalise(claim).text
    found = "" if said_otherwise(text) else first(_EVERY, text)
    return "" if not found or any(_of_several(normalise(quote).text) for quote in quotes) else found


def _of_several(quote: str) -> bool:
    """Whether a quote tells of several doses alike: in such words, or by naming them with none set apart."""
    return bool(_SEVERAL_THERE.search(quote) or (_DOSES_THERE.search(quote) and not _ONE_APART.search(quote)))
