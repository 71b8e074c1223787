"""What a log line shows of an id that belongs to a reader."""

import hashlib

import pytest

from shared.domain.accounts.marks import FIELDS, mark, marked, shown

SIGN_IN = "5e" * 16


@pytest.mark.parametrize(
    "id",
    [
        "evt_1OqXyzAbCdEfGh12",
        "evt_test_65R9Ij8dKtSk3EAD",
        "cus_NffrFeUfNV2Hib",
        "sub_1MowQVLkdIwHu7ixeRlqHVzs",
        "in_1MtHbELkdIwHu7ixl4OzzPMv",
        "cs_test_a11YYufWQzNY63zpQ6QSNRQhkUpVph4WRmzW0zWJO2znZKdVujZ0N0S22u",
        "inpay_1M3USa2eZvKYlo2CBjuwbq0N",
        "mail_" + "a1" * 16,
    ],
)
def test_an_id_in_whatever_text_is_a_hash_that_its_holder_finds_again(id: str):
    found = marked(f"Stripe knows no such thing: '{id}' ({id})")

    assert id not in found
    assert found.count(hashlib.sha256(id.encode()).hexdigest()[:16]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "price_1MoBy5LkdIwHu7ixZhnattbh",
        "prod_NZKdYqrwEYx6iK",
        "we_1Mr5jULkdIwHu7ix1ibLTM0x",
        "the card_number",
        "in_all",
    ],
)
def test_what_is_everybodys_stays_as_it_is(text: str):
    assert marked(text) == text


def test_a_field_that_is_an_id_is_a_mark_and_every_other_is_looked_through():
    assert [shown(name, SIGN_IN) for name in sorted(FIELDS)] == [mark(SIGN_IN)] * 4
    assert shown("peptide", "evt_1OqXyzAbCdEfGh12") == f"evt:{mark('evt_1OqXyzAbCdEfGh12')}"
    assert (shown("peptide", "BPC-157"), shown("count", 3), shown("error", None)) == ("BPC-157", 3, None)
