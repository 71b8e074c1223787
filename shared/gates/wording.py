"""Words of a claim beside the words of its quotes: denials, directions, species and plain overlap."""

import re
from collections import Counter
from collections.abc import Iterable

from shared.gates.normal import normalise

_TOKEN = re.compile(r"[A-Za-zα-ω][A-Za-zα-ω'-]*|\d[\d.,]*%?")
_STOP = re.compile(
    r"(?:"
    r"about|after|also|among|and|are|been|before|between|both|but|can|could|did|does|during|each|every|"
    r"from|had|has|have|having|here|into|its|may|might|more|most|much|nor|not|once|only|other|over|per|"
    r"reported|same|shown|significant|significantly|some|study|studies|such|than|that|the|their|them|then|"
    r"there|these|they|this|those|through|trial|trials|under|until|upon|very|was|were|what|when|where|"
    r"which|while|who|whose|will|with|within|without|would|one|two|three|participants|patients|people|"
    r"results|findings|associated|compared|received|treatment|effect|effects|increased|decreased|reduced|"
    r"higher|lower|group|groups"
    r")"
)
_DENIAL = re.compile(
    r"\b(?:no|not|never|neither|cannot|without|\w+n't|none|fail(?:s|ed|ing)? to|lack(?:s|ed|ing)?|absence|absent|"
    r"ineffective|inactive|unaffected|unchanged|nonsignificant|non-significant|similar|similarly|comparable|unable)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:()]|\b(?:but|however|whereas|although|though|while)\b", re.IGNORECASE)
_UP = (
    r"\b(?:increas\w+|rose|ris(?:e|es|ing|en)|rais(?:e|es|ed|ing)|higher|greater|elevat\w+|gain\w*|more|enhanc\w+|"
    r"accelerat\w+|prolong\w+|longer|faster|larger|upregulat\w+|up-regulat\w+)\b"
)
_DOWN = (
    r"\b(?:decreas\w+|reduc\w+|lower\w*|fewer|less|declin\w+|fell|fall(?:s|ing)?|diminish\w+|attenuat\w+|suppress\w+|"
    r"inhibit\w+|shorten\w*|shorter|slower|smaller|los[st]|loss|drop\w*|downregulat\w+|down-regulat\w+|delay\w*)\b"
)
_BETTER = r"\b(?:improv\w+|better|ameliorat\w+|protect\w+|benefi\w+|superior)\b"
_WORSE = r"\b(?:worse\w*|deteriorat\w+|impair\w*|aggravat\w+|exacerbat\w+|harm\w*|inferior|toxic)\b"
_DIRECTIONS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in ((_UP, _DOWN), (_BETTER, _WORSE))
)
_HUMANS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|humans?|people|persons?|adults|adolescents|children|infants|women|men|"
    r"athletes|outpatients|inpatients|clinical trials?)\b",
    re.IGNORECASE,
)
_LABORATORY = re.compile(
    r"\b(?:animals?|in vitro|ex vivo|cells?|cell lines?|tissues?|rodents?|cultures?)\b", re.IGNORECASE
)
_ANIMALS = {
    "rat": r"rats?",
    "mouse": r"mice|mouse|murine",
    "rabbit": r"rabbits?",
    "dog": r"dogs?|canines?|beagles?",
    "pig": r"(?<!guinea )(?<!guinea-)pigs?|piglets?|porcine|swine|minipigs?",
    "guinea pig": r"guinea[- ]pigs?",
    "monkey": r"monkeys?|macaques?|primates?",
    "sheep": r"sheep|ovine|lambs?",
    "cat": r"cats?|feline",
    "horse": r"horses?|equine",
    "cow": r"cows?|bovine|cattle|calves",
    "chicken": r"chickens?|chicks?|hens?",
    "zebrafish": r"zebrafish",
    "hamster": r"hamsters?",
}
_ANIMAL = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _ANIMALS.items()}
NEARLY = 0.8
"""Share of a quote's words from which a claim that has them counts as a copy of it."""
SHARED_AT_LEAST = 0.34
"""Share of a claim's own words that its quotes must have: below it, they speak of something else."""


def words(text: str) -> list[str]:
    """Lower-case words and numbers, in order."""
    return [each.lower() for each in _TOKEN.findall(normalise(text).text)]


def same_words(one: str, other: str) -> bool:
    """The same words in the same order, whatever their case, spacing and punctuation."""
    return words(one) == words(other)


def nearly(claim: str, quote: str) -> bool:
    """The claim repeats the quote with little changed, whatever it says beside it."""
    of = Counter(words(quote))
    return (Counter(words(claim)) & of).total() >= NEARLY * max(of.total(), 1)


def lost_denial(claim: str, quotes: Iterable[str]) -> str:
    """The denial of a quote that the claim speaks of and leaves out, or nothing."""
    denials = len(_DENIAL.findall(claim))
    own = _stems(claim)
    for quote in quotes:
        text = normalise(quote).text
        if nearly(claim, text) and len(_DENIAL.findall(text)) > denials:
            return _first(_DENIAL, text)
        if denials:
            continue
        for clause in _CLAUSE.split(text):
            said = _stems(clause)
            if _DENIAL.search(clause) and len(said) >= 2 and 2 * len(said & own) > len(said):
                return _first(_DENIAL, clause)
    return ""


def added_denial(claim: str, quotes: Iterable[str]) -> str:
    """A denial of the claim that no quote has, or nothing."""
    found = _first(_DENIAL, normalise(claim).text)
    texts = [normalise(quote).text for quote in quotes]
    if found and not any(_DENIAL.search(text) for text in texts):
        return found
    copied = any(nearly(claim, text) for text in texts)
    if copied and len(_DENIAL.findall(claim)) > sum(len(_DENIAL.findall(text)) for text in texts):
        return found
    return ""


def turned(claim: str, quotes: Iterable[str]) -> str:
    """A word of direction in the claim whose opposite is all that the quotes have, or nothing."""
    text = normalise(claim).text
    texts = [normalise(quote).text for quote in quotes]
    for pair in _DIRECTIONS:
        for side, opposite in (pair, pair[::-1]):
            if not side.search(text):
                continue
            if not any(side.search(each) for each in texts) and any(opposite.search(each) for each in texts):
                return _first(side, text)
            copied = any(nearly(text, each) for each in texts)
            if copied and len(side.findall(text)) > sum(len(side.findall(each)) for each in texts):
                return _first(side, text)
    return ""


def human_words(text: str) -> set[str]:
    """The words for people, in the singular as far as a plural s goes."""
    return {each.lower().removesuffix("s") for each in _HUMANS.findall(normalise(text).text)}


def laboratory_words(text: str) -> str:
    """A word for animals or cells in general, or nothing."""
    return _first(_LABORATORY, normalise(text).text)


def animals(text: str) -> dict[str, str]:
    """The kinds of animal named, each with its word."""
    body = normalise(text).text
    found = {name: regex.search(body) for name, regex in _ANIMAL.items()}
    return {name: match[0] for name, match in found.items() if match}


def shared(claim: str, quotes: Iterable[str], known: Iterable[str]) -> float:
    """The share of the claim's own words that its quotes have; words of `known` count neither way."""
    own = _stems(claim) - _stems(" ".join(known))
    if not own:
        return 1.0
    return len(own & _stems(" ".join(quotes))) / len(own)


def _stems(text: str) -> set[str]:
    return {each[:5] for each in words(text) if (len(each) > 2 or each[0].isdigit()) and not _STOP.fullmatch(each)}


def _first(regex: re.Pattern[str], text: str) -> str:
    match = regex.search(text)
    return match[0] if match else ""
