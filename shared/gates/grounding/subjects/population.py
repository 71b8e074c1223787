"""C11: a claim speaks of nobody more than its quotes do.

Where quotes narrow whom they speak of (`postmenopausal women with lupus`), a claim about `people` or `patients` that
keeps nothing of it is wider. So is a claim about `animals` where the quotes name one kind. Refused is what drops sex,
age or the kind of animal; what drops a disease alone is noted, for a claim may name it in other words. What narrows is
read from the quotes alone; a population that only the record tells stands beside the claim (docs/adr/0028).
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.values import NUMBER_WORDS
from shared.gates.words.wording import MEANINGS, animals, nearly, plain

_GENERAL = re.compile(
    r"\b(?:people|persons?|patients?|participants?|adults?|individuals?|humans|volunteers?|subjects|anybody|everybody|"
    r"everyone|anyone)\b",
    re.IGNORECASE,
)
_ANY_ANIMAL = re.compile(r"\banimals?\b(?!(?:'s)? (?:models?|stud(?:y|ies)|experiments?))", re.IGNORECASE)
_COUNTED = re.compile(rf"\b(?:\d+|{'|'.join(NUMBER_WORDS)})\s(?:[a-z]+\s)?$", re.IGNORECASE)
"""Behind a number stand the animals of the study."""
_COUNTED_THERE = re.compile(
    rf"\b(?:\d+|{'|'.join(NUMBER_WORDS)})(?:\s?\([^()]{{1,12}}\))?\s(?:[a-z-]+\s){{0,2}}$", re.IGNORECASE
)
"""Of a quote two words may stand between."""
_PERSON = re.compile(
    r"\b(?:people|persons?|patients?|participants?|humans|volunteers?|women|men|children)\b", re.IGNORECASE
)
_HEAD = (
    r"(?:patients?|participants?|subjects?|people|persons?|individuals?|adults?|women|men|woman|man|children|adolescents|"
    r"infants|newborns|boys?|girls?|volunteers?|outpatients|inpatients|applicators|residents|cases|athletes|"
    r"smokers|nonsmokers|non-smokers|donors|survivors|teenagers|mothers)"
)
_NARROW_HEAD = re.compile(
    r"women|men|woman|man|children|adolescents|infants|newborns|boys?|girls?|applicators|athletes|smokers|nonsmokers|"
    r"non-smokers|donors|survivors|teenagers|mothers",
    re.IGNORECASE,
)
_NO_ADJECTIVE = (
    r"(?:for|of|in|with|among|to|the|all|and|or|by|from|on|that|these|those|were|was|each|both|most|many|other|some|two|"
    r"three|total|than|between|at|as|a|an|our|no|versus|vs|did|are|is|older|more|treated|control|who|which|included|"
    r"enrolled|randomi[sz]ed|involving|placebo|when|into|per|only|if|study|trial|\d\S*)"
)
_CARE = r"(?:\w+ )?(?:h\w*emodialysis|dialysis|ventilation|chemotherapy|antiretroviral\w*|anticoagula\w+)\b"
"""What somebody is on who is ill in a way of their own."""
_PHRASE = re.compile(
    rf"(?P<before>(?:\b(?!{_NO_ADJECTIVE}\b)[A-Za-z][\w'/-]* ){{0,3}})\b(?P<head>{_HEAD})\b(?:\s?\([^()]*\))?"
    r"(?P<after>(?:,? (?:with|suffering from|diagnosed with|presenting with|living with|affected by|aged|undergoing|"
    r"having|older than|admitted|hospitali[sz]ed|"
    rf"on (?={_CARE})|"
    r"in (?!the\b|this\b|our\b|an?\b|each\b|both\b|\d)|[≥≤<>])"
    r"\s?(?:(?!\b(?:were|was|had|received|randomly|who|took|participated|completed|"
    r"entered|got|could|did|do|does|are|is|may|might)\b)[^.;:])*)?)",
    re.IGNORECASE,
)
_AFTER = 8
"""So many words behind those spoken of may narrow them."""
_BARE_BEFORE = re.compile(
    rf"(?:^|\b{_NO_ADJECTIVE} |\b(?:after|before|while|because|through|without|against|about|around|during|like) |"
    rf"\b(?:{'|'.join(NUMBER_WORDS)}) |[,;:(] ?)$",
    re.IGNORECASE,
)
_NARROWED_BEFORE = re.compile(r"\b(?:older|control) $", re.IGNORECASE)
_PLAINLY_AFTER = re.compile(
    r"^(?:[.,;:)]|$| (?:and|or|but|than|when|while|was|were|had|has|did|do|does|is|are|who (?:took|received|got|ate)|"
    rf"given|on(?! {_CARE})|taking|by|randomi[sz]ed|took|gained|lost|not|could|may|might|showed)\b)",
    re.IGNORECASE,
)
"""What stands behind those whom a quote speaks of at large."""
_NARROWED_AFTER = re.compile(
    r"^ ?(?:-|(?:with|without|who(?! (?:took|received|got|ate)\b)|whose|whom|that|aged|in|at|from|of|over|under|above|"
    r"below|older|younger|having|undergoing|suffering|living|dying|born|admitted|hospitali[sz]ed|diagnosed|infected|"
    r"affected|exposed|burn(?:ed|t)|injured|insured|licensed|referred|seen|attending|presenting|carrying|bearing|awaiting|"
    r"recovering|needing|already|previously|newly|known|prone)\b|[≥≤<>])",
    re.IGNORECASE,
)
"""Words behind those spoken of that narrow them."""
_OF_A_STUDY = frozenset(
    {"group", "data", "numbe", "inclu", "enrol", "rando", "assig", "recei", "place", "contr", "selec", "recru", "analy"}
    | {"sampl", "avail", "perfo", "exami", "consi", "yield", "expos", "inves", "evalu", "asses", "eligi"}
)


_OTHERS = re.compile(
    r"\b(?:controls?|healthy|unaffected|others|volunteers|non-?\w+)\b",
    re.IGNORECASE,
)
"""Beside controls `patients` are those with the disease."""
_TAKEN_IN = re.compile(
    r"\b(?:randomi[sz]ed|assigned|allocated|enrol\w+|recruit\w+|includ\w+|took part|taking part|screened|completed)\b",
    re.IGNORECASE,
)
"""How many a study took says nothing of what it found."""
_SEX_OR_AGE = frozenset(
    {
        "male",
        "female",
        "child",
        "adole",
        "teena",
        "infan",
        "newbo",
        "neona",
        "elder",
        "menop",
        "postm",
        "preme",
        "pregn",
    }
)


_BESIDE = 80
"""So many characters beside a word are read for what narrows it."""


def widened(claim: str, quotes: Sequence[str]) -> str:
    """The word of the claim that drops the sex, the age or the kind of animal that its quotes tell, or nothing."""
    if any(nearly(claim, each) for each in quotes):
        return ""
    text = normalise(claim).text
    everyone = [
        each
        for each in _ANY_ANIMAL.finditer(text)
        if not _COUNTED.search(text, max(0, each.start() - _BESIDE), each.start())
    ]
    if everyone and not animals(text) and _one_kind(quotes):
        return everyone[0][0]
    word, lost = _lost(text, quotes)
    disease = lost and at_large(text) and not any(map(speaks_at_large, quotes))
    return word if lost & _SEX_OR_AGE or disease else ""


def speaks_at_large(quote: str) -> bool:
    """Whether a quote itself speaks of people with nothing that narrows them."""
    body = normalise(quote).text
    return any(
        _PLAINLY_AFTER.match(body[each.end() : each.end() + _BESIDE])
        and _BARE_BEFORE.search(body, max(0, each.start() - _BESIDE), each.start())
        and not _COUNTED_THERE.search(body, max(0, each.start() - _BESIDE), each.start())
        and not _NARROWED_BEFORE.search(body, max(0, each.start() - _BESIDE), each.start())
        for each in _GENERAL.finditer(body)
    )


def at_large(text: str) -> bool:
    """Whether a claim speaks of people without setting them against others."""
    counted = any(
        _COUNTED.search(text, max(0, each.start() - _BESIDE), each.start()) for each in _GENERAL.finditer(text)
    )
    return not _OTHERS.search(text) and not (counted and _TAKEN_IN.search(text))


def perhaps_widened(claim: str, quotes: Sequence[str]) -> str:
    """The word of the claim that speaks of people with nothing of what its quotes narrow them by, or nothing."""
    return "" if any(nearly(claim, each) for each in quotes) else _lost(normalise(claim).text, quotes)[0]


def _lost(text: str, quotes: Sequence[str]) -> tuple[str, set[str]]:
    """A word for people at large, and what its quotes narrow them by, where the text has nothing of that."""
    spoken_of = list(_GENERAL.finditer(text))
    if not spoken_of or not all(bare(text, each) for each in spoken_of):
        return "", set()
    short = short_forms(quotes)
    narrow, around = _narrowing(quotes, short)
    said = {each.stem for each in labels(text, short)} | plain(text) & MEANINGS
    return (spoken_of[0][0], narrow) if narrow and not around & said else ("", set())


def _one_kind(quotes: Sequence[str]) -> bool:
    """Whether quotes name one kind of animal, no person, and nowhere animals in general."""
    others = any(map(_PERSON.search, quotes))
    return len({kind for quote in quotes for kind in animals(quote)}) == 1 and not others


def bare(text: str, match: re.Match[str]) -> bool:
    """Whether nothing narrows those of whom the claim speaks, but how many they are and what they were given."""
    before = text[max(0, match.start() - _BESIDE) : match.start()]
    after = text[match.end() : match.end() + _BESIDE]
    narrowed = _NARROWED_BEFORE.search(before) or _NARROWED_AFTER.match(after)
    return bool(_BARE_BEFORE.search(before)) and not narrowed


def phrases(text: str) -> Iterator[re.Match[str]]:
    """Those of whom a normalised text speaks (`head`), each with the words `before` and `after` that narrow them."""
    return _PHRASE.finditer(text)


def _narrowing(quotes: Sequence[str], short: Mapping[str, frozenset[str]]) -> tuple[set[str], set[str]]:
    """The stems of what narrows the people of quotes; and, by other names too, of that with all that is behind it."""
    narrow: set[str] = set()
    around: set[str] = set()
    for quote in quotes:
        for match in phrases(normalise(quote).text):
            head = match["head"] if _NARROW_HEAD.fullmatch(match["head"]) else ""
            before = labels(f"{match['before']} {head}", short)
            after = labels(match["after"], short)
            narrow |= {each.stem for each in [*before, *after[:_AFTER]]} - _OF_A_STUDY
            around |= {each.stem for each in [*before, *after]}
            around |= plain(f"{match['before']} {match['after']}") & MEANINGS
    return narrow, around
