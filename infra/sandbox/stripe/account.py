"""The account that the stand-in keeps: Stripe's objects as plain dicts, in memory, and in a file where one is named."""

import asyncio
import contextlib
import copy
import hashlib
import json
import random
import secrets
from collections.abc import Generator, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from infra.sandbox.stripe.clock import Agenda, Clock, Entry
from infra.sandbox.stripe.refusals import missing
from infra.sandbox.stripe.settings import Settings
from shared.platform.errors import ConfigurationError

Object = dict[str, Any]

API_VERSION = "2026-10-28.endive"
"""The version that stripe-python 16.1.0 is made for."""


class BadState(ConfigurationError):
    """The file that should hold the account does not."""


@dataclass(frozen=True, slots=True)
class Cause:
    """The request that what happens is due to; neither where time is the cause."""

    request: str | None = None
    idempotency_key: str | None = None


@dataclass
class Account:
    """Everything there is. `tables` holds objects by kind and id, oldest first, as they are shown; `private` what is
    not shown: card numbers, secrets, deliveries, idempotent answers."""

    clock: Clock = field(default_factory=Clock)
    settings: Settings = field(default_factory=Settings)
    file: Path | None = None
    agenda: Agenda = field(default_factory=Agenda)
    tables: dict[str, dict[str, Object]] = field(default_factory=dict[str, dict[str, Object]])
    private: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    seed: str = field(default_factory=lambda: secrets.token_hex(8))
    made: int = 0
    requests: int = 0
    cause: Cause = field(default_factory=Cause)
    drawn: random.Random = field(default_factory=lambda: random.Random(0))  # noqa: S311  (repeatable, not secret)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    working: asyncio.Lock = field(default_factory=asyncio.Lock)

    def id(self, prefix: str, length: int = 24) -> str:
        """A new id, unlike those of any other account."""
        self.made += 1
        return f"{prefix}_{hashlib.sha256(f'{self.seed}/{self.made}'.encode()).hexdigest()[:length]}"

    def now(self) -> int:
        return self.clock.now()

    def add(self, thing: Object) -> Object:
        """Keep a new object."""
        return self.tables.setdefault(thing["object"], {}).setdefault(thing["id"], thing)

    def one(self, kind: str, id: str, param: str = "id") -> Object:
        """The object itself, to be read or changed.

        Raises:
            Refusal: there is none.
        """
        found = self.tables.get(kind, {}).get(id)
        if found is None:
            raise missing(kind, id, param)
        return found

    def chance(self) -> float:
        """A number from 0 to 1, drawn from the settings' seed."""
        return self.drawn.random()

    def set(self, changes: Mapping[str, Any]) -> None:
        """Change settings; what is drawn begins anew. Raises `pydantic.ValidationError`, and changes nothing."""
        self.settings = Settings.model_validate({**self.settings.model_dump(), **changes})
        self.drawn = random.Random(self.settings.seed)  # noqa: S311  (repeatable, not secret)
        self.woken.set()

    def newest(self, kind: str) -> Iterator[Object]:
        """All of a kind, the newest first."""
        return reversed(self.tables.get(kind, {}).values())

    def of(self, kind: str, **fields: Any) -> list[Object]:
        """Those of a kind whose fields are these, the newest first."""
        return [each for each in self.newest(kind) if all(each.get(name) == value for name, value in fields.items())]

    def hidden(self, kind: str) -> dict[str, Any]:
        """What is kept of a kind and not shown, by id."""
        return self.private.setdefault(kind, {})

    def enter(self, at: int, what: str, id: str) -> None:
        """Let something be looked at when its time has come."""
        self.agenda.enter(at, what, id)
        self.woken.set()

    @contextlib.contextmanager
    def caused(self, request: str | None, idempotency_key: str | None) -> Generator[None]:
        """Whatever is done within is due to this request."""
        self.cause = Cause(request, idempotency_key)
        try:
            yield
        finally:
            self.cause = Cause()

    def save(self) -> None:
        """Put the whole account into its file, if it has one.

        Raises:
            BadState: the file cannot be written.
        """
        if self.file is None:
            return
        kept = {
            "ahead": self.clock.ahead,
            "settings": self.settings.model_dump(),
            "agenda": {"entries": [asdict(each) for each in self.agenda.entries], "number": self.agenda.number},
            "tables": self.tables,
            "private": self.private,
            "seed": self.seed,
            "made": self.made,
            "requests": self.requests,
        }
        beside = self.file.with_name(self.file.name + ".part")
        try:
            beside.write_text(json.dumps(kept), "utf-8")
            beside.replace(self.file)
        except OSError as exc:
            raise BadState(f"Stripe's account cannot be kept in {self.file} ({exc.strerror}); name another") from exc

    @staticmethod
    def of_file(file: Path) -> "Account":
        """The account that a file holds.

        Raises:
            BadState: it cannot be read, or is not what `save` writes.
        """
        try:
            kept: Any = json.loads(file.read_text("utf-8"))
            agenda = Agenda([Entry(**each) for each in kept["agenda"]["entries"]], kept["agenda"]["number"])
            return Account(
                clock=Clock(ahead=kept["ahead"]),
                settings=Settings.model_validate(kept["settings"]),
                file=file,
                agenda=agenda,
                tables=kept["tables"],
                private=kept["private"],
                seed=kept["seed"],
                made=kept["made"],
                requests=kept["requests"],
            )
        except (OSError, ValueError, KeyError, TypeError) as exc:
            raise BadState(f"{file} does not hold a Stripe account of the sandbox ({exc}); name another") from exc


def copied(thing: Object) -> Object:
    """The object as it stands now."""
    return copy.deepcopy(thing)
