"""How often this thread gave the processor away of its own accord: to wait for a disk or a lock.

A read that took long and never did so was set aside by the machine for others, which a thread of its own would be too.
"""

try:
    import resource
except ImportError:  # no POSIX
    resource = None

_THREAD = getattr(resource, "RUSAGE_THREAD", None)
"""Linux has it (getrusage(2))."""


def waits() -> int | None:
    """The count so far; None where the system does not tell."""
    return None if resource is None or _THREAD is None else resource.getrusage(_THREAD).ru_nvcsw


def waited_since(before: int | None) -> bool:
    """Whether this thread waited since `waits` gave that; taken for granted where the system does not tell."""
    now = waits()
    return now is None or before is None or now > before
