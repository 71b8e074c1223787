"""Claims in our own words about real abstracts, with pointers to the sentences that they rest on.

`paraphrases.jsonl` holds one claim a line and no sentence of any abstract. Marks say where a claim can be made false.
`paraphrases_open.jsonl` holds claims about other abstracts, written later, all of which may be read to mend the gates.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from functions.fetch.reading.parse import Unreadable, parse
from shared.domain.evidence.study import Study, sentences
from shared.domain.vocabulary import Direction, Section, Species

FILE = Path(__file__).with_name("paraphrases.jsonl")
OPEN = Path(__file__).with_name("paraphrases_open.jsonl")

# Two ways to count: a number with a decimal point is one token in the first, two in the second.
_TOKENS = (re.compile(r"[^\W_]+(?:[.,]\d+)*"), re.compile(r"\w+"))


class Cited(BaseModel):
    """Sentences of one abstract, numbered from 1 as `shared.domain.evidence.study.sentences` cuts them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    pmid: str
    sentences: tuple[int, ...]


class Paraphrase(Cited):
    """One claim as a page would print it.

    `sha256` is over the text of the cited sentences, those of `also` last, joined by line ends. The marks repeat words
    of `text`: `denial` those that deny (`affirmed` is what would stand there without), `numbers` the figures that can
    be changed, `arms` the two things compared, such that the claim is false when they change places, `population` the
    words that narrow in whom it was seen.
    """

    id: str
    also: tuple[Cited, ...] = ()
    sha256: str
    section: Section
    species: Species
    direction: Direction
    outcome: str
    text: str
    denial: str | None = None
    affirmed: str | None = None
    numbers: tuple[str, ...] = ()
    arms: tuple[str, str] | None = None
    population: str | None = None

    @property
    def sources(self) -> tuple[Cited, ...]:
        """All that it rests on, in the order of `sha256`."""
        return (Cited(pmid=self.pmid, sentences=self.sentences), *self.also)

    def evidence(self, studies: Mapping[str, Study]) -> str:
        """The cited sentences, one a line.

        Raises:
            KeyError: a study or a sentence is not among `studies`.
        """
        texts = {each.pmid: {one.number: one.text for one in sentences(studies[each.pmid])} for each in self.sources}
        return "\n".join(texts[each.pmid][number] for each in self.sources for number in each.sentences)


def paraphrases(file: Path = FILE) -> tuple[Paraphrase, ...]:
    """Every claim of a file.

    Raises:
        pydantic.ValidationError: a line is no claim.
    """
    return tuple(Paraphrase.model_validate_json(line) for line in file.read_text("utf-8").splitlines())


def records(folder: Path, wanted: Iterable[str]) -> dict[str, Study]:
    """The studies of those PMIDs, by PMID, from all PubMed XML below a folder."""
    kept, found = set(wanted), dict[str, Study]()
    for path in sorted(folder.rglob("*.xml")):
        try:
            read = parse(path.read_bytes())
        except Unreadable:
            continue
        found |= {each.pmid: each for each in read.studies if each.pmid in kept}
    return found


def digest(evidence: str) -> str:
    """What `sha256` says of cited sentences."""
    return hashlib.sha256(evidence.encode()).hexdigest()


def overlap(claim: str, evidence: str) -> float:
    """The share of a claim's tokens, each as often as it stands there, that stand in the evidence too; 0 to 1."""
    shares: list[float] = []
    for token in _TOKENS:
        there, told = set(token.findall(evidence.lower())), token.findall(claim.lower())
        shares.append(sum(each in there for each in told) / len(told))
    return max(shares)


def times(words: str, text: str) -> int:
    """How often these words stand in a text, whole."""
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def has_numeral(numeral: str, text: str) -> bool:
    """Whether a text holds that numeral, not as a part of a longer one."""
    return re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(numeral)}(?!\d|[.,]\d)", text) is not None


def numerals(text: str) -> list[str]:
    """Every numeral of a text, those within names too."""
    return re.findall(r"(?<!\d)\.?\d+(?:[.,]\d+)*", text)
