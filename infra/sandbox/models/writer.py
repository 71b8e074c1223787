"""How the stand-in for Claude writes: from the numbered sentences of the prompt, by fixed rules."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from shared.domain.vocabulary import Design, Direction, Section, Species

CLAIMS_AT_MOST = 12
CLAIMS_PER_SECTION = 4
FIELDS = frozenset({"section", "text", "sentences", "outcome", "direction", "species"})

_EVIDENCE = re.compile(r"^<evidence>[ \t]*$(.*?)^</evidence>[ \t]*$", re.MULTILINE | re.DOTALL)
_SENTENCE_ID = re.compile(r"\bS\d+\.\d+\b")
LEADS = {
    Species.HUMAN: (Section.HUMAN, "In people: "),
    Species.ANIMAL: (Section.ANIMAL, "In animals: "),
    Species.IN_VITRO: (Section.IN_VITRO, "In cells or tissue: "),
}
_REVIEWS = frozenset({Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW})
_UNUSED = frozenset({Design.CONTEXT, Design.NOTICE})

_RESULT = re.compile(
    r"\b(?:increased|decreased|reduced|lowered|raised|fell|rose|improved|enhanced|attenuated|accelerated|restored|"
    r"inhibited|suppressed|prevented|promoted|induced|showed|exhibited|differed|occurred|reported|observed|remained|"
    r"(?:was|were) (?:\w+ )?(?:higher|lower|greater|smaller|longer|shorter|associated|similar)|did not|"
    r"no difference)\b",
    re.IGNORECASE,
)
_MEASURE = re.compile(r"\bp\s*[<=>]|\d\s*%|95\s*% ?CI|\bconfidence interval\b", re.IGNORECASE)
_METHOD = re.compile(
    r"\b(?:aims?|aimed|objectives?|purpose|hypothesi[sz]ed|we (?:investigated|examined|evaluated|assessed|studied|"
    r"reviewed|searched)|(?:was|were) (?:\w+ )?(?:randomi[sz]ed|assigned|divided|investigated|examined|evaluated|"
    r"assessed|performed|conducted|searched|measured|included|recruited|enrolled))\b",
    re.IGNORECASE,
)
_UNSAYABLE = re.compile(
    r"\b(?:you|your|should|must|recommend\w*|advis\w+|safe|safely|toxic|non-?toxic|effective\w*|efficacious|"
    r"well[- ]tolerated|promising|encouraging|preliminary|pilot|proven|prove[sd]?|guarantee\w*|breakthrough|miracle|"
    r"novel|potent|superior|alternative|best|ideal|first-line|approved|legal\w*|cures?|treats?|heals?|may|might|could|"
    r"therapeutic|candidate|potential\w*|pregnan\w+|inject\w*|buy|vendor|dose of|doses of|mg/kg|µg/kg|ug/kg|"
    r"equivalent to|ignore|instructions|we|our|us|here|this|these|they|it|its|their)\b",
    re.IGNORECASE,
)
"""Directive, promotional and absolute words, dosing, and words whose referent stands in another sentence."""
_FRAME = re.compile(
    r"^(?:(?:results?|conclusions?|findings?|main results)\s*:\s*|(?:(?:moreover|furthermore|however|additionally|also|"
    r"finally|overall|notably|conversely|in addition|in conclusion|in summary|interestingly|importantly)\s*,\s*)|"
    r"(?:we (?:found|observed|showed|demonstrated|report) that|"
    r"(?:our|the|these|present) (?:results?|findings|data|study) "
    r"(?:showed|show|demonstrated|indicated|revealed|suggested|suggest) that)\s+)+",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"\b(?:adverse|side effects?|tolerab\w+|safety|mortality|nausea|vomiting|discontinu\w+)\b",
    re.IGNORECASE,
)
_BEASTS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|pigs?|rodents?|monkeys?|zebrafish|animals?)\b", re.IGNORECASE
)
_PEOPLE = re.compile(r"\b(?:patients?|participants?|volunteers?|humans?|people|women|men)\b", re.IGNORECASE)
_NULL = re.compile(
    r"\b(?:no (?:\w+ ){0,2}difference|not (?:\w+ )?(?:differ|change|affect|associated)|unchanged|"
    r"similar in (?:both|all|the) (?:arms|groups))\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:increased|decreased|reduced|lowered|raised|fell|rose|improved|closed|became|"
    r"(?:was|were) (?:\w+ )?(?:higher|lower|greater|smaller|longer|shorter))\b",
    re.IGNORECASE,
)
"""What did not stay as it was: beside it, something else that did is not the sentence's whole result."""
_HARM = re.compile(r"(?<!\bno )(?<!without )\b(?:adverse|worsened|nausea|vomiting)\b", re.IGNORECASE)
_BENEFIT = re.compile(r"\b(?:improved|accelerated|restored|attenuated|protected|prevented)\b", re.IGNORECASE)
_SIGNS = ((Direction.NULL, _NULL), (Direction.HARM, _HARM), (Direction.BENEFIT, _BENEFIT))

