"""The invented account that a sandbox begins with: prices to choose from, and two readers."""

import json
from pathlib import Path
from typing import Any

from infra.sandbox.stripe import cards, customers, discounts, lifecycle, products, subscriptions
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.clock import DAY, Clock

FILE = Path(__file__).parents[1] / "sample" / "stripe.json"


def catalog(account: Account) -> None:
    """Put the sample's products, prices, coupons and codes into an account."""
    sample: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    marked: Object = {"metadata": {"sample": "invented"}}
    for each in sample["products"]:
        products.product(account, **each, **marked)
    for each in sample["prices"]:
        products.price(
            account, each.pop("product"), each.pop("unit_amount"), each.pop("currency"), each.pop("interval"), **each,
            **marked,
        )  # fmt: skip
    for each in sample["coupons"]:
        discounts.coupon(account, **each, **marked)
    for each in sample["promotion_codes"]:
        discounts.promotion_code(account, each["coupon"], each["code"], **marked)


def empty() -> Account:
    """An account that has the sample's prices and nobody yet."""
    account = Account()
    catalog(account)
    _forget(account)
    return account


def account() -> Account:
    """An account with two invented readers: sub_sandbox1 is active since 40 days, sub_sandbox2 past due since two."""
    made = Account()
    now = made.now()
    made.clock = Clock(ahead=-40.0 * DAY)
    catalog(made)
    _reader(made, 1, cards.GOOD)
    _pass(made, now - 33 * DAY)
    _reader(made, 2, cards.LATER)
    _pass(made, now)
    made.clock.ahead = 0.0
    _forget(made)
    return made


def kept(file: Path) -> Account:
    """The account that a file holds, or the sample's, which is kept there from now on.

    Raises:
        BadState: the file cannot be read or written, or holds something else.
    """
    if file.exists():
        return Account.of_file(file)
    made = account()
    made.file = file
    made.save()
    return made


def _reader(account: Account, number: int, card: str) -> None:
    marked = {"metadata": {"sample": "invented"}}
    customer = customers.made(
        account,
        id=f"cus_sandbox{number}",
        email=f"reader{number}@example.org",
        name=f"Invented Reader {number}",
        **marked,
    )
    method = cards.payment_method(account, next(each for each in cards.CARDS if each.number == card), customer)
    subscription = subscriptions.drawn_up(
        account,
        customer,
        [(account.one("price", "price_sandbox"), 1)],
        id=f"sub_sandbox{number}",
        default_payment_method=method["id"],
        **marked,
    )
    lifecycle.begin(account, subscription)


def _pass(account: Account, until: int) -> None:
    while entry := account.agenda.due(until):
        account.clock.move_to(entry.at)
        lifecycle.BY_TIME[entry.what](account, entry.id)
    account.clock.move_to(until)


def _forget(account: Account) -> None:
    """Nobody was told how the sample came about: its events are not kept."""
    account.tables.pop("event", None)
