"""Where words, dates and filters stand in a corpus, so that a search looks at what may match and no further."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from infra.sandbox.literature.fields import WHOLE
from infra.sandbox.literature.record import Record
from infra.sandbox.literature.words import holds


class Index:
    """The records of a corpus by what they hold. A field is indexed when it is first searched."""

    def __init__(self, records: Mapping[str, Record]) -> None:
        self.records = records
        self._words: dict[str, _Words] = {}
        self._days: dict[str, list[tuple[str, str]]] = {}
        self._numbers: list[int] | None = None
        self._filters: dict[str, set[str]] | None = None

    def holding(self, field: str, spoken: list[str], *, truncated: bool = False) -> set[str]:
        """PMIDs of the records whose field holds these words in this order."""
        if (of_field := self._words.get(field)) is None:
            of_field = self._words[field] = _Words((pmid, each.lines.get(field, "")) for pmid, each in self._all())
        phrase, whole = " ".join(spoken), field in WHOLE
        return {
            pmid
            for pmid in of_field.candidates(spoken, truncated=truncated)
            if holds(self.records[pmid].lines.get(field, ""), phrase, whole=whole, truncated=truncated)
        }

    def dated(self, field: str, first: str, last: str) -> set[str]:
        """PMIDs of the records with a day in this date field from `first` to `last`, both included."""
        if (found := self._days.get(field)) is None:
            found = self._days[field] = sorted((day, pmid) for pmid, each in self._all() for day in each.dates[field])
        after = bisect_right(found, last, key=lambda each: each[0])
        return {pmid for _, pmid in found[bisect_left(found, (first, "")) : after]}

    def numbered(self, first: int, last: int) -> set[str]:
        """PMIDs from `first` to `last`, both included."""
        if self._numbers is None:
            self._numbers = sorted(map(int, self.records))
        return {
            str(each) for each in self._numbers[bisect_left(self._numbers, first) : bisect_right(self._numbers, last)]
        }

    def filtered(self, word: str) -> set[str]:
        """PMIDs of the records for which this filter holds."""
        if self._filters is None:
            self._filters = defaultdict(set)
            for pmid, each in self._all():
                for name in each.filters:
                    self._filters[name].add(pmid)
        return set(self._filters.get(word, ()))

    def _all(self) -> Iterator[tuple[str, Record]]:
        return iter(self.records.items())


class _Words:
    """Which records hold a word in one field."""

    def __init__(self, lines: Iterable[tuple[str, str]]) -> None:
        holding: defaultdict[str, list[str]] = defaultdict(list)
        for pmid, line in lines:
            for word in set(line.split()) - {"|"}:
                holding[word].append(pmid)
        self._holding = dict(holding)
        self._sorted = sorted(self._holding)

    def candidates(self, spoken: list[str], *, truncated: bool) -> Iterable[str]:
        """Records that hold the rarest of the words; of a truncated phrase the last word may go on."""
        found = [self._holding.get(word, []) for word in (spoken[:-1] if truncated else spoken)]
        return min(found, key=len) if found else self._beginning(spoken[-1])

    def _beginning(self, stem: str) -> set[str]:
        found: set[str] = set()
        for word in self._sorted[bisect_left(self._sorted, stem) :]:
            if not word.startswith(stem):
                break
            found.update(self._holding[word])
        return found
