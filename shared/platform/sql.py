"""SQL from .sql files: named, described, with named parameters that become positional ones.

D1 binds `?1`, `?2` ... only; a file writes `:slug`, and `Queries` numbers the names in the order of their
first use. Files are read at first use, never at import.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

from shared.platform.ports import Statement, Value

_HEAD = re.compile(r"^-- name: (\w+)$", re.MULTILINE)
# A literal and a quoted name stay whole, whatever colons and dashes they hold; a comment goes.
_PART = re.compile(
    r"""(?P<kept>'(?:[^']|'')*'|"(?:[^"]|"")*")|(?P<comment>--[^\n]*|/\*.*?\*/)|(?<![:\w]):(?P<name>[a-z_][a-z0-9_]*)""",
    re.DOTALL,
)


@dataclass(frozen=True)
class Query:
    """One statement of a file: its SQL with `?N` and the parameter that each N stands for."""

    name: str
    sql: str
    names: tuple[str, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """The names, each once."""
        return frozenset(self.names)


@dataclass(frozen=True)
class Queries:
    """The statements of one .sql file that lies beside the module naming it."""

    package: str
    file: str

    @cached_property
    def all(self) -> dict[str, Query]:
        """Every statement by name, in the file's order."""
        found: dict[str, Query] = {}
        for query in _parse(files(self.package).joinpath(self.file).read_text("utf-8")):
            if query.name in found:
                raise ValueError(f"{self.file} names {query.name} twice")
            found[query.name] = query
        return found

    def __call__(self, name: str, /, **params: Value) -> Statement:
        """The statement `name` with its parameters bound; a missing or unknown one is a `KeyError`."""
        query = self.all.get(name)
        if query is None:
            raise KeyError(f"{self.file} has no statement {name}")
        if params.keys() != query.known:
            raise KeyError(f"{self.file}:{name} {_disagreement(params.keys(), query.known)}")
        return Statement(query.sql, tuple(map(params.__getitem__, query.names)))


def _disagreement(given: Set[str], wanted: Set[str]) -> str:
    if surplus := given - wanted:
        return f"has no parameter {', '.join(sorted(surplus))}"
    return f"misses parameter {', '.join(sorted(wanted - given))}"


def _parse(text: str) -> Iterator[Query]:
    parts = _HEAD.split(text)
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        names: list[str] = []

        def number(match: re.Match[str], names: list[str] = names) -> str:
            if match["kept"]:
                return match["kept"]
            if match["comment"]:
                return " "
            if match["name"] not in names:
                names.append(match["name"])
            return f"?{names.index(match['name']) + 1}"

        sql = _PART.sub(number, body).strip().removesuffix(";").strip()
        yield Query(name, "\n".join(line.rstrip() for line in sql.splitlines() if line.strip()), tuple(names))
