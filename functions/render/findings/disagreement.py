"""Studies that disagree, as statements of the page: both quotes, whose they are, and what differs between them.

A study whose words may not be shown is named by its reference, with the reason.
"""

from collections.abc import Mapping, Sequence

from functions.render.elements import wording
from functions.render.elements.records import source
from functions.render.elements.sheet import Claims, Line, Paragraph, Part, ShownClaim, ShownQuote, Span, plain
from functions.render.findings import short_forms
from functions.render.findings.short_forms import ShortForm
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.grading.contradictions import Contradiction, Difference, Side, Unquoted
from shared.domain.publishing.monograph import Monograph
from shared.domain.vocabulary import Design, Direction, Species

_INTRO = (
    "Results of one outcome that point in different directions, as fixed rules read them. What differs between two "
    "studies need not be why they disagree."
)
_NOTHING = (
    "Of the two that are told of here, nothing that is known of both differs: species, design, dose, route, duration "
    "and laboratory."
)
_WHOSE = {
    Direction.BENEFIT: "The result in favour",
    Direction.NULL: "The finding of no difference",
    Direction.HARM: "The result against",
}
_NO_WORDS: dict[Unquoted, str] = {
    "spent": "no further words of it are quoted here, because this page quotes as much of its abstract as it may",
    "barred": "no words that tell of it are shown, because rules keep them from this page",
    "unknown": "no words that tell of it are shown, because none are recorded",
}


def part(monograph: Monograph, forms: Mapping[str, Sequence[ShortForm]]) -> list[Part]:
    """The part that names the contradictions, if there are any; `forms` are each record's short forms."""
    if not monograph.contradictions:
        return []
    marks = {each.pmid: each for each in monograph.references}
    shown = tuple(
        ShownClaim(
            id=f"disagree-{each.outcome}-{each.sides[1].direction.value}",
            text=(*_said(each), *(span for side in each.sides for span in _unquoted(side, source(marks[side.pmid])))),
            tags="",
            quotes=tuple(
                ShownQuote(side.text, source(marks[side.pmid]), short_forms.line(forms.get(side.pmid, ()), side.text))
                for side in each.sides
                if not side.unquoted
            ),
        )
        for each in monograph.contradictions
    )
    return [Part("contradictions", "Studies that disagree", (Paragraph(plain(_INTRO), "intro"), Claims(shown)))]


def _said(each: Contradiction) -> Line:
    one, other = each.sides
    title = OUTCOMES[each.outcome].title
    opening = f"{title}: {_side(one)}, and {_side(other)}. "
    if not each.differs:
        return plain(opening + _NOTHING)
    more = one.others or other.others
    line: list[Span] = [Span(f"{opening}{'The two that are told of here' if more else 'They'} differ in ")]
    for position, difference in enumerate(each.differs):
        line += [Span("; " if position else ""), *_difference(difference)]
    return tuple(span for span in (*line, Span(".")) if span.text)


def _side(side: Side) -> str:
    reports = "report" if side.others else "reports"
    number = f"{side.others + 1:,} studies" if side.others else "one study"
    return f"{number} {reports} {wording.SIDES[side.direction]}"


def _unquoted(side: Side, source: Line) -> Line:
    """Where no words of a study are shown: which study it is, and why."""
    if not side.unquoted:
        return ()
    why = f", PMID\u00a0{side.pmid}; {_NO_WORDS[side.unquoted]}."
    return (Span(f" {_WHOSE[side.direction]} is that of "), *source, Span(why))


def _difference(difference: Difference) -> Line:
    aspect, one, other = difference.aspect, difference.one, difference.other
    if aspect == "laboratory":
        return plain("laboratory")
    if aspect == "species":
        return plain(f"species ({wording.SPECIES[Species(one)]}, {wording.SPECIES[Species(other)]})")
    if aspect == "animal":
        return plain(f"kind of animal ({one}, {other})")
    if aspect == "design":
        return plain(f"design ({wording.DESIGNS[Design(one)]}, {wording.DESIGNS[Design(other)]})")
    if aspect == "molecule":
        return plain(f"molecule ({wording.MOLECULES[one]}, {wording.MOLECULES[other]})")
    return (
        Span(f"{aspect} ("),
        Span(one, verbatim=True),
        Span(", "),
        Span(other, verbatim=True),
        Span(")"),
    )
