"""What a clause denies, and how far that reaches: "did not ease pain and raised mortality" denies one of the two."""

import re
from typing import NamedTuple

from functions.fetch.appraisal.results.doubts import unsettled

_I = re.IGNORECASE
_MOVE = (
    r"(?:revers|restor|attenuat|ameliorat|alleviat|reliev|mitigat|suppress|inhibit|lower|rais|elevat|worsen|exacerbat|"
    r"aggravat|diminish|promot|stimulat|impair|delay|block|abolish|prolong|extend|limit|influenc|preserv|"
    r"normali[sz])\w*"
)
_NONE = r"(?:\bneither|\bnone of (?:the|these|our)|^\W*nor)\b(?=[^;]{0,160}\b"
NULL = re.compile(
    r"\b(?:did|does|do|could|was|were|is|are) not (?!only\b)(?:\w+ly )?(?:differ\w*|improve\w*|reduce\w*|increase\w*|"
    r"change\w*|affect\w*|decrease\w*|alter\w*|prevent\w*|accelerate\w*|enhance\w*|confirm an? (?:\w+ )?(?:effect|"
    r"benefit)|protect|shorten|slow|show (?:any |an? )?(?:\w+ )?(?:effect|benefit|difference|improvement)|"
    r"reach (?:statistical )?significance|superior|effective|better|associated|support (?:the|an?) (?:use|effect))\b|"
    r"\bfail(?:s|ed)? to (?:improve|reduce|decrease|lower|affect|attenuate|alleviate|ameliorate|accelerate|prevent|"
    r"protect|alter|show|confirm|demonstrate|enhance)\b|"
    r"\bno (?:statistically )?(?:significant |clear |clinically relevant )?(?:differences?|improvement|benefits?|"
    r"effects?|change|reduction|association|advantage)\b(?! of (?:age|sex))|\b(?:was|is|were) ineffective\b|"
    r"\bno (?:more effective|better|worse) than\b|"
    rf"{_NONE}(?:differ|improv|reduc|increas|chang|affect|decreas|alter|prevent|accelerat|enhanc|protect)\w*)",
    _I,
)
"""That an outcome went neither way, as a title or a conclusion says it."""
UNSEEN = re.compile(
    r"\b(?:was|were) not (?:\w+ly )?(?:observed|seen|found|noted|detected|evident|apparent)\b|"
    rf"\b(?:did|does|do|was|were) not (?!only\b)(?:\w+ly )?{_MOVE}|"
    r"(?<!who )(?<!that )(?<!which )(?<!had )(?<!have )(?<!has )(?<!previously )\bfail(?:s|ed)? to (?!respond\b)\w",
    _I,
)
"""What did not happen, of some or of all: no outcome's way, and no conclusion on the whole."""
SAME = re.compile(
    r"\b(?:similar (?:numbers?|proportions?|percentages?|rates?|incidences?|frequenc(?:y|ies)) of|similar (?:in|"
    r"between|among|across|for|to(?! (?:what|(?:the |that |those )?(?:\w+ ){0,2}(?:reported|"
    r"described|observed|found|seen|studies|reports))\b))|(?:was|were) (?:similar|comparable|unchanged|unaffected)|"
    r"remained unchanged|not (?:\w+ly )?(?:different|significant|altered|affected|associated|influenced|better|worse|"
    r"higher|lower|greater|faster)|no (?:better|worse|higher|lower|greater|faster)\b|(?:did|do|does) not (?:have|show|"
    r"produce|cause|induce|promote|result in)\b|without (?:any )?(?:evidence of|an? (?:\w+ )?(?:change|effect|"
    r"increase))|no (?:\w+ ){0,2}(?:changes?|effects?|increases?|decreases?|alterations?|evidence of)\b|no (?:serious |"
    r"severe )?(?:adverse (?:events?|effects?|reactions?)|side[- ]effects?|deaths?|toxicity) (?:was|were|occurred|"
    r"observed|reported)?)|"
    rf"{_NONE}(?:induc|caus|produc|influenc|elevat|lower|rais)\w*)",
    _I,
)
"""The same, as results say it of one outcome."""

