"""The stand-in on a loopback port: authentication, the routes of every product, and what becomes of the rest."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field

from fastapi import APIRouter, FastAPI, Request, Response

from infra.sandbox.bookings import Booked, Booking, Bookings
from infra.sandbox.cloudflare import d1, d1_query, queue_messages, queues, r2, tails, worker_settings, workers, zones
from infra.sandbox.cloudflare.account import Account
from infra.sandbox.cloudflare.envelope import Refusal, refused
from infra.sandbox.cloudflare.faults import Failing
from infra.sandbox.serving import served

PATH = "/client/v4"

_PRODUCTS: tuple[Callable[[Account], APIRouter], ...] = (
    queues.router,
    queue_messages.router,
    d1.router,
    d1_query.router,
    r2.router,
    workers.router,
    worker_settings.router,
    tails.router,
)


@dataclass
class Cloudflare:
    """A running stand-in: where it listens, what it holds, what it was asked, and how it is to fail."""

    url: str
    account: Account
    failing: Failing
    _bookings: Bookings = field(repr=False)

    def env(self) -> dict[str, str]:
        """The variables that make PepTalk, the SDK and wrangler talk to this stand-in."""
        return {
            "CLOUDFLARE_ACCOUNT_ID": self.account.id,
            "CLOUDFLARE_API_TOKEN": self.account.token,
            "CLOUDFLARE_API_BASE_URL": self.url,
            "PEPTALK_CLOUDFLARE_URL": self.url,
        }

    @property
    def requests(self) -> list[Booking]:
        """Every request so far, in order."""
        return list(self._bookings.requests)

    @property
    def asked(self) -> list[str]:
        """Every request so far as `METHOD path`, without what all paths begin with."""
        begins = f"{PATH}/accounts/{self.account.id}"
        return [f"{each.method} {each.path.removeprefix(begins)}" for each in self.requests]


@contextlib.asynccontextmanager
async def serve(
    account: Account | None = None, failing: Failing | None = None, port: int = 0
) -> AsyncGenerator[Cloudflare]:
    """Serve an account, a new and empty one unless given, on 127.0.0.1; port 0 takes a free one.

    Raises:
        PortTaken: something else listens on the port.
    """
    account, failing, bookings = account or Account(), failing or Failing(), Bookings()
    api = Booked(application(account), bookings, 0.0, failing)
    async with tails.sockets(account), served(api, port) as taken:
        yield Cloudflare(f"http://127.0.0.1:{taken}{PATH}", account, failing, bookings)


def application(account: Account) -> FastAPI:
    """The API as an application."""
    whole = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    for product in _PRODUCTS:
        whole.include_router(product(account), prefix=f"{PATH}/accounts/{account.id}")
    whole.include_router(zones.router(account), prefix=PATH)

    @whole.middleware("http")
    async def admitted(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:  # pyright: ignore[reportUnusedFunction]
        if request.headers.get("authorization") != f"Bearer {account.token}":
            return refused(401, 10000, "Authentication error")
        try:
            return await go_on(request)
        except Refusal as exc:
            return refused(exc.status, exc.code, str(exc))

    @whole.exception_handler(Refusal)
    async def refuse(_request: Request, exc: Refusal) -> Response:  # pyright: ignore[reportUnusedFunction]
        return refused(exc.status, exc.code, str(exc))

    @whole.api_route("/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    async def unknown(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        if f"/accounts/{account.id}" not in request.url.path and "/accounts/" in request.url.path:
            return refused(403, 10000, "Authentication error")
        return refused(404, 7003, f"Could not route to {request.url.path}, perhaps your object identifier is invalid?")

    return whole
