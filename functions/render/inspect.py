"""The last gate: what page and PDF really say, read back from them, before anybody else reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from functions.render.elements.sheet import Claims, References, Sheet
from functions.render.evidence import limits, methods
from functions.render.status import regulatory
from functions.render.typesetting import fonts
from functions.render.typesetting.texts import Text, absent, flat, own, whole
from shared.domain.publishing.monograph import Finding
from shared.gates.context import Context, Place, Status
from shared.gates.places import refused
from shared.gates.rules.c23_blocks import missing
from shared.gates.text import check

SHOWN_AT_MOST = 80
"""Characters of a missing text that a reason repeats."""


_MARKS = {
    "ai_disclosure": (methods.EXTRACTIVE, methods.FROM_QUOTES),
    "last_searched": (methods.SEARCHED, methods.STANDS),
    "limitations": (limits.LIMITS,),
    "funding": (limits.FUNDING,),
    "status": (regulatory.INTRO,),
}
"""By block, words of ours of which one stands wherever the block does."""


def faults(
    sheet: Sheet, page: Sequence[Text], document: Sequence[Text], beside: Sequence[tuple[Place, str]], status: Status
) -> list[Finding]:
    """Why this version must not be published; empty where nothing speaks against it.

    Our own words pass the compliance rules in both typesettings, and so does what stands `beside` them: address,
    title, description, metadata. Both hold every piece of the sheet, every block that a page must have, and the banner
    of a sample. `status` is what is recorded of the peptide.
    """
    found: list[Finding] = []
    known = Context(status=status)
    for name, texts in (("page", page), ("PDF", document)):
        blocking = [each for each in check(own(texts), known) if each.severity == "block"]
        found += [each.model_copy(update={"reason": f"{name}: {each.reason}"}) for each in blocking]
    found += refused(beside, known)
    found += _missing("page", page, _wanted(sheet))
    found += _missing("PDF", document, map(fonts.printable, _wanted(sheet)))
    for name, texts in (("page", page), ("PDF", document)):
        if status.prohibited and f"section {status.wada} of the" not in flat(own(texts)):
            found.append(_finding("C16", f"{name}: does not say that sport prohibits it", status.wada or ""))
        lacking = missing(replace(known, blocks=blocks(sheet.disclaimer, texts)))
        if lacking:
            named = ", ".join(each.replace("_", " ") for each in lacking)
            found.append(_finding("C23", f"{name}: lacks what every page must have: {named}", named))
    return found


def blocks(disclaimer: str, texts: Sequence[Text]) -> frozenset[str]:
    """The blocks of `shared.gates.context.BLOCKS` that a text, read back, really has."""
    said = flat(own(texts))
    middle = said.find(regulatory.INTRO)
    found = {name for name, marks in _MARKS.items() if any(each in said for each in marks)}
    if 0 <= said.find(flat(disclaimer)) < middle:
        found.add("disclaimer_top")
    if said.rfind(flat(disclaimer)) > middle >= 0:
        found.add("disclaimer_bottom")
    return frozenset(found)


def _missing(name: str, texts: Iterable[Text], wanted: Iterable[str]) -> list[Finding]:
    return [
        _finding("typeset", f"{name}: what was composed is not what is shown", each[:SHOWN_AT_MOST])
        for each in absent(wanted, whole(texts))
    ]


def _finding(rule: str, reason: str, span: str = "") -> Finding:
    return Finding(rule=rule, severity="block", reason=reason, span=span)


def _wanted(sheet: Sheet) -> Iterable[str]:
    """Every span, and every claim, quote and reference as a whole line."""
    yield from (each.text for each in sheet.spans())
    for part in sheet.parts:
        for block in part.blocks:
            if isinstance(block, Claims):
                for claim in block.items:
                    yield "".join(each.text for each in claim.text or ())
                    yield from (quote.text for quote in claim.quotes)
            elif isinstance(block, References):
                yield from ("".join(each.text for each in reference.line) for reference in block.items)
