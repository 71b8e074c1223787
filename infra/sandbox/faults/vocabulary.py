"""The faults that the stand-ins know, and at which of their endpoints each can occur."""

from dataclasses import dataclass

from shared.platform.errors import ConfigurationError

SEARCH, RECORDS, WRITER, REVIEWER = "ncbi/esearch", "ncbi/efetch", "anthropic/messages", "openai/responses"
REGISTRY = "clinicaltrials/studies"
WORKS = "crossref/works"
MAKING, LOOKING, RESULTS, CANCELLING = (f"anthropic/{each}" for each in ("batches", "batch", "results", "cancel"))
BATCHES = (MAKING, LOOKING, RESULTS, CANCELLING)
"""Anthropic's batches: make one or list them, look at one, fetch its results, cancel it."""
STRIPE = tuple(
    f"stripe/{each}"
    for each in (
        "billing_portal", "charges", "checkout", "coupons", "customers", "disputes", "events", "invoice_payments",
        "invoices", "payment_intents", "payment_methods", "prices", "products", "promotion_codes", "refunds",
        "subscriptions", "webhook_endpoints",
    )
)  # fmt: skip
"""Stripe's API by what stands first in an address. Its hosted pages have no faults."""
MAIL = "mail/emails"
ENDPOINTS = (SEARCH, RECORDS, WRITER, REVIEWER, REGISTRY, WORKS, *BATCHES, *STRIPE, MAIL)
_NCBI = frozenset({SEARCH, RECORDS})
_MODELS = frozenset({WRITER, REVIEWER})
_ANTHROPIC = frozenset({WRITER, *BATCHES})
_ALL = _NCBI | _MODELS | {REGISTRY, WORKS, *BATCHES, *STRIPE, MAIL}


class BadFault(ConfigurationError):
    """A fault that cannot be set; the text says what is wrong and what can be. Nothing was changed."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A fault: what the client sees, where it can occur, and what a number of seconds means to it, if anything.

    `default` are the seconds where none are given; None means that there are none.
    """

    sees: str
    at: frozenset[str]
    seconds: str | None = None
    default: float | None = None


FAULTS: dict[str, Kind] = {
    # The line.
    "latency": Kind("the right answer, late", _ALL, "how late", 5.0),
    "slow-drip": Kind("the right answer in twenty pieces", _ALL, "from the first piece to the last", 10.0),
    "reset": Kind("the connection is reset before the answer", _ALL),
    "reset-midway": Kind("the connection is reset in the middle of the answer", _ALL),
    "cut-off": Kind("half the answer, under a content-length for the whole, then the end of the connection", _ALL),
    "truncated": Kind("half the answer, under its own length", _ALL),
    "empty": Kind("200 with an empty body", _ALL),
    "html": Kind("200 with an HTML page", _ALL),
    # The vendor says no, or not now.
    "throttled": Kind("429, in the vendor's shape", _ALL, "the Retry-After header; none if left out"),
    "400": Kind("400: the vendor understood, and refuses", _ALL),
    "401": Kind("401: the key is not accepted", _MODELS | _ANTHROPIC | set(STRIPE) | {MAIL}),
    "500": Kind("500, in the vendor's shape", _ALL),
    "500-kept": Kind("500, and the same again for the same idempotency key", frozenset(STRIPE)),
    "529": Kind("529: overloaded", _ANTHROPIC),
    "404": Kind("404: no such batch", frozenset({LOOKING, RESULTS, CANCELLING})),
    "model-gone": Kind("404: no such model; each request of a batch ends so", _MODELS | {MAKING}),
    "502-in-400": Kind("400 around a 502 of the service behind", frozenset({RECORDS})),
    "rate-limit-200": Kind("the JSON of a 429 with status 200", _NCBI),
    "backend-failed": Kind("200 with <ERROR>Search Backend failed", frozenset({SEARCH})),
    "prolog-only": Kind("200 with an XML prolog and no root", _NCBI),
    "failed": Kind("200 with a response whose status is failed", frozenset({REVIEWER})),
    # A well-formed answer that is wrong.
    "wrong-schema": Kind("well-formed, but not what was asked for", _ALL - set(BATCHES)),
    "refusal": Kind("the model refuses", _MODELS),
    "max-tokens": Kind("cut off at the limit of tokens, and saying so", _MODELS),
    "broken-json": Kind("the model's JSON is cut off, and the answer says that it is whole", _MODELS),
    "wrong-language": Kind("the model's words are German", _MODELS),
    "unknown-ids": Kind("the model names sentences or claims that it was not shown", _MODELS),
    "expired": Kind("every request of the batch expires", frozenset({MAKING})),
    "errored": Kind("every request of the batch fails", frozenset({MAKING})),
    "invented-numbers": Kind("a claim holds numbers that no sentence has", frozenset({WRITER})),
}


def endpoints(target: str) -> frozenset[str]:
    """The endpoints that a target means: `ncbi`, `ncbi/efetch`, `anthropic` ... Empty where it is none."""
    return frozenset(each for each in ENDPOINTS if target in (each, each.partition("/")[0]))


def possible(target: str) -> list[str]:
    """The faults that can occur at one of the target's endpoints at least."""
    return [name for name, kind in FAULTS.items() if kind.at & endpoints(target)]


def endpoint(path: str) -> str | None:
    """The endpoint that a request's path asks, or None where no fault can be set on it."""
    last = path.rsplit("/", 1)[-1].removesuffix(".fcgi")
    if path.startswith("/crossref/works"):
        return WORKS  # a DOI below it has slashes of its own
    if path.startswith("/anthropic/v1/messages/batches/") and last not in ("results", "cancel"):
        return LOOKING
    if path.startswith("/stripe/v1/"):
        last = path.split("/")[3]
    vendor = {"entrez": "ncbi"}.get(path.split("/")[1], path.split("/")[1])
    return found if (found := f"{vendor}/{last}") in ENDPOINTS else None
