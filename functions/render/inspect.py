"""The last gate: what page and PDF really say, read back from them, before anybody else reads it."""

from collections.abc import Iterable, Sequence

from functions.render import fonts
from functions.render.sheet import Claims, References, Sheet
from functions.render.texts import Text, absent, flat, own, whole
from shared.domain.monograph import Finding
from shared.gates.text import check

SHOWN_AT_MOST = 80
"""Characters of a missing text that a reason repeats."""


def faults(sheet: Sheet, page: Sequence[Text], document: Sequence[Text]) -> list[Finding]:
    """Why this version must not be published; empty where nothing speaks against it.

    Our own words pass the compliance rules in both typesettings; both hold every piece of the sheet, the
    disclaimer at the top and at the bottom, and the banner of a sample.
    """
    found: list[Finding] = []
    for name, texts in (("page", page), ("PDF", document)):
        blocking = [each for each in check(own(texts)) if each.severity == "block"]
        found += [each.model_copy(update={"reason": f"{name}: {each.reason}"}) for each in blocking]
    found += _missing("page", page, _wanted(sheet))
    found += _missing("PDF", document, map(fonts.printable, _wanted(sheet)))
    for name, texts in (("page", page), ("PDF", document)):
        said = whole(texts)
        if said.count(flat(sheet.disclaimer)) < 2:
            found.append(_finding("C23", f"{name}: the disclaimer must stand at the top and at the bottom"))
    return found


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
