"""C22: limits inside a denial. `No dose-limiting toxicity` is not `no toxicity`.

What a quote denies under a limit, a claim denies under a limit of that kind, unless a quote denies it without one. The
limit stands before its noun (`serious`, `treatment-related`, `new`) or behind it (`related to`, `of grade 3`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.gates.grounding.doubts.restrictions import HARM, KEEPS_GRAVE
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import likens, said_otherwise
from shared.gates.words.wording import plain, stems

_PARTS = re.compile(r"[;:]|\b(?:but|however|whereas|although|though|while|yet)\b|(?<=[a-z)])\. ", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:no|not|none|neither|nor|never|without|free (?:of|from)|absence of|lack(?:ed)? (?:of )?|cannot)\b|n't\b",
    re.IGNORECASE,
)
_GIVEN = (
    r"(?:(?:study )?(?:treatment|drug|medication|medicine|therapy|product|peptide|infusion|injection|device|vaccine))"
)
_AT_ALL = re.compile(
    r"\b(?:otherwise|non-?serious|of any (?:\w+ )?(?:grade|kind|severity|cause|sort)|mild|at all|regardless|"
    r"whether or not|irrespective)\b",
    re.IGNORECASE,
)
_TIED = r"(?:related|attribut\w+|ascribed|owing|due|linked)"
_LIMITS = tuple(
    (re.compile(rf"\b(?:{said})", re.IGNORECASE), re.compile(rf"\b(?:{kept})\b", re.IGNORECASE))
    for said, kept in (
        (
            (
                r"(?:serious|severe|life-threatening|major|high-grade)\b(?!-)|"
                r"(?:of )?(?:toxicity )?grades? ?(?:[<>≤≥]=? ?)?(?:\d|I{1,3}V?|IV)"
                r"(?: ?(?:,|or|and|to|-|/) ?(?:\d|I{1,3}V?\b|IV|higher|worse|above|more))*"
            ),
            KEEPS_GRAVE.pattern.removeprefix(r"\b(?:").removesuffix(r")\b"),
        ),
        (
            (
                rf"(?:{_GIVEN}|[\w-]*\d)[- ](?:related|induced|attributable|associated)\b|{_TIED} to\b|"
                r"(?:considered|judged|deemed|thought|felt|believed) (?:to be )?(?:(?:possibly|probably|definitely) )?"
                r"(?:related|treatment-related|drug-related)\b|caused by\b"
            ),
            (
                r"relat\w+|[\w-]+-related|attribut\w+|ascrib\w+|owing|due|linked|caus\w+|induc\w+|put down|laid|"
                r"blam\w+|because|from|by|side[- ]effects?|gave|brought|produc\w+|result\w*|connect\w+|stem\w*|"
                rf"of (?:the |this )?{_GIVEN}|[\w-]+-(?:induced|associated|attributable)"
            ),
        ),
        (r"dose-limiting\b", r"dose-limiting|limit\w*|doses?"),
        (
            r"(?:(?<=\bno )|(?<=\bany )|(?<=\bor ))(?:new|novel)\b(?!-)|(?:unexpected|unforeseen|unanticipated)\b",
            (
                r"new\w*|novel|un(?:expected|foreseen|anticipated)|expected|anticipated|foreseen|surpris\w+|fresh|other|"
                r"(?:un|well )?known|additional|further|beyond|added"
            ),
        ),
        (
            (
                r"(?:clinically|medically) (?:(?:or|and) statistically )?(?:relevant|significant|important|meaningful|"
                r"apparent|notable)\b"
            ),
            (
                r"clinical\w*|relevan\w+|significan\w+|importan\w+|meaning\w*|matter\w*|notabl[ey]|marked\w*|material\w*|"
                r"of note|consequence|concern\w*|medical\w*"
            ),
        ),
        (
            (
                r"(?:leading|led|leads?) to (?:\w+ ){0,3}?(?:discontinu|withdraw|stop|interrupt|hospital|dose)\w*|"
                r"requir(?:ing|ed) (?:\w+ ){0,3}?(?:discontinu|withdraw|treatment|interven|hospital|dose)\w*"
            ),
            (
                r"discontinu\w+|withdr\w+|stop\w*|interrupt\w*|hospital\w*|dos\w+|led|leads?|leading|requir\w+|quit|"
                r"gave up|need\w*|call\w*|interven\w+"
            ),
        ),
    )
)
"""How a quote limits what it denies, and the words of which a claim has one then."""
_NEXT_LIMIT = re.compile(
    rf"(?:,? ?(?:or|and|/|,)? ?(?:{'|'.join(said.pattern for said, _ in _LIMITS)}))+", re.IGNORECASE
)
_ENDS = re.compile(
    r"[,.;:()]|\b(?:and|or|nor|was|were|had|has|have|is|are|be|been|did|do|in|at|on|of|for|to|with|within|by|from|during|"
    r"after|among|over|that|which|who|occurr\w+|emerg\w+|appear\w+|aris\w+|arose|develop\w+|led|leading|related|"
    r"attribut\w+|due|caused|consider\w+|requir\w+|ascribed|linked|owing|observed|seen|noted|reported|recorded|found)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"\s*(?:(?:of the|of|the|these|any|other|further|cases? of|signs? of|evidence of)\s+)*", re.IGNORECASE
)
_OF_WHAT = re.compile(r"\s*(?:in|of|from|to|on)\s+((?:[\w-]+\s?){1,5})", re.IGNORECASE)
_STANDS_BEHIND = re.compile(r" (?:to|by)$|^(?:lea?d|requir)|(?<!-)related$", re.IGNORECASE)
_GENERAL = plain(
    "change changes difference effect effects increase decrease reduction abnormality signs signals rise fall"
)
"""Nouns that say little without that of which they are."""
_ALIVE = re.compile(r"\b(?:surviv\w+|alive)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Denied:
    """What a part of a quote denies under a limit: its noun, and what this is of."""

    noun: str
    of: frozenset[str]
    limit: str

    def denied_in(self, part: str) -> bool:
        """Whether a part denies the same, under whatever limit."""
        denies = said_otherwise(part) or _DENIES.search(part) or likens(part)
        if "death" in plain(self.noun) and _ALIVE.search(part):
            return True
        return bool(denies) and self._named_in(part)

    def _named_in(self, part: str) -> bool:
        if HARM.search(self.noun):
            return HARM.search(part) is not None
        noun = plain(self.noun.split()[-1])
        if not noun & plain(part):
            return False
        return not (noun & _GENERAL and self.of) or bool(self.of & stems(part))


def dropped_under_denial(claim: str, quotes: Sequence[str]) -> str:
    """The limit under which its quotes deny what the claim denies at large, or nothing."""
    told = [each for each in _PARTS.split(normalise(claim).text) if each.strip()]
    parts = [each for quote in quotes for each in _PARTS.split(normalise(quote).text) if each.strip()]
    for said, kept in _LIMITS:
        for part in parts:
            for each in _under(said, part):
                at_large = any(other != part and each.denied_in(other) and not said.search(other) for other in parts)
                if not at_large and any(each.denied_in(own) and not kept.search(own) for own in told):
                    return each.limit
    return ""


def _under(said: re.Pattern[str], part: str) -> Iterator[_Denied]:
    """What the part denies under limits of one kind."""
    denial = _DENIES.search(part)
    if denial is None or _AT_ALL.search(part):
        return
    for limit in said.finditer(part, denial.end()):
        end = found.end() if (found := _NEXT_LIMIT.match(part, limit.end())) else limit.end()
        for start in (denial.end(),) if _STANDS_BEHIND.search(limit[0]) else (end, denial.end()):
            noun, upto = _noun(part, start)
            if noun:
                of = _OF_WHAT.match(part, upto)
                yield _Denied(noun, frozenset(stems(of[1])) if of else frozenset(), limit[0].strip())
                break


def _noun(part: str, start: int) -> tuple[str, int]:
    """The noun with its adjectives that begins there, and where it ends."""
    begin = found.end() if (found := _LEADS.match(part, start)) else start
    end = found.start() if (found := _ENDS.search(part, begin)) else len(part)
    return part[begin:end].strip(), end
