"""Rows cut into JSON arrays: all of them, in their order, each array as small as it must be."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.store import json_arrays
from shared.store.json_arrays import array, arrays, groups

TEXTS = st.lists(st.integers(0, 10**12).map(lambda number: json.dumps(number).encode()))


@given(TEXTS, st.integers(1, 60))
def test_all_texts_are_there_in_their_order_and_no_group_is_too_large(texts, at_most):
    found = list(groups(texts, at_most))

    assert [each for group in found for each in group] == texts
    assert all(group for group in found)
    assert [group for group in found if len(array(group)) > at_most + 1 and len(group) > 1] == []


@given(TEXTS, st.integers(1, 60))
def test_a_group_ends_only_where_the_next_text_would_be_too_much(texts, at_most):
    found = list(groups(texts, at_most))

    for group, following in pairwise(found):
        assert len(array([*group, following[0]])) > at_most + 1


def test_rows_are_canonical_and_one_that_is_too_large_stands_alone(monkeypatch):
    monkeypatch.setattr(json_arrays, "BYTES_AT_MOST", 20)

    found = list(arrays([{"b": 1, "a": "é"}, {"a": "x" * 50}, {"a": 2}]))

    assert found == ['[{"a":"é","b":1}]', f'[{{"a":"{"x" * 50}"}}]', '[{"a":2}]']


@pytest.mark.parametrize("rows", [[], ()])
def test_no_rows_are_no_array(rows):
    assert list(arrays(rows)) == []
