"""The Workers of this checkout, read from `functions/*/wrangler.toml`: what each consumes, sends to, fires and serves.

The top level of each file is the local environment. A folder with wrangler.toml and handler.py is a function;
nothing else has to be told of it.
"""

import ast
import importlib
import sys
import threading
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, cast

from infra.local.machine.project import FUNCTIONS
from queues.topology import QUEUES, Queue
from shared.platform.errors import ConfigurationError

PATH_VARIABLE = "PEPTALK_PATH"
"""The variable that makes a function an HTTP function, and says from which path on; or paths, with spaces between."""

Entry = Literal["queue", "scheduled", "app"]

_CONSUMER_KEYS = ("max_batch_size", "max_batch_timeout", "max_retries", "retry_delay", "max_concurrency")


@dataclass(frozen=True, slots=True)
class Worker:
    """One function, as its wrangler.toml declares it. `function` is its folder's name."""

    function: str
    folder: Path
    name: str
    vars: Mapping[str, str]
    crons: tuple[str, ...]
    consumes: tuple[str, ...]
    produces: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Where its HTTP side is mounted; empty where it has none."""
        return tuple(self.vars.get(PATH_VARIABLE, "").split())

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What its handler.py must have."""
        wanted: list[tuple[Entry, object]] = [("queue", self.consumes), ("scheduled", self.crons), ("app", self.paths)]
        return tuple(entry for entry, reason in wanted if reason)

    def check(self, entry: Entry) -> None:
        """See that handler.py has `entry`, without importing it.

        Raises:
            ConfigurationError: there is no handler.py, it cannot be read as Python, or it lacks `entry`.
        """
        source = self.folder / "handler.py"
        try:
            with _PARSING:
                tree = ast.parse(source.read_text("utf-8"), str(source))
        except FileNotFoundError:
            raise ConfigurationError(
                f"functions/{self.function} has a wrangler.toml but no handler.py; add one with `{_SHAPES[entry]}`"
            ) from None
        except (SyntaxError, UnicodeDecodeError) as exc:
            raise ConfigurationError(f"{source} cannot be read as Python: {exc}") from exc
        if entry not in _names(tree):
            raise ConfigurationError(
                f"functions/{self.function}/wrangler.toml declares {_REASONS[entry]}, "
                f"but its handler.py has no `{entry}`; add `{_SHAPES[entry]}`"
            )

    def load(self, entry: Entry) -> Any:
        """The callable of that name in handler.py, imported now if it was not before.

        Raises:
            ConfigurationError: it is missing, or importing it failed.
        """
        name = f"{self.folder.parent.name}.{self.function}.handler"
        if not hasattr(sys.modules.get(name), entry):
            self.check(entry)
        try:
            module = importlib.import_module(name)
        except Exception as exc:
            raise ConfigurationError(f"importing {name} failed: {type(exc).__name__}: {exc}") from exc
        self._check_place(module)
        return getattr(module, entry)

    def _check_place(self, module: ModuleType) -> None:
        found = Path(module.__file__ or "").resolve()
        if found != (self.folder / "handler.py").resolve():
            raise ConfigurationError(
                f"{module.__name__} is imported from {found}, not from {self.folder}; "
                f"put {self.folder.parent.parent} first on the import path"
            )


_PARSING = threading.Lock()
"""Handlers are loaded in threads, and CPython 3.11 counts how deep all of them parse as one: `SystemError: AST
constructor recursion depth mismatch` (python/cpython#106905)."""

_REASONS: dict[Entry, str] = {
    "queue": "a queue consumer",
    "scheduled": "a cron trigger",
    "app": f"{PATH_VARIABLE}, so an HTTP side",
}
_SHAPES: dict[Entry, str] = {
    "queue": "async def queue(batch: Batch, platform: Platform) -> None",
    "scheduled": "async def scheduled(tick: Tick, platform: Platform) -> None",
    "app": "def app(platform_of: Callable[[Mapping[str, Any]], Platform]) -> ASGI application",
}


