"""`peptalk demo`: a night over the invented sample catalog, with stand-in vendors, on this machine alone."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from functions.operate.literature.searching import UPDATE, UpdateIndex
from infra.cli.desks import session
from infra.cli.desks.desk_here import DeskHere
from infra.cli.desks.reporting import show
from infra.cli.terminal.console import Exit, Json, progress, say, trouble
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.actor import act
from infra.local.platform import pipeline
from infra.sandbox import samples
from infra.sandbox.server import serve

Serve = Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the pages afterwards, until Ctrl-C.")]
Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65_535, help="The site's port; 0 takes a free one.")]

_OURS = ("PEPTALK_", "NCBI_", "ANTHROPIC_", "OPENAI_", "STRIPE_")


def command(
    serve_pages: Serve = True,
    host: Host = "127.0.0.1",
    port: Port = 8787,
    json: Json = False,
    target: TargetOption = LOCAL,
) -> int:
    """Publish every sample peptide against the sandbox vendors, show what came of it, and serve the pages."""
    only_here(target, f"peptalk run-batch catalog/peptides.yaml --target {target}")
    home = session.home_path() / "demo"
    corpus = _corpus(home)

    serving = False

    say("A night over the invented sample catalog, with stand-in vendors: about a quarter of a minute.")

    async def night() -> int:
        nonlocal serving
        async with (
            serve(corpus) as vendors,
            session.embedded(env=_environment(vendors.env(keys=True)), home=home) as embedded,
        ):
            if serve_pages:
                # Bound first: a port in use is said before a minute's work, not after it.
                async with embedded.web(host, port) as url:
                    code = await _publish(embedded, json=json)
                    say(f"The pages are on {url} until Ctrl-C. All of it is invented.")
                    say(f"Who signs in there finds the mail in {_shown(embedded.home.mail)}.")
                    serving = True
                    await embedded.consume(None)
                    return code
            return await _publish(embedded, json=json)

    try:
        code = session.until_stopped(night())
    except (KeyboardInterrupt, session.Terminated):
        if serving:
            return Exit.DONE
        raise
    later = min(samples.LATER.glob("*.xml"))
    say(f"Again: nothing changes. With one study more ({_shown(later)} copied to {_shown(corpus)}): one version 2.")
    return code


async def _publish(embedded: pipeline.Embedded, *, json: bool) -> int:
    catalog = load(samples.CATALOG, sample=True)
    await sync_models(embedded.platform(pipeline.COMMAND))
    await pipeline.sync_catalog(embedded, catalog, retire=True)
    begun = await pipeline.begin_nightly(embedded)
    with progress(len(catalog.peptides), "sample catalog") as on_progress:
        await pipeline.settle(embedded, begun.run_id, on_progress, trouble)
    desk = DeskHere(embedded)
    while (await desk.ask(UPDATE, UpdateIndex(act=act("demo")))).more:
        pass
    return show(await desk.report(begun.run_id), json=json)


def _corpus(home: Path) -> Path:
    """The demo's own copy of the sample corpus, so that a study can be added to it."""
    corpus = home / "corpus"
    for source in sorted((*samples.CORPUS.glob("*.xml"), *samples.CORPUS.glob("*.json"))):
        target = corpus / source.name
        if not target.exists() or target.read_bytes() != source.read_bytes():
            corpus.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return corpus


def _environment(vendors: Mapping[str, str]) -> dict[str, str]:
    """The sandbox's variables and nobody else's: real keys and addresses stay outside the demo."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return {**kept, **vendors, "PEPTALK_CATALOG": "sample"}


def _shown(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
