"""The PubMed query of a peptide. Terms are data: none of them can end its quotes or add an operator."""

import re
from dataclasses import dataclass

from shared.domain.canonical import fingerprint
from shared.domain.peptide import Peptide
from shared.platform.errors import PermanentError

# Inside PubMed's quotes these still mean something: the end of the phrase, a field tag, truncation.
_MEANINGFUL = re.compile(r'["\[\]*\x00-\x1f\x7f]+')


@dataclass(frozen=True, slots=True)
class Query:
    """`text` is what PubMed is asked, `phrases` what it searches for, a phrase once for each field, `hash` names it."""

    text: str
    phrases: tuple[str, ...]

    @property
    def hash(self) -> str:
        return fingerprint({"v": 1, "source": "pubmed", "query": self.text})[:16]


def query_of(peptide: Peptide) -> Query:
    """Its terms in titles and abstracts, without records that speak of an excluded term, or its headings.

    An excluded term tells a collision apart ("TB-500" beside "tuberculosis"), so it outweighs a term found in the
    text; what NLM indexed under the peptide's own heading stays in whatever else it speaks of.

    Raises:
        PermanentError: no term has anything to search for.
    """
    terms, mesh, exclude = (_phrases(each) for each in (peptide.terms, peptide.mesh, peptide.exclude))
    if not terms and not mesh:
        raise PermanentError(f"{peptide.name} has no term to search for; give its catalog entry terms and sync it")
    parts: list[str] = []
    if terms:
        text = _any(terms, "tiab")
        parts.append(f"({text} NOT {_any(exclude, 'tiab')})" if exclude else text)
    parts += [f'"{each}"[{tag}]' for each in mesh for tag in ("mh", "nm")]
    return Query(" OR ".join(parts), (*terms, *mesh, *mesh))


def _phrases(terms: tuple[str, ...]) -> tuple[str, ...]:
    found = (" ".join(_MEANINGFUL.sub(" ", term).split()) for term in terms)
    by_key = {phrase.casefold(): phrase for phrase in found if any(each.isalnum() for each in phrase)}
    return tuple(by_key[key] for key in sorted(by_key))


def _any(phrases: tuple[str, ...], tag: str) -> str:
    return "(" + " OR ".join(f'"{each}"[{tag}]' for each in phrases) + ")"
