"""A study as PubMed records it, and what we make of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.domain.canonical import fingerprint, plain
from shared.domain.frozen import Frozen

NCT = re.compile(r"NCT\d{8}", re.IGNORECASE)
"""A registration at ClinicalTrials.gov."""


class Term(Frozen):
    """A controlled term. `ui` is NLM's unique identifier (`D016449`): decide by it, never by the name.

    `qualifiers` are the UIs of the subheadings beside it (`Q000097`, blood).
    """

    later = frozenset({"qualifiers"})

    ui: str
    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()


class AbstractSection(Frozen):
    """One paragraph of an abstract; `label` as printed ("METHODS"), `category` NLM's own, both may be empty."""

    label: str = ""
    category: str = ""
    text: str


class Correction(Frozen):
    """A link between this record and one that corrects, retracts or comments on it (`CommentsCorrections`)."""

    ref_type: str
    pmid: str | None = None
    source: str = ""


class OtherAbstract(Frozen):
    """An abstract beside the record's own: another language, a plain-language summary. No sentence is taken from it.

    `type` is PubMed's word for who wrote it or for whom ("Publisher", "plain-language-summary"), `language` NLM's
    three letters.
    """

    type: str = ""
    language: str = ""
    text: str


class Study(Frozen):
    """One PubMed record, as text: markup is flattened, nothing is interpreted.

    `abstract` is the record's own abstract in its own language; `other_abstracts` never mix with it. `published` is
    the date as printed ("1998 Dec-1999 Jan"), `year` its first year. `status` is MedlineCitation's Status and
    `indexing_method` how its MeSH came about ("Automated", "Curated", empty for by hand).

    `author_affiliations` has, for each of `authors`, the positions in `affiliations` of that author's own; it is empty
    where no author has any. `substances` are the chemicals that NLM indexed. `mentioned_trials` are NCT numbers that
    stand in title or abstract and not among `registrations`. `received` and `entered` (into PubMed) are ISO days,
    `publication_status` is PubMed's ("ppublish", "aheadofprint").
    """

    later = frozenset(
        {
            *("other_abstracts", "author_affiliations", "substances", "indexing_method"),
            *("publication_status", "received", "entered", "mentioned_trials"),
        }
    )

    pmid: str
    title: str
    vernacular_title: str = ""
    abstract: tuple[AbstractSection, ...] = ()
    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    journal: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    published: str = ""
    year: int | None = None
    doi: str | None = None
    pmcid: str | None = None
    languages: tuple[str, ...] = ()
    publication_types: tuple[Term, ...] = ()
    mesh: tuple[Term, ...] = ()
    keywords: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    registrations: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    conflict_statement: str = ""
    status: str = ""
    other_abstracts: tuple[OtherAbstract, ...] = ()
    author_affiliations: tuple[tuple[int, ...], ...] = ()
    substances: tuple[Term, ...] = ()
    indexing_method: str = ""
    publication_status: str = ""
    received: str = ""
    entered: str = ""
    mentioned_trials: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The study's id in the database: `PMID:12345`."""
        return f"PMID:{self.pmid}"

    @property
    def abstract_text(self) -> str:
        """The abstract's sections, one a line, without their labels. Quotes are substrings of this."""
        return "\n".join(section.text for section in self.abstract)

    @property
    def trial_numbers(self) -> tuple[str, ...]:
        """Every NCT number that the record names, those of its registrations first."""
        registered = (each.upper() for each in self.registrations if NCT.fullmatch(each))
        return tuple(dict.fromkeys((*registered, *self.mentioned_trials)))

    def affiliations_of(self, position: int) -> tuple[str, ...]:
        """The affiliations of `authors[position]` (-1 is the last), as printed; none where the record gives none."""
        if not self.author_affiliations:
            return ()
        return tuple(self.affiliations[each] for each in self.author_affiliations[position])

    @property
    def revision(self) -> str:
        """A hash of everything above: the record changed if and only if it did."""
        return fingerprint({"v": 1, "record": plain(self)})[:16]

    @property
    def link(self) -> str:
        """The record's page at NLM."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an abstract, or of a full text: `text` is `abstract_text[start:end]`. `number` counts from 1."""

    number: int
    section: str
    start: int
    end: int
    text: str


