"""Whose doing a change is told to be: that of what was given, or of the disease, its model, or anything else.

"The toxin raised it" and "it was higher in ill than in well rats" tell nothing of the peptide. So a change counts only
where the words about it name what was given, and where its verb has no other subject.
"""

import re
from typing import NamedTuple

from functions.fetch.appraisal.results.agents import Agents
from functions.fetch.appraisal.results.change_words import is_verb
from functions.fetch.appraisal.results.sides import INERT, sides_of
from functions.fetch.appraisal.text.bystander_names import names_a_bystander

_I = re.IGNORECASE
_TREATED = re.compile(
    r"(?<![\w-])(?:(?:pre-?|co-?|post-?)?treat(?:ments?|ed|ing|s)?|therap\w+|administ\w+|inject\w+|infus\w+|"
    r"supplement\w*|dos(?:e|es|ed|ing|ages?)|(?:high|low|mid|medium|middle|top|highest|lowest)-doses?|receiv\w+|"
    r"(?<!no )given|agonists?|analog\w*|peptides?|(?:study |trial |active |the )drugs?|medications?|interventions?|"
    r"active|regimens?|combin\w+|expos\w+|incubat\w+|mg|mcg|[µμ]g|[nµμ]M|users?|agents?|compounds?)(?![\w-])",
    _I,
)
"""Words for what was given, or for those who had it: not "untreated", nor "toxin-treated"."""
_ARMS = re.compile(r"\b(?:groups|arms)\b", _I)
"""All those who were compared: what does not differ among them does not differ by what was given."""
_NOT_STUDIED = re.compile(
    r"\b(?:background|previous|prior|concomitant|pre-?existing|other|baseline|usual|conventional) (?:[\w-]+ ){0,2}?"
    r"(?:medications?|therap(?:y|ies)|treatments?|drugs?|agents?|agonists?)\b|"
    r"\b(?:at|to|from|with|than|versus) (?:the )?(?:pre|post)-?treatment\b(?! with)",
    _I,
)
"""What those had who were treated with something else, too."""
_INDUCED = re.compile(r"[‐‑–-](?:induced|evoked|elicited|caused|provoked)\b", _I)
_ANOTHER_GIVEN = re.compile(
    r"(?<![\w-])(?:(?P<before>[A-Za-z][\w-]*)[ -](?:(?:pre|co)-?)?(?:treatment|administration|injections?|exposure|"
    r"infusions?|treated|"
    r"injected|exposed)|(?:treatment|administration|injections?|exposure|infusions?|treated|injected|"
    r"exposed) (?:with|of|to) "
    r"(?P<behind>[A-Za-z][\w-]*))\b"
)
_BETWEEN = re.compile(
    r"\b(?:between|among)\b[^;,]{0,60}\b(?:placebo|vehicle|saline|controls?|untreated)\b[^;,]{0,60}-(?:treated|"
    r"injected)\b|"
    r"\b(?:between|among)\b[^;,]{0,60}-(?:treated|injected)\b[^;,]{0,60}\b(?:placebo|vehicle|saline|controls?|"
    r"untreated)\b",
    _I,
)
"""Arms of which one had nothing."""
_REFERS = re.compile(
    r"^\W*(?:(?:\w+ly|also|moreover|further(?:more)?|in addition|however|thus|therefore|overall|"
    r"nevertheless),? )*(?:it|they|this|these|which|that|both)\b",
    _I,
)
_THAT = re.compile(r"\b(?:that|because|since)\s", _I)
_ADVERBS = r"(?:\w+ly|also|then|even|further|again|thus|therefore|not|to|and|or|but|too|in turn|dose-dependently)"
_ADVERB = re.compile(r"\s?(?:\([^()]*\)\s)?(?:(?:treatment|therapy|administration|alone|also|\w+ly)\s)*", _I)
_NO_SUBJECT = re.compile(rf"\W*(?:{_ADVERBS}\W+)*", _I)
_CAUSED = re.compile(
    r"\b(?:caus|induc|produc|elicit|provok|evok|constitut|trigger)(?:e[sd]|s|ed)\b|\b(?:led to|leads? to|result(?:s|"
    r"ed)? in|brought about)\b",
    _I,
)
_BY = re.compile(
    r"\b(?P<done>\w+ed|undone) (?:\w+ly )?by (?!(?:\d[\d.]*|about|almost|nearly|approximately|around|roughly|half|up|"
    r"at|over|some|more|less|only|means|way|an? |one|two|three|four|weeks?|months?|days?|years?|visit|the end|as|"
    r"using|itself|factor|\w+ing|comparison)\b)(?P<doer>(?:(?!\s(?:in|after|during|at|when|as|on|for|among|but|"
    r"while)\b)[^,;.()]){1,60})",
    _I,
)
_SHOWN = re.compile(
    r"(?:tolerat|accept|indicat|evidenc|measur|assess|show|demonstrat|determin|confirm|support|suggest|reveal|"
    r"evaluat|defin|detect|"
    r"follow|accompani|reflect|estimat|quantifi|judg|calculat|analy[sz]|examin|observ|record|monitor|characteri[sz]|"
    r"induc|caus|provok|trigger|complicat|mediat)ed",
    _I,
)
"""What is done "by" a method, and not by what acts, or is told of the disease."""
_OTHER_GROUP = re.compile(
    r"\b(?:in|of|for|among) (?!both\b)(?:the |all )?(?:[\w/+.'’-]+ ){1,4}?(?:groups?|rats|mice|animals|"
    r"rabbits|pigs|dogs|sheep|"
    r"monkeys|cells|cultures)\b",
    _I,
)
_WHO_HAD = re.compile(
    r"\b(?:patients|participants|subjects|people|women|men|children|adults|those|individuals|rats|mice|animals|"
    r"rabbits),? (?:which|who|that) (?:had|have|has|showed|were|experienced) (?:[\w-]+ ){0,3}$",
    _I,
)
"""What somebody was like: "rats, which had a higher pressure"."""
_NOTHING = re.compile(r"\b(?:placebo|vehicle|saline|PBS|untreated)\b", _I)
"""What those had who are compared with those who were given it."""
_ESTIMATE = re.compile(
    r"[(\[;,]\s?(?:(?:relative risk|risk ratio|odds ratio|hazard ratio|(?:standardi[sz]ed |"
    r"weighted )?mean difference)\b|(?:RR|OR|HR|MD|SMD|WMD)\b)",
    _I,
)
"""That of one arm against another."""
_CONTRAST = re.compile(r"\b(?:whereas|while)\W*$", _I)


