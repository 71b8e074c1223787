"""C02: no cycles, stacks or protocols for use at home. Regimens of a trial, told as such, pass."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import NUMBER, TIMES
from shared.gates.report import exemplary, of_the_page, open_question, told
from shared.gates.scope import negated, reported

_TOLD = (told, negated, of_the_page, open_question)


def _crystal(sentence: str, match: re.Match[str]) -> bool:
    """Stacking of molecules, or synergy in a dish."""
    return bool(_CRYSTAL.search(sentence))


def _not_held_up(sentence: str, match: re.Match[str]) -> bool:
    """Nothing says that the schedule is to be imitated."""
    return not exemplary(sentence, match)


_CRYSTAL = re.compile(
    r"\b(?:crystal\w*|residues?|side chains?|fibrils?|aromatic|nucleobases?|antibiotics?|bacteri\w+|in vitro|cells?)\b",
    re.IGNORECASE,
)

FAMILY = Family(
    id="C02",
    version=2,
    severity="block",
    reason="lays out a protocol, cycle or stack for use",
    patterns=(
        pattern(
            r"(?<!π-)(?<!pi-)(?<!base )(?<!ring )(?<!aromatic )(?<!-)\bstack(?:s|"
            r"ing)?\s(?:[\w-]+\s){0,3}?(?:with|well)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:peptide|healing|recovery|fat[- ]loss|muscle|ultimate|best|wolverine)\s(?:\w+\s)?stacks?\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b\d+\s?(?:-\s?\d+\s?)?(?:weeks?|days?|months?)\son\b[\s,]{0,2}(?:and |then |followed by )?",
            r"(?:\d+\s?(?:-\s?\d+\s?)?(?:weeks?|days?|months?)\s)?off\b",
            excuses=(reported,),
        ),
        pattern(
            r"\b(?:run|do|start|repeat|finish|complete|plan)\s(?:a|an|the|your|another|this|"
            r"one)\s(?:[\w-]+\s){0,3}cycle\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:cycle|cycling)\s(?:it\b|this peptide|on and off|off\b|length\b|for \d+ weeks)",
            excuses=(negated, reported),
        ),
        pattern(
            r"\b(?:dosing|dosage|healing|recovery|fat[- ]loss|beginner'?s?|advanced|cycling|stacking|"
            r"peptide|bulking|cutting|"
            r"anti-?ag(?:e|ing)|injury|microdos(?:e|ing))\sprotocols?\b",
            excuses=(negated, reported),
        ),
        pattern(
            r"(?:^|[;:•*] ?)(?:the )?protocol\s?:\s?(?=.*\d)(?!.{0,20}(?:NCT|ISRCTN|registration))", excuses=(reported,)
        ),
        pattern(r"\bloading (?:phase|dose)\b(?=.*\b(?:\d|then|followed|before)\b)", excuses=(reported, negated)),
        pattern(
            rf"\b{NUMBER}(?: to {NUMBER}|-{NUMBER})? ?-?{TIMES}\b[^.;]{{0,40}}\b(?:on|of use|"
            r"of (?:daily |weekly )?(?:injections|dosing|use))\b"
            rf"[^.;]{{0,40}}\b(?:off|rest|pause|break|between|without)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:for|after|"
            rf"every) {NUMBER} {TIMES},? (?:and )?(?:then )?(?:\w+ ){{0,3}}?(?:pause|rest|break|"
            r"stop|repeat|off|"
            rf"skip)\b|\b(?:pause|rest|break|stop)\b[^.;]{{0,20}}\b(?:for|"
            rf"of) {NUMBER}(?: {TIMES})?\b(?=.*\b(?:then|repeat|again|cycle|between|before|"
            r"weeks?)\b)",
            excuses=_TOLD,
        ),
        pattern(
            r"\balternat(?:e|es|ing)\b[^.;]{0,60}\b(?:rest|off|pause|break|days|weeks|injections|peptides)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"(?<![πi]-)(?<!pi )(?<!π )(?<!base )(?<!base-)(?<!ring )(?<!aromatic )\b(?:stack(?:s|"
            r"ed|ing|able)?)\b(?! of )",
            excuses=(*_TOLD, _crystal),
        ),
        pattern(
            r"\b(?:de-?load|post-?cycle|pct\b|blast and cruise|mini-?cycle|on-cycle|off-cycle|"
            r"cycl(?:e|ing) (?:it|them|on|off|between))",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:typical|usual|standard|common|sample|simple|classic|proven|basic|sensible|popular|tried and tested|"
            r"beginner|our)\s(?:\w+[- ]){0,2}(?:protocol|schedule|course|regimen|plan|programme|"
            r"program|arrangement|rotation|(?<!cell-)(?<!cell )cycle)s?\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\bin the morning\b.*\b(?:at night|in the evening|before bed|afternoon)\b|\bweekends? (?:free|off)\b|"
            r"\b(?:monday|tuesday|wednesday)\b.*\b(?:thursday|friday|saturday|sunday)\b",
            excuses=_TOLD,
        ),
        pattern(
            rf"\b(?:{NUMBER})[- ](?:day|week|month)s?[- ](?:course|plan|run|programme|program|"
            r"protocol|cycle|block|reset|kick-?start)s?\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:run|take|use|keep)\s(?:it|them|this|both|the (?:pair|two|"
            r"peptide))\s(?:\w+ ){0,2}(?:for|until|through)\b",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:repeat|restart|resume) (?:the |a |this )?(?:course|cycle|round|block|whole thing|sequence|every)\b|"
            r"\b(?:take|have|schedule) a (?:break|pause|month off|week off|holiday)\b|\b(?:twice|"
            r"once|three times) a year\b(?=.*\bcourse)",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:pairs?|combines?|combining|pairing|goes|layer(?:s|ing)?|add(?:ing)?|"
            r"mixes) (?:\S+ ){0,3}?(?:well |nicely |best |perfectly )?"
            r"(?:with|to|on top of)\b(?=.*\b(?:peptide|bpc|tb-?500|ipamorelin|cjc\S*|ghk\S*|kpv|"
            r"semax|selank|weeks?|recovery|results|synerg\w+)\b)",
            excuses=_TOLD,
        ),
        pattern(
            r"\b(?:synerg(?:y|ies|istic) (?:with|stack|between the two)|the (?:perfect|ideal|"
            r"classic) (?:pair|duo|combo|combination|trio))\b",
            excuses=(*_TOLD, _crystal),
        ),
        pattern(
            r"\b(?:clinicians|users?|coaches|athletes|people|lifters|most|many|practitioners|"
            r"clinics)\b[^.;]{0,30}\b(?:combine|stack|pair|(?<!cell-)cycle|alternate|rotate|run|layer)\b",
            excuses=(of_the_page,),
        ),
        pattern(r"\b(?:weeks?|months?|cycles?|courses?|regimen)\b", excuses=(_not_held_up,)),
    ),
)
