"""Faults of a queue on demand: what Cloudflare Queues may do to any message, here as often as asked for.

`PEPTALK_BROKER_CHAOS="duplicate=0.3,reorder,twice=0.2,delay=0.3:5,seed=7"`. For tests and trials on one machine; the
broker without it spends nothing on it.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.local.queues.queue_limits import LONGEST_DELAY
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Entropy

VARIABLE = "PEPTALK_BROKER_CHAOS"

COPIES_AT_MOST = 3
"""Deliveries of a message whose acks may get lost: with `duplicate=1` each message comes so often and once more."""

_COMES_BACK_WITHIN = 2

_FORMS = "duplicate=P or duplicate=P:SECONDS, reorder, twice=P, delay=P:SECONDS, seed=N"


@dataclass(slots=True)
class Chaos:
    """What goes wrong, each a probability, and the source of its chances.

    `duplicate`: a batch's ack of a message is lost, and it comes again within `duplicate_within` seconds. `reorder`:
    batches are drawn in any order. `twice`: a batch is handed out in two deliveries at once. `delay`: a message waits
    up to `delay_within` seconds more before its first delivery. The seed repeats the chances, not the machine's timing.
    """

    seed: int
    duplicate: float = 0.0
    duplicate_within: int = _COMES_BACK_WITHIN
    reorder: bool = False
    twice: float = 0.0
    delay: float = 0.0
    delay_within: int = 0
    _chances: random.Random = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._chances = random.Random(self.seed)  # noqa: S311 - chances that a seed must repeat, no secret

    def __str__(self) -> str:
        """The spec that repeats this."""
        parts = [f"duplicate={self.duplicate:g}:{self.duplicate_within}"] if self.duplicate else []
        parts += ["reorder"] if self.reorder else []
        parts += [f"twice={self.twice:g}"] if self.twice else []
        parts += [f"delay={self.delay:g}:{self.delay_within}"] if self.delay else []
        return ",".join([*parts, f"seed={self.seed}"])

    def comes_again(self, deliveries: int) -> int | None:
        """Seconds until an acked message of so many deliveries comes again, or None where it is gone as it should."""
        if deliveries > COPIES_AT_MOST or self._chances.random() >= self.duplicate:
            return None
        return self._chances.randint(0, self.duplicate_within)

    def is_handed_out_twice(self) -> bool:
        """Whether this batch goes out in two deliveries at once."""
        return self._chances.random() < self.twice

    def waits(self, messages: int) -> list[int]:
        """Milliseconds that each of so many messages waits more."""
        return [
            self._chances.randrange(self.delay_within * 1000) if self._chances.random() < self.delay else 0
            for _ in range(messages)
        ]

    def draw(self, ready: list[tuple[Any, ...]], size: int) -> list[tuple[Any, ...]]:
        """A batch of at most `size` from what is ready, in any order."""
        return self._chances.sample(ready, min(size, len(ready)))


def chaos_of(env: Mapping[str, str], entropy: Entropy) -> Chaos | None:
    """What the variable asks for; None where it is not set. A seed that is not given is drawn.

    Raises:
        ConfigurationError: the variable cannot be read; the text says which part and how it is written.
    """
    spec = env.get(VARIABLE, "").strip()
    if not spec:
        return None
    found: dict[str, Any] = {}
    for part in (each.strip() for each in spec.split(",")):
        name, _, value = part.partition("=")
        if name in found:
            raise _bad(part, f"{name} is there twice")
        match name:
            case "reorder" if not value:
                found["reorder"] = True
            case "reorder":
                raise _bad(part, "reorder takes no value")
            case "twice":
                found["twice"] = _probability(part, value)
            case "duplicate":
                chance, _, seconds = value.partition(":")
                found["duplicate"] = _probability(part, chance)
                if ":" in value:
                    found["duplicate_within"] = _seconds(part, seconds)
            case "delay":
                chance, _, seconds = value.partition(":")
                found["delay"] = _probability(part, chance)
                found["delay_within"] = _seconds(part, seconds)
            case "seed" if value.isascii() and value.isdigit():
                found["seed"] = int(value)
            case "seed":
                raise _bad(part, "a seed is a whole number, 0 or more")
            case _:
                raise _bad(part, "there is no such switch")
    if found.keys() <= {"seed"}:
        raise _bad(spec, "a seed alone does nothing")
    seed = found.pop("seed", None)
    return Chaos(int(entropy.fraction() * 1_000_000) if seed is None else seed, **found)


def _probability(part: str, value: str) -> float:
    try:
        chance = float(value)
    except ValueError:
        chance = -1.0
    if not 0 < chance <= 1:
        raise _bad(part, "its probability is a number above 0 and at most 1")
    return chance


def _seconds(part: str, value: str) -> int:
    if not (value.isascii() and value.isdigit()) or not 1 <= int(value) <= LONGEST_DELAY:
        raise _bad(part, f"its seconds, after a colon, are a whole number from 1 to {LONGEST_DELAY:,}")
    return int(value)


def _bad(part: str, reason: str) -> ConfigurationError:
    return ConfigurationError(f"{VARIABLE}: {part!r} cannot be read: {reason}; write {_FORMS}, joined by commas")
