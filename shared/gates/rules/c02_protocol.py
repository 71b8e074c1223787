"""C02: no cycles, stacks or protocols for use at home. Regimens of a trial, told as such, pass."""

from shared.gates.family import Family, pattern
from shared.gates.scope import negated, reported

FAMILY = Family(
    id="C02",
    version=1,
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
    ),
)
