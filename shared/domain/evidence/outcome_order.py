"""Which statements bear on one outcome, and the order in which a page shows them: that of the list of outcomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from shared.domain.evidence.outcomes import OUTCOMES, OutcomeKind


class Bearing(Protocol):
    """Whatever names its outcome in a few words, or leaves it empty: a claim of a draft or of a page."""

    @property
    def outcome(self) -> str: ...


Claim = TypeVar("Claim", bound=Bearing)
_PLACES = {id: place for place, id in enumerate(OUTCOMES)}
_BY_NAME = {
    name.casefold(): each for each in OUTCOMES.values() for name in (each.title, each.id, each.id.replace("_", " "))
}


@dataclass(frozen=True, slots=True)
class Group(Generic[Claim]):
    """Statements of one outcome. `kind` is None where the list has no such outcome, and `words` are then the
    statements' own; both are empty where they name none."""

    kind: OutcomeKind | None
    words: str
    claims: tuple[Claim, ...]


def named(outcome: str) -> OutcomeKind | None:
    """The outcome of the list that has this id or title, if there is one."""
    return _BY_NAME.get(_folded(outcome))


def same_outcome(one: str, other: str) -> bool:
    """Whether a page shows both under one heading."""
    kind = named(one)
    return kind is named(other) if kind else _folded(one) == _folded(other)


def groups(claims: Iterable[Claim]) -> list[Group[Claim]]:
    """The claims by outcome: those of the list in its order, then others as they come, last those that name none.

    Within an outcome they keep their order.
    """
    found: dict[str, list[Claim]] = {}
    for each in claims:
        kind = named(each.outcome)
        found.setdefault(kind.id if kind else _folded(each.outcome), []).append(each)
    ordered = sorted(found.items(), key=lambda item: _place(item[0]))
    return [Group(OUTCOMES.get(key), " ".join(of[0].outcome.split()), tuple(of)) for key, of in ordered]


def arranged(claims: Sequence[Claim]) -> list[Claim]:
    """The same claims in the order of their groups."""
    return [each for group in groups(claims) for each in group.claims]


def _place(key: str) -> tuple[int, int]:
    if not key:
        return 2, 0
    return (0, _PLACES[key]) if key in _PLACES else (1, 0)


def _folded(outcome: str) -> str:
    return " ".join(outcome.casefold().split())
