"""`peptalk verify SLUG[@VERSION]`: published versions, proved again from stored bytes alone."""

from typing import Annotated

import typer

from functions.operate.running.watching import VERIFY, VERIFY_ALL, VerifyAll, VerifyVersion
from infra.cli.desks import session
from infra.cli.desks.desk import Desk
from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.naming import named_version
from infra.cli.terminal.target import LOCAL, TargetOption
from shared.store.publishing.proofs import Report

_WHICH = "SLUG[@VERSION]"

Version = Annotated[
    str | None,
    typer.Argument(metavar=_WHICH, callback=named_version, help="Such as bpc-157@3; alone, the current one."),
]
All = Annotated[bool, typer.Option("--all", help="Every version that readers are given.")]


def command(version: Version = None, all: All = False, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Prove hashes, quotes, references and grade of published versions; no network is used."""
    if (version is None) is not all:
        raise typer.BadParameter("name one version, or give --all", param_hint=_WHICH)
    if version is None:
        return session.at(target, lambda desk: _every(desk, json))
    slug, _, number = version.partition("@")
    number = number.removeprefix("v")
    if number and not (number.isdecimal() and len(number) <= 9):
        raise typer.BadParameter(f"{number!r} is no version; write {slug}@2", param_hint=_WHICH)
    wanted = VerifyVersion(slug=slug, version=int(number) if number else None)
    return session.at(target, lambda desk: _one(desk, wanted, json))


async def _one(desk: Desk, wanted: VerifyVersion, json: bool) -> int:
    report = await desk.ask(VERIFY, wanted)
    if json:
        print_json(_as_json(report))
    else:
        failed = {fault.check for fault in report.faults}
        rows = [["does not hold" if name in failed else "holds", name, what] for name, what in report.checks.items()]
        print_table(f"{report.slug} version {report.version}", ["", "check", "what was looked at"], rows)
        _say_faults(report)
        said = "proved" if report.proven else f"{len(report.faults)} faults"
        say(f"{report.slug}@{report.version}: {said}")
    return Exit.DONE if report.proven else Exit.FAILED


async def _every(desk: Desk, json: bool) -> int:
    reports: list[Report] = []
    after: str | None = ""
    while after is not None:
        found = await desk.ask(VERIFY_ALL, VerifyAll(after=after))
        reports += found.reports
        after = found.after
    failed = [each for each in reports if not each.proven]
    if json:
        print_json({"proved": not failed, "versions": [_as_json(each) for each in reports]})
    else:
        for each in failed:
            _say_faults(each)
        say(f"{len(reports)} published versions, {len(reports) - len(failed)} proved, {len(failed)} with faults")
    return Exit.FAILED if failed else Exit.DONE


def _say_faults(report: Report) -> None:
    for fault in report.faults:
        say(f"{report.slug}@{report.version}: {fault.check}: {fault.subject}: {fault.reason}")


def _as_json(report: Report) -> dict[str, object]:
    return {**report.model_dump(mode="json"), "proved": report.proven}
