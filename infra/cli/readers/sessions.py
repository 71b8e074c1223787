"""`peptalk sessions list|revoke|disable|enable|block|blocked`: who is signed in, and who is not let in any more."""

from typing import Annotated

import typer

from functions.operate.readers.admitting import (
    BLOCK,
    BLOCKED,
    DISABLE,
    ENABLE,
    LIST,
    REVOKE,
    BlockAddress,
    DisableAccount,
    EnableAccount,
    ListBlocked,
    ListSessions,
    RevokeSessions,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import addressed, addressed_or_domain
from infra.cli.terminal.target import LOCAL, TargetOption, agreed
from infra.local.machine.actor import act

app = typer.Typer(no_args_is_help=True, help="Sessions: who is signed in, and who is not let in any more.")

Email = Annotated[str, typer.Argument(callback=addressed, help="The address of the account.")]
Address = Annotated[
    str, typer.Argument(callback=addressed_or_domain, help="An address, or a whole domain as @example.com.")
]
Reason = Annotated[str, typer.Option("--reason", help="Why; it stays with the decision and in the audit.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.command("list")
def list_sessions(
    email: Email,
    ended: Annotated[bool, typer.Option("--ended", help="Those that are over too.")] = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """An account's sessions, newest first."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(LIST, ListSessions(email=email, ended=ended))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        rows = [
            [each.id, each.created_at, each.last_seen_at, each.expires_at, each.user_agent, each.ended_by or ""]
            for each in found.sessions
        ]
        print_table("Sessions", ["id", "signed in", "last seen", "until", "program", "ended"], rows)
        return Exit.DONE

    return session.at(target, work)


@app.command("revoke")
def revoke(
    email: Annotated[str | None, typer.Argument(callback=addressed, help="The address whose sessions all end.")] = None,
    one: Annotated[str | None, typer.Option("--session", help="One session's id instead.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Every session of everybody, as after a breach.")] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it stays in the audit.")] = None,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """End sessions; whoever held them signs in again."""
    if sum((email is not None, one is not None, everybody)) != 1:
        raise typer.BadParameter("give an address, --session ID, or --all")

    async def work(desk: Desk) -> int:
        whose = "every session of everybody" if everybody else f"session {one}" if one else f"all sessions of {email}"
        if not agreed(desk.target, f"End {whose}?", "revoke", yes=yes):
            return Exit.DONE
        asked = RevokeSessions(email=email, session=one, everybody=everybody, act=act(reason))
        found = await desk.ask(REVOKE, asked)
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            say(f"{found.ended} {'session' if found.ended == 1 else 'sessions'} ended.")
        return Exit.DONE

    return session.at(target, work)


@app.command("disable")
def disable(email: Email, reason: Reason, yes: Yes = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Let nobody sign in as this account any more, and end its sessions; what it pays for is not touched."""

    async def work(desk: Desk) -> int:
        if not agreed(desk.target, f"Disable the account {email} and end its sessions?", "disable", yes=yes):
            return Exit.DONE
        found = await desk.ask(DISABLE, DisableAccount(email=email, act=act(reason)))
        if json:
            print_json(found.model_dump(mode="json"))
        elif found.changed:
            say(f"{email} is disabled; {found.ended} sessions ended. Stripe goes on charging: see to that there.")
        else:
            say(f"{email} was disabled already.")
        return Exit.DONE

    return session.at(target, work)


@app.command("enable")
def enable(email: Email, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Let a disabled account sign in again."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(ENABLE, EnableAccount(email=email, act=act(None)))
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            say(f"{email} {'is enabled' if found.changed else 'was not disabled'}.")
        return Exit.DONE

    return session.at(target, work)


@app.command("block")
def block(
    address: Address,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; needed unless a block is lifted.")] = None,
    lift: Annotated[bool, typer.Option("--lift", help="End a block.")] = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Send no sign-in to an address or a domain; whoever asks is answered as ever."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(BLOCK, BlockAddress(address=address, lift=lift, act=act(reason)))
        if json:
            print_json(found.model_dump(mode="json"))
        elif lift:
            say(f"{address} is blocked no more." if found.changed else f"{address} was not blocked.")
        else:
            say(f"{address} {'is blocked' if found.changed else 'was blocked already'}.")
        return Exit.DONE

    return session.at(target, work)


@app.command("blocked")
def blocked(
    after: Annotated[str, typer.Option("--after", help="Only addresses behind this one.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="How many, by address.")] = 100,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Which addresses and domains are blocked, by whom and why."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(BLOCKED, ListBlocked(after=after, limit=limit))
        if json:
            print_json(found.model_dump(mode="json"))
            return Exit.DONE
        rows = [[each.address, each.at, each.actor, each.reason] for each in found.blocked]
        print_table("Blocked", ["address", "since", "by", "reason"], rows)
        return Exit.DONE

    return session.at(target, work)
