"""What the authors say of conflicts of interest, in their statement or at the abstract's end.

A denial reaches as far as its sentence does, and no further than an exception ("apart from AB, who holds shares"), a
"but", or somebody else who is said to be something. A statement that names no tie and denies none says nothing of them.
"""

import re
from bisect import bisect_left, bisect_right

from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.evidence.appraisal import Decision
from shared.domain.vocabulary import Confidence, Conflict

_I = re.IGNORECASE
_REACH = 400
"""Characters: the lists of what nobody has are long, and their sentences end them."""

_INTERESTS = (
    r"(?:(?:conflicts? of|competing|conflicting|financial|commercial|dual|known|actual|potential|perceived|personal|"
    r"non-financial|relevant|other|or|and|any|of|the|a) ){0,9}"
    r"(?:interests?|conf+l?l?icts?|relationships?|disclosures?|ties)"
)
_ELSEWHERE = (
    r"(?:Interessens?konflikte?n?|(?:conflits?|liens?) d(?:e |['’] ?)intérêts?|conflictos? de inter[eé]s(?:es)?|"
    r"conflitos? de interesses?|conflitt[oi] d(?:i |['’] ?)interess[ei]|belangen(?:conflict(?:en)?|verstrengeling))"
)
_NO_ELSEWHERE = (
    r"(?:kein(?:e[nrs]?|erlei)?|nicht|weder|aucune?|pas (?:\w+ )?d(?:e\b|['’])|absence de|"
    r"ning[uú]n[oa]?|no|sin|não|nenhuma?|sem|nessun[oa]?|non|geen)"
)
"""How conflicts of interest and their absence are called in German, French, Spanish, Portuguese, Italian and Dutch."""

_FORM_OR_RULE = r"(?! ?(?:forms?|statements?|declarations?|polic(?:y|ies)|disclosures?)\b)"
_NO = r"no(?! (?:longer|role|influence|input|part|impact|bearing)\b)"
_NONE = re.compile(
    rf"\b(?:{_NO}|not have any|without(?: any)?|nothing|none|neither|free (?:of|from)|(?:absence|lack) of)\b"
    rf"(?:(?!\bno\b)[^.;:]){{0,80}}?\b{_INTERESTS}|"
    r"\b(?:(?:do|does|did|have|has|had)(?: not|n['’]t) (?:currently )?(?:have|report|declare|disclose|identify|"
    r"perceive|acknowledge)(?:e?d)?|(?:is|are|was|were) not any|den(?:y|ies|ied)) (?:(?:having|to have) )?"
    rf"{_INTERESTS}\b{_FORM_OR_RULE}|"
    rf"\b{_INTERESTS}(?: statement)?\s*[:.\-]*\s*(?:the authors?:?\s*)?(?:none|nil|no)\b|"
    r"\bnothing to (?:declare|disclose|report)\b|\bno (?:conflicts?|disclosures?)\b|"
    r"^\W*none(?=\W*$|[.,;:]|\s+(?:declared|disclosed|known|reported|to)\b)|"
    rf"\b{_NO_ELSEWHERE}\b[^.;:]{{0,60}}?\b{_ELSEWHERE}\b|\b{_ELSEWHERE}\b\s*:?\s*(?:\w+ )?{_NO_ELSEWHERE}\b",
    _I,
)
_TIE = re.compile(
    r"\b(?:consult(?:ant|ants|ed|ing|ancy|ancies)|honorar\w+|honona\w+|speakers?(?: fees?|['’]? bureau)?|"
    r"advisory (?:board|panel|committee)s?|advises|(?:advis[eo]rs?|member) (?:to|for) (?-i:[A-Z])|stocks?|shares?|"
    r"shareholders?|shareholdings?|(?<!health )equity|employees?|employment|employed (?:by|at|full|part)|patents?|"
    r"inventors?|royalt\w+|co-?founders?|founders?|owns?|owners?|(?<!commons )(?<!access )licen[cs]ed?|paid|"
    r"personal fees|lecture fees|board member|sits on|works? for (?-i:[A-Z])|now works? for|(?:received|receives|"
    r"receiving|reports?|reported|holds?) (?:(?!no\b)\w+ ){0,4}(?:grants?|fees|funding|support|contracts?)|"
    r"grants? from|research (?:support|funding|contract)|travel (?:support|grants?)|intellectual property|"
    r"(?<!to )(?:declares?|declared|discloses?|disclosed|reports?|reported|has|have) (?:that (?:they|he|she) ha(?:s|"
    r"ve) )?(?:the following |an? |some |several )?(?!any\b|no\b|or\b|and\b|of\b|the\b)"
    rf"{_INTERESTS}\b{_FORM_OR_RULE}|"
    r"Berater(?:in)?|Beratungs\w+|Aktien|Patente[ns]?|Vortrags\w+|honoraires|brevets?|acciones|patentes|consultor(?:a|es)?|"
    r"onorari|brevetti)\b|"
    # A person's initials, and whose money it is: "K.S.: Example; Another."
    r"(?-i:\b(?:[A-Z]\.[- ]?){2,4}:\s*(?!N(?:one|il|o|ot|othing)\b|The\b|All\b)[A-Z])",
    _I,
)
_NAME = r"(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})"
_DENIES = re.compile(
    rf"\b(?:{_NO}|not(?! (?:only|directly|related|relevant|involved|part)\b)|nor|never|without|nothing|"
    rf"free (?:of|from)|(?:neither|none of)(?: ?{_NAME}(?:,? (?:and|or|nor) |, ))*(?: ?{_NAME})?|"
    r"none(?=\s+(?-i:[a-z]))|(?:absence|lack) of|den(?:y|ies|ied)|(?:required|requested|asked|obliged) to|must|whether|"
    r"kein(?:e[nrs]?|erlei)?|nicht|weder|aucune?|pas de|ning[uú]n[oa]?|não|nenhuma?|nessun[oa]?|geen)(?!\w)",
    _I,
)
"""What makes a tie that is named after it none; a rule that ties must be told is no tie either."""

