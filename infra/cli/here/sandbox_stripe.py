"""`peptalk sandbox stripe`: let readers, banks and time do something to the Stripe stand-in of a running sandbox."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import httpx
import typer

from functions.billing.event_types import EVENT_TYPES
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.cloudflare.account.access import Target
from infra.local.machine import clock
from shared.platform.errors import PermanentError
from shared.platform.vendors.certificates import certificates

app = typer.Typer(no_args_is_help=True, help="What readers, banks and time do to the Stripe stand-in that is running.")
app.callback()(lambda: None)

_OWN, _API = "/sandbox/stripe", "/stripe/v1"
_PORT = 8788
_SLOW = 600.0
"""Seconds: a year of somebody's renewals, each delivered, takes its time."""

Who = Annotated[str, typer.Argument(help="An e-mail address, or an id: sub_..., cus_..., ch_...")]
Url = Annotated[
    str | None, typer.Option("--url", help="The sandbox; by default that of PEPTALK_STRIPE_URL, else port 8788.")
]
Card = Annotated[str, typer.Option("--card", help="good, declined, declined-later, no-money, or a number of these.")]
Count = Annotated[int, typer.Option("--count", "-n", min=1, max=100, help="How many, newest first.")]


@app.command()
def customers(count: Count = 20, json: Json = False, url: Url = None, target: TargetOption = LOCAL) -> int:
    """Who there is, and how their subscriptions stand."""
    with _web(url, target) as web:
        people = _got(web, f"{_API}/customers", {"limit": count})["data"]
        there = _got(web, f"{_API}/subscriptions", {"limit": 100, "status": "all"})["data"]
    found = [(each, [sub for sub in there if sub["customer"] == each["id"]]) for each in people]
    if json:
        print_json([{**each, "subscriptions": subs} for each, subs in found])
        return Exit.DONE
    rows = [[each["id"], each["email"], *_row(sub)] for each, subs in found for sub in subs or [None]]
    print_table("Customers", ["customer", "email", "subscription", "status", "price", "period ends", "ends"], rows)
    return Exit.DONE


