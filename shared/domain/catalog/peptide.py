"""A peptide of the catalog: what it is called, how it is searched for, and what it is not."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shared.domain.canonical import fingerprint
from shared.domain.catalog.regulatory import Regulatory
from shared.domain.faults import Fault, faults_of, kind_of

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, Field(min_length=2, max_length=120, pattern=r'^[^\s"]([^"\x00-\x1f\x7f]*[^\s"])?$')]
"""No double quote, because a search quotes it; no control character, because a page and a log line show it."""

Kind = Literal["fragment_of", "salt_of", "analogue_of", "complex_of", "same_as"]

_GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "κ": "kappa",
        "λ": "lambda",
        "μ": "mu",
        "ω": "omega",
    }
)


class BadPeptide(ValueError):
    """The entry breaks rules: `faults`, in the order of the fields; `path` and `reason` are those of the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)
        self.path = self.faults[0].path
        self.reason = self.faults[0].reason


class Relation(BaseModel):
    """How this molecule relates to another one, which it is not: TB-500 is a fragment of thymosin beta-4.

    `same_as` alone speaks of the molecule itself under another name, where that name needs a note.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    of: Name
    note: str = ""


class Peptide(BaseModel):
    """One catalog entry.

    `terms` are searched for in titles and abstracts, `mesh` as MeSH headings or supplementary concepts; records
    that speak of an `exclude` term alone are another molecule's. `sample` marks invented peptides, `ad_hoc` those
    typed by hand, which never join a nightly run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    slug: Slug
    name: Name
    aliases: tuple[Name, ...] = ()
    terms: Annotated[tuple[Name, ...], Field(min_length=1)]
    mesh: tuple[Name, ...] = ()
    exclude: tuple[Name, ...] = ()
    category: Annotated[str, Field(min_length=2, max_length=60)]
    conditions: tuple[Annotated[str, Field(min_length=2, max_length=80)], ...] = ()
    relations: tuple[Relation, ...] = ()
    formerly: tuple[Slug, ...] = ()
    """Slugs this entry had before; they redirect."""
    regulatory: Regulatory = Regulatory()
    """From the file of facts beside the catalog's."""
    sample: bool = False
    ad_hoc: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if again := repeated([self.name, *self.aliases], folded):
            raise ValueError(f"aliases: {again!r} repeats the name or another alias (case, hyphens and spaces aside)")
        for field, values in (("terms", self.terms), ("mesh", self.mesh), ("exclude", self.exclude)):
            if again := repeated(values, str.casefold):
                raise ValueError(f"{field}: {again!r} stands there twice")
        if both := {term.casefold() for term in self.exclude} & {term.casefold() for term in (*self.terms, *self.mesh)}:
            raise ValueError(f"exclude: {min(both)!r} is both searched for and excluded")
        if self.slug in self.formerly:
            raise ValueError(f"formerly: {self.slug!r} cannot redirect to itself")
        if again := repeated(self.formerly, str):
            raise ValueError(f"formerly: {again!r} stands there twice")
        for relation in self.relations:
            own = (self.name, self.slug) if relation.kind == "same_as" else self.names
            if folded(relation.of) in map(folded, own):
                raise ValueError(f"relations: {self.name} cannot be {relation.kind} itself")
        return self

    @classmethod
    def from_entry(cls, entry: object, **marks: bool) -> Self:
        """The one way a peptide comes into being; `marks` are `sample` and `ad_hoc`.

        Raises:
            BadPeptide: naming the field and the reason.
        """
        if not isinstance(entry, Mapping):
            raise BadPeptide([Fault((), f"an entry is a mapping of fields, not {kind_of(entry)}")])
        fields = cast("Mapping[Any, Any]", entry)
        faults = [Fault((each,), "is not set by an entry") for each in ("sample", "ad_hoc") if each in fields]
        faults += [
            Fault((), f"a field's name is text, not {kind_of(each)}") for each in fields if type(each) is not str
        ]
        if faults:
            raise BadPeptide(faults)
        try:
            return cls.model_validate({**fields, **marks})
        except ValidationError as exc:
            raise BadPeptide(faults_of(exc)) from exc

    @classmethod
    def ad_hoc_of(cls, name: str, aliases: tuple[str, ...]) -> Self:
        """A peptide outside the catalog, searched for by its name and the aliases given.

        Raises:
            BadPeptide: the name, or an alias, cannot be one.
        """
        entry: dict[str, Any] = {
            "slug": slug_of(name),
            "name": name,
            "aliases": _firsts((name, *aliases), folded)[1:],
            "terms": _firsts((name, *aliases), str.casefold),
            "category": "ad hoc",
        }
        return cls.from_entry(entry, ad_hoc=True)

    @property
    def entry(self) -> dict[str, Any]:
        """The fields that `from_entry` takes, for storage; where the peptide comes from is not part of it."""
        return self.model_dump(mode="json", exclude={"sample", "ad_hoc"}, exclude_defaults=True)

    @property
    def names(self) -> tuple[str, ...]:
        """All that it answers to: name, aliases and slug."""
        return (self.name, *self.aliases, self.slug)

    def shown(self, today: date) -> str:
        """The fingerprint of what a page shows of the entry itself on that day (UTC): facts go stale."""
        return fingerprint(
            {
                "v": 2,
                "name": self.name,
                "aliases": list(self.aliases),
                "category": self.category,
                "conditions": list(self.conditions),
                "relations": [[each.kind, each.of, each.note] for each in self.relations],
                "sample": self.sample,
                "ad_hoc": self.ad_hoc,
                "regulatory": self.regulatory.shown(today),
            }
        )


def folded(name: str) -> str:
    """What two spellings of one name share: `Thymosin β4`, `thymosin beta-4` and `THYMOSIN BETA 4` are one name."""
    return "".join(each for each in _plain(name) if each.isalnum())


def _plain(name: str) -> str:
    """Small letters without accents, Greek ones spelled out."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(each for each in apart if not unicodedata.combining(each)).translate(_GREEK)


def repeated(values: Iterable[str], key: Callable[[str], str] = folded) -> str | None:
    """The first value whose key another one had before it."""
    seen: set[str] = set()
    for value in values:
        if key(value) in seen:
            return value
        seen.add(key(value))
    return None


def _firsts(values: Iterable[str], key: Callable[[str], str]) -> list[str]:
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(key(value), value)
    return list(found.values())


def slug_of(name: str) -> str:
    """`BPC-157` becomes `bpc-157`; Greek letters are spelled out.

    Raises:
        BadPeptide: nothing of the name can stand in a slug.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", _plain(name)).strip("-")
    if not slug:
        raise BadPeptide([Fault(("name",), f"{name!r} has no letter or digit to make a slug of")])
    return slug[:80].strip("-")
