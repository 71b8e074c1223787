"""What a family of compliance rules is: patterns that fire, and the words around them that excuse."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context

Excuse = Callable[[str, re.Match[str]], bool]
"""Whether the sentence around a match makes it harmless."""
Hit = tuple[int, int, Severity]
"""Where a family fires in a sentence, and how heavily."""
Given = Callable[[str, Context], Iterator[Hit]]
"""What a family finds by more than the words: by what the check was told."""


@dataclass(frozen=True)
class Pattern:
    """A regular expression over one normalised sentence, and what excuses its match."""

    expression: str
    excuses: tuple[Excuse, ...] = ()
    severity: Severity | None = None
    """Where this pattern weighs less or more than its family."""
    needs: re.Pattern[str] | None = None
    """Words of which its match holds one, where looking for them first is quicker."""

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Compiled at its first use: all together take a second of every start, and few commands read any text."""
        return re.compile(self.expression, re.IGNORECASE)

    def compile(self) -> None:
        """Compile it now."""
        _ = self.regex


@dataclass(frozen=True, slots=True)
class Family:
    """One family: its id in the rule catalogue, the edition of its patterns, and why it exists."""

    id: str
    version: int
    severity: Severity
    reason: str
    patterns: tuple[Pattern, ...]
    given: Given | None = None
    needs: re.Pattern[str] | None = None
    """Words of which every pattern needs one; looking for them first is what keeps a page quick to check."""

    def find(self, sentence: str) -> Iterator[Hit]:
        """Where its patterns fire, whatever is known beside the sentence."""
        if self.needs is not None and not self.needs.search(sentence):
            return
        for pattern in self.patterns:
            if pattern.needs is not None and not pattern.needs.search(sentence):
                continue
            for match in pattern.regex.finditer(sentence):
                if not any(excuse(sentence, match) for excuse in pattern.excuses):
                    yield match.start(), match.end(), pattern.severity or self.severity


def pattern(
    *parts: str,
    excuses: tuple[Excuse, ...] = (),
    severity: Severity | None = None,
    needs: re.Pattern[str] | None = None,
) -> Pattern:
    """A pattern of joined parts, blind to case."""
    return Pattern("".join(parts), excuses, severity, needs)
