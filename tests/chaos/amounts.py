"""How much of it: the full counts belong to `make chaos`, a twentieth or less to `make test`."""

import os
import random

FULL = os.environ.get("PEPTALK_CHAOS") == "full"


def amount(full: int, one_of: int = 20) -> int:
    """`full` under `make chaos` (PEPTALK_CHAOS=full), else a twentieth of it, or one of so many; at least 1."""
    return full if FULL else max(1, full // one_of)


def seed() -> int:
    """PEPTALK_CHAOS_SEED, or one drawn now; whoever uses it prints it, so that a failure can be seen again."""
    given = os.environ.get("PEPTALK_CHAOS_SEED")
    return int(given) if given else random.SystemRandom().randrange(1_000_000)
