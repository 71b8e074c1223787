"""How sure the page is, and why: the badge, the grade of each outcome, and the proof that both are computed.

What was seen in animals or cells alone never stands in a badge or a table with a certainty about people.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from functions.render.elements import wording
from functions.render.elements.records import named
from functions.render.elements.sheet import Badge, Block, Facts, Line, Paragraph, Part, Span, Table, plain
from functions.render.evidence.set_aside import SetAside
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import EvidencePack
from shared.domain.grading.bodies import EXCLUDED, why_excluded
from shared.domain.grading.grade import Grade, OutcomeGrade
from shared.domain.grading.rules import ASCENDING, Step
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.words import GRADES, METHODS_PATH, count, sentence
from shared.domain.vocabulary import Level

CERTAINTY = "Certainty tells how sure the findings are, whichever way they went. It does not tell of a benefit."
"""What stands beside a certainty, so that nobody takes it for how well something works."""
NAMED_AT_MOST = 6
"""Outcomes of one certainty that are named at a glance; the table has them all."""
DECIDING_NAMED_AT_MOST = 8
"""Studies that decide an outcome's grade and are named beside it; the proof names them all."""

_BY_OUTCOME = (
    Span("That is the grade of the whole. The grades of single outcomes follow. What the words mean: "),
    Span("What the grade says", href=f"{METHODS_PATH}#what-the-grade-says"),
    Span(f", at {METHODS_PATH} on PepTalk's site."),
)
_OTHER, _OTHERS = "other study in people", "other studies in people"


def badge(monograph: Monograph, human: str, aside: SetAside) -> Badge:
    """The grade of the whole with the counts beside it; `human` is one sentence on studies in people.

    The first six counts are all records that were found, each once: `Other records` are those of no such kind, and
    those set aside before they are counted by kind.
    """
    word, meaning = GRADES[monograph.grade.level]
    certain = monograph.grade.level in ASCENDING
    counts = monograph.counts
    found = sum(counts.model_dump().values())
    return Badge(
        word=word,
        level=monograph.grade.level.value,
        certain=certain,
        meaning=f"{meaning} {CERTAINTY}" if certain else meaning,
        human=human,
        counts=(
            ("Randomised trials in people", counts.human_rct),
            ("Other studies in people", counts.human_other),
            ("Studies in animals", counts.animal),
            ("Studies in cells or tissue", counts.in_vitro),
            ("Reviews", counts.reviews),
            ("Other records", counts.other + counts.excluded),
            (f"Of all {found:,}, not part of the grade", aside.ungraded_number),
            ("Of these, retracted", aside.retracted_number),
        ),
    )


def by_outcome(grade: Grade) -> tuple[Block, ...]:
    """The outcomes of each certainty under the badge, the surest first; none where no certainty is claimed."""
    found: dict[Level, list[str]] = {level: [] for level in reversed(ASCENDING)}
    for each in grade.outcomes:
        if each.level in found:
            found[each.level].append(OUTCOMES[each.outcome].title)
    rows = tuple((GRADES[level][0], plain(_few(titles))) for level, titles in found.items() if titles)
    return (Paragraph(_BY_OUTCOME, "small"), Facts(rows)) if rows else ()


def _few(titles: list[str]) -> str:
    more = len(titles) - NAMED_AT_MOST
    return "; ".join([*titles[:NAMED_AT_MOST], *([f"and {more:,} more"] if more > 0 else [])])


