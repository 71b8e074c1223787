"""YAML with line numbers: plain values out, and every fault with its file, line and reason."""

# PyYAML's stubs leave its loaders without types.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from yaml.composer import ComposerError
from yaml.error import MarkedYAMLError
from yaml.events import AliasEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from shared.platform.errors import ConfigurationError

MAX_BYTES = 5_000_000
"""Over ten thousand entries; more is a mistake, or an attack on the parser."""

_MAX_DEPTH = 8
"""A catalog needs four levels; the parser recurses."""

_TAG = "tag:yaml.org,2002:"
_MISREAD = {"int": "a number", "float": "a number", "bool": "true or false", "timestamp": "a date"}

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class CatalogFault:
    """One thing wrong with a catalog file; `line` counts from 1 and is absent where the file itself is at fault."""

    file: str
    line: int | None
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


class BadCatalog(ConfigurationError):
    """The catalog file cannot be used; the text has all its faults, one a line, and nothing was changed."""

    def __init__(self, faults: list[CatalogFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def contents(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as exc:
        raise BadCatalog([CatalogFault(str(path), None, f"cannot be read: {exc.strerror or exc}")]) from exc
    if len(data) > MAX_BYTES:
        raise BadCatalog([CatalogFault(str(path), None, f"is larger than {MAX_BYTES:,} bytes; split the catalog")])
    return data


class _Loader(yaml.SafeLoader):
    """Composes nodes and constructs nothing; anchors, aliases and deep nesting are refused before they cost."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = cast("Any", self.peek_event())
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None) is not None:
            raise ComposerError(
                None, None, "anchors and aliases (& and *) are not allowed; write the value out", event.start_mark
            )
        if self.depth >= _MAX_DEPTH:
            raise ComposerError(None, None, "is nested too deeply for a catalog", event.start_mark)
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class Reader:
    """Nodes to plain values, remembering the line of each path; faults gather."""

    def __init__(self, file: str, *, empty: str, as_text: AbstractSet[str] = frozenset()) -> None:
        """`empty` is what an empty file would mean; `as_text` are YAML's kinds of scalars that are taken as written."""
        self.file = file
        self._empty, self._as_text = empty, as_text
        self.faults: list[CatalogFault] = []
        self._lines: dict[Where, int] = {}

    def fault(self, path: Where, reason: str) -> None:
        """Note a fault at the path, or at the nearest one above it that the file has."""
        while path not in self._lines:
            path = path[:-1]
        self.faults.append(CatalogFault(self.file, self._lines[path], reason))

    def root(self, data: bytes) -> SequenceNode:
        """The list that the file is.

        Raises:
            BadCatalog: it is not.
        """
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = data.count(b"\n", 0, exc.start) + 1
            raise self._refused(line, "is not UTF-8; save the file in that encoding") from exc
        try:
            node = cast("Node | None", yaml.compose(text, Loader=_Loader))
        except ReaderError as exc:
            line = text.count("\n", 0, exc.position) + 1
            raise self._refused(
                line, f"has a character that YAML does not allow: U+{ord(text[exc.position]):04X}"
            ) from exc
        except MarkedYAMLError as exc:
            raise self._refused(*_syntax(exc, text)) from exc
        if node is None:
            raise self._refused(1, f"is empty: {self._empty}")
        if not isinstance(node, SequenceNode):
            raise self._refused(node.start_mark.line + 1, "is not a list of entries; each begins with '- slug: ...'")
        return node

    def plain(self, node: Node, path: Where) -> Any:
        """The node as text, lists and mappings."""
        self._lines.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return self._scalar(node, path)
        if isinstance(node, SequenceNode):
            return [self.plain(each, (*path, index)) for index, each in enumerate(cast("list[Node]", node.value))]
        return dict(self._pairs(cast("MappingNode", node), path))

    def _pairs(self, node: MappingNode, path: Where) -> Iterator[tuple[str, Any]]:
        seen: dict[str, int] = {}
        for key, value in cast("list[tuple[Node, Node]]", node.value):
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode) or key.tag != f"{_TAG}str":
                self.faults.append(CatalogFault(self.file, line, "a field's name is plain text"))
                continue
            name = cast("str", key.value)
            if name in seen:
                reason = f"{name}: stands twice in this entry, first in line {seen[name]}"
                self.faults.append(CatalogFault(self.file, line, reason))
                continue
            seen[name] = line
            self._lines[(*path, name)] = line
            yield name, self.plain(value, (*path, name))

    def _scalar(self, node: ScalarNode, path: Where) -> str | None:
        value, kind = cast("str", node.value), node.tag.removeprefix(_TAG)
        where = ".".join(map(str, path[1:]))
        if kind == "null":
            return None
        if kind in self._as_text:
            return value
        if kind in _MISREAD:
            self.fault(path, f"{where}: YAML reads {value!r} as {_MISREAD[kind]}; put it in quotes")
        elif kind != "str":
            self.fault(path, f"{where}: the tag {node.tag!r} is not allowed")
        return value

    def _refused(self, line: int, reason: str) -> BadCatalog:
        return BadCatalog([*self.faults, CatalogFault(self.file, line, reason)])


def _syntax(exc: MarkedYAMLError, text: str) -> tuple[int, str]:
    mark = exc.problem_mark or exc.context_mark
    line = (mark.line if mark else 0) + 1
    lines = text.splitlines()
    begins = lines[line - 1][: len(lines[line - 1]) - len(lines[line - 1].lstrip())] if line <= len(lines) else ""
    if "\t" in begins or "'\\t'" in (exc.problem or ""):
        return line, "a tab at the beginning of the line; indent with spaces"
    if isinstance(exc, ComposerError) and exc.context is None:
        return line, exc.problem or "is not a catalog"
    said = ", ".join(each for each in (exc.problem, exc.context) if each)
    return line, f"is not YAML: {said}"
