"""The stand-in's addresses: Resend's `POST /emails` below /mail, its own below /sandbox/mail."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import httpx
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.local.network.certificates import certificates
from infra.sandbox.mail.box import Box, Refusal, Told, event, signed

PATH = "/mail"
OWN = "/sandbox/mail"

_PATIENCE = 30.0


class _Telling(BaseModel):
    """What is asked of the stand-in's own address: of which mail to tell, what, where, and how often."""

    model_config = ConfigDict(extra="forbid")

    id: str
    told: Literal["bounced", "complained", "delivered"]
    url: Annotated[str, Field(pattern=r"^https?://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?/")]
    times: Annotated[int, Field(ge=1, le=100)] = 1


_TOLD: dict[str, Told] = {
    "bounced": "email.bounced",
    "complained": "email.complained",
    "delivered": "email.delivered",
}


def router(box: Box) -> APIRouter:
    """The API and what `peptalk sandbox mail` asks."""
    routes = APIRouter()

    @routes.post(f"{PATH}/emails")
    async def send(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            if not request.headers.get("authorization", "").startswith("Bearer "):
                raise Refusal(401, "missing_api_key", "Missing API Key in the authorization header.")
            taken = box.take(_json(await request.body()), request.headers.get("idempotency-key"), datetime.now(UTC))
        except Refusal as exc:
            return JSONResponse(exc.body(), exc.status)
        return JSONResponse({"id": taken.id})

    @routes.get(OWN)
    async def listed() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse({"mails": box.describe()})

    @routes.get(f"{OWN}/{{id}}")
    async def show(id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            return JSONResponse(asdict(box.find(id)))
        except Refusal as exc:
            return JSONResponse(exc.body(), exc.status)

    @routes.post(f"{OWN}/tell")
    async def tell(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            return JSONResponse(await _told(box, _Telling.model_validate(_json(await request.body()))))
        except ValidationError as exc:
            said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in exc.errors())
            return JSONResponse(Refusal(400, "validation_error", said).body(), 400)
        except Refusal as exc:
            return JSONResponse(exc.body(), exc.status)

    return routes


async def _told(box: Box, asked: _Telling) -> dict[str, Any]:
    now = datetime.now(UTC)
    taken = box.find(asked.id)
    body = event(taken, _TOLD[asked.told], now)
    headers = signed(body, f"msg_{taken.id[:24]}", now)
    answers: list[int] = []
    async with httpx.AsyncClient(timeout=_PATIENCE, trust_env=False, verify=certificates()) as client:
        for _ in range(asked.times):
            try:
                answers.append((await client.post(asked.url, content=body, headers=headers)).status_code)
            except httpx.HTTPError as exc:
                raise Refusal(502, "undelivered", f"{asked.url} did not answer: {type(exc).__name__}") from exc
    return {"id": taken.id, "told": asked.told, "url": asked.url, "answers": answers}


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise Refusal(400, "validation_error", "The body is not JSON.") from None
