"""Headings of abstracts and articles, by what stands below them."""

import re

_BEFORE = re.compile(
    r"\b(?:background|introduction|context|rationale|objectives?|aims?|purpose|hypothes[ie]s|importance)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:methods?|design|materials?|patients|participants|subjects|results?|findings?|conclusions?|discussion|"
    r"interpretation)\b",
    re.IGNORECASE,
)


def is_before_the_work(heading: str) -> bool:
    """Whether a heading announces only why the work was done: what stands there tells of other work, or of hopes.

    `Background and aims` does, `Aims and methods` does not, and nothing is known below no heading.
    """
    return bool(_BEFORE.search(heading)) and not _OWN.search(heading)
