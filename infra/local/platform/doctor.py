"""What may keep this machine's PepTalk from working: each thing looked at, what was found, and what to do."""

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from functions.comply.settings import ComplySettings
from functions.fetch.settings import FetchSettings
from functions.synthesize.settings import SynthesizeSettings
from infra.local.checkout.catalog import load as load_catalog
from infra.local.checkout.models import load, retirements
from infra.local.machine.home import Home
from infra.local.machine.project import CATALOG, MODELS, SEARCH_MIGRATIONS
from infra.local.platform.embedded import Embedded
from infra.local.sqlite.migrate import status
from shared.platform.configuration.settings import Settings
from shared.platform.errors import PepTalkError
from shared.platform.ports import Http, HttpAnswer
from shared.store.billing import doubled
from shared.store.spending.models import RoleModel

SOON = timedelta(days=60)
FREE_AT_LEAST = 500_000_000
SKEW_AT_MOST = 300
OLD = 86_400
"""Seconds that a message may lie in a queue before somebody should look."""
KEYS = {"writer": "ANTHROPIC_API_KEY", "reviewer": "OPENAI_API_KEY"}

State = Literal["ok", "problem", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """`unknown`: it could not be looked at, and `said` tells why."""

    name: str
    state: State
    said: str


def before_opening(home: Home, env: Mapping[str, str]) -> list[Check]:
    """What can be seen without opening, and so migrating, the databases."""
    return [*_versions(), *_settings(env), *_keys(env), *_catalog(), _home(home), *_migrations(home), _disk(home)]


async def queues(embedded: Embedded) -> Check:
    """Whether a message lies in a queue for more than a day."""
    depths = await embedded.broker.metrics()
    stale = [each.queue for each in depths if (each.oldest_age or 0) > OLD]
    if stale:
        return Check("queues", "problem", f"messages older than a day in {', '.join(stale)}; next: peptalk queues list")
    return Check(
        "queues", "ok", f"{sum(each.ready + each.delayed + each.leased for each in depths)} messages, none old"
    )


async def readers(embedded: Embedded) -> Check:
    """Whether somebody pays for two subscriptions."""
    found = await doubled.doubled(embedded.db)
    if not found:
        return Check("readers", "ok", "nobody pays for two subscriptions")
    who = "1 reader pays" if len(found) == 1 else f"{len(found)} readers pay"
    return Check("readers", "problem", f"{who} for two subscriptions; next: peptalk stripe reconcile --show")


async def models(http: Http, env: Mapping[str, str], now: datetime) -> list[Check]:
    """The configured models against the vendors' lists and the known retirements, and the clock against theirs."""
    try:
        configured, _ = load(MODELS)
        known = {each.model: each for each in retirements(MODELS)}
    except PepTalkError:
        return []
    checks: list[Check] = []
    clocks: list[Check] = []
    for each in configured:
        named = [("model", each.model), *([("fallback", each.fallback)] if each.fallback else [])]
        instead = f"; until then {each.fallback} is asked in its place" if each.fallback else ""
        standing: list[tuple[str, str]] = []
        for what, model in named:
            name = f"{what} of the {each.role}"
            if (retired := known.get(model)) and retired.on <= (now + SOON).date():
                when = "was" if retired.on <= now.date() else "will be"
                said = (
                    f"{model} {when} retired on {retired.on}; name another one in catalog/models.yaml, with its price"
                )
                after = instead if what == "model" else ""
                checks.append(Check(name, "problem", f"{said}, then: peptalk catalog sync{after}"))
            else:
                standing.append((name, model))
        if not standing:
            continue
        if not env.get(KEYS[each.role]):
            unasked = f"{each.vendor} was not asked, {KEYS[each.role]} is not set"
            checks += [Check(name, "unknown", f"{model}: {unasked}") for name, model in standing]
            continue
        try:
            answer = await http.request("GET", _list_of(each, env), headers=_headers(each, env), timeout=20)
        except PepTalkError as exc:
            checks += [Check(name, "unknown", f"{model}: {exc}") for name, model in standing]
            continue
        checks += [_listed(name, each, model, answer) for name, model in standing]
        clocks.append(_clock(answer, now))
    return [
        *checks,
        *(clocks[:1] or [Check("clock", "unknown", "no vendor was asked whose clock it could be held to")]),
    ]


def _listed(name: str, of: RoleModel, model: str, answer: HttpAnswer) -> Check:
    if answer.status in (401, 403):
        return Check(name, "problem", f"{of.vendor} refuses {KEYS[of.role]} ({answer.status}); make a new key")
    try:
        ids = {each["id"] for each in json.loads(answer.body)["data"]} if answer.status == 200 else None
    except (ValueError, KeyError, TypeError):
        ids = None
    if ids is None:
        return Check(name, "unknown", f"{model}: {of.vendor} answered {answer.status} and no list of models")
    if model in ids:
        return Check(name, "ok", f"{model}: listed by {of.vendor}")
    near = sorted(each for each in ids if each.rpartition("-")[0] == model.rpartition("-")[0])
    instead = f" (it lists {', '.join(near)})" if near else ""
    meanwhile = f"; until then {of.fallback} is asked in its place" if of.fallback and model == of.model else ""
    return Check(
        name,
        "problem",
        f"{model} is not listed by {of.vendor}{instead}: it was retired or misspelt; name another one in "
        f"catalog/models.yaml, then: peptalk catalog sync{meanwhile}",
    )


def _list_of(model: RoleModel, env: Mapping[str, str]) -> str:
    if model.vendor == "anthropic":
        return f"{env.get('PEPTALK_ANTHROPIC_URL') or 'https://api.anthropic.com'}/v1/models?limit=1000"
    return f"{env.get('PEPTALK_OPENAI_URL') or 'https://api.openai.com/v1'}/models"


def _headers(model: RoleModel, env: Mapping[str, str]) -> dict[str, str]:
    key = env[KEYS[model.role]]
    if model.vendor == "anthropic":
        return {"x-api-key": key, "anthropic-version": "2023-06-01"}
    return {"authorization": f"Bearer {key}"}


def _clock(answer: HttpAnswer, now: datetime) -> Check:
    try:
        theirs = parsedate_to_datetime(answer.headers["date"])
    except (KeyError, ValueError):
        return Check("clock", "unknown", "the vendor's answer tells no time")
    skew = abs((theirs - now).total_seconds())
    if skew > SKEW_AT_MOST:
        return Check("clock", "problem", f"{skew:,.0f} s apart from a vendor's; set this machine's clock")
    return Check("clock", "ok", f"{skew:.0f} s apart from a vendor's")


def _versions() -> Iterator[Check]:
    try:
        yield Check("version", "ok", f"peptalk {version('peptalk')}, Python {sys.version.split()[0]}")
    except PackageNotFoundError:
        yield Check("version", "problem", "peptalk is not installed; next: make setup")


def _settings(env: Mapping[str, str]) -> Iterator[Check]:
    for name, settings in _OF.items():
        try:
            settings.read(env)
        except PepTalkError as exc:
            yield Check(f"settings of {name}", "problem", str(exc))
        else:
            yield Check(f"settings of {name}", "ok", "can be read")


_OF: Mapping[str, type[Settings]] = {
    "fetch": FetchSettings,
    "synthesize": SynthesizeSettings,
    "comply": ComplySettings,
}


def _keys(env: Mapping[str, str]) -> Iterator[Check]:
    for name, without in (
        ("ANTHROPIC_API_KEY", "pages are digests of quotes"),
        ("OPENAI_API_KEY", "no second model reviews"),
        ("NCBI_API_KEY", "PubMed is asked three times a second at most"),
    ):
        yield Check(name, "ok", "set" if env.get(name) else f"not set: {without}")


def _catalog() -> Iterator[Check]:
    try:
        found = load_catalog(CATALOG)
        load(MODELS)
    except PepTalkError as exc:
        yield Check("catalog", "problem", str(exc))
    else:
        yield Check("catalog", "ok", f"{len(found.peptides)} peptides, models and prices can be read")


def _home(home: Home) -> Check:
    """Whether everything can be kept where it is to be; nothing is made."""
    place = home.path
    while not place.exists() and place != place.parent:
        place = place.parent
    if not place.is_dir():
        said = f"{place} is not a folder, so nothing can be kept in {home.path}"
        return Check("home", "problem", f"{said}; move it away, or set PEPTALK_HOME to another folder")
    if not os.access(place, os.W_OK | os.X_OK):
        said = f"{place} cannot be written, so nothing can be kept in {home.path}"
        return Check("home", "problem", f"{said}; set PEPTALK_HOME to a folder you may write")
    return Check("home", "ok", str(home.path) if place == home.path else f"{home.path}, not made yet")


def _migrations(home: Home) -> Iterator[Check]:
    for name, path, folder in (("database", home.app_db, None), ("search index", home.search_db, SEARCH_MIGRATIONS)):
        if not path.exists():
            yield Check(name, "unknown", "not made yet; the first command that needs it makes it")
            continue
        try:
            found = status(path, folder) if folder else status(path)
        except PepTalkError as exc:
            yield Check(name, "problem", str(exc))
            continue
        pending = [each.name for each in found if each.applied_at is None]
        said = f"{len(pending)} migrations wait ({pending[0]}); next: peptalk db migrate" if pending else ""
        yield Check(name, "problem" if pending else "ok", said or f"{len(found)} migrations, none waits")


def _disk(home: Home) -> Check:
    place = home.path
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    if free < FREE_AT_LEAST:
        return Check("disk", "problem", f"{free / 1e6:,.0f} MB free; make room, {FREE_AT_LEAST / 1e6:,.0f} MB at least")
    return Check("disk", "ok", f"{free / 1e9:,.1f} GB free")


def problems(checks: Sequence[Check]) -> list[Check]:
    """Those that an operator must mend."""
    return [each for each in checks if each.state == "problem"]


def now() -> datetime:
    """This machine's time."""
    return datetime.now(UTC)
