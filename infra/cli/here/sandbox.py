"""`peptalk sandbox`: stand-ins for the vendors, over any folder of PubMed XML."""

from pathlib import Path
from typing import Annotated

import typer

from infra.cli.here import sandbox_mail, sandbox_stripe
from infra.cli.terminal.console import Exit
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.sandbox import samples, server
from infra.sandbox.certificate import certificate
from infra.sandbox.faults import rules
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.stripe import sample

Corpus = Annotated[Path, typer.Option("--corpus", help="A folder of PubMed XML files.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65_535, help="0 takes a free port.")]
Latency = Annotated[float, typer.Option("--latency", min=0, help="Seconds that the model stand-ins think.")]
BatchSeconds = Annotated[float, typer.Option("--batch-seconds", min=0, help="Seconds that a batch of messages takes.")]
Fault = Annotated[
    list[str] | None,
    typer.Option(
        "--fault",
        metavar="TARGET:FAULT[=SECONDS][*TIMES][@PROBABILITY]",
        help="Fail so, e.g. anthropic:500, ncbi/efetch:truncated*2, openai:throttled=8@0.3. Can be repeated.",
    ),
]
Schedule = Annotated[Path | None, typer.Option("--faults", help="A YAML file of faults, after those of --fault.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Of the faults' probabilities; else drawn and printed.")]
Tls = Annotated[
    Path | None,
    typer.Option("--tls", metavar="FOLDER", help="Speak HTTPS, with the certificate that is kept or made in FOLDER."),
]
StripeState = Annotated[
    Path | None,
    typer.Option("--stripe-state", metavar="FILE", help="Keep Stripe's account in FILE, and go on with it."),
]
app = typer.Typer()
app.add_typer(sandbox_stripe.app, name="stripe")
app.add_typer(sandbox_mail.app, name="mail")


@app.callback(invoke_without_command=True)
def command(
    context: typer.Context,
    corpus: Corpus = samples.CORPUS,
    port: Port = 8788,
    latency: Latency = 0.0,
    fault: Fault = None,
    faults: Schedule = None,
    seed: Seed = None,
    tls: Tls = None,
    batch_seconds: BatchSeconds = 0.0,
    stripe_state: StripeState = None,
    target: TargetOption = LOCAL,
) -> int:
    """Serve stand-ins for registries, models, Stripe and mail on loopback; print what points PepTalk at them."""
    if context.invoked_subcommand is not None:
        return Exit.DONE
    only_here(target, "the real vendors, whose keys are secrets of the Workers")
    given = [rules.of_spec(each) for each in fault or []]
    filed, of_file = rules.of_file(faults) if faults else ((), None)
    faulty = Faults([*given, *filed], of_file if seed is None else seed)
    account = sample.kept(stripe_state) if stripe_state else None
    return server.run(corpus, port, latency, faulty, certificate(tls) if tls else None, batch_seconds, account)
