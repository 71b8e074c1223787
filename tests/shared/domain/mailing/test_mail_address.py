"""Addresses: what is taken is kept in one form, and nothing in it ends a line or opens a second address."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.mailing.mail import ABOUT, MailKind, new_mail
from shared.domain.mailing.mail_address import LONGEST, checked

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("reader@example.com", "reader@example.com"),
        # The local part's case is the receiving server's business (RFC 5321 section 2.4).
        (" Reader.Name+tag@Example.COM\n", "Reader.Name+tag@example.com"),
        ("o'neil@example.co.uk", "o'neil@example.co.uk"),
        ("leser@bücher.example", "leser@xn--bcher-kva.example"),
        # Decomposed as a keyboard may send it, it is the same domain.
        ("leser@bu\u0308cher.example", "leser@xn--bcher-kva.example"),
        ("leser@straße.example", "leser@xn--strae-oqa.example"),
        ("x@例え.テスト", "x@xn--r8jz45g.xn--zckzah"),
        ("x@xn--bcher-kva.example", "x@xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_in_one_form(given_, kept):
    assert checked(given_) == kept


@pytest.mark.parametrize(
    "given_",
    [
        *("", "@", "reader", "reader@", "@example.com", "reader@localhost", "reader@127.0.0.1", "reader@[127.0.0.1]"),
        *("a b@example.com", "a@b@example.com", "reader@example..com", "reader@-a.example", "reader@a_b.example"),
        *("reader@example.com\r\nBcc: all@example.com", "reader\n@example.com", "reader@exam\tple.com"),
        *("reader@example.com, other@example.com", "Reader <reader@example.com>", '"a b"@example.com'),
        *("läser@example.com", ".reader@example.com", "reader.@example.com", "re..ader@example.com"),
        *(
            "x" * 65 + "@example.com",
            "x@" + "y" * 64 + ".example",
            "reader@ex\u200bample.com",
            "reader@exa\u202emple.com",
        ),
        "x@" + ".".join(["y" * 60] * 5),
    ],
)
def test_what_cannot_be_written_to_everywhere_is_refused_without_being_shown(given_):
    with pytest.raises(ValueError, match=r"address|the part|domain") as refused:
        checked(given_)

    assert len(given_) < 13 or given_ not in str(refused.value)


@given(st.text(max_size=60))
def test_whatever_is_given_is_kept_safe_or_refused(text):
    try:
        kept = checked(f"{text}@example.com")
    except ValueError:
        return

    assert kept.isascii()
    assert kept.isprintable()
    assert len(kept) <= LONGEST
    assert not set(kept) & set(' <>,;:"()[]\\')
    assert kept.count("@") == 1
    assert checked(kept) == kept


@pytest.mark.parametrize("kind", MailKind)
def test_a_mail_names_what_its_kind_names_and_nothing_else(kind):
    about = dict.fromkeys(ABOUT[kind], "x")
    made = new_mail(kind, "reader@Example.com", user_id=None, about=about, not_after=NOW, once=("x",))

    assert made.address == "reader@example.com"
    with pytest.raises(ValueError, match=f"a mail of kind {kind} names"):
        new_mail(kind, "r@example.com", user_id=None, about={**about, "address": "x"}, not_after=NOW, once=("x",))


def test_a_mails_id_tells_kinds_and_causes_apart_and_nothing_of_the_reader():
    def id_of(kind=MailKind.ACCOUNT_ERASED, once=("1", "2"), address="reader@example.com"):
        return new_mail(kind, address, user_id=None, about={}, not_after=NOW, once=once).id

    assert id_of() == id_of(address="other@example.com")
    assert len({id_of(), id_of(once=("12",)), id_of(once=("1",))}) == 3