_AGAINST_NONE = re.compile(
    r"\b(?:vs\.?|versus|than|against|(?:compared|comparison) (?:with|to)) no (?:\w+ ){0,3}?(?:changes?|effects?|"
    r"improvement|benefits?|reductions?|increases?|decreases?|differences?)\b",
    _I,
)
"""What another arm did, against which something is held: "3 kg less against no change"."""
_CHANGED = (
    r"(?:(?:increas|decreas|reduc|rais|elevat|enhanc|promot|stimulat|accelerat|improv|ameliorat|alleviat|reliev|"
    r"restor|preserv|normali[sz]|mitigat|revers|attenuat|aggravat|exacerbat|deteriorat|induc|caus|produc|declin)e[sd]|"
    r"(?:diminish|abolish|suppress)e[sd]|(?:worsen|impair|prolong|extend|shorten|lower|limit|slow|inhibit|prevent|"
    r"block|protect|delay|fail|show|gain)(?:s|ed)|rose|fell|led)"
)
_BE = r"(?:was|were|is|are|did|does|had|has|became|remained)"
_FINITE = re.compile(
    rf"(?<![\w-])(?:{_BE}|do|have|fail(?:s|ed)? to)\b|"
    r"(?!(?:the|an?|of|in|with|no|not|any|and|or|for|to|by|some|both|all|\w+ly)\b)\b[\w)-]{1,40} "
    rf"(?=\w+(?:ed|ose|ell)\b){_CHANGED}\b",
    _I,
)
"""A verb that states, which a participle before a noun does not: "increased pain and swelling were not seen"."""
_PARTICIPLE = re.compile(rf"(?<![\w-]){_CHANGED}\b", _I)
_AND_VERB = re.compile(
    rf" and (?P<adverb>(?:also|even|then|instead|rather|\w+ly) )?(?P<verb>{_CHANGED}|{_BE})\b(?!-)", _I
)
_AND_SUBJECT = re.compile(
    r" and (?:(?!than\b|by\b|that\b|which\b|who\b|and\b|or\b|compared\b)[\w'’-]+ ){1,5}?"
    rf"(?:{_CHANGED}\b(?! by [^\d\W])|{_BE}\b)(?!-)",
    _I,
)
_BESIDE = re.compile(r",? (?:without|with no)\b(?! (?:any |an? )?(?:\w+ ){0,2}(?:differences?|significance)\b)", _I)
_OF_MANY = re.compile(
    r"\b(?:associated|show|have|produce|cause|induce|promote|result in|evidence|prevent\w*|protect|"
    r"demonstrate|confirm)\b",
    _I,
)
"""Denials whose object may well go on behind an "and": "did not prevent weight loss and increased mortality"."""
_ADJECTIVE = re.compile(
    r"increased|decreased|reduced|elevated|raised|lowered|enhanced|impaired|prolonged|diminished", _I
)
ASIDE = re.compile(r"^\W*(?:nor|without (?:\w+ly )?\w+(?:ing|ed))\b", _I)
"""What is denied of somebody named elsewhere: "nor raised mortality", "without raising it"."""


_INSIGNIFICANT = re.compile(
    r"^[^,;]{0,80}\b(?:no[nt]-?\s?(?:statistically )?significant|insignificant) (?:[\w-]+ )?(?:decreases?|"
    r"reductions?|increases?|"
    r"improvements?|differences?|changes?|effects?|falls?|rises?) (?:in|of|on) (?:(?!(?:and|but|"
    r"with)\b)[\w-]+ ){0,3}?$|"
    r"^[^,;]{0,80}\b(?:no[nt]-?\s?(?:statistically )?significant|insignificant) (?:[\w-]+ )?(?:decreases?|"
    r"reductions?|increases?|"
    r"improvements?|differences?|changes?) (?:in|of) (?:[\w-]+ ){1,4}and (?:[\w-]+ ){0,3}?$",
    _I,
)
_LINK = re.compile(r"\bnot (?:\w+ly )?associated\b", _I)
_MECHANISM = re.compile(
    r"\b(?:over-?expression|expression|activation|deletion|transgenes?|knock-?(?:out|down)|polymorphisms?|genotypes?|"
    r"alleles?|mutations?|signall?ing|phosphorylation|methylation|deficiency)\b",
    _I,
)
_AGENT = re.compile(
    r"\b(?:peptides?|treat\w*|therap\w+|administ\w+|exposure|doses?|supplement\w*|interventions?)\b", _I
)
_UNTIL = re.compile(r"\b(?:until|till)\b(?! (?:the )?(?:end|study end|completion|last)\b)", _I)


