"""C22: words of strength stay within the computed grade.

GRADE's plain language: only high certainty speaks without a hedge, moderate says `probably`, low says `may`.
A past-tense report of what one study saw makes no claim of certainty and passes at every grade.
"""

from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Level
from shared.gates.family import pattern
from shared.gates.words.normal import normalise
from shared.gates.words.scope import negated

_RANK = (Level.NONE, Level.PRECLINICAL, Level.VERY_LOW, Level.LOW, Level.MODERATE, Level.HIGH)

_NEEDS = (
    (
        Level.HIGH,
        pattern(
            r"\b(?:is|are|remains?)\s(?:an?\s|the\s)?(?:\w+\s){0,2}?(?:effective|efficacious)\b|",
            r"\beffective (?:treatment|therapy|therapeutic|agent|option|drug|remedy|intervention)s?\b|",
            r"\bhighly (?:effective|efficacious)\b",
            excuses=(negated,),
        ),
    ),
    (
        Level.HIGH,
        pattern(
            r"\b(?:clearly|conclusively|definitively|undoubtedly|unequivocally|certainly|consistently|reliably)\s"
            r"(?:\w+\s)?(?:shows?|demonstrates?|improves?|reduces?|increases?|works?|benefits?|proves?)\b",
            excuses=(negated,),
        ),
    ),
    (
        Level.HIGH,
        pattern(
            r"\b(?:strong|robust|compelling|convincing|overwhelming|solid|high[- ](?:quality|certainty))\s(?:\w+\s)?"
            r"(?:evidence|proof|support|data)\b",
            excuses=(negated,),
        ),
    ),
    (
        Level.MODERATE,
        pattern(
            r"\b(?:probably|very likely|most likely)\s(?:\w+\s)?(?:improves?|reduces?|increases?|lowers?|helps?|"
            r"prevents?|benefits?|effective)\b|\b(?:good|moderate[- ](?:quality|certainty)|consistent|"
            r"substantial)\s(?:\w+\s)?evidence\b",
            excuses=(negated,),
        ),
    ),
)


def inflated(text: str, level: Level) -> list[Finding]:
    """A finding for each word of strength in the claim that the grade does not bear."""
    normal = normalise(text)
    found: list[Finding] = []
    for needed, each in _NEEDS:
        if _RANK.index(level) >= _RANK.index(needed):
            continue
        for match in each.regex.finditer(normal.text):
            if not any(excuse(normal.text, match) for excuse in each.excuses):
                reason = f"is stronger than the grade ({level.value.replace('_', ' ')}) bears"
                found.append(Finding(rule="C22", severity="block", reason=reason, span=normal.span(*match.span())))
    return found