def outcomes(grade: Grade, sample: bool) -> list[Part]:
    """A table of what was seen in people, and another one of what was seen in animals or cells alone."""
    certain = [each for each in grade.outcomes if each.level in ASCENDING]
    preclinical = [each for each in grade.outcomes if each.level is Level.PRECLINICAL]
    parts: list[Part] = []
    if certain:
        rows = tuple(
            (
                plain(OUTCOMES[each.outcome].title),
                plain(_certainty(each.level)),
                plain(_studies(each.inputs)),
                (*_reasons(each.steps[1:] or each.steps), *_decided(each, sample)),
            )
            for each in certain
        )
        head = ("Outcome", "Certainty", "Studies", "Why")
        table = Table("Outcomes studied in people, graded by fixed rules", head, rows, (20, 13, 20, 47))
        parts.append(Part("certainty-by-outcome", "Certainty by outcome", (table,)))
    if preclinical:
        rows = tuple(
            (plain(OUTCOMES[each.outcome].title), plain(_studies(each.inputs)), _reasons(each.steps[2:]))
            for each in preclinical
        )
        intro = Paragraph(
            plain("No certainty is claimed for these: no study in people that could be graded looked at them."), "intro"
        )
        table = Table("Outcomes of preclinical studies", ("Outcome", "Studies", "Note"), rows, (32, 32, 36))
        if not any(note for _, _, note in rows if any(span.text for span in note)):
            table = Table(table.caption, table.head[:2], tuple(row[:2] for row in rows), (50, 50))
        parts.append(Part("preclinical-outcomes", "Studied in animals or cells only", (intro, table)))
    return parts


def proof(grade: Grade, pack: EvidencePack, quoted: AbstractSet[str]) -> tuple[Block, ...]:
    """Every step of the whole, what it was computed from, and what took no part.

    What the grade counts and no statement quotes is named, so that a reader can look it up.
    """
    word = GRADES[grade.level][0]
    steps = tuple(
        (
            (Span(each.rule, href=f"{METHODS_PATH}#{each.rule}"),),
            plain(GRADES[each.level][0]),
            plain(sentence(each.reason)),
        )
        for each in grade.steps
    )
    none = "No certainty is claimed." if grade.level in (Level.PRECLINICAL, Level.NONE) else ""
    lead = f"The grade is computed by fixed rules, step by step. Result: {word.lower()}. {none}".strip()
    blocks: list[Block] = [Paragraph(plain(lead), "intro")]
    if steps:
        blocks.append(Table("Steps of the grade", ("Rule", "Grade after it", "Why"), steps, (33, 19, 48)))
    facts: list[tuple[str, Line]] = []
    if counted := _counted(grade.inputs):
        facts.append(("Computed from", plain(f"{sentence(counted)} Whatever else the rules count is 0.")))
    unquoted = tuple(each.pmid for each in pack.studies if each.pmid not in quoted and why_excluded(each) is None)
    if unquoted:
        facts.append(("Counted, not quoted", named(unquoted, pack.sample)))
    if left_out := "; ".join(
        f"{label}: {grade.excluded[why]:,}" for why, label in EXCLUDED.items() if why in grade.excluded
    ):
        facts.append(("Took no part", plain(sentence(left_out))))
    facts.append(("Edition of the rules", plain(f"{grade.edition}.")))
    return (*blocks, Facts(tuple(facts)))


def _certainty(level: Level) -> str:
    return level.value.replace("_", " ").capitalize()


def _studies(numbers: Mapping[str, int]) -> str:
    of = numbers.get
    found = (
        (of("rct", 0) + of("probable_rct", 0), "randomised trial", "randomised trials"),
        (sum(of(each, 0) for each in ("controlled", "uncontrolled", "preprint")), _OTHER, _OTHERS),
        (of("review_of_trials", 0), "review of trials", "reviews of trials"),
        (of("animal", 0), "study in animals", "studies in animals"),
        (of("in_vitro", 0), "study in cells or tissue", "studies in cells or tissue"),
    )
    return sentence(", ".join(count(number, one, many) for number, one, many in found if number))


def _reasons(steps: tuple[Step, ...]) -> Line:
    """What moved or limits the level, and what is flagged, each on a line of its own; of a start only what it found.

    What one step says already is not said by another: a laboratory that most comes from may be a doubt and a flag.
    """
    said: list[str] = []
    for each in steps:
        reason = sentence(each.reason)
        if not any(reason[1:-1] in before for before in said):
            said.append(reason)
    return tuple(Span(f" {each}" if at else each, below=bool(at)) for at, each in enumerate(said))


def _decided(grade: OutcomeGrade, sample: bool) -> Line:
    if not grade.deciding:
        return ()
    return (Span(" Decided by ", below=True), *named(grade.deciding, sample, DECIDING_NAMED_AT_MOST))


def _counted(numbers: Mapping[str, int]) -> str:
    return "; ".join(count(numbers[name], *labels) for name, labels in wording.INPUTS.items() if numbers.get(name))
