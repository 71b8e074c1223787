"""The stand-in as routes: the API below /stripe, its hosted pages, and its own endpoints."""

from fastapi import APIRouter, Request, Response

from infra.sandbox.stripe import api, control, pages
from infra.sandbox.stripe.account import Account
from infra.sandbox.stripe.work import Worker

PATH = "/stripe"


def router(account: Account, worker: Worker) -> APIRouter:
    """Everything of an account."""
    routes = APIRouter()
    routes.include_router(pages.router(account))
    routes.include_router(control.router(account, worker))

    @routes.api_route(PATH + "/{path:path}", methods=["GET", "POST", "DELETE"])
    async def ask(request: Request, path: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return await api.answer(account, request, f"/{path}", str(request.base_url).rstrip("/") + pages.PATH)

    return routes
