"""Peptides in the database: what a catalog says of them, and what was last decided of each."""

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from shared.domain.accounts.search_words import Names, names_of
from shared.domain.canonical import canonical
from shared.domain.catalog.peptide import BadPeptide, Peptide, folded
from shared.domain.fingerprints import Fingerprints
from shared.domain.instants import stamp
from shared.platform.errors import ConfigurationError, Corrupt
from shared.platform.ports import Database, Row, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "peptides.sql")

Origin = Literal["catalog", "sample", "ad_hoc"]
CatalogOrigin = Literal["catalog", "sample"]

_ENTRIES_A_STATEMENT = 50
"""Keeps one JSON parameter well below a megabyte, however long the entries are."""


SPELLED_AT_MOST = 2_000
"""Names and aliases that `near` compares at most, about a hundredth of a second's work."""


class SlugTaken(ConfigurationError):
    """A catalog lists a slug that the database knows as a peptide of the other catalog."""


@dataclass(frozen=True, slots=True)
class StoredPeptide:
    """A row. `redirect_to` is the slug that took this one's place; `decided_draft` and `decided_monograph` are
    bucket keys of what was last decided (published, held or rejected), `current_version` is 0 before the first."""

    peptide: Peptide
    origin: Origin
    state: Literal["active", "retired"]
    redirect_to: str | None
    current_version: int
    evidence_grade: str | None
    decided: Fingerprints
    decided_draft: str | None
    decided_monograph: str | None

    @property
    def slug(self) -> str:
        return self.peptide.slug


@dataclass(frozen=True, slots=True)
class Found:
    """What a name means: the peptide that has it, else the names of catalog entries that are spelled most like it."""

    peptide: StoredPeptide | None
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Slugs by what `sync` does to them; `redirected` are old slugs. One that comes back counts as added."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    retired: tuple[str, ...]
    redirected: tuple[str, ...]
    unchanged: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether the database already says what the catalog says."""
        return not (self.added or self.changed or self.retired or self.redirected)


async def by_slug(db: Database, slug: str) -> StoredPeptide | None:
    """The peptide with exactly this slug, retired and redirected ones too.

    Raises:
        Corrupt: its entry breaks today's rules.
    """
    row = await db.first(SQL("by_slug", slug=slug))
    return of_row(row) if row else None


async def by_slugs(db: Database, slugs: Sequence[str]) -> list[StoredPeptide]:
    """The peptides with these slugs, retired ones too; a slug that nobody knows has none."""
    return [of_row(row) for row in await db.all(SQL("by_slugs", slugs=_json(list(slugs))))]


async def active_slugs(db: Database, origin: Origin) -> list[str]:
    """What a nightly run goes through, in order; ten thousand whole entries would fill a Worker's memory."""
    return [row["slug"] for row in await db.all(SQL("active_slugs", origin=origin))]


async def count_active(db: Database, origin: Origin) -> int:
    """How many peptides a nightly run goes through."""
    row = await db.first(SQL("count_active", origin=origin))
    return row["count"] if row else 0


async def any_known(db: Database) -> bool:
    """Whether any peptide was ever brought in."""
    return await db.first(SQL("any")) is not None


async def find(db: Database, name: str) -> Found:
    """The active peptide whose name, alias or slug this is, whatever its case, hyphens or Greek letters.

    An old slug finds what took its place. The catalog comes before invented peptides, those before typed ones.
    """
    rows = await db.all(SQL("every"))
    standing = {row["slug"]: row for row in rows if row["state"] == "active"}
    wanted = folded(name)
    spelled: dict[str, str] = {}
    for row in standing.values():
        for each in (row["name"], *json.loads(row["aliases"]), row["slug"]):
            if folded(each) == wanted:
                return Found(of_row(row))
            if row["origin"] != "ad_hoc":
                spelled.setdefault(folded(each), row["name"])
    for row in rows:
        if row["redirect_to"] in standing and wanted in (folded(row["slug"]), folded(row["name"])):
            return Found(of_row(standing[row["redirect_to"]]))
    close = difflib.get_close_matches(wanted, spelled, n=8, cutoff=0.5)
    return Found(None, tuple(dict.fromkeys(spelled[each] for each in close))[:3])


async def names(db: Database) -> Names:
    """What active peptides are called, for a search in words."""
    rows = await db.all(SQL("called"))
    return names_of((row["name"], json.loads(row["aliases"])) for row in rows)


async def near(db: Database, name: str) -> dict[str, str]:
    """Published peptides that may have been meant: at most three names by slug, those spelled most like it.

    One that is spelled just so, but for case, hyphens and Greek letters, is the only one. Asked by anybody for any
    text, it reads no entries and compares at most SPELLED_AT_MOST spellings, of the same first letter.
    """
    wanted = folded(name)
    rows = await db.all(SQL("near", first=wanted[:1], most=SPELLED_AT_MOST))
    spelled: dict[str, Row] = {}
    for row in rows:
        spelled.setdefault(folded(row["spelled"]), row)
    close = [wanted] if wanted in spelled else difflib.get_close_matches(wanted, spelled, n=8, cutoff=0.5)
    found = {spelled[each]["slug"]: spelled[each]["name"] for each in close}
    return dict(list(found.items())[:3])


