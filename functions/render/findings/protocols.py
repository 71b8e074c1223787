"""What was given in the studies that a page quotes, as their records report it: told, and recommended to nobody.

Route and time are what the appraisal read, in the record's own words. An amount is told only where the sentence that
says it was given names it right beside the peptide: elsewhere it may be another substance's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from functions.render.elements.records import mark
from functions.render.elements.sheet import Block, Bullets, Line, Paragraph, Part, Span, plain
from functions.render.findings.outcome_groups import headed
from shared.domain.catalog.spelling import spelled
from shared.domain.evidence.appraisal import Stated
from shared.domain.evidence.pack import EvidencePack, PackStudy
from shared.domain.publishing.manifest import quoted
from shared.domain.publishing.monograph import Monograph, Reference
from shared.domain.publishing.words import count, sentence
from shared.domain.vocabulary import Design, Role, Species
from shared.gates.text import check
from shared.gates.untrusted import tampered_in, withheld

INTRO = (
    "What is told here was reported by the studies. It is not recommended to anybody. Fixed rules found these words in "
    "the records: a route may be that of a comparator, and a time that of the follow-up."
)
SHOWN_AT_MOST = 40
"""Studies of which a page tells it; the records hold the others."""
WORDS_AT_MOST = 8
"""Words of a record that are a value still; of more than these only the value that was read is printed."""
AMOUNTS_AT_MOST = 3

_REVIEWS = (Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW)
_WHOM = {Species.HUMAN: "people", Species.ANIMAL: "animals"}
_GIVEN = re.compile(
    r"\b(?:received|(?:was|were) (?:\w+ )?(?:given|injected|administered|treated|infused|dosed|randomi[sz]ed|assigned)|"
    r"(?:injection|administration|infusion|treatment)s?)\b",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(
    r"\b(?:is|are|should|may|might|can|could|will|would|must|recommend\w*|approved|previous\w*|earlier)\b",
    re.IGNORECASE,
)
"""What a sentence has that tells something else than what was given in this study."""
_PER = r"(?:kg|day|d|week|h|hour|min|m2)"
_UNIT = (
    rf"(?:[mµμunp]g|mcg|IU|[nmpµμ]mol)(?:(?:/| per ){_PER})*(?![\w-])(?!\s?(?:[/·⋅×*]|per |of m[lL]|{_PER}(?![a-z])))"
)
_NUMBER = r"\d+(?:[.,]\d+)*"
_AMOUNT = rf"(?P<amount>{_NUMBER}(?:(?:\s?{_UNIT})?(?:, (?:or |and )?| or | and | to |[-\u2013]){_NUMBER})*\s?{_UNIT})"
_BEFORE = rf"(?<![\w.,/-]){_AMOUNT} (?:of )?(?:the )?(?:peptide )?{{name}}(?![\w/-])"
_BEHIND = rf"(?<![\w-]){{name}}(?: \(|, | at | at (?:a )?doses? of | )(?<=[ (]){_AMOUNT}"


def part(monograph: Monograph, pack: EvidencePack) -> list[Part]:
    """The part, where a quoted study in people or animals gave the peptide."""
    marks = {each.pmid: each for each in monograph.references}
    gave = {study.pmid: study for pmid in marks if (study := pack.study(pmid)) and _gave(study)}
    held_back = tampered_in(pack, gave.keys() & set(quoted(monograph)))
    given = [gave[pmid] for pmid in quoted(monograph) if pmid in gave and pmid not in held_back]
    if not given:
        return []
    amounts = _amounts(pack, {each.pmid for each in given})
    told: list[Line] = []
    silent: list[Reference] = []
    for study in sorted(given, key=lambda each: marks[each.pmid].number):
        facts = _facts(study, amounts(study))
        if facts:
            told.append((mark(marks[study.pmid].number), Span(f" {_opening(pack, study)} "), *facts))
        else:
            silent.append(marks[study.pmid])
    blocks: list[Block] = [Paragraph(plain(INTRO), "intro")]
    if told:
        blocks.append(Bullets(tuple(told[:SHOWN_AT_MOST])))
    if len(told) > SHOWN_AT_MOST:
        more = len(told) - SHOWN_AT_MOST
        blocks.append(Paragraph(plain(sentence(f"{count(more, 'further study', 'further studies')} reported it too"))))
    if silent:
        blocks.append(Paragraph(_silent(silent, len(given)), "small"))
    return [Part("reported-protocols", "What was given in these studies", tuple(blocks))]


def _gave(study: PackStudy) -> bool:
    appraisal = study.appraisal
    return (
        study.role is Role.ADMINISTERED
        and appraisal.usable
        and appraisal.design not in _REVIEWS
        and appraisal.species in _WHOM
    )


def _opening(pack: EvidencePack, study: PackStudy) -> str:
    return f"{headed(pack.name)} was given to {_WHOM[study.appraisal.species]}."


def _facts(study: PackStudy, amounts: Sequence[str]) -> Line:
    """What the record reports, as one line of sentences; empty where it reports nothing."""
    appraisal = study.appraisal
    line: list[Span] = []
    for one, many, words in (
        ("route", "routes", [_words(each) for each in appraisal.routes]),
        ("time", "times", [_words(appraisal.duration)] if appraisal.duration else []),
        ("amount", "amounts", list(amounts)),
    ):
        shown = [each for each in dict.fromkeys(words) if each]
        if shown:
            lead, reported = ("; the", "") if line else ("The", "reported ")
            what = f"{one} {reported}was " if len(shown) == 1 else f"{many} {reported}were "
            line.append(Span(f"{lead} {what}"))
            for at, each in enumerate(shown):
                line += [Span("\u201c" if not at else ", \u201c"), Span(each, verbatim=True), Span("\u201d")]
    return (*line, Span(".")) if line else ()


def _words(stated: Stated) -> str:
    """The record's words where they are a value, the value that was read of them where they are more than that."""
    words = " ".join(stated.quote.text.split())
    if not words or len(words.split()) > WORDS_AT_MOST:
        words = stated.value
    return "" if withheld(words) else words


