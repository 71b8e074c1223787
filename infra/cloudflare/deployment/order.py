"""In which order Workers are deployed, so that no message meets a consumer that does not know it.

A new producer may send what an old consumer has not learnt. So whoever consumes a queue goes before whoever sends to
it: consumers first, the crons and commands that begin everything last. Workers that send to each other in a circle
(synthesize and comply, or one that sends to itself) go together, in one rank: there is no safe order among them, and
none is needed, because messages only ever gain fields, and what a consumer does not know yet waits without costing a
life (`NotYet`). A rollback goes the other way round.
"""

from collections.abc import Iterable, Mapping, Sequence

from queues.topology import QUEUES, SENDERS, Queue

Rank = tuple[str, ...]


def ranks(
    functions: Iterable[str],
    senders: Mapping[str, Sequence[str]] = SENDERS,
    queues: Mapping[str, Queue] = QUEUES,
) -> list[Rank]:
    """The functions in ranks: all of a rank may go at once, each rank after the one before.

    A function goes into the earliest rank that is after all it sends to; one that sends nothing is in the first.
    """
    names = sorted(functions)
    after = {name: {queues[queue].consumer for queue in senders.get(name, ())} & set(names) - {name} for name in names}
    reached = {name: _reached(name, after) for name in names}

    def depth(name: str) -> int:
        beyond = [each for each in reached[name] if name not in reached[each]]
        return 1 + max(map(depth, beyond)) if beyond else 0

    depths = {name: depth(name) for name in names}
    return [
        tuple(name for name in names if depths[name] == rank) for rank in range(max(depths.values(), default=-1) + 1)
    ]


def _reached(name: str, after: Mapping[str, set[str]]) -> set[str]:
    """Every function that messages of `name` lead to, over however many queues."""
    found: set[str] = set()
    left = [name]
    while left:
        fresh = after[left.pop()] - found
        found |= fresh
        left += fresh
    return found