class Told(NamedTuple):
    """Part of a clause of a sentence, with what stands `before` it there, and the agents of the record.

    `compared` where all that the record tells of is arms that were compared.
    """

    before: str
    text: str
    agents: Agents
    compared: bool = False

    def names_it(self, text: str) -> bool:
        """Whether it names what was given."""
        if (self.agents.kin or self.agents.own).search(text):
            return True
        return _TREATED.search(_NOT_STUDIED.sub("", _without_others(text))) is not None

    def is_its(self, start: int, change: re.Match[str] | None) -> bool:
        """Whether the change of the outcome that is named at `start`, or its lack of one, is that of what was given."""
        told, against = sides_of(self.text)
        if self._done_by_another():
            return False
        if change is not None and change.end() <= start:
            subject = self._subject(self.text[: change.start()])
            if caused := _last(_CAUSED, subject):
                return self._acts(subject[: caused.start()])
            if is_verb(self.text, change):
                return self._acts(subject)
        if _WHO_HAD.search(self.text[: change.start() if change else start]):
            return False
        if self.names_it(told) or (change is None and (_ARMS.search(told) or _BETWEEN.search(told))):
            return True
        if _OTHER_GROUP.search(told):
            return False
        if _NOTHING.search(against) or (self.names_it(self.before) and not _CONTRAST.search(self.before)):
            return True
        if change is None:
            return self.compared or self.names_it(against) or _ARMS.search(against) is not None
        return self.compared and (INERT.search(against) or _ESTIMATE.search(told)) is not None

    def acts(self, change: re.Match[str]) -> bool:
        """Whether the peptide, by its name, is the subject of this verb."""
        subject = self._subject(self.text[: change.start()])
        return is_verb(self.text, change) and any(
            _ADVERB.fullmatch(subject, each.end()) for each in self.agents.own.finditer(subject)
        )

    def _acts(self, subject: str) -> bool:
        if _NO_SUBJECT.fullmatch(subject):
            return self.names_it(self.before)
        return bool(self.names_it(subject) or _REFERS.match(subject))

    def _subject(self, text: str) -> str:
        found = _last(_THAT, text)
        return text[found.end() :] if found else text

    def _done_by_another(self) -> bool:
        return any(
            not _SHOWN.fullmatch(each["done"]) and not self.names_it(each["doer"]) for each in _BY.finditer(self.text)
        )


def is_its_doing(text: str, at: int, own: re.Pattern[str]) -> bool:
    """Whether what stands there had come of the peptide, as of a toxin: "protected from Exemplin-induced death"."""
    return any(_INDUCED.match(text, each.end()) for each in own.finditer(text, max(0, at - 80), at))


def _without_others(text: str) -> str:
    """The text without the giving of something that has a name of its own: "CCl4 treatment", "exposure to LPS"."""
    return _ANOTHER_GIVEN.sub(lambda each: "" if _is_name(each["before"] or each["behind"]) else each[0], text)


def _is_name(word: str) -> bool:
    letters = sum(each.isupper() or each.isdigit() for each in word)
    return (letters > 1 and any(each.isalpha() for each in word)) or names_a_bystander(word)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = list(pattern.finditer(text))
    return found[-1] if found else None
