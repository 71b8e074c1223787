"""Which way the outcome went, by the words of the conclusion alone; unclear unless they are plain."""

import re

from shared.domain.study import Study, sentences
from shared.domain.vocabulary import Direction

_NULL = re.compile(
    r"\b(?:did not|does not|do not|failed to|no) (?:significantly |statistically )?(?:\w+ )?"
    r"(?:differ|difference|improve|reduce|increase|change|affect|effect|benefit|superior\w*|decrease|alter|prevent|"
    r"accelerate|enhance|evidence of (?:an? )?(?:effect|benefit|difference))\b|"
    r"\b(?:was|were) not (?:significantly )?(?:different|superior|effective|better|associated|improved|reduced)\b|"
    r"\bno (?:statistically )?significant\b|\bineffective\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:increased (?:the )?(?:risk|mortality|adverse|incidence of adverse)|worsened|exacerbated|was harmful|"
    r"(?:caused|induced) (?:\w+ )?(?:toxicity|damage|injury)|deleterious|"
    r"higher (?:mortality|rate of adverse events))\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:(?:improve|accelerate|attenuate|alleviate|ameliorate)[sd]?|protect(?:s|ed) against|"
    r"promote[sd] (?:\w+ )?(?:healing|recovery|repair)|"
    r"(?:was|were|is) (?:significantly )?(?:superior to|more effective than|effective in|effective for|better than)|"
    r"(?:reduced|lowered) (?:the )?(?:risk|mortality|pain|symptoms|severity|body weight|weight|incidence))\b",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|whether|should be|warrant\w*|further (?:studies|research)|needed)\b", re.IGNORECASE
)
_CONCLUSION = re.compile(
    r"\b(?:in conclusion|we conclude|conclusions?|these (?:results|findings|data)|taken together)\b", re.IGNORECASE
)


def direction_of(study: Study) -> tuple[Direction, str]:
    """The direction and the rule. Conclusion sections speak; without one, the last two sentences that conclude."""
    found = {
        direction
        for text in _conclusion(study)
        for direction, pattern in ((Direction.NULL, _NULL), (Direction.HARM, _HARM), (Direction.BENEFIT, _BENEFIT))
        if pattern.search(_NULL.sub(" ", text) if direction is not Direction.NULL else text)
        and not (direction is Direction.BENEFIT and _HEDGE.search(text))
    }
    if not found:
        return Direction.UNCLEAR, "direction-unclear"
    if len(found) > 1:
        return Direction.MIXED, "direction-mixed"
    (only,) = found
    return only, f"direction-{only.value}"


def _conclusion(study: Study) -> list[str]:
    labelled = [
        each.text
        for each in study.abstract
        if each.category == "CONCLUSIONS" or re.match(r"(?:CONCLUSION|INTERPRETATION)", each.label, re.IGNORECASE)
    ]
    if labelled:
        return labelled
    last = [each.text for each in sentences(study)][-2:]
    return [each for each in last if _CONCLUSION.search(each)]
