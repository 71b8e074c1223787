"""`peptalk --version`: which PepTalk this is, and by which editions of its rules it works."""

from importlib.metadata import version
from typing import Annotated

import typer

from shared.domain.fingerprints import GRADING_EDITION, RULES_EDITION, SELECTION_EDITION, TEMPLATE_EDITION

_EDITIONS = (
    ("grading", GRADING_EDITION),
    ("rules", RULES_EDITION),
    ("selection", SELECTION_EDITION),
    ("template", TEMPLATE_EDITION),
)


def _print(asked: bool) -> None:
    if asked:
        editions = ", ".join(f"{what} {edition}" for what, edition in _EDITIONS)
        print(f"peptalk {version('peptalk')} (editions: {editions})")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_print, is_eager=True, help="Print the version and its editions, and exit."),
]


def begin(version: Version = False) -> None:
    """What is common to all commands: nothing but the version."""
    del version
