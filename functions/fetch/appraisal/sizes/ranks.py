"""What a count is: so many people or animals, what the words around it say of them, and how much that tells."""

from enum import IntEnum
from typing import NamedTuple


class Rank(IntEnum):
    """What a count speaks of, most telling first; a PART is some of them."""

    RANDOMISED = 1
    TOTAL = 2
    DIVIDED = 3
    ENROLLED = 4
    STUDIED = 5
    NAMED = 6
    SHARED = 7
    PART = 8


class Count(NamedTuple):
    """`n` people or animals; the quote is the sentence's own words.

    `given`: they got something, as one arm may; `control`: they are the controls, or among them; `alone`: nobody but
    controls, who are no study by themselves; `opens`: "Of 300 patients"; `marked`: its number stands in brackets;
    `each`: so many in each group; `share`: it is told by how many of them had something.
    """

    n: int
    quote: str
    rank: Rank
    at: int
    given: bool = False
    control: bool = False
    alone: bool = False
    opens: bool = False
    marked: bool = False
    each: bool = False
    share: bool = False
