"""`peptalk studies search|override|overrides`: finding studies, and a person's word on one in place of the rules'."""

import re
from enum import StrEnum
from typing import Annotated, Any

import typer

from functions.operate.literature.overriding import (
    OVERRIDE,
    OVERRIDES,
    UNDO,
    ListOverrides,
    Overridden,
    OverrideStudy,
    UndoOverride,
)
from infra.cli.desks import session
from infra.cli.desks.desk import Desk, Report
from infra.cli.desks.reporting import exit_of, show
from infra.cli.literature import searching
from infra.cli.terminal.console import Exit, Json, print_json, print_table, progress, say, trouble
from infra.cli.terminal.decisions import Why, why_and_who
from infra.cli.terminal.naming import named
from infra.cli.terminal.target import LOCAL, TargetOption, Yes, agreed
from infra.local.machine.actor import act
from shared.domain.vocabulary import Design, Direction, Species

app = typer.Typer(no_args_is_help=True, help="Studies: finding them, and what persons decided on them.")

app.command("search")(searching.search)


class Act(StrEnum):
    """What is decided."""

    EXCLUDE = "exclude"
    INCLUDE = "include"
    RECLASSIFY = "reclassify"


Pmid = Annotated[str, typer.Argument(help="The study's PMID.")]
What = Annotated[Act | None, typer.Argument(help="What is decided; none with --undo.")]
Who = Annotated[str | None, typer.Option("--person", help="Who reviewed the study.")]
For = Annotated[
    str | None, typer.Option("--peptide", callback=named, help="Only on this peptide's page: name, alias or slug.")
]
DesignOption = Annotated[Design | None, typer.Option("--design", help="The design it has.")]
SpeciesOption = Annotated[Species | None, typer.Option("--species", help="In whom or in what it was done.")]
DirectionOption = Annotated[
    Direction | None,
    typer.Option("--direction", help="Which way it went as a whole: its outcome where it has one."),
]
Outcomes = Annotated[
    list[str] | None,
    typer.Option(
        "--outcome", metavar="ID=DIRECTION", help="Which way one outcome went, such as pain=null; repeatable."
    ),
]
Number = Annotated[int | None, typer.Option("--n", min=1, help="How many participants or animals it has.")]
Undo = Annotated[bool, typer.Option("--undo", help="Withdraw the decision that stands; the rules hold again.")]
NoWait = Annotated[bool, typer.Option("--no-wait", help="Do not follow the run that makes the pages anew.")]
All = Annotated[bool, typer.Option("--all", help="Also those that were withdrawn or replaced.")]
OfStudy = Annotated[str | None, typer.Option("--pmid", help="Only of this study.")]


@app.command("override")
def override(
    pmid: Pmid,
    action: What = None,
    reason: Why = None,
    person: Who = None,
    peptide: For = None,
    design: DesignOption = None,
    species: SpeciesOption = None,
    direction: DirectionOption = None,
    n: Number = None,
    outcome: Outcomes = None,
    undo: Undo = False,
    no_wait: NoWait = False,
    yes: Yes = False,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Decide on a study in place of the rules, on one peptide's page or all, and make those pages anew."""
    pmid = _bare(pmid, "PMID")
    ways = _outcomes(outcome or []) or None
    classified = {"design": design, "species": species, "direction": direction, "n": n, "outcomes": ways}
    given: dict[str, Any] = {name: value for name, value in classified.items() if value is not None}
    _check(action, given, undo=undo)
    why, who = why_and_who(reason, person, "reviewed the study")
    shared: dict[str, Any] = {"pmid": pmid, "peptide": peptide, "person": who, "act": act(why)}

    async def work(desk: Desk) -> int:
        what = "the decision on" if undo else action
        if not agreed(target, f"{'Withdraw' if undo else 'Do'} {what} PMID {pmid}?", "decided", yes=yes):
            return Exit.DONE
        if action is None:
            done = await desk.ask(UNDO, UndoOverride(**shared))
        else:
            done = await desk.ask(OVERRIDE, OverrideStudy(action=action.value, **shared, **given))
        return await _told(desk, done, action, json=json, wait=not no_wait)

    return session.at(target, work)


def _check(action: Act | None, given: dict[str, Any], *, undo: bool) -> None:
    options = ", ".join(f"--{name.removesuffix('s') if name == 'outcomes' else name}" for name in given)
    if undo and (action is not None or given):
        raise typer.BadParameter(f"--undo withdraws; leave {action or options} out", param_hint="--undo")
    if not undo and action is None:
        raise typer.BadParameter("say what: exclude, include or reclassify; or --undo")
    if action is Act.EXCLUDE and given:
        raise typer.BadParameter(f"what is excluded is not classified: leave {options} out", param_hint=options)
    if action is Act.RECLASSIFY and not given:
        raise typer.BadParameter("reclassify as what? Give --design, --species, --direction, --outcome or --n")


def _outcomes(said: list[str]) -> dict[str, Direction]:
    found: dict[str, Direction] = {}
    for each in said:
        name, equals, way = each.partition("=")
        if not equals or way not in list(Direction):
            ways = ", ".join(Direction)
            raise typer.BadParameter(f"{each!r} is no ID=DIRECTION; the directions are {ways}", param_hint="--outcome")
        found[name] = Direction(way)
    return found


def _bare(pmid: str, hint: str) -> str:
    """The digits of a PMID, also where it is typed as `studies search` prints it (`PMID:12345`)."""
    digits = re.sub(r"^PMID\s*:?\s*", "", pmid.strip(), flags=re.IGNORECASE)
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 12):
        raise typer.BadParameter(f"{pmid!r} is no PMID: it has at most 12 digits and nothing else", param_hint=hint)
    return digits


