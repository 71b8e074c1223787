"""The Workers of an environment, as their `functions/*/wrangler.toml` declare them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.cloudflare.account.access import Target
from infra.local.machine.project import FUNCTIONS
from shared.platform.errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class Manifest:
    """One Worker in one environment. `function` is its folder's name, `worker` its name on Cloudflare."""

    function: str
    file: Path
    worker: str
    databases: tuple[str, ...]
    buckets: tuple[str, ...]
    produces: tuple[str, ...]
    consumes: tuple[str, ...]
    secrets: tuple[str, ...]
    domains: tuple[str, ...]
    crons: tuple[str, ...]

    @property
    def folder(self) -> Path:
        """Where wrangler is run from."""
        return self.file.parent

    @property
    def queues(self) -> tuple[str, ...]:
        """Every queue that it names, its dead-letter queues aside."""
        return self.produces + self.consumes


def read_manifests(target: Target, functions: Path = FUNCTIONS) -> list[Manifest]:
    """Every Worker of `target`, by the names of their folders.

    Raises:
        ConfigurationError: there is none, a file is no TOML, or it has no section for the target.
    """
    found = [_read(file, target) for file in sorted(functions.glob("*/wrangler.toml"))]
    if not found:
        raise ConfigurationError(f"there is no wrangler.toml in {functions}; run from a whole checkout")
    return found


def _read(file: Path, target: Target) -> Manifest:
    try:
        whole = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{file} is no TOML: {exc}") from exc
    found: dict[str, Any] | None = whole.get("env", {}).get(target.environment) if target.environment else whole
    if found is None:
        raise ConfigurationError(
            f"{file} has no [env.{target}]; bindings are not inherited, so it must say all of them"
        )
    queues: dict[str, list[dict[str, Any]]] = found.get("queues", {})
    triggers: dict[str, list[str]] = found.get("triggers") or whole.get("triggers") or {}
    return Manifest(
        function=file.parent.name,
        file=file,
        worker=f"{whole['name']}-{target}" if target.environment else whole["name"],
        databases=_each(found.get("d1_databases"), "database_name"),
        buckets=_each(found.get("r2_buckets"), "bucket_name"),
        produces=_each(queues.get("producers"), "queue"),
        consumes=_each(queues.get("consumers"), "queue"),
        secrets=tuple(found.get("secrets", {}).get("required", ())),
        domains=_each(_custom(found.get("routes", ())), "pattern"),
        crons=tuple(triggers.get("crons", ())),
    )


def _custom(routes: list[dict[str, Any] | str]) -> list[dict[str, Any]]:
    """The routes that are custom domains; the others are patterns on a host that another Worker has."""
    return [each for each in routes if isinstance(each, dict) and each.get("custom_domain")]


def _each(tables: list[dict[str, Any]] | None, key: str) -> tuple[str, ...]:
    return tuple(table[key] for table in tables or ())
