"""`peptalk mail list|show|announce|lift`: what became of mails, and telling all readers something."""

import re
from pathlib import Path
from typing import Annotated

import typer

from functions.operate.readers.mailing import (
    ANNOUNCE,
    LIFT,
    LIST,
    PLAN,
    SHOW,
    Announce,
    Kind,
    LiftSuppression,
    ListMails,
    PlanAnnouncement,
    ShowMail,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import addressed
from infra.cli.terminal.target import LOCAL, TargetOption, agreed
from infra.local.machine.actor import act
from shared.domain.mailing.mail import MailKind
from shared.platform.errors import PermanentError
from shared.store.mailing.mails import State

app = typer.Typer(no_args_is_help=True, help="Mail: what became of each, and announcements to all readers.")

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.command("list")
def list_mails(
    kind: Annotated[MailKind | None, typer.Option("--kind", help="Of this kind alone.")] = None,
    state: Annotated[str | None, typer.Option("--state", help="queued, sent, expired, suppressed or refused.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=500, help="How many, the newest first.")] = 50,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """The newest mails and what became of each."""
    wanted = ListMails.model_validate({"kind": kind, "state": _state(state), "limit": limit})

    async def work(desk: Desk) -> int:
        found = (await desk.ask(LIST, wanted)).mails
        if json:
            print_json([each.model_dump(mode="json") for each in found])
            return Exit.DONE
        rows = [[each.id, each.kind.value, each.state, each.created_at, each.reason or ""] for each in found]
        print_table("Mails", ["id", "kind", "state", "asked for", "reason"], rows)
        return Exit.DONE

    return session.at(target, work)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="A mail's id: mail_...")], json: Json = False, target: TargetOption = LOCAL
) -> int:
    """One mail: to whom, about what, and what became of it."""
    if not re.fullmatch("mail_[0-9a-f]{32}", id):
        raise typer.BadParameter(
            f"{id[:60]!r} is no mail's id; `peptalk mail list` shows them, whole with --json", param_hint="ID"
        )

    async def work(desk: Desk) -> int:
        found = (await desk.ask(SHOW, ShowMail(id=id))).model_dump(mode="json")
        if json:
            print_json(found)
            return Exit.DONE
        print_table(id, ["field", "value"], [[name, str(each)] for name, each in found.items() if each is not None])
        return Exit.DONE

    return session.at(target, work)


@app.command()
def announce(
    file: Annotated[Path, typer.Argument(help="Text: the subject, an empty line, then paragraphs.", dir_okay=False)],
    kind: Annotated[str, typer.Option("--kind", help="maintenance or incident.")],
    until: Annotated[str, typer.Option("--until", help="After this instant none is sent: 2027-01-31T02:00:00Z.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what it would come to.")] = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Tell all readers of maintenance or of an incident. The same file again writes to nobody twice."""
    meant = _kind(kind)
    subject, body = _read(file)

    async def work(desk: Desk) -> int:
        plan = await desk.ask(PLAN, PlanAnnouncement(kind=meant, subject=subject, body=body, until=until))
        if dry_run:
            if json:
                print_json({**plan.model_dump(mode="json"), "subject": subject, "body": body})
            else:
                rows = [["announcement", plan.id], ["readers", str(plan.readers)], ["not after", plan.not_after]]
                print_table("Plan", ["field", "value"], [*rows, ["subject", subject]])
                say(body)
            return Exit.DONE
        if not agreed(target, f"Write to {plan.readers} readers: {subject}?", "announced", yes=yes):
            return Exit.DONE
        asked, left_out, after = 0, 0, ""
        while after is not None:
            page = await desk.ask(
                ANNOUNCE,
                Announce(act=act(None), kind=meant, subject=subject, body=body, until=until, after=after),
            )
            asked, left_out, after = asked + page.asked, left_out + page.left_out, page.after
        if json:
            print_json({"id": plan.id, "asked": asked, "left_out": left_out})
        else:
            say(
                f"Announcement {plan.id}: {asked} mails were asked for; `peptalk mail list --kind {kind}` follows them."
            )
            if left_out:
                say(f"{left_out} readers have an address that nobody can write to.")
        return Exit.DONE

    return session.at(target, work)


@app.command()
def lift(
    email: Annotated[str, typer.Argument(callback=addressed, help="The address of an account.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays in the audit.")],
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Have an address get mail again, after bounces or a complaint."""

    async def work(desk: Desk) -> int:
        if not agreed(target, f"Let {email} get mail again?", "lifted", yes=yes):
            return Exit.DONE
        found = await desk.ask(LIFT, LiftSuppression(act=act(reason), email=email))
        if json:
            print_json(found.model_dump(mode="json"))
        else:
            say(f"It gets mail again; it had {found.reason}.")
        return Exit.DONE

    return session.at(target, work)


def _read(file: Path) -> tuple[str, str]:
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        why = exc.strerror if isinstance(exc, OSError) else "it is not UTF-8"
        raise PermanentError(
            f"{file} cannot be read: {why}; name a text file with the subject, an empty line and the rest"
        ) from exc
    subject, gap, body = text.strip().partition("\n\n")
    if not gap or "\n" in subject:
        raise PermanentError(f"{file} must have a subject in its first line, an empty line, then what is to be told")
    return subject.strip(), body.strip()


def _kind(kind: str) -> Kind:
    match kind:
        case "maintenance" | "incident":
            return kind
        case _:
            raise typer.BadParameter(f"{kind!r} is neither maintenance nor incident", param_hint="--kind")


def _state(state: str | None) -> State | None:
    match state:
        case None | "queued" | "sent" | "expired" | "suppressed" | "refused":
            return state
        case _:
            raise typer.BadParameter(
                f"{state!r} is none of queued, sent, expired, suppressed, refused", param_hint="--state"
            )
