"""Refusals as pages: whoever reads a page in a browser is told in words why it is refused, and where to go on.

Routes, router and whatever stands around them refuse with problem documents, for programs. Where a page was asked for,
by a browser that says so (`Accept: text/html`), the same refusal with its status and its headers is a page.
"""

import json
from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Any

from functions.api.http.problems import MEDIA_TYPE
from functions.api.pages.html import page
from shared.platform.web.asgi import Asgi, Receive, Scope, Send

TITLES = {
    403: "Not from there",
    404: "Not found",
    405: "Not allowed",
    413: "Too much at once",
    415: "Not a form of ours",
    422: "Something does not fit",
    429: "Too often",
    500: "Something went wrong",
    503: "Not available",
}
HOME = ("/account", "To your account")

_OF_THE_DOCUMENT = (b"content-type", b"content-length")


class PageRefusals:
    """An ASGI application around another, whose refusals are pages to browsers outside of /api."""

    def __init__(self, inner: Asgi) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_a_page(scope):
            await self._inner(scope, receive, send)
            return
        refused: MutableMapping[str, Any] = {}
        document = b""

        async def told(message: MutableMapping[str, Any]) -> None:
            nonlocal document
            if message["type"] == "http.response.start" and _is_problem(message):
                refused.update(message)
            elif not refused:
                await send(message)
            else:
                document += message.get("body", b"")
                if not message.get("more_body", False):
                    await _send(refused, document, send)

        await self._inner(scope, receive, told)


def _asks_for_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] == "HEAD" or f"{scope['path']}/".startswith("/api/"):
        return False
    return any(b"text/html" in value for name, value in scope["headers"] if name.lower() == b"accept")


def _is_problem(message: MutableMapping[str, Any]) -> bool:
    return (b"content-type", MEDIA_TYPE.encode()) in [(name.lower(), value) for name, value in message["headers"]]


async def _send(refused: MutableMapping[str, Any], document: bytes, send: Send) -> None:
    problem: dict[str, Any] = json.loads(document)
    faults = [f"{each['field']}: {each['reason']}." for each in problem.get("errors", ())]
    status: int = refused["status"]
    made = page(
        "notice.html",
        status,
        title=TITLES.get(status) or HTTPStatus(status).phrase,
        text=" ".join([problem["detail"], *faults]),
        link=(problem["next"], "Go on here") if "next" in problem else HOME,
    )
    own = {name for name, _ in made.raw_headers}
    kept = [each for each in refused["headers"] if each[0].lower() not in {*own, *_OF_THE_DOCUMENT}]
    await send({**refused, "headers": [*kept, *made.raw_headers]})
    await send({"type": "http.response.body", "body": bytes(made.body)})