def _amounts(pack: EvidencePack, pmids: set[str]) -> Callable[[PackStudy], tuple[str, ...]]:
    """Finds the amounts of one of these studies that stand beside the peptide's name and that the rules let pass."""
    texts: dict[str, list[str]] = {}
    for each in pack.sentences:
        if each.pmid in pmids:
            texts.setdefault(each.pmid, []).append(each.text)
    beside = _beside((pack.name, *pack.aliases))

    def found(study: PackStudy) -> tuple[str, ...]:
        told = [amount for text in texts.get(study.pmid, ()) for amount in _told(text, beside)]
        shown = tuple(dict.fromkeys(told))[:AMOUNTS_AT_MOST]
        said = f"{_opening(pack, study)} The amounts reported were {', '.join(shown)}."
        return shown if _allowed(said) else ()

    return found


def _told(text: str, beside: Sequence[re.Pattern[str]]) -> Iterator[str]:
    if _GIVEN.search(text) and not _NOT_TOLD.search(text):
        found = [match["amount"] for pattern in beside for match in pattern.finditer(text)]
        if found and not withheld(text) and _allowed(text):
            yield from found


@lru_cache(maxsize=64)
def _beside(names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    longest_first = sorted((each for each in names if each.strip("- ")), key=len, reverse=True)
    any_of = f"(?:{'|'.join(map(spelled, longest_first))})"
    return tuple(re.compile(each.replace("{name}", any_of), re.IGNORECASE) for each in (_BEHIND, _BEFORE))


def _allowed(text: str) -> bool:
    return all(each.severity != "block" for each in check(text))


def _silent(references: Sequence[Reference], of: int) -> Line:
    """That no rule found anything in the records of these, with their marks."""
    if len(references) == of:
        whose = "the one study" if of == 1 else f"any of the {of:,} studies"
        said = f"No route and no time was found in the record of {whose}"
    else:
        said = f"No route and no time was found in the records of {count(len(references), 'study', 'studies')}"
    line: list[Span] = [Span(f"{said}: ")]
    for at, each in enumerate(references[:SHOWN_AT_MOST]):
        line += [Span(", ") if at else Span(""), mark(each.number)]
    more = len(references) - SHOWN_AT_MOST
    return (*(each for each in line if each.text), Span(f" and {more:,} more." if more > 0 else "."))
