"""The errors of Stripe's SDK under our names. Only Workers that ask Stripe import it, as `stripe_http`."""

import stripe

from shared.platform.errors import (
    ConfigurationError,
    PepTalkError,
    UpstreamRefused,
    UpstreamThrottled,
    UpstreamUnavailable,
)
from shared.platform.vendors.stripe_http import VENDOR


class Missing(UpstreamRefused):
    """Stripe has no such object, for this key."""


def translated(error: stripe.StripeError, what: str, may: str) -> PepTalkError:
    """Our error for one of the SDK's; `may` says what the key has to be allowed. The SDK's text is left out: it may
    hold what was asked, or a part of the key."""
    if isinstance(error, stripe.APIConnectionError):
        return UpstreamUnavailable(str(error), vendor=VENDOR)
    named = f"{type(error).__name__}, {error.code or 'no code'}, request {error.request_id or 'unknown'}"
    if isinstance(error, stripe.RateLimitError):
        return UpstreamThrottled(f"Stripe asks for patience ({named})", retry_in=_retry_in(error), vendor=VENDOR)
    if isinstance(error, stripe.AuthenticationError | stripe.PermissionError):
        return ConfigurationError(f"Stripe does not accept STRIPE_SECRET_KEY for {what} ({named}); give one that {may}")
    status = error.http_status or 500
    # Without an error of Stripe's it was not Stripe who spoke: it was cut off, or somebody in between has a page.
    if status >= 500 or status == 409 or error.error is None:
        return UpstreamUnavailable(f"Stripe answered {status} ({named})", vendor=VENDOR)
    if error.code == "resource_missing":
        return Missing(f"Stripe has no such object as {what} asked for, for this key ({named})")
    return UpstreamRefused(f"Stripe refuses {what} ({named})")


def replayed(error: BaseException) -> bool:
    """Whether an error of ours came of an answer that Stripe kept under the request's idempotency key: under that key
    there is no other for a day (docs.stripe.com/error-low-level, `Idempotent-Replayed`)."""
    cause = error.__cause__
    return isinstance(cause, stripe.StripeError) and _headers(cause).get("idempotent-replayed") == "true"


def _retry_in(error: stripe.StripeError) -> float | None:
    said = _headers(error).get("retry-after", "")
    return float(said) if said.isdecimal() else None


def _headers(error: stripe.StripeError) -> dict[str, str]:
    return {name.lower(): str(value) for name, value in dict(error.headers or {}).items()}
