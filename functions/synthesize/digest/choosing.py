"""Which of the sentences that a digest may quote it does quote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shared.domain.evidence.pack import EvidencePack, PackSentence
from shared.domain.publishing.draft import Claim
from shared.domain.vocabulary import Direction, Section
from shared.gates.budget import QUOTES_AT_MOST, SHARE_AT_MOST
from shared.gates.words.wording import nearly

PER_SECTION = {Section.HUMAN: 6, Section.ANIMAL: 5, Section.IN_VITRO: 3, Section.SAFETY: 3, Section.REVIEWS: 3}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim with the sentences of one study that it quotes: one, or two that follow each other."""

    claim: Claim
    sentences: tuple[PackSentence, ...]
    score: int
    rank: int
    graded: bool
    """Whether the study takes part in the grade."""
    of_study: Direction
    """The direction of the study as a whole."""

    @property
    def pmid(self) -> str:
        return self.sentences[0].pmid

    @property
    def weights(self) -> dict[str, int]:
        """The length of each sentence, by id."""
        return {each.id: len(each.text) for each in self.sentences}

    def without_outcome(self) -> "Candidate":
        """The same sentences, of no one outcome."""
        direction = Direction.UNCLEAR if self.claim.section is Section.SAFETY else self.of_study
        return replace(self, claim=self.claim.model_copy(update={"outcome": "", "direction": direction}))


@dataclass(frozen=True, slots=True)
class _Turn:
    """What candidates are taken in one going through: of an outcome that nothing is quoted of (`new`), of studies that
    are quoted already (`again`), on harms alone (`harms`), only such beside which a study's harms fit (`leaves_room`).
    """

    new: bool = False
    again: bool = False
    harms: bool = False
    leaves_room: bool = False


_TURNS_TAKEN = (
    _Turn(new=True, leaves_room=True),
    _Turn(leaves_room=True),
    _Turn(again=True, harms=True),
    _Turn(again=True),
    _Turn(),
)


def choose(pack: EvidencePack, candidates: Sequence[Candidate]) -> list[Candidate]:
    """One sentence of each study first, those that tell of an outcome of which nothing is quoted before the others;
    then a second one where the quote budget allows it, and rather on harms than on more of what was hoped for.

    Where a study tells of harms and both do not fit, what was hoped for does not take the place of what was harmful.
    """
    lengths: dict[str, int] = {}
    for each in pack.sentences:
        lengths[each.pmid] = lengths.get(each.pmid, 0) + len(each.text)
    harmful: dict[str, list[Candidate]] = {}
    for each in candidates:
        if each.claim.section is Section.SAFETY:
            harmful.setdefault(each.pmid, []).append(each)
    spent: dict[str, dict[str, int]] = {}
    chosen: list[Candidate] = []
    room = dict(PER_SECTION)
    told: set[tuple[Section, str]] = set()
    for turn in _TURNS_TAKEN:
        for each in candidates:
            quoted, about = spent.get(each.pmid, {}), (each.claim.section, each.claim.outcome)
            if bool(quoted) is not turn.again or not room[each.claim.section]:
                continue
            if turn.harms and each.claim.section is not Section.SAFETY:
                continue
            if turn.new and (not each.graded or not each.claim.outcome or about in told):
                continue
            total = {**quoted, **each.weights}
            if len(total) == len(quoted) or not _fits(total, lengths[each.pmid]):
                continue
            harms = harmful.get(each.pmid, ()) if turn.leaves_room and room[Section.SAFETY] else ()
            if harms and not any(_fits({**total, **one.weights}, lengths[each.pmid]) for one in harms):
                continue
            if any(nearly(each.claim.text, other.claim.text) for other in chosen):
                continue
            spent[each.pmid] = total
            room[each.claim.section] -= 1
            told.add(about)
            chosen.append(each)
    return chosen


def _fits(quoted: dict[str, int], length: int) -> bool:
    """Whether so much of an abstract of this length may be quoted; one sentence always may."""
    return len(quoted) <= QUOTES_AT_MOST and (len(quoted) < 2 or SHARE_AT_MOST * sum(quoted.values()) <= length)
