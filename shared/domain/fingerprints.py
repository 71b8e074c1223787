"""The four fingerprints of a peptide's page, and the door that a change leads to.

Compared with those of the last pack that was decided on (published, held or rejected):
evidence changed -> synthesize; judging -> comply, from the stored draft; showing -> render, from the stored
monograph; writing alone -> nothing, until an operator asks, or where quotes stand in for a model that could not be
asked. Showing is template, catalog entry, and regulatory facts with which of them are stale today.
"""

from typing import Literal

from shared.domain.canonical import fingerprint
from shared.domain.frozen import Frozen

GRADING_EDITION = 5
"""Raise it with any change of the grading rules that can change a grade."""
GRADED_ANEW = (2, 3, 4, 5)
"""The editions whose grades this release computes to the byte (`shared.domain.grading.grade`)."""
SELECTION_EDITION = 2
"""Raise it with any change of the order in which studies are chosen (`shared.domain.evidence.selection`). It is part
of the evidence of those packs from which studies had to be left out; the first edition chose by kind and year alone."""
RULES_EDITION = 16
"""Raise it with any change of the compliance rules or gates that can change a verdict."""
TEMPLATE_EDITION = 13
"""Raise it with any change of what page or PDF show."""

Door = Literal["synthesize", "comply", "render", "unchanged"]


def named(editions: tuple[int, ...]) -> str:
    """Editions as words tell them: `2, 3 and 4`."""
    *first, last = map(str, editions)
    return f"{', '.join(first)} and {last}" if first else last


class Fingerprints(Frozen):
    """`evidence` is the pack's hash; empty strings mean that nothing was decided yet."""

    evidence: str = ""
    judging: str = ""
    showing: str = ""


def present(evidence: str, shown: str, grading: int = GRADING_EDITION) -> Fingerprints:
    """Today's fingerprints of a pack hash and of a catalog entry as a page shows it today (`Peptide.shown`).

    `grading` is the edition of the rules that a monograph at hand was graded by, which may be an older one.
    """
    return Fingerprints(
        evidence=evidence,
        judging=fingerprint({"grading": grading, "rules": RULES_EDITION}),
        showing=fingerprint({"template": TEMPLATE_EDITION, "entry": shown}),
    )


def door(now: Fingerprints, decided: Fingerprints, *, has_draft: bool, has_monograph: bool) -> Door:
    """Where the work goes next."""
    if now.evidence != decided.evidence or not has_draft:
        return "synthesize"
    if now.judging != decided.judging:
        return "comply"
    if now.showing != decided.showing:
        # What was held or rejected has no page to show anew.
        return "render" if has_monograph else "unchanged"
    return "unchanged"
