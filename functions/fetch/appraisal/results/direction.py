"""Which way the outcome went, by what a title or a conclusion says outright; unclear unless the words are plain.

Clauses are judged one by one: "fewer re-tears, but function did not differ" is mixed. A clause that hedges says
nothing good; one that speaks of safety alone says nothing of the outcome unless it names harm.
"""

import re
from collections.abc import Iterator

from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.denials import (
    ASIDE,
    NULL,
    UNSEEN,
    of_a_mechanism,
    only_at_some_doses,
    only_for_a_while,
    parts,
)
from functions.fetch.appraisal.results.doubts import unsettled, without_doubted
from functions.fetch.appraisal.results.heads import turns
from functions.fetch.appraisal.results.lessened import LESS, timed
from functions.fetch.appraisal.results.no_results import goes_with, was_there
from functions.fetch.appraisal.results.not_plain import leaves_open
from functions.fetch.appraisal.results.sides import of_another
from shared.domain.evidence.study import Study, sentences
from shared.domain.vocabulary import Direction

_I = re.IGNORECASE
_BAD = (
    r"(?:pain|symptoms?|mortality|deaths?|anxiety|depression|risk|severity|weight gain|fat|inflammation|inflammatory|"
    r"injury|injuries|damage|fibrosis|pressure|relapses?|recurrences?|re-tears?|infections?|lesions?|disability|"
    r"tumou?rs?|toxicity|stress|atrophy|necrosis|apoptosis|scores? of disease|disease activity|jet-lag scores?|"
    r"creatinine|oedema|edema|ulcers?|bleeding|wound area|dysfunction|impairment|insomnia|glucose|cholesterol|colitis)"
)
_GOOD = (
    r"(?:healing|recovery|survival|strength|function|repair|closure|quality of life|sleep time|remission|regeneration|"
    r"tolerance|mobility|bone density|collagen alignment|symptom score|closed|gains?)"
)
_ABOUT = (
    r"(?:\s+(?!(?:in|by|for|to|with|after|through|via|due|because|owing|used|sensitivity|efficacy|response|"
    r"resistance)\b)[\w'’-]+){0,5}?\s+"
)
_HARM = re.compile(
    r"\b(?:worsen(?:s|ed)|exacerbate[sd]|aggravate[sd]|(?:was|is|were|are) (?:harmful|hepatotoxic|toxic)|"
    r"a serious harm|outweighed by|had (?:a )?deleterious effects?|(?<!-)(?:caused|causes|induced|"
    r"induces) (?:\w+ ){0,2}(?:toxicity|damage|injury|tumou?rs|malformations|infertility)|(?:higher|increased|"
    r"increases|excess|elevated) (?:the |in |a )?(?:\w+ )?(?:mortality|deaths|risk of (?:death|stroke|cancer|fracture|"
    r"bleeding|adverse events|serious adverse events))|(?:decreased|reduced|poorer|shorter) (?:overall )?survival|"
    r"(?:mortality|death rates?|deaths) (?:(?:was|were) (?:\w+ly )?(?:higher|increased|greater|more (?:common|"
    r"frequent))|rose|increased)(?! (?:in|among|with|on) (?:the |an? )?(?:control|placebo|vehicle|untreated|sham)))\b",
    _I,
)
_USELESS_AND_HARMFUL = re.compile(
    r"\bineffective,? (?:and|but|,) (?:(?!not\b|never\b|safe\b)\w+ ){0,2}?"
    r"(?:harmful|hepatotoxic|toxic|dangerous|unsafe)\b",
    _I,
)
_BENEFIT = re.compile(
    rf"\b(?:reduce[sd]?|lower(?:s|ed)|decrease[sd]|attenuate[sd]?|alleviate[sd]?|ameliorate[sd]?|prevent(?:s|ed)|"
    rf"delay(?:s|ed)|limit(?:s|ed)(?! to\b)|mitigate[sd]|relieve[sd]|suppress(?:es|ed)|inhibit(?:s|ed)|shorten(?:s|ed)|"
    rf"slow(?:s|ed)){_ABOUT}{_BAD}\b|\b(?:fewer|less|"
    rf"lower){_ABOUT.replace('{0,5}', '{0,2}')}{_BAD}\b(?= .{{0,60}}\b(?:with|after|than|were observed))|"
    rf"\b(?:improve[sd]?|enhance[sd]?|promote[sd]?|accelerate[sd]?|restore[sd]?|preserve[sd]|speed(?:s|ed)|"
    rf"increase[sd]){_ABOUT}{_GOOD}\b|"
    r"\b(?:larger|greater|better|significant|medium|marked|sustained) (?:improvements?|gains?|reductions? in (?:pain|"
    r"symptoms|weight|severity))\b|\bprotect(?:s|ed) (?:\w+ )?(?:against|from)\b|\b(?:was|were|"
    r"is) (?:\w+ly )?(?:superior to|more effective than|effective (?:in|for|as)|better than)\b|"
    r"\bhealing was (?:[\w-]+ ){0,3}(?:earlier|faster)|\bshows the effectiveness of\b|"
    r"\blarge fall in \w+ (?:systolic )?pressure\b",
    _I,
)
_NAME_LAST = re.compile(rf"\b(?:(?P<bad>{_BAD})|{_GOOD})$", _I)
HEDGE = re.compile(
    r"\b(?:may|might|could|can|would|whether|should|potential(?:ly)?|promising|warrant\w*|suggest\w* a role|possib\w+|"
    r"if|cannot|not comparable|unclear|inconclusive|too small|hypothes\w+|appears?|seems?|likely|target for|aim(?:ed|"
    r"s)?|to (?:determine|assess|evaluate|investigate|test))\b",
    _I,
)
_TAIL = re.compile(
    r",\s+(?:which|(?:an? )?(?:effects?|findings?|results?|changes?) (?:that|which)|suggesting|indicating|implying|"
    r"thus|thereby)\b",
    _I,
)
"""Behind it a sentence goes on about what it has told."""
UNSURE = re.compile(
    r"\b(?:too small to|cannot be|could not be determined|no conclusion|inconclusive|not comparable)\b", _I
)
_CLAIMED = re.compile(r"\b(?:facilitat\w+|improv\w+|reduc\w+|benefi\w+|enhanc\w+|effective)\b", _I)
_PAST = re.compile(r"\b(?:induced|caused)\b", _I)
"""In a title a participle, no statement."""
_SAFETY = re.compile(
    r"\b(?:adverse(?:ly)?|safety|toler\w+|side[- ]effects?|tolerated|laboratory values|baseline)\b", _I
)
_STATES = (
    r"(?:was|were|is|are|has|have|had|did|does|do|led|rose|fell|showed|caused|resulted|"
    r"(?:increas|decreas|reduc|rais|elevat|enhanc|promot|stimulat|accelerat|improv|ameliorat|alleviat|reliev|restor|"
    r"preserv|normali[sz]|mitigat|revers|attenuat|aggravat|exacerbat|induc|produc|declin)e[sd]|"
    r"(?:worsen|impair|prolong|extend|shorten|lower|limit|slow|inhibit|prevent|block|protect|delay|diminish|suppress|"
    r"abolish)(?:e?s|ed))\b(?! by\b)"
)
_NOT_IT = (
    r"(?:but|and) not (?!(?:all|every|any|only|yet|always|just|to|with(?:out)?|\w+ly|worse|better)\b)"
    rf"(?!{_STATES})(?:[\w'’/-]+ ){{0,4}}?[\w'’/-]+,?(?= (?:\w+ly )?{_STATES})"
)
NOT_IT = re.compile(rf",?\s+\b{_NOT_IT}", _I)
"""Of what the verb behind it is not told: "one drug, but not another, eased pain"."""
_NOT_MORE = (
    r"(?:but|yet) (?:so did\b|(?:(?:no|not)(?: any)? (?:more|better|further|as (?:much|well|\w+ly))|"
    r"less(?: so| \w+ly)?) (?:than|as)\b)"
)
CLAUSE = re.compile(
    rf";|,?\s+\b(?!{_NOT_IT}|{_NOT_MORE})(?:but|although|though|whereas|while|however)\b|,?\s+(?=nor\b)|"
    rf",\s+(?!{_NOT_IT}|{_NOT_MORE})(?:and|with|yet)\s+(?!without\b)",
    _I,
)
CONCLUDES = re.compile(
    r"\b(?:in conclusion|we conclude|concluded|conclusions?|these (?:results|findings|data)|taken together|"
    r"this (?:study|trial)|our (?:results|findings|data|study)|therefore|thus|overall)\b",
    _I,
)
_P = re.compile(r"\b[Pp]\s?(?P<sign>[<=>≤])\s?(?P<p>0?\.\d+)")
_COMPARED = re.compile(r"\b(?:than|placebo|vehicle|controls?|saline|untreated|buffer|usual care|respectively)\b", _I)


