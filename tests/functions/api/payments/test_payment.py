"""Prices in words, as a reader sees them before Checkout."""

import pytest

from functions.api.payments.payment import Offer, label


@pytest.mark.parametrize(
    ("amount", "currency", "interval", "count", "said"),
    [
        (900, "usd", "month", 1, "9.00 USD a month"),
        (123_456, "eur", "year", 1, "1,234.56 EUR a year"),
        (5, "eur", "week", 2, "0.05 EUR every 2 weeks"),
        (1_200, "jpy", "month", 3, "1,200 JPY every 3 months"),
        (5_120, "kwd", "month", 1, "5.120 KWD a month"),  # a dinar has a thousand fils
        (None, "eur", "month", 1, "monthly"),  # in steps, or by use: Checkout says how much
    ],
)
def test_a_price_is_said_with_the_decimals_of_its_currency(amount, currency, interval, count, said):
    offer = Offer(name="monthly", amount=amount, currency=currency, interval=interval, interval_count=count, title=None)

    assert label(offer) == said
