"""The tree of errors; an exception's docstring says what it means, its text what happened.

    PepTalkError
    ├── RetryableError          the world is at fault: try again, costs no life
    │   ├── UpstreamUnavailable     a vendor does not answer, or answers nonsense
    │   ├── UpstreamThrottled       a vendor asks us to slow down
    │   ├── DatabaseUnavailable     the database is busy, reset or unreachable
    │   └── NotYet                  another delivery holds this work, or it was sent by a newer deployment
    │       ├── Closed                  the vendor is left alone, or asked by others as fast as it allows
    │       └── Parked                  somebody else asks for the work again when it can go on
    ├── PermanentError          trying again gives the same: dead letter, at once
    │   ├── UpstreamRefused         a vendor understood and said no
    │   │   ├── ModelGone               it has no such model, or none any more
    │   │   └── AddressRefused          a carrier of mail delivers nothing to this address
    │   └── Corrupt                 something stored is missing or is not what its hash says
    ├── ConfigurationError      an operator must act: the function pauses
    ├── Fenced                  another delivery took over this work: write nothing, say nothing
    └── DatabaseError           the database refused a statement
        └── ConstraintViolated      a CHECK, UNIQUE or FOREIGN KEY aborted the batch

Whatever is not in the tree counts as a crash: the work is tried again and dies at the fifth.
"""


class PepTalkError(Exception):
    """An error that we raise knowingly."""


class RetryableError(PepTalkError):
    """The same request may succeed later. Costs no life.

    `retry_in` is seconds, where the vendor said how long; `vendor` names who failed.
    """

    def __init__(self, message: str, *, retry_in: float | None = None, vendor: str | None = None) -> None:
        super().__init__(message)
        self.retry_in = retry_in
        self.vendor = vendor


class UpstreamUnavailable(RetryableError):
    """A vendor does not answer, or answers with something that is no answer."""


class UpstreamThrottled(RetryableError):
    """A vendor asks us to slow down (429, 529)."""


class DatabaseUnavailable(RetryableError):
    """The database is busy, was reset or cannot be reached; the statement may or may not have committed."""


class NotYet(RetryableError):
    """Nothing is wrong, but the work cannot be done now."""


class Closed(NotYet):
    """A vendor is not to be asked now: its breaker is open, or its pace is full. Nothing was asked."""


class Parked(NotYet):
    """The work waits for something that asks for it again, at the latest soon after `until` (a stamp)."""

    def __init__(self, message: str, *, until: str) -> None:
        super().__init__(message)
        self.until = until


class PermanentError(PepTalkError):
    """Trying again would fail the same way; the message goes to the dead-letter queue with this reason."""


class UpstreamRefused(PermanentError):
    """A vendor understood the request and refuses it."""


class ModelGone(UpstreamRefused):
    """A vendor has no model of that name, or has it no more."""


class AddressRefused(UpstreamRefused):
    """A carrier of mail delivers nothing to this address."""


class Corrupt(PermanentError):
    """Something stored is missing, or is not what its hash says it is."""


class ConfigurationError(PepTalkError):
    """An operator must change a setting first. The text names the setting and what to do."""


class Fenced(PepTalkError):
    """The claim was lost to another delivery; nothing of this one may be written."""


class DatabaseError(PepTalkError):
    """The database refused a statement; nothing of its batch was written."""


class ConstraintViolated(DatabaseError):
    """A CHECK, UNIQUE, NOT NULL or FOREIGN KEY constraint aborted the statement and its batch."""