_STOP = (
    r"(?<!\b(?-i:[A-Z]))(?<!\bDr)(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)\.(?=\s|$)(?!\s+th(?:is|ese) includes?\b)|"
    r"(?<=Inc|Ltd)\.(?=\s+(?-i:[A-Z]))|;"
)
_EXCEPTION = (
    r"\b(?:apart from|aside from|except(?:ing|ions? of)?|other than|besides|beyond|save for|but for|"
    r"außer|abgesehen von|mit Ausnahme|à l['’]exception|excepto|salvo|eccetto|behalve)\b"
)
_NOT_ALL = re.compile(
    rf"{_EXCEPTION}|\bno other\b(?=(?: \w+){{0,2}} {_INTERESTS})|\b(?:other|remaining) (?:co-?)?authors?\b", _I
)
_ENDS = re.compile(
    rf"{_STOP}|"
    rf"{_EXCEPTION}(?! (?:those|as|what|where)\b[^.;]{{0,40}}(?:disclosed|declared|noted|listed|stated|mentioned))|"
    r"\b(?:but|however|although|though|whereas|while|aber|jedoch|mais|pero)\b|"
    rf"(?:[.,:]|\b(?:and|or|as))\s+(?:{_NAME}|who|s?he|(?:the|one|two|three|four|several|some|both|all|another)"
    r"(?: of the)?(?: \w+){0,2} authors?) (?:is|are|was|were|has|have|had|holds?|owns?|serves?|served|receives?|"
    r"received|reports?|reported|works?|sits?|acts?)\b|(?-i:\b(?:[A-Z]\.?-?){{2,4}}|"
    r"\b[A-Z]\w+ (?:[A-Z]\.? )?[A-Z]\w+):",
    _I,
)
"""Where a denial is over."""

_DENIED_AFTER = re.compile(
    r"[^.;,:]{0,25}:\s*(?:none|nil|not applicable|n/a|no(?=\s*(?:[.,;]|$)))(?! (?:of|other)\b)|"
    r"[^.;,:]{0,60}?\b(?:(?:is|are|was|were|been) (?:not|never)\b(?! (?:related|relevant|involved|part|directly)\b)|"
    r"by (?:none|no)\b)",
    _I,
)
_EACH_NONE = re.compile(
    r"(?:[\w ]{0,40}?(?:disclosures?|interests?|conflicts?)(?: statement)?\W*)?"
    r"(?:(?-i:(?:[A-Z]\.?-?){2,4}(?:,? (?:and |& )?(?:[A-Z]\.?-?){2,4})*|"
    r"[A-Z][\w.'’-]*(?: (?:[a-z]{2,3} )?[A-Z][\w.'’-]*){1,4})"
    r"(?:, (?-i:MD|PhD|MSc|BSc|RN|Dr|Prof))*\s*[,:–-]\s*(?:none|nil|nothing to (?:declare|disclose))\b[\s,;.]*){2,}",
    _I,
)
"""One author after the other, each with "none"."""

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_IN_ABSTRACT = re.compile(
    r"\b(?:conflicts? of interests?|competing interests?|declarations? of interests?|disclosures?)\s*[:.][^.]*\.", _I
)


def conflict_of(words: Words) -> tuple[Conflict, Decision | None]:
    """What is declared. Something declared by one author outweighs that the others have nothing to declare."""
    statement, quote, rule = words.study.conflict_statement, None, "conflict-statement"
    confidence = Confidence.CERTAIN
    if not statement:
        found = _IN_ABSTRACT.search(words.abstract)
        if not found:
            return Conflict.NOT_STATED, None
        statement, rule, confidence = found[0], "conflict-words", Confidence.PROBABLE
        quote = words.passage(found.start(), found.end())
    said = _said(_IN_BRACKETS.sub(lambda each: each[0].replace(";", ","), statement))
    if said is Conflict.NOT_STATED:
        return said, None
    return said, decision("conflict", said, rule, confidence, quote)


def _said(statement: str) -> Conflict:
    if _EACH_NONE.fullmatch(statement.strip()):
        return Conflict.NONE
    if any(not _denied(statement, each) for each in _TIE.finditer(statement)):
        return Conflict.DECLARED
    stops = [0, *(each.end() for each in re.finditer(_STOP, statement, _I)), len(statement)]
    if any(_of_all(statement, each, stops) for each in _NONE.finditer(statement)):
        return Conflict.NONE
    return Conflict.NOT_STATED


def _denied(statement: str, tie: re.Match[str]) -> bool:
    """Whether a tie that is named is one that nobody has."""
    if _DENIED_AFTER.match(statement, tie.end()):
        return True
    start = max(0, tie.start() - _REACH)
    denials = _DENIES.finditer(statement, start, tie.start())
    return any(not _ENDS.search(statement[each.end() : tie.start() + 1]) for each in denials)


def _of_all(statement: str, denial: re.Match[str], stops: list[int]) -> bool:
    """Whether that there is no conflict is said of everybody and everything: its sentence makes no exception."""
    if _ENDS.search(denial[0][:-1]):
        return False
    start = stops[bisect_right(stops, denial.start()) - 1]
    end = stops[min(bisect_left(stops, denial.end()), len(stops) - 1)]
    return not _NOT_ALL.search(statement, start, end)
