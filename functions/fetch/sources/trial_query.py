"""The question to ClinicalTrials.gov about a peptide. A name is data: it cannot end its quotes or add an operator.

The syntax is the registry's own (classic.clinicaltrials.gov/api/gui/ref/syntax and .../ref/expr): phrases in double
quotes, OR, AND, NOT and parentheses; a backslash makes the next character plain.
"""

import re
from dataclasses import dataclass

from functions.fetch.sources.query import words
from shared.domain.canonical import fingerprint
from shared.domain.catalog.peptide import Peptide
from shared.platform.errors import PermanentError

# What still means something between the registry's quotes, or might: their end, the escape, a field, a truncation.
_MEANINGFUL = re.compile(r'["\\\[\]*\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class TrialQuery:
    """`text` is asked of interventions (`query.intr`); `hash` names it. `spoken` are the words of each name in it, in
    lower case, one space between them."""

    text: str
    spoken: tuple[str, ...] = ()

    @property
    def hash(self) -> str:
        return fingerprint({"v": 1, "source": "clinicaltrials", "query": self.text})[:16]


def trial_query_of(peptide: Peptide) -> TrialQuery:
    """Trials whose interventions are called by its name, its aliases, terms or headings, and by no excluded term.

    Raises:
        PermanentError: no name has anything to search for.
    """
    names = _phrases((peptide.name, *peptide.aliases, *peptide.terms, *peptide.mesh))
    if not names:
        raise PermanentError(f"{peptide.name} has no name to search for; give its catalog entry terms and sync it")
    text = _any(names)
    if exclude := _phrases(peptide.exclude):
        text = f"({text}) AND NOT ({_any(exclude)})"
    return TrialQuery(text, tuple(map(words, names)))


def any_of(queries: tuple[TrialQuery, ...]) -> str:
    """One question that finds what any of these finds."""
    return " OR ".join(f"({each.text})" for each in queries)


def _phrases(names: tuple[str, ...]) -> tuple[str, ...]:
    found = (" ".join(_MEANINGFUL.sub(" ", name).split()) for name in names)
    by_key = {phrase.casefold(): phrase for phrase in found if any(each.isalnum() for each in phrase)}
    return tuple(by_key[key] for key in sorted(by_key))


def _any(phrases: tuple[str, ...]) -> str:
    return " OR ".join(f'"{each}"' for each in phrases)
