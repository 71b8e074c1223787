"""Whether a sentence of the results tells of what was given: by such words, or by the name of the page's peptide."""

import re

from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.sides import INERT
from shared.domain.vocabulary import Design

_I = re.IGNORECASE
_TREATED = (
    r"\b(?:treat\w*|therap\w+|administ\w+|inject\w*|infus\w+|supplement\w*|peptides?|placebo|vehicle|"
    r"dos(?:e|es|ed|ing)|receiv\w+|agonists?|interventions?|fed|exposed|exposure|mg|tak(?:en|ing)|took|IU|[µμ]g|mcg)\b"
)
_GIVEN = re.compile(_TREATED, _I)
_GIVEN_OR_COMPARED = re.compile(rf"{_TREATED}|\b(?:compared|versus|vs|than|groups?)\b", _I)
_NO_DIFFERENCE = re.compile(
    r"\bno (?:[\w-]+ ){0,3}differences? in\b(?!.*\b(?:between|among|across)(?! (?:the )?(?:\w+ ){0,2}(?:groups|arms|"
    r"treatments)\b))|\bdid not differ\b(?!.*\b(?:between|among|across|by|with|from)\b)",
    _I,
)
"""Where arms are compared, what does not differ does not between them, if the sentence says no other."""
_GROUPS = re.compile(
    r"\b(?:any|all|either|both|between|among|across) (?:of )?(?:the |these )?(?:two |three |four )?(?:\w+ )?groups\b",
    _I,
)
"""All the groups of an experiment, one of which had been given something."""
_TRIALS = frozenset({Design.RCT, Design.PROBABLE_RCT})
_GIVEN_DESIGNS = _TRIALS | {Design.NONRANDOMISED_TRIAL, Design.EXPERIMENT, Design.SYSTEMATIC_REVIEW}
_ITS_GIVING = re.compile(
    r"(?<!associated )(?<!correlated )(?<!related )(?<!linked )\b(?:with|on|by|after|under|during|taking|given) "
    r"(?:(?:the|an?|oral|topical|subcutaneous|intravenous|intranasal|daily|weekly|once|twice|once-weekly|low|high|"
    r"[\d.,]+) )*$",
    _I,
)
_ACTS = re.compile(
    r"(?:\s\([^()]{1,40}\))?\s(?:(?:\w+ly|also|even|further|then|alone) )*(?:(?:increas|rais|elevat|enhanc|promot|"
    r"accelerat|caus|decreas|reduc|attenuat|diminish|improv|ameliorat|alleviat|reliev|restor|normali[sz]|mitigat|"
    r"exacerbat|aggravat|suppress|prolong|extend|lower|inhibit|prevent|slow|worsen|impair|shorten|delay|demonstrat|"
    r"provid|produc|induc|show|exert|exhibit|(?:up|down)-?regulat)(?:e?[sd]|ed)|(?:did|had|was|were|led|"
    r"result(?:s|ed)|fail(?:s|ed) to)\b)",
    _I,
)
_WHO_HAD_IT = re.compile(r"[- ](?:treated|injected|groups?|arms?|recipients)\b", _I)
_IT = re.compile(
    r"^\W*(?:(?:\w+ly|also|moreover|furthermore|in addition|however|simultaneously),? )*(?:it|they)\s(?!is\b|"
    r"has been\b|"
    r"have been\b|was (?:\w+ )?(?:that|shown|found|observed|concluded|hypothesi[sz]ed)\b)",
    _I,
)
_OF_THE_BODY = re.compile(
    r"[ -](?:levels?|concentrations?|expression|mRNA|genes?|receptors?|secretion|release|signall?ing|deficien\w+|"
    r"knock\w*|null|antagonists?|antibod\w+|immunoreactiv\w+|values?|in (?:plasma|serum|blood|CSF|saliva)|"
    r"was (?:measured|assessed|determined|higher|lower|elevated|increased|decreased|reduced))",
    _I,
)
"""What is told of a peptide that the body makes."""


def tells_of_giving(text: str, design: Design, agents: Agents | None) -> bool:
    """Whether it does; where a study gave what it studies, a comparison or the peptide's name may be enough."""
    if design not in _GIVEN_DESIGNS:
        return bool(_GIVEN.search(text)) or (agents is not None and _acted(text, agents.own))
    if design is Design.EXPERIMENT and not (_GIVEN.search(text) or INERT.search(text) or _GROUPS.search(text)):
        # Beasts that are ill beside others that are not: nobody was given anything.
        return agents is not None and _by_name(text, agents.own)
    if design in _TRIALS and _NO_DIFFERENCE.search(text):
        return True
    return bool(_GIVEN_OR_COMPARED.search(text)) or (agents is not None and _by_name(text, agents.own))


def goes_on_about(text: str, before: str, agents: Agents | None) -> bool:
    """Whether its subject is the peptide of the sentence `before`: "It also eased pain"."""
    return agents is not None and bool(_IT.match(text)) and agents.own.search(before) is not None


def _acted(text: str, own: re.Pattern[str]) -> bool:
    return any(
        not _OF_THE_BODY.match(text, each.end()) and _ACTS.match(text, each.end()) for each in own.finditer(text)
    )


def _by_name(text: str, own: re.Pattern[str]) -> bool:
    return any(
        not _OF_THE_BODY.match(text, found.end())
        and (
            _ITS_GIVING.search(text[: found.start()])
            or _ACTS.match(text, found.end())
            or _WHO_HAD_IT.match(text, found.end())
        )
        for found in own.finditer(text)
    )
