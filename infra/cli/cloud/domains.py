"""`peptalk infra domains`: where each environment answers, and moving it."""

from typing import Annotated

import typer

from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.cloudflare.account.access import Target
from infra.cloudflare.domains import HOSTS, domains, host, move
from infra.local.machine.project import FUNCTIONS, ROOT

Set = Annotated[
    str | None,
    typer.Option("--set", metavar="ENV=DOMAIN", help="Move an environment: rewrites domains.toml and the manifests."),
]


def command(set_: Set = None, json: Json = False, target: TargetOption = LOCAL) -> int:
    """Show where each environment answers, or move one to another domain. Takes effect with the next deployment."""
    only_here(target, f"the same command without --target, and --set {target}=DOMAIN to move it")
    if set_ is not None:
        name, given, to = set_.partition("=")
        if not given or name not in (Target.STAGING, Target.PRODUCTION):
            raise typer.BadParameter("write it as production=example.com", param_hint="--set")
        for file in move(Target(name), to):
            say(f"rewrote {file.relative_to(ROOT)}")
    served = [function for function in HOSTS if (FUNCTIONS / function).is_dir()]
    found = {
        str(target): {function: host(function, domain) for function in served} for target, domain in domains().items()
    }
    if json:
        print_json(found)
    else:
        rows = [[target, function, at] for target, hosts in found.items() for function, at in hosts.items()]
        print_table("Domains", ["environment", "function", "host"], rows)
    return Exit.DONE
