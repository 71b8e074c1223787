"""`peptalk run-batch FILE`: every peptide of a catalog."""

from pathlib import Path
from typing import Annotated

import typer

from infra.cli import session
from infra.cli.console import Json, progress, say, trouble
from infra.cli.reporting import show
from infra.local import pipeline, reports
from infra.local.catalog import load
from infra.local.embedded import Embedded
from infra.local.models import sync_models
from infra.sandbox.samples import is_sample

File = Annotated[Path, typer.Argument(help="A catalog, such as catalog/peptides.yaml.")]
Fresh = Annotated[bool, typer.Option("--fresh", help="Begin a new run even if one of this catalog is unfinished.")]
Retire = Annotated[bool, typer.Option("--retire", help="Agree that the catalog retires most of what stands.")]


def command(file: File, fresh: Fresh = False, retire: Retire = False, json: Json = False) -> int:
    """Bring the catalog into the database and run every peptide of it now."""
    catalog = load(file, sample=is_sample(file))

    async def work(embedded: Embedded) -> int:
        await sync_models(embedded.platform(pipeline.COMMAND))
        await pipeline.sync_catalog(embedded, catalog, retire=retire)
        origin = f"catalog:{catalog.fingerprint}"
        begun = await pipeline.begin_batch(embedded, [each.slug for each in catalog.peptides], origin, fresh=fresh)
        if begun.resumed:
            say(f"Going on with the unfinished run {begun.run_id}; --fresh begins a new one.")
        with progress(len(catalog.peptides), file.name) as on_progress:
            await pipeline.settle(embedded, begun.run_id, on_progress, trouble)
        return show(await reports.report(embedded, begun.run_id), json=json)

    return session.run(work)