def read_workers(folder: Path = FUNCTIONS, queues: Mapping[str, Queue] = QUEUES) -> dict[str, Worker]:
    """Every function of the folder, by its folder's name.

    Raises:
        ConfigurationError: a wrangler.toml cannot be read or does not agree with queues/topology.py, two functions
            consume the same queue, or two are mounted at the same path.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"there is no folder of functions at {folder}; run from a whole checkout")
    workers = {file.parent.name: _read(file, queues) for file in sorted(folder.glob("*/wrangler.toml"))}
    consumers: dict[str, str] = {}
    paths: dict[str, str] = {}
    for worker in workers.values():
        for queue in worker.consumes:
            if (other := consumers.setdefault(queue, worker.function)) != worker.function:
                raise ConfigurationError(
                    f"functions/{other} and functions/{worker.function} both consume {queue}; a queue has one consumer"
                )
        for path in worker.paths:
            if (other := paths.setdefault(path, worker.function)) != worker.function:
                raise ConfigurationError(
                    f"functions/{other} and functions/{worker.function} are both mounted at {path}; "
                    f"change one's {PATH_VARIABLE}"
                )
    return workers


def _read(file: Path, queues: Mapping[str, Queue]) -> Worker:
    try:
        declared = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{file} is no TOML: {exc}") from exc
    name = declared.get("name")
    if not isinstance(name, str) or not name:
        raise ConfigurationError(f'{file} has no name; add `name = "peptalk-{file.parent.name.replace("_", "-")}"`')
    consumers = _tables(file, declared, "queues", "consumers")
    producers = _tables(file, declared, "queues", "producers")
    for consumer in consumers:
        _check_consumer(file, consumer, queues)
    for producer in producers:
        _check_producer(file, producer, queues)
    variables = {key: str(value) for key, value in _table(file, declared, "vars").items()}
    given = variables.get(PATH_VARIABLE)
    if given is not None and (not given.split() or not all(path.startswith("/") for path in given.split())):
        raise ConfigurationError(f'{file}: {PATH_VARIABLE} = "{given}" must start with "/", as must each of several')
    return Worker(
        function=file.parent.name,
        folder=file.parent,
        name=name,
        vars=variables,
        crons=tuple(map(str, _list(file, _table(file, declared, "triggers"), "crons"))),
        consumes=tuple(consumer["queue"] for consumer in consumers),
        produces=tuple(producer["queue"] for producer in producers),
    )


def _check_consumer(file: Path, consumer: Mapping[str, Any], queues: Mapping[str, Queue]) -> None:
    queue = _declared(file, consumer, queues)
    wanted: dict[str, Any] = {key: getattr(queue, key) for key in _CONSUMER_KEYS}
    wanted["dead_letter_queue"] = queue.dead_letter_queue
    for key, value in wanted.items():
        if consumer.get(key) != value:
            said = "leaves out" if key not in consumer else f"says {consumer[key]!r} instead of"
            raise ConfigurationError(
                f"{file}: the consumer of {queue.name} {said} {key} = {value!r}, which queues/topology.py declares; "
                f"make the two agree"
            )
    if queue.consumer != file.parent.name:
        raise ConfigurationError(
            f"{file}: {queue.name} is consumed by functions/{queue.consumer} according to queues/topology.py"
        )


def _check_producer(file: Path, producer: Mapping[str, Any], queues: Mapping[str, Queue]) -> None:
    queue = _declared(file, producer, queues)
    if producer.get("binding") != queue.binding:
        raise ConfigurationError(
            f"{file}: the producer of {queue.name} is bound as {producer.get('binding')!r}; "
            f"queues/topology.py names it {queue.binding!r}"
        )


def _declared(file: Path, table: Mapping[str, Any], queues: Mapping[str, Queue]) -> Queue:
    name = table.get("queue")
    if not isinstance(name, str) or name not in queues:
        raise ConfigurationError(
            f"{file}: the queue {name!r} is not declared in queues/topology.py; declare it there, or correct the name"
        )
    return queues[name]


def _table(file: Path, parent: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = parent.get(key, {})
    if not isinstance(value, dict):
        raise ConfigurationError(f"{file}: {key} must be a table")
    return cast("Mapping[str, Any]", value)


def _list(file: Path, parent: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = parent.get(key, [])
    if not isinstance(value, list):
        raise ConfigurationError(f"{file}: {key} must be a list")
    return cast("Sequence[Any]", value)


def _tables(file: Path, declared: Mapping[str, Any], table: str, key: str) -> Sequence[Mapping[str, Any]]:
    found = _list(file, _table(file, declared, table), key)
    if not all(isinstance(each, dict) for each in found):
        raise ConfigurationError(f"{file}: {table}.{key} must be written as [[{table}.{key}]]")
    return cast("Sequence[Mapping[str, Any]]", found)


def _names(tree: ast.Module) -> set[str]:
    """What a module binds at its top level."""
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names
