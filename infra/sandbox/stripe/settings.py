"""What is set for the whole account: in Stripe's dashboard where it has such a thing, otherwise the sandbox's own."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from infra.sandbox.stripe.clock import DAY, HOUR


class Settings(BaseModel):
    """The settings; all can be changed while it runs."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True, allow_inf_nan=False)

    livemode: bool = False
    """What objects, events and endpoints that are made from now on say of themselves."""
    retry_days: list[int] = Field(default=[3, 5, 7], max_length=8)
    """Days from one failed payment of an invoice to the next try; after the last, `after_retries`."""
    after_retries: Literal["cancel", "unpaid", "past_due"] = "cancel"
    finalize_seconds: int = Field(default=HOUR, ge=0)
    """How long the invoice of a renewal is a draft."""
    delivery_seconds: list[int] = [60, 300, 1_800, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY]
    """From one failed delivery of an event to the next; none is tried later than three days after the first."""
    delivery_timeout: float = Field(default=10.0, gt=0)
    """Seconds, by the machine's clock, that a receiver has to answer."""
    signed_by: Literal["machine", "own"] = "machine"
    """By which clock deliveries are signed: receivers compare with theirs."""
    held: bool = False
    """Whether deliveries wait until they are told to go."""
    delay: int = Field(default=0, ge=0)
    """Seconds from an event to its first delivery."""
    twice: float = Field(default=0.0, ge=0, le=1)
    """The share of deliveries that are made twice."""
    lost: float = Field(default=0.0, ge=0, le=1)
    """The share of events whose delivery is never tried."""
    shuffled: bool = False
    """Whether deliveries that are due at once go in an order of their own."""
    seed: int = 0
    """Of the shares and orders above."""
