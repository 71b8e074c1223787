"""What Cloudflare Queues takes: how large a message and a call may be, and how long a delay."""

from collections.abc import Sequence

from shared.platform.errors import PermanentError

MESSAGE_BYTES = 127_000
CALL_MESSAGES, CALL_BYTES = 100, 256_000
LONGEST_DELAY = 86_400
"""developers.cloudflare.com/queues/platform/limits: 128 KB a message with some 100 bytes of its own metadata,
100 messages and 256 KB a call, 24 hours of delay."""


def calls(bodies: Sequence[str]) -> list[list[str]]:
    """The bodies in calls of at most 100 messages and 256,000 bytes.

    Raises:
        PermanentError: a body is larger than a message may be.
    """
    found: list[list[str]] = []
    size = 0
    for body in bodies:
        weight = len(body.encode())
        if weight > MESSAGE_BYTES:
            raise PermanentError(
                f"a message of {weight:,} bytes is larger than the {MESSAGE_BYTES:,} that a queue takes; "
                f"keep its payload in the bucket and send the key"
            )
        if not found or len(found[-1]) == CALL_MESSAGES or size + weight > CALL_BYTES:
            found.append([])
            size = 0
        found[-1].append(body)
        size += weight
    return found


def checked_delay(seconds: int) -> int:
    """A delay that a queue takes.

    Raises:
        PermanentError: it is negative or above 24 hours.
    """
    if not 0 <= seconds <= LONGEST_DELAY:
        raise PermanentError(f"a delay of {seconds} seconds: a queue takes 0 to {LONGEST_DELAY:,}")
    return seconds
