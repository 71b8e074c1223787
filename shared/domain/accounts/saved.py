"""What a reader keeps: peptides that he follows, searches by name, and how he is told of what is new in them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from shared.domain.catalog.peptide import folded
from shared.domain.frozen import Frozen
from shared.domain.visible import CONTROLS, UNSEEN
from shared.domain.vocabulary import Level

PEPTIDES_AT_MOST = 200
SEARCHES_AT_MOST = 50
"""Of one account: what a digest can hold, and what a page of notify can look through."""

SearchName = Annotated[str, Field(min_length=1, max_length=80, pattern=rf"^[^{UNSEEN}]([^{CONTROLS}]*[^{UNSEEN}])?$")]


class Alert(StrEnum):
    """When a reader is told of a new version."""

    NEVER = "never"
    AT_ONCE = "at_once"
    WEEKLY = "weekly"


class SavedQuery(BaseModel):
    """What a saved search looks for: every word of `q` in the peptide's names, aliases and conditions, one of the
    grades, the category, and with `human` at least one study in people. What is not given does not restrict."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    q: Annotated[str, Field(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    grade: Annotated[tuple[Level, ...], Field(max_length=6)] = ()
    category: Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    human: StrictBool = False


class Found(Frozen):
    """What a saved search looks at of a peptide: `texts` are its name, aliases and conditions."""

    slug: str
    texts: tuple[str, ...]
    category: str
    grade: Level
    human: bool


def matches(query: SavedQuery, found: Found) -> bool:
    """Whether the peptide is one that the search looks for; letters' case, hyphens and spaces in names do not count."""
    if query.grade and found.grade not in query.grade:
        return False
    if query.category and query.category.casefold() != found.category.casefold():
        return False
    if query.human and not found.human:
        return False
    texts = [folded(each) for each in found.texts]
    return all(any(word in text for text in texts) for word in _words(query.q))


def _words(q: str) -> Iterable[str]:
    return (word for each in q.split() if (word := folded(each)))
