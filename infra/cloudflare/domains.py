"""Where each environment answers: one setting, `domains.toml`, which the manifests' custom domains follow."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit

from infra.cloudflare.account.access import Target
from infra.local.machine.project import FUNCTIONS
from shared.platform.errors import ConfigurationError

SETTING = Path(__file__).with_name("domains.toml")

HOSTS: Mapping[str, str] = {
    "site": "{domain}",
    "api": "api.{domain}",
    "operate": "operate.{domain}",
    "webhook": "hooks.{domain}",
}
"""By function, its host. Only these Workers are reachable from outside; the others live on queues and crons."""

PATHS: Mapping[str, tuple[str, ...]] = {
    "api": ("/api/*", "/livez", "/readyz", "/sign-in*", "/account*", "/unsubscribe*"),
}
"""By function, what it answers on the readers' host beside its own: a route there comes before the site's custom domain
(developers.cloudflare.com/workers/configuration/routing/custom-domains/#interaction-with-routes)."""

ORIGIN = "PEPTALK_ORIGIN"
"""The variable that says what links to the readers' host begin with."""

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


def domain(target: Target, setting: Path = SETTING) -> str:
    """The domain of an environment on Cloudflare. Raises `ConfigurationError`."""
    return domains(setting)[target]


def domains(setting: Path = SETTING) -> dict[Target, str]:
    """The domain of every environment.

    Raises:
        ConfigurationError: the setting cannot be read, an environment is missing, or a value is no domain.
    """
    try:
        read: dict[str, Any] = tomllib.loads(setting.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
        raise ConfigurationError(f"{setting} cannot be read: {exc}") from exc
    meant = {each: read.pop(each, None) for each in (Target.STAGING, Target.PRODUCTION)}
    if read:
        raise ConfigurationError(f"{setting} names {', '.join(read)}; it has staging and production, and nothing else")
    for target, value in meant.items():
        _check(f"{setting}: {target}", value)
    return {target: str(value) for target, value in meant.items()}


def host(function: str, domain: str) -> str | None:
    """Where a function's Worker answers on a domain, or None where it is not reachable from outside."""
    return HOSTS[function].format(domain=domain) if function in HOSTS else None


def routes(function: str, domain: str) -> list[dict[str, object] | str]:
    """What `routes` of a function's manifest says on that domain: its custom domain, paths of the readers' host."""
    at = host(function, domain)
    own: list[dict[str, object] | str] = [{"pattern": at, "custom_domain": True}] if at else []
    return [*own, *(f"{domain}{path}" for path in PATHS.get(function, ()))]


def move(target: Target, to: str, setting: Path = SETTING, functions: Path = FUNCTIONS) -> list[Path]:
    """Give an environment another domain, in the setting and in all manifests; returns the files that changed.

    Comments and everything else stay as they are. Every file is read before the first is written.

    Raises:
        ConfigurationError: `to` is no domain, or a manifest has no route to rewrite.
    """
    _check(f"--set {target}={to}", to)
    whole = tomlkit.parse(setting.read_text("utf-8"))
    whole[target.value] = to
    written = {setting: tomlkit.dumps(whole)}  # pyright: ignore[reportUnknownMemberType]
    for file in sorted(functions.glob("*/wrangler.toml")):
        written[file] = _rewritten(file, file.parent.name, target, to)
    changed = [file for file, text in written.items() if file.read_text("utf-8") != text]
    for file in changed:
        file.write_text(written[file], "utf-8")
    return changed


def _rewritten(file: Path, function: str, target: Target, to: str) -> str:
    document: Any = tomlkit.parse(file.read_text("utf-8"))
    environment: Any = document.get("env", {}).get(target.value, {})
    if function in HOSTS:
        meant = routes(function, to)
        found = environment.get("routes", [])
        if len(found) != len(meant) or not isinstance(found[0], dict):
            raise ConfigurationError(
                f"{file} must have {len(meant)} routes for {target}, its custom domain first: "
                f'pattern = "{host(function, to)}", custom_domain = true'
            )
        found[0]["pattern"] = host(function, to)
        for at, path in enumerate(meant[1:], 1):
            found[at] = path
    if ORIGIN in environment.get("vars", {}):
        environment["vars"][ORIGIN] = f"https://{to}"
    return tomlkit.dumps(document)  # pyright: ignore[reportUnknownMemberType]


def _check(where: str, value: object) -> None:
    if not isinstance(value, str) or not _DOMAIN.fullmatch(value):
        raise ConfigurationError(
            f"{where}: {value!r} is no domain; write it as example.com, lower-case, without scheme"
        )
