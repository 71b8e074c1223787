"""The stand-in for Crossref's REST API: works and notices that a folder's `crossref.json` lists, by DOI and by filter.

The file is a JSON array of works in Crossref's own words: `{"DOI": ..., "updated-by": [...], "update-to": [...]}`. It
is read anew for each request; a folder without one has no work known to Crossref.
"""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse

FILE = "crossref.json"
PATH = "/crossref"

_ROWS_AT_MOST, _ROWS = 1_000, 20
_PARAMETERS = frozenset({"filter", "select", "rows", "mailto", "cursor", "offset"})
_SELECT = frozenset({"DOI", "title", "type", "updated-by", "update-to"})
_FILTERS = frozenset({"doi", "updates"})


class _Failed(Exception):
    """A validation failure in the vendor's shape."""

    def __init__(self, kind: str, value: str, message: str) -> None:
        super().__init__(message)
        self.body = {
            "status": "failed",
            "message-type": "validation-failure",
            "message": [{"type": kind, "value": value, "message": message}],
        }


def router(folder: Path) -> APIRouter:
    """`GET /works` and `GET /works/<doi>` below PATH."""
    routes = APIRouter(prefix=PATH)

    async def known() -> list[dict[str, Any]]:
        return await asyncio.to_thread(_read, folder / FILE)

    @routes.get("/works")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            message = _list(await known(), request.query_params)
        except _Failed as exc:
            return JSONResponse(exc.body, 400)
        body = {"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": message}
        return JSONResponse(body, headers=_limits(request))

    @routes.get("/works/{doi:path}")
    async def one(request: Request, doi: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        for work in await known():
            if work["DOI"].casefold() == doi.casefold():
                body = {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work}
                return JSONResponse(body, headers=_limits(request))
        return PlainTextResponse("Resource not found.", 404)

    return routes


def _limits(request: Request) -> dict[str, str]:
    """What Crossref says of its limits: more for those who say how to reach them."""
    polite = "mailto" in request.query_params or "mailto:" in request.headers.get("user-agent", "")
    pool = "polite" if polite else "public"
    return {"x-rate-limit-limit": "3" if polite else "1", "x-rate-limit-interval": "1s", "x-api-pool": pool}


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        return cast("list[dict[str, Any]]", json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return []


def _list(works: list[dict[str, Any]], asked: Mapping[str, str]) -> dict[str, Any]:
    for name in asked:
        if name not in _PARAMETERS:
            raise _Failed("parameter-not-allowed", name, f"This route does not support {name}")
    rows = asked.get("rows", str(_ROWS))
    if not rows.isdecimal() or int(rows) > _ROWS_AT_MOST:
        raise _Failed("integer-not-valid", rows, f"Integer specified as {rows} but must be a positive integer")
    select = asked["select"].split(",") if "select" in asked else sorted(_SELECT)
    for name in select:
        if name not in _SELECT:
            raise _Failed("select-not-available", name, f"Select {name} specified but there is no such select")
    found = [work for work in works if _meant(work, _wanted(asked.get("filter", "")))]
    items = [{name: work[name] for name in select if name in work} for work in found[: int(rows)]]
    return {"facets": {}, "total-results": len(found), "items": items, "items-per-page": int(rows), "query": {}}


def _pieces(text: str) -> list[str]:
    """The filter cut at its commas, as Crossref cuts it: a piece without a colon goes back behind the last one, and
    from there on each new piece goes to the front (CrossRef/cayenne, src/cayenne/api/v1/query.clj, get-filters)."""
    pieces: list[str] = []
    turned = False
    for each in text.rstrip(",").split(",") if text else ():
        if ":" not in each:
            *before, last = pieces or [""]
            pieces, turned = [f"{last},{each}", *before], True
        else:
            pieces = [each, *pieces] if turned else [*pieces, each]
    return pieces


def _wanted(text: str) -> dict[str, set[str]]:
    """Values by filter: those of one filter are alternatives."""
    wanted: dict[str, set[str]] = {}
    for each in _pieces(text):
        name, colon, value = each.partition(":")
        if not colon or name not in _FILTERS:
            raise _Failed("filter-not-available", name, f"Filter {name} specified but there is no such filter")
        if not value.startswith("10."):
            raise _Failed("doi-not-valid", value, f"DOI specified as {value} but must be a valid DOI")
        wanted.setdefault(name, set()).add(value.casefold())
    return wanted


def _meant(work: dict[str, Any], wanted: Mapping[str, set[str]]) -> bool:
    own = {"doi": {work["DOI"].casefold()}, "updates": {each["DOI"].casefold() for each in work.get("update-to", ())}}
    return all(own[name] & values for name, values in wanted.items())
