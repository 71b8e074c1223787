"""Words that a sentence names instead of using: in quotation marks, and with a word for what stands between them."""

import re

_MARKED = re.compile(r"(?<!\w)\"[^\"]+\"|(?<!\w)'(?:[^']|'(?=\w))+'(?!\w)")
_AS_WORDS = re.compile(
    r"\b(?:words?|terms?|phrases?|slogans?|labels?|adjectives?|expressions?|headlines?|titles?)\b[^.;]*"
    r"\b(?:no|not|never|nothing|without|neither|forbids?|avoids?|lacks?|tells?|turned up)\b|"
    r"\b(?:is|are|was|were) (?:an? |the )?(?:\w+ )?(?:phrases?|slogans?|labels?|terms?|words?|headlines?)\b|"
    r"\b(?:refers? here|here refers?|means here|here means|refers? to the)\b",
    re.IGNORECASE,
)


def mentioned(sentence: str, match: re.Match[str]) -> bool:
    """The match stands in quotation marks, or is what they hold elsewhere, and the rest speaks of it as of a word."""
    for each in _MARKED.finditer(sentence):
        rest = sentence[: each.start()] + " " + sentence[each.end() :]
        inside = each.start() < match.start() and match.end() < each.end()
        explained = match[0][:6].casefold() in each[0].casefold()
        if (inside or explained) and _AS_WORDS.search(rest):
            return True
    return False
