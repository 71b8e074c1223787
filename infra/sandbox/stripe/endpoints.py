"""Webhook endpoints: who is told which events, in the shape of which API version, signed with which secrets."""

from typing import Any
from urllib.parse import urlsplit

from infra.sandbox.stripe import lists, parameters
from infra.sandbox.stripe.account import API_VERSION, Account, Object
from infra.sandbox.stripe.call import Call, Routes
from infra.sandbox.stripe.clock import DAY
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.refusals import bad, lacking

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def made(account: Account, url: str, enabled: list[str], version: str | None = None, **fields: Any) -> Object:
    """A new endpoint, with a secret of its own."""
    endpoint = account.add(
        {
            "id": account.id("we"),
            "object": "webhook_endpoint",
            "api_version": version,
            "application": None,
            "created": account.now(),
            "description": None,
            "enabled_events": enabled,
            "livemode": account.settings.livemode,
            "metadata": {},
            "status": "enabled",
            "url": url,
            **fields,
        }
    )
    account.hidden("secret")[endpoint["id"]] = [[f"whsec_{account.id('', 32)[1:]}", None]]
    return endpoint


def secrets(account: Account, endpoint: str) -> list[str]:
    """The secrets that sign now, the newest first: an old one too while it is being replaced."""
    now = account.now()
    return [secret for secret, until in account.hidden("secret")[endpoint] if until is None or until > now]


def roll(account: Account, endpoint: str, keep: int) -> str:
    """Give an endpoint a new secret; the old one signs too for `keep` more seconds, a day at most."""
    account.one("webhook_endpoint", endpoint)
    until = account.now() + min(keep, DAY)
    kept = account.hidden("secret")[endpoint]
    fresh = f"whsec_{account.id('', 32)[1:]}"
    account.hidden("secret")[endpoint] = [[fresh, None], *([secret, min(end or until, until)] for secret, end in kept)]
    return fresh


def version(endpoint: Object) -> str:
    """The API version in whose shape it is told events."""
    return endpoint["api_version"] or API_VERSION


def allowed(url: str) -> str:
    """An address that is delivered to.

    Raises:
        Refusal: it is no address, or one of another machine.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad("Invalid URL: An explicit scheme (such as https) must be provided.", "url", "url_invalid")
    if parts.hostname not in LOOPBACK:
        raise bad(f"The sandbox delivers to this machine only ({', '.join(LOOPBACK)}), not to {parts.hostname}.", "url")
    return url


def _events(given: Given) -> list[str]:
    wanted = [str(each) for each in parameters.several(given, "enabled_events")]
    if not wanted:
        raise lacking("enabled_events")
    return wanted


def _create(call: Call) -> Object:
    given = call.given
    parameters.known(given, "url", "enabled_events", "api_version", "description", "metadata", "connect")
    endpoint = made(
        call.account,
        allowed(parameters.needed(given, "url")),
        _events(given),
        parameters.text(given, "api_version"),
        description=parameters.text(given, "description"),
        metadata=parameters.metadata(given),
    )
    # Only this answer ever holds it.
    return {**endpoint, "secret": secrets(call.account, endpoint["id"])[0]}


def _update(call: Call) -> Object:
    given = call.given
    parameters.known(given, "url", "enabled_events", "description", "metadata", "disabled")
    endpoint = call.account.one("webhook_endpoint", call.id)
    changes: Object = {"metadata": parameters.metadata(given, endpoint["metadata"])}
    if "url" in given:
        changes["url"] = allowed(parameters.needed(given, "url"))
    if "enabled_events" in given:
        changes["enabled_events"] = _events(given)
    if "description" in given:
        changes["description"] = parameters.text(given, "description")
    if (disabled := parameters.flag(given, "disabled")) is not None:
        changes["status"] = "disabled" if disabled else "enabled"
    endpoint.update(changes)
    return endpoint


def _delete(call: Call) -> Object:
    call.account.one("webhook_endpoint", call.id)
    del call.account.tables["webhook_endpoint"][call.id]
    return {"id": call.id, "object": "webhook_endpoint", "deleted": True}


def _list(call: Call) -> Object:
    parameters.known(call.given, *lists.PAGE)
    there = call.account.newest("webhook_endpoint")
    return lists.page(there, call.given, "/v1/webhook_endpoints", kind="webhook_endpoint")


ROUTES: Routes = {
    "POST /v1/webhook_endpoints": _create,
    "GET /v1/webhook_endpoints": _list,
    "GET /v1/webhook_endpoints/{id}": lambda call: call.account.one("webhook_endpoint", call.id),
    "POST /v1/webhook_endpoints/{id}": _update,
    "DELETE /v1/webhook_endpoints/{id}": _delete,
}