_SUBJECT_WORDS = 5
_AUXILIARY = re.compile(r"\s+(?:was|were|is|are|has|have|had|been|significantly|slightly)$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the\s+)?(?:(?:mean|median|average|adjusted|the)\s+)*", re.IGNORECASE)
_WHEN = re.compile(r"\s+(?:at|after|within|during|on|over|from|was|were|had)\s+", re.IGNORECASE)
"""What stands between the name of something measured and the time or place at which it was."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9\u2013-]*")
_NO_NAME = re.compile(
    r"by|of|with|in|for|to|per|than|that|when|both|only|no|not|one|two|three|four|five|six|seven|eight|nine|ten|"
    r"reporting|groups?|arms?|peptide|controls?|placebo|saline|vehicle|patients?|participants?|differences?|changes?|"
    r"rats?|mice|mouse|rabbits?|dogs?|results?",
    re.IGNORECASE,
)
"""Words of who was measured, how many, and how things stand to each other: no outcome is named by them."""


class NothingToRead(ValueError):
    """The prompt holds no evidence block."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the evidence block, with what the line of its study says."""

    id: str
    text: str
    study: str
    design: str
    species: str


@dataclass(frozen=True, slots=True)
class Written:
    """A claim of the stand-in."""

    section: Section
    text: str
    sentences: tuple[str, ...]
    outcome: str
    direction: Direction
    species: Species


def write(prompt: str) -> list[Written]:
    """At most one claim per study, the most result-bearing first; deterministic.

    Raises:
        NothingToRead: the prompt has no evidence block.
    """
    block = _EVIDENCE.search(prompt)
    if not block:
        raise NothingToRead("no <evidence> block with numbered sentences in the messages")
    best: dict[str, tuple[int, Written]] = {}
    for sentence in _sentences(block[1]):
        claim = _claim(sentence)
        if claim is None:
            continue
        score = 2 * bool(_MEASURE.search(sentence.text)) - 2 * bool(_METHOD.search(sentence.text))
        if sentence.study not in best or score > best[sentence.study][0]:
            best[sentence.study] = score, claim
    kept: list[Written] = []
    for _, claim in sorted(best.values(), key=lambda each: -each[0]):
        if any(claim.text == each.text for each in kept):
            continue
        if sum(each.section is claim.section for each in kept) < CLAIMS_PER_SECTION and len(kept) < CLAIMS_AT_MOST:
            kept.append(claim)
    order = list(Section)
    return sorted(kept, key=lambda each: order.index(each.section))


def _sentences(block: str) -> Iterator[Sentence]:
    study: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("# "):
            name, *fields = (part.strip() for part in line[2:].split("|"))
            study = dict(field.split("=", 1) for field in fields if "=" in field)
        elif "\t" in line:
            id, text = line.split("\t", 1)
            if _SENTENCE_ID.fullmatch(id):
                yield Sentence(id, text.strip(), name, study.get("design", ""), study.get("species", ""))


def _claim(sentence: Sentence) -> Written | None:
    """The sentence as a claim; None where it bears no result, or cannot be said on its own."""
    body = _FRAME.sub("", sentence.text)
    if sentence.design in _UNUSED or sentence.species not in LEADS or not 40 <= len(body) <= 320:
        return None
    if (sentence.species == Species.HUMAN and _BEASTS.search(body)) or (
        sentence.species == Species.ANIMAL and _PEOPLE.search(body)
    ):
        return None
    if not _RESULT.search(body) or _UNSAYABLE.search(body) or body.endswith("?"):
        return None
    section, lead = LEADS[Species(sentence.species)]
    if sentence.design in _REVIEWS:
        section = Section.REVIEWS
    elif _SAFETY.search(body):
        section = Section.SAFETY
    return Written(
        section=section,
        text=lead + body[:1].upper() + body[1:],
        sentences=(sentence.id,),
        outcome=_outcome(body),
        direction=_direction(body),
        species=Species(sentence.species),
    )


def _direction(text: str) -> Direction:
    signs = [direction for direction, pattern in _SIGNS if pattern.search(text)]
    if signs == [Direction.NULL] and _MOVED.search(text):
        return Direction.UNCLEAR
    return signs[0] if len(signs) == 1 else Direction.MIXED if signs else Direction.UNCLEAR


def _outcome(text: str) -> str:
    """What the sentence says its result of, in its own words; empty where that is no name of something measured."""
    match = _RESULT.search(text)
    before = _AUXILIARY.sub("", re.split(r"[,;:]\s", text[: match.start()])[0].strip()) if match else ""
    words = _ARTICLE.sub("", _WHEN.split(before)[0]).split()
    if not 0 < len(words) <= _SUBJECT_WORDS or not all(_NAME.fullmatch(each) for each in words):
        return ""
    if any(_NO_NAME.fullmatch(each) for each in words):
        return ""
    first, *others = words
    return " ".join([first if any(map(str.isupper, first[1:])) else first.lower(), *others])
