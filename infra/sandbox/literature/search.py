"""Searching the corpus as PubMed searches: what was found, and how the query was understood."""

from dataclasses import dataclass, field

from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.literature.fields import NAMES, TYPES, WHOLE
from infra.sandbox.literature.terms import Chain, Query, Range, Term
from infra.sandbox.literature.words import words

FILTERS = frozenset({"hasabstract", "hasretractionin", "hasexpressionofconcernin", "haserratumin", "hasupdatein"})
_FOR_FILTERS = frozenset({None, "all", "tw", "filter"})


@dataclass
class Found:
    """A search's answer. `pmids` in PubMed's default order: publication date, then PMID, latest first."""

    pmids: list[str] = field(default_factory=list[str])
    translation: str = ""
    translations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    phrases_not_found: list[str] = field(default_factory=list[str])
    fields_not_found: list[str] = field(default_factory=list[str])
    quoted_not_found: list[str] = field(default_factory=list[str])
    ignored: list[str] = field(default_factory=list[str])


def search(corpus: Corpus, query: Query) -> Found:
    """The records that a query finds, with PubMed's account of it."""
    found = Found()
    records = corpus.index.records
    matched, found.translation = _Evaluation(corpus, found).run(query)
    found.pmids = sorted(matched or (), key=lambda pmid: (records[pmid].published, int(pmid)), reverse=True)
    return found


_Matched = set[str] | None
"""PMIDs; None for an operand that was ignored."""


class _Evaluation:
    def __init__(self, corpus: Corpus, found: Found) -> None:
        self._corpus = corpus
        self._found = found
        # The corpus may follow its folder meanwhile; one search sees one state of it.
        self._index = corpus.index
        self._records = self._index.records

    def run(self, query: Query) -> tuple[_Matched, str]:
        match query:
            case Chain():
                return self._chain(query)
            case Range():
                return self._range(query)
            case Term():
                return self._term(query)

    def _chain(self, chain: Chain) -> tuple[_Matched, str]:
        matched, said = self._operand(chain.first)
        for operator, each in chain.rest:
            right, text = self._operand(each)
            if right is None:
                continue
            if matched is None:
                matched, said = (set(self._records) - right, f"NOT {text}") if operator == "NOT" else (right, text)
                continue
            said = f"{said} {operator} {text}"
            if operator == "AND":
                matched = matched & right
            elif operator == "OR":
                matched = matched | right
            else:
                matched = matched - right
        return matched, said

    def _operand(self, query: Query) -> tuple[_Matched, str]:
        matched, said = self.run(query)
        is_group = isinstance(query, Chain) or (isinstance(query, Term) and (" AND " in said or " OR " in said))
        return matched, f"({said})" if is_group else said

    def _range(self, span: Range) -> tuple[_Matched, str]:
        said = f"{span.first}:{span.last}".replace("-", "/")
        if span.field == "uid":
            return self._index.numbered(int(span.first), int(span.last)), f"{said}[UID]"
        return self._index.dated(span.field, span.first, span.last), f"{said}[{NAMES[span.field]}]"

    def _term(self, term: Term) -> tuple[_Matched, str]:
        if term.unknown_tag:
            self._found.fields_not_found.append(term.unknown_tag)
        word = term.text.strip().lower()
        if word in FILTERS and term.field in _FOR_FILTERS:
            return self._index.filtered(word), f"{word}[{NAMES[term.field or 'all']}]"
        spoken = words(term.text)
        if not spoken:
            self._found.ignored.append(term.text)
            return None, ""
        if term.field == "uid":
            numbers = set(spoken)
            return numbers & self._records.keys(), " OR ".join(f"{each}[UID]" for each in spoken)
        if term.field is None and not term.quoted:
            return self._mapped(term, spoken)
        return self._phrase(term, spoken)

    def _phrase(self, term: Term, spoken: list[str]) -> tuple[_Matched, str]:
        """A tagged or quoted term: its words in this order. A quoted phrase that nothing holds is taken apart."""
        key = term.field or "all"
        name = NAMES[key]
        truncated = term.text.rstrip().endswith("*")
        quoted = term.text if truncated else f'"{term.text.lower()}"'
        matched = self._holding(key, spoken, truncated=truncated)
        if matched:
            return matched, f"{quoted}[{name}]"
        if len(spoken) > 1 and key not in WHOLE:
            self._found.quoted_not_found.append(f'"{term.text}"[{name}]')
            return self._each(key, spoken)
        if key != "pt" or term.text.strip().lower() not in TYPES:
            self._found.phrases_not_found.append(term.text if term.field is None else f"{term.text}[{name}]")
        return matched, f"{quoted}[{name}]"

    def _mapped(self, term: Term, spoken: list[str]) -> tuple[_Matched, str]:
        """Untagged words: also the heading or substance of that name, as PubMed's automatic term mapping does."""
        text = " ".join(term.text.split())
        truncated = text.endswith("*")
        if not truncated:
            for key, names in (("mh", self._corpus.headings), ("nm", self._corpus.substances)):
                if name := names.get(text.lower()):
                    matched, said = self._each("all", spoken)
                    together = f' OR "{text.lower()}"[All Fields]' if len(spoken) > 1 else ""
                    said = f"({said})" if len(spoken) > 1 else said
                    said = f'"{name.lower()}"[{NAMES[key]}] OR {said}{together}'
                    self._found.translations.append((text, said))
                    return self._holding(key, words(name)) | (matched or set()), said
        parts = text.split()
        if len(parts) == 1:
            matched = self._holding("all", spoken, truncated=truncated)
            if not matched:
                self._found.phrases_not_found.append(text)
            return matched, f"{text.lower()}[All Fields]" if truncated else f'"{text.lower()}"[All Fields]'
        matched: _Matched = None
        said = ""
        for part in parts:
            if not words(part):
                self._found.ignored.append(part)
                continue
            right, each = self._mapped(Term(part), words(part))
            each = f"({each})" if " OR " in each else each
            matched, said = (right, each) if matched is None else (matched & (right or set()), f"{said} AND {each}")
        return matched, said

    def _each(self, key: str, spoken: list[str]) -> tuple[_Matched, str]:
        matched = set[str].intersection(*(self._holding(key, [word]) for word in spoken))
        return matched, " AND ".join(f'"{word}"[{NAMES[key]}]' for word in spoken)

    def _holding(self, key: str, spoken: list[str], *, truncated: bool = False) -> set[str]:
        return self._index.holding(key, spoken, truncated=truncated)