# A full stop ends a sentence unless one of these stands before it.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[/,;])(?:e\.g|i\.e|vs|cf|viz|approx|ca|al|Figs?|Refs?|Eqs?|Dr|Prof|St|Mr|Mrs|Ms|Nos?|spp?|subsp|"
    r"var|resp|"
    r"mol|wt|b\.w|b\.wt|[Ii]\.[pvm]|s\.c|p\.o|i\.c\.v|i\.[ndtg]|i\.a|b\.i\.d|t\.i\.d|q\.d|i\.d|o\.d|p\.p\.[mb]|"
    r"[A-Z]\.[A-Z]|no|[A-Z])\.$"
)
_ABBREVIATED_LETTERS = re.compile(
    r"(?:^|[\s(\[])(?:[A-Z]\.[A-Z]|[A-Z]|no|b\.w|b\.wt|i\.d|[Ii]\.[pvm]|s\.c|p\.o|p\.p\.[mb])\.$"
)
_LONGEST = 12
"""Characters before a full stop that hold any of these."""
# A letter may end a sentence ("vitamin C. These"), where no name can follow but a sentence's first word does.
_FIRST_WORD = re.compile(
    r"\s+(?:The|These|This|Those|There|Thus|Therefore|In|It|Its|At|After|As|Also|An?|Although|And|Both|But|By|"
    r"During|Each|For|From|Further|Furthermore|However|If|Moreover|Most|No|Of|On|Only|Our|Overall|Results?|"
    r"Several|Since|"
    r"Such|Some|That|They|Through|To|Treatment|Two|Three|Under|Using|We|When|Whereas|While|With|Within|Groups)[\s,]"
)
# After a space: a capital, a digit, a bracket, Greek, or a name that starts small (mRNA, rsph9, d-Limonene, gamma-).
_BOUNDARY = re.compile(
    r"[.!?][)\]\"'”’]*(?=\s+[\"'“‘(\[]*(?:[A-Z0-9À-ÖØ-Þα-ωΑ-Ω±~≥≤<>⁰-⁹¹²³]|[a-z]{1,5}[A-Z0-9]|[a-z]-[A-Z]|"
    r"\[[^\s\]]|(?:alpha|beta|gamma|delta|kappa)-))|"
    # Publishers lose the space: "in mice.Following", "(p = 0.1).Conclusion".
    r"(?:(?<=[a-z]{3})|(?<=\w\)))[.?!](?=[A-Z][a-z]+\b(?!\.))"
)


def sentences(study: Study) -> tuple[Sentence, ...]:
    """The abstract's sentences, numbered; whitespace between them belongs to none."""
    return sentences_in(study.abstract)


def sentences_in(sections: Iterable[AbstractSection], first: int = 1) -> tuple[Sentence, ...]:
    """The sentences of sections that stand one a line, numbered from `first`."""
    found: list[Sentence] = []
    offset = 0
    for section in sections:
        for start, end in _cuts(section.text):
            number = first + len(found)
            found.append(Sentence(number, section.label, offset + start, offset + end, section.text[start:end]))
        offset += len(section.text) + 1
    return tuple(found)


def _cuts(text: str) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start = 0
    for match in _BOUNDARY.finditer(text):
        first = max(start, match.start() - _LONGEST)
        upto, at = text[first : match.start() + 1], int(first > start)
        if _ABBREVIATION.search(upto, at) and not (
            _ABBREVIATED_LETTERS.search(upto, at) and _FIRST_WORD.match(text, match.end())
        ):
            continue
        cuts.append((start, match.end()))
        start = match.end()
    cuts.append((start, len(text)))
    return [(b - len(text[a:b].lstrip()), a + len(text[a:b].rstrip())) for a, b in cuts if text[a:b].strip()]


def study_from_record(record: Any) -> Study:
    """The study that a database row's JSON record holds."""
    return Study.model_validate_json(record) if isinstance(record, str | bytes) else Study.model_validate(record)
