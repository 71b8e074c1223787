"""Names of peptides and addresses of mail as they are typed: what can be none is a mistake of usage, whichever command
is given it."""

import re

import typer

LONGEST = 200
"""Characters of a name; no peptide's has more than 120."""

ADDRESS_AT_MOST = 320
"""Characters of an address, as use cases take it."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_DOMAIN = re.compile(r"@[^\s@]+")
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


def addressed(typed: str | None) -> str | None:
    """A typer callback: an address, or None where nothing was typed.

    Raises:
        typer.BadParameter: it is no address.
    """
    if typed is not None:
        _address(typed, whole_domain=False)
    return typed


def addressed_or_domain(typed: str) -> str:
    """The same for an address, or a whole domain as @example.com.

    Raises:
        typer.BadParameter: it is neither.
    """
    _address(typed, whole_domain=True)
    return typed


def _address(typed: str, *, whole_domain: bool) -> None:
    if len(typed) > ADDRESS_AT_MOST:
        said = f"it has {len(typed):,} characters, and no address has more than {ADDRESS_AT_MOST}"
        raise typer.BadParameter(said)
    # Use cases take the space around an address away.
    bare = typed.strip()
    if not (_ADDRESS.fullmatch(bare) or (whole_domain and _DOMAIN.fullmatch(bare))):
        also = ", or a whole domain, like @example.com" if whole_domain else ""
        raise typer.BadParameter(f"{typed!r} is no address: give one like reader@example.com{also}")
