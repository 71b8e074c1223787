"""How much of each abstract a page may quote: short spans of somebody else's words, whatever they are quoted for."""

from collections.abc import Sequence

from shared.domain.evidence.pack import EvidencePack, PackSentence

QUOTE_BUDGET = "G3"
"""The rule that holds a page to it."""

QUOTES_AT_MOST = 2
"""Sentences of one abstract that a page may quote."""
SHARE_AT_MOST = 4
"""A page may quote one part in this many of an abstract's characters; one sentence is always allowed."""


class Budget:
    """What a page quotes so far."""

    def __init__(self, pack: EvidencePack) -> None:
        self._lengths: dict[str, int] = {}
        for each in pack.sentences:
            self._lengths[each.pmid] = self._lengths.get(each.pmid, 0) + len(each.text)
        self._spent: dict[str, dict[str, int]] = {}

    def spend(self, sentences: Sequence[PackSentence]) -> list[str]:
        """The PMIDs of abstracts of which these sentences would be too much; where there are none, they count."""
        over, planned = self._with(sentences)
        if not over:
            self._spent = planned
        return over

    def count(self, sentences: Sequence[PackSentence]) -> None:
        """Take these for quoted, however much that is."""
        self._spent = self._with(sentences)[1]

    def allows(self, sentence: PackSentence) -> bool:
        """Whether this sentence may be quoted too; one that the page quotes already costs nothing more."""
        return not self._with([sentence])[0]

    def _with(self, sentences: Sequence[PackSentence]) -> tuple[list[str], dict[str, dict[str, int]]]:
        planned = {pmid: dict(spent) for pmid, spent in self._spent.items()}
        for each in sentences:
            planned.setdefault(each.pmid, {})[each.id] = len(each.text)
        over = [pmid for pmid, spent in planned.items() if spent != self._spent.get(pmid) and self._over(pmid, spent)]
        return over, planned

    def _over(self, pmid: str, spent: dict[str, int]) -> bool:
        if len(spent) <= 1:
            return False
        return len(spent) > QUOTES_AT_MOST or SHARE_AT_MOST * sum(spent.values()) > self._lengths[pmid]
