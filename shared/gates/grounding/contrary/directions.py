"""G1: which way a claim goes, beside which way its quotes go, and the words of direction that every gate reads."""

import re
from collections.abc import Iterable, Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.polarity import likens, said_otherwise
from shared.gates.words.wording import first, nearly

_UP = (
    r"\b(?:increas\w+|rose|ris(?:e|es|ing|en)|rais(?:e|es|ed|ing)|higher|greater|elevat\w+|gain\w*|"
    r"more(?! than \d)|enhanc\w+|accelerat\w+|prolong\w+|longer|faster|larger|upregulat\w+|up-regulat\w+)\b"
)
_DOWN = (
    r"\b(?:decreas\w+|reduc\w+|lower\w*|fewer|less(?! than \d)|declin\w+|fell|fall(?:s|ing)?|diminish\w+|"
    r"attenuat\w+|suppress\w+|inhibit(?!ors?\b)\w*|shorten\w*|shorter|briefer|slower|smaller|los[st]|loss|drop\w*|"
    r"downregulat\w+|down-regulat\w+|delay\w*)\b"
)
_BETTER = r"\b(?:improv\w+|better|ameliorat\w+|protect\w+|benefi\w+|superior)\b"
_WORSE = r"\b(?:worse\w*|deteriorat\w+|impair\w*|aggravat\w+|exacerbat\w+|harm\w*|inferior|toxic)\b"
_HIGH = r"\b(?:high|long|large|great|strong(?:er|ly)|heavier|further|additional\w*|stimulat\w+|hyper\w{4,})\b"
_LOW = r"\b(?:low|short|small|poor|depress(?:ed|es)|weaker|lighter|lack(?:s|ed|ing)?|absent|hypo(?!thes)\w{4,})\b"
"""Words that make a direction of a quote and none of a claim, which may speak of a high dose."""
_UPWARDS, _DOWNWARDS, _FOR, _AGAINST = (
    (re.compile(said, re.IGNORECASE), re.compile(plain, re.IGNORECASE))
    for said, plain in ((_UP, _HIGH), (_DOWN, _LOW), (_BETTER, _BETTER), (_WORSE, _WORSE))
)
_OPPOSED = ((_UPWARDS, _DOWNWARDS), (_DOWNWARDS, _UPWARDS), (_FOR, _AGAINST), (_AGAINST, _FOR))
UPWARDS, DOWNWARDS = _UPWARDS[0], _DOWNWARDS[0]
_EFFECTS = (
    *(said for said, _ in (_UPWARDS, _DOWNWARDS, _FOR, _AGAINST)),
    re.compile(
        r"\b(?:differ(?:s|ed|ent|ently|ence|ences)?|chang\w+|alter\w*|affect\w*|influence\w*|vari(?:es|ed))\b",
        re.IGNORECASE,
    ),
)
_NO_DIRECTION = re.compile(
    r"\b(?:or|once|any|not|no|what is) more\b|\bmore (?:women|men|patients|people|girls|boys|children) than\b|"
    r"\bmore than an? (?:third|quarter|fifth|tenth|half)\b|\bmore or less\b|\bor (?:less|higher|lower|longer|later)\b|"
    r"\b(?:more|less) (?:than|or)\b(?= \w*\d)|\bthe (?:\w+er|more|less)(?: so)? the (?:\w+er|more|less)\b|"
    r"\b(?:lower|higher|smaller|larger|greater) (?:doses?|concentrations?|dosages?)\b|\bat least\b|"
    r"\bmore than\b(?= (?:half|one|two|three|any))|"
    r"\b(?:lowering|reducing|raising|increasing) (?:drugs?|agents?|medic\w+|therap\w+|treatments?|compounds?)\b",
    re.IGNORECASE,
)
_THE_MORE = re.compile(
    r"\bthe (?:more|higher|longer|larger|greater)\b[^,.;]{1,60}, (?=the (?:more|less|fewer|\w{2,}er)\b)", re.IGNORECASE
)
"""`The more was given, the less it weighed`: only what follows is a direction."""
_BY_DOSE = re.compile(r"\b(?:dose|concentration|time)[- ](?:depend\w+|relat\w+|respons\w+)", re.IGNORECASE)
_EASED_MORE = re.compile(
    r"\b((?:eas|reliev|lessen|alleviat|curb|reduc|lower|decreas|cut|sooth)(?:ed|s|es)? (?:[\w-]+ ){0,4}?)"
    r"more(?= than\b)",
    re.IGNORECASE,
)
"""More of a relief is less of what it relieves."""
_INVERSE = re.compile(
    r"\b(?:invers\w+|negativ\w+) (?:\w+ )?(?:associat|correlat|relat|link|proportion)\w*|"
    r"\b(?:associat|correlat|relat)\w+ (?:was |were )?(?:invers|negativ)\w+",
    re.IGNORECASE,
)
"""What has more of the one has less of the other: both words tell it."""
LESS_OF_IT = re.compile(r"\bmore (?:slow|rare|seldom|weak|brief)\w*", re.IGNORECASE)
"""Less of something, said with `more`."""
_SPEED = re.compile(r"\b(?:slow(?:er|ed)|fast(?:er|est)|quicker|sped|speed\w*)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:took|takes|taking|needed|required) (?:\w+ )?(?:longer|more time)\b", re.IGNORECASE)
_SOONER = re.compile(r"\b(?:took|takes|taking|needed|required) (?:\w+ )?(?:less time|shorter)\b", re.IGNORECASE)
_WELL = re.compile(
    r"\b(?:surviv\w+|alive|live[ds]?|remission|respon\w+|success\w*|complian\w+|free of)\b", re.IGNORECASE
)
_ILL = re.compile(
    r"\b(?:mortal\w*|deaths?|die[ds]?|relaps\w+|recurren\w+|progress\w+|fail\w*|withdr\w+)\b", re.IGNORECASE
)


