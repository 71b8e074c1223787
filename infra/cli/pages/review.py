"""`peptalk review list|show|approve|reject|reopen`: what is held, and a person's word on it."""

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from functions.operate.pages.reopening import REOPEN, Reopen
from functions.operate.pages.reviewing import (
    APPROVE,
    LIST,
    REJECT,
    SHOW,
    Approve,
    Decided,
    ListReviews,
    ReadClaim,
    Reject,
    Review,
    ShowReview,
)
from infra.cli.desks import owed, session
from infra.cli.desks.desk import Desk
from infra.cli.desks.reporting import exit_of, show
from infra.cli.terminal.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.cli.terminal.decisions import Why, why_and_who
from infra.cli.terminal.naming import named
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed
from infra.local.machine.actor import act
from shared.platform.errors import PermanentError
from shared.store.objects import hash_in
from shared.store.publishing.held_items import HeldItem
from shared.store.publishing.holds import Hold

app = typer.Typer(no_args_is_help=True, help="Review: what waits for a person, and their word on it.")

Name = Annotated[str, typer.Argument(callback=named, help="The peptide: a name, an alias or a slug.")]
All = Annotated[bool, typer.Option("--all", help="Also what was decided on or superseded; the newest 1,000.")]
WithoutDraft = Annotated[
    bool, typer.Option("--without-draft", help="Only what was held before there was a draft, with the reason.")
]
Which = Annotated[str | None, typer.Option("--draft", help="The draft's hash, or its first 8 characters or more.")]
Read = Annotated[str, typer.Option("--draft", help="The hash of the draft that you read, as `review show` prints it.")]
Save = Annotated[Path | None, typer.Option("--save", help="A folder for the private rendering: page and PDF.")]
Who = Annotated[str | None, typer.Option("--person", help="Who read it.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Do not follow the run that publishes it.")]


