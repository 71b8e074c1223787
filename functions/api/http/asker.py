"""Where a request comes from: its address as whoever stands in front of us says it, and its browser."""

from starlette.requests import Request

from shared.domain.accounts.networks import network_of
from shared.domain.accounts.sign_in import browser_of


def address(request: Request) -> str | None:
    """The address that the request comes from, None where nothing tells it.

    On Cloudflare the header that Cloudflare itself writes tells it (developers.cloudflare.com/fundamentals/reference/
    http-headers); elsewhere anybody could write that header, and the connection tells.
    """
    if "env" in request.scope:
        return request.headers.get("cf-connecting-ip")
    return request.client.host if request.client else None


def network(request: Request) -> str:
    """The network that the request comes from, as its owner has it."""
    return network_of(address(request))


def browser(request: Request) -> str:
    """The browser and system in words, such as `Firefox on Windows`."""
    return browser_of(request.headers.get("user-agent"))
