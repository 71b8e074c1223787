"""G2: what a quote sets its finding against, told as where it was found.

`Kept in the treated knees, in contrast to the untreated knees` does not say that the untreated knees kept it. A claim
that affirms, and names of the two what stands behind `in contrast to`, `unlike`, `rather than` or `instead of` alone,
is refused.
"""

import re
from collections.abc import Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import plain

_SET_AGAINST = re.compile(
    r",? \b(?:in (?:sharp |marked |clear )?contrast (?:to|with)|unlike|rather than|"
    r"instead of)\s(?P<other>[^,.;:()]{3,80})",
    re.IGNORECASE,
)
_SAVE = re.compile(
    r",? \b(?:except(?: for)?|with the exception of)\s(?P<other>[^,.;:()]{3,40}?)(?=[,.;:()]| \w{3,}ed\b| (?:was|were|"
    r"had|did|rose|fell)\b)",
    re.IGNORECASE,
)
"""What a quote that affirms takes out of its finding."""
_SEEN = r"\b(?:was|were|had|has|is|are|did|\w{3,}ed|rose|fell|grew|lost|gained)\b"
_VERB = re.compile(_SEEN, re.IGNORECASE)
_SEEN_IN = re.compile(
    rf"{_SEEN}[^,;]*?\b(?:in|with|for|among|on|after|by|under)\s"
    r"(?P<where>.*)$",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:than|compar\w+|against|versus|vs|unlike|contrast\w*|rather|instead|only|whereas|while|but|differ\w*|not)\b",
    re.IGNORECASE,
)


def affirmed(claim: str, quotes: Sequence[str]) -> str:
    """What a quote sets its finding against, where the claim tells the finding of it; or nothing."""
    text = normalise(claim).text
    if said_otherwise(text) or _COMPARES.search(text):
        return ""
    short = short_forms(quotes)

    def meant(words: str) -> set[str]:
        return {each.stem for each in labels(words, short)} | plain(words)

    own = meant(text)
    for quote in (normalise(each).text for each in quotes):
        saved = () if said_otherwise(quote) else _SAVE.finditer(quote)
        for match in (*_SET_AGAINST.finditer(quote), *saved):
            head = quote[: match.start()]
            other, where = meant(match["other"]), meant(_where(head))
            if (other - meant(head)) & own and where - other and not (where - other) & own:
                return match[0].strip(" ,")
    return ""


def _where(head: str) -> str:
    """That of which a finding is told: what stands behind its first preposition after the verb, else its subject."""
    found = _SEEN_IN.search(head)
    return found["where"].split(" of ")[0] if found else _VERB.split(head)[0]
