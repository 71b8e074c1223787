"""The stand-in for ClinicalTrials.gov: `GET /studies` of its API v2 over invented registrations."""

import asyncio
import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox.literature.essie import BadExpression, parse
from infra.sandbox.literature.registrations import Registration, Registrations

PATH = "/clinicaltrials/api/v2"
_KNOWN = frozenset(
    {"query.intr", "filter.ids", "filter.advanced", "fields", "format", "sort", "countTotal", "pageSize", "pageToken"}
)
_SINCE = re.compile(r"AREA\[LastUpdatePostDate\]RANGE\[(\d{4}-\d{2}-\d{2}),\s*MAX\]")
_PIECE = re.compile(r"[A-Z][A-Za-z]*|protocolSection(\.\w+)*")
_SORTS = frozenset({"", "@relevance", "LastUpdatePostDate", "LastUpdatePostDate:asc", "LastUpdatePostDate:desc"})
_DEFAULT, _MOST = 10, 1_000


class _Refusal(Exception):
    """400 with a text, as the API refuses."""


def router(registrations: Registrations) -> APIRouter:
    """The studies below PATH; every request looks at the folder first."""
    routes = APIRouter(prefix=PATH)
    reading = asyncio.Lock()

    @routes.get("/studies")
    async def studies(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        async with reading:
            await asyncio.to_thread(registrations.refresh)
        try:
            return JSONResponse(_page(list(registrations.studies.values()), request.query_params))
        except _Refusal as exc:
            return Response(str(exc), 400, media_type="text/plain")

    @routes.get("/{path:path}")
    async def unknown(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return Response(f"Endpoint not found: {path}", 404, media_type="text/plain")

    return routes


def _page(studies: list[Registration], asked: Mapping[str, str]) -> dict[str, Any]:
    for name in asked:
        if name not in _KNOWN:
            raise _Refusal(f"`{name}` is an unknown parameter")
    if asked.get("format", "json") != "json":
        raise _Refusal("this stand-in answers format=json only")
    fields = [each for each in re.split(r"[,|]", asked.get("fields", "")) if each]
    for each in fields:
        if not _PIECE.fullmatch(each):
            raise _Refusal(f"`fields` has an invalid field {each!r}")
    if asked.get("sort", "") not in _SORTS:
        raise _Refusal(f"`sort` has an invalid field {asked['sort']!r}")
    size = asked.get("pageSize", str(_DEFAULT))
    if not size.isdecimal():
        raise _Refusal("`pageSize` is not a number")
    found = _found(studies, asked)
    start = _start(asked.get("pageToken", ""))
    upto = start + min(int(size) or _DEFAULT, _MOST)
    page: dict[str, Any] = {"studies": [_shown(each, fields) for each in found[start:upto]]}
    if upto < len(found):
        page["nextPageToken"] = base64.urlsafe_b64encode(str(upto).encode()).decode()
    if asked.get("countTotal") == "true" and not start:
        page["totalCount"] = len(found)
    return page


def _found(studies: list[Registration], asked: Mapping[str, str]) -> list[Registration]:
    found = studies
    if query := asked.get("query.intr", "").strip():
        try:
            matches = parse(query)
        except BadExpression as exc:
            raise _Refusal(f"`query.intr` has an invalid expression: {exc}") from exc
        found = [each for each in found if matches(each.interventions)]
    if ids := [each.strip() for each in re.split(r"[,|]", asked.get("filter.ids", "")) if each.strip()]:
        found = [each for each in found if each.nct in ids]
    if advanced := asked.get("filter.advanced", "").strip():
        span = _SINCE.fullmatch(advanced)
        if span is None:
            raise _Refusal("this stand-in knows AREA[LastUpdatePostDate]RANGE[yyyy-MM-dd,MAX] only")
        found = [each for each in found if each.updated >= span[1]]
    latest_first = asked.get("sort", "") != "LastUpdatePostDate:asc"
    return sorted(sorted(found, key=lambda each: each.nct), key=lambda each: each.updated, reverse=latest_first)


def _start(token: str) -> int:
    try:
        return int(base64.urlsafe_b64decode(token.encode())) if token else 0
    except (binascii.Error, ValueError) as exc:
        raise _Refusal("`pageToken` is not one of ours") from exc


def _shown(study: Registration, fields: list[str]) -> dict[str, Any]:
    """The record, or its number alone where that is all that is asked for; any other choice of fields shows all."""
    if fields != ["NCTId"]:
        return study.record
    return {"protocolSection": {"identificationModule": {"nctId": study.nct}}}
