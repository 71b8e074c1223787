"""Which sentences of an abstract may tell of results, and whether they conclude."""

import re

from functions.fetch.appraisal.results.direction import CONCLUDES
from functions.fetch.appraisal.text.words import Words
from shared.domain.evidence.study import Sentence

_I = re.IGNORECASE
PRIMARY = re.compile(r"\b(?:primary|co-?primary|main) (?:\w+ )?(?:outcomes?|end-?points?)\b", _I)
_OWN_RESULTS = re.compile(
    r"\b(?:(?:(?:the|our|these) )?(?:present )?(?:results|findings|data) (?:\w+ly )?(?:reveal|show|demonstrat|"
    r"indicat)ed|we (?:\w+ly )?(?:found|observed|showed|demonstrated))\b(?! (?:previously|earlier|before)\b)",
    _I,
)
_AIM = re.compile(
    r"\b(?:aim(?:ed|s)?|objectives?|purpose|(?:was|were) (?:\w+ )?(?:designed|undertaken|performed|conducted|"
    r"carried out) to|we (?:\w+ly |have |also |therefore )?(?:investigated|examined|evaluated|assessed|studied|tested|"
    r"determined|explored|sought|aimed|compared|hypothesi[sz]ed|asked|analy[sz]ed)|(?:this|the present|the current|"
    r"our) (?:\w+ )?(?:study|work|trial|paper|investigation) (?:\w+ly )?(?:(?:was|is) (?:\w+ )?(?:designed|conducted|"
    r"undertaken|performed|done|to)|(?:investigat|examin|evaluat|assess|aim|determin|explor|test|compar)\w*))\b",
    _I,
)
"""Where an abstract turns from what is known to its own work."""
_BEFORE = re.compile(r"^\W*(?:before|prior to|at (?:baseline|enrol\w+|inclusion|entry)|initially)\b", _I)
"""What was so before anything was given."""
_BACKGROUND = re.compile(r"\b(?:background|objectives?|aims?|purpose|introduction|rationale|methods?|design)\b", _I)

_RESULTS = re.compile(r"\b(?:results?|findings|outcomes)\b", _I)
"""A heading that names them tells of them, whatever else it names: "Methods and results"."""


def result_sentences(words: Words) -> list[tuple[Sentence, int]]:
    """What may tell of results, with its tier: 2 for conclusions, 1 for the rest."""
    labelled = {each.label: each.category for each in words.study.abstract if each.label}
    concluding = {
        label
        for label, category in labelled.items()
        if category == "CONCLUSIONS" or re.match(r"CONCLUSION|INTERPRETATION", label, _I)
    }
    aside = {
        label
        for label, category in labelled.items()
        if not _RESULTS.search(label)
        and (
            category in ("BACKGROUND", "OBJECTIVE", "METHODS")
            or (_BACKGROUND.search(label) and label not in concluding)
        )
    }
    last = len(words.told) - 3
    # An abstract without labels opens with what is known already.
    first = _first(words.told) if not labelled else 0
    return [
        (
            each,
            2 if each.section in concluding or (not concluding and at >= last and CONCLUDES.search(each.text)) else 1,
        )
        for at, each in enumerate(words.told)
        if not _BEFORE.match(each.text)
        and (
            (each.section not in aside and (at >= first or _OWN_RESULTS.search(each.text))) or PRIMARY.search(each.text)
        )
    ]


def _first(told: tuple[Sentence, ...]) -> int:
    """Where an abstract without labels tells of its own work: behind what it opens with, which is known already."""
    opening = 2 if len(told) >= 6 else 0
    aim = next((at for at, each in enumerate(told) if _AIM.search(each.text)), 0)
    return max(opening, aim if 2 * aim <= len(told) else 0)
