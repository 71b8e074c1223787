"""Sentences of a record that tell what others found or did, and not what its own study did."""

import re

_OF_OTHERS = re.compile(
    r"\b(?:has|have) (?:\w+ly )?(?:long )?been (?:\w+ly )?(?:shown|reported|demonstrated|known|suggested|established|"
    r"used|available|marketed|prescribed|practi[sc]ed|approved|licen[sc]ed)\b|\b(?:has|"
    r"have) been \w+ly (?:evaluated|described|studied)\b|"
    r"\b(?:previous|earlier|prior|other|numerous) (?:\w+ )?(?:studies|trials|reports?|work|investigations?|"
    r"publications?)\b|\bpreviously (?:\w+ )?(?:published|reported|shown|described|found)\b|"
    r"\bit is (?:\w+ )?(?:agreed|known|estimated|established|accepted|believed)\b|\b(?:is|are) known to\b",
    re.IGNORECASE,
)


def is_of_others(text: str) -> bool:
    """Whether a sentence says outright that it tells of what was known, or used, before."""
    return bool(_OF_OTHERS.search(text))
