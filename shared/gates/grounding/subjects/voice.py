"""C20: a claim in words of its own that speaks as the authors of its study do.

`We found` on a page says that PepTalk found it, and `our trial` that it ran one. A claim tells what others saw.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise

_WE = re.compile(r"(?<![\w.-])(?:[Ww]e|[Oo]ur|[Oo]urs|[Oo]urselves)(?![\w-])(?! ?[/=])")


def of_the_authors(claim: str, quotes: Sequence[str]) -> str:
    """The word by which a claim speaks as its authors, whatever its quotes say; or nothing."""
    del quotes
    found = _WE.search(normalise(claim).text)
    return found[0] if found else ""
