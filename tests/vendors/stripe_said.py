"""Stripe's events as it would send them, invented, and signed as it signs."""

import json
from typing import Any

from stripe import WebhookSignature

SECRET = "signing-secret-of-nobody"


def event(**fields: Any) -> dict[str, Any]:
    """A snapshot event."""
    subscription = {"id": "sub_invented", "object": "subscription", "customer": "cus_invented"}
    made = {
        "id": "evt_invented1", "object": "event", "type": "customer.subscription.updated", "livemode": False,
        "api_version": "2026-10-28.endive", "created": 1_795_485_600, "data": {"object": subscription},
    }  # fmt: skip
    return {**made, **fields}


def dumped(said: Any) -> str:
    """As Stripe writes a body."""
    return json.dumps(said, indent=2)


def signature(body: str, at: int, secret: str = SECRET) -> dict[str, str]:
    """The header of a body signed at that second."""
    return {"stripe-signature": WebhookSignature.generate_signature_header(body, secret, at)}
