"""Detail of runs that ended long ago becomes a row for each run; nothing goes that somebody may still need."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from invented.factories import peptide

from shared.domain.instants import stamp
from shared.platform.errors import DatabaseUnavailable
from shared.platform.ports import Statement
from shared.store.evidence import peptides
from shared.store.operations import pruning, runs

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=90)
OLD, OLDER = stamp(BEFORE - timedelta(hours=1)), stamp(BEFORE - timedelta(days=1))
YOUNG = stamp(BEFORE + timedelta(hours=1))
DETAIL = ("work", "failed_attempts", "model_calls", "searches", "run_items")


def insert(table, **values):
    """One row; what the schema demands beside `values` is made up."""
    marks = ", ".join(f"?{number}" for number in range(1, len(values) + 1))
    return Statement(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", tuple(values.values()))


async def sound(db):
    """Whether SQLite finds its pages whole and no reference broken."""
    checked = await db.first(Statement("PRAGMA quick_check"))
    return list(checked.values()) == ["ok"] and await db.all(Statement("PRAGMA foreign_key_check")) == []


def run(run_id, ended=OLD):
    return insert("runs", id=run_id, kind="nightly", origin=run_id, created_at=ended, finished_at=ended)


def work(run_id, slug, state="done", stage="fetch"):
    identity = f"{stage}/{run_id}/{slug}"
    row = {"identity": identity, "stage": stage, "queue": "peptalk-fetch", "run_id": run_id, "slug": slug}
    return insert("work", **row, trace_id="t", body="{}", state=state, created_at=OLD, settled_at=OLD)


def attempt(run_id, slug, number=1, stage="fetch"):
    of = {"identity": f"{stage}/{run_id}/{slug}", "generation": 0, "try": number, "stage": stage, "trace_id": "t"}
    why = {"kind": "retryable", "error": "E", "message": "no", "at": OLD}
    return insert("failed_attempts", **of, run_id=run_id, slug=slug, **why)


def search(run_id, slug, at=OLD, ids=("1", "2"), source="pubmed"):
    asked = {"run_id": run_id, "slug": slug, "source": source, "query": "q", "query_hash": "h", "translation": "q"}
    return insert("searches", **asked, total=len(ids), ids=json.dumps(ids), searched_at=at)


def item(run_id, slug, state="unchanged"):
    row = {"run_id": run_id, "slug": slug, "trace_id": "t", "state": state}
    return insert("run_items", **row, created_at=OLD, updated_at=OLD)


def letter(run_id, slug, state="open", body="{}"):
    of = {"id": f"l-{run_id}-{slug}", "identity": f"fetch/{run_id}/{slug}", "generation": 0, "queue": "peptalk-fetch"}
    why = {"body": body, "error": "E", "reason": "no", "state": state, "created_at": OLD}
    return insert("dead_letters", **of, stage="fetch", run_id=run_id, slug=slug, trace_id="t", **why)


def hold(run_id, slug, state="open"):
    row = {"slug": slug, "draft": f"d-{run_id}", "run_id": run_id, "trace_id": "t", "pack": "p", "reasons": "[]"}
    return insert("holds", **row, state=state, created_at=OLD)


def version(run_id, slug):
    keys = [f"{slug}-{kind}" for kind in ("page", "pdf", "manifest")]
    kept = [
        insert("artifacts", key=key, kind=key.split("-")[-1], slug=slug, sha256="0", size=1, created_at=OLD)
        for key in keys
    ]
    row = {"slug": slug, "version": 1, "run_id": run_id, "trace_id": "t", "pack": "p", "draft": "d", "monograph": "m"}
    named = dict(zip(("storage_key", "pdf_key", "manifest_key"), keys, strict=True))
    told = {"content_hash": "c", "evidence_grade": "low", "changed": "{}", "approved_by": "automatic"}
    return [*kept, insert("page_versions", **row, **named, **told, published_at=OLD)]


def call(run_id, slug, request, sample=1, state="accepted", tokens=10, cost=5):
    asked = {"request_hash": request, "sample": sample, "state": state, "vendor": "anthropic", "model": "m"}
    by = {"stage": "synthesize", "run_id": run_id, "slug": slug, "trace_id": "t", "holder": "h", "token": "k"}
    return insert("model_calls", **asked, **by, input_tokens=tokens, cost_microusd=cost, asked_at=OLD)


def whole(run_id, slug, state="unchanged"):
    """All that one item of an ended run leaves behind."""
    return [work(run_id, slug), attempt(run_id, slug), search(run_id, slug), item(run_id, slug, state)]


@pytest.fixture
async def known(db):
    """A database with four peptides, each searched for by a run of yesterday."""
    catalog = [peptide(slug=slug, name=f"Peptide {slug}", aliases=[], terms=[f"Peptide {slug}"]) for slug in "abcd"]
    newest = [search("yesterday", slug, stamp(NOW - timedelta(days=1))) for slug in "abcd"]
    await db.batch([*peptides.sync(catalog, "sample", NOW), run("yesterday", stamp(NOW)), *newest])
    return db


async def prune(db, portions=100, size=500):
    return await pruning.prune(db, BEFORE, NOW, portions=portions, size=size)


async def left(db, run_id):
    """How many rows of each kind of detail a run still has."""
    counts = {}
    for table in DETAIL:
        row = await db.first(Statement(f"SELECT count(*) AS n FROM {table} WHERE run_id = ?1", (run_id,)))
        counts[table] = row["n"]
    return counts


async def told(db, run_id):
    """What a run came to, whether its rows are still there or not."""
    gone, rows = await pruning.summary(db, run_id), await left(db, run_id)
    spent = await runs.spending(db, run_id)
    (listed,) = [each for each in await runs.latest(db, 99) if each.id == run_id]
    of_gone = (
        (gone.work, gone.failed_attempts, gone.turned_away + gone.calls, gone.searches, gone.items) if gone else ()
    )
    return {
        "rows": [each + more for each, more in zip(rows.values(), of_gone or [0] * 5, strict=True)],
        "cost": spent.cost_microusd + (gone.cost_microusd if gone else 0),
        "tokens": spent.tokens + (gone.tokens if gone else 0),
        "calls": spent.calls + (gone.calls if gone else 0),
        "lost": spent.lost + (gone.lost if gone else 0),
        "listed": listed.model_dump(exclude={"pruned"}),
    }


async def test_what_a_run_left_90_days_ago_becomes_one_row_and_younger_detail_stays(known):
    await known.batch([run("old"), run("young", YOUNG)])
    for run_id in ("old", "young"):
        await known.batch([*whole(run_id, "a"), *whole(run_id, "b", "published"), attempt(run_id, "b", 2)])
    young = await left(known, "young")

    pruned = await prune(known)

    assert await left(known, "old") == dict.fromkeys(DETAIL, 0)
    assert await left(known, "young") == young
    gone = await pruning.summary(known, "old")
    assert (gone.unchanged, gone.published, gone.work, gone.failed_attempts) == (1, 1, 2, 3)
    assert (gone.searches, gone.records, gone.rows) == (2, 4, 9)
    assert await pruning.summary(known, "young") is None
    assert (pruned.rows, pruned.more) == (6, False)
    assert await sound(known)


async def test_a_run_that_has_not_ended_is_left_alone_however_old(known):
    await known.batch([run("open", OLDER), *whole("open", "a"), item("open", "b", "queued")])
    await known.run(Statement("UPDATE runs SET finished_at = NULL WHERE id = 'open'"))
    before = await left(known, "open")

    await prune(known)

    assert await left(known, "open") == before


@pytest.mark.parametrize(
    "open_thing",
    [
        letter("old", "a"),
        letter("old", "b", body=json.dumps({"group": ["b", "a"]})),
        hold("old", "a"),
        work("old", "a", "dead", stage="comply"),
    ],
    ids=["a dead letter", "a dead letter of a group", "a hold", "a letter on its way"],
)
async def test_what_is_open_of_one_peptide_keeps_its_detail_and_no_others(known, open_thing):
    await known.batch([run("old"), *whole("old", "a", "failed"), *whole("old", "c"), open_thing])

    await prune(known)

    kept = await known.all(Statement("SELECT slug, state FROM run_items WHERE run_id = 'old'"))
    assert kept == [{"slug": "a", "state": "failed"}]
    assert (await left(known, "old"))["failed_attempts"] == 1
    assert (await pruning.summary(known, "old")).items == 1


async def test_once_the_letter_is_settled_its_detail_is_folded_too_and_the_letter_stays(known):
    await known.batch([run("old"), *whole("old", "a", "failed"), *whole("old", "c"), letter("old", "a")])
    await prune(known)
    await known.run(Statement("UPDATE dead_letters SET state = 'discarded'"))

    await prune(known)

    gone = await pruning.summary(known, "old")
    assert (gone.failed, gone.unchanged, gone.ended_at) == (1, 1, stamp(NOW))
    assert len(await known.all(Statement("SELECT id FROM dead_letters"))) == 1
    assert await left(known, "old") == dict.fromkeys(DETAIL, 0)


async def test_searches_that_something_rests_on_stay(known):
    await known.batch([run("old"), *(search("old", slug) for slug in "abcd")])
    await known.batch([*version("old", "a"), hold("old", "b", "rejected")])
    await known.run(Statement("UPDATE peptides SET decided_run = 'old' WHERE slug = 'c'"))

    await prune(known)

    kept = await known.all(Statement("SELECT slug FROM searches WHERE run_id = 'old' ORDER BY slug"))
    assert [row["slug"] for row in kept] == ["a", "b", "c"]


async def test_the_newest_search_of_a_source_stays_until_there_is_a_newer_one(known):
    await known.batch([run("old"), search("old", "a", source="clinicaltrials"), item("old", "a")])

    await prune(known)
    first = await left(known, "old")
    await known.batch([run("next", YOUNG), search("next", "a", YOUNG, source="clinicaltrials")])
    await prune(known)

    assert (first["searches"], first["run_items"]) == (1, 0)
    assert (await left(known, "old"))["searches"] == 0
    assert (await pruning.summary(known, "old")).searches == 1


async def test_the_ledger_keeps_what_is_used_again_and_what_would_be_asked_again(known):
    refused = [call("old", "a", "r1", 1, "refused", 7, 3), call("old", "a", "r1", 2, "lost", 0, None)]
    turned_away = call("old", "a", "r2", 1, "rejected", 0, None)
    unanswered = call("old", "a", "r3", 1, "refused", 1, 1)
    await known.batch([run("old"), item("old", "a"), *refused, call("old", "a", "r1", 3), turned_away, unanswered])
    before = await told(known, "old")

    await prune(known)

    kept = await known.all(Statement("SELECT request_hash, sample, state FROM model_calls ORDER BY 1, 2"))
    assert [tuple(row.values()) for row in kept] == [("r1", 3, "accepted"), ("r3", 1, "refused")]
    gone = await pruning.summary(known, "old")
    assert (gone.turned_away, gone.calls, gone.lost, gone.tokens, gone.cost_microusd) == (1, 2, 1, 7, 3)
    assert await told(known, "old") == before


async def test_what_was_looked_at_is_looked_at_last_so_that_what_stays_holds_nothing_up(known):
    kept = [each for number in range(3) for each in (run(f"kept-{number}", OLDER), letter(f"kept-{number}", "a"))]
    await known.batch([*kept, *(item(f"kept-{number}", "a", "failed") for number in range(3))])
    await known.batch([run("old"), *whole("old", "c")])

    await prune(known, portions=3)
    # Three looks have used up the portions; the next call begins with the run that nobody has looked at.
    await prune(known, portions=5)

    assert await left(known, "old") == dict.fromkeys(DETAIL, 0)


async def test_a_call_asks_for_no_more_statements_than_its_portions_allow(known):
    counting = Counting(known)
    await known.batch([run("old"), *(each for slug in "abcd" for each in whole("old", slug))])

    first = await prune(counting, portions=4, size=2)
    asked = counting.statements
    rest = await prune(counting, portions=100, size=2)

    assert (first.more, rest.more) == (True, False)
    assert asked <= 1 + 4 * 5
    assert first.rows + rest.rows == 12


async def test_stopped_after_any_statement_nothing_is_counted_twice_and_the_next_call_ends_it(known):
    await known.batch(
        [
            *(run("old"), call("old", "a", "r1", 1, "refused"), call("old", "a", "r1", 2)),
            *(each for slug in "abc" for each in whole("old", slug)),
            *(letter("old", "c"), run("older", OLDER), *whole("older", "d")),
        ]
    )
    before = {run_id: await told(known, run_id) for run_id in ("old", "older")}

    stops = 0
    for allowed in range(1, 200):
        try:
            await prune(Counting(known, at_most=allowed), size=1)
        except DatabaseUnavailable:
            stops += 1
            assert {run_id: await told(known, run_id) for run_id in before} == before
        else:
            break

    assert await sound(known)
    assert stops > 3
    assert {run_id: await told(known, run_id) for run_id in before} == before
    assert await left(known, "older") == dict.fromkeys(DETAIL, 0)
    assert (await left(known, "old"))["run_items"] == 1


@dataclass
class Counting:
    """A database that counts what it is asked, and dies before the statement after `at_most`."""

    db: object
    at_most: int | None = None
    statements: int = 0

    async def all(self, statement):
        self._one()
        return await self.db.all(statement)

    async def run(self, statement):
        self._one()
        return await self.db.run(statement)

    async def batch(self, statements):
        self._one(len(statements))
        return await self.db.batch(statements)

    def _one(self, count=1):
        self.statements += count
        if self.at_most is not None and self.statements > self.at_most:
            raise DatabaseUnavailable("the process dies here", vendor="test")
