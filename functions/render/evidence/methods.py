"""The methods part: how the records were found, who wrote, who judged, and who did not."""

from functions.render.elements import wording
from functions.render.elements.sheet import Block, Facts, Line, Paragraph, Span, plain
from functions.render.evidence import choice
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Writer
from shared.domain.publishing.manifest import SearchMade, quoted
from shared.domain.publishing.monograph import Monograph, Reviewer
from shared.domain.publishing.words import METHODS_PATH, METHODS_TITLE, count, day, sentence
from shared.gates.disclaimers import NOT_REVIEWED

EXTRACTIVE = "Extractive digest: sentences chosen by fixed rules, no model wrote a word."
FROM_QUOTES = "from the quoted sentences alone."
SEARCHED, STANDS = "Searched on ", "; what it gave on "
"""Words by which the last look at the page says that a block is there (`functions.render.inspect`)."""
NEWS = "This time only what was new or changed was asked for; the others were read before."
_RULES = (
    Span(" The rules with their numbers and limits: "),
    Span(METHODS_TITLE, href=METHODS_PATH),
    Span(f", at {METHODS_PATH} on PepTalk's site."),
)


def blocks(
    pack: EvidencePack, monograph: Monograph, searches: tuple[SearchMade, ...], approved_by: str
) -> tuple[Block, ...]:
    """What a reader needs to judge, and to repeat, how the page came about."""
    rows: list[tuple[str, Line]] = []
    for each in searches:
        rows += _search(each)
    selected = sum(each.selected for each in pack.studies)
    rows += [
        (
            "Records",
            plain(
                sentence(
                    f"{count(pack.found, 'record', 'records')} about {pack.name} found, {selected:,} of them "
                    f"open to quotation, {len(quoted(monograph)):,} quoted"
                )
            ),
        ),
        *choice.rows(pack, monograph),
        ("Text", plain(_writer(monograph.writer))),
        ("Review", plain(_reviewer(monograph.reviewer))),
        ("Grade", (*plain(_grade(pack)), *_RULES)),
    ]
    if monograph.dropped:
        dropped = f"{count(monograph.dropped, 'drafted statement', 'drafted statements')} did not pass the checks"
        rows.append(("Not shown", plain(sentence(dropped))))
    warned = sum(each.severity == "warn" for each in monograph.findings)
    if warned:
        doubts = f"the checks had {count(warned, 'doubt', 'doubts')} about what is shown, and let it stand"
        rows.append(("Doubts", plain(sentence(doubts))))
    rows.append(("Approval", plain(_approval(approved_by))))
    checks = "Before publication every quotation is compared with the stored record, letter by letter."
    return (Paragraph(plain(checks), "intro"), Facts(tuple(rows)))


def _grade(pack: EvidencePack) -> str:
    decided = sum(each.appraisal.reviewed_by is not None for each in pack.studies)
    by = "without a person's judgement"
    if decided:
        by = f"and for {count(decided, 'study', 'studies')} from what a person decided in place of the rules"
    return f"GRADE-informed, computed: by fixed rules from what the records state, per outcome and overall, {by}."


def _search(search: SearchMade) -> list[tuple[str, Line]]:
    name = wording.SOURCES[search.source]
    if search.failure:
        stands = f"{STANDS}{day(search.searched_at)} stands" if search.searched_at else ""
        return [(name, plain(sentence(f"could not be asked this time{stands}")))]
    missing = f", {len(search.missing):,} of them not handed over" if search.missing else ""
    read = f", {search.found:,} read{missing}" if search.total else ""
    found = f"{SEARCHED}{day(search.searched_at)}: {count(search.total, 'match', 'matches')}{read}"
    news = f" {NEWS}" if search.since and search.total else ""
    rows = [
        (name, plain(f"{sentence(found)}{news}")),
        (f"{name} query", (Span(search.query, verbatim=True),)),
    ]
    if search.translation:
        rows.append((f"{name} read it as", (Span(search.translation, verbatim=True),)))
    return rows


def _writer(writer: Writer) -> str:
    if writer.kind == "extractive":
        return EXTRACTIVE
    what = "a stand-in for a language model" if _stands_in(writer.model) else "a language model"
    return f"Drafted by {writer.model}, {what}, {FROM_QUOTES}"


def _reviewer(reviewer: Reviewer) -> str:
    if reviewer.kind == "none":
        return "Checked by fixed rules, not reviewed by a second model."
    what = "a stand-in for a second language model" if _stands_in(reviewer.model) else "a second language model"
    return f"Checked by fixed rules and reviewed by {reviewer.model}, {what}."


def _stands_in(model: str) -> bool:
    """Whether one of the sandbox's stand-ins answered, which all name themselves so."""
    return model.startswith("sandbox-")


def _approval(approved_by: str) -> str:
    if approved_by == "automatic":
        return f"Published automatically. {NOT_REVIEWED}"
    return "Released by a person before publication."
