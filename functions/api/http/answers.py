"""Answers that may be kept: entity tags, what a copy at hand is worth, and who else may be given it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any, Literal, Self

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from shared.domain.accounts.reader import Reader
from shared.domain.canonical import digest
from shared.domain.instants import moment
from shared.platform.web.asgi import ALWAYS
from shared.platform.web.copies import matches

MAX_AGE = 60
"""Seconds that a copy of what is free may be given without asking: a retraction reaches readers within that."""

Kept = Literal["by_all", "by_strangers", "by_nobody"]
"""Who may keep a copy: all; all, for whoever shows neither cookie nor key; nobody, because it is somebody's own."""

FOR_ALL, FOR_ONE = f"public, max-age={MAX_AGE}", "private, no-store"
VARY = "Cookie, Authorization"


@dataclass(frozen=True, slots=True)
class Body:
    """What an answer says, and what its headers say of that; `modified` as a header has it (RFC 9110 section 5.6.7)."""

    data: bytes
    etag: str
    modified: str | None = None

    @classmethod
    def of(cls, said: BaseModel | bytes, modified: str | None = None) -> Self:
        """The body; `modified` is the instant of its last change, if known."""
        data = said if isinstance(said, bytes) else said.model_dump_json().encode()
        when = format_datetime(moment(modified), usegmt=True) if modified else None
        return cls(data, f'"{digest(data)[:32]}"', when)


def kept(reader: Reader, *, free: bool) -> Kept:
    """Who may keep an answer, of which everything is `free` or not."""
    if free:
        return "by_all"
    return "by_strangers" if reader.via == "nobody" else "by_nobody"


def shown(
    request: Request,
    body: BaseModel | bytes | Body,
    kept: Kept = "by_all",
    *,
    media_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer, or 304 where the copy at hand is the same."""
    said = body if isinstance(body, Body) else Body.of(body)
    given = {**ALWAYS, "content-type": media_type, **(headers or {})}
    if kept != "by_all":
        given["vary"] = VARY
    if kept == "by_nobody":
        return Response(said.data, 200, {**given, "cache-control": FOR_ONE})
    given |= {"etag": said.etag, "cache-control": FOR_ALL}
    if said.modified:
        given["last-modified"] = said.modified
    if matches(request.headers.get("if-none-match"), said.etag):
        del given["content-type"]
        return Response(None, 304, given)
    return Response(said.data, 200, given)


def described(media_type: str = "application/json", *, schema: Mapping[str, Any] | None = None) -> dict[int | str, Any]:
    """What `responses` says of an answer that may be kept, beside its model; `schema` of one that has none."""
    kept: dict[int | str, Any] = {304: {"description": "The copy at hand is the same."}}
    if schema is not None:
        kept[200] = {"description": "Successful Response", "content": {media_type: {"schema": dict(schema)}}}
    return kept


def next_page(request: Request, cursor: str | None) -> dict[str, str]:
    """The Link header (RFC 8288) that leads to the next page; none on the last."""
    if cursor is None:
        return {}
    url = request.url.include_query_params(cursor=cursor)
    return {"link": f'<{url.path}?{url.query}>; rel="next"'}


def text(value: Any) -> bytes:
    """A JSON text, for what no model describes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
