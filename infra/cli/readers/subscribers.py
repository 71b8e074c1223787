"""`peptalk subscribers list|show|sync|set|invite`: who has access, why or why not, and what a person decides."""

from collections.abc import Sequence
from typing import Annotated

import typer

from functions.operate.readers.erasing import ERASE, PLAN, EraseSubscriber, PlanErasure
from functions.operate.readers.inviting import INVITE, Invite
from functions.operate.readers.subscribing import (
    LIST,
    SET,
    SHOW,
    SYNC,
    ListSubscribers,
    SetSubscriber,
    ShowSubscriber,
    SubscriberReport,
    SyncSubscriber,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import addressed
from infra.cli.terminal.target import LOCAL, TargetOption, agreed
from infra.local.machine.actor import act

app = typer.Typer(no_args_is_help=True, help="Subscribers: who has access, and why or why not.")

Email = Annotated[str, typer.Argument(callback=addressed, help="The address of the account.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stays with the decision and in the audit.")]
Until = Annotated[str, typer.Option("--until", help="The end: 2027-01-31, or 2027-01-31T12:00:00Z.")]
Status = Annotated[str, typer.Option("--status", help="active gives access until then, canceled takes it from all.")]
Limit = Annotated[int, typer.Option(min=1, max=1_000, help="How many, by address.")]
After = Annotated[str, typer.Option("--after", help="Only addresses behind this one.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.command("list")
def list_subscribers(limit: Limit = 100, after: After = "", json: Json = False, target: TargetOption = LOCAL) -> int:
    """Users with a subscription, and whether they have access."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(LIST, ListSubscribers(after=after, limit=limit))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        rows = [
            [
                *(each.email, each.status, each.current_period_end, "yes" if each.access else "no", each.why),
                *(each.until, "by hand" if each.by_hand else ""),
            ]
            for each in found.subscribers
        ]
        print_table("Subscribers", ["email", "status", "period end", "access", "why", "until", "set"], rows)
        if found.unowned:
            say(f"{found.unowned} subscriptions have a customer of whom no account is known.")
        return Exit.DONE

    return session.at(target, work)


@app.command("show")
def show_subscriber(email: Email, json: Json = False, target: TargetOption = LOCAL) -> int:
    """One user's subscriptions, the access that they give and why, and every change with what brought it."""

    async def work(desk: Desk) -> int:
        return _shown(await desk.ask(SHOW, ShowSubscriber(email=email)), json=json)

    return session.at(target, work)


@app.command("sync")
def sync_subscriber(email: Email, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Have Stripe asked anew about a user's subscriptions."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(SYNC, SyncSubscriber(email=email, act=act(None)))
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            said = "subscription" if found.asked == 1 else "subscriptions"
            say(f"Billing was asked to look at {found.asked} {said}. Next: peptalk subscribers show {email}")
        return Exit.DONE

    return session.at(target, work)


@app.command("set")
def set_subscriber(
    email: Email,
    until: Until,
    reason: Reason,
    status: Status = "active",
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Set status and period end by hand; they hold until that end, whatever Stripe says."""
    if status not in ("active", "canceled"):
        raise typer.BadParameter("is active or canceled", param_hint="--status")

    async def work(desk: Desk) -> int:
        if not agreed(desk.target, f"Set {email} to {status} until {until}?", "set", yes=yes):
            return Exit.DONE
        asked = SetSubscriber(email=email, status=status, until=until, act=act(reason))
        await desk.ask(SET, asked)
        return _shown(await desk.ask(SHOW, ShowSubscriber(email=email)), json=json)

    return session.at(target, work)


@app.command("invite")
def invite_subscriber(
    email: Email,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the invitation back.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it stays in the audit.")] = None,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Let an address read without a subscription where PEPTALK_ACCESS is invited; it need not have an account yet."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(INVITE, Invite(email=email, revoke=revoke, act=act(reason)))
        if json:
            print_json(found.model_dump(mode="json"))
        elif revoke:
            say(f"{email} is invited no more.")
        else:
            said = "is invited" if found.changed else "was invited already"
            say(f"{email} {said}. Nothing was sent: say that one signs in with this address.")
        return Exit.DONE

    return session.at(target, work)


@app.command("erase")
def erase_subscriber(
    email: Email,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the audit, so name nobody.")],
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Erase an account and all that is kept of it, at Stripe too. It cannot be undone."""

    async def work(desk: Desk) -> int:
        plan = await desk.ask(PLAN, PlanErasure(email=email))
        rows: list[Sequence[object]] = [[table, count] for table, count in plan.rows.items()]
        rows.append(["customers at Stripe", plan.customers])
        if not json:
            print_table(f"What goes with {email}", ["what", "how many"], rows)
            for each in plan.kept:
                say(each)
        if not agreed(desk.target, f"Erase {email}, for good?", "erased", yes=yes):
            return Exit.DONE
        begun = await desk.ask(ERASE, EraseSubscriber(email=email, act=act(reason)))
        if json:
            print_json({**plan.model_dump(mode="json"), **begun.model_dump(mode="json")})
        else:
            say(f"The account is closed; erasure {begun.erasure} goes on by itself while peptalk up runs.")
        return Exit.DONE

    return session.at(target, work)


def _shown(found: SubscriberReport, *, json: bool) -> int:
    if json:
        print_json(found.model_dump(mode="json"))
        return Exit.DONE
    rows: list[Sequence[object]] = [
        ["access", ("yes" if found.access else "no") + (f", until {found.until}" if found.until else "")],
        ["why", found.words],
        ["user", found.user.id],
        ["customer", found.user.stripe_customer_id or "none yet"],
        ["invited", f"{found.user.invited_at} by {found.user.invited_by}" if found.user.invited_at else "no"],
    ]
    for each in found.subscriptions:
        rows.append([each.id, f"{each.status} until {each.current_period_end or 'no end'}"])
        if each.overridden:
            by = each.override or {}
            said = f"{each.stripe_status or 'nothing'} until {each.stripe_period_end or 'no end'}"
            who = f"{by['by']}: {by['reason']}" if by else "by SQL, nobody is named"
            rows.append(["set by hand", f"{who}; Stripe says {said}"])
        rows += [[name, value] for name in ("withheld", "failed_at", "cancel_at") if (value := getattr(each, name))]
    rows += [["change", f"{each.at} {each.source} {each.cause}: {each.state['status']}"] for each in found.changes]
    print_table(found.user.email, ["what", "value"], rows)
    return Exit.DONE
