"""C22: words of a quote that narrow the very thing which a claim says, and that the claim drops.

`No serious adverse event` is not `no adverse event`, `seldom lowered` is not `lowered`, and what happened in a minority
did not happen in all. Where quotes tell of the thing elsewhere without that word, a claim may do so too.
"""

import re
from collections.abc import Sequence
from itertools import islice

from shared.gates.grounding.doubts.hedges import CHANGES
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import DENIES
from shared.gates.words.wording import first

_GRAVE = re.compile(
    r"\b(?:serious|severe|life-threatening)(?: (?:or|and) [\w-]+)?((?: (?:[\w-]+[- ]related|adverse|unwanted|untoward|"
    r"side|drug))*) ([a-z]+)",
    re.IGNORECASE,
)
KEEPS_GRAVE = re.compile(
    r"\b(?:serious\w*|sever\w+|grave\w*|grade|life|major|dangerous\w*|bad(?:ly)?|heavy|intense|worst|acute|critical\w*|"
    r"fatal|hospital\w*|advanced|marked)\b",
    re.IGNORECASE,
)
_HARMS = re.compile(r"(?:event|effect|reaction|experience|complication)s?", re.IGNORECASE)
HARM = re.compile(
    r"\b(?:adverse|side|unwanted|untoward|undesir\w+|ill|harmful)[- ](?:[\w-]+ )?"
    r"(?:events?|effects?|reactions?|experiences?)\b|\bcomplications?\b",
    re.IGNORECASE,
)
_SELDOM = r"seldom|rarely|hardly(?: ever)?|scarcely|barely|infrequently|occasionally|sometimes|intermittently"
_PARTLY = r"partly|partially|partial|in part|incompletely|incomplete|to some (?:extent|degree)|to a limited extent"
_BRIEFLY = r"transiently|transient|temporarily|temporary|momentarily|short-lived"
_LIMITS = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), re.compile(rf"\b(?:{words}|{like})\b", re.IGNORECASE))
    for words, like in (
        (
            _SELDOM,
            (
                r"rare|few|uncommon(?:ly)?|occasional|little|minority|once|weak\w*|faint\w*|slight\w*|just|near\w*|"
                r"almost|low|traces?|some|now and then|at times|from time to time|unusual|infrequent|poor\w*|"
                r"minimal\w*|isolated|single|close to|at the limit|exception\w*"
            ),
        ),
        (
            _PARTLY,
            (
                r"parts?|partway|somewhat|some of|limited|extent|degree|half|less\w*|weak\w*|"
                r"not (?:all|fully|wholly|whole|complet\w+|entirely)|\d+(?:\.\d+)? ?%|halfway|modest\w*|"
                r"incompletely|towards?|blunt\w*|damp\w*|soften\w*|a share|"
                r"diminish\w*|reduc\w+|lower\w*|smaller|attenuat\w+|curb\w*|eas(?:e[sd]?|ing)|contribut\w+|among|one of"
            ),
        ),
        (
            _BRIEFLY,
            (
                r"brief\w*|short\w*|pass(?:ing|ed)|a while|at first|initial\w*|early|then|soon|return\w*|wore off|"
                r"moment|(?:for|within|after|over|lasting) \w+ (?:minutes?|min|hours?|h|days?|weeks?)|reversib\w+|"
                r"went away|gone|subsid\w+|resolv\w+|cleared|recover\w*|settled|faded|late[rs]?"
            ),
        ),
    )
)
_PERSONS = (
    r"(?:adults|patients|participants|people|women|men|children|infants|adolescents|rats|mice|animals|rabbits|dogs|"
    r"subjects|volunteers|cases|individuals|studies|trials|cells|persons|girls|boys|athletes|users|smokers|runners)"
)
_FEW = re.compile(
    r"\b(?:an? (?:\w+ )?(?:minority|subset|fraction|handful) of|(?:some|few|certain)(?: of)?|a few(?: of)?)"
    rf"(?: (?:the|these|those|our))?(?: [\w-]+)? ({_PERSONS})\b",
    re.IGNORECASE,
)
_KEEPS_FEW = re.compile(
    r"\b(?:some\w*|few|minority|subsets?|subgroups?|certain|parts?|partly|proportion|fraction|handful|several|one|two|"
    r"three|four|five|six|\w*teen|single|not (?:all|every|each)|a number|occasional\w*|at times|cases?|individual\w*|"
    r"who|whose|rare\w*|seldom|small|limited|sporadic\w*|mixed|var(?:y|ied|ies)|differ\w*|inconsisten\w+|sub\w+|"
    r"\d+(?:\.\d+)? ?%|\d+ (?:of|in|out of) \d+)\b|\d ?%",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[;:]|\b(?:but|however|whereas|although|though|while|yet)\b|, (?:and|so|which)\b|(?<=[a-z)])\. ", re.IGNORECASE
)
_AUXILIARY = frozenset(
    {"be", "been", "have", "has", "had", "was", "were", "is", "are", "the", "a", "an", "and", "or", "by"}
)
_NEAR = 3
"""So many words behind a limit it may speak of."""
_STEM = 5


