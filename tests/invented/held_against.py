"""What the gates hold against one claim in words of its own, beside quotes that a test makes up."""

from collections.abc import Sequence

from invented.factories import appraisal, claim, draft, pack, pack_study, sentence
from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge

OWNERS = ("C11", "C21", "G1", "G2")
"""The rules on direction, denial, figures and population."""


def findings(text: str, *quotes: str, severity: str = "block", rules: Sequence[str] = OWNERS) -> list[str]:
    """The reasons of some rules for a claim on quotes of one study."""
    mice = any("mice" in each or "rat" in each.lower() for each in quotes)
    species, section = (Species.ANIMAL, Section.ANIMAL) if mice else (Species.HUMAN, Section.HUMAN)
    of = pack(
        studies=(pack_study(1, appraisal=appraisal(species=species)),),
        sentences=tuple(sentence(1, at, each) for at, each in enumerate(quotes, 1)),
    )
    ids = tuple(f"S1.{at}" for at in range(1, len(quotes) + 1))
    made = claim(text, sentences=ids, direction=Direction.UNCLEAR, species=species, section=section)
    found = judge(of, draft(of, claims=(made,)))
    return [each.reason for each in found if each.severity == severity and each.rule in rules]