def direction_of(study: Study, agents: Agents | None = None) -> tuple[Direction, str]:
    """The direction and the rule: title and conclusions first; only where neither says anything, compared results.

    With the agents of the record, what is told of another one than the peptide does not count.
    """
    told = _conclusion(study)
    if any(UNSURE.search(each) for each in told):
        return Direction.UNCLEAR, "direction-unsure"
    found = {way for text in (_PAST.sub(" ", study.title), *told) for way in _ways(text, agents)}
    rule = "direction"
    if not found and not told:
        found, rule = _by_results(study, agents), "direction-results"
    if not found:
        return Direction.UNCLEAR, "direction-unclear"
    if found == {Direction.NULL} and any(_claimed(each) for each in told):
        return Direction.UNCLEAR, "direction-hedged"
    if len(found) > 1:
        return Direction.MIXED, f"{rule}-mixed"
    (only,) = found
    return only, f"{rule}-{only.value}"


def _ways(text: str, agents: Agents | None) -> set[Direction]:
    found: set[Direction] = set()
    for clause in clauses(without_doubted(text), agents):
        if not HEDGE.search(clause) and "?" not in clause and not of_another(clause, agents):
            found |= _of_clause(clause)
    # Who is not helped and is harmed is harmed.
    return {Direction.HARM} if found == {Direction.HARM, Direction.NULL} else found


