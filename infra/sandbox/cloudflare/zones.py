"""The zones of the account and the routes in them: wrangler looks for a route's zone, and who has the route already."""

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account
from infra.sandbox.cloudflare.envelope import Refusal, answer, page


def router(account: Account) -> APIRouter:
    """List zones, and a zone's routes."""
    routes = APIRouter(prefix="/zones")

    @routes.get("")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = request.query_params.get("name")
        found = [{"id": id, "name": name} for name, id in account.zones.items() if asked in (None, name)]
        return page(request, found, at_most=50)

    @routes.get("/{zone}/workers/routes")
    async def routed(zone: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        (name,) = [name for name, id in account.zones.items() if id == zone] or [None]
        if name is None:
            raise Refusal(404, 7003, f"Could not route to /zones/{zone}, perhaps your object identifier is invalid?")
        return answer(
            [
                {"id": f"{script.tag}-{at}", "pattern": pattern, "script": script.name}
                for script in account.scripts.values()
                for at, pattern in enumerate(script.routes)
                if pattern.split("/")[0] == name or pattern.split("/")[0].endswith(f".{name}")
            ]
        )

    return routes
