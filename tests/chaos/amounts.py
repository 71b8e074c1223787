"""How much of it: the full counts belong to `make chaos`, a twentieth to `make test`."""

import os
import random

FULL = os.environ.get("PEPTALK_CHAOS") == "full"


def amount(full: int) -> int:
    """`full` under `make chaos` (PEPTALK_CHAOS=full), else a twentieth of it, at least 1."""
    return full if FULL else max(1, full // 20)


def seed() -> int:
    """PEPTALK_CHAOS_SEED, or one drawn now; whoever uses it prints it, so that a failure can be seen again."""
    given = os.environ.get("PEPTALK_CHAOS_SEED")
    return int(given) if given else random.SystemRandom().randrange(1_000_000)
