"""A night about which there is nothing new costs next to nothing; the meter counts as D1 does."""

import sqlite3
from contextlib import closing

import pytest

from bench.library import Library
from bench.scale import REQUESTS_AT_MOST, ROWS_AT_MOST, measured
from bench.written import meter, written
from infra.sandbox.literature.corpus import Corpus
from infra.sandbox.server import serve

SMALL = Library(50, 250, 100)
"""One delivery of a night, and two searches."""


@pytest.mark.parametrize(
    ("statement", "rows"),
    [
        ("INSERT INTO shelf (name, n) VALUES ('a', 1)", 4),  # row, key, two indexes; outside the partial one
        ("INSERT INTO shelf (name, n) VALUES ('a', -1)", 5),
        ("INSERT INTO shelf (name) SELECT value FROM json_each('[1, 2]')", 8),
        ("INSERT INTO shelf (name) VALUES ('x') ON CONFLICT DO NOTHING", 0),
        ("INSERT INTO shelf (name) VALUES ('x') ON CONFLICT DO UPDATE SET plain = 7", 1),
        ("UPDATE shelf SET plain = 7", 1),
        ("UPDATE shelf SET n = 7", 2),
        ("UPDATE shelf SET n = -7", 3),
        ("UPDATE shelf SET n = 8 WHERE name = 'nobody'", 0),
        ("DELETE FROM shelf WHERE name = 'x'", 1),
        ("UPDATE shelf SET text = '{}'", 2),  # an index of an expression
        ("INSERT INTO flat VALUES ('a', 1)", 2),  # its key is the table
        ("UPDATE flat SET n = 2", 2),
    ],
)
def test_a_statement_writes_as_many_rows_as_d1_counts(tmp_path, statement, rows):
    path = tmp_path / "app.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("CREATE TABLE shelf (name TEXT PRIMARY KEY, n INTEGER, plain INTEGER, text TEXT)")
        db.execute("CREATE INDEX shelf_n ON shelf (n)")
        db.execute("CREATE INDEX shelf_text ON shelf (text ->> '$.a')")
        db.execute("CREATE INDEX shelf_owed ON shelf (name) WHERE n < 0")
        db.execute("CREATE TABLE flat (name TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID")
        db.execute("CREATE INDEX flat_n ON flat (n)")
        db.execute("INSERT INTO shelf (name, n) VALUES ('x', 1)")
        db.execute("INSERT INTO flat VALUES ('x', 1)")
        meter(path)

        db.execute(statement)

    assert sum(written(path).values()) == rows


def test_the_same_numbers_make_the_same_literature(tmp_path):
    library = Library(9, 100, 40)
    for name in ("one", "two"):
        library.save(tmp_path / name)

    records = Corpus.open(tmp_path / "one").records

    assert records.keys() == Corpus.open(tmp_path / "two").records.keys()
    assert [each.xml for each in records.values()] == [
        each.xml for each in Corpus.open(tmp_path / "two").records.values()
    ]
    slugs = [each.slug for each in library.entries()]
    about = [{slug for slug in slugs if f" {slug} " in each.lines["ti"]} for each in records.values()]
    assert len(set(slugs)) == 9
    assert sum(slugs[0] in each for each in about) == 40
    assert all(about)
    assert 5 < sum(len(each) == 2 for each in about) < 30


async def test_a_night_reads_what_is_new_and_a_quiet_one_writes_and_asks_next_to_nothing(tmp_path):
    SMALL.save(tmp_path / "corpus")

    async with serve(tmp_path / "corpus") as sandbox:
        load = await measured(SMALL, tmp_path, sandbox.env())

    assert load.first.ended == {"published": 50}
    assert load.changed.ended == {"published": 1, "unchanged": 49}
    assert load.quiet.ended == {"unchanged": 50}
    assert load.after.ended == {"unchanged": 50}
    assert 0 < load.rows_each() <= ROWS_AT_MOST, load.rows
    assert 0 < load.rows_after / 50 <= ROWS_AT_MOST
    assert 0 < load.requests_each() <= REQUESTS_AT_MOST, load.quiet.requests
    assert 0 < load.after.asked / 50 <= REQUESTS_AT_MOST, load.after.requests
    assert load.pruned.rows > 50 * 4
