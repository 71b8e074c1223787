"""A peptide of the catalog: what it is called, how it is searched for, and what it is not."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from shared.domain.canonical import fingerprint

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Name = Annotated[str, Field(min_length=2, max_length=120, pattern=r"^\S(.*\S)?$")]

Kind = Literal["fragment_of", "salt_of", "analogue_of", "complex_of", "same_as"]


class BadPeptide(ValueError):
    """The entry breaks a rule. `path` leads to the field, as mapping keys and list positions."""

    def __init__(self, path: tuple[str | int, ...], reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason


class Relation(BaseModel):
    """How this molecule relates to another one, which it is not: TB-500 is a fragment of thymosin beta-4."""

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
    sample: bool = False
    ad_hoc: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        folded = [alias.casefold() for alias in self.aliases]
        if len(set(folded)) != len(folded) or self.name.casefold() in folded:
            raise ValueError("aliases repeat each other or the name")
        if {term.casefold() for term in self.exclude} & {term.casefold() for term in self.terms}:
            raise ValueError("a term is both searched for and excluded")
        if self.slug in self.formerly:
            raise ValueError("an entry cannot redirect to itself")
        return self

    @classmethod
    def from_entry(cls, entry: object, **marks: bool) -> Self:
        """The one way a peptide comes into being; `marks` are `sample` and `ad_hoc`.

        Raises:
            BadPeptide: naming the field and the reason.
        """
        if not isinstance(entry, Mapping):
            raise BadPeptide((), f"an entry is a mapping of fields, not {type(entry).__name__}")
        if surplus := {"sample", "ad_hoc"} & entry.keys():
            raise BadPeptide((min(surplus),), "is not set by an entry")
        try:
            return cls.model_validate({**entry, **marks})
        except ValidationError as exc:
            first = exc.errors(include_url=False, include_input=False, include_context=False)[0]
            raise BadPeptide(tuple(first["loc"]), first["msg"].removeprefix("Value error, ")) from exc

    @classmethod
    def ad_hoc_of(cls, name: str, aliases: tuple[str, ...]) -> Self:
        """A peptide outside the catalog, searched for by its name and the aliases given."""
        entry: dict[str, Any] = {
            "slug": slug_of(name),
            "name": name,
            "aliases": list(aliases),
            "terms": [name, *aliases],
            "category": "ad hoc",
        }
        return cls.from_entry(entry, ad_hoc=True)

    @property
    def shown(self) -> str:
        """The fingerprint of what a page shows of the entry itself."""
        return fingerprint(
            {
                "v": 1,
                "name": self.name,
                "aliases": list(self.aliases),
                "category": self.category,
                "conditions": list(self.conditions),
                "relations": [[each.kind, each.of, each.note] for each in self.relations],
                "sample": self.sample,
                "ad_hoc": self.ad_hoc,
            }
        )


def slug_of(name: str) -> str:
    """`BPC-157` becomes `bpc-157`; Greek letters are spelled out.

    Raises:
        BadPeptide: nothing of the name can stand in a slug.
    """
    spelled = name
    for letter, word in (("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("κ", "kappa")):
        spelled = spelled.replace(letter, word)
    slug = re.sub(r"[^a-z0-9]+", "-", spelled.lower()).strip("-")
    if not slug:
        raise BadPeptide(("name",), f"{name!r} has no letter or digit to make a slug of")
    return slug[:80].strip("-")
