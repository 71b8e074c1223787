"""What the clause around a match is: the report of a study, a word about this page, or a statement of its own.

A report stands in the past tense and names in whom or what; only its own clause is excused by it, so that
`rats ran further, and it gives athletes the same lift` is a report and a promise.
"""

import re

from shared.gates.words.scope import in_the_laboratory, negated, of_a_study

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
_STRONG = (
    r"(?:was|were|had|did|underwent|got|took|began|led|gave|became|fell|rose|ran|grew|kept|lost|"
    r"found|withdrew|met|bought|"
    r"drew|swallowed|told|came|went|ate|bled|wrote|foresaw|slept|felt|saw|made|chose|sought|spent|stood|thought|"
    r"sold|held|sent|paid|left|brought|taught|built|caught|dealt|chose|froze|drank|swam|won|bore|fed|shrank|sank|wore|"
    r"withstood|overcame|arose|fought|broke|threw|laid|sat|shed|"
    r"read(?= (?:the|aloud|each|a ))|(?:have|has) been (?:reported|described|published|observed))"
)
"""Verbs whose past is no participle that stands beside a noun."""
_WEAK = (
    r"(?<![\w'-])(?!(?:once|when|if|is|are|be|been|being|best|the|an?|gets?|of|with|and|than|who|that|which|"
    r"\w+ually)\b)[\w)\]%'-]+ (?:\w{3,}ed|shown|given|read)\b(?!\.?$)"
)
"""A participle behind a word that may be what it is said of; behind `is`, `the` or `once` it is no past."""
_PRESENT = re.compile(
    r"\b(?:is|are|isn't|aren't|has|have|can|cannot|will|won't|should|must|may|might|would|does|do|don't|doesn't|needs?|"
    r"leaves?|helps?|brings?|takes?|comes?|goes|stays?|lets?|has|means|keeps?|makes?|works?|"
    r"deserves?|remains?|belongs?|suffices?|tends?|yields?|gives?|delivers?|amounts to|equals|corresponds|translates"
    r"|converts)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(rf"(?<!\bbest )(?<!\bbe )(?<!\bwho )(?<!\bthat )(?<!\bwhich )\b{_STRONG}\b", re.IGNORECASE)
_PARTICIPLE = re.compile(_WEAK, re.IGNORECASE)
_WHO = re.compile(rf"\b{_SUBJECT}\b|\[\d+\]", re.IGNORECASE)
_PAGE = re.compile(
    r"\b(?:(?:this|the|our) (?:pages?|sites?|monographs?|websites?|tables?|columns?)|nothing here|"
    r"(?:not|never|neither|nor) (?:\w+ )?(?:here|on this page))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:is|are|was|were|remains?|has been|have been)\s(?:still |currently )?(?:unknown|untested|unclear|uncertain|"
    r"not\b|never\b|no\b(?! (?:reason|need|match|problem|danger|risk|harm|doubt|question|worry|cause|bar|obstacle|"
    r"longer|wonder|better)\b))|:\s(?:none|not|no|nothing|unknown|untested)\b|\b(?:cannot|can not|could not|did not|"
    r"does not|do not) (?:\w+ )?(?:be carried|carry|translate|tell|say|show|separate|apply|hold|hold for)\b|"
    r"\bno (?:\w+ ){0,4}(?:study|studies|trials?|evidence|data|report|record) (?:\w+ ){0,6}(?:found|exists?|were|"
    r"was)\b|\b(?:excluded|not eligible|ineligible|left out)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:\w+(?:s|y|n|r|t|on|ng) )(?:\w+ly )?(?:returned|remained|differed|produced|caused|induced|resulted|revealed|"
    r"indicated|demonstrated|suggested|followed|coupled|yielded|exhibited|displayed|failed|tended|persisted|predicted|"
    r"responded|\w+ated|\w+i[sz]ed|\w+ified) (?!by\b)",
    re.IGNORECASE,
)
"""Verbs of results that need no subject of a study beside them."""
_SPEAKS = re.compile(r"\b(?:you\w*|I|my|our|let|should|best|please|just)\b", re.IGNORECASE)
_EXEMPLARY = re.compile(
    r"\b(?:template|habits?|steps?|recipe|schedule|routine|example|procedure|method|pattern|arrangement|"
    r"regimen)s?\b[^.;]{0,40}\b(?:to (?:follow|copy|acquire|adopt|imitate|learn|use at)|worth (?:copying|following|"
    r"adopting))|\b(?:is|are|was|were|be) (?:the )?(?:one|ones|way|schedule|course|dose|amount|thing) to (?:follow|"
    r"copy|use|adopt|take|run|repeat|imitate|aim for|stick to|go by|be on)\b|\b(?:readers?|people|users?|one|you|"
    r"we) (?:ought|should|need|had better|do well)\b|\b(?:follow|copy|adopt|imitate|repeat) (?:the same|this|these|"
    r"them|it|suit)\b|\bat home\b|\bfor home use\b",
    re.IGNORECASE,
)


def clause(sentence: str, match: re.Match[str]) -> str:
    """The part of the sentence between the breaks around the match."""
    start = max((each.end() for each in _BREAK.finditer(sentence, 0, match.start())), default=0)
    after = _BREAK.search(sentence, match.end())
    return sentence[start : after.start() if after else len(sentence)]


def _past(part: str) -> bool:
    """A verb that is past whatever stands beside it, or a participle where nothing of the present does."""
    return bool(_REPORT.search(part) or (_PARTICIPLE.search(part) and not _PRESENT.search(part)))


def told(sentence: str, match: re.Match[str]) -> bool:
    """The match stands in the report of what was done or seen, and nobody is told to do likewise."""
    part = clause(sentence, match)
    return bool(_past(part) and _WHO.search(sentence)) and not exemplary(sentence, match)


def in_the_past(sentence: str, match: re.Match[str]) -> bool:
    """The clause around the match has a verb of the past and speaks to nobody: it tells of something done or seen."""
    part = clause(sentence, match)
    return (_past(part) or bool(_FINITE.search(part))) and not _SPEAKS.search(part)


def exemplary(sentence: str, match: re.Match[str]) -> bool:
    """The sentence holds up what it reports as something to imitate."""
    return bool(_EXEMPLARY.search(sentence))


def not_held_up(sentence: str, match: re.Match[str]) -> bool:
    """Nothing says that what it reports is to be imitated."""
    return not exemplary(sentence, match)


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


_CARER = (
    r"(?:(?:\w+ )?(?:doctor|physician|pharmacist|clinician|gp|nurse|midwife|specialist|surgeon|psychiatrist|"
    r"health ?care (?:professional|provider|team)|health (?:professional|worker)|"
    r"professional|practitioner|adviser|care team|somebody qualified))"
)
_SPORT_BODY = (
    r"(?:(?:an? |your |their |the |his or her )?(?:\w+ )?(?:anti-?doping (?:\w+)|federation|governing body|"
    r"sports? (?:body|federation)|team (?:doctor|physician)))"
)
_REFERS = re.compile(
    rf"\b(?:ask(?! your \w+(?:[.,;]|$))|see|consult|contact|(?:speak|talk) (?:to|with)|turn to|discuss (?:it|this|"
    rf"any \w+) with|tell) (?:an? |your |their |the |his or her )?{_CARER}(?: or (?:an? |"
    rf"your )?\w+)?(?=(?: who (?:knows|can examine)| if"
    r"| before| first|"
    r" instead| for advice| as you| at once| straight away| when| should| about (?:your|any|whether|this|their))\b"
    r"|[.,;]| ?\[|$)|"
    rf"\b(?:is|are|remains?|belongs?|stays?) (?:a |an )?(?:(?:question|matter|decision|thing|one|something|choice) )?"
    rf"(?:for|with|to (?:discuss|raise|settle) with|between) (?:an? |your |their |the |you and your )?{_CARER}|"
    r"\bseek (?:\w+ )?(?:medical|emergency|urgent|professional) (?:help|advice|care|attention)\b|"
    r"\breport (?:any |all |an? )?(?:\w+ )?(?:side effects?|reactions?|harms?|adverse \w+) (?:\w+ )?(?:to|with)\b|"
    rf"\b(?:ask|consult|contact|check with|turn to|write to) {_SPORT_BODY}|\b(?:your|their|the|an?|his or her) "
    rf"{_SPORT_BODY} (?:can|will|may|is able to|must|knows?)\b|\b(?:call|phone|ring|dial) (?:your |the |an |for an )?"
    r"(?:local |national )?(?:emergency (?:number|services?|line)|ambulance|poison \w+|112|911|999)\b|"
    rf"\bonly (?:an? |your |the |his or her )?{_CARER} can\b|\b(?:can|could|may|must) only be (?:\w+ )?(?:judged|"
    rf"decided|answered|settled|made|given|told) by (?:an? |the |his or her |your )?{_CARER}",
    re.IGNORECASE,
)
_PEDDLES = re.compile(
    r"\b(?:prescri\w+|script|try|start\w*|stack\w*|add(?:s|ing)?|switch\w*|dos(?:e|es|ing)|inject\w*|cycle\w*|buy|"
    r"order|sourc\w+|insist\w*|convince|tesamorelin|sermorelin|ipamorelin|semax|selank|kpv|\w+-\d+\w*|\w+tide|"
    r"this peptide|\d+ ?(?:mg|mcg|[uμ]g|iu|units|ml))\b",
    re.IGNORECASE,
)
_GUIDES = re.compile(
    r"^(?:please )?(?:to (?:cancel|see|find|read|change|report)\b|(?:choose|select|click|open|use|see|read|tell|write|"
    r"report|find|look|follow|scroll|sort|filter|download|sign|log|return|go|change|cancel|update|print|note|pick|"
    r"turn|check|consult)\b)(?=.*\b(?:pages?|list|entry|entries|menu|table|sections?|link below|search|account|"
    r"password|e-?mails?|feeds?|versions?|methods|filter|columns?|figures?|mistakes?|errors?|corrections?|newsletter|"
    r"pdf|index|references|glossary|notes?|archive|inbox|settings|footnotes?|studies)\b)|^(?:if|when|should|"
    r"whenever) (?:you|a reader|readers|anything|something)\b[^,]*\b(?:mistakes?|errors?|typo|wrong|broken|outdated|"
    r"missing|links?|pages?|accounts?|passwords?|e-?mails?|questions? about (?:the|this) (?:page|site))\b[^,]*,|"
    r"\byour (?:sign-?in|log-?in|account|subscription|invoice|receipt|password|e-?mail|payment|renewal)\b|^you (?:can|"
    r"may|will|could) (?:\w+ )?(?:read|find|see|download|cancel|change|reuse|share|cite|print|search|sort|write|"
    r"unsubscribe|follow|compare)\b(?=.*\b(?:pages?|list|entry|methods|table|section|account|versions?|feeds?|"
    r"e-?mails?|figures|studies|references|licen[cs]e|quotes?|at any time|below|archive|pdf)\b)",
    re.IGNORECASE,
)


def refers(sentence: str) -> bool:
    """It sends the reader to a doctor or pharmacist, and for no substance or amount in particular."""
    found = _REFERS.search(sentence)
    return found is not None and not _PEDDLES.search(sentence, found.start())


def referred(sentence: str, match: re.Match[str]) -> bool:
    """The same, as what excuses a match."""
    return refers(sentence)


def guides(sentence: str) -> bool:
    """It shows a reader of this site the way about it, or tells of his account and mail."""
    return bool(_GUIDES.search(sentence))


_UNKNOWN = re.compile(
    r"\b(?:nothing|little|nobody|no one|none) (?:\w+ ){0,2}?(?:is|was|are|has been|have been|can be)? ?(?:known|knows"
    r"|published|reported|recorded|"
    r"studied|tested|found|said|has looked)\b",
    re.IGNORECASE,
)


def unknown(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says that nothing is known or published."""
    return bool(_UNKNOWN.search(sentence))


HARMLESS = (negated, told, of_the_page, open_question)
"""What excuses the words of most families."""
