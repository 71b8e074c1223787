"""C21: how many were better, told as how much better they were, or the other way round; and a share told as all.

Of `34% of patients had half as many seizures` no claim tells that seizures fell by 34%, nor that patients had half as
many; of `pain fell by 30%` none tells that 30% of patients had less of it.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.figures.roles import Told, told_otherwise
from shared.gates.words.normal import normalise
from shared.gates.words.values import placed

_PERSONS = (
    r"(?:patients?|participants?|people|persons?|individuals?|adults?|subjects?|women|men|children|boys|girls|infants|"
    r"adolescents|volunteers|males|females|cases|recipients|users|those|them|rats|mice|animals|rabbits|dogs|pigs|wounds|"
    r"trials|studies)"
)
_AMOUNTS = (
    r"(?:reductions?|decreases?|increases?|falls?|drops?|rises?|declines?|improvements?|gains?|loss(?:es)?|changes?|"
    r"lower|higher|less|more|fewer|greater|smaller|larger|longer|shorter|better|worse|faster|slower|stronger|heavier|"
    r"lighter)"
)
_OF_THEM = re.compile(
    rf"\s?(?:\([^()]*\)\s?)?of (?:the |these |those |all |our |its )?(?:[\w-]+ ){{0,3}}?{_PERSONS}\b", re.IGNORECASE
)
_SHARE_OF = re.compile(
    rf"\b(?:proportions?|percentages?|shares?|fractions?) of (?:the |"
    rf"all )?(?:[\w-]+ ){{0,3}}?{_PERSONS}\b[^.;]{{0,80}}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\bby (?:about |nearly |roughly |approximately |some |up to |almost |over |more than |at least |around |an? |"
    r"(?:mean|average|median) (?:of )?){0,3}$",
    re.IGNORECASE,
)
_SO_MUCH = re.compile(
    rf"\s?(?:\([^()]*\)\s?)?(?:[\w-]+ )?{_AMOUNTS}\b(?! (?:[\w-]+ )?{_PERSONS}\b)|"
    r"\s?of (?:their |its |the |body |initial |baseline |total ){0,3}(?:weight|mass|fat|volume|area|length|size|"
    r"score)s?\b",
    re.IGNORECASE,
)
_AMOUNT_OF = re.compile(
    r"\b(?:reductions?|decreases?|increases?|falls?|drops?|rises?|declines?|improvements?|gains?|loss(?:es)?)\b"
    r"[^.;,\d]{0,50}\b(?:of|was|were|averaged|reached)\s$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"\b(?:of|among) (?:the )?(?:[\w-]+ ){{0,2}}?{_PERSONS}, \d+ of \d+\b|"
    rf"(?<![\d.,])\d+\s?(?:/|(?:out )?of (?:the |all )?)\s?\d+\s(?:[\w-]+ ){{0,2}}?{_PERSONS}\b",
    re.IGNORECASE,
)
_SAYS_SHARE = re.compile(
    r"\b(?:some|many|most|few|fewer|(?<!or )more|(?<!or )less|half|third|quarter|part|share|proportion|percentage|"
    r"fraction|majority|minority|number|rate|respon\w+|often|likel\w+|odds|chance|common\w*|frequen\w+|certain|"
    r"several|not all|one|two|who|those|achiev\w+ by|up to|out of|in \d|among)\b|\d+ ?(?:of|/) ?(?:the |these |those |"
    r"all )?\d+",
    re.IGNORECASE,
)
_WHOLLY = re.compile(r"\b(?:complet\w+|full(?:y)?|entire\w*)\b", re.IGNORECASE)
"""How a quote may say what some of them reached, where it gives no figure."""
_BARE = re.compile(
    rf"(?:^|[,;] )(?:the |in )?(?:[\w-]+ ){{0,2}}?(?P<who>{_PERSONS})\b|\b(?:of|in) (?:the )?(?:treated )?{_PERSONS}\b",
    re.IGNORECASE,
)


def crossed(claim: str, quotes: Sequence[str]) -> str:
    """A percentage that the claim tells as an amount and its quotes as a share, or the reverse; or nothing."""
    crossed_over = told_otherwise(_roles(claim), (each for quote in quotes for each in _roles(quote)))
    return next((each.span for each in crossed_over), "")


def told_of_all(claim: str, quotes: Sequence[str]) -> str:
    """The share of those in whom a quote saw what the claim tells, with its figure, of all of them; or nothing."""
    text = normalise(claim).text
    if _SAYS_SHARE.search(text) or not _BARE.search(text):
        return ""
    own = _figures(claim)
    for quote in quotes:
        body = normalise(quote).text
        roles = [*_roles(quote)]
        shares = [(each.value, each.span) for each in roles if each.role == "share"]
        shares += [(each[0].split()[0], each[0]) for each in _COUNT.finditer(body)]
        rest = _figures(quote) - {(value, "%") for value, _ in shares}
        others = [each.value for each in roles if each.role == "amount"]
        kept = any((value, "%") in own for value, _ in shares)
        whole = _WHOLLY.search(text) and _WHOLLY.search(body)
        if len(shares) == 1 and (own & rest or whole) and not kept and all((value, "%") in own for value in others):
            return shares[0][1]
    return ""


def _figures(text: str) -> set[tuple[str, str]]:
    return {(each.value, each.unit) for each, *_ in placed(text) if each.unit and not each.name}


def _roles(text: str) -> Iterator[Told]:
    """Each percentage, and whether it is a share of somebody or an amount, or neither by its words."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.unit != "%" or each.name:
            continue
        before = body[max(0, at - 160) : at]
        share = _OF_THEM.match(body, end) or _SHARE_OF.search(before)
        amount = _BY.search(before[-60:]) or _SO_MUCH.match(body, end) or _AMOUNT_OF.search(before[-90:])
        yield Told(each.value, each.unit, "share" if share else "amount" if amount else "", each.span)
