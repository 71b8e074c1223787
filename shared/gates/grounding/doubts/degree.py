"""How strongly a claim puts what its quotes say: a word of degree or of certainty needs a quote that has its like.

What the grade bears is told in `shared.gates.grounding.doubts.strength`; here a claim is held to the words of its own
quotes.
"""

import re
from collections.abc import Iterator, Sequence

from shared.domain.publishing.monograph import Finding
from shared.gates.words.normal import normalise

_EXTREME = re.compile(
    r"\b(?:dramatic\w*|massive\w*|overwhelming\w*|profound\w*|drastic\w*|enormous\w*|tremendous\w*|hugely?|vast(?:ly)?|"
    r"spectacular\w*|radical(?:ly)?|extreme\w*|extraordinar\w+|exceptional\w*|astonishing\w*|stunning\w*|immense\w*|"
    r"unprecedented\w*|sensational\w*|miracul\w+)\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:completely|totally|entirely|wholly|fully|utterly|perfectly)\b", re.IGNORECASE)
_STRONG = re.compile(
    r"\b(?<!\bmore )(?<!\d% )(?<!\d % )(?:marked\w*|substantial\w*|considerabl\w+|strong(?!er\b)\w*|robust\w*|"
    r"striking\w*|remarkabl\w+|pronounced\w*|potent\w*|powerful\w*|highly|greatly|vigorous\w*|notabl\w+|"
    r"noticeabl\w+|impressive\w*|appreciabl\w+|sharply)\b",
    re.IGNORECASE,
)
_MUCH = re.compile(
    r"\b(?:(?:very )?much|far|a (?:great |good )?deal|a lot|several times|many times|way) (?:more|less|fewer|better|"
    r"worse|above|below|higher|lower|greater|smaller|larger|bigger|faster|slower|longer|shorter|stronger|weaker|sooner|later)\b|"
    r"\bwell (?:above|below|over|under)\b",
    re.IGNORECASE,
)
_LARGE = re.compile(
    r"\b(?:larg(?:e|ely|est)|great(?:ly|est)?|much|high(?:ly|est)?|significan\w+|main(?:ly)?|major\w*|most|only|good|"
    r"best|\w+fold|times|"
    r"double\w*|triple\w*|[5-9]\d ?%|\d{3,} ?%)\b|\bp ?< ?0?\.0",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:all|every|each|entire\w*|complete|whole|100|abolish\w*|no|none|not|never|any|absen\w+|without|disappear\w*|"
    r"eliminat\w+|only|resol\w+|rever\w+|normal\w*|intact|restor\w+)\b",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"\b(?:undoubtedly|undeniabl\w+|unquestionabl\w+|indisputabl\w+|unequivocal\w*|incontrovertibl\w+|conclusive(?:ly)?|"
    r"definitive(?:ly)?|irrefutabl\w+|without (?:a |any )?doubt|beyond (?:any |all |a )?(?:reasonable )?doubt|"
    r"no doubt|prove[sdn]?\b(?! to\b| right\b| wrong\b)|proof|for certain|certainly|surely|of course|obviously|"
    r"invariabl\w+|always|without exceptions?|in (?:every|all|any) cases?|in every(?:body|one)|universal(?:ly)?|"
    r"never fail\w*|guarantee\w*|(?:well[- ])?established (?:that|as|fact)|(?:known|proven|hard|simple|plain) fact|"
    r"the fact that|consistently|reliably|strong(?:est)? (?:evidence|proof)|(?:makes?|is|are|as) (?:it )?"
    r"(?:an? )?(?:highly )?effective)\b",
    re.IGNORECASE,
)
"""Certainty that nobody's single result has: the very words must stand in a quote."""
_CLEARLY = re.compile(
    r"\b(?:clear(?:ly|(?! (?:it|them|the|this|these|of|from|away)\b))|evident(?:ly)?|plainly|obvious(?:ly)?)\b",
    re.IGNORECASE,
)
_CLINICAL = re.compile(
    r"\bclinically (?:\w+ )?(?:meaningful\w*|important\w*|relevan\w+|significan\w+|useful\w*|worthwhile)|"
    r"\bmeaningful\w*",
    re.IGNORECASE,
)
_OF_CLINICS = re.compile(
    r"\b(?:clinically|clinical(?:ly)? (?:\w+ )?(?:signif|relev|import|benef|mean)\w*|meaningful\w*|relevan\w+|"
    r"importan\w+|minimal(?:ly)?|MCID)\b",
    re.IGNORECASE,
)
_WITHIN = 6
"""So many letters tell one word of certainty from another."""


def overstated(claim: str, quotes: Sequence[str]) -> Iterator[Finding]:
    """A finding for each word of degree or certainty that no quote has in any like word."""
    text = normalise(claim)
    said = " ".join(normalise(each).text for each in quotes)
    for match in _CERTAIN.finditer(text.text):
        stem = re.escape(match[0].split()[0][:_WITHIN])
        if not re.search(rf"\b{stem}", said, re.IGNORECASE):
            yield _finding("is more certain than its quotes", text.span(*match.span()))
    for words, excused in (
        (_EXTREME, (_EXTREME,)),
        (_TOTAL, (_TOTAL, _WHOLE)),
        (_STRONG, (_STRONG, _EXTREME, _TOTAL, _LARGE)),
        (_MUCH, (_MUCH, _STRONG, _EXTREME, _TOTAL, _LARGE)),
        (_CLEARLY, (_CLEARLY, _STRONG, _EXTREME)),
        (_CLINICAL, (_OF_CLINICS,)),
    ):
        match = words.search(text.text)
        if match and not any(each.search(said) for each in excused):
            yield _finding("puts more strongly what its quotes say", text.span(*match.span()))


def _finding(reason: str, span: str) -> Finding:
    return Finding(rule="C22", severity="block", reason=reason, span=span)
