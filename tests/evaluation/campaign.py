"""`python -m evaluation.campaign`: claims that are no quotes, made wrong in one place, before the gates alone.

The gates are the very function that comply runs first; no second model is asked. Prints how many mutants of each kind
are caught, in both halves, and which whole claims are refused and why. `--missed` names what passed. Of the
closed set's even half, by which nobody may tune, only counts are shown; of the open set (`--open`) everything is.
"""

import hashlib
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from pathlib import Path

from evidence.measure import REAL, Share

from evaluation.mutants import KINDS, Carried, Evidence, Half, Mutant, mutants
from evaluation.paraphrases import FILE, OPEN, Paraphrase, paraphrases, records
from shared.domain.publishing.draft import Draft, Writer
from shared.domain.publishing.monograph import Finding
from shared.gates.draft import judge

HALVES: tuple[Half, ...] = ("odd", "even")
BUDGET = "G3"
"""The rule on how much of an abstract a page quotes reads lengths and no word: it neither catches nor refuses here."""


@dataclass(slots=True)
class Campaign:
    """What came of it; each list by half, and mutants by kind."""

    refused: dict[Half, list[tuple[Carried, list[Finding]]]] = field(default_factory=lambda: defaultdict(list))
    whole: Counter[Half] = field(default_factory=Counter[Half])
    over_budget: Counter[Half] = field(default_factory=Counter[Half])
    caught: Counter[tuple[Half, str]] = field(default_factory=Counter[tuple[Half, str]])
    missed: dict[tuple[Half, str], list[Mutant]] = field(default_factory=lambda: defaultdict(list))
    excluded: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def share(self, kind: str, halves: Iterable[Half] = HALVES) -> Share:
        """Of the mutants of a kind, those caught."""
        caught = sum(self.caught[half, kind] for half in halves)
        return Share(caught, caught + sum(len(self.missed[half, kind]) for half in halves))

    def false_alarms(self, halves: Iterable[Half] = HALVES) -> Share:
        """Of the claims as they stand, those refused."""
        return Share(sum(len(self.refused[half]) for half in halves), sum(self.whole[half] for half in halves))

    @property
    def counted(self) -> int:
        """All mutants that count."""
        return sum(self.share(kind).of for kind in KINDS)


def blocking(carried: Carried) -> list[Finding]:
    """What the gates hold against the claim, but for the quote budget."""
    draft = Draft(slug=carried.pack.slug, pack=carried.pack.hash, writer=Writer(kind="model"), claims=(carried.claim,))
    return [each for each in judge(carried.pack, draft) if each.severity == "block"]


def run(claims: Sequence[Paraphrase], evidence: Evidence, every: int = 1) -> Campaign:
    """Judge all claims, and of their mutants one in `every`, chosen by hash."""
    found = Campaign()
    for claim in claims:
        whole = evidence.carry(claim)
        found.whole[whole.half] += 1
        held = blocking(whole)
        found.over_budget[whole.half] += any(each.rule == BUDGET for each in held)
        against = [each for each in held if each.rule != BUDGET]
        if against:
            found.refused[whole.half].append((whole, against))
        for mutant in mutants(claim, whole, evidence, partial(_drawn, every, claim.id)):
            if excluded := mutant.excluded or ("the claim as it stands is refused" if against else ""):
                found.excluded[mutant.kind, excluded] += 1
            elif any(each.rule != BUDGET for each in blocking(mutant.carried)):
                found.caught[whole.half, mutant.kind] += 1
            else:
                found.missed[whole.half, mutant.kind].append(mutant)
    return found


def real(claims: Sequence[Paraphrase], folder: Path = REAL) -> Evidence:
    """The real studies that claims are about.

    Raises:
        FileNotFoundError: the folder of real records is absent.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is absent: put PubMed XML of real records there")
    return Evidence(records(folder, (source.pmid for claim in claims for source in claim.sources)))


def main(missed: bool = False, open_set: bool = False) -> int:
    """Print the table; 1 where the real records are absent."""
    claims = paraphrases(OPEN if open_set else FILE)
    legible: tuple[Half, ...] = HALVES if open_set else ("odd",)
    try:
        evidence = real(claims)
    except FileNotFoundError as exc:
        sys.stderr.write(f"{exc}\n")
        return 1
    found = run(claims, evidence)
    print(f"mutants of {found.false_alarms().of} claims that are no quotes, before the gates alone: {found.counted}")
    for kind in KINDS:
        print(f"  {kind:30} {found.share(kind)}")
        for half in HALVES:
            print(f"    {half:28} {found.share(kind, [half])}")
    print(f"claims as they stand that are refused: {found.false_alarms()}")
    for half in HALVES:
        print(f"  {half}: {found.false_alarms([half])}")
        for whole, findings in found.refused[half] if half in legible else ():
            print(f"    {whole.id}: " + "; ".join(f"{each.rule} {each.reason} ({each.span})" for each in findings))
    budget = ", ".join(f"{half} {found.over_budget[half]}" for half in HALVES)
    print(f"claims that name more of an abstract than a page may quote, set apart: {budget}")
    for (kind, why), count in sorted(found.excluded.items()):
        print(f"not counted: {count} of {kind}, because {why}")
    if missed:
        for kind, half in product(KINDS, legible):
            for each in found.missed[half, kind]:
                print(f"missed: {kind} | {each.form} | {each.carried.id} | {each.carried.claim.text}")
    return 0


def _drawn(every: int, id: str, place: int) -> bool:
    return int(hashlib.sha256(f"{id} {place}".encode()).hexdigest(), 16) % every == 0


if __name__ == "__main__":
    raise SystemExit(main(missed="--missed" in sys.argv, open_set="--open" in sys.argv))
