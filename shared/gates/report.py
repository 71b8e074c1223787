"""What the clause around a match is: the report of a study, a word about this page, or a statement of its own.

A report stands in the past tense and names in whom or what; only its own clause is excused by it, so that
`rats ran further, and it gives athletes the same lift` is a report and a promise.
"""

import re

from shared.gates.scope import in_the_laboratory, negated, of_a_study

_BREAK = re.compile(
    r"[;:?]|, (?:and|but|yet|so|which|while|although|though|whereas|for|then|together|hence|thus|"
    r"therefore|because|since)\b| but (?!not\b)| although |"
    r" (?:and|or) (?=(?:readers?|it|this|these|they|that|you|we)\b)|, (?=(?:readers?|you|we|expect|these)\b)",
    re.IGNORECASE,
)
_SUBJECT = (
    r"(?:participants?|patients?|subjects?|volunteers?|adults|adolescents|children|infants|women|men|boys|girls|"
    r"females?|males?|recipients|responders|rats?|mice|mouse|animals?|rabbits?|dogs?|pigs?|monkeys?|zebrafish|larvae|"
    r"cells?|fibroblasts|keratinocytes|myotubes|tissues?|groups?|arms?|cohorts?|cases?|controls?|reviewers|"
    r"trials?|study|studies|series|experiments?|investigators|authors|assessors|pharmacists?|"
    r"nurses|regimens?|serum|plasma|blood|urine|"
    r"samples?|vials?|products?|doses?|infusions?|injections?|treatments?|placebo|endpoints?|outcomes?|scores?|"
    r"protocols?|assays?|sponsors?|inspectors|company|agency|regulator|panel|committee|survey|questionnaire|letter|"
    r"concentrations?|levels|incidence|means?|medians?|weight|respondents|physicians|clinicians|members|wounds?|"
    r"reports?|records?|register|registry|chemotherapy|channels|proteins?)"
)
_PAST = (
    r"(?:was|were|had|did|received|underwent|got|took|began|started|showed|led|gave|became|fell|rose|ran|grew|kept|"
    r"stayed|lost|gained|experienced|reported|observed|compared|assigned|administered|randomi[sz]ed|evaluated|"
    r"assessed|investigated|measured|performed|used|analy[sz]ed|enrolled|recruited|examined|studied|found|tested|"
    r"described|listed|rated|scored|completed|withdrew|prepared|injected|dissolved|contained|lasted|differed|healed|"
    r"improved|increased|decreased|reduced|declined|recommended|voted|wrote|noted|required|included|excluded|seized|"
    r"validated|met|named|purchased|bought|ordered|obtained|read|drew|swallowed|mixed|applied|"
    r"told|asked|stated|given|came|went|ate|reached|appeared|occurred|died|survived|bled|resisted|"
    r"multiplied)"
)
_REPORT = re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbest )(?<!ually )(?<!\bgets )\b{_PAST}\b", re.IGNORECASE)
_WHO = re.compile(rf"\b{_SUBJECT}\b|\[\d+\]", re.IGNORECASE)
_PAGE = re.compile(
    r"\b(?:(?:this|the|our) (?:pages?|sites?|monographs?|websites?|tables?|columns?)|nothing here|"
    r"(?:not|never|neither|nor) (?:\w+ )?(?:here|on this page))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:is|are|was|were|remains?|has been|have been)\s(?:still |currently )?(?:unknown|untested|unclear|uncertain|"
    r"not\b|never\b|no\b)|:\s(?:none|not|no|nothing|unknown|untested)\b|"
    r"\b(?:cannot|can not|could not|did not|does not|do not) (?:\w+ )?(?:be carried|carry|"
    r"translate|tell|say|show|separate|"
    r"apply|hold|hold for)\b|"
    r"\bno (?:\w+ ){0,4}(?:study|studies|trials?|evidence|data|report|"
    r"record) (?:\w+ ){0,6}(?:found|exists?|were|was)\b|"
    r"\b(?:excluded|not eligible|ineligible|left out)\b",
    re.IGNORECASE,
)
_EXEMPLARY = re.compile(
    r"\b(?:template|habits?|steps?|recipe|schedule|routine|example|procedure|method|pattern|arrangement|regimen)s?\b"
    r"[^.;]{0,40}\b(?:to (?:follow|copy|acquire|adopt|imitate|learn|use at)|worth (?:copying|following|adopting))|"
    r"\b(?:follow|copy|adopt|imitate|repeat) (?:the same|this|these|them|it|suit)\b|\bat home\b|\bfor home use\b",
    re.IGNORECASE,
)


def clause(sentence: str, match: re.Match[str]) -> str:
    """The part of the sentence between the breaks around the match."""
    start = max((each.end() for each in _BREAK.finditer(sentence, 0, match.start())), default=0)
    after = _BREAK.search(sentence, match.end())
    return sentence[start : after.start() if after else len(sentence)]


def told(sentence: str, match: re.Match[str]) -> bool:
    """The match stands in the report of what was done or seen, and nobody is told to do likewise."""
    part = clause(sentence, match)
    return bool(_REPORT.search(part) and _WHO.search(sentence)) and not exemplary(sentence, match)


def exemplary(sentence: str, match: re.Match[str]) -> bool:
    """The sentence holds up what it reports as something to imitate."""
    return bool(_EXEMPLARY.search(sentence))


def of_the_page(sentence: str, match: re.Match[str]) -> bool:
    """The clause speaks of this page or site and of what it holds."""
    return bool(_PAGE.search(clause(sentence, match)))


def open_question(sentence: str, match: re.Match[str]) -> bool:
    """The clause says that something is not known, not studied or not so."""
    return bool(_NOTHING.search(clause(sentence, match)))


def of_research(sentence: str, match: re.Match[str]) -> bool:
    """The clause itself names the study, the animals or the cells that it speaks of."""
    part = clause(sentence, match)
    return in_the_laboratory(part, match) or of_a_study(part, match)


HARMLESS = (negated, told, of_the_page, open_question)
"""What excuses the words of most families."""
