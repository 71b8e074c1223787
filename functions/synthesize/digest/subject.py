"""Which outcome a quoted sentence tells of, as the rules read it from these very words."""

from collections.abc import Sequence

from shared.domain.evidence.appraisal import Outcome
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.evidence.pack import PackSentence, PackStudy


def outcome(study: PackStudy, quoted: Sequence[PackSentence]) -> Outcome | None:
    """The one outcome whose direction was read from words of these sentences.

    None where nothing was read of them, where they tell of several outcomes, or of one in two directions: what stands
    below a heading must be about it.
    """
    read = {
        (each.name, each.direction): each
        for each in study.appraisal.outcomes
        if each.quote and not each.quote.in_title and each.name in OUTCOMES
        if any(each.quote.text in one.text for one in quoted)
    }
    return next(iter(read.values())) if len(read) == 1 else None
