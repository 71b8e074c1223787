"""`python -m evaluation.pairs`: invented quotes, each with a sound claim and a wrong one, before the gates alone.

Those who also made rules of the gates wrote `pairs.jsonl` in the manner of abstracts on peptides: the first batch
before the rules of edition 14, the second when these stood, the third before those of edition 15, the fourth when most
of these stood. Pairs fall in halves by the parity of the SHA-256 of their quote: by the odd half gates are tuned, of
the even half only counts are shown. `--missed` names what passes of the odd half, and what is refused there; `first`
and the like take a batch alone.
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, get_args

from invented.factories import appraisal, claim, draft, pack, pack_study, sentence
from pydantic import BaseModel, ConfigDict

from evaluation.campaign import BUDGET
from evaluation.mutants import Half
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge

FILE = Path(__file__).with_name("pairs.jsonl")
Batch = Literal["first", "second", "third", "fourth"]
BATCHES: tuple[Batch, ...] = get_args(Batch)
_ANIMALS = re.compile(r"\b(?:mice|rats?|rabbits?|animals)\b", re.IGNORECASE)
_CELLS = re.compile(r"\b(?:cells|fibroblasts)\b", re.IGNORECASE)


class Pair(BaseModel):
    """One quote with what may be said of it, and what may not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    batch: Batch
    kind: str
    quote: str
    sound: str
    wrong: str

    @property
    def half(self) -> Half:
        """Which half the pair falls in."""
        return "odd" if int(hashlib.sha256(self.quote.encode()).hexdigest(), 16) % 2 else "even"


def pairs() -> tuple[Pair, ...]:
    """Every pair of the file.

    Raises:
        pydantic.ValidationError: a line is no pair.
    """
    return tuple(Pair.model_validate_json(line) for line in FILE.read_text("utf-8").splitlines())


def blocking(text: str, quote: str) -> list[Finding]:
    """What the gates hold against a claim on that quote alone, but for the quote budget."""
    species, section = Species.HUMAN, Section.HUMAN
    if _ANIMALS.search(quote):
        species, section = Species.ANIMAL, Section.ANIMAL
    elif _CELLS.search(quote):
        species, section = Species.IN_VITRO, Section.IN_VITRO
    of = pack(
        studies=(pack_study(1, appraisal=appraisal(species=species)),),
        name="exemplin",
        aliases=("exemplin",),
        sentences=(sentence(1, 1, quote),),
    )
    made = claim(text, sentences=("S1.1",), direction=Direction.UNCLEAR, species=species, section=section)
    found = judge(of, draft(of, claims=(made,)))
    return [each for each in found if each.severity == "block" and each.rule != BUDGET]


def counted(of: Iterable[Pair]) -> Counter[tuple[str, Half, str]]:
    """By kind and half: `all` pairs, wrong claims `caught` and sound ones `refused`."""
    found = Counter[tuple[str, Half, str]]()
    for each in of:
        found[each.kind, each.half, "all"] += 1
        found[each.kind, each.half, "caught"] += bool(blocking(each.wrong, each.quote))
        found[each.kind, each.half, "refused"] += bool(blocking(each.sound, each.quote))
    return found


def main(missed: bool = False, batches: Iterable[str] = BATCHES) -> int:
    """Print the counts of these batches; with `missed` what passes and what is refused in the odd half."""
    told = tuple(each for each in pairs() if each.batch in batches)
    found = counted(told)
    for kind in dict.fromkeys(each.kind for each in told):
        halves = (
            f"{half} {found[kind, half, 'caught']} of {found[kind, half, 'all']} caught, "
            f"{found[kind, half, 'refused']} sound refused"
            for half in ("odd", "even")
        )
        print(f"{kind:30} {'; '.join(halves)}")
    for each in told if missed else ():
        if each.half == "odd" and not blocking(each.wrong, each.quote):
            print(f"missed: {each.id} | {each.kind} | {each.wrong}")
        if each.half == "odd" and (against := blocking(each.sound, each.quote)):
            print(f"refused: {each.id} | {each.sound} | " + "; ".join(f"{one.rule} {one.reason}" for one in against))
    return 0


if __name__ == "__main__":
    raise SystemExit(main("--missed" in sys.argv, [each for each in BATCHES if each in sys.argv] or BATCHES))
