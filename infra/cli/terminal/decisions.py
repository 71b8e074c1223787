"""A person's decision as it is typed: why, and who looked; neither is taken from the keyboard or left out."""

from typing import Annotated

import typer

Why = Annotated[str | None, typer.Option("--reason", help="Why; it stays with the decision and in the audit.")]


REASON_AT_MOST, PERSON_AT_MOST = 1_000, 200
"""Characters of each, as use cases take them."""


def why_and_who(reason: str | None, person: str | None, looked: str) -> tuple[str, str]:
    """The reason and the person, without the space around them. `looked` is what the person did: read the draft.

    Raises:
        typer.BadParameter: one of them is missing, blank or too long.
    """
    if reason is None or not reason.strip():
        raise typer.BadParameter("say why: the reason stays with the decision", param_hint="--reason")
    if person is None or not person.strip():
        raise typer.BadParameter(
            f"say who {looked}: the account that types is not taken for the person", param_hint="--person"
        )
    for said, most, hint in ((reason, REASON_AT_MOST, "--reason"), (person, PERSON_AT_MOST, "--person")):
        if len(said.strip()) > most:
            raise typer.BadParameter(f"has {len(said.strip()):,} characters; {most:,} are kept", param_hint=hint)
    return reason.strip(), person.strip()
