"""Canonical JSON: one value, one text, one hash."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.canonical import canonical, digest, fingerprint, trace_of

SCALARS = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "µ ≥ é"]}, '{"a":[true,null,"µ ≥ é"],"b":1}'),
        ((1, 2), "[1,2]"),
        ({}, "{}"),
        ("a\n\"'/", '"a\\n\\"\'/"'),
        (2**70, "1180591620717411303424"),
    ],
)
def test_the_text_is_sorted_tight_and_readable(value, text):
    assert canonical(value) == text.encode()


def test_the_hash_of_a_known_value_never_changes():
    assert fingerprint({"b": 1, "a": "µ"}) == hashlib.sha256('{"a":"µ","b":1}'.encode()).hexdigest()
    assert fingerprint([]) == "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"


@given(VALUES)
def test_what_was_written_is_read_back_and_written_alike(value):
    text = canonical(value)

    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), SCALARS))
def test_the_order_of_keys_is_of_no_account(value):
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [1.0, [0.5], {"a": {"b": (1, 2.5)}}, float("nan")])
def test_a_float_is_refused_however_deep(value):
    with pytest.raises(TypeError, match="float has no canonical text"):
        canonical(value)


def test_true_and_one_are_two_values():
    assert fingerprint(True) != fingerprint(1)


def test_a_trace_is_16_hex_characters_and_one_for_each_run_and_peptide():
    traces = {trace_of(run, slug) for run in ("r1", "r2") for slug in ("a", "b")}

    assert len(traces) == 4
    assert all(len(trace) == 16 and int(trace, 16) >= 0 for trace in traces)
    assert trace_of("r1", "a") == digest(b"r1/a")[:16]
