"""C11: one part of what narrows whom quotes speak of, dropped while another is kept.

`Obese adolescents` are no `people with obesity`: an age goes with whatever else narrows (a sex may be left out beside
its disease). And who speaks of children alone, of whom quotes have but those with one disease, has widened as much as
who speaks of people.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.subjects.population import at_large, bare, phrases, speaks_at_large
from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.wording import MEANINGS, plain

_GENERAL = re.compile(r"\b(?:people|persons?|patients|adults|individuals|humans|volunteers)\b", re.IGNORECASE)
_ANYBODY = re.compile(
    r"\b(?:people|persons?|patients?|participants?|adults?|individuals?|humans?|volunteers?|subjects?|cases|populations?|"
    r"cohorts?|outpatients|inpatients)\b",
    re.IGNORECASE,
)
_BESIDE = r"(?:[\w-]+ ){0,2}"
_PEOPLE = rf"(?= {_BESIDE}(?:patients|participants|volunteers|subjects|adults|individuals|people|persons))"
_KINDS = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"children|infants|neonates|newborns|adolescents|toddlers|teenagers|schoolchildren",
        rf"elderly|older{_PEOPLE}",
    )
)
"""Two ages, as a quote names those whom it speaks of."""
_OTHER_AGES = re.compile(
    r"\b(?:(?<!older )(?<!elderly )adults|young(?:er)? (?:adults|people|men|women|patients)|(?:all|any|both) ages?|"
    r"middle-aged)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:wom[ae]n|\bm[ae]n\b|girl|boy|male|child|infan|neonat|newborn|bab(?:y|ies)|adolesc|toddler|teen|youth|young|old|elder|"
    r"aged|\bage\b|menopaus|pregnan|mother|father|lactat|breast|prostat|ovar|uter|endometr|cervi|vagin|menstr|testi|sperm|erect|"
    r"hysterect|p[ae]+diatr|school|puber|geriatr|preterm|birth|PCOS|IVF|sex|gender|juvenil|student|athlet|son\b|daughter|"
    r"\d ?(?:years?|y)\b|dement|both)",
    re.IGNORECASE,
)
"""Words that keep an age or a sex, or an illness that goes with it."""
_END = re.compile(
    r",|(?<=\w{4}) (?=(?:\w{3,}ed|rose|fell|ate|lost|gained|grew|took|went|came|showed|slept|ran|fell|felt|"
    r"drank|got|kept|had|did)\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?<!the )(?<!these )(?<!those )\b(?:children|women|men|adolescents|infants|girls|boys|smokers)\b", re.IGNORECASE
)
_WITH = re.compile(
    r"^,? (?:with|suffering from|diagnosed with|having|undergoing|admitted|hospitali[sz]ed)\b", re.IGNORECASE
)


def dropped(claim: str, quotes: Sequence[str]) -> str:
    """The word of the claim that drops the age or the disease of those whom its quotes narrow by it, or nothing."""
    text = normalise(claim).text
    bodies = [normalise(each).text for each in quotes]
    return _kind(text, bodies) or _head(text, bodies)


def _kind(claim: str, quotes: Sequence[str]) -> str:
    """People at large, whatever else narrows them, where all of the quotes' are of one age."""
    said = _GENERAL.search(claim)
    if said is None or _SAID.search(claim) or not at_large(claim):
        return ""
    there = " ".join(quotes)
    kinds = [each for each in _KINDS if each.search(there)]
    if not kinds or _OTHER_AGES.search(there) or any(map(speaks_at_large, quotes)):
        return ""
    unnarrowed = any(
        not any(kind.search(quote[max(0, each.start() - 40) : each.end()]) for kind in kinds)
        for quote in quotes
        for each in _ANYBODY.finditer(quote)
    )
    return "" if unnarrowed else said[0]


def _head(claim: str, quotes: Sequence[str]) -> str:
    """Children, women or men with nothing that narrows them, where the quotes' have one illness or another."""
    heads = list(_HEADS.finditer(claim))
    if not heads or not all(bare(claim, each) for each in heads) or _ANYBODY.search(claim) or not at_large(claim):
        return ""
    short = short_forms(quotes)
    said = {each.stem for each in labels(claim, short)} | plain(claim) & MEANINGS
    word = heads[0][0].lower()
    told = [each for quote in quotes for each in phrases(quote) if each["head"].lower() == word]
    if not told or not all(_WITH.match(each["after"]) for each in told):
        return ""
    own = {each.stem for each in labels(word, short)}
    around = {each.stem for one in told for each in labels(f"{one['before']} {_END.split(one['after'])[0]}", short)}
    return heads[0][0] if not (around - own) & said else ""
