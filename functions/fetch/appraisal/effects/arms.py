"""Of whom an estimate is told: what a control, another agent or another exposure did is not the peptide's."""

import re

from functions.fetch.appraisal.effects.medicines import MEDICINES
from functions.fetch.appraisal.results.agents import Agents, is_agent, only_had
from functions.fetch.appraisal.results.outcome_words import mentions
from functions.fetch.appraisal.results.set_aside import acts
from functions.fetch.appraisal.results.sides import INERT, is_inert_arm, of_another, sides_of
from functions.fetch.appraisal.text.bystander_names import names_a_bystander
from functions.fetch.appraisal.text.clauses import clause_about

_I = re.IGNORECASE
_STEMS = re.compile(rf"(?<![\w-])(?:{MEDICINES})(?![\w-])", _I)
_ITSELF = re.compile(
    r"\b(?:treat\w*|therap\w+|peptides?|drugs?|active|interventions?|dos(?:e|es|ed|ing)|groups?|arms?|it|its|mg)\b", _I
)
_BEHIND = re.compile(r"^[\s,)\]]*(?:\([^)]*\)[\s,]*)?(?:from baseline )?", _I)
_PHRASE = re.compile(r"(?:in|with|on|for|among|by|after|under|receiving)\s[^,;.()]{1,60}", _I)
_NEXT = re.compile(r"\s(?:and|or|but|versus|vs\.?|than|compared|relative|while|whereas)\b", _I)
_EXPOSED = re.compile(r"\b(?:associated|predict\w*|correlat\w+|risk factors?|linked|related)\b", _I)
_ACTS = re.compile(
    r"^\W*(?P<who>[A-Za-z][\w-]+(?: [a-z][\w-]+)?) (?:\w+ly )?(?:increased|decreased|reduced|raised|lowered|improved|"
    r"worsened|doubled|predicted) (?!(?:by|from|to|in|with|after|at|on|over|during|and|or|more|less|than|\w+ly)\b|\d)",
)
_SET_AGAINST = re.compile(
    r"\b(?:baseline|comparator|active|standard|alone|monotherapy|no |without|non-?users?|those not|other groups?|"
    r"control)\b",
    _I,
)
_ARM_OF_ITS_OWN = re.compile(
    r"[)\]]?(?:\s?\([^()]*\))?\s(?:in|with|on|for)\s(?:the\s)?[\w-]+(?:\s[\w-]+)?(?:\s(?:group|arm)"
    r"(?=\s(?:and|but|while|whereas)\b|[,;])|(?=\sand\s(?:by\s)?[-−–+]?\d))",
    _I,
)
"""Behind an estimate, the arm of which it is told: what is told of the next one begins behind it."""
_NEAR = 120
_NO_OBJECT = re.compile(r"\s(?:(?:by|about|approximately|nearly|almost|from)\s)*(?:\d|\w+-?fold\b)", _I)
_REFERENCE = re.compile(r"\b(?:positive[- ]controls?|reference (?:compounds?|substances?|items?))\b", _I)
"""What is known to act, given to see whether the experiment shows it."""
_ILL = re.compile(
    r"(?:^|\b(?:in|of) )(?:the )?(?:[\w-]+-induced )?(?:non-?treated|untreated|diabetic|"
    r"obese|hypertensive|infarcted|ovariectomi[sz]ed|OVX|septic|"
    r"arthritic|burned|injured|isch(?:a)?emic|knockout|tumou?r-bearing|ur(?:a)?emic|cirrhotic|\w+-deficient|model) "
    r"(?:control )?(?:rats|mice|animals|rabbits|dogs|pigs|patients|groups?|hearts|kidneys|livers|brains)\b",
    _I,
)
"""In whom the illness itself is told of, where nothing else is."""
_HEALTHY = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over)\s(?:[^\s,;]+\s){0,4}?"
    r"(?:controls?|sham|healthy|normal|lean|non-?diabetic|wild-type|intact)\b"
    r"(?:[\s-](?:groups?|rats|mice|animals))?",
    _I,
)
_LEVELS = re.compile(
    r"\s(?:(?:plasma|serum|blood|peak|mean)\s)*(?:levels?|concentrations?)?\s?(?:was|were|is|are)?\s?$", _I
)
_RESPECTIVELY = re.compile(r"\brespectively\b", _I)


