"""`peptalk comply FILE`: what the compliance rules say of any text, without a database or a network."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from infra.cli.terminal.console import Exit, Json, print_json, print_table, say
from infra.cli.terminal.packed import packed_with
from infra.cli.terminal.target import LOCAL, TargetOption, only_here
from shared.domain.fingerprints import RULES_EDITION
from shared.domain.publishing.monograph import Finding
from shared.domain.publishing.words import count
from shared.gates.context import NOTHING_KNOWN, Context, Place
from shared.gates.text import check, check_place
from shared.gates.words.language import foreign
from shared.gates.words.normal import normalise, sentences
from shared.platform.errors import PepTalkError

File = Annotated[str, typer.Argument(help="A text file in UTF-8, or - for what comes in on stdin.")]
Where = Annotated[
    Place, typer.Option("--place", help="Where the text stands; everything but body is short and cites nothing.")
]
Uncited = Annotated[bool, typer.Option("--uncited", help="Nothing in it is cited: then it may affirm nothing either.")]

UNCITED = " (nothing is cited: an affirmation in words that the rule looks at may not stand)"
"""Behind the reason of a finding that citations alone would take away; its words need not show the reason."""
LARGEST = 2_000_000
"""Bytes that are read at most; no page of ours comes near."""


class UnfitText(PepTalkError):
    """What was named is not a text that rules can read."""


def command(
    file: File, place: Where = "body", uncited: Uncited = False, json: Json = False, target: TargetOption = LOCAL
) -> int:
    """Check a text against the compliance rules; exit code 1 where one of them blocks it, or none can read it."""
    only_here(target, "the same command without --target; it reads a text and nothing else")
    text = _text(file)
    found = _findings(place, text, Context(cited=False) if uncited else NOTHING_KNOWN)
    standing = {(each.rule, each.span) for each in _findings(place, text, NOTHING_KNOWN)} if uncited else None
    alone = [standing is not None and (each.rule, each.span) not in standing for each in found]
    blocking = sum(each.severity == "block" for each in found)
    unread = _foreign(text)
    if json:
        fields = {"rule", "severity", "reason", "span"}
        rows = [
            {**each.model_dump(mode="json", include=fields), "uncited": only}
            for each, only in zip(found, alone, strict=True)
        ]
        print_json(
            {
                "file": file,
                "rules_edition": RULES_EDITION,
                "blocking": blocking,
                "english": not unread,
                "findings": rows,
            }
        )
    else:
        columns = ["rule", "severity", "reason", "words"]
        rows = [
            [each.rule, each.severity, f"{each.reason}{UNCITED if only else ''}", each.span]
            for each, only in zip(found, alone, strict=True)
        ]
        print_table("Findings", columns, rows)
        say(f"{count(blocking, 'finding blocks', 'findings block')}, {len(found) - blocking} warn")
    if unread:
        say(
            "The text, or a sentence of it, is not in English, and the rules read nothing else. "
            "Next: check a translation of it."
        )
    return Exit.FAILED if blocking or unread else Exit.DONE


def _findings(place: Place, text: str, known: Context) -> tuple[Finding, ...]:
    return check(text, known) if place == "body" else check_place(place, text, known)


def _foreign(text: str) -> bool:
    """Whether the text, or a sentence of it, is surely in another language."""
    normal = normalise(text)
    parts = (normal.span(each.start, each.start + len(each.text)) for each in sentences(normal))
    return foreign(text) or any(map(foreign, parts))


def _text(file: str) -> str:
    named = "stdin" if file == "-" else file
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as opened:
                data = opened.read(LARGEST + 1)
    except OSError as exc:
        raise UnfitText(
            f"{named}: {exc.strerror or exc}. Next: name a text file that can be read, or - for stdin."
        ) from exc
    if len(data) > LARGEST:
        raise UnfitText(f"{named} is larger than {LARGEST:,} bytes. Next: check it in parts.")
    if packed := packed_with(data):
        raise UnfitText(f"{named} is packed with {packed[0]}. Next: unpack it first: {packed[1]} FILE")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise UnfitText(
            f"{named} is no UTF-8 text (byte {exc.start}). Next: extract its text first, for a PDF with pdftotext."
        ) from exc
    if "\0" in text:
        raise UnfitText(f"{named} holds zero bytes, so it is no text. Next: name a text file.")
    if not normalise(text).text.strip():
        raise UnfitText(f"{named} is empty, or nothing in it can be seen. Next: name a file with words in it.")
    return text
