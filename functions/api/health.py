"""Whether the service answers, in the shape of draft-inadarei-api-health-check: pass and warn are 200, fail is 503."""

from typing import Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from starlette.responses import JSONResponse, Response

from functions.api.http.context import Here
from shared.domain.instants import stamp
from shared.platform.errors import PepTalkError
from shared.platform.ports import Platform
from shared.platform.web.asgi import ALWAYS
from shared.store.operations import health
from shared.store.operations.health import Signs

MEDIA_TYPE = "application/health+json"

Status = Literal["pass", "warn", "fail"]

WAITING_AT_MOST = 3_600
"""Seconds that work may be past due before it is a warning; `watch` asks again every five minutes."""
NIGHT_AT_MOST = 172_800
"""Seconds since the last night began, after which it is a warning."""

router = APIRouter(tags=["health"])


class Check(BaseModel):
    """One thing that was looked at; its names are written as the draft writes them."""

    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)

    component_type: Literal["datastore", "component"]
    status: Status
    time: str
    observed_value: float | int | None = None
    observed_unit: str | None = None
    output: str | None = None


class Health(BaseModel):
    """How the service is, and what that rests on."""

    status: Status
    checks: dict[str, list[Check]] = Field(default_factory=dict)


_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Health"}}}, "description": "pass or warn"},
    503: {"content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Health"}}}, "description": "fail"},
}


@router.get(
    "/livez",
    operation_id="getLiveness",
    response_class=Response,
    responses=_ANSWERS,
    summary="Whether the function runs",
)
async def livez() -> Response:
    """Asks nothing else."""
    return _answer(Health(status="pass"))


@router.get(
    "/readyz",
    operation_id="getReadiness",
    response_class=Response,
    responses=_ANSWERS,
    summary="Whether what it needs answers",
)
async def readyz(platform: Here) -> Response:
    """Database, bucket, the age of waiting work and of the last night."""
    return _answer(await _looked(platform))


@router.get(
    "/api/health", operation_id="getHealth", response_class=Response, responses=_ANSWERS, summary="How the service is"
)
async def api_health(platform: Here) -> Response:
    """The same as /readyz, at the address that operators ask."""
    return _answer(await _looked(platform))


def _answer(found: Health) -> Response:
    headers = {**ALWAYS, "cache-control": "no-store"}
    body = found.model_dump(exclude_none=True, by_alias=True)
    return JSONResponse(body, 503 if found.status == "fail" else 200, headers, media_type=MEDIA_TYPE)


async def _looked(platform: Platform) -> Health:
    checks = {**await _database(platform), **await _bucket(platform)}
    worst: Status = "pass"
    for each in (check.status for several in checks.values() for check in several):
        if each == "fail" or (each == "warn" and worst == "pass"):
            worst = each
    return Health(status=worst, checks=checks)


async def _database(platform: Platform) -> dict[str, list[Check]]:
    now = platform.clock.now()
    try:
        found = await health.signs(platform.db, now)
    except PepTalkError as exc:
        platform.log.error("request_failed", method="GET", path="/readyz", error=repr(exc)[:1_000])
        return {"database:answers": [_failed(stamp(now), "the database does not answer")]}
    at = stamp(now)
    return {
        "database:answers": [Check(component_type="datastore", status="pass", time=at)],
        "queues:past_due": [_aged(found.past_due, WAITING_AT_MOST, at, "work has waited for too long")],
        "nights:age": [_night(found, at)],
        "dead_letters:open": [
            Check(
                component_type="component",
                status="warn" if found.open_letters else "pass",
                time=at,
                observed_value=found.open_letters,
                observed_unit="letters",
            )
        ],
    }


def _night(found: Signs, at: str) -> Check:
    return _aged(found.night, NIGHT_AT_MOST, at, "no night has begun for two days")


def _aged(seconds: float | None, most: int, at: str, output: str) -> Check:
    """A check of an age; None is none, which is well."""
    late = seconds is not None and seconds > most
    return Check(
        component_type="component",
        status="warn" if late else "pass",
        time=at,
        observed_value=None if seconds is None else round(seconds),
        observed_unit="s",
        output=output if late else None,
    )


async def _bucket(platform: Platform) -> dict[str, list[Check]]:
    at = stamp(platform.clock.now())
    try:
        await platform.files.list(limit=1)
    except PepTalkError as exc:
        platform.log.error("request_failed", method="GET", path="/readyz", error=repr(exc)[:1_000])
        return {"bucket:answers": [_failed(at, "the bucket does not answer")]}
    return {"bucket:answers": [Check(component_type="datastore", status="pass", time=at)]}


def _failed(at: str, output: str) -> Check:
    return Check(component_type="datastore", status="fail", time=at, output=output)
