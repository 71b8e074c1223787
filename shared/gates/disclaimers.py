"""The only sentences about advice and readers that may stand on a page: exact words, kept in one place.

Templates print these constants; the rules leave out exactly these and nothing like them.
"""

import re
from functools import cache
from typing import Final

NOT_ADVICE: Final = "This page is not medical advice."
NOT_ADVICE_LONG: Final = (
    "This page summarises published research. It is not medical advice, recommends no treatment and no dose, and "
    "does not replace a conversation with your doctor or pharmacist."
)
NO_SALES: Final = "PepTalk sells no peptide, links to no vendor and takes no affiliate payments."
NOT_REVIEWED: Final = "Not reviewed by a person."
WRITTEN_BY_MODEL: Final = (
    "A language model wrote this summary from numbered sentences of the abstracts; every claim names the sentences "
    "it rests on."
)
WRITTEN_BY_EXTRACTION: Final = (
    "This page was put together from sentences of the abstracts, word for word; no language model wrote it."
)

ALL: Final = (NOT_ADVICE_LONG, NOT_ADVICE, NO_SALES, NOT_REVIEWED, WRITTEN_BY_MODEL, WRITTEN_BY_EXTRACTION)


def without_disclaimers(text: str) -> str:
    """The text with every exact disclaimer replaced by a paragraph's end; line breaks within one do not matter."""
    for sentence in ALL:
        text = _as_typeset(sentence).sub("\n\n", text)
    return text


@cache
def _as_typeset(sentence: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in sentence.split()))
