"""The depth of JSON is told before anything parses it."""

import json

import pytest

from shared.domain.nesting import DEEPEST, parsed, too_deep, whole


@pytest.mark.parametrize(
    ("text", "deep"),
    [
        ("", False),
        ("[" * DEEPEST + "]" * DEEPEST, False),
        ("[" * (DEEPEST + 1), True),
        ('{"a":' * (DEEPEST + 1), True),
        ("[]" * 1_000, False),
        (json.dumps(["[" * 1_000, '"' + "{" * 1_000]), False),
        ('"' + "[" * (DEEPEST + 1), False),
        ('"\\' + "[" * (DEEPEST + 1) + "\\", False),
        ('"\\"' + "[" * 1_000 + '"', False),
        ("]" * 100 + "[" * DEEPEST, False),
    ],
)
def test_levels_count_outside_strings_alone(text, deep):
    assert too_deep(text) is deep


@pytest.mark.parametrize("hostile", ['"\\' * 500_000, '"' * 1_000_001, '","' * 333_333, "[]" * 500_000])
def test_a_megabyte_of_whatever_is_told(hostile):
    """What took the square of the length would not end here within the hour."""
    assert too_deep(hostile) is False


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-32"])
def test_what_is_deep_is_refused_in_every_encoding_that_json_may_have(encoding):
    # Read byte by byte, the escaped quotation mark would open a string that hides all that follows.
    hostile, right = f'["\\"", {"[" * 1_000_000}', f'["\\"", {"[" * 60}{"]" * 60}]'

    with pytest.raises(ValueError, match="levels"):
        parsed(hostile.encode(encoding))
    assert parsed(right.encode(encoding)) == json.loads(right)


@pytest.mark.parametrize("broken", [b"", b"no JSON", b"\xff", b"[1"])
def test_what_is_no_json_is_a_value_error_too(broken):
    with pytest.raises(ValueError, match=r"Expecting|codec"):
        parsed(broken)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Grip \ud800strength", "Grip \ufffdstrength"),
        ("\udc00", "\ufffd"),
        ("\ud83d\ude00", "\U0001f600"),
        ("\ufeffα, \U0001f600 and nothing else", "\ufeffα, \U0001f600 and nothing else"),
        ("", ""),
    ],
)
def test_half_of_a_character_is_no_character_and_two_halves_are_one(text, stored):
    assert whole(text) == stored
