"""C20 and C21: a comparator that no quote names, and a figure of one fate given to its opposite.

`Better than ibuprofen` is not `better than placebo`, and 45% who lived are not 45% who died.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.contrary.directions import DOWNWARDS, UPWARDS
from shared.gates.words.labels import short_forms
from shared.gates.words.lexicon import MEDICINE
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.values import placed
from shared.gates.words.wording import first, plain, stems

_COMPARES = re.compile(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|versus|vs\b\.?|as opposed to|in contrast (?:to|with)|"
    r"(?:superior(?:ity)?|advantages?|benefits?|preferred|preference|favou?red|better|improvements?) (?:to|over)|"
    r"(?:compared|tested|weighed|pitted) against|(?<=[\d%,]) ?,? against)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\W*(?:(?:did|was|were|had|it|that|those|these|they|the|an?|their|its|with|in|on|by|under|from|after|of|for|among|"
    r"given|taking|receiving|treated|getting|usual|standard|"
    r"\d[\d.,]* ?%?|who|to|when|using|for|about|nearly|half|all)\b\W*)*",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[,.;:()]|\b(?:and|or|but|while|against|at|in|after|over|by|during|from|with|for|was|were|is|are|had|did|who|when|"
    r"as|if|per|to|before|rose|fell)\b",
    re.IGNORECASE,
)
_MEDICINE = re.compile(rf"\b{MEDICINE}\b", re.IGNORECASE)
_PERSONS = re.compile(
    r"\b(?:those|ones|adults|men|women|children|boys|girls|infants|teenagers|volunteers|males|females|rats|mice|"
    r"animals)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:on|given|taking|receiving|treated|fed|injected|with)\b", re.IGNORECASE)
"""What was given is told by its name; an organ or a kind of person may be told in many words."""
_GENERAL = re.compile(
    r"\b(?:control\w*|comparator\w*|untreated|unexposed|others?|rest|without|baseline|before|start|outset|normal|"
    r"usual|expected|predicted|nothing|none|alone|either|each|one|first|second|former|latter|time|weeks?|months?|"
    r"years?|days?|hours?|minutes?|ever|that|this|same|both|any\w*|everyone|half|twice|zero|chance|average|mean|"
    r"median|earlier|previous\w*|later|limits?|level|threshold|groups?|arms?|two|three|four|five|six|\w+teen|ten|"
    r"healthy|not|people|patients|persons|participants|what|whose|where|day|week|peers?|unaffected|unmedicated|"
    r"non-?\w+|un\w{4,}|if|most|lower|higher|low|high)\b",
    re.IGNORECASE,
)
_INERT = re.compile(
    r"\b(?:placebos?|controls?|controlled|vehicles?|shams?|saline|dumm(?:y|ies)|inert|inactive|"
    r"untreated|water|blank|solvent)\b",
    re.IGNORECASE,
)
_OPPOSED = tuple(
    tuple(re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for words in pair)
    for pair in (
        (r"surviv\w+|alive|lived", r"mortalit\w+|deaths?|die[ds]?|dying|fatalit\w+|lethality"),
        (r"remissions?", r"relapse[sd]?|recurrences?|flares?"),
        (r"success\w*|succeed\w*", r"fail(?:ed|ures?|s)?"),
        (r"incidence|prevalence|presence|occurrence", r"absence|absent"),
        (r"adheren\w+|complian\w+|retention|completed|completion", r"drop-?outs?|withdr\w+|discontinu\w+|attrition"),
        (r"sensitivity", r"specificity"),
        (r"responders?|responded|response rates?", r"non-?responders?|non-?response|no response"),
    )
)
_FATES = _OPPOSED[:3]
_PARTS = re.compile(r";|, (?:and|but|while|whereas)\b|\b(?:but|whereas|while)\b|(?<=[a-z%)])\. ", re.IGNORECASE)
_SPELT = 4


def unnamed_comparator(claim: str, known: Sequence[str]) -> str:
    """What the claim compares with, of which none of the texts known has a word, or nothing."""
    text = normalise(claim).text
    there = (
        stems(" ".join(known)) | plain(" ".join(known)) | {each for of in short_forms(known).values() for each in of}
    )
    bodies = [normalise(each).text.casefold() for each in known]
    for match in _COMPARES.finditer(text):
        whole, named = _compared(text, match.end())
        if not named or _GENERAL.search(named) or (_PERSONS.search(whole) and not _GIVEN.search(whole)):
            continue
        if not (_GIVEN.search(whole) or _INERT.search(named) or _MEDICINE.search(named)):
            continue
        own = {each for each in stems(named) | plain(named) if not each[0].isdigit()}
        if _INERT.search(named):
            if not any(_INERT.search(each) for each in bodies):
                return named
        elif own and not own & there and not any(each[:_SPELT] in body for each in own for body in bodies):
            return named
    return ""


def _compared(text: str, at: int) -> tuple[str, str]:
    """What stands behind a word of comparison, with the words that lead to what it names, and without them."""
    start = found.end() if (found := _LEADS.match(text, at)) else at
    end = found.start() if (found := _ENDS.search(text, start)) else len(text)
    return text[at:end], text[start:end].strip()


def turned_fate(claim: str, quotes: Sequence[str]) -> str:
    """A figure or a direction that the quotes give to the opposite of what the claim names, or nothing."""
    parts = [each for quote in quotes for each in _split(quote)]
    for own in _split(claim):
        if said_otherwise(own):
            continue
        for name, other in _both_ways(own):
            telling = [each for each in parts if _same_told(own, each, name in _ALL_FATES)]
            denied = any(said_otherwise(each) for each in telling) or any(name.search(each) for each in parts)
            if telling and not denied and all(other.search(each) for each in telling):
                return first(name, own)
    return ""


def _both_ways(text: str) -> Iterator[tuple[re.Pattern[str], re.Pattern[str]]]:
    """Each word of a pair that the text has without the other, with the other."""
    for one, other in _OPPOSED:
        if bool(one.search(text)) is not bool(other.search(text)):
            yield (one, other) if one.search(text) else (other, one)


_ALL_FATES = tuple(each for pair in _FATES for each in pair)


def _same_told(own: str, part: str, fate: bool) -> bool:
    """Whether both give the same figure, or let a fate go the same way."""
    mine, theirs = ({(each.value, each.unit) for each, *_ in placed(text) if not each.name} for text in (own, part))
    if mine:
        return bool(mine & theirs)
    ways = [(bool(UPWARDS.search(text)), bool(DOWNWARDS.search(text))) for text in (own, part)]
    return fate and ways[0] == ways[1] and ways[0] in ((True, False), (False, True))


def _split(text: str) -> list[str]:
    return [each for each in _PARTS.split(normalise(text).text) if each.strip()]
