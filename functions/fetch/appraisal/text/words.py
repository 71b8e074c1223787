"""What the rules look at: a record's identifiers, its text, and where in it words stand."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Self

from shared.domain.evidence.appraisal import Decision, Passage
from shared.domain.evidence.study import Sentence, Study, sentences
from shared.domain.vocabulary import Confidence

QUOTE_AT_MOST = 300
"""Characters: a sentence or a clause. A manifest holds the quotes of every study that a page is written from."""


@dataclass(frozen=True, slots=True)
class Words:
    """A record's identifiers (`types`, `mesh` and `relations` by UI or RefType) and its text.

    `text` is the title, a line break and the abstract; `told` the abstract's sentences.
    """

    study: Study
    types: frozenset[str]
    mesh: frozenset[str]
    relations: frozenset[str]
    text: str
    abstract: str
    told: tuple[Sentence, ...]

    @classmethod
    def of(cls, study: Study) -> Self:
        abstract = study.abstract_text
        return cls(
            study,
            frozenset(each.ui for each in study.publication_types),
            frozenset(each.ui for each in study.mesh),
            frozenset(each.ref_type for each in study.corrections),
            f"{study.title}\n{abstract}",
            abstract,
            sentences(study),
        )

    @property
    def indexed(self) -> bool:
        """Whether NLM has indexed it: then the absence of an identifier says something too."""
        return self.study.status == "MEDLINE"

    def passage(self, start: int, end: int, *, in_title: bool = False) -> Passage:
        """These characters of the abstract, or of the title; cut at a word's end where they are too many."""
        whole = self.study.title if in_title else self.abstract
        if end - start > QUOTE_AT_MOST:
            end = start + len(whole[start : start + QUOTE_AT_MOST].rsplit(None, 1)[0])
        return Passage(start=start, end=end, text=whole[start:end], in_title=in_title)

    def said(self, match: re.Match[str]) -> Passage:
        """Where a match in `text` stands."""
        title = len(self.study.title)
        if match.start() < title:
            return self.passage(match.start(), min(match.end(), title), in_title=True)
        return self.passage(match.start() - title - 1, match.end() - title - 1)

    def sentence_at(self, position: int) -> Sentence | None:
        """The sentence that holds this character of the abstract."""
        number = bisect_right(self.told, position, key=lambda each: each.start) - 1
        return self.told[number] if number >= 0 and position < self.told[number].end else None


def decision(
    field: str, value: str, rule: str, confidence: Confidence = Confidence.CERTAIN, quote: Passage | None = None
) -> Decision:
    """That this rule decided this field to be this value."""
    return Decision(field=field, value=value, rule=rule, confidence=confidence, quote=quote)