@app.command()
def subscribe(
    email: Annotated[str, typer.Argument(help="The address of whoever subscribes.")] = "",
    price: Annotated[str, typer.Option("--price")] = "price_sandbox",
    card: Card = "good",
    trial: Annotated[int | None, typer.Option("--trial", min=1, help="Days.")] = None,
    session: Annotated[
        str | None, typer.Option("--session", help="Pay this Checkout session, as its page does.")
    ] = None,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Somebody subscribes and pays, or pays an open Checkout session."""
    asked = {"email": email, "price": price, "card": card, "trial_days": trial, "session": session}
    return _done("subscribe", asked, json, _web(url, target))


@app.command()
def decline(
    who: Who, card: Card = "declined-later", json: Json = False, url: Url = None, target: TargetOption = LOCAL
) -> int:
    """The card that somebody has declines from now on; `--card good` heals it."""
    return _done("decline", {"who": who, "card": card}, json, _web(url, target))


@app.command()
def pay(who: Who, card: Card = "good", json: Json = False, url: Url = None, target: TargetOption = LOCAL) -> int:
    """Somebody takes another card and pays what is open."""
    return _done("pay", {"who": who, "card": card}, json, _web(url, target))


@app.command()
def advance(
    duration: Annotated[str, typer.Argument(help="How far the clock goes on: 30d, 12h, 90m, 1w, or 1d12h.")],
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Move the clock: renewals, trials, dunning and deliveries that are due happen. Shows the last 100 events."""
    wanted = seconds_of(duration)
    with _web(url, target) as web:
        known = {each["id"] for each in _got(web, f"{_API}/events", {"limit": 100})["data"]}
        state = _posted(web, "advance", {"seconds": wanted})
        newest = _got(web, f"{_API}/events", {"limit": 100})["data"]
    if json:
        print_json(state)
        return Exit.DONE
    _print_events([each for each in reversed(newest) if each["id"] not in known])
    say(f"The stand-in's clock shows {_at(state['now'])}.")
    return Exit.DONE


@app.command()
def refund(
    who: Who,
    amount: Annotated[
        int | None, typer.Option("--amount", min=1, help="In cents; all that is left by default.")
    ] = None,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """The last charge of somebody is given back."""
    return _done("refund", {"who": who, "amount": amount}, json, _web(url, target))


@app.command()
def dispute(
    who: Who,
    outcome: Annotated[str | None, typer.Option("--outcome", help="Close the dispute: won or lost.")] = None,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """A bank takes the last charge of somebody back, or the dispute of it is closed."""
    return _done("dispute", {"who": who, "outcome": outcome}, json, _web(url, target))


@app.command()
def cancel(
    who: Who,
    at_period_end: Annotated[bool, typer.Option("--at-period-end", help="Not at once.")] = False,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """A subscription is cancelled."""
    return _done("cancel", {"who": who, "at_period_end": at_period_end}, json, _web(url, target))


@app.command()
def pause(
    who: Who,
    behavior: Annotated[str, typer.Option("--behavior", help="void, keep_as_draft, mark_uncollectible.")] = "void",
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Payments of a subscription are not collected; its status stays."""
    return _done("pause", {"who": who, "behavior": behavior}, json, _web(url, target))


@app.command()
def resume(who: Who, json: Json = False, url: Url = None, target: TargetOption = LOCAL) -> int:
    """A pause, or a cancellation that has not come, is taken back."""
    return _done("resume", {"who": who}, json, _web(url, target))


@app.command()
def events(
    count: Count = 20,
    type: Annotated[str | None, typer.Option("--type", help="Of this type; invoice.* means all of invoices.")] = None,
    undelivered: Annotated[bool, typer.Option("--undelivered", help="Only those that an endpoint lacks.")] = False,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """What happened, newest first."""
    asked: dict[str, Any] = {"limit": count, "type": type}
    if undelivered:
        asked["delivery_success"] = "false"
    with _web(url, target) as web:
        found = _got(web, f"{_API}/events", {name: value for name, value in asked.items() if value is not None})["data"]
    if json:
        print_json(found)
    else:
        _print_events(found)
    return Exit.DONE


@app.command()
def listen(
    address: Annotated[str, typer.Argument(help="Where to deliver: an address of this machine.")],
    type: Annotated[
        list[str] | None, typer.Option("--type", help="Events of this type; repeatable. By default what PepTalk needs.")
    ] = None,
    version: Annotated[str | None, typer.Option("--api-version", help="In whose shape events are told.")] = None,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Deliver events to an address from now on; prints the endpoint and its secret."""
    asked = {"url": address, "events": type or EVENT_TYPES, "api_version": version}
    return _done("endpoint", asked, json, _web(url, target))


@app.command()
def roll(
    endpoint: Annotated[str, typer.Argument(help="An endpoint's id: we_...")],
    keep: Annotated[str, typer.Option("--keep", help="How long the old secret signs too: 24h at most.")] = "0s",
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Give an endpoint a new secret and print it."""
    return _done("roll", {"endpoint": endpoint, "keep": seconds_of(keep)}, json, _web(url, target))


Order = Annotated[str, typer.Option("--order", help="made, reversed or shuffled.")]
Times = Annotated[int, typer.Option("--times", min=1, max=100, help="How often each is sent.")]


@app.command()
def deliver(
    order: Order = "made", times: Times = 1, json: Json = False, url: Url = None, target: TargetOption = LOCAL
) -> int:
    """Send now what waits or was given up."""
    return _sent({"order": order, "times": times}, json, _web(url, target))


@app.command()
def resend(
    events: Annotated[list[str], typer.Argument(help="Events' ids: evt_...")],
    times: Times = 1,
    other_mode: Annotated[bool, typer.Option("--other-mode", help="As an event of live mode.")] = False,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Send events again, whatever became of them."""
    return _sent({"events": events, "times": times, "livemode": True if other_mode else None}, json, _web(url, target))


@app.command()
def settings(
    changes: Annotated[
        list[str] | None, typer.Argument(help="NAME=VALUE, such as held=true or retry_days=[1,2].")
    ] = None,
    json: Json = False,
    url: Url = None,
    target: TargetOption = LOCAL,
) -> int:
    """Show the stand-in's clock, settings and counts, or change settings."""
    asked = dict(_setting(each) for each in changes or [])
    with _web(url, target) as web:
        state = _posted(web, "settings", asked) if asked else _got(web, _OWN, {})
    if json:
        print_json(state)
        return Exit.DONE
    print_table("Settings", ["setting", "value"], [[name, str(value)] for name, value in state["settings"].items()])
    counts = {**state["objects"], **{f"deliveries {name}": count for name, count in state["deliveries"].items()}}
    print_table("Objects", ["kind", "how many"], list(counts.items()))
    say(f"The stand-in's clock shows {_at(state['now'])}.")
    return Exit.DONE


def seconds_of(duration: str) -> int:
    """The seconds of `1d12h`.

    Raises:
        typer.BadParameter: it is written otherwise.
    """
    try:
        return int(clock.duration(duration).total_seconds())
    except ValueError as exc:
        raise typer.BadParameter(str(exc)) from exc


def _setting(text: str) -> tuple[str, Any]:
    name, given, value = text.partition("=")
    if not given:
        raise typer.BadParameter(f"{text!r}: write NAME=VALUE; without any, the settings are shown")
    try:
        return name, httpx.Response(200, text=value).json()
    except ValueError:
        return name, value


def _web(url: str | None, target: Target) -> httpx.Client:
    only_here(target, "Stripe's dashboard in test mode, and its own command line")
    named = os.environ.get("PEPTALK_STRIPE_URL", "").removesuffix("/").removesuffix("/stripe")
    base = (url or named or f"http://127.0.0.1:{_PORT}").rstrip("/")
    headers = {"authorization": "Bearer sandbox"}
    return httpx.Client(base_url=base, headers=headers, timeout=_SLOW, trust_env=False, verify=certificates())


def _got(web: httpx.Client, path: str, asked: Mapping[str, Any]) -> Any:
    return _answer(web, "GET", path, params=dict(asked))


def _posted(web: httpx.Client, what: str, asked: Mapping[str, Any]) -> Any:
    return _answer(web, "POST", f"{_OWN}/{what}", json={name: each for name, each in asked.items() if each is not None})


def _answer(web: httpx.Client, method: str, path: str, **asked: Any) -> Any:
    try:
        answer = web.request(method, path, **asked)
        said = answer.json()
    except (httpx.HTTPError, ValueError) as exc:
        raise PermanentError(
            f"no sandbox answers at {web.base_url} ({type(exc).__name__}); start one with peptalk sandbox, or name it "
            "with --url"
        ) from exc
    if not answer.is_success:
        raise PermanentError(
            said["error"]["message"] if "error" in said else f"the sandbox answered {answer.status_code}"
        )
    return said


def _done(what: str, asked: Mapping[str, Any], json: bool, web: httpx.Client) -> int:
    with web:
        made = _posted(web, what, asked)
    if json:
        print_json(made)
        return Exit.DONE
    shown = ("id", "status", "customer", "amount", "cancel_at", "api_version", "url", "secret", "disputed")
    print_table(what, ["field", "value"], [[name, made[name]] for name in shown if made.get(name) is not None])
    return Exit.DONE


def _sent(asked: Mapping[str, Any], json: bool, web: httpx.Client) -> int:
    with web:
        tried = _posted(web, "deliver", asked)["tried"]
    if json:
        print_json(tried)
    else:
        rows = [[each["event"], each["endpoint"], each["status"], each["error"] or "delivered"] for each in tried]
        print_table("Deliveries", ["event", "endpoint", "status", "what became of it"], rows)
    return Exit.PARTLY if any(each["error"] for each in tried) else Exit.DONE


def _print_events(found: Sequence[Mapping[str, Any]]) -> None:
    rows = [
        [each["id"], _at(each["created"]), each["type"], each["data"]["object"].get("id"), each["pending_webhooks"]]
        for each in found
    ]
    print_table("Events", ["event", "when", "what", "of", "to deliver"], rows)


def _row(subscription: Mapping[str, Any] | None) -> list[object]:
    if subscription is None:
        return [None] * 5
    item, ends = subscription["items"]["data"][0], subscription["cancel_at"] or subscription["ended_at"]
    status = f"{subscription['status']}{', collection paused' if subscription['pause_collection'] else ''}"
    period = _at(item["current_period_end"])
    return [subscription["id"], status, item["price"]["id"], period, _at(ends) if ends else None]


def _at(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
