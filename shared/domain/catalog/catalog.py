"""A catalog: entries that agree with each other."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Self

from shared.domain.canonical import fingerprint
from shared.domain.catalog.peptide import Peptide, folded
from shared.domain.faults import Fault


@dataclass(frozen=True, slots=True)
class EntryFault:
    """A rule that the entry at `position` (from 0) breaks."""

    position: int
    fault: Fault

    def __str__(self) -> str:
        return f"entry {self.position + 1}: {self.fault}"


class BadEntries(ValueError):
    """The entries do not agree with each other; `faults` in their order."""

    def __init__(self, faults: Sequence[EntryFault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Catalog:
    """Peptides in the order of their list. Build it with `of`."""

    peptides: tuple[Peptide, ...]

    @classmethod
    def of(cls, peptides: Sequence[Peptide]) -> Self:
        """The one way a catalog comes into being.

        Raises:
            BadEntries: all that `disagreements` finds, or that there is no entry: it would retire every peptide.
        """
        if not peptides:
            raise BadEntries([EntryFault(0, Fault((), "is missing: a catalog without entries would retire them all"))])
        if found := disagreements(dict(enumerate(peptides))):
            raise BadEntries(found)
        return cls(tuple(peptides))

    @property
    def fingerprint(self) -> str:
        """The same for the same entries, whatever their order."""
        entries = sorted(self.peptides, key=lambda each: each.slug)
        return fingerprint({"v": 1, "entries": [[each.sample, each.entry] for each in entries]})


def disagreements(entries: Mapping[int, Peptide]) -> list[EntryFault]:
    """What is wrong between entries (by position), in their order; each fault stands with the later entry.

    A slug, name, alias, old slug or search term belongs to one entry. An entry does not search for another one's
    name: the studies of a fragment are not those of its parent. A relation that means an entry uses its name, and
    two entries are not each other's fragment, nor one molecule.
    """
    found: list[EntryFault] = []
    owners = _Owners()
    for position, peptide in entries.items():
        for path, reason in owners.take(peptide):
            found.append(EntryFault(position, Fault(path, reason)))
    by_key = {folded(name): peptide for peptide in entries.values() for name in peptide.names}
    slugs = {peptide.slug for peptide in entries.values()}
    for position, peptide in entries.items():
        for path, reason in _between(peptide, by_key, slugs):
            found.append(EntryFault(position, Fault(path, reason)))
    return sorted(found, key=lambda each: each.position)


_Found = list[tuple[tuple[str | int, ...], str]]


class _Owners:
    def __init__(self) -> None:
        self._slugs: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._terms: dict[str, str] = {}
        self._formerly: dict[str, str] = {}

    def take(self, peptide: Peptide) -> _Found:
        """Take what the peptide claims; what is another's already is a fault."""
        found: _Found = []

        def claim(owners: dict[str, str], key: str, path: tuple[str | int, ...], reason: str) -> None:
            if key in owners:
                found.append((path, reason.format(owners[key])))
            else:
                owners[key] = peptide.name

        claim(self._slugs, peptide.slug, ("slug",), f"{peptide.slug!r} is the slug of {{}} already")
        claim(self._names, folded(peptide.name), ("name",), f"{peptide.name!r} means {{}} already")
        for index, alias in enumerate(peptide.aliases):
            claim(self._names, folded(alias), ("aliases", index), f"{alias!r} means {{}} already")
        for index, term in enumerate(peptide.terms):
            claim(self._terms, term.casefold(), ("terms", index), f"{term!r} is searched for by {{}} already")
        for index, old in enumerate(peptide.formerly):
            claim(self._formerly, old, ("formerly", index), f"{old!r} redirects to {{}} already")
        return found


def _between(peptide: Peptide, by_key: Mapping[str, Peptide], slugs: Set[str]) -> _Found:
    found: _Found = []
    for index, term in enumerate(peptide.terms):
        other = by_key.get(folded(term), peptide)
        if other.slug != peptide.slug and folded(term) not in map(folded, peptide.names):
            found.append((("terms", index), f"{term!r} is another entry's name: {other.name}"))
    for index, old in enumerate(peptide.formerly):
        if old in slugs:
            found.append((("formerly", index), f"{old!r} is the slug of an entry, so it cannot redirect"))
    for index, relation in enumerate(peptide.relations):
        other = by_key.get(folded(relation.of))
        path = ("relations", index, "of")
        if other is None or other.slug == peptide.slug:
            continue
        if relation.of != other.name:
            found.append((path, f"{relation.of!r} is the entry {other.name!r}: use its name"))
        if relation.kind == "same_as":
            found.append((path, f"{other.name} is the same molecule: make one entry of the two"))
        back = {folded(each.of) for each in other.relations if each.kind == relation.kind}
        if relation.kind != "analogue_of" and folded(peptide.name) in back:
            found.append((path, f"{peptide.name} and {other.name} cannot each be {relation.kind} the other"))
    return found
