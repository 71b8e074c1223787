"""C11: what quotes saw in some of their people or animals alone, told of all of them.

Where a quote says so itself (`only in`, `confined to`, `in the subgroup with`, `completers`, `responders`), or sets
two kinds against each other (`in women ..., whereas in men ...`), a claim names those of whom it speaks. Words of the
quote's narrower kind, or any word of part (`some`, `a subgroup`), will do. A study of one kind alone narrows nothing
here: what it was done in stands beside the claim (docs/adr/0028).
"""

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.values import placed
from shared.gates.words.wording import first, nearly, plain

_ONLY_IN = re.compile(
    r"\b(?:(?:only|solely|exclusively|just)\s(?:in|among|for|by)|(?:confined|limited|restricted|specific|"
    r"exclusive) to|(?:in|among|within|of) (?:the|a) (?:[\w-]+ )?sub-?(?:group|set|population|sample)s? (?:of|with|"
    r"who|whose|in|having)|(?:in|among|within) (?:the|a|those in the) (?=[\w-]+(?: [\w-]+)? sub-?(?:group|"
    r"set)s?\b))\s?(?P<who>(?:(?!\b(?:did|was|were|had|has|have|could|does)\b)[^,.;:()]){3,90})",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"(?:patients?|participants?|people|persons?|individuals?|adults?|subjects?|women|men|children|boys|girls|males?|"
    r"females?|rats|mice|animals|carriers|those|smokers|users|infants|cases|volunteers)\b|\w+(?:ers|ants|ees)\b",
    re.IGNORECASE,
)
_KEPT_BY = re.compile(
    r"\b(?:completers?|completed|responders?|responded|non-?responders?|finish\w*|adher\w+|complian\w+|survivors?)\b",
    re.IGNORECASE,
)
_LOSERS = re.compile(
    r"\b(?P<who>completers|responders|non-?responders|(?:those|patients|participants|people|subjects) who "
    r"(?:completed|finished|responded|adhered|survived))\b",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:some|sub-?(?:groups?|sets?|population)|part|certain|others?|only|selected|particular|who|whose|those|"
    r"depend\w+|varied|differ\w*|not all|not every\w*|respectively)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r";|\b(?:whereas|while|but|although)\b|, and (?=in\b|among\b|no\b)", re.IGNORECASE)
_SEXES = (
    re.compile(r"\b(?:females?|women|woman|girls?)\b", re.IGNORECASE),
    re.compile(r"\b(?:males?|men|man|boys?)\b", re.IGNORECASE),
)
_EITHER = re.compile(r"\b(?:both sexes|either sex|sex|gender)\b", re.IGNORECASE)


_APART = re.compile(r";|\b(?:whereas|while|but|although)\b|, and (?=[^,;]* (?:not|no)\b)|, (?=not\b)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:\b(?:in|among|for|of)\s|^\W*(?:the )?)(?P<who>(?:(?!\b(?:did|was|were|had|has|have|could|does|it|lost|gained|"
    r"improved|rose|fell|lived|not|no)\b)[^,.;:()]){3,80})",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:overall|(?:in|among|for|of) (?:the )?(?:whole|entire|total|full|overall|others?|rest|remaining|remainder|"
    r"general)\b|in (?:all|everyone))",
    re.IGNORECASE,
)
_THE_OTHERS = re.compile(r"\b(?:those|them|others?|rest|remaining)\b", re.IGNORECASE)
_HEADS = plain(
    "women woman men man children boys girls males females infants adolescents rats mice animals carriers smokers"
)
"""Whom `those` repeats in a denial: both parts speak of them."""
_NOBODY = plain(
    "patients patient participants people persons individuals adults subjects those cases volunteers group groups"
)


def told_of_all(claim: str, quotes: Sequence[str]) -> str:
    """What of a quote narrows in whom it was seen, and what the claim drops; or nothing."""
    if any(nearly(claim, each) for each in quotes):
        return ""
    text = normalise(claim).text
    bodies = [normalise(each).text for each in quotes]
    if _PART.search(text):
        return ""
    return (
        _restricted(text, bodies) or _finishers(text, bodies) or _one_sex(text, bodies) or _not_the_others(text, bodies)
    )


def _restricted(claim: str, quotes: Sequence[str]) -> str:
    own = _meant(claim, quotes)
    for quote in quotes:
        for match in _ONLY_IN.finditer(quote):
            kept = _meant(match["who"], quotes)
            people = _WHO.search(match["who"]) or re.search(r"\bsub-?(?:group|set|population)", match[0], re.IGNORECASE)
            if people and kept and not kept & own and _speaks_of(claim, quote, match.span()):
                return match[0]
    return ""


def _speaks_of(claim: str, quote: str, span: tuple[int, int]) -> bool:
    """Whether the claim speaks of what that quote says, and of no other part of it."""
    part = _around(quote, *span)
    rest = quote.replace(part, " ")
    own = plain(claim)
    return len(own & plain(part)) > len(own & (plain(rest) - plain(part)))


def _around(quote: str, start: int, end: int) -> str:
    """The part of a sentence in which those words stand."""
    begin = max((each.end() for each in _AGAINST.finditer(quote, 0, start)), default=0)
    upto = next((each.start() for each in _AGAINST.finditer(quote, end)), len(quote))
    return quote[begin:upto]


def _finishers(claim: str, quotes: Sequence[str]) -> str:
    """What those who went through with it, or whom it helped, had."""
    if _KEPT_BY.search(claim):
        return ""
    figures = _figures(claim)
    for quote in quotes:
        for match in _LOSERS.finditer(quote):
            part = _around(quote, *match.span())
            if figures & _figures(part) - _figures(quote.replace(part, " ")):
                return match[0]
    return ""


def _figures(text: str) -> set[str]:
    return {f"{each.value} {each.unit or each.shared}" for each, *_ in placed(text) if not each.name}


def _one_sex(claim: str, quotes: Sequence[str]) -> str:
    """What one sex had and the other had not, told of neither."""
    if _EITHER.search(claim) or any(each.search(claim) for each in _SEXES):
        return ""
    for quote in quotes:
        parts = [each for each in _AGAINST.split(quote) if each and each.strip()]
        of = [(part, [bool(each.search(part)) for each in _SEXES]) for part in parts]
        females = [part for part, (female, male) in of if female and not male]
        males = [part for part, (female, male) in of if male and not female]
        if not females or not males or _EITHER.search(quote):
            continue
        apart = said_otherwise(" ".join(females)) is not said_otherwise(" ".join(males))
        if apart and plain(claim) & plain(" ".join([*females, *males])):
            return next(found[0] for each in _SEXES if (found := each.search(quote)))
    return ""


def _not_the_others(claim: str, quotes: Sequence[str]) -> str:
    """What a quote saw in those whom it names and denies of all or of the others, where the claim names none of it."""
    if said_otherwise(claim):
        return ""
    own = _meant(claim, quotes)
    for quote in quotes:
        parts = [each for each in _APART.split(quote) if each and each.strip()]
        for seen, denied in chain(pairwise(parts), pairwise(reversed(parts))):
            if said_otherwise(seen) or not said_otherwise(denied):
                continue
            who = _whom(seen)
            others = _whom(denied) or (_meant(denied, quotes) if _OTHERS.search(denied) else set())
            alone = who - others - _NOBODY - (_HEADS if _THE_OTHERS.search(denied) else set())
            told = (plain(seen) - who) & own
            if alone and others and told and not alone & own and not (others - who - _NOBODY) & own:
                return first(_NAMED, seen) or seen.strip()[:60]
    return ""


def _whom(part: str) -> set[str]:
    """The stems of those of whom a part of a sentence speaks, and of what narrows them."""
    return {stem for each in _NAMED.finditer(part) if _WHO.search(each[0]) for stem in plain(each[0])}


def _meant(text: str, quotes: Sequence[str]) -> set[str]:
    found = {each.stem for each in labels(text, short_forms(quotes))} | {
        each for each in plain(text) if not each[0].isdigit()
    }
    return found | {f"{each.value}" for each, *_ in placed(text)}
