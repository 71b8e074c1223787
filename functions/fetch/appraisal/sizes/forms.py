"""Every form in which a count is looked for, and those that say by themselves what it is."""

from functions.fetch.appraisal.sizes.cues import BARE, FORMS, GATHERED, HYPHENED, OF_THEM, SAMPLE, SIZED, UNITS
from functions.fetch.appraisal.sizes.phrases import ANYONE, LEFT, LOOKED_AT, OPEN_OBJECT, OPEN_SUBJECT, WE_STUDIED
from functions.fetch.appraisal.sizes.ranks import Rank
from functions.fetch.appraisal.sizes.wholes import (
    IN_PARENTHESES,
    OF_ASKED,
    OF_EARLIER,
    OF_PLANNED,
    OF_SCREENED,
    OPENED,
    PER_ARM,
    SEXED,
    THEM_INCLUDED,
    THEN_JOINED,
)
from functions.fetch.appraisal.sizes.words import COUNTED, COUNTED_CASES, MARKED

PATTERNS = (
    OF_THEM, LOOKED_AT, LEFT, WE_STUDIED, COUNTED, COUNTED_CASES, MARKED, BARE, SAMPLE, FORMS, GATHERED, HYPHENED,
    SIZED, UNITS, OPEN_SUBJECT, OPEN_OBJECT, ANYONE, OPENED, THEN_JOINED, OF_PLANNED, PER_ARM, SEXED, OF_ASKED,
    OF_EARLIER, OF_SCREENED, THEM_INCLUDED, IN_PARENTHESES,
)  # fmt: skip
BRACKETED = frozenset({MARKED, PER_ARM, SEXED, IN_PARENTHESES})
"""Forms that are looked for only where there is a bracket."""
WORDED = {OF_SCREENED: "criteria", THEM_INCLUDED: " of th"}
"""Forms that are looked for only where their word is."""
STATED = {
    OF_THEM: Rank.ENROLLED,
    SAMPLE: Rank.ENROLLED,
    FORMS: Rank.ENROLLED,
    GATHERED: Rank.ENROLLED,
    HYPHENED: Rank.STUDIED,
    SIZED: Rank.STUDIED,
    LOOKED_AT: Rank.STUDIED,
    LEFT: Rank.ENROLLED,
    WE_STUDIED: Rank.ENROLLED,
    OPENED: Rank.ENROLLED,
    OF_ASKED: Rank.ENROLLED,
    OF_EARLIER: Rank.ENROLLED,
    OF_SCREENED: Rank.STUDIED,
    THEM_INCLUDED: Rank.ENROLLED,
    IN_PARENTHESES: Rank.ENROLLED,
    THEN_JOINED: Rank.ENROLLED,
    OF_PLANNED: Rank.ENROLLED,
    PER_ARM: Rank.DIVIDED,
    SEXED: Rank.STUDIED,
}
"""Forms that say by themselves what the count is."""
