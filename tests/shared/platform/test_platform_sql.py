"""SQL files: named statements whose named parameters become D1's numbered ones."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from shared.platform.ports import Statement
from shared.platform.sql import Queries

FILE = """
-- What stands before the first name belongs to no statement.

-- name: by_slug
-- The row, whatever its :state: comments name no parameters.
SELECT slug, name  -- not :this either
FROM peptides
WHERE slug = :slug AND (name = :name OR slug = :slug);

-- name: no_parameters
SELECT 1

-- name: literals
SELECT 'it is 12:30 at :slug', '-- no comment', "a:b", ':x''s :y', :name, ':' || :name /* :gone */;

-- name: casts
SELECT strftime('%H:%M:%S', :at), json_extract(:entry, '$.a:b')
"""


@pytest.fixture
def queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Queries:
    package = tmp_path / f"sql_of_{tmp_path.parent.name}_{tmp_path.name}".replace("-", "_")
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "some.sql").write_text(FILE)
    monkeypatch.syspath_prepend(str(tmp_path))
    return Queries(package.name, "some.sql")


def test_parameters_are_numbered_by_their_first_use_and_bound_in_that_order(queries):
    statement = queries("by_slug", name="B", slug="a")

    assert statement.params == ("a", "B")
    assert statement.sql == "SELECT slug, name\nFROM peptides\nWHERE slug = ?1 AND (name = ?2 OR slug = ?1)"


def test_a_statement_may_have_no_parameters(queries):
    assert queries("no_parameters") == Statement("SELECT 1")


def test_statements_are_known_by_name_in_the_files_order(queries):
    assert list(queries.all) == ["by_slug", "no_parameters", "literals", "casts"]


def test_what_stands_in_a_literal_is_neither_parameter_nor_comment(queries):
    statement = queries("literals", name="N")

    with closing(sqlite3.connect(":memory:")) as memory:
        row = memory.execute(statement.sql.replace('"a:b"', "'a:b'"), statement.params).fetchone()

    assert row == ("it is 12:30 at :slug", "-- no comment", "a:b", ":x's :y", "N", ":N")


def test_a_format_or_a_path_with_colons_is_left_as_it_is(queries):
    statement = queries("casts", at="2026-11-23T02:03:04Z", entry='{"a:b": 7}')

    with closing(sqlite3.connect(":memory:")) as memory:
        assert memory.execute(statement.sql, statement.params).fetchone() == ("02:03:04", 7)


def test_a_parameter_that_the_statement_does_not_have_is_an_error_that_names_it(queries):
    with pytest.raises(KeyError, match=r"some\.sql:by_slug has no parameter nam, slugg"):
        queries("by_slug", slugg="a", nam="b")


def test_a_parameter_that_is_missing_is_an_error_that_names_it(queries):
    with pytest.raises(KeyError, match=r"some\.sql:by_slug misses parameter name"):
        queries("by_slug", slug="a")


def test_a_name_that_the_file_does_not_have_is_an_error_that_names_it(queries):
    with pytest.raises(KeyError, match=r"some\.sql has no statement by_slag"):
        queries("by_slag", slug="a")


def test_a_null_is_a_value_and_not_a_missing_parameter(queries):
    assert queries("by_slug", slug="a", name=None).params == ("a", None)


def test_a_name_given_twice_is_refused(tmp_path, queries):
    (tmp_path / queries.package / "twice.sql").write_text("-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;\n")

    with pytest.raises(ValueError, match=r"twice\.sql names a twice"):
        Queries(queries.package, "twice.sql")("a")
