"""No request whose header or body was changed after it was signed is taken."""

import random
from datetime import UTC, datetime

import pytest
from stripe import WebhookSignature

from chaos.amounts import amount
from functions.webhook.verification import Refused, verified

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SECRET = "signing-secret-of-nobody"
BODY = '{"id": "evt_invented1", "object": "event", "livemode": false, "type": "invoice.paid", "note": "Zoë, 9 €"}'
CHARACTERS = "0123456789abcdefABCDEFtv=,. +-_\t\x00é\u0663"


def signed(body: str = BODY) -> str:
    return WebhookSignature.generate_signature_header(body, SECRET, int(NOW.timestamp()))


def mutated(text: str, dice: random.Random) -> str:
    """The text with a character or two put in, taken out, changed or exchanged, or a piece of it doubled."""
    while True:
        changed = list(text)
        for _ in range(dice.randint(1, 3)):
            at = dice.randrange(len(changed))
            match dice.randrange(5):
                case 0:
                    changed[at] = dice.choice(CHARACTERS)
                case 1:
                    changed.insert(at, dice.choice(CHARACTERS))
                case 2:
                    del changed[at]
                case 3:
                    other = dice.randrange(len(changed))
                    changed[at], changed[other] = changed[other], changed[at]
                case _:
                    changed[at:at] = changed[at : at + dice.randint(1, 8)]
        if "".join(changed) != text:
            return "".join(changed)


def unsigned(header: str, dice: random.Random) -> str:
    """The header mutated so that it no longer holds the whole signature: one beside another is what Stripe sends while
    a secret is rotated."""
    changed = mutated(header, dice)
    while set(header.split(",")) <= set(changed.split(",")):
        changed = mutated(header, dice)
    return changed


def test_what_was_signed_is_taken():
    assert verified(BODY.encode(), signed(), [SECRET], NOW) == BODY
    assert verified(BODY.encode(), f"{signed()},v1=00,v0=11", ["another", SECRET], NOW) == BODY


def test_no_mutation_of_signature_time_or_body_is_taken():
    dice = random.Random(20261126)
    header, taken = signed(), []

    for number in range(amount(10_000)):
        match number % 3:
            case 0:
                tried = (BODY.encode(), unsigned(header, dice))
            case 1:
                tried = (mutated(BODY, dice).encode(), header)
            case _:
                # Another time under the same signature.
                at = int(NOW.timestamp()) + dice.choice([-1, 1]) * dice.randint(1, 10**6)
                tried = (BODY.encode(), f"t={at},{header.partition(',')[2]}")
        try:
            verified(*tried, [SECRET], NOW)
        except Refused:
            continue
        taken.append(tried)

    assert taken == []


@pytest.mark.parametrize(
    "header", ["t=+{at},v1={v1}", "t= {at},v1={v1}", "v1={v1},t={at}", "t={at}, v1={v1}", "T={at},v1={v1}"]
)
def test_a_header_in_another_form_than_stripe_writes_is_refused(header):
    at, _, v1 = signed().removeprefix("t=").partition(",v1=")

    with pytest.raises(Refused, match="cannot be read"):
        verified(BODY.encode(), header.format(at=at, v1=v1), [SECRET], NOW)
