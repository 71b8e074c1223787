"""The secrets of a sign-in: apart from each other, and fixed for ever."""

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode

import pytest

from shared.domain.accounts.signing import (
    confirm_url,
    hashed,
    link_token,
    same,
    session_token,
    signing_key,
    subject_mark,
    typed_code,
)

KEY = bytes(range(32))


def test_a_token_is_the_hmac_of_its_purpose_and_sign_in():
    said = b"12:peptalk-link5:abcde"

    expected = urlsafe_b64encode(hmac.new(KEY, said, hashlib.sha256).digest()).rstrip(b"=").decode()

    assert link_token(KEY, "abcde") == expected
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", expected)


def test_what_mail_writes_is_what_a_later_release_checks():
    # Golden values: a mail that was sent before a deployment is used after it.
    assert link_token(KEY, "7f" * 16) == "bR5QXfVTEHRN9rcfrAoank_bZ0iPVbVTW98ZQ2nrVJk"
    assert typed_code(KEY, "7f" * 16) == "77986368"
    assert session_token(KEY, "7f" * 16, "n" * 64) == "nPbAtfv2c6yiIvJvNHzDRBomLiYArbH-dRc-lUJcawU"


def test_a_link_leads_to_the_page_that_asks_before_it_does_anything():
    assert confirm_url("https://peptalk.test", KEY, "a") == (
        f"https://peptalk.test/sign-in/confirm?token={link_token(KEY, 'a')}"
    )


def test_purposes_keys_and_sign_ins_give_tokens_of_their_own():
    other = bytes(range(1, 33))
    tokens = [link_token(KEY, "a"), link_token(KEY, "b"), link_token(other, "a")]
    tokens += [session_token(KEY, "a", "n"), session_token(KEY, "a", "m"), session_token(KEY, "an", "")]

    assert len(set(tokens)) == len(tokens)


def test_codes_have_eight_digits_and_every_digit_in_every_place():
    codes = [typed_code(KEY, f"{n}") for n in range(2_000)]

    assert all(re.fullmatch(r"[0-9]{8}", code) for code in codes)
    assert len(set(codes)) >= 1_999
    for place in range(8):
        counts = [sum(code[place] == digit for code in codes) for digit in "0123456789"]
        # 200 of each are expected; six standard deviations are 80.
        assert 120 < min(counts) <= max(counts) < 280


def test_a_mark_counts_equal_texts_together_by_purpose():
    assert subject_mark(KEY, "network", "192.0.2.0/24") == subject_mark(KEY, "network", "192.0.2.0/24")
    assert subject_mark(KEY, "network", "x") != subject_mark(KEY, "address", "x")
    assert re.fullmatch(r"[0-9a-f]{32}", subject_mark(KEY, "network", "x"))


def test_what_is_kept_of_a_token_is_its_sha256():
    assert hashed("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert [same("a", other) for other in ("a", "b", "aa", "ä")] == [True, False, False, False]


@pytest.mark.parametrize("text", ["", "00" * 31, "zz" * 32, "no key"])
def test_what_is_no_key_is_refused_without_being_repeated(text: str):
    with pytest.raises(ValueError, match="openssl rand -hex 32") as refused:
        signing_key(text)

    assert not text or text not in str(refused.value)


def test_a_short_key_derives_nothing():
    with pytest.raises(ValueError, match="32 bytes"):
        link_token(b"short", "a")
    assert signing_key(" " + "0a" * 32 + "\n") == b"\n" * 32
