"""`peptalk verify SLUG[@VERSION]`: a published version, proved again from stored bytes alone."""

from typing import Annotated

import typer

from functions.operate.watching import VERIFY, VerifyVersion
from infra.cli import session
from infra.cli.console import Exit, Json, print_json, print_table, say
from infra.cli.desk import Desk
from infra.cli.target import LOCAL, TargetOption

Version = Annotated[str, typer.Argument(metavar="SLUG[@VERSION]", help="Such as bpc-157@3; alone, the current one.")]


def command(version: Version, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Prove hashes, quotes, references and grade of a published version; no network is used."""
    slug, _, number = version.partition("@")
    number = number.removeprefix("v")
    if number and not (number.isdecimal() and len(number) <= 9):
        raise typer.BadParameter(f"{number!r} is no version; write {slug}@2", param_hint="SLUG[@VERSION]")

    async def work(desk: Desk) -> int:
        report = await desk.ask(VERIFY, VerifyVersion(slug=slug, version=int(number) if number else None))
        if json:
            print_json({**report.model_dump(mode="json"), "proved": report.proven})
        else:
            failed = {fault.check for fault in report.faults}
            rows = [
                ["does not hold" if name in failed else "holds", name, what] for name, what in report.checks.items()
            ]
            print_table(f"{slug} version {report.version}", ["", "check", "what was looked at"], rows)
            for fault in report.faults:
                say(f"{fault.check}: {fault.subject}: {fault.reason}")
            say(f"{slug}@{report.version}: {'proved' if report.proven else f'{len(report.faults)} faults'}")
        return Exit.DONE if report.proven else Exit.FAILED

    return session.at(target, work)