def sync(peptides: Sequence[Peptide], origin: CatalogOrigin, now: datetime) -> list[Statement]:
    """The statements, for one batch, that make the database say what this catalog says, whatever it says now.

    Entries are added, changed or brought back; what the catalog no longer lists is retired; an entry's old
    slugs (`formerly`) lead to it. Nothing is deleted. The batch is aborted (`ConstraintViolated`) where a slug
    belongs to the other catalog; `compare` says so in words.
    """
    rows = [
        {"slug": each.slug, "name": each.name, "aliases": each.aliases, "category": each.category, "entry": each.entry}
        for each in peptides
    ]
    moves = [{"old": old, "new": each.slug} for each in peptides for old in each.formerly]
    return [
        *(SQL("put", rows=_json(part), origin=origin, now=stamp(now)) for part in _parts(rows)),
        SQL("retire", slugs=_json([each.slug for each in peptides]), origin=origin, now=stamp(now)),
        *(SQL("redirect", moves=_json(part), origin=origin, now=stamp(now)) for part in _parts(moves)),
    ]


async def compare(db: Database, peptides: Sequence[Peptide], origin: CatalogOrigin) -> Difference:
    """What `sync` would do to the database as it stands.

    Raises:
        SlugTaken: a slug belongs to a peptide of the other catalog; nothing can be synchronised until it is renamed.
    """
    moves = {old: each.slug for each in peptides for old in each.formerly}
    slugs = [each.slug for each in peptides]
    rows = await db.all(SQL("standing", origin=origin, slugs=_json([*slugs, *moves])))
    standing = {row["slug"]: row for row in rows}
    others = [slug for slug in slugs if standing.get(slug, {}).get("origin", origin) not in (origin, "ad_hoc")]
    if others:
        raise SlugTaken(
            f"{', '.join(others)}: the database has a peptide of this slug from the {standing[others[0]]['origin']} "
            f"list; give the {origin} entry another slug, or use another PEPTALK_HOME"
        )
    groups: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    for each in peptides:
        row = standing.get(each.slug)
        if row is None or row["state"] == "retired":
            groups["added"].append(each.slug)
        elif row["origin"] != origin or row["entry"] != _json(each.entry):
            groups["changed"].append(each.slug)
        else:
            groups["unchanged"].append(each.slug)
    redirected = [
        row["slug"]
        for row in rows
        if row["slug"] in moves and row["origin"] in (origin, "ad_hoc") and row["redirect_to"] != moves[row["slug"]]
    ]
    kept = {*slugs, *redirected}
    retired = [
        row["slug"] for row in rows if row["origin"] == origin and row["state"] == "active" and row["slug"] not in kept
    ]
    return Difference(
        added=tuple(groups["added"]),
        changed=tuple(groups["changed"]),
        retired=tuple(retired),
        redirected=tuple(redirected),
        unchanged=tuple(groups["unchanged"]),
    )


def add_ad_hoc(peptide: Peptide, now: datetime) -> Statement:
    """Keep a peptide typed by hand (`Peptide.ad_hoc_of`).

    A slug that a catalog lists is left alone. One that the catalog retired becomes the typed one's, with its history.
    """
    return SQL(
        "put_ad_hoc",
        slug=peptide.slug,
        name=peptide.name,
        aliases=_json(peptide.aliases),
        category=peptide.category,
        entry=_json(peptide.entry),
        now=stamp(now),
    )


def decided(
    slug: str,
    fingerprints: Fingerprints,
    *,
    draft: str | None,
    monograph: str | None,
    run_id: str,
    now: datetime,
) -> Statement:
    """Record what was decided (published, held or rejected) and from which draft and monograph (bucket keys)."""
    return SQL(
        "decided",
        slug=slug,
        evidence=fingerprints.evidence,
        judging=fingerprints.judging,
        showing=fingerprints.showing,
        draft=draft,
        monograph=monograph,
        run_id=run_id,
        now=stamp(now),
    )


def of_row(row: Row) -> StoredPeptide:
    """The peptide of a whole row.

    Raises:
        Corrupt: its entry breaks today's rules.
    """
    origin = cast("Origin", row["origin"])
    try:
        peptide = Peptide.from_entry(json.loads(row["entry"]), sample=origin == "sample", ad_hoc=origin == "ad_hoc")
    except BadPeptide as exc:
        raise Corrupt(f"the stored entry of {row['slug']} breaks a rule ({exc}); mend the catalog and sync it") from exc
    return StoredPeptide(
        peptide=peptide,
        origin=origin,
        state=row["state"],
        redirect_to=row["redirect_to"],
        current_version=row["current_version"],
        evidence_grade=row["evidence_grade"],
        decided=Fingerprints(
            evidence=row["decided_evidence"], judging=row["decided_judging"], showing=row["decided_showing"]
        ),
        decided_draft=row["decided_draft"],
        decided_monograph=row["decided_monograph"],
    )


def _json(value: Any) -> str:
    return canonical(value).decode()


def _parts(values: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(values), _ENTRIES_A_STATEMENT):
        yield values[start : start + _ENTRIES_A_STATEMENT]
