"""The database as a whole: whether its pages and references hold, which migrations it has, how much is in it."""

from datetime import datetime

from shared.domain.frozen import Frozen
from shared.domain.instants import stamp
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.operations", "health.sql")

_FAULTS_AT_MOST = 100


class Migration(Frozen):
    """One migration; `applied_at` is as wrangler's ledger has it, in UTC."""

    name: str
    applied_at: str


class Health(Frozen):
    """`faults` are what SQLite's quick_check says, none where all is well; `orphans` name rows whose reference leads
    nowhere, as `table row -> table`; `counts` are rows by table."""

    faults: tuple[str, ...]
    orphans: tuple[str, ...]
    migrations: tuple[Migration, ...]
    counts: dict[str, int]

    @property
    def sound(self) -> bool:
        return not (self.faults or self.orphans)


class Signs(Frozen):
    """How the pipeline stands, at a glance: `past_due` seconds that the oldest work has waited beyond its time, `night`
    seconds since the last night began, None where there is none; and how many dead letters are open."""

    past_due: float | None
    night: float | None
    open_letters: int


async def signs(db: Database, now: datetime) -> Signs:
    """How the pipeline stands."""
    row = await db.first(SQL("signs", now=stamp(now))) or {}

    def age(name: str) -> float | None:
        at = row.get(name)
        return (now - datetime.fromisoformat(at)).total_seconds() if at else None

    return Signs(past_due=age("past_due"), night=age("night"), open_letters=row.get("open_letters", 0))


async def alive(db: Database) -> None:
    """Return where the database answers and has a schema; else raise as it does."""
    await db.first(SQL("alive"))


async def check(db: Database) -> Health:
    """Look at the whole database; minutes where it is large."""
    said = [str(row["quick_check"]) for row in await db.all(SQL("quick_check"))]
    orphans = [f"{row['table']} {row['rowid']} -> {row['parent']}" for row in await db.all(SQL("foreign_keys"))]
    return Health(
        faults=tuple(each for each in said if each != "ok")[:_FAULTS_AT_MOST],
        orphans=tuple(orphans[:_FAULTS_AT_MOST]),
        migrations=tuple([Migration.model_validate(row) for row in await db.all(SQL("migrations"))]),
        counts=await db.first(SQL("counts")) or {},
    )