def narrowed(claim: str, quotes: Sequence[str]) -> str:
    """The word of its quotes that narrows what the claim says, and that it drops; or nothing."""
    text = normalise(claim).text
    parts = [each for quote in quotes for each in _PARTS.split(normalise(quote).text) if each and each.strip()]
    return next((found for look in (_grave, _limits, _of_few) if (found := look(text, parts))), "")


def _grave(claim: str, parts: Sequence[str]) -> str:
    """Harm or illness of one gravity, told at large; of a denial, what the quotes deny of it counts."""
    if KEEPS_GRAVE.search(claim):
        return ""
    if DENIES.search(claim):
        parts = [each for each in parts if DENIES.search(each)]
    for part in parts:
        for match in _GRAVE.finditer(part):
            thing = HARM if _HARMS.fullmatch(match[2]) else _same(match[2])
            told = sum(len(thing.findall(each)) for each in parts)
            grave = sum(bool(thing.search(each[0])) for other in parts for each in _GRAVE.finditer(other))
            if thing.search(claim) and told <= grave:
                return match[0]
    return ""


def _limits(claim: str, parts: Sequence[str]) -> str:
    """What happened seldom, in part or for a while."""
    for words, like in _LIMITS:
        for part in parts:
            for match in words.finditer(part):
                thing = _limited(part, match)
                if thing is None or not thing.search(claim) or like.search(thing.sub(" ", claim)):
                    continue
                elsewhere = [each for each in parts if thing.search(each) and not words.search(each)]
                if not elsewhere and len(thing.findall(part)) == 1:
                    return match[0]
    return ""


def _limited(part: str, limit: re.Match[str]) -> re.Pattern[str] | None:
    """What a word of limit speaks of: a change beside it, else the verb or noun behind it."""
    behind = [each for each in re.findall(r"[\w-]+", part[limit.end() :]) if each.lower() not in _AUXILIARY]
    before = [each for each in re.findall(r"[\w-]+", part[: limit.start()]) if each.lower() not in _AUXILIARY]
    near = [*islice(behind, _NEAR), *before[-1:]]
    for word in near:
        for change in CHANGES:
            if change.fullmatch(word):
                return change
    next_one = next(iter(behind), "")
    return _same(next_one) if len(next_one) > _STEM else None


def _of_few(claim: str, parts: Sequence[str]) -> str:
    """What was seen in some of those whom the claim names."""
    if _KEEPS_FEW.search(claim):
        return ""
    own = _changes(claim)
    speaking = [each for each in parts if _changes(each) & own] or list(parts)
    found = [match for part in speaking if (match := _FEW.search(part))]
    if not speaking or len(found) < len(speaking):
        return ""
    named = [each for each in found if re.search(rf"\b{each[1]}\b", claim, re.IGNORECASE)]
    least = [each for each in found if re.search(r"\b(?:minority|handful|few)\b", each[0], re.IGNORECASE)]
    return first(_FEW, (named or least)[0][0]) if named or least else ""


def _changes(text: str) -> set[int]:
    return {place for place, each in enumerate(CHANGES) if each.search(text)}


def _same(word: str) -> re.Pattern[str]:
    """The word in its other endings."""
    return re.compile(
        rf"\b{re.escape(word[:_STEM] if len(word) > _STEM else word.removesuffix('s'))}\w*", re.IGNORECASE
    )
