"""What makes an amount harmless where it is told: a report, a label, a result, food."""

import re

from shared.gates.rules.dosing.amounts import DOSED
from shared.gates.words.grammar import ANYBODY, EVERY
from shared.gates.words.report import exemplary, in_the_past, told


def of_a_label(sentence: str, match: re.Match[str]) -> bool:
    """Content, purity and strength of what was made or analysed."""
    return bool(
        re.search(
            r"\b(?:contain\w*|label\w*|analy[sz]ed|purit\w+|assay\w*|plasma|serum|concentrations?|excret\w+|urine|"
            r"per day in|intake|diet\w*|exposure)\b",
            sentence,
            re.IGNORECASE,
        )
    )


def by_label(sentence: str, match: re.Match[str]) -> bool:
    """What the label of a medicine says, as its own word."""
    return bool(
        re.search(
            r"\b(?:according to|by|in|on) (?:its|the) (?:\w+ )?(?:label|leaflet|licen[cs]e|prescribing information|"
            r"package insert|product information|summary of product characteristics)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_SUITS = (
    r"(?:enough|plenty|sufficient|suffices?|ample|ideal|best|optimal|sensible|reasonable|right|"
    r"too (?:much|little|low|high)|"
    r"waste(?:d|ful)?|unnecessary|pointless|works?|does|do (?:fine|well|best)|covers?|will do|"
    r"carries|serves|gained|needs?|"
    r"room for|settled?|settles on|favou?rs?|point of (?:entry|departure)|entry point|starting point|belongs?|keeps?|"
    r"all (?:it|one|anyone) (?:takes|needs)|how (?:much|often)|mistake|regrets?|recommend\w*|"
    r"advis\w+|usual\w*|typical\w*)"
)
_JUDGED = re.compile(rf"\b(?:{_SUITS}|{EVERY})\b", re.IGNORECASE)


def unjudged(sentence: str, match: re.Match[str]) -> bool:
    """Neither a judgement of what suits nor an hour stands in the sentence."""
    return not _JUDGED.search(sentence)


_AGAIN = re.compile(r", (?:and )?then (?:by |to |at )?$", re.IGNORECASE)
_FIRST = re.compile(rf"\b{DOSED}", re.IGNORECASE)


def goes_on(sentence: str, match: re.Match[str]) -> bool:
    """A further amount of a report, with no verb of its own: `received 5 mg daily, then 10 mg`."""
    behind = _AGAIN.search(sentence[: match.start()][-20:])
    before = sentence[: match.start() - len(behind[0])] if behind else ""
    first = _FIRST.search(before)
    return first is not None and told(before, first) and not exemplary(sentence, match)


_RESULT = re.compile(
    r"\b(?:reduced|raised|lowered|increased|decreased|improved|shortened|prolonged|lengthened|led to|did not)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(rf"\b{ANYBODY}\b", re.IGNORECASE)


def of_a_result(sentence: str, match: re.Match[str]) -> bool:
    """What the amount did is told in the past, and of nobody in general: `20 mcg daily reduced fractures`."""
    if exemplary(sentence, match) or _PERSONS.search(sentence):
        return False
    return _RESULT.search(sentence, match.end()) is not None and in_the_past(sentence, match)


def of_food(sentence: str, match: re.Match[str]) -> bool:
    """Diet, and what was measured in products or in the body."""
    return bool(
        re.search(
            r"\b(?:diet\w*|nutri\w+|vitamins?|sodium|protein|energy|fluid|food|label\w*|contain\w*|analy[sz]ed|plasma|"
            r"serum|urine|exposure|leaflet|prescribing information|package insert)\b",
            sentence,
            re.IGNORECASE,
        )
    )
