"""What D1 allows, enforced on SQLite: its limits, the statements and functions it refuses.

Numbers and names are those of workerd's SQLite (src/workerd/util/sqlite.c++) and of
developers.cloudflare.com/d1/platform/limits, whichever is the lower.
"""

import sqlite3

LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 2_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 32,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 50,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
}
"""Bytes for the first two and for LIKE and GLOB patterns."""

# load_extension is on workerd's list, but no connection there may load one.
_FUNCTIONS = """
    abs changes char coalesce concat concat_ws format glob hex ifnull iif instr last_insert_rowid length like
    likelihood likely lower ltrim max_scalar min_scalar nullif octet_length printf quote random randomblob replace
    round rtrim sign soundex substr substring total_changes trim typeof unhex unicode unlikely upper zeroblob
    date time datetime julianday unixepoch strftime timediff current_date current_time current_timestamp
    avg count group_concat max min string_agg sum total
    row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value
    acos acosh asin asinh atan atan2 atanh ceil cos cosh degrees exp floor ln log log2 mod pi pow radians sin sinh
    sqrt tan tanh trunc
    json json_array json_array_length json_extract -> ->> json_insert json_object json_patch json_remove
    json_replace json_set json_type json_valid json_quote json_group_array json_group_object json_each json_tree
    match highlight bm25 snippet
    sqlite_rename_column sqlite_rename_table sqlite_rename_test sqlite_drop_column sqlite_rename_quotefix
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())

# The switches that D1 knows beside these (ignore_check_constraints, case_sensitive_like ...) would outlive their
# batch on a connection that stays open, so they are refused here.
_PRAGMA_NAMES = """
    data_version defer_foreign_keys foreign_key_check foreign_key_list foreign_keys index_info index_list
    index_xinfo optimize quick_check table_info table_list table_xinfo
"""
_PRAGMAS = frozenset(_PRAGMA_NAMES.split())
_READ_ONLY_PRAGMAS = frozenset({"data_version", "table_list"})
_MODULES = frozenset({"fts5", "fts5vocab", "rtree", "rtree_i32"})
_TEMPORARY = frozenset(
    {
        sqlite3.SQLITE_CREATE_TEMP_INDEX,
        sqlite3.SQLITE_CREATE_TEMP_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
    }
)
_READING = frozenset(
    {
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_PRAGMA,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_SELECT,
    }
)
# ALTER TABLE looks there for what it has to rename.
_TEMPORARY_SCHEMA = ("sqlite_temp_master", "sqlite_temp_schema")
_TEXT_OF_A_TRANSACTION = "a transaction is a batch; BEGIN, COMMIT, ROLLBACK and SAVEPOINT are not for statements"


class Guard:
    """The authorizer of one connection. It remembers why it refused, because SQLite says only that it did."""

    def __init__(self, *, reads_only: bool = False) -> None:
        """`reads_only` refuses, beside what D1 does, every statement that would change anything."""
        self.refusal: str | None = None
        self._ours = False
        self._reads_only = reads_only

    def install(self, connection: sqlite3.Connection) -> None:
        """Hold the connection to D1's limits and refusals."""
        for category, limit in LIMITS.items():
            connection.setlimit(category, limit)
        connection.set_authorizer(self._authorize)

    def transaction(self, connection: sqlite3.Connection, word: str) -> None:
        """Execute our own BEGIN, SAVEPOINT, COMMIT or the like, or a PRAGMA of ours."""
        self._ours = True
        try:
            # Prepared statements are cached by their text, and authorized once: ours must be nobody else's.
            connection.execute(f"{word} /* {id(self)} */")
        finally:
            self._ours = False

    def _authorize(self, action: int, first: str | None, second: str | None, schema: str | None, _: str | None) -> int:
        if self._ours:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() == "foreign_keys" and second is not None:
            # As on D1, where every statement runs in a transaction: not refused, and without effect.
            return sqlite3.SQLITE_IGNORE
        reason = self._reason(action, first or "", second, schema)
        if reason is None:
            return sqlite3.SQLITE_OK
        self.refusal = reason
        return sqlite3.SQLITE_DENY

    def _reason(self, action: int, first: str, second: str | None, schema: str | None) -> str | None:
        if action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SAVEPOINT):
            return _TEXT_OF_A_TRANSACTION
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            return "ATTACH, DETACH and VACUUM are not allowed"
        if action in _TEMPORARY or (schema == "temp" and first not in _TEMPORARY_SCHEMA):
            return "temporary tables, indexes, views and triggers are not allowed"
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in FUNCTIONS:
            return f"not authorized to use function: {second}"
        if action == sqlite3.SQLITE_CREATE_VTABLE and (second or "").lower() not in _MODULES:
            return f"virtual tables of module {second} are not allowed"
        if self._reads_only and action not in _READING:
            return "only reading is allowed here"
        if action == sqlite3.SQLITE_PRAGMA:
            name = first.lower()
            if name not in _PRAGMAS or (name in _READ_ONLY_PRAGMAS and second is not None):
                return f"PRAGMA {first} is not allowed"
        return None
