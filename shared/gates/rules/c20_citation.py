"""C20: a citation leads to a record that may be cited, and quoted words stand in it."""

import re
from collections.abc import Iterator

from shared.domain.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.normal import normalise

_QUOTED = re.compile(r'"([^"]{4,})"|(?<![A-Za-z])\'((?:[^\']|(?<=\w)\'(?=\w)){4,}?)\'(?![A-Za-z])')
_RETRACTED = re.compile(r"\b(?:retracted|withdrawn|retraction)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z0-9%]+")
_TURNS = re.compile(r"\b(?:no|not|never|neither|without|cannot|failed|\w+n't|unless|only if|if)\b", re.IGNORECASE)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """Words in quotation marks that no quote has, or that leave out what turns them; a retracted source."""
    if known.quotes is None:
        return
    quotes = [normalise(each).text for each in known.quotes]
    plain = [_plain(each) for each in quotes]
    for match in _QUOTED.finditer(sentence):
        words = match[1] or match[2]
        holders = [quote for quote, flat in zip(quotes, plain, strict=True) if _plain(words) in flat]
        if not holders or (all(_TURNS.search(each) for each in holders) and not _TURNS.search(sentence)):
            yield match.start(), match.end(), "block"
    if any(_RETRACTED.search(each) for each in quotes) and not _RETRACTED.search(sentence):
        yield 0, len(sentence), "block"


def _plain(text: str) -> str:
    return f" {_LETTERS.sub(' ', text.lower()).strip()} "


FAMILY = Family(
    id="C20",
    version=1,
    severity="block",
    reason="cites what cannot be resolved, may not be cited or does not say so",
    given=_against,
    patterns=(
        pattern(
            r"\[\s?(?:\?+|citation needed|ref(?:erence)?s?(?: needed)?|source\??|cite|missing|"
            r"unknown|x+|n|pmid|doi|\d+\?)\s?\]"
        ),
        pattern(
            r"\bpmid:? ?0+\b|\bpmid:? ?(?:x+|n/?a|tbd|unknown|pending|\?+)|\bdoi:? ?(?:x+|tbd|"
            r"10\.0+/\S*|pending)|\bnct0{8}\b|\bpmid:? ?1?2345678?9?\b"
        ),
        pattern(
            r"\b(?:source|reference|citation|link)s? (?:to follow|pending|missing|lost|on request|"
            r"not (?:available|to hand))\b|\b(?:et al\.?|author),? (?:n\.d\.|year|in prep\w*|"
            r"forthcoming|unpublished|personal communication)\b"
        ),
    ),
)