@app.command("list")
def list_reviews(
    all: All = False, without_draft: WithoutDraft = False, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """The drafts that wait for a person, oldest first, and what is held without a draft."""

    async def work(desk: Desk) -> int:
        found = await desk.ask(LIST, ListReviews(all=all))
        if json:
            listed = found.without_draft if without_draft else found.holds
            print_json([each.model_dump(mode="json") for each in listed])
            return Exit.DONE
        if not without_draft:
            _list_holds(found.holds, all=all)
        _list_items(found.without_draft)
        if without_draft and not found.without_draft:
            say("Nothing is held without a draft.")
        return Exit.DONE

    return session.at(target, work)


def _list_holds(found: Sequence[Hold], *, all: bool) -> None:
    if not found:
        say("Nothing was ever held." if all else "Nothing waits for a person.")
        return
    rows = [
        [
            *(each.slug, hash_in(each.draft)[:12], each.state, each.created_at[:16]),
            *("; ".join(dict.fromkeys(why.reason for why in each.reasons)), each.settled_by or ""),
        ]
        for each in found
    ]
    print_table("Held drafts", ["peptide", "draft", "state", "since", "reasons", "decided by"], rows)
    say("Next: peptalk review show PEPTIDE")


def _list_items(found: Sequence[HeldItem]) -> None:
    if not found:
        return
    rows = [
        [each.slug, each.since[:16], f"version {each.current_version}" if each.current_version else "none", each.reason]
        for each in found
    ]
    print_table("Held without a draft", ["peptide", "since", "page that stays", "reason"], rows)
    say("There is nothing to decide on; the next run looks again: peptalk run-single PEPTIDE once that is mended.")


@app.command("show")
def show_review(
    name: Name, draft: Which = None, save: Save = None, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """A held draft: its claims with their quotes, what was found against them, and its rendering as files."""
    _check(draft)

    async def work(desk: Desk) -> int:
        found = await desk.ask(SHOW, ShowReview(name=name, draft=draft))
        files = await _saved(desk, found, save) if save is not None else []
        if json:
            print_json({**found.model_dump(mode="json"), "files": [str(each) for each in files]})
            return Exit.DONE
        _tell(found)
        for each in files:
            print(each)
        return Exit.DONE

    return session.at(target, work)


@app.command("approve")
def approve(
    name: Name,
    draft: Read,
    reason: Why = None,
    person: Who = None,
    no_wait: NoWait = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Publish a held draft as it is."""
    why, who = _said(draft, reason, person)

    async def work(desk: Desk) -> int:
        if not agreed(target, f"Publish the draft {draft} of {name}?", "published", yes=yes):
            return Exit.DONE
        done = await desk.ask(APPROVE, Approve(name=name, draft=draft, person=who, act=act(why)))
        return await _published(desk, done, json=json, wait=not no_wait)

    return session.at(target, work)


@app.command("reopen")
def reopen(
    name: Name,
    draft: Read,
    reason: Why = None,
    person: Who = None,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Take a rejection back: the draft waits for a person again, where no newer draft or evidence took its place."""
    why, who = _said(draft, reason, person)

    async def work(desk: Desk) -> int:
        if not agreed(target, f"Reopen the rejected draft {draft} of {name}?", "reopened", yes=yes):
            return Exit.DONE
        done = await desk.ask(REOPEN, Reopen(name=name, draft=draft, person=who, act=act(why)))
        if json:
            print_json(done.model_dump(mode="json"))
            return Exit.DONE
        say(f"The draft {done.draft[:12]} of {done.name} waits for a person again.")
        if done.judged_before:
            say(
                f"Rules changed since it was judged; to have it judged by today's first: peptalk run-single {done.slug}"
            )
        say(f"Next: peptalk review show {done.slug} --draft {done.draft[:12]}")
        return Exit.DONE

    return session.at(target, work)


@app.command("reject")
def reject(
    name: Name,
    draft: Read,
    reason: Why = None,
    person: Who = None,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Never publish a held draft. Newer evidence makes another one, which is judged anew."""
    why, who = _said(draft, reason, person)

    async def work(desk: Desk) -> int:
        if not agreed(target, f"Reject the draft {draft} of {name}?", "rejected", yes=yes):
            return Exit.DONE
        done = await desk.ask(REJECT, Reject(name=name, draft=draft, person=who, act=act(why)))
        if json:
            print_json(done.model_dump(mode="json"))
        else:
            say(f"The draft {done.draft[:12]} of {done.name} is rejected; newer evidence makes another one.")
            say(f"By mistake? peptalk review reopen {done.slug} --draft {done.draft[:12]} --person WHO --reason WHY")
        return Exit.DONE

    return session.at(target, work)


async def _published(desk: Desk, done: Decided, *, json: bool, wait: bool) -> int:
    already = f" in these words already, at {done.since}. Its run:" if done.since else "."
    say(f"The draft {done.draft[:12]} of {done.name} is approved{already}")
    if done.run_id is None or not wait:
        if json:
            print_json(done.model_dump(mode="json"))
        else:
            say(f"Next: peptalk runs follow {done.run_id}")
        return Exit.DONE
    with progress(1, done.run_id) as on_progress:
        await desk.follow(done.run_id, on_progress, trouble)
    report = await desk.report(done.run_id)
    if not json:
        return show(report, json=False)
    print_json({**done.model_dump(mode="json"), "report": report.as_json()})
    return exit_of(report)


async def _saved(desk: Desk, found: Review, folder: Path) -> list[Path]:
    if found.hold.page is None or found.hold.pdf is None:
        raise PermanentError(f"the draft of {found.name} has no rendering: no claim of it is left to show")
    stem = f"{found.hold.slug}-{found.hash[:12]}"
    paths = [(found.hold.page, folder / f"{stem}.html"), (found.hold.pdf, folder / f"{stem}.pdf")]
    await asyncio.to_thread(_room_for, [path for _, path in paths])
    for key, path in paths:
        await desk.fetch(key, path)
    return [path for _, path in paths]


def _room_for(paths: Sequence[Path]) -> None:
    for path in paths:
        if path.exists():
            raise PermanentError(f"{path} exists already; name another folder with --save")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise PermanentError(f"{path.parent} is no folder that can be written to: {exc.strerror}") from exc


def _tell(found: Review) -> None:
    hold = found.hold
    decided = f"{hold.state} by {hold.settled_by}: {hold.settled_reason}" if hold.settled_by else hold.state
    because = found.quoted_because
    rows: list[list[object]] = [
        ["draft", found.hash],
        ["state", decided],
        ["since", hold.created_at],
        ["written by", found.writer.model or found.writer.kind],
        *([] if because is None else [["quoted in a model's place", owed.said(hold.slug, because)]]),
        *(["reason", f"{each.rule}: {each.reason} {each.span}".rstrip()] for each in found.findings),
    ]
    print_table(found.name, ["what", "value"], rows)
    print_table("Claims", ["section", "claim", "rests on", "found"], [_row(each) for each in found.claims])
    if hold.state == "open" and hold.monograph is not None:
        say(f"Next: peptalk review approve {hold.slug} --draft {found.hash[:12]} --person WHO --reason WHY, or reject")
    elif hold.state == "open":
        say(f"It cannot be approved as it is. Next: peptalk review reject {hold.slug} --draft {found.hash[:12]} ...")
    elif hold.state == "rejected":
        say(f"By mistake? peptalk review reopen {hold.slug} --draft {found.hash[:12]} --person WHO --reason WHY")


def _row(each: ReadClaim) -> list[object]:
    quotes = "\n".join(f"{id}: {text}" for id, text in each.quotes.items())
    against = "; ".join(f"{why.rule} {why.reason}" for why in each.findings)
    return [each.claim.section.value, each.claim.text, quotes, against]


def _said(draft: str, reason: str | None, person: str | None) -> tuple[str, str]:
    _check(draft)
    return why_and_who(reason, person, "read the draft")


def _check(draft: str | None) -> None:
    if draft is not None and not re.fullmatch(r"[0-9a-f]{8,64}", draft):
        raise typer.BadParameter(
            f"{draft!r} is no hash of a draft: give 8 to 64 hex characters of it, as `peptalk review show` prints it",
            param_hint="--draft",
        )