async def _told(desk: Desk, done: Overridden, action: Act | None, *, json: bool, wait: bool) -> int:
    where = "all its peptides" if done.slug is None else done.slug
    what = "the decision is withdrawn" if action is None else "decided"
    if done.since is None:
        say(f"PMID {done.pmid} ({done.title}): {what} for {where}.")
    else:
        say(f"PMID {done.pmid} ({done.title}): {what} for {where} in these words already, at {done.since}. Its run:")
    if done.run_id is None:
        say("No active peptide has this study, so no page is made anew.")
    elif wait:
        with progress(len(done.slugs), done.run_id) as on_progress:
            await desk.follow(done.run_id, on_progress, trouble)
        report = await desk.report(done.run_id)
        if not json:
            code = show(report, json=False)
            if action is Act.EXCLUDE and (narrowed := _narrowed(desk, report)):
                say(
                    "No model was asked: statements that rested on the study went, those that summed it up too. To "
                    f"have the page written anew: peptalk run-single {narrowed[0]} --full-draft"
                )
            return code
        print_json({**done.model_dump(mode="json"), "report": report.as_json()})
        return exit_of(report)
    else:
        say(f"Pages to be made anew: {', '.join(done.slugs)}. Next: peptalk runs follow {done.run_id}")
    if json:
        print_json(done.model_dump(mode="json"))
    return Exit.DONE


def _narrowed(desk: Desk, report: Report) -> list[str]:
    """The pages of a model that were published without asking it, whose overview may have gone."""
    asked = report.report.spending.calls or "writer" not in desk.asked_roles()
    return [] if asked else [each.slug for each in report.report.items if each.state == "published"]


@app.command("overrides")
def overrides(pmid: OfStudy = None, all: All = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """What persons decided on studies, newest first."""
    of = None if pmid is None else _bare(pmid, "--pmid")

    async def work(desk: Desk) -> int:
        found = (await desk.ask(OVERRIDES, ListOverrides(pmid=of, all=all))).overrides
        if json:
            print_json([each.model_dump(mode="json") for each in found])
            return Exit.DONE
        if not found:
            made = "was ever made" if all else "stands"
            which = f" of PMID {of}" if of else ""
            next = f"peptalk studies override {of or 'PMID'} exclude --reason WHY --person WHO"
            say(f"No override{which} {made}. Next: {next}")
            return Exit.DONE
        columns = ["pmid", "for", "decision", "by", "on", "ended", "reason", "title"]
        rows = [
            [
                *(each.pmid, each.slug or "all", " ".join([each.action, *map(str, each.changes.values())])),
                *(each.person, each.made_at[:10], (each.ended_at or "")[:10], each.reason, each.title),
            ]
            for each in found
        ]
        print_table("Overrides", columns, rows)
        return Exit.DONE

    return session.at(target, work)
