"""What each family is about, for sentences of which it is known that they cite nothing.

A sentence without a source may say what was not found, what is not known, and what this page is and does. When it
affirms something about a family's subject, nobody can check it, and the words that it chooses do not matter.
"""

import re
from types import MappingProxyType

from shared.gates.rules.c12_hedge import LIMITS
from shared.gates.rules.c13_approval import OTHER_APPROVALS
from shared.gates.sourceless import promotes, sourceless
from shared.gates.subjects import SUBJECTS
from shared.gates.words.report import clause, of_the_page, open_question
from shared.gates.words.scope import negated

_OWN = re.compile(
    r"\b(?:pages?|sites?|monographs?|versions?|sections?|subscri\w+|accounts?|search(?:ed|es)?|peptalk|records?|"
    r"grades?|graded|(?<!peer-)(?<!peer )reviewed|funding|tables?|rows?|disclaimers?|this review|braces|brackets|"
    r"marks? values|columns?|figures? (?:\d|shows?|below|are|is in)|charts?|summary|summaries|language model|"
    r"draft(?:ed|ing)?|abstracts?|editors?|(?:listed|shown|sorted|described|discussed|given) (?:below|above|by|here)|"
    r"(?:each|every) sentence|what follows|included studies|stud(?:y|ies) found|certainty of (?:this|the|"
    r"each) (?:finding|evidence)|e-?mails?|subject:|limitations|last searched|as of|notices?|archive|feeds?|"
    r"studies (?:found|listed|excluded|included|are listed)|status (?:under|of)|retracted|studies of|counted|quotes?|"
    r"citations?|references?|methods)\b",
    re.IGNORECASE,
)
_COMPILED = MappingProxyType({family: re.compile(words, re.IGNORECASE) for family, words in SUBJECTS.items()})


def affirmed(family: str, sentence: str) -> re.Match[str] | None:
    """Where a sentence that cites nothing affirms something of the family's subject, if it does."""
    topic = _COMPILED.get(family)
    if topic is None or sourceless(sentence):
        return None
    if family in _EXCUSED and any(_EXCUSED[family].finditer(sentence)):
        return None
    for match in topic.finditer(sentence):
        part = clause(sentence, match)
        own = _OWN.search(part) and not promotes(part)
        denied = family in _DENIED and negated(sentence, match)
        if not (
            own or denied or (of_the_page(sentence, match) and not promotes(part)) or open_question(sentence, match)
        ):
            return match
    return None


_EXCUSED = MappingProxyType({"C12": LIMITS, "C13": OTHER_APPROVALS})
"""Words that make a family's subject harmless wherever they stand in the sentence."""
_DENIED = frozenset({"C17"})
"""Families whose subject may be denied in so many words (`No anecdotes`).

In others a bare denial (`no drug comes close`) is the claim itself; what is not known, not studied or not done passes.
"""
