"""Words that turn a change about: less of a gain, a rise that was prevented, the time until something bad."""

import re

from functions.fetch.appraisal.results.outcome_words import mentions

_I = re.IGNORECASE
_GAIN = (
    r"(?:reductions?|improvements?|relief|protection|benefits?|decreases?|declines?|increases?|rises?|falls?|drops?|"
    r"elevations?)"
)
_CHANGED = (
    r"(?:improv|declin|decreas|reduc|lower|increas|rais|fell|fall|rose|dropp|ameliorat|alleviat|reliev|attenuat|"
    r"restor|protect|prevent|enhanc|promot|accelerat|diminish|suppress|inhibit|heal|recover|chang|los[et]|gain)\w*"
)
_INERT = r"(?:the )?(?:placebo|sham|vehicle|saline|controls?)"
_LESS = (
    rf"\b(?:smaller|less|lower|fewer|weaker|lesser|poorer|slower) (?:\w+ ){{0,2}}?(?:{_GAIN}|effects?|efficacy)\b|"
    rf"\b(?:{_GAIN}|effects?|efficacy)(?: [\w-]+){{0,5}}? (?:was|were|is|are) (?:\w+ly )?(?:smaller|less|lower|"
    r"weaker|poorer|reduced|diminished|attenuated|abolished|blocked|lost|slower)\b|"
    r"\bless (?:\w+ly )?(?:effective|efficacious|potent|protective|beneficial|able)\b|"
    rf"\b{_CHANGED}(?:,? [\w-]+){{0,7}}?,? (?<!\bno )(?<!\bnot )(?:\w+ly )?"
    r"(?:less(?: so)?|least|to a (?:lesser|smaller) (?:extent|degree))(?=\W*$|,| (?:than(?! \d)|in|with|on|after|under|"
    r"among|for|at|when|if)\b)|\b(?:no|not|never|nor)(?: \w+ly| any)? (?:more|further|faster|as (?:much|well|"
    r"\w+ly))(?: [\w-]+){0,2} (?:than|as)\b(?! (?:\d|half\b|one\b|two\b))|\bas (?:little|poorly|badly) as\b|"
    rf"\b(?:as (?:much|well|often|\w+ly) as|(?:as|so) did) {_INERT}|"
    rf"\b{_INERT}\b.*\bto (?:a|an|the) (?:similar|same|comparable|equal) (?:extent|degree)\b|"
    rf"\bto (?:a|an|the) (?:similar|same|comparable|equal) (?:extent|degree)\b.*\b{_INERT}\b"
)
_IN_ALL = (
    r"\bin (?:the )?[\w+/-]+ and [\w+/-]+ groups\b(?!.{0,80}\b(?:than|compared|versus|more|greater|larger|further)\b)|"
    r"\b(?:in|for|with|after|following|by) (?:(?:the )?administration of )?both (?:interventions|treatments|drugs|"
    r"medications|agents|"
    r"regimens)\b(?!.{0,80}\b(?:than|compared|versus|more|greater|larger|further)\b)|"
    r"\b(?:in|for|with|within) (?:both|all|either)(?: the| of the)? (?:study |trial )?(?:groups?|arms?)\b"
    r"(?!.{0,80}\b(?:than|compared|versus|more|greater|larger|further)\b)"
)
LESS = re.compile(rf"{_LESS}|{_IN_ALL}", _I)
"""That there was less of what is good or bad, or as much in every group: no more is known than that."""
_LESS_IN_SOME = re.compile(_LESS, _I)
UNDONE = re.compile(
    r"\b(?:reduc|diminish|attenuat|abolish|block|revers|prevent|inhibit|suppress|counteract|ameliorat|limit|blunt|"
    rf"mitigat|decreas|restor|lower|lessen|delay|slow|antagoni[sz])\w*(?: (?!(?:via|by|through|with|and|"
    rf"without)\b)[\w-]+){{0,3}}? {_GAIN} "
    r"(?:in|of|by|from|against|caused|induced)\b",
    _I,
)
"""That a change was undone: of the two words the nearer one is not the study's result."""
_ALIKE = re.compile(
    r"[^;.]{0,80}?\bin (?:both|all|either)(?: the| of the)? (?:\w+ )?(?:groups?|arms?)[^;.,]{0,40},? (?:and|but|"
    r"with|without) "
    r"(?:there (?:was|were) )?(?:no (?:[\w-]+ ){0,3}differences?|did not (?:\w+ly )?differ|"
    r"(?:any )?(?:significant )?differences?|"
    r"(?:was|were) not (?:\w+ly )?different)\b[^;.,]{0,30}\b(?:between|among|across)\b",
    _I,
)
SPEED = re.compile(r"faster|slower|slow(?:s|ed)|accelerat\w+", _I)
SLOWLY = re.compile(r"slower|more slowly|less (?:rapidly|quickly|steeply)", _I)
_TIME_TO = re.compile(
    r"\b(?:times?|days?|weeks?|months?|latency|interval) (?:to|until|before) (?:the |an? )?"
    r"(?:first |onset of )?(?:\w+ )?",
    _I,
)


def turned(text: str, change: re.Match[str], *, acts: bool = False) -> bool:
    """Whether the text turns this change about, so that which way it went is not plain.

    Where the peptide itself `acts`, "in both groups" tells of groups that both had it.
    """
    if any(not _of_an_outcome(text, each) for each in (_LESS_IN_SOME if acts else LESS).finditer(text)):
        return True
    if any(each.start() <= change.start() and change.end() <= each.end() for each in UNDONE.finditer(text)):
        return True
    near = text[max(0, change.start() - 15) : change.start()], text[change.end() : change.end() + 15]
    return any(SLOWLY.search(each) for each in near)


def is_alike_everywhere(text: str, at: int) -> bool:
    """Whether what ends there moved in every group and did not differ between them."""
    found = _ALIKE.match(text, at)
    return found is not None and not mentions(found[0])


def _of_an_outcome(text: str, less: re.Match[str]) -> bool:
    """Whether "less" is said of what is an outcome's own name: "fewer side effects", "weight reduction was less"."""
    return any(each.start < less.end() <= each.end or each.start <= less.start() < each.end for each in mentions(text))


def timed(text: str, until: int | None = None) -> bool:
    """Whether it speaks of the time to something: to what stands at `until`, where that is given."""
    if until is None:
        return _TIME_TO.search(text) is not None
    return any(each.end() == until for each in _TIME_TO.finditer(text, 0, until))
