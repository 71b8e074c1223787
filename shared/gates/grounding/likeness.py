"""G2: what a quote says to be alike, independent or so in one place only, beside a claim that says the contrary.

`Equivalent in both` denies a difference without a word of denial, `only in the liver` an effect elsewhere.
A part of a claim is held to the clause of the quotes that has most of its words.
"""

import re
from collections.abc import Callable, Sequence

from shared.gates.words.clauses import joined
from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first

_PARTS = re.compile(
    r";|, (?:and|but|yet|while|whereas|though|although)\b|\b(?:but|while|whereas|although|though|yet)\b", re.IGNORECASE
)
_ALIKE = re.compile(
    r"\b(?:similar(?:ly)?|equivalent|comparable|identical|equal(?:ly)?|indistinguishable|the same)\b"
    r"(?! (?:to|manner|way)\b"
    r"(?= (?:that )?(?:reported|described|published|those of)))",
    re.IGNORECASE,
)
_AS_MUCH = re.compile(r"\balike\b|\bas (?:\w+ ){1,3}as\b", re.IGNORECASE)
_CHANGED_ALIKE = re.compile(r"\b(?:equally|similarly)\b.*\bcompar|\bcompar.*\b(?:equally|similarly)\b", re.IGNORECASE)
"""What went the same way in two, beside a third."""
_APART = re.compile(
    r"\bdiffer(?:s|ed|ent|ently|ence|ences)?\b|\b(?:\w+er|more|less|worse|better) (?:[\w-]+ ){0,6}?than\b|"
    r"\b(?:below|above|exceed\w*|distinct|unequal|dissimilar|unlike|in contrast)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:independent(?:ly)? (?:of|from)|regardless of|irrespective of)\b|\w-independent\b", re.IGNORECASE
)
_BOUND = re.compile(
    r"\bdepend(?:s|ed|ent|ing)?\b(?! variable)|\b(?:relied|relies|hinged|hinges|determined by|governed by)\b",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|alone|(?:confined|restricted) to)\b(?! (?:one|two|three|four|five|a|\d|"
    r"slight\w*|minor|small|marginal\w*|"
    r"modest\w*|weak\w*|partial\w*|minimal\w*|few|if)\b)",
    re.IGNORECASE,
)
_OTHERS_TOO = re.compile(
    r"\b(?:all|every) others?\b|\bothers (?:too|as well)\b|\beverywhere\b|"
    r"\balso (?:\w+ed\b|in\b|at\b|through\b|with\b|by\b|for\b|on\b|after\b|among\b|those\b)|"
    r"\b(?:did|was|were|had|got|showed) (?:so )?the same\b|\b(?:too|as well|likewise)(?=\W*$|[,;])|"
    r"\b(?:too|as well) (?:in|at|with|by|for|on|after|among|during|under|when)\b|\bothers? (?:besides?|than)\b|"
    r"\belsewhere\b|\b(?:away|apart) from\b|\bbesides\b",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|too|as well|likewise|similar(?:ly)?|not only)\b", re.IGNORECASE)

_POOR = r"(?:insufficient|inconclusive|inadequate|scant|scarce|limited|weak|sparse|little)"
_CONTRARIES = tuple(
    (re.compile(told, re.IGNORECASE), re.compile(contrary, re.IGNORECASE))
    for told, contrary in (
        (
            r"\b(?:prevent(?:s|ed)|block(?:s|ed)|abolish(?:es|ed)|eliminat(?:es|ed)|ruled out|spared|protected from)\b",
            r"\b(?:occurred|arose|developed|appeared|happened|went on|continued|persisted|(?:was|were) seen)\b",
        ),
        (
            (
                r"\b(?:disappeared|ceased|vanished|resolved|subsided|abated|(?:was|were) (?:gone|lost)|no longer|"
                r"(?:returned|back) to (?:\w+ )?(?:baseline|normal|control\w*)|normali[sz]ed)\b"
            ),
            r"\b(?:still|persist\w*|continued|remained (?!normal|stable|at)|went on)\b",
        ),
        (
            (
                r"\b(?:persisted|continued|endured|outlasted|(?:was|were) (?:\w+ly )?(?:maintained|retained|"
                r"preserved|kept))\b"
            ),
            (
                r"\b(?:ended|undid|undone|vanished|disappeared|ceased|abolished|removed|went away|(?:was|"
                r"were) (?:lost|gone))\b"
            ),
        ),
        (
            (
                r"\b(?:insufficient|inconclusive|inadequate|unclear|uncertain|unknown|unresolved|undetermined|"
                r"equivocal|"
                r"controversial|elusive|too few|(?:yet|remains?) to be|not (?:\w+ )?(?:known|clear|established|"
                r"determined|understood|settled))\b"
            ),
            (
                r"\b(?:could|can|may) (?:\w+ )?be (?:judged|told|known|determined|established|settled|"
                r"assessed|concluded|"
                r"answered|decided|estimated|drawn)\b|\b(?:is|are|was|were|has been|have been) (?:\w+ )?(?:known|clear|"
                r"certain|determined|established|settled|understood|resolved|answered|decided)\b|"
                r"\ballow(?:s|ed)? (?:\w+ )?(?:conclusions?|answers?|judge?ments?)\b"
            ),
        ),
        (
            rf"\b{_POOR} (?:\w+ )?evidence\b|\bevidence (?:\w+ ){{0,3}}{_POOR}\b",
            r"\b(?:ample|strong|good|clear|firm|much|plenty of|sufficient|solid) (?:\w+ )?evidence\b",
        ),
        (
            r"\b(?:novel|new|(?:not|never) (?:been )?previously|previously un\w+|for the first time)\b",
            r"\b(?:previously|already|long) (?:been )?(?:known|described|reported|recogni[sz]ed|identified)\b",
        ),
    )
)
"""What a quote may say, and what a claim about the same then may not."""


def contradicted(claim: str, quotes: Sequence[str]) -> str:
    """The word of a quote for likeness, independence or a limit that the claim turns into its contrary, or nothing."""
    text = normalise(claim).text
    texts = [normalise(each).text for each in quotes]
    if limit := _limit(text, texts):
        return limit
    short = short_forms(quotes)

    def stems(part: str) -> set[str]:
        return {each.stem for each in labels(part, short)}

    clauses = [each for quote in texts for part in _PARTS.split(quote) if part.strip() for each in joined(part)]
    for part in _PARTS.split(text):
        if said_otherwise(part) or _ALIKE.search(part) or _AS_MUCH.search(part):
            continue
        for told, contrary in ((_ALIKE, _APART), (_FREE, _BOUND), *_CONTRARIES):
            for clause in _nearest(part, clauses, stems) if contrary.search(part) else ():
                turned = told.search(clause) and not contrary.search(_FREE.sub(" ", clause))
                if turned and not _CHANGED_ALIKE.search(clause):
                    return first(told, clause)
    return ""


def _nearest(part: str, clauses: Sequence[str], stems: Callable[[str], set[str]]) -> list[str]:
    """The clauses that have most of a part's words, if any has one."""
    own = stems(part)
    shared = [len(own & stems(each)) for each in clauses]
    return [each for each, count in zip(clauses, shared, strict=True) if count and count == max(shared)]


def _limit(claim: str, quotes: Sequence[str]) -> str:
    """`Only in A` of a quote, and others as well in the claim."""
    if _ONLY.search(claim) or not _OTHERS_TOO.search(claim) or said_otherwise(claim):
        return ""
    return next((found[0] for each in quotes if not _ALSO.search(each) and (found := _ONLY.search(each))), "")
