"""Which labelled sentences a measurement is about."""

from typing import Annotated

import typer

from infra.evaluation.compliance import Name

Sets = Annotated[
    list[Name] | None,
    typer.Option(
        "--set", help="Measure this half or set; give it again for more. Both halves of the first by default."
    ),
]
