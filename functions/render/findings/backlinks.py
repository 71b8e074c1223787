"""The way back from a reference to the statements that cite it, by the headings under which they stand."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from functions.render.elements.sheet import Claims, Line, Part, ShownClaim, Span

CITED_IN = "Cited in: "
_TO_REFERENCE = "#ref-"


def of(parts: Sequence[Part]) -> dict[int, Line]:
    """By the number of a reference, where statements of these parts cite it, each linked to its statement."""
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for heading, claim in _claims(parts):
        for number in _cited(claim):
            found[number].append((heading, claim.id))
    return {number: _line(places) for number, places in found.items()}


def _claims(parts: Sequence[Part]) -> Iterator[tuple[str, ShownClaim]]:
    """Every statement with the heading that it stands under; an outcome's with that of its section."""
    section = ""
    for part in parts:
        if part.level < 4:
            section = part.heading
        heading = part.heading if part.level < 4 else f"{section}, {part.heading}"
        for block in part.blocks:
            if isinstance(block, Claims):
                yield from ((heading, each) for each in block.items)


def _cited(claim: ShownClaim) -> Iterator[int]:
    """The references that a statement marks, each once."""
    lines: list[Line] = [claim.text or (), *(each.source for each in claim.quotes)]
    hrefs = [span.href or "" for line in lines for span in line]
    marked: Mapping[str, None] = dict.fromkeys(each for each in hrefs if each.startswith(_TO_REFERENCE))
    yield from (int(each.removeprefix(_TO_REFERENCE)) for each in marked)


def _line(places: Sequence[tuple[str, str]]) -> Line:
    """The headings, linked; where several statements under one of them cite it, each with its number among these."""
    several = Counter(heading for heading, _ in places)
    told: Counter[str] = Counter()
    line: list[Span] = [Span(CITED_IN)]
    for at, (heading, id) in enumerate(places):
        told[heading] += 1
        number = f" ({told[heading]})" if several[heading] > 1 else ""
        line += [Span("; " if at else ""), Span(f"{heading}{number}", href=f"#{id}")]
    return (*(each for each in line if each.text), Span("."))