def is_hedged(clause: str, at: int) -> bool:
    """Whether a clause hedges what it tells of at this character; what it adds to that may be unsure by itself."""
    tail = _TAIL.search(clause)
    return HEDGE.search(clause[: tail.start()] if tail and at < tail.start() else clause) is not None


def clauses(text: str, agents: Agents | None) -> Iterator[str]:
    """The clauses of a title or sentence; with the agents of the record, the peptide begins one of its own."""
    for clause in CLAUSE.split(text):
        at = 0
        for join in agents.joins(clause) if agents else ():
            yield clause[at:join]
            at = join
        yield clause[at:]


def _of_clause(clause: str) -> set[Direction]:
    found: set[Direction] = set()
    for part in parts(clause):
        text = clause[part.start : part.end]
        rest = NULL.sub(" ", text)
        if leaves_open(text):
            continue
        if part.doubtful:
            if _HARM.search(text):
                return set()
        elif _USELESS_AND_HARMFUL.search(text):
            found.add(Direction.HARM)
        elif rest != text:
            # What a part denies, it does not also claim.
            partly = only_for_a_while(text) or only_at_some_doses(text)
            if not (partly or _SAFETY.search(text) or of_a_mechanism(text)):
                found.add(Direction.NULL)
        elif UNSEEN.search(text) or unsettled(text) or ASIDE.match(text):
            continue
        elif _says(_HARM, rest):
            found.add(Direction.HARM)
        elif _says(_BENEFIT, rest) and not LESS.search(rest):
            found.add(Direction.BENEFIT)
    return found


def _says(way: re.Pattern[str], text: str) -> bool:
    """Whether it says so, of an outcome and not of another noun to which the outcome's name belongs."""
    return any(not _is_no_result(text, each) and not _turned(text, each) for each in way.finditer(text))


def _is_no_result(text: str, said: re.Match[str]) -> bool:
    before, change = text[: said.start()], said[0].split(None, 1)[0]
    return was_there(before, change) or goes_with(before, change)


def _turned(text: str, said: re.Match[str]) -> bool:
    last = _NAME_LAST.search(said[0])
    return last is not None and turns(text, said.start() + last.start(), said.end(), -1 if last["bad"] else 1)


def _claimed(text: str) -> bool:
    """Whether something beside what it denies went some way: then the denial is not the whole conclusion."""
    return any(_CLAIMED.search(NULL.sub(" ", clause)) for clause in CLAUSE.split(text))


def _conclusion(study: Study) -> list[str]:
    labelled = {
        each.label
        for each in study.abstract
        if each.label and (each.category == "CONCLUSIONS" or re.match(r"CONCLUSION|INTERPRETATION", each.label, _I))
    }
    all_ = sentences(study)
    if labelled:
        return [each.text for each in all_ if each.section in labelled]
    return [each.text for each in all_[-3:] if CONCLUDES.search(each.text)]


def _by_results(study: Study, agents: Agents | None) -> set[Direction]:
    """The primary comparison: the first sentence that compares groups and gives a P, read by its outcome's name."""
    for each in sentences(study):
        values = [(match["sign"], float(match["p"])) for match in _P.finditer(each.text)]
        if len(values) != 1 or not _COMPARED.search(each.text):
            continue
        with_p = next((clause for clause in clauses(each.text, agents) if _P.search(clause)), "")
        if agents is not None and agents.alone_is_another(with_p):
            return set()
        sign, p = values[0]
        if sign != "<" and p >= 0.05:
            return {Direction.NULL} if p >= 0.1 and not _SAFETY.search(each.text) else set()
        if p > 0.05 or of_another(each.text, agents) or LESS.search(each.text) or timed(each.text):
            return set()
        if without_doubted(each.text) != each.text or unsettled(each.text):
            return set()
        less = bool(re.search(r"\b(?:lower|fewer|less|reduced|fell|decreased|shorter|smaller)\b", each.text, _I))
        more = bool(re.search(r"\b(?:higher|more|increased|rose|faster|longer|greater|closed)\b", each.text, _I))
        bad, good = (re.search(rf"(?<![\w-]){of}\b", each.text, _I) for of in (_BAD, _GOOD))
        if any(name and turns(each.text, *name.span(), sign) for name, sign in ((bad, -1), (good, 1))):
            return set()
        if less != more and bool(bad) != bool(good):
            return {Direction.BENEFIT} if (less and bad) or (more and good) else set()
        return set()
    return set()