def as_speed(text: str) -> str:
    """What took longer was slower."""
    return _SOONER.sub("faster", _LATER.sub("slower", text))


def tells_of_an_effect(claim: str) -> str:
    """The word of change or of direction in a claim that denies nothing, or nothing."""
    text = normalise(claim).text
    if said_otherwise(text) or likens(text):
        return ""
    return next((found for each in _EFFECTS if (found := first(each, text))), "")


def turned(claim: str, quotes: Iterable[str]) -> str:
    """A word of direction in the claim whose opposite is all that the quotes have, or nothing."""
    text = _NO_DIRECTION.sub(" ", _THE_MORE.sub(" ", _EASED_MORE.sub(r"\1", normalise(claim).text)))
    texts = [normalise(quote).text for quote in quotes]
    if _SPEED.search(" ".join(texts)):
        text = as_speed(text)
    elif _SPEED.search(text):
        texts = [as_speed(each) for each in texts]
    if any(map(_INVERSE.search, texts)):
        return ""
    if any(_BY_DOSE.search(each) for each in texts) and _NO_DIRECTION.search(normalise(claim).text):
        return ""
    return next(_turns(text, texts), "")


def _turns(text: str, texts: Sequence[str]) -> Iterator[str]:
    copied = any(nearly(text, each) for each in texts)
    for (side, plain), (opposite, _) in _OPPOSED:
        if not side.search(text):
            continue
        has = any(side.search(each) or plain.search(each) for each in texts)
        contrary = any(opposite.search(each) for each in texts)
        turned_round = not has and contrary
        more = copied and contrary and len(side.findall(text)) > sum(len(side.findall(each)) for each in texts)
        if turned_round or more:
            yield first(side, text)


def fates_differ(claim: str, quotes: str) -> bool:
    """Whether one speaks of survival where the other speaks of death: what is more here is less there."""
    return bool(_WELL.search(claim)) is not bool(_WELL.search(quotes)) and bool(_ILL.search(claim)) is not bool(
        _ILL.search(quotes)
    )
