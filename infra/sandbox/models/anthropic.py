"""The stand-in for Anthropic: the Messages API, and the Message Batches API."""

import hashlib

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from infra.sandbox.models.bills import Bills, key_of
from infra.sandbox.models.message_batches import MessageBatches, add_routes
from infra.sandbox.models.messages import Refusal, admit, answered, error, fields, validated

LISTED = ("claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5")
"""What its list of models holds; any name is answered for."""


def router(bills: Bills, batches: MessageBatches) -> APIRouter:
    """Anthropic's addresses below /anthropic."""
    routes = APIRouter(prefix="/anthropic")

    @routes.post("/v1/messages")
    async def messages(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        body = await request.body()
        request_id = "req_" + hashlib.sha256(body).hexdigest()[:24]
        try:
            admit(request.headers)
            asked = fields(validated(body))
            answer = answered(asked, request_id)
        except Refusal as exc:
            return error(exc, request_id)
        bills.answered("messages", asked, answer, key_of(request.headers))
        return JSONResponse(answer, headers={"request-id": request_id})

    add_routes(routes, batches)

    @routes.get("/v1/models")
    async def models(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            admit(request.headers)
        except Refusal as exc:
            return error(exc, "req_models")
        data = [{"type": "model", "id": each, "display_name": each} for each in LISTED]
        return JSONResponse({"data": data, "has_more": False, "first_id": LISTED[0], "last_id": LISTED[-1]})

    @routes.api_route("/{path:path}", methods=["GET", "POST", "PUT", "DELETE"])
    async def unknown(path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return error(Refusal(404, "not_found_error", f"Not found: {path}"), "req_none")

    return routes
