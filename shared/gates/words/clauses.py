"""Where sentences are cut, for all that asks what is denied (G2): the clauses of a quote, and the parts of a claim.

A quote is cut more finely than a claim: each of its clauses may deny by itself, while a part of a claim is cut off only
where it goes on to tell of something else.
"""

import re
from collections.abc import Iterator

AUXILIARY = re.compile(r"\b(?:was|were|is|are|had|has|have|did|does|do|showed|remained|rose|fell)\b", re.IGNORECASE)
"""A verb of few words, by which a part of a sentence states something of its own."""
_TELLING = r"(?:was|were|had|did|remained|showed|rose|fell|\w{3,}ed)"
"""A verb behind which a clause of a quote tells what came of it."""
CIRCUMSTANCE = re.compile(
    r"^\W*(?:it|they|this|these|those|he|she)\b|\b(?:was|were|been|being) (?:\w+ly )?(?:given|fed|treated|dosed|"
    r"exposed|administered|infused|injected|studied|examined|tested|measured|assessed|randomi[sz]ed|followed|enrolled|included|"
    r"compared)\b",
    re.IGNORECASE,
)
"""A part of a claim that says what was done, or goes on about what the part before names: it states no finding."""
_ASKS = re.compile(
    r"\b(?:whether|if)\b|\b(?:aim(?:s|ed)?|objectives?|purpose|hypothes\w+|sought|(?:designed|undertaken|performed|done|"
    r"conducted|carried out|order|attempted|wished|set out) to|to (?:determine|assess|examine|investigate|study|"
    r"evaluate|test|clarify|explore|elucidate|characteri[sz]e)|(?:was|were|have|has been|we|study) (?:\w+ly )?"
    r"(?:examine[ds]?|investigate[ds]?|studied|studies|assesse[ds]|evaluate[ds]?|tested|tests))\b",
    re.IGNORECASE,
)
_CONCEDES = r"(?:although|though|while|whereas|despite)"
_TURNS = "but|while|whereas|although|though|yet"
_AND = re.compile(r" and ", re.IGNORECASE)
_NOBODY = r"(?:none|neither|no \w+) (?:was|were|had|did|of)\b"
_DENIED_BEHIND = (
    rf"(?= with (?:no|little)\b)|(?= without (?:[\w-]+ ){{0,3}}?(?:chang|affect|alter|influenc|impair)\w*)|"
    rf"(?= but not\b)|(?= and {_NOBODY})"
)
"""Where a clause goes over to what it denies."""
_CLAUSES = re.compile(
    rf"[;:]|,(?! (?:nor|or)\b)|\b(?:(?!but not\b)(?:{_TURNS})|however)\b|"
    rf"(?= and (?:\w+ ){{0,3}}?(?:did|was|were) not\b)|{_DENIED_BEHIND}",
    re.IGNORECASE,
)
_PHRASES = re.compile(
    rf"[;:]|\b(?:however|{_TURNS})\b(?! not\b)|"
    rf", (?=and (?:[\w-]+ ){{1,4}}?{_TELLING}\b)| and (?=(?:was|were|had)\b)|"
    rf",? and (?=(?:\w+ly )?(?:\w{{4,}}ed|rose|fell|grew) )|, (?={_TELLING}\b)|"
    rf" and (?=(?:in|of|among|with|on|for) (?:none|neither|no)\b)|{_DENIED_BEHIND}",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rf";|, (?:and|which|as|{_TURNS})\b|\b(?:{_TURNS})\b|"
    r"(?= and (?:[\w-]+ ){0,4}?(?:did|was|were|had|could)\b)",
    re.IGNORECASE,
)
_CONCEDED = re.compile(rf"\W*{_CONCEDES}\b", re.IGNORECASE)


def clauses(quote: str) -> Iterator[str]:
    """The clauses of a normalised quote, cut at every comma that begins one."""
    return _joined(_CLAUSES.split(quote))


def phrases(quote: str) -> Iterator[str]:
    """The clauses of a normalised quote with their commas; one that begins with `although` ends at its comma."""
    head, _, rest = quote.partition(", ") if _CONCEDED.match(quote) else ("", "", quote)
    return _joined([head, *_PHRASES.split(rest)])


def parts(claim: str) -> list[str]:
    """The parts of a normalised claim, each of which tells something of its own."""
    return [each for each in _PARTS.split(claim) if each.strip()]


def asks(clause: str) -> bool:
    """Whether a clause of a quote says what was asked or looked at, so that it affirms nothing that came of it."""
    return _ASKS.search(clause) is not None


def joined(clause: str) -> Iterator[str]:
    """What `and` joins in a clause, where each side has a verb of its own."""
    start = 0
    for joint in _AND.finditer(clause):
        if AUXILIARY.search(clause, start, joint.start()) and AUXILIARY.search(clause, joint.end()):
            yield clause[start : joint.start()]
            start = joint.end()
    yield clause[start:]


def _joined(pieces: list[str]) -> Iterator[str]:
    return (each for piece in pieces if piece for each in joined(piece) if each.strip())
