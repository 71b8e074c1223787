"""SQL from .sql files: named, described, with named parameters that become positional ones.

D1 binds `?1`, `?2` ... only; a file writes `:slug`, and `Queries` numbers the names in the order of their
first use. Files are read at first use, never at import.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from shared.platform.ports import Statement, Value

_HEAD = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
_COMMENT = re.compile(r"--[^\n]*")
_PARAMETER = re.compile(r"(?<![:\w]):([a-z_]+)\b")


@dataclass(frozen=True, slots=True)
class Query:
    """One statement of a file: its SQL with `?N` and the parameter that each N stands for."""

    name: str
    sql: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Queries:
    """The statements of one .sql file that lies beside the module naming it."""

    package: str
    file: str

    @cached_property
    def all(self) -> dict[str, Query]:
        """Every statement by name, in the file's order."""
        return {query.name: query for query in _parse(files(self.package).joinpath(self.file).read_text("utf-8"))}

    def __call__(self, name: str, /, **params: Value) -> Statement:
        """The statement `name` with its parameters bound; a missing or unknown one is a `KeyError`."""
        query = self.all[name]
        if surplus := params.keys() - set(query.names):
            raise KeyError(f"{self.file}:{name} has no parameter {', '.join(sorted(surplus))}")
        return Statement(query.sql, tuple(params[each] for each in query.names))


def _parse(text: str) -> Iterator[Query]:
    parts = _HEAD.split(text)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        names: list[str] = []

        def number(match: re.Match[str], names: list[str] = names) -> str:
            if match[1] not in names:
                names.append(match[1])
            return f"?{names.index(match[1]) + 1}"

        sql = _PARAMETER.sub(number, _COMMENT.sub("", body)).strip().removesuffix(";").strip()
        yield Query(name, "\n".join(line.rstrip() for line in sql.splitlines() if line.strip()), tuple(names))
