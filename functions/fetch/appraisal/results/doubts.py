"""What a sentence puts under a denial or a doubt of its own: "there is no evidence that it reduces pain".

The words behind such a phrase read as if they stated something, and so do those before "was not confirmed". Of neither
is it known which way an outcome went.
"""

import re
from typing import NamedTuple, Self

from shared.domain.vocabulary import Direction

_I = re.IGNORECASE
_EVIDENCE = (
    r"(?:evidence|proof|indications?|signs?|suggestions?|support|basis|data|demonstration|grounds?|confirmation)"
)
_CLAIM = (
    r"(?:claims?|notions?|hypothes[ei]s|ideas?|views?|beliefs?|assumptions?|premises?|concepts?|theor(?:y|ies)|"
    r"suggestions?|assertions?|propositions?|contentions?|expectations?|opinions?|presumptions?|possibility|"
    r"impressions?|statements?|arguments?)"
)
_FOUND = (
    r"(?:show[ns]?|showed|demonstrate[sd]?|prove[ds]?|proven|establish(?:es|ed)?|confirm(?:s|ed)?|support(?:s|ed)?|"
    r"suggest(?:s|ed)?|indicate[sd]?|find|found|finds|detect(?:s|ed)?|verif(?:y|ies|ied)|reproduced?|replicated?|"
    r"corroborated?|substantiated?|conclude[sd]?|reveal(?:s|ed)?|see|seen|identif(?:y|ied)|believe[sd]?|think|thought|"
    r"provided?|establish|observed?|expect(?:ed)?|considered|known|assumed?|imply|implie[sd])"
)
_MOVE = (
    r"(?:reduc|lower|decreas|improv|increas|prevent|enhanc|accelerat|alleviat|ameliorat|attenuat|reliev|restor|protect|"
    r"promot|shorten|prolong|suppress|inhibit|alter|affect|chang|influenc|lessen|mitigat|slow|delay|extend|preserv)\w*"
)
_LITTLE = (
    r"(?:no|not any|nor any|little|scant|scarce|insufficient|inadequate|limited|weak|poor|inconclusive|conflicting|"
    r"lack of|lacks?|lacked|lacking|absence of|paucity of|without|not enough|hardly any|too little|never any)"
)
_IS = r"(?:is|are|was|were|be|been|has been|have been|remains?|remained)"
_UNTRUE = (
    r"(?:doubtful|unlikely|questionable|uncertain|unproven|improbable|implausible|debatable|untrue|false|unclear|"
    r"unknown|not (?:\w+ ){0,2}?(?:true|clear|certain|known|proven|proved|established|evident|convinced|likely|"
    r"the case|obvious|plausible|possible))"
)
_GOVERNS = re.compile(
    rf"\b{_LITTLE} (?:[\w-]+ ){{0,4}}?{_EVIDENCE} (?:[\w-]+ ){{0,5}}?(?:that|to \w+|for|supporting|showing|suggesting|"
    r"indicating|in favou?r)\b|"
    rf"\b{_UNTRUE} (?:\w+ )?(?:that|whether|if|to)\b|"
    rf"\b(?:refut|contradict|disprov|disput|challeng|reject|rebut|debunk|dispel|falsif|question|undermin|oppos)\w* "
    rf"(?:that|(?:[\w-]+ ){{0,4}}?(?:{_CLAIM}|conclusions?|reports?|findings?))\b|"
    rf"\b(?:cast\w* (?:\w+ )?doubts? (?:on|upon)|(?:argu|speak|count|testif)\w* against) (?:\w+ )?|"
    rf"\b(?:do|does|did|could|can|has|have) not (?:\w+ly )?{_FOUND} (?:[\w-]+ ){{0,5}}?that\b|"
    rf"\b(?:unable|not able|inability|impossible|not possible|insufficient|not sufficient|not enough|inadequate|"
    rf"powerless|too \w+) (?:for [\w-]+ )?to (?:{_FOUND}|{_MOVE})\b|"
    r"(?<!heart )(?<!renal )(?<!kidney )\bfailure (?:(?:of|by) (?:[\w-]+ ){1,6}?)?to\b|"
    r"\binability of (?:[\w-]+ ){1,6}?to\b|"
    rf"\b{_IS} (?:not|never) (?:\w+ly )?(?:yet )?(?:been )?(?:{_FOUND}|able|sufficient|enough) to\b|"
    r"\b(?:yet|remains?) to be (?:shown|proven|established|seen|determined|demonstrated|confirmed)\b|"
    r"\b(?:do|does|did) (?:\w+ )?little (?:to|for|in)\b|"
    rf"\b(?:no|none of (?:the|these|our)|neither|nothing|nobody|few) (?:[\w-]+ ){{0,5}}?(?:has |have |had )?{_FOUND} "
    r"(?:\w+ )?(?:that|an?|any)\b|"
    rf"\b(?:contrary to|against) (?:[\w-]+ ){{0,4}}?{_CLAIM} (?:that|of)\b",
    _I,
)
"""Phrases that govern what stands behind them."""
_NO_EVIDENCE_OF = re.compile(rf"\b{_LITTLE} (?:[\w-]+ ){{0,4}}?{_EVIDENCE} (?:of|on|regarding|about)\b", _I)
_ENDS = re.compile(
    r";|,?\s+\b(?:but(?! (?:not|also|only)\b)|whereas|however)\b|"
    rf",\s+(?:and|yet)\s+(?!(?:that|thus|hence|so|therefore|in|at|with|after|{_MOVE})\b)|"
    r",?\s+(?:although|though|while) (?:it|they|the|this|these|we|there)\b",
    _I,
)
"""Where a new statement begins that the phrase does not govern."""
_THAT_CLAIM = re.compile(
    rf"\b(?:{_CLAIM}|{_EVIDENCE}) (?:that|of|for)\b(?=[^;]{{0,200}}\b{_IS} (?:\w+ly )?(?:not|never|lacking|limited|"
    r"insufficient|weak|scarce|scant|sparse|absent|inconclusive|missing|poor|inadequate|conflicting|rejected|refuted|"
    r"disproved|disproven|dismissed|contradicted|challenged|questioned|questionable|doubtful|wrong|false|untrue|"
    r"incorrect|invalid|un\w+)\b)",
    _I,
)
_CHANGE = (
    r"(?:differences?|changes?|reductions?|increases?|decreases?|improvements?|benefits?|effects?|associations?|"
    r"advantages?|gains?|falls?|drops?|rises?|declines?|findings?|results?|relationships?|trends?)"
)
_BORNE_OUT = (
    r"(?:significant|confirmed|sustained|maintained|reproduced|replicated|supported|verified|borne out|upheld|"
    r"substantiated|corroborated|proven|proved|robust|reliable|conclusive|convincing|meaningful|relevant)"
)
_NOT_BORNE_OUT = (
    rf"(?:{_IS} (?:\w+ly )?(?:(?:not|never|no longer) (?:longer |(?:\w+ly ){{0,2}})?{_BORNE_OUT}|lost|non-?significant|"
    r"insignificant|refuted|disproved|unfounded|unconfirmed|due to (?:chance|bias|confounding))|"
    r"(?:did|does) not (?:\w+ly )?(?:persist|last|hold|remain|survive|endure|reach|attain|achieve)|"
    r"failed to (?:reach|attain|achieve|persist)|"
    r"(?:then |later |soon )?(?:disappeared|vanished|waned|faded|dissipated|lost|ceased))(?: (?:\w+ )?significance)?"
)
_TAKEN_BACK = re.compile(
    rf"\b(?:this|these|which|that|it|they|(?:the|this|these|such|any|all) (?:[\w-]+ )?{_CHANGE})(?: [\w-]+ly)?,?\s+"
    rf"(?P<predicate>{_NOT_BORNE_OUT})\b",
    _I,
)
"""What takes back all that the sentence has just said: "but the difference was not significant"."""
_MOVED = (
    r"(?:increas|decreas|reduc|rais|elevat|improv|worsen|impair|enhanc|exacerbat|aggravat|lower|diminish|restor|"
    r"prolong|shorten)e?[sd]"
)
_ELLIPTIC = re.compile(
    r",?\s\b(?:but|yet|although|though|albeit|even if)\b,? (?:(?:then|later|soon|now|also|again|only) )?"
    r"(?:(?:it|this|they|these) )?(?:(?:was|were|is|are|did|had) )?"
    rf"(?:no longer\b|(?:not |non-?|in)(?:statistically |\w+ly )?significant(?:ly)?"
    rf"(?=\W*$|[,;.(]|\s(?:so|at|in|by|after|until)\b)|{_NOT_BORNE_OUT}|"
    rf"{_MOVED} (?:it|them|this)\b|(?:{_MOVED}|rose|fell|declined|returned|recurred|rebounded|relapsed) (?:again|"
    r"thereafter|later|afterwards?|subsequently|after|once|when|at|by|towards?|to)\b)",
    _I,
)
"""The same without a subject of its own: "but no longer differed", "but raised it", "but rose again"."""
_LOST = re.compile(rf"\b{_CHANGE}\b[^;,]{{0,100}}?\s(?P<predicate>{_NOT_BORNE_OUT})\b", _I)
_HOWEVER = re.compile(
    rf"\b(?P<predicate>{_IS},? (?:however|though|nevertheless|unfortunately|in fact),? "
    r"(?:not|never|no longer|un\w+))\b",
    _I,
)
_BARELY = re.compile(
    r"\b(?:barely|hardly|scarcely|minimally|marginally|negligibl[ey]|insignificant(?:ly)?|non-?significant(?:ly)?|"
    r"numerically|rarely|seldom|never|no longer|nowhere|(?<!significant )trends? (?:to|towards?|for)|trended|tend(?:s|"
    r"ed)? to|tendenc(?:y|ies)|only (?:an? )?(?:minor|small|slight|modest|minimal|weak|limited|trivial)|lacks?|lacked|"
    r"refuted?|disproved)\b",
    _I,
)
_NONE_DID = re.compile(
    r"^\W*(?:in |at |with |on )?(?:no|not one|not a single|not all|not every|few) "
    r"(?!(?:\w+ )?(?:treatments?|therapy|drugs?|interventions?|medications?|controls?)\b)",
    _I,
)
_DID_NOT = re.compile(
    r"(?<!who )(?<!whom )(?<!which )(?<!patients )(?<!those )(?<!that )"
    r"\b(?:(?:was|were|is|are|did|does|do|has|have|had|could|can)(?: not|n['’]t)|cannot) (?!only\b|just\b|merely\b)",
    _I,
)


