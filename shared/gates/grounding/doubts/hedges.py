"""C22: doubt that a quote has and a claim drops: `may lower`, `unclear whether`, `tended to`, `associated with`.

What a sentence hopes, plans, asks or puts under a condition is no finding, and what went with something was not done by
it. Where each mention of a change in the quotes is of that kind, a claim that tells of the change keeps a word of
doubt, be it another one. A quote that states the same elsewhere without doubt is enough.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.polarity import finds, said_otherwise
from shared.gates.words.wording import plain

CHANGES = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        (
            r"increas\w+|rose|ris(?:e|es|ing|en)|rais(?:e|es|ed|ing)|higher|greater|elevat\w+|gain(?:s|ed|ing)?|"
            r"enhanc\w+|accelerat\w+|prolong\w+|longer|faster|larger|up-?regulat\w+|stimulat\w+|promot(?:e|es|ed|ing)|"
            r"boost\w*|grew|doubl(?:e|es|ed|ing)"
        ),
        (
            r"decreas\w+|reduc\w+|lower(?:s|ed|ing)?|fewer|declin\w+|fell|falls?|falling|diminish\w+|attenuat\w+|"
            r"suppress\w*|inhibit(?!ors?\b)\w*|shorten\w*|shorter|slower|smaller|drop(?:s|ped|ping)?|down-?regulat\w+|"
            r"eas(?:e|es|ed|ing)|lessen\w*|reliev\w+|alleviat\w+|curb\w*|cut|cuts|halv(?:e|es|ed|ing)|abolish\w*|"
            r"shrank|shrink\w*|mitigat\w+|delay(?:s|ed|ing)?"
        ),
        (
            r"improv\w+|better|ameliorat\w+|benefi\w+|restor(?:e|es|ed|ing)|protect(?:s|ed|ing|ion)?|prevent\w*|"
            r"heal(?:s|ed|ing)?|help(?:s|ed|ing)?"
        ),
        r"worse\w*|deteriorat\w+|impair\w*|aggravat\w+|exacerbat\w+|harm(?:s|ed|ing)?|damag(?:e|es|ed|ing)",
    )
)
"""Words of one way each."""
_PARTS = re.compile(
    r"[;:]|\b(?:but|however|whereas|although|though|while|yet)\b|, (?:and|so|thus|suggesting|indicating)\b|"
    r"(?<=[a-z)])\. ",
    re.IGNORECASE,
)
_ON_ITS_OWN = re.compile(
    r"[;:]|\b(?:but(?! not\b)|however|although|though|yet)\b|, (?:so|thus|suggesting|indicating)\b|(?<=[a-z)])\. ",
    re.IGNORECASE,
)
"""What begins a part that no frame of doubt before it reaches."""
# No ignoring of case: `in May`, and a can that holds something.
_MODAL = re.compile(
    r"\b(?:may|might|would|should|(?<!\bfree )(?<!\btheir )(?<!\bthe )will|(?<!\ba )(?<!\bthe )(?<!\bper )"
    r"(?<!\beach )can(?! of\b)|could)\b(?! (?:not )?be (?:\w+ly )?(?:seen|found|shown|detect|demonstrat|observ|"
    r"measur|record)\w*)"
)
_OPENS = re.compile(
    r"\b(?:(?<!\bof )(?<!\bon )whether(?! or not\b)|(?:unclear|unknown|uncertain|not (?:\w+ )?(?:known|clear|"
    r"certain))\b(?! (?:how|why|reasons?|causes?)\b)|hypothe\w+|postulat\w+|speculat\w+|theori[sz]ed|possib(?:le|"
    r"ility) that|possibly|perhaps|presumably|probably|(?<!more )(?<!less )(?<!as )likely(?! as\b| to\b)|"
    r"conceivabl[ey]|tend(?:s|ed|ency|encies)? (?:to|for|towards?)|trend(?:s|ed|ing)? (?:to|for|towards?|in favou?r)|"
    r"(?:we|authors|it was|it is) (?:expect|predict|anticipat|assum|suppos|propos|suspect|believ|th(?:ink|ought)|"
    r"hoped?)\w*|(?:expected|predicted|anticipated|projected|thought|believed|presumed|supposed|assumed|suspected|"
    r"hoped|intended|planned|designed|proposed|(?<!more )(?<!less )(?<!as )likely) to|aim(?:s|ed|ing)? (?:to|at|was|"
    r"were|is|of)|(?:objective|purpose|goal)s? (?:of|was|were|is)|(?:seek|sought) to|(?:appear|seem)(?:s|"
    r"ed)? (?:\w+ly )?(?:to|that)|potential(?:ly)?(?= (?:to|for)? ?\w+)(?!s))\b",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"^\W*(?:[\w,']+ ){0,6}?(?:whether|unclear|unknown|uncertain|hypothe\w+|postulat\w+|speculat\w+|not known|"
    r"possible that|possibility that|(?:we|authors) (?:expect|predict|anticipat|assum|suspect|believ)\w*)\b",
    re.IGNORECASE,
)
"""What begins a sentence that leaves open all that it tells."""
_CONDITION = re.compile(
    r"\b(?:(?<!even )(?<!as )if(?! (?:any|not)\b)|(?:in order )?to (?:determine|assess|evaluate|investigate|examine|"
    r"test|explore|establish|clarify|see|learn))\b",
    re.IGNORECASE,
)
"""What ends with its comma."""
_LEFT_OPEN = re.compile(
    r"\b(?:is|are|was|were|remain\w*) (?:\w+ ){0,2}?(?:unclear|unknown|uncertain|controversial|"
    r"hypothetical|to be (?:determined|shown|seen|tested|confirmed)|not (?:\w+ )?(?:known|clear|certain))\b",
    re.IGNORECASE,
)
_TAKEN_AS_SEEN = re.compile(
    r"\b(?:mechanisms?|how|why|by which|reasons?|causes?|extent|relevance|significance|importance|meaning)\b",
    re.IGNORECASE,
)
"""That one does not know how something happens says that it does."""
_REPORTS = re.compile(
    r"\b(?:found|show(?:s|ed|n)|observed|demonstrat\w+|confirmed|revealed|results?|indeed|resulted)\b", re.IGNORECASE
)
_REPORTS_THEN = re.compile(
    r"(?:,|\b(?:and|which)\b) (?:[\w-]+ ){0,4}?"
    r"(?:found|show(?:s|ed|n)|observed|demonstrat\w+|confirmed|revealed|indeed)\b",
    re.IGNORECASE,
)
"""What was seen, behind what was supposed: `we expected that A rose, and found that it did`."""
_NEAR = 40
"""Characters behind a frame that say what it leaves open."""
_PAST = re.compile(r"\b(?:was|were|had|did|has)\b", re.IGNORECASE)
_FINITE = re.compile(r"(?:\w+ed|rose|fell|grew|shrank)$", re.IGNORECASE)
_NOT_FINITE_BEHIND = re.compile(
    r"\b(?:be|been|being|have|of|to|in|with|by|from|via|an?|the|both|for|towards?|cause|produce|show|provide)"
    r" (?:\w+ly )?$",
    re.IGNORECASE,
)
_WENT_WITH = r"(?:(?<!-)associat\w+|correlat\w+|(?<!-)linked|(?<!-)related)"
_TIED_BEFORE = re.compile(
    rf"\b(?:(?:was|were|is|are|be|been) (?:\w+ ){{0,2}}?{_WENT_WITH}|correlat(?:ed|es?)) (?:\w+ )?(?:with|to) "
    r"(?:(?!was\b|were\b|had\b)[\w-]+ ){0,5}$",
    re.IGNORECASE,
)
_TIED_BEHIND = re.compile(
    rf"^(?:(?!was\b|were\b|is\b|are\b|had\b)[ \w-]){{0,60}}? (?:(?:was|were|is|are|been) (?:\w+ ){{0,2}}?{_WENT_WITH}|"
    r"correlat(?:ed|es?)) (?:\w+ )?(?:with|to)\b",
    re.IGNORECASE,
)
_DOES = (
    r"(?:lower|reduc|decreas|increas|rais|improv|worsen|diminish|attenuat|enhanc|suppress|inhibit|shorten|prolong|"
    r"accelerat|halv|doubl|eas|boost|lessen|reliev|alleviat|curb|delay|elevat|promot|stimulat|impair|aggravat|prevent|"
    r"protect|harm|abolish|mitigat|restor|heal)(?:s|es|ed)"
)
CAUSES = re.compile(
    r"\b(?:caus(?:e[sd]?|ing)|because of|due to|owing to|thanks to|(?:led|leads?|leading) to|result(?:s|ed|ing)? in|"
    r"brought (?:about|down|on)|ma(?:de|kes)|prevent(?:s|ed)|responsible for)\b|"
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bhad )(?<!\bwith )(?<!\ba )(?<!\ban )(?<!\bthe )"
    rf"(?<!\bof )(?<!\bshowed )(?<!\bin )(?<=\S )\b{_DOES}\b(?! (?:in|with|among|on|by|after|at|from|to|over|during|as|"
    rf"when|more|"
    r"less|and|or|for|was|were)\b)(?! ?[.,;)]|$)|"
    rf"\b(?:was|were|is|are|been) (?:\w+ly )?{_DOES} by (?!\w*\d|about|an? |half|nearly)",
    re.IGNORECASE,
)
"""How a claim says that one thing did another."""
DOUBTS = re.compile(
    r"\b(?:might|could|would|should|possib\w+|potential\w*|perhaps|probab\w+|(?<!more )(?<!less )(?:un)?likely|"
    r"suggest\w*|appear\w*|seem\w*|tend(?:s|ed|ency|ing)?|trend\w*|(?<!-)associat\w+|correlat\w+|(?<!-)link(?:s|ed)?|"
    r"relat(?:ed|ion\w*)(?<!-related)|go(?:es)? with|went (?:along |together )?with|along with|accompan\w+|"
    r"together with|unclear|unknown|uncertain\w*|open question|unproven|untested|unsettled|undecided|whether|if|"
    r"hypothe\w+|(?<!than )expect\w*|(?<!than )predict\w*|anticipat\w+|suppos\w+|thought|think|believ\w+|propos\w+|"
    r"assum\w+|presum\w+|suspect\w*|postulat\w+|speculat\w+|hint\w*|points? (?:to|towards?|that way)|pointed (?:to|"
    r"towards?)|indicat\w+|aim(?:s|ed)?|plan(?:s|ned)?|intend\w*|meant to|hop(?:e[ds]?|ing)|sought|in theory|theor\w+|"
    r"conceivabl\w+|apparent\w*|doubt\w*|question\w*|not (?:\w+ )?(?:known|shown|settled|clear|certain|prove[nd]?)|"
    r"nobody knows|no one knows|(?:was|were|been|being|is|are) (?:\w+ )?(?:tested|examined|studied|assessed|evaluated|"
    r"investigated|looked)|to (?:test|see|learn|find out|examine|study|assess)|candidate|promis\w+|capable|able|"
    r"ability|short of|borderline|not quite|almost|nearly|near-\w+|as a sign of|a sign of|marker|ascrib\w+|"
    r"attribut\w+|explain\w*|reckon\w*|infer\w*|conclud\w+|judged?|model(?:led|ed))\b",
    re.IGNORECASE,
)
"""Words with which a claim leaves open what it tells, or tells it as going along with something."""
_NO_DOUBT = re.compile(
    r"\b(?:(?<!-)associat\w+|correlat\w+|(?<!-)link(?:s|ed)?|relat(?:ed|ion\w*)|go(?:es)? with|"
    r"went (?:along |together )?with|along with|accompan\w+|together with|if|plan(?:s|ned)?|"
    r"point(?:s|ed) (?:to|towards?)|attribut\w+|explain\w*|model(?:led|ed)|indicat\w+)\b",
    re.IGNORECASE,
)
"""Of these a tie or a condition leaves open no sentence that is unclear as a whole."""
_BETWEEN_FIGURES = re.compile(r"\([^()]*\)|\d:\d")
_ASKED = re.compile(
    r"\b(?:asked|asks|set out|looked|looks|compar(?:e[sd]?|ing)|stud(?:y|ies|ied)|test(?:s|ed|ing)|examin\w+|assess\w*|"
    r"evaluat\w+|investigat\w+|explor\w+|trials?|research|questions?|no (?:evidence|data|reports?))\b",
    re.IGNORECASE,
)
"""How a claim tells what was asked, and nothing of what came out."""
_CAME_OUT = re.compile(
    r"\bsignifican\w+|\bp(?:trend)?\s?[<>=≤≥]|\b95\s?%\s?CI\b|\d\s?%|\b(?:mean|median|average)\b|"
    r"\b(?:not one|nobody|none)\b",
    re.IGNORECASE,
)
"""What a claim says of a result, whatever else it tells of a trial."""
_WORD = re.compile(r"\b(?:not |also |even |well |\w+ly |be |have |been ){0,3}([a-z]{4,})")


def dropped(claim: str, quotes: Sequence[str]) -> str:
    """What leaves it open in the quotes, where the claim states it; or nothing."""
    text = normalise(claim).text
    if _MODAL.search(text) or DOUBTS.search(_NO_DOUBT.sub(" ", text)):
        return ""
    cited = [normalise(quote).text for quote in quotes]
    frames = [_framed(each) or _framed_before(each, text) for each in map(_in_one_piece, cited)]
    asks = _ASKED.search(text) and not _CAME_OUT.search(text) and not any(each.search(text) for each in CHANGES)
    if frames and all(frames) and not asks:
        return frames[0]
    if DOUBTS.search(text):
        return ""
    parts = [part for each in cited for part in _PARTS.split(each) if part]
    denies = said_otherwise(text)
    causes = CAUSES.search(text) is not None
    for key in _keys(text, parts):
        doubts = (
            "" if denies and not said_otherwise(part) else _doubt(part, spot, causes)
            for part in parts
            for spot in key.finditer(part)
        )
        if (first := next(doubts, "")) and all(doubts):
            return first
    return ""


def _in_one_piece(quote: str) -> str:
    """A sentence whose parentheses and clock times do not cut it."""
    return _BETWEEN_FIGURES.sub(lambda found: re.sub("[;:]", ",", found[0]), quote)


def _framed(text: str) -> str:
    """The words that leave open a sentence as a whole, none of whose later parts reports anything, or nothing.

    `We hypothesised that A rose, and B fell` leaves both open; what follows a `but` or a semicolon stands for itself.
    """
    first = _ON_ITS_OWN.split(text, maxsplit=1)[0]
    found = _FRAME.search(first)
    taken = _TAKEN_AS_SEEN.search(text)
    if found is None or (taken and taken.start() < found.end() + _NEAR):
        return ""
    if _REPORTS_THEN.search(first, found.end()) or _REPORTS.search(text, len(first)):
        return ""
    return "" if any(map(finds, _PARTS.split(text[len(first) :]))) else found[0]


def _framed_before(text: str, claim: str) -> str:
    """The words that leave open the first part of a sentence, of which a claim tells more than of the rest.

    `It is unclear whether A rose, but B fell`: who speaks of A says that it is unclear.
    """
    apart = _ON_ITS_OWN.search(text)
    found = _FRAME.search(text, 0, apart.start()) if apart else None
    if apart is None or found is None:
        return ""
    first, rest, own = plain(text[found.end() : apart.start()]), plain(text[apart.end() :]), plain(claim)
    taken = _TAKEN_AS_SEEN.search(text, found.start())
    if (taken and taken.start() < found.end() + _NEAR) or _REPORTS_THEN.search(text, found.end(), apart.start()):
        return ""
    return found[0] if len(own & (first - rest)) > max(1, len(own & (rest - first))) else ""


def _keys(claim: str, parts: Sequence[str]) -> Iterator[re.Pattern[str]]:
    """What the claim and its quotes both tell of: a change of one way, or the verb of a `may`."""
    yield from (each for each in CHANGES if each.search(claim))
    for part in parts:
        for modal in _MODAL.finditer(part):
            verb = _WORD.match(part, modal.end() + 1)
            if verb:
                key = re.compile(
                    rf"\b{verb[1][: max(4, len(verb[1]) - 2)]}(?:e?s|e?d|ing|e|[a-z]{{1,2}})?\b", re.IGNORECASE
                )
                if key.search(claim):
                    yield key


def _doubt(part: str, spot: re.Match[str], causes: bool) -> str:
    """The words that leave open what stands at the spot, or nothing."""
    before, behind = part[: spot.start()], part[spot.end() :]
    for hedge in _OPENS.finditer(before):
        between = before[hedge.end() :]
        if not _REPORTS.search(between):
            return hedge[0]
    for hedge in _CONDITION.finditer(before):
        if "," not in before[hedge.end() :]:
            return hedge[0]
    for hedge in _MODAL.finditer(before):
        between = before[hedge.end() :]
        finite = _FINITE.fullmatch(spot[0]) and not _NOT_FINITE_BEHIND.search(between)
        if not (finite or _PAST.search(between) or _REPORTS.search(between)):
            return hedge[0]
    left = _LEFT_OPEN.search(behind)
    if left and "," not in behind[: left.start()] and not _TAKEN_AS_SEEN.search(part):
        return left[0]
    if causes and (tied := _TIED_BEFORE.search(before) or _TIED_BEHIND.search(behind)):
        return tied[0].strip()
    return ""