def is_anothers(text: str, start: int, end: int, agents: Agents | None) -> bool:
    """Whether the estimate from `start` to `end` is told of another one than the peptide, as far as the text says.

    Without the agents of the record only of a control, or of those who had stopped.
    """
    left, right = clause_about(text, start, end)
    clause = text[left:right]
    opening = text[: text.find(",") + 1]
    if left and not _ITSELF.search(clause) and not (agents is not None and agents.own.search(clause)):
        # "Another was superior; the difference was 5 kg."
        before = text[:left].rstrip(" ;,")
        whose = clause_about(before, len(before), len(before))
        if of_another(before[whose[0] :], agents):
            return True
    if _REFERENCE.search(clause[: max(0, end - left)]):
        return True
    if agents is not None and _is_of_the_illness(clause, agents):
        return True
    arm = _ARM_OF_ITS_OWN.match(text, end)
    against = arm and not INERT.search(arm[0]) and INERT.search(text, arm.end(), right)
    told = text[left : arm.end()] if arm and against else clause
    if of_another(told, agents) or (start > len(opening) and _is_framed(text[:start], opening, agents)):
        return True
    if _RESPECTIVELY.search(text, end, right):
        return not _first_is_own(clause, agents)
    if (others := _arm_behind(text[end:right], agents)) is not None:
        return others
    return agents is not None and not acts(clause, agents.own) and _of_another_exposure(clause, agents)


def is_of_its_own_level(text: str, start: int, end: int, agents: Agents | None) -> bool:
    """Whether the verb from `start` to `end`, which has no object, tells how much of the peptide itself was found."""
    named = list(agents.own.finditer(text, max(0, start - _NEAR), start)) if agents is not None else []
    return (
        bool(named)
        and _LEVELS.fullmatch(text, named[-1].end(), start) is not None
        and _NO_OBJECT.match(text, end) is not None
    )


def _is_of_the_illness(clause: str, agents: Agents) -> bool:
    """Whether the clause tells what made ill did, or how the ill differ from the healthy, and not of the peptide."""
    if agents.own.search(clause) or _ITSELF.search(_HEALTHY.sub(" ", _ILL.sub(" ", clause))):
        return False
    return names_a_bystander(clause) or bool(_ILL.search(clause) and _HEALTHY.search(clause))


def _is_framed(before: str, opening: str, agents: Agents | None) -> bool:
    """Whether "In the placebo group," with which the sentence opens reaches to the estimate."""
    rest = before[len(opening) :]
    if not opening or _ITSELF.search(rest) or (agents is not None and agents.own.search(before)):
        return False
    return is_inert_arm(opening)


def _arm_behind(behind: str, agents: Agents | None) -> bool | None:
    """Whether the arm that stands right behind the estimate is another's; None where none stands there."""
    opened = _BEHIND.match(behind)
    phrase = _PHRASE.match(behind, opened.end() if opened else 0)
    if phrase is None:
        return None
    said = _NEXT.split(phrase[0])[0]
    if agents is not None and agents.own.search(said):
        return not acts(said, agents.own)
    if INERT.search(said):
        return True
    return True if agents is not None and _names_another(said, agents) else None


def _first_is_own(clause: str, agents: Agents | None) -> bool:
    """Whether the first arm of those that share the numbers is the peptide's: the first number is read."""
    inert = INERT.search(clause)
    at = [inert.start()] if inert else []
    if agents is None:
        return not inert or bool(_ITSELF.search(clause[: inert.start()]))
    own = agents.own.search(clause)
    at += [each.start() for each in _others(clause, agents)]
    return not at if own is None else own.start() < min([*at, len(clause)])


def _of_another_exposure(clause: str, agents: Agents) -> bool:
    """Whether another agent, or what is no agent, is what the estimate compares or blames."""
    told, against = sides_of(clause)
    if _names_another(told, agents):
        return True
    if _ITSELF.search(told):
        return False
    if _EXPOSED.search(told):
        return True
    if against:
        return not (INERT.search(against) or _SET_AGAINST.search(against) or _names_another(against, agents))
    acting = _ACTS.match(told)
    return acting is not None and is_agent(acting["who"].split()[0]) and not mentions(acting["who"])


def _names_another(text: str, agents: Agents) -> bool:
    return bool(_others(text, agents))


def _others(text: str, agents: Agents) -> list[re.Match[str]]:
    """Other agents that the text names, without those that the people it tells of had anyhow."""
    found = [*_STEMS.finditer(text), *(agents.called.finditer(text) if agents.called else ())]
    return [
        each
        for each in found
        if is_agent(each[0]) and not agents.own.search(each[0]) and not only_had(text, each.start(), each.end())
    ]
