"""A change that came of the disease and that the peptide undid: "it prevented the rise in glucose".

Where what rose is bad and the peptide held it down, or what fell is good and it held that up, people were better off.
Of a change that the peptide is itself told to have brought about nothing is read here, nor where a rise of what is
good was prevented.
"""

import re

from functions.fetch.appraisal.results.agents import Agents
from shared.domain.vocabulary import Direction

_I = re.IGNORECASE
_STEMS = (
    r"prevent|attenuat|abolish|block|revers|blunt|suppress|inhibit|ameliorat|counteract|alleviat|mitigat|abrogat|"
    r"diminish|reduc|lessen|limit|normali[sz]"
)
_UP = r"increases?|elevations?|rises?|upregulation|up-regulation|overproduction|accumulation|overexpression"
_DOWN = (
    r"decreases?|reductions?|declines?|falls?|drops?|loss(?:es)?|downregulation|down-regulation|impairments?|depletion"
)
_WORD = (
    r"(?!(?:in|on|at|by|for|from|with|to|after|under|during|but|than|which|that|was|were|is|are|had|did|not|no|"
    r"without)\b)[\w/+'’-]+"
)
_CHANGE = rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))"
_OF = rf"(?:in|of) (?:the |its |their |both )?(?:{_WORD}(?:,|\b) ?){{0,8}}?$"
_ACTIVE = re.compile(rf"(?<![\w-])(?P<verb>(?:{_STEMS})(?:e?[sd]|es|ed)) (?:{_WORD} ){{0,7}}?{_CHANGE} {_OF}", _I)
_OPENING = re.compile(rf"(?<![\w-]){_CHANGE} {_OF}", _I)
_PASSIVE = re.compile(
    rf"(?:[^;.]{{0,80}}?)\b(?P<be>was|were) (?:\w+ly )?(?P<verb>(?:{_STEMS})(?:ed|d)) (?:\w+ly )?(?:by|in|with|"
    rf"after|following|upon) ",
    _I,
)
_ANY_VERB = re.compile(
    rf"\b(?:was|were|is|are|had|did|(?:{_STEMS}|increas|decreas|improv|rais|rose|fell)(?:e?d|es|s)?)\b", _I
)
_SUBJECT_AT_MOST = 80


def held(text: str, start: int, end: int, sign: int, agents: Agents) -> Direction | None:
    """Which way the outcome from `start` to `end` went, of which more is good or bad by `sign`, where its change was
    held by the peptide; None where nothing of the kind is told."""
    if not sign:
        return None
    active = _ACTIVE.search(text, 0, start) if text[:start].endswith(" ") else None
    if active is not None:
        subject = text[max(0, active.start("verb") - _SUBJECT_AT_MOST) : active.start("verb")]
        if agents.own.search(text, active.end("verb"), start) or not agents.own.search(subject):
            return None
        return _way(active, sign)
    opening = _OPENING.search(text, 0, start)
    if opening is None:
        return None
    passive = _PASSIVE.match(text, end)
    if passive is None or agents.own.search(text, 0, start) or not agents.own.search(text, passive.end()):
        return None
    if _ANY_VERB.search(text, end, passive.start("be")):
        return None
    return _way(opening, sign)


def _way(change: re.Match[str], sign: int) -> Direction | None:
    return Direction.BENEFIT if (sign < 0) == bool(change["up"]) else None
