"""The stand-in's own endpoints below /sandbox/stripe: its clock, settings, deeds and deliveries. JSON in and out."""

import json
from typing import Any, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from infra.sandbox.stripe import api, deliveries
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.deeds import DEEDS, Asked
from infra.sandbox.stripe.deliveries import DELIVERY
from infra.sandbox.stripe.refusals import Refusal, bad
from infra.sandbox.stripe.work import Worker

PATH = "/sandbox/stripe"
FURTHEST = 10 * 366 * 86_400
"""Seconds that the clock can be moved at once."""


def router(account: Account, worker: Worker) -> APIRouter:
    """What `peptalk sandbox stripe` asks."""
    routes = APIRouter(prefix=PATH)

    @routes.get("")
    async def see() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse(_state(account))

    @routes.get("/deliveries")
    async def sent() -> Response:  # pyright: ignore[reportUnusedFunction]
        return JSONResponse({"deliveries": list(account.hidden(DELIVERY).values())})

    @routes.post("/{what}")
    async def do(request: Request, what: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        try:
            return JSONResponse(await _done(account, worker, what, _asked(await request.body())))
        except ValidationError as exc:
            said = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in exc.errors())
            return JSONResponse(bad(said).body(), 400)
        except Refusal as exc:
            return JSONResponse(exc.body(), exc.status)
        finally:
            account.woken.set()

    return routes


def _state(account: Account) -> Object:
    counts = {kind: len(table) for kind, table in sorted(account.tables.items())}
    states = [each["state"] for each in account.hidden(DELIVERY).values()]
    return {
        "now": account.now(),
        "ahead": round(account.clock.ahead),
        "settings": account.settings.model_dump(),
        "objects": counts,
        "deliveries": {state: states.count(state) for state in sorted(set(states))},
        "routes": api.routes(),
    }


def _asked(body: bytes) -> Asked:
    try:
        asked: Any = json.loads(body or b"{}")
    except ValueError as exc:
        raise bad(f"the body is not JSON: {exc}") from exc
    if not isinstance(asked, dict):
        raise bad("the body is not a JSON object")
    return cast("Asked", asked)


async def _done(account: Account, worker: Worker, what: str, asked: Asked) -> Object:
    if what == "advance":
        return await _advance(account, worker, asked)
    if what == "settle":
        await worker.settled()
        return _state(account)
    if what == "settings":
        held = account.settings.held
        account.set(asked)
        if held and not account.settings.held:
            deliveries.release(account)
        return _state(account)
    if what == "deliver":
        return await _deliver(account, worker, asked)
    if what in DEEDS:
        return DEEDS[what](account, asked)
    known = ", ".join(sorted([*DEEDS, "advance", "deliver", "settings", "settle"]))
    raise Refusal(404, f"the sandbox knows no {PATH}/{what}; it knows {known}")


async def _advance(account: Account, worker: Worker, asked: Asked) -> Object:
    seconds = asked.get("seconds")
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 <= seconds <= FURTHEST:
        raise bad(f"seconds must be a whole number from 0 to {FURTHEST}: by how much the clock goes on", "seconds")
    await worker.up_to(account.now() + seconds)
    return _state(account)


async def _deliver(account: Account, worker: Worker, asked: Asked) -> Object:
    """Send events now, whatever became of them before: those named or all that wait, in an order, so many times."""
    kept = account.hidden(DELIVERY)
    names, endpoint, livemode = asked.get("events"), asked.get("endpoint"), asked.get("livemode")
    if names is not None:
        for each in names:
            account.one("event", str(each))
    there = account.tables.get("webhook_endpoint", {})
    chosen = [
        each["id"]
        for each in kept.values()
        if (each["event"] in names if names is not None else each["state"] in (deliveries.PENDING, deliveries.FAILED))
        and endpoint in (None, each["endpoint"])
        and each["endpoint"] in there
    ]
    if names is not None:
        chosen.sort(key=lambda each: names.index(kept[each]["event"]))
    order = asked.get("order", "made")
    if order == "reversed":
        chosen.reverse()
    elif order == "shuffled":
        account.drawn.shuffle(chosen)
    elif order != "made":
        raise bad("order is made, reversed or shuffled", "order")
    times = asked.get("times", 1)
    if not isinstance(times, int) or not 1 <= times <= 100:
        raise bad("times is a whole number from 1 to 100", "times")
    tried: list[Object] = []
    async with account.working:
        for _ in range(times):
            for id in chosen:
                said = await deliveries.attempt(account, worker.web, id, livemode=livemode)
                tried.append({"event": kept[id]["event"], "endpoint": kept[id]["endpoint"], **said})
    return {"tried": tried}
