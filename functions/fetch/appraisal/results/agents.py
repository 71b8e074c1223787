"""Which agents a record tells of beside the page's peptide, and the clauses of which one of those alone is the subject.

"Dexamethasone reduced swelling, whereas it did not" tells of dexamethasone. An agent is known by the record's own words
(what was given, what is set against the peptide) and by the substances that NLM indexed; a clause that names the
peptide is never another's.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from functions.fetch.appraisal.results.outcome_words import mentions
from shared.domain.evidence.study import Study, sentences

_I = re.IGNORECASE
_OTHERS_AT_MOST = 40
_VERB = (
    r"(?:(?:increas|rais|elevat|enhanc|promot|stimulat|accelerat|caus|decreas|reduc|attenuat|diminish|improv|ameliorat|"
    r"alleviat|reliev|restor|normali[sz]|mitigat|revers|preserv|exacerbat|aggravat|induc|produc|suppress|abolish|"
    r"augment|prolong|extend|lower|inhibit|prevent|block|limit|slow|protect|worsen|impair|shorten|delay)(?:e[sd]|ed|s))"
)
_AND_OBJECT = (
    r"(?=\s+(?!(?:by|in|with|after|on|at|for|and|or|but|during|over|than|within|between|among|compared|relative|versus|"
    r"to|as|when|while|only|more|less|significantly|similarly|markedly|dose)\b)[^\W\d])"
)
_ACTS = rf"(?:{_VERB}{_AND_OBJECT}|{_VERB} (?:against|from)\b)"
_DOES = (
    rf"(?:{_ACTS}|(?:did|does|do|had|have|has) not? \w+|fail(?:s|ed)? to|had (?:an?|the|no)\b|showed|"
    r"(?:was|were|is|are) (?:\w+ly )?(?:(?:more |less |in)?effective|ineffective|superior|inferior|better|worse|toxic|"
    r"harmful|associated|without effect))"
)
_ADVERB = r"(?:(?:\w+ly|also|alone|itself|monotherapy|even|still|often|again|both)[ ,]+)*"
_SKIPPED = (
    r"(?:(?:an?|the|either|oral|intravenous|intraperitoneal|subcutaneous|topical|intranasal|intramuscular|systemic|"
    r"local|single|daily|weekly|once|twice|repeated|low|high|lower|higher|increasing|fixed|equal|standard|doses?|dose|"
    r"injections?|infusions?|administration|treatment|therapy|of|with|mg|µg|μg|mcg|ng|kg|IU|"
    r"\d[\d.,/-]*(?:\s?[mµμn]?g)?(?:/kg)?(?:/day)?)\s+){0,6}"
)
_X = r"(?P<agent>[A-Za-zα-ω][\w'-]{2,}(?: (?:acid|sodium|hydrochloride|sulfate|sulphate|acetate|oxide)\b)?)"
_GIVEN = re.compile(
    r"\b(?:given|receiv(?:e|ed|ing)|treated with|treatment with|therapy with|injected with|injections? of|"
    r"infusions? of|administered|administration of|taking|(?:assigned|allocated|randomi[sz]ed) to(?! receive\b)) "
    rf"{_SKIPPED}{_X}(?:(?:,|,? or|,? and| versus| vs\.?) {_SKIPPED}{_X.replace('<agent>', '<second>')})?",
    _I,
)
_ACTING = re.compile(
    rf"^\W*(?:\w+ly,? )?{_X}(?: \([^()]*\))? (?:alone )?(?:\w+ly )?(?:{_ACTS}|(?:did|does) not \w+ \w)", _I
)
_ACTED_ON = re.compile(
    rf"\b(?:was|were|is|are) (?:\w+ly )?{_VERB} (?:\w+ly )?by (?!(?:about|almost|nearly|approximately|around|roughly|"
    rf"half|up|at|over|some|more|less|only|on|means|way|co-?)\b){_SKIPPED}{_X}",
    _I,
)
_CONTRAST = re.compile(r";|,?\s+\b(?:but|although|though|whereas|while)\b", _I)
_WHILE = re.compile(r"\W*(?:while|whereas|although|though) ", _I)
_NO_AGENT = re.compile(
    r"(?:placebos?|sham|vehicle|saline|water|buffer|PBS|untreated|controls?|nothing|not?|none|neither|nor|drugs?|"
    r"agents?|treatments?|treated|therap\w+|peptides?|\w+peptides?|compounds?|molecules?|doses?|dosages?|dosing|"
    r"regimens?|medications?|medicines?|agonists?|antagonists?|analog\w*|inhibitors?|mimetics?|hormones?|fragments?|"
    r"derivatives?|injections?|infusions?|administration|supplement\w*|pre-?treatment|combin\w+|both|either|each|all|"
    r"any|one|two|three|four|five|six|the|this|that|these|those|it|its|they|their|them|which|who|what|we|our|he|she|"
    r"other|another|others|same|different|various|several|multiple|active|adjuvant|concomitant|additional|usual|"
    r"conventional|care|supportive|groups?|arms?|patients?|rats?|mice|animals?|subjects?|participants?|women|men|"
    r"children|adults|people|cells?|and|or|for|from|into|with|without|within|before|after|during|then|than|when|were|"
    r"was|had|has|have|did|does|once|twice|daily|weekly|oral|low|high|lower|higher|increasing|first|second|third|"
    r"study|trial|results?|data|interventions?|exposure|weeks?|months?|days?|years?|hours?|(?:once|twice|thrice)-\w+|"
    r"here|there|however|recombinant|synthetic|exogenous|human|equal|open-label|intensive|intravenous|subcutaneous|"
    r"topical|intraperitoneal|intranasal|intramuscular|systemic|local|single|repeated|alone|mixtures?|diets?|chow|"
    r"food|incretins?|secretagogues?|biologics?|\w+ly|\w+-induced|\w+-treated|\w+-controlled)",
    _I,
)
_SAME = r"([A-Za-zα-ω][\w'/-]{1,15})"
_SAME_BEHIND = re.compile(
    rf"\s?\(\s?{_SAME}\s?[);,]|,?\s\(?(?:\w+ )?(?:known as|called|named|termed|abbreviated(?: as)?) {_SAME}", _I
)
_SAME_BEFORE = re.compile(rf"{_SAME}\s?\(\s?$", _I)
_KIND = re.compile(r"([a-z]{5,})[ -](?:\d+|alpha|beta|[αβ]|[ivx]+)\b", _I)
_CLOSED = re.compile(r"\s?[);\]]")
"""Other names that the record itself gives what it has just named, or is about to name in brackets."""
_OF_BOTH = re.compile(r"\b(?:peptides?|both|combin\w+|co-?\w+ed|co-?\w+tion|together|plus|add\w*)\b", _I)
_OWN_AGAIN = re.compile(
    r"\b(?:peptides?|treatment|therapy|administration|it|its|they|intervention|compound|drug)\b", _I
)


class Subjects(NamedTuple):
    """How a clause begins, or goes on, whose subject is one of certain agents."""

    acting: re.Pattern[str]
    given: re.Pattern[str]
    among: re.Pattern[str]
    passive: re.Pattern[str]
    undone: re.Pattern[str]

    def of(self, clause: str) -> bool:
        """Whether the clause is one."""
        for pattern in (self.acting, self.given):
            if (found := pattern.match(clause)) and not _OF_BOTH.search(found[0]):
                return True
        among = self.among.match(clause)
        if among and not _OF_BOTH.search(among[0]) and not _OWN_AGAIN.search(clause, among.end()):
            return True
        return any(not _OF_BOTH.search(clause, found.end()) for found in self.passive.finditer(clause))


class Agents(NamedTuple):
    """What finds the names of the page's peptide in a record, and of the other agents that it tells of.

    `kin` finds also what the peptide is related to, and the name of its kind.
    """

    own: re.Pattern[str]
    others: Subjects | None = None
    called: re.Pattern[str] | None = None
    kin: re.Pattern[str] | None = None

    def joins(self, text: str) -> Iterator[int]:
        """Where the peptide becomes the subject: before an "and", and behind what a "while" opens."""
        for found in self.own.finditer(text):
            if text.endswith(" and ", 0, found.start()) and _VERBS.match(text, found.end()):
                yield found.start() - len(" and ")
            elif text.endswith(", ", 0, found.start()) and _WHILE.match(text):
                yield found.start() - len(", ")

    def alone_is_another(self, clause: str) -> bool:
        """Whether another agent is the subject of the clause, or acts in it, and the peptide does not.

        It does not act where it is only what those had in whom the other one acted; who acts so in them need not be
        known otherwise.
        """
        named = list(self.own.finditer(clause))
        if named and self.others is not None and (by := self.others.undone.search(clause, named[-1].end())):
            # What the peptide did "was reduced by" the other one.
            return not _OF_BOTH.search(clause, by.end())
        if not all(only_had(clause, each.start(), each.end()) for each in named):
            return False
        if self.others is not None and self.others.of(clause):
            return True
        acting = (_ACTING.match(clause) or _ACTED_ON.search(clause)) if named else None
        return acting is not None and is_agent(acting["agent"]) and not self.own.search(acting[0])


_HAVE_IT = re.compile(
    r"\b(?:in|among|of) (?:[\w-]+ ){1,4}?(?:on|receiving|taking|treated with|given|using|injected with) (?:\w+ ){0,2}$",
    _I,
)
_TREATED_WITH_IT = re.compile(
    r"-(?:treated|injected|fed|exposed) (?:\w+ )?(?:rats|mice|animals|patients|subjects|participants|cells)\b", _I
)
_REACH = 200
"""Characters before a name that may say that those had it of whom something else is told."""
_VERBS = re.compile(rf"\s(?:\w+ly )?(?:did|does|was|were|is|had|has|{_VERB})\b", _I)


def is_agent(word: str) -> bool:
    """Whether it can be the name of what was given, not one of the words that stand where such a name may.

    What was measured is none, but for a hormone.
    """
    measured = any(each.name != "hormone_levels" for each in mentions(word))
    return not measured and not _NO_AGENT.fullmatch(word)


def only_had(text: str, start: int, end: int) -> bool:
    """Whether what is named there is only what the people or animals had in whom something else acted."""
    return bool(_HAVE_IT.search(text, max(0, start - _REACH), start) or _TREATED_WITH_IT.match(text, end))


def agents_of(study: Study, own: re.Pattern[str], known: re.Pattern[str]) -> Agents:
    """The agents of a record; `known` finds the peptide's own names and those of what it is related to.

    A record that nowhere names the peptide calls it something else, so nobody in it is known to be another.
    """
    texts = [study.title, *(each.text for each in sentences(study))]
    whole = "\n".join(texts)
    if not own.search(whole):
        return Agents(own)
    if same := {each for each in _same(whole, known) if not _NO_AGENT.fullmatch(each)}:
        spelled = "|".join(sorted(map(re.escape, same), key=lambda each: (-len(each), each)))
        own = re.compile(rf"{own.pattern}|(?<!\w)(?:{spelled})(?!\w)", _I)
    # Part of a name of its own is the name of its kind: "thymosin" for thymosin alpha 1.
    called = {each[0].casefold() for each in known.finditer(whole)}
    kinds = "".join(rf"|(?<!\w){re.escape(kind[1])}(?!\w)" for each in sorted(called) if (kind := _KIND.match(each)))
    kin = re.compile(rf"{own.pattern}|{known.pattern}{kinds}", _I)
    others = {
        each.casefold()
        for each in _found(study, texts, own)
        if not _NO_AGENT.fullmatch(each)
        and not known.search(each)
        and not own.search(each)
        and not any(each.casefold() in name for name in called)
    }
    listed = sorted(others, key=lambda each: (-len(each), each))[:_OTHERS_AT_MOST]
    if not listed:
        return Agents(own, kin=kin)
    called = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", _I)
    return Agents(own, _subjects(listed), called, kin)


def _same(text: str, known: re.Pattern[str]) -> Iterator[str]:
    for found in known.finditer(text):
        if behind := _SAME_BEHIND.match(text, found.end()):
            yield behind[1] or behind[2]
        before = _SAME_BEFORE.search(text, max(0, found.start() - 20), found.start())
        if before and _CLOSED.match(text, found.end()):
            yield before[1]


def _found(study: Study, texts: list[str], own: re.Pattern[str]) -> Iterator[str]:
    for each in study.substances:
        # What is many is a class of agents, and may have the peptide in it.
        if re.fullmatch(r"[A-Za-z][\w'-]{3,}(?: [\w'-]+)?(?<!s)", each.name):
            yield each.name
    for text in texts:
        for found in _GIVEN.finditer(text):
            yield from filter(None, found.group("agent", "second"))
        yield from _set_against(text, own)


def _set_against(text: str, own: re.Pattern[str]) -> Iterator[str]:
    """What acts in one clause of a sentence in another one of which the peptide is the subject."""
    clauses = _CONTRAST.split(text) if own.search(text) else []
    if opened := _WHILE.match(text):
        clauses += text[opened.end() :].split(", ", 1)
    if any((found := own.search(each)) and len(each[: found.start()].split()) <= 2 for each in clauses):
        yield from (found["agent"] for each in clauses if not own.search(each) and (found := _ACTING.match(each)))


def _subjects(others: list[str]) -> Subjects:
    name = rf"(?<![\w-])(?:{'|'.join(map(re.escape, others))})"
    one = rf"{name}(?![\w-])"
    agent = rf"{one}(?:\s?\([^()]*\))?(?:(?:,| and| or|, and) {one}(?:\s?\([^()]*\))?)*"
    opening = (
        r"\W*(?:(?:while|whereas|although|though) )?(?:[^;]{0,100}?(?:,|:|\bthat)\s+)?"
        r"(?:(?:the|an?|only|also|again|\w+ly)\s+)*"
    )
    given = (
        r"(?:treatment|therapy|administration|injections?|infusions?|pre-?treatment|supplementation|exposure|"
        r"incubation|"
        rf"use|monotherapy|addition) (?:with|of|to) {_SKIPPED}{agent}|"
        r"(?:rats|mice|animals|rabbits|pigs|dogs|patients|subjects|participants|women|men|adults|children|people|those|"
        r"groups?|arms?|volunteers|cells|cultures) (?:\w+ ){0,2}?(?:given|receiving|treated with|received|on|taking|"
        rf"assigned to|allocated to|injected with|administered) {_SKIPPED}{agent}|"
        rf"{agent}[ -](?:group|arm|recipients)\b|{name}-treated (?:\w+ )?"
        r"(?:rats|mice|animals|patients|group|cells)\b"
    )
    through = r"(?: (?:at|in) [^,;]{0,40}?)?,? "
    return Subjects(
        acting=re.compile(
            rf"{opening}{agent}(?: (?:treatment|therapy|administration|injections?|infusions?|supplementation))?"
            rf"{through}{_ADVERB}{_DOES}",
            _I,
        ),
        given=re.compile(rf"{opening}(?:{given})", _I),
        among=re.compile(
            rf"\W*(?:\w+ly,? )?(?:in|with|among|for|under|during|after|following) (?:the )?(?:{given})", _I
        ),
        passive=re.compile(rf"{_VERB} (?:\w+ly )?by (?:the )?{_SKIPPED}{agent}", _I),
        undone=re.compile(rf"\b(?:was|were|is|are) (?:\w+ly )?{_VERB} (?:\w+ly )?by (?:the )?{_SKIPPED}{agent}", _I),
    )
