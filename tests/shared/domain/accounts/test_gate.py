"""The gate: a table of what is free, for whom it opens, and what who lacks access is told."""

import pytest

from shared.domain.accounts.gate import FREE, PARTS, SAMPLES, Gate, parts_of, peptides_of, refusal
from shared.domain.accounts.reader import Reader, entitled
from shared.domain.accounts.subscription import WORDS, Access
from shared.platform.configuration.access_settings import ReaderSettings
from shared.platform.errors import ConfigurationError

NOBODY = Reader(Access(False, "sign_in_required"))
PAYING = Reader(Access(True, "active"), "u1", "session")
KEY = Reader(Access(True, "active"), "u1", "key", scopes=frozenset({"read"}))
UNPAID_KEY = Reader(Access(False, "expired"), "u1", "key", scopes=frozenset({"read", "export", "mcp"}))


@pytest.mark.parametrize(
    ("gate", "reader", "part", "slug", "sample", "opened"),
    [
        (Gate(), NOBODY, "facts", "a", False, True),  # free by default
        (Gate(), NOBODY, "claims", "a", False, False),  # paid by default
        (Gate(), NOBODY, "claims", "a", True, True),  # of an invented peptide everything is free
        (Gate(peptides=frozenset()), NOBODY, "claims", "a", True, False),  # unless it is not listed
        (Gate(peptides=frozenset({"a"})), NOBODY, "pdf", "a", False, True),  # the free sample page
        (Gate(peptides=frozenset({"a"})), NOBODY, "pdf", "b", False, False),
        (Gate(peptides=frozenset({"a"})), NOBODY, "export", None, False, False),  # all of them is not that one
        (Gate(parts=frozenset({"claims"})), NOBODY, "facts", "a", False, False),  # each part by itself
        (Gate(parts=frozenset({"claims"})), NOBODY, "claims", "a", False, True),
        (Gate("open", parts=frozenset(), peptides=frozenset()), NOBODY, "pdf", "a", False, True),
        (Gate(), PAYING, "pdf", "a", False, True),
        (Gate(), KEY, "pdf", "a", False, True),
        (Gate(), KEY, "export", None, False, False),  # the key was not made for it
        (Gate(), UNPAID_KEY, "pdf", "a", False, False),  # a key works only while its owner's access does
    ],
)
def test_a_part_is_opened(gate, reader, part, slug, sample, opened):
    assert gate.opens(reader, part, slug, sample=sample) is opened


def test_what_is_free_by_default_are_parts_that_exist():
    assert set(PARTS) > FREE
    assert ReaderSettings.read({"PEPTALK_ORIGIN": "https://a.example"}).gate == Gate()


@pytest.mark.parametrize(
    ("why", "status", "says", "next"),
    [
        ("sign_in_required", 401, "Subscription required", "/sign-in"),
        ("session_invalid", 401, "Sign in again", "/sign-in"),
        ("subscription_required", 403, "Subscription required", "/account/subscription"),
        ("expired", 403, "billing portal", "/account/subscription"),
        ("payment_failed", 403, "billing portal", "/account/subscription"),
        ("webhook_pending", 403, "not confirmed", "/account/subscription"),
        ("disputed", 403, "disputed", "/account/subscription"),
        ("invitation_required", 403, "Invitation required", None),
    ],
)
def test_each_cause_is_told_with_where_to_go_on(why, status, says, next):
    said = refusal(Access(False, why))

    assert (said.status, said.why, said.next) == (status, why, next)
    assert says in said.detail


def test_every_cause_can_be_told():
    for why in WORDS:
        assert refusal(Access(False, why)).detail


def test_a_session_that_is_over_is_another_cause_than_none(clock):
    assert entitled("paid", clock.now(), stale=True) == Access(False, "session_invalid")
    assert entitled("paid", clock.now()) == Access(False, "sign_in_required")
    assert entitled("open", clock.now(), stale=True).granted


def test_lists_are_read_as_an_operator_writes_them():
    assert parts_of("claims, pdf,") == {"claims", "pdf"}
    assert parts_of("-") == frozenset()
    assert peptides_of("bpc-157,@samples") == {"bpc-157", SAMPLES}
    with pytest.raises(ConfigurationError, match="PEPTALK_FREE_FIELDS: clams: no such part; there are facts"):
        ReaderSettings.read({"PEPTALK_ORIGIN": "https://a.example", "PEPTALK_FREE_FIELDS": "clams"})
