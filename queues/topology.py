"""Every queue, declared once, every value explicit.

Local and production defaults differ (Miniflare: batches of 5, 2 retries; Cloudflare: 10 and 3), so nothing
is left to them. A test holds every ``functions/*/wrangler.toml`` to this table, and the embedded broker runs
from it. Units are seconds, messages and invocations.
"""

from dataclasses import dataclass

from queues.messages import (
    AddressCustomer,
    EraseAccount,
    FetchStudies,
    Message,
    NoticeIssued,
    ReconcileSubscriptions,
    RenderMonograph,
    ReviewDraft,
    SendMail,
    StripeEventReceived,
    SubscriptionDoubted,
    SynthesizeMonograph,
    VersionPublished,
    WeekEnded,
)

DEAD_LETTER_SUFFIX = "-dlq"

MAX_RETRIES = 100
"""Cloudflare's ceiling. The consumer loop counts deaths itself, and sends anew what waits longer than this lasts."""

RETENTION = 1_209_600
"""14 days, Cloudflare's longest (developers.cloudflare.com/queues/platform/limits)."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue and its one consumer.

    `binding` is the producer binding's name in every Worker that sends to it. `consumer` is the folder in
    ``functions/``. `max_batch_timeout`, `retry_delay`, `delivery_delay` and `retention` are seconds.
    """

    name: str
    binding: str
    consumer: str
    accepts: tuple[type[Message], ...]
    max_batch_size: int
    max_batch_timeout: int
    max_retries: int
    retry_delay: int
    max_concurrency: int
    dead_letter_queue: str | None
    delivery_delay: int = 0
    retention: int = RETENTION


def _stage(name: str, *messages: type[Message], batch: int, concurrency: int, retry_delay: int) -> Queue:
    return Queue(
        name=f"peptalk-{name}",
        binding=f"{name.replace('-', '_').upper()}_QUEUE",
        consumer=messages[0].stage,
        accepts=messages,
        max_batch_size=batch,
        max_batch_timeout=1,
        max_retries=MAX_RETRIES,
        retry_delay=retry_delay,
        max_concurrency=concurrency,
        dead_letter_queue=f"peptalk-{name}{DEAD_LETTER_SUFFIX}",
    )


def _dead_letters(of: Queue) -> Queue:
    return Queue(
        name=f"{of.name}{DEAD_LETTER_SUFFIX}",
        binding=f"{of.binding.removesuffix('_QUEUE')}_DLQ",
        consumer="dead_letters",
        accepts=of.accepts,
        max_batch_size=25,
        max_batch_timeout=1,
        max_retries=MAX_RETRIES,
        retry_delay=30,
        max_concurrency=1,
        dead_letter_queue=None,
    )


_STAGES = (
    # One fetch at a time: NCBI counts request starts for the whole account.
    _stage("fetch", FetchStudies, batch=5, concurrency=1, retry_delay=10),
    _stage("synthesize", SynthesizeMonograph, batch=1, concurrency=4, retry_delay=20),
    _stage("comply", ReviewDraft, batch=1, concurrency=4, retry_delay=20),
    # A PDF is the largest thing in memory: one a batch.
    _stage("render", RenderMonograph, batch=1, concurrency=4, retry_delay=10),
    # A page of readers asks for the next: more at once would only be about different things.
    _stage("notify", VersionPublished, NoticeIssued, WeekEnded, batch=5, concurrency=2, retry_delay=10),
    # Events of one subscription wait for each other, those of two do not.
    _stage(
        "stripe-events",
        *(StripeEventReceived, SubscriptionDoubted, ReconcileSubscriptions, AddressCustomer, EraseAccount),
        batch=10,
        concurrency=2,
        retry_delay=10,
    ),
    _stage("mail", SendMail, batch=10, concurrency=2, retry_delay=10),
)

QUEUES: dict[str, Queue] = {queue.name: queue for stage in _STAGES for queue in (stage, _dead_letters(stage))}
"""By name, each stage before its dead letters."""

SENDERS: dict[str, tuple[str, ...]] = {
    "nightly_ingest": ("peptalk-fetch",),
    "fetch": ("peptalk-fetch", "peptalk-synthesize", "peptalk-comply", "peptalk-render", "peptalk-fetch-dlq"),
    "synthesize": ("peptalk-synthesize", "peptalk-comply", "peptalk-synthesize-dlq"),
    "comply": ("peptalk-synthesize", "peptalk-comply", "peptalk-render", "peptalk-comply-dlq"),
    "render": ("peptalk-render", "peptalk-notify", "peptalk-render-dlq"),
    "notify": ("peptalk-notify", "peptalk-mail", "peptalk-notify-dlq"),
    "webhook": ("peptalk-stripe-events",),
    "billing": ("peptalk-stripe-events", "peptalk-mail", "peptalk-stripe-events-dlq"),
    "mail": ("peptalk-mail", "peptalk-mail-dlq"),
    "dead_letters": (),
    "site": (),
    "api": ("peptalk-stripe-events", "peptalk-mail"),
    "verify": ("peptalk-fetch", "peptalk-comply", "peptalk-notify"),
    "watch": tuple(QUEUES),
    "operate": tuple(QUEUES),
}
"""What each function may send to: its producer bindings. A stage sends to its own dead-letter queue itself, and to its
own queue a fresh copy of what has waited for long; watch asks again for any work that is past due, operate for
what an operator wants done."""

_BY_MESSAGE = {message: queue.name for queue in _STAGES for message in queue.accepts}


def queue_for(message: Message) -> str:
    """The name of the queue that carries this kind of message."""
    return _BY_MESSAGE[type(message)]


ENVIRONMENTS = ("staging", "production")


def deployed_name(name: str, environment: str | None) -> str:
    """A queue's name in an environment: `peptalk-fetch` in staging is `peptalk-fetch-staging`."""
    return f"{name}-{environment}" if environment else name


def declared_name(name: str) -> str:
    """The name in this table of a deployed queue, whatever its environment."""
    for environment in ENVIRONMENTS:
        name = name.removesuffix(f"-{environment}")
    return name
