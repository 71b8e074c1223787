"""Comparisons as sentences make them: which of two things had more of something, or had it better.

`A had more than B`, `greater with A than with B`, `compared with B, A increased it` are read clause by clause. Better
and worse are of one kind with more of what is good and of what is ill, where a clause says of what it speaks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from shared.gates.grounding.contrary import directions
from shared.gates.grounding.contrary.directions import DOWNWARDS, LESS_OF_IT, UPWARDS
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import DENIES
from shared.gates.words.roles import told_labels
from shared.gates.words.sides import Sides, roles_agree
from shared.gates.words.values import placed
from shared.gates.words.wording import MEANINGS, plain

_THAN = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\b\.?|as opposed to|relative to|in comparison (?:with|to))\b",
    re.IGNORECASE,
)
_FRONTED = re.compile(r"^\W*(?:in )?(?:compar\w+|relative) (?:with|to) ([^,]+), (.*)$", re.IGNORECASE)
_PASSED = re.compile(
    r"\b(?:(?P<over>(?:superior|preferable) to|exceed(?:s|ed)|surpass(?:es|ed)|outperformed|outscored|outlived|"
    r"(?:scored|ranked|ran|lay) above)|"
    r"inferior to|(?:scored|ranked|ran|lay) below)\b(?! (?:that|those|the|a|an)? ?\d)",
    re.IGNORECASE,
)
"""What exceeds another has more, with no word of comparison."""
_APART = re.compile(
    r"[;:]|,? \b(?:and|but) (?=(?:was|were|had|is|are|did|also|produced|showed|mortality)\b)|"
    r"\b(?:whereas|while|although)\b|\bbut\b(?! not\b)|, and (?=\w+ \w+ (?:was|were|had)\b)",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r" and (?=\w+ (?:increas|decreas|reduc|rose|fell)\w*)", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_PREPOSITION = re.compile(
    r"^\W*(?:that |those )?(in|for|with|among|on|from|after|by|during|under|of|if|when)\b", re.IGNORECASE
)
_BEHIND_MORE = re.compile(
    r"\b(?:more|less|better|worse|\w{3,}er)\b(?: (?!than\b)\w+){0,3}? (?:in|for|with|among|on|from|after|under) "
    r"(?:the )?(?P<what>(?:[\w-]+ ?){1,7})$",
    re.IGNORECASE,
)
"""`Greater for A compared with B`: A stands right before the comparison, behind the word of more."""
_OWNS = (
    r"had|has|have|showed|scored|responded|recovered|held|got|reached|gained|needed|bore|died|lived|survived|recalled|"
    r"put|stayed|slept|ate|drank|weighed|spent|reported|developed|made|displayed|exhibited|demonstrated|experienced|"
    r"suffered|left|lost"
)
_SUBJECT = re.compile(
    r"^\W*(?:[^,;:]*, )?(?P<what>(?:[\w-]+ ){1,9}?)(?<!who )(?<!that )(?<!which )(?P<verb>was|were|did|"
    rf"{_OWNS})\b",
    re.IGNORECASE,
)
"""`A had more than B`: what comes before the verb."""
_HAS = frozenset(_OWNS.split("|"))
_NO_SUBJECT = re.compile(r"^\W*(?:was|were|had|is|are|did|also|produced|showed)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"^\W*(?:(?:and|but|yet|though)\s)?(?:(?:was|were|had|also|scored)\s)?(?:\w+ly\s)?(?:more|less|fewer|higher|lower|"
    r"greater|smaller|larger|longer|shorter)\b",
    re.IGNORECASE,
)
"""`A scored higher than B in one thing, but lower in another`: the second part names neither."""
_MORE = re.compile(r"\b(?:more|higher|greater|larger|longer|faster|likelier|commoner)\b", re.IGNORECASE)
_FEWER = re.compile(r"\b(?:less|fewer|lower|smaller|shorter|slower|rarer)\b", re.IGNORECASE)
_FALL = r"(?:reductions?|decreases?|declines?|falls?|drops?|loss|lowering|decrements?)"
_SIZE = r"(?:more|greater|larger|bigger|less|smaller|lower|higher)"
_LOST = re.compile(
    r"\b(?:lowered|reduced|decreased|cut|suppressed|inhibited|attenuated|shortened|blunted|eased|relieved|lessened|"
    r"alleviated|curbed|diminished|damped|soothed|shrank) (?:[\w-]+ ){0,5}?(?:more|less)\b|\b(?:more|less|"
    r"fewer) (?:[\w-]+ ){0,3}(?:was|were) (?:lost|shed)\b|\b(?:shed|lost|lose|losing|declined|fell|dropped|decreased|"
    r"shrank) (?:\w+ )?(?:more|less)\b|\b(?:lost|declined|fell|dropped|decreased|shrank) (?:[\w-]+ ){1,6}?(?:more|"
    r"less)\s*$|"
    rf"\b{_SIZE} (?:[\w-]+ ){{0,3}}?{_FALL}\b|"
    rf"\b{_FALL} (?:in |of |from )?(?:[\w-]+ ){{0,5}}?(?:was|were) (?:\w+ly )?{_SIZE}\b",
    re.IGNORECASE,
)
"""More of a fall leaves less."""
_BETTER = re.compile(r"\b(?:improv\w+|better|ameliorat\w+|superior|happier|healthier)\b", re.IGNORECASE)
_WORSE = re.compile(r"\b(?:worse\w*|deteriorat\w+|inferior)\b", re.IGNORECASE)
_ILLS = re.compile(
    r"\b(?:sever(?:e|ity|ely)|mortal\w*|deaths?|die[ds]?|relaps\w+|recurren\w+|pain\w*|symptom\w*|frail\w*|damag\w+|"
    r"injur\w+|lesions?|toxic\w*|adverse|bleed\w*|nausea|complication\w*|fractures?|disabilit\w+|depressi\w+|"
    r"anxiety|infarct\w*|side[- ]effects?)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"\b(?:surviv\w+|quality of life|remissions?|recover\w+|heal\w+|satisf\w+|adheren\w+|complian\w+|strength|"
    r"function\w*|wellbeing|well-being|sleep quality)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(r",|\(|(?<=[a-z]) for\b|\b(?:in terms of|with respect to|regarding|as regards)\b", re.IGNORECASE)
"""Behind what a comparison names second, what it compares."""
_ORDER = re.compile(r"(?<![\w>=])[A-Za-z][\w-]*(?:\s?[=>≥]\s?[A-Za-z][\w-]*)+(?![\w>=])")
_STEP = re.compile(r"\s?([=>≥])\s?")
_GAIN = re.compile(r"\b(?:weight|body[- ]weight|lean mass|fat) gains?\b", re.IGNORECASE)
"""What something is called, of which there may be more or less."""
_SLOWLY = re.compile(r"\bmore slowly\b", re.IGNORECASE)
_FEW = 4
"""So few labels are an arm and hardly anything beside it."""
_NO_OUTCOME = frozenset(
    {"rats", "rat", "mice", "mouse", "anima", "dogs", "pigs", "male", "female", "group", "treat", "recei", "contr"}
    | {"untreated", "place", "vehic", "salin", "pharm", "cases", "level", "value", "score", "rate", "rates", "mean"}
)
"""Who was looked at, and how it was counted, is no outcome."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The labels of what had more and of what had less; whether the first named had more, and in how few words.

    `better` says whether to have more is to have it better, where the clause tells; `judged`, that it tells of better
    and worse alone, so that more is what was better; `elsewhere`, that its subject stands in another clause.
    """

    sides: Sides
    up: bool
    brief: bool
    words: set[str]
    better: bool | None = None
    judged: bool = False
    elsewhere: bool = False


def pieces(text: str) -> list[str]:
    """The clauses of a text that may compare."""
    body = _THOUSANDS.sub("", normalise(text).text)
    return [each for part in _APART.split(body) if part for each in _OUTCOME.split(part)]


def compared(clause: str, short: Mapping[str, frozenset[str]]) -> Compared | None:
    """The labels of what had more and of what had less."""
    if fronted := _FRONTED.match(clause):
        right, left = fronted[1], fronted[2]
        label = left
    elif match := _THAN.search(clause):
        left, right = clause[: match.start()], clause[match.end() :]
        label = _parallel(left, right)
    elif match := _PASSED.search(clause):
        made = _made(clause, clause[: match.start()], clause[match.end() :], bool(match["over"]), short)
        return replace(made, judged=match[0].endswith("or to"))
    else:
        return None
    if DENIES.search(left):
        return None
    judged = _judges(left)
    rises = _rises(left) if judged is None else judged
    if rises is None:
        return None
    return replace(_made(clause, label, right, rises, short), judged=judged is not None)


def _made(clause: str, label: str, right: str, rises: bool, short: Mapping[str, frozenset[str]]) -> Compared:
    one, other = stems(label, short), stems(_TERMS.split(right)[0], short)
    outcome = clause.replace(label, " ", 1).replace(right, " ", 1)
    ill, good = _ILLS.search(outcome) is not None, _GOODS.search(outcome) is not None
    words = _spoken(clause, short)
    better = good if ill is not good else None
    return Compared((one, other) if rises else (other, one), rises, len(one) <= _FEW, words, better)


def of_sentence(quote: str, short: Mapping[str, frozenset[str]]) -> Iterator[Compared]:
    """All that a sentence compares.

    Where a clause begins with its verb, its subject stands elsewhere in the sentence; where it names no two things,
    they are those of the clause before.
    """
    last: Compared | None = None
    for clause in pieces(quote):
        found = compared(clause, short)
        if found and _NO_SUBJECT.match(clause):
            found = replace(found, words=_spoken(quote, short), elsewhere=True)
        elif found is None and last and _ELLIPTIC.match(clause) and (rises := _rises(clause)) is not None:
            one, other = last.sides if last.up else last.sides[::-1]
            found = replace(
                last,
                sides=(one, other) if rises else (other, one),
                up=rises,
                words=_spoken(clause, short),
            )
        if found:
            yield found
        last = found
    yield from _ordered(quote, short)


def _ordered(quote: str, short: Mapping[str, frozenset[str]]) -> Iterator[Compared]:
    """`A = B > C`: who had more, by signs."""
    body = normalise(quote).text
    for order in _ORDER.finditer(body):
        names = _STEP.split(order[0])
        ranked = list(zip([stems(each, short) for each in names[::2]], [*names[1::2], "="], strict=True))
        for (at, (one, _)), (upto, (other, _)) in combinations(enumerate(ranked), 2):
            if ">" in {sign for _, sign in ranked[at:upto]}:
                yield Compared((one, other), up=True, brief=True, words=_spoken(body, short))


def of_one_kind(own: Compared, theirs: Compared) -> Compared | None:
    """The second as the first tells it, where one tells of better and the other of more; None if it is not known."""
    if own.judged is theirs.judged:
        return theirs
    better = theirs.better if own.judged else own.better
    if better is None:
        return None
    return theirs if better else replace(theirs, sides=theirs.sides[::-1], up=not theirs.up)


def opposed(own: Compared, theirs: Compared) -> bool:
    """Whether what has more in one has less in the other: a role tells, or both sides bear each other's labels.

    Or one side does, if on either side stand few words beside it.
    """
    (more, less), (theirs_more, theirs_less) = own.sides, theirs.sides
    one, two = more - less, less - more
    first, second = theirs_more - theirs_less, theirs_less - theirs_more
    shared = (own.words & theirs.words) - (one & second) - (two & first) - _NO_OUTCOME
    if not any(each[0].isalpha() for each in shared):
        return False  # of another outcome, as far as words tell
    agree = roles_agree(own.sides, theirs.sides)
    if agree is not None:
        return not agree
    if one & second and two & first:
        return not (one & first and two & second)
    if one & first or two & second:
        return False
    front, behind = (one, two) if own.up else (two, one)
    for_front, for_behind = (second, first) if own.up else (first, second)
    return bool((theirs.brief and behind & for_behind) or (own.brief and own.up is theirs.up and front & for_front))


def _judges(left: str) -> bool | None:
    """Whether what a comparison begins with had it better; None where it tells of more and less alone, or of both."""
    better, worse = _BETTER.search(left) is not None, _WORSE.search(left) is not None
    if better is worse:
        return None
    less = _FEWER.search(left) is not None
    return better is not less


def _rises(left: str) -> bool | None:
    """Whether what a comparison begins with had more; `gained less` is less, `lost less` more; None of both."""
    left = _GAIN.sub(" ", directions.as_speed(left))
    if _SLOWLY.search(left):
        return False
    if LESS_OF_IT.search(left):
        return None
    more, less = _MORE.search(left), _FEWER.search(left)
    if bool(more) is not bool(less):
        return bool(more) is not bool(_LOST.search(left))
    up, down = UPWARDS.search(left), DOWNWARDS.search(left)
    return bool(up) if bool(up) is not bool(down) else None


def _parallel(left: str, right: str) -> str:
    """What is compared on the left: behind the preposition that the right begins with, else all of it."""
    found = _PREPOSITION.match(right)
    if found:
        spots = [each.end() for each in re.finditer(rf"\b{found[1]}\b", left, re.IGNORECASE)]
        if spots:
            return left[spots[-1] :]
    else:
        subject, behind = _SUBJECT.match(left), _BEHIND_MORE.search(left)
        if subject and (behind is None or subject["verb"] in {"did", *_HAS}):
            return subject["what"]
        if behind:
            return behind["what"]
    return left


def stems(text: str, short: Mapping[str, frozenset[str]]) -> set[str]:
    """The labels of a text with its roles, and its figures with their units."""
    figures = {f"{each.value} {each.unit or each.shared}" for each, *_ in placed(text) if not each.name}
    return {each.stem for each in told_labels(text, short)} | figures


def _spoken(text: str, short: Mapping[str, frozenset[str]]) -> set[str]:
    """The same, and terms of art in plain words."""
    return stems(text, short) | plain(text) & MEANINGS
