"""Names of peptides as they are typed: a blank one is a mistake of usage, whichever command is given it."""

import typer

LONGEST = 200
"""Characters of a name; no peptide's has more than 120."""

_NEXT = "give a name, an alias or a slug; `peptalk peptides list` lists them"


def named(typed: str | None) -> str | None:
    """A typer callback: what was typed, or None where nothing was.

    Raises:
        typer.BadParameter: it is blank, or too long to be a name.
    """
    if typed is not None and not typed.strip():
        raise typer.BadParameter(f"the name is blank: {_NEXT}")
    if typed is not None and len(typed) > LONGEST:
        raise typer.BadParameter(f"the name has {len(typed):,} characters, and none has more than {LONGEST}: {_NEXT}")
    return typed


def all_named(typed: list[str] | None) -> list[str] | None:
    """The same for each of several.

    Raises:
        typer.BadParameter: one is blank, or too long.
    """
    for each in typed or ():
        named(each)
    return typed


def named_version(typed: str | None) -> str | None:
    """The same for a slug with or without a version (`bpc-157@3`).

    Raises:
        typer.BadParameter: the slug is blank, or too long.
    """
    named(None if typed is None else typed.partition("@")[0])
    return typed
