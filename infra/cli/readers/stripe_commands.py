"""`peptalk stripe events|reconcile`: what Stripe told, what became of it, and everything compared at once."""

from typing import Annotated

import typer

from functions.operate.readers.events import (
    LIST,
    RECONCILE,
    RECONCILIATIONS,
    RESEND,
    SHOW,
    EventReport,
    ListEvents,
    ListReconciliations,
    Reconcile,
    ReconciliationList,
    ResendEvent,
    ShowEvent,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption
from infra.local.machine.actor import act

app = typer.Typer(no_args_is_help=True, help="Stripe: its events, and reconciliation with all that it has.")
events = typer.Typer(no_args_is_help=True, help="Events: listed, shown, applied once more.")
app.add_typer(events, name="events")

EventId = Annotated[str, typer.Argument(help="Stripe's id of the event: evt_...")]
Waiting = Annotated[bool, typer.Option("--waiting", help="Only those that are not processed.")]
Type = Annotated[str | None, typer.Option("--type", help="Only of this type: invoice.paid.")]
Whole = Annotated[bool, typer.Option("--whole", help="With names, addresses and all else that the event says.")]
Limit = Annotated[int, typer.Option(min=1, max=1_000, help="How many, the newest first.")]
Show = Annotated[bool, typer.Option("--show", help="Ask for nothing; show the last ones and what the newest repaired.")]


@events.command("list")
def list_events(
    waiting: Waiting = False,
    type: Type = None,
    limit: Limit = 50,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """The newest events with what became of them, and what the webhook refused within a week."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(LIST, ListEvents(waiting=waiting, type=type, limit=limit))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        rows = [
            [each.id, each.type, each.received_at, each.source, each.outcome or "waits", each.note]
            for each in found.events
        ]
        print_table("Events", ["id", "type", "received", "by", "outcome", "why"], rows)
        for each in found.refused:
            say(f"{each.day}: {each.count} requests refused ({each.reason}), the last at {each.last_at}")
        return Exit.DONE

    return session.at(target, work)


@events.command("show")
def show_event(id: EventId, whole: Whole = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """One event without what it says of people, how its work stands, and the changes that it brought."""

    async def work(desk: Desk) -> int:
        return _shown(await desk.ask(SHOW, ShowEvent(id=_event(id), whole=whole)), json=json)

    return session.at(target, work)


@events.command("resend")
def resend_event(id: EventId, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Apply an event once more: its subscriptions are asked about anew."""

    async def work(desk: Desk) -> int:
        await desk.ask(RESEND, ResendEvent(id=_event(id), act=act(None)))
        return _shown(await desk.ask(SHOW, ShowEvent(id=_event(id))), json=json)

    return session.at(target, work)


@app.command("reconcile")
def reconcile(show: Show = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Compare everything that Stripe has with everything here, and repair what differs."""

    async def work(desk: Desk) -> int:
        if not show:
            await desk.ask(RECONCILE, Reconcile(act=act(None)))
        found = await desk.ask(RECONCILIATIONS, ListReconciliations())
        return _reconciled(found, json=json, asked=not show)

    return session.at(target, work)


def _event(id: str) -> str:
    if not id.startswith("evt_"):
        raise typer.BadParameter(f"{id!r} is no event's id; `peptalk stripe events list` shows them", param_hint="ID")
    return id


def _shown(found: EventReport, *, json: bool) -> int:
    if json:
        print_json(found.model_dump(mode="json"))
        return Exit.DONE
    event = found.event
    rows: list[list[object]] = [
        ["type", event.type],
        ["came", f"{event.received_at} by {event.source}, API {event.api_version or 'unknown'}"],
        ["outcome", f"{event.outcome or 'waits'}" + (f": {event.note}" if event.note else "")],
        ["work", found.work or "pruned, or never asked for"],
        *(["change", f"{each.at}: {each.state['status']}"] for each in found.changes),
        ["body", event.body],
    ]
    print_table(event.id, ["what", "value"], rows)
    return Exit.DONE


def _reconciled(found: ReconciliationList, *, json: bool, asked: bool) -> int:
    if json:
        print_json(found.model_dump(mode="json"))
        return Exit.DONE
    columns = ["night", "part", "listed", "looked at", "changed", "missing", "events", "finished"]
    rows = [
        [
            *(each.night, each.part, each.listed, each.doubted, each.changed, each.missing, each.events),
            each.finished_at or "goes on",
        ]
        for each in found.reconciliations
    ]
    print_table("Reconciliations", columns, rows)
    for each in found.repairs:
        say(f"{each.at}: {each.subscription} is {each.state['status']} until {each.state['current_period_end']}")
    for one in found.overrides:
        who = f"{one.override['by']}: {one.override['reason']}" if one.override else "by SQL, nobody is named"
        end = one.current_period_end or "no end"
        say(f"{one.id} is set to {one.status} until {end} ({who}); Stripe says {one.stripe_status or 'nothing'}")
    for twice in found.doubled:
        who = twice.email or "a customer of no known account"
        say(f"{who} pays for {', '.join(twice.subscriptions)}; end all but one at Stripe, and give back what it took")
    if asked:
        say("Asked for; billing does it. Next: peptalk stripe reconcile --show")
    return Exit.DONE
