"""G2: what a claim tells of one thing as of another, of which its quotes tell that it was otherwise.

`And B did too`, `but B was`, `and also in B` say of B what the claim says before. Where the clauses of the quotes that
have most of the words for B alone all deny, limit or tell of what stayed as it was, B did not.
"""

import re
from collections.abc import Sequence

from shared.gates.grounding.contrary import nearest
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import said_otherwise
from shared.gates.words.wording import first

_PARTS = re.compile(
    r"[,;:]|\b(?:but|while|whereas|although|though|yet)\b|"
    r" and (?=also\b|(?:in |with |for )?(?:others?|all|each|every|those|that) |(?:[\w-]+ ){0,5}?(?:did|was|"
    r"were|had|does)\b)",
    re.IGNORECASE,
)
_LIKEWISE = re.compile(
    r"\b(?:also|as well|likewise)\b|\btoo(?=\W*$|[,;]| (?:in|at|with|by|for|on|after|among|during|under|"
    r"when)\b)|\b(?:did|was|were|had|does|do|could|is|are)(?: so| still)?\W*$|\bstill (?:was|were|did|had)\W*$|"
    r"^\W*(?:in |with |for |of )?(?:the )?(?:others|all others|every other)\b",
    re.IGNORECASE,
)
_AS_BEFORE = re.compile(r"\bas (?:it|they) (?:was|were|had been)\b", re.IGNORECASE)
"""What stayed `as it was` is not said to have done what another did."""
_OTHERWISE = re.compile(
    r"\b(?:negligible|minimal\w*|resistant|refractory|insensitive|lost|lacking|lacked|absent|constant|as before|"
    r"like (?:the |those of )?(?:\w+ )?(?:controls?|untreated)|\w*negative|spared|unaffected|unaltered|unchanged|"
    r"undetect\w+|only|solely|exclusively|recovered|independent\w*|confined|restricted|rather than|instead of|"
    r"overlapped|insufficient|inconclusive|little|hardly|ineffective|inactive|returned|without|normal|stable|intact|"
    r"0 (?:of|out of) \d+|(?:comparable|similar|same)(?! (?:\w+ )?(?:effects?|actions?|responses?|chang\w+|increases?|"
    r"decreases?|reductions?|rises?|falls?|patterns?|results?|findings?)\b))\b|\b0/\d",
    re.IGNORECASE,
)


def told(claim: str, quotes: Sequence[str]) -> str:
    """The word of the quotes by which that was otherwise which the claim tells as likewise, or nothing."""
    parts = [each for each in _PARTS.split(normalise(claim).text) if each and each.strip()]
    clauses = [each for quote in quotes for each in nearest.read(normalise(quote).text)]
    for place, part in enumerate(parts):
        if (
            place == 0
            or not _LIKEWISE.search(_AS_BEFORE.sub(" ", part))
            or said_otherwise(part)
            or _OTHERWISE.search(part)
        ):
            continue
        others = nearest.words(" ".join(parts[:place] + parts[place + 1 :]))
        own = nearest.words(part) - others
        shared = [len(own & each.words) for each in clauses]
        most = max(shared, default=0)
        near = [each for each, n in zip(clauses, shared, strict=True) if n and n == most]
        if near and all(each.denial or _OTHERWISE.search(each.text) for each in near):
            return next(each.denial or first(_OTHERWISE, each.text) for each in near)
    return ""