_LOWER_DOSES = re.compile(
    r"\b(?:low(?:er|est)?|smaller|smallest|lesser|first|up to)\b(?: [\w/.-]+){0,2}? (?:doses?|dosages?|dose levels?|"
    r"concentrations?|dietary levels?)\b(?! (?:and|or|than|to)\b)|"
    r"\b(?:doses?|dosages?|concentrations?) (?:below|under|up to)\b",
    _I,
)


class Part(NamedTuple):
    """Part of a clause with a verb of its own; `doubtful` where a denial before it may reach into it."""

    start: int
    end: int
    doubtful: bool = False


def denies(text: str) -> bool:
    """Whether it says that an outcome went neither way."""
    return denial_in(text) is not None


def denial_in(text: str) -> re.Match[str] | None:
    """The words that say so, where no more than another arm's lack of change is told by them."""
    text = _AGAINST_NONE.sub(lambda each: "," * len(each[0]), text)
    return NULL.search(text) or SAME.search(text)


def is_insignificant(text: str, at: int) -> bool:
    """Whether no more is told of what stands there than a change that is not significant."""
    found = _INSIGNIFICANT.search(text, 0, at)
    return found is not None and not _PARTICIPLE.search(text, found.end())


def only_for_a_while(text: str) -> bool:
    """Whether what it denies came about later: "no change until week 8"."""
    return bool(_UNTIL.search(text))


def only_at_some_doses(text: str) -> bool:
    """Whether what it denies is told of the lower doses alone: what the others did is not said."""
    return bool(_LOWER_DOSES.search(text))


def of_a_mechanism(text: str) -> bool:
    """Whether it denies that a gene or its expression goes with an outcome, which is no effect of what was given."""
    link = _LINK.search(text)
    before = text[: link.start()] if link else ""
    return bool(_MECHANISM.search(before) and not _AGENT.search(before))


def _denial(text: str) -> re.Match[str] | None:
    return denial_in(text) or UNSEEN.search(text)


def parts(clause: str) -> list[Part]:
    """The clause cut where a denial ends: before " and" with a verb of its own, and before "without".

    A clause that denies nothing stays whole.
    """
    if not _denial(clause) and not _BESIDE.search(clause) and not unsettled(clause):
        return [Part(0, len(clause))]
    found: list[Part] = []
    start, doubtful = 0, False
    for at, next_doubtful in _cuts(clause):
        found.append(Part(start, at, doubtful))
        start, doubtful = at, next_doubtful
    return [*found, Part(start, len(clause), doubtful)]


def _cuts(clause: str) -> list[tuple[int, bool]]:
    cuts: list[tuple[int, bool]] = []
    start = 0
    for each in re.finditer(r",? (?:and|without|with)\b", clause, _I):
        at = each.start()
        before = clause[start:at]
        if _BESIDE.match(clause, at):
            cuts.append((at, False))
        elif not _FINITE.search(before):
            continue
        elif verb := _AND_VERB.match(clause, at):
            cuts.append((at, not verb["adverb"] and _may_go_on(before, verb["verb"])))
        elif _AND_SUBJECT.match(clause, at):
            cuts.append((at, False))
        else:
            continue
        start = at
    return cuts


def _may_go_on(before: str, word: str) -> bool:
    """Whether this participle behind "and" may belong to what was denied, as an adjective."""
    if not _ADJECTIVE.fullmatch(word):
        return False
    denial = _denial(before)
    if denial is None:
        return unsettled(before)
    return bool(_OF_MANY.search(denial[0]) or _PARTICIPLE.search(before, denial.end()))