class Doubts(NamedTuple):
    """What a sentence denies on the whole or doubts, and what it takes back."""

    governed: list[tuple[int, int]]
    taken_back: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> Self:
        """Those of this sentence."""
        return cls(governed(text), taken_back(text))

    def settle(self, at: int, way: Direction) -> Direction:
        """The way that is told at this character, unless it is doubted there; what is denied may be taken back."""
        spans = self.governed if way is Direction.NULL else self.governed + self.taken_back
        return Direction.UNCLEAR if any(start <= at < end for start, end in spans) else way


def governed(text: str) -> list[tuple[int, int]]:
    """Where in the sentence stands what it denies on the whole, or doubts."""
    phrases = (*_GOVERNS.finditer(text), *_THAT_CLAIM.finditer(text))
    return [(each.start(), _end(text, each.end())) for each in phrases]


def taken_back(text: str) -> list[tuple[int, int]]:
    """Where in the sentence stands what it says and takes back; the words that take it back are none of it."""
    found = [(text.rfind(";", 0, each.start()) + 1, _end(text, each.end())) for each in _ELLIPTIC.finditer(text)]
    for pattern, mark in ((_TAKEN_BACK, ";"), (_LOST, ","), (_HOWEVER, ";")):
        for each in pattern.finditer(text):
            start = max(text.rfind(mark, 0, each.start()), text.rfind(";", 0, each.start())) + 1
            found += [(start, each.start("predicate")), (each.end(), _end(text, each.end()))]
    return found


def without_doubted(text: str) -> str:
    """The sentence with a gap between clauses for what it denies on the whole, doubts, or takes back."""
    of = [(each.start(), _end(text, each.end())) for each in _NO_EVIDENCE_OF.finditer(text)]
    for start, end in (*governed(text), *taken_back(text), *of):
        text = text[:start] + ";".ljust(end - start - 1) + ";" + text[end:] if end > start + 1 else text
    return text


def unsettled(part: str) -> bool:
    """Whether part of a clause denies, or all but denies, in a way that is not known to be of its outcome."""
    return bool(_BARELY.search(part) or _NONE_DID.match(part) or _DID_NOT.search(part))


def _end(text: str, start: int) -> int:
    end = _ENDS.search(text, start)
    return end.start() if end else len(text)
