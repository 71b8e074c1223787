"""The PubMed query of a peptide. Terms are data: none of them can end its quotes or add an operator."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from shared.domain.canonical import fingerprint
from shared.domain.catalog.peptide import Peptide
from shared.platform.errors import PermanentError

# Inside PubMed's quotes these still mean something: the end of the phrase, a field tag, truncation.
_MEANINGFUL = re.compile(r'["\[\]*\x00-\x1f\x7f]+')

_TAGS = {
    "tiab": "tiab",
    "title/abstract": "tiab",
    "mh": "mh",
    "mesh": "mh",
    "mesh terms": "mh",
    "nm": "nm",
    "substance name": "nm",
    "supplementary concept": "nm",
}
"""How PubMed names our fields in what it says of a query."""


@dataclass(frozen=True, slots=True)
class Query:
    """What PubMed is asked: phrases in titles and abstracts, without others, or headings; each as `"x"[tag]`.

    `hash` names the question in full; `left_out` are phrases of it that are not asked, because PubMed does not know
    them and would search for their words one by one instead.
    """

    terms: tuple[str, ...]
    headings: tuple[str, ...]
    exclude: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As PubMed is asked; empty where every phrase is left out."""
        return _text(*(tuple(each for each in some if each not in self.left_out) for some in self._parts))

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases that are asked for, excluded ones not among them."""
        return tuple(each for each in (*self.terms, *self.headings) if each not in self.left_out)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The words of each phrase that is asked for, in lower case, one space between them."""
        return tuple(words(each.partition("[")[0]) for each in self.phrases)

    @property
    def hash(self) -> str:
        return fingerprint({"v": 1, "source": "pubmed", "query": _text(*self._parts)})[:16]

    def without(self, phrases: Collection[str]) -> "Query":
        """The same question, these phrases not asked either."""
        every = [each for part in self._parts for each in part if each in phrases or each in self.left_out]
        return replace(self, left_out=tuple(sorted(every)))

    def meant(self, said: str) -> tuple[str, ...]:
        """Which phrases PubMed means by `"x y"[Title/Abstract]`, `x[mh]` or, in all their fields, `x y`."""
        phrase, _, tag = said.partition("[")
        field = _TAGS.get(tag.rstrip("]").casefold())
        return tuple(
            each
            for part in self._parts
            for each in part
            if words(each.partition("[")[0]) == words(phrase) and (field is None or each.endswith(f"[{field}]"))
        )

    @property
    def _parts(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return self.terms, self.headings, self.exclude


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
    return Query(
        tuple(f'"{each}"[tiab]' for each in terms),
        tuple(f'"{each}"[{tag}]' for each in mesh for tag in ("mh", "nm")),
        tuple(f'"{each}"[tiab]' for each in exclude),
    )


def broadens(phrase: str) -> bool:
    """Whether PubMed, which does not know this phrase, would find more than nothing by its words."""
    return phrase.endswith("[tiab]") and " " in words(phrase.partition("[")[0])


def any_of(queries: Collection[str]) -> str:
    """What any of these queries finds."""
    return " OR ".join(f"({each})" for each in queries)


def since(text: str, day: date) -> str:
    """Of what a query finds, what was created or modified on that day or later."""
    begin = f'"{day:%Y/%m/%d}"'
    return f'({text}) AND (({begin}[crdt] : "3000"[crdt]) OR ({begin}[lr] : "3000"[lr]))'


def among(text: str, pmids: Collection[str]) -> str:
    """Of what a query finds, these records."""
    return f"({text}) AND ({known(pmids)})"


def known(pmids: Collection[str]) -> str:
    """These records, as far as PubMed knows them."""
    return " OR ".join(f"{each}[uid]" for each in pmids)


def _text(terms: tuple[str, ...], headings: tuple[str, ...], exclude: tuple[str, ...]) -> str:
    parts = list(headings)
    if terms:
        text = f"({' OR '.join(terms)})"
        parts.insert(0, f"({text} NOT ({' OR '.join(exclude)}))" if exclude else text)
    return " OR ".join(parts)


def _phrases(terms: tuple[str, ...]) -> tuple[str, ...]:
    found = (" ".join(_MEANINGFUL.sub(" ", term).split()) for term in terms)
    by_key = {phrase.casefold(): phrase for phrase in found if any(each.isalnum() for each in phrase)}
    return tuple(by_key[key] for key in sorted(by_key))


def words(text: str) -> str:
    """Its words in lower case, one space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))
