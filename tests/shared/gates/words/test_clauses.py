"""Where sentences are cut for what asks about denials."""

import pytest

from shared.gates.words.clauses import clauses, parts, phrases


@pytest.mark.parametrize(
    ("quote", "cut"),
    [
        ("Weight fell, height did not.", ["Weight fell", " height did not."]),
        ("Weight fell and height did rise.", ["Weight fell", "height did rise."]),
        ("Weight fell but not height.", ["Weight fell", " but not height."]),
        ("Weight and height fell.", ["Weight and height fell."]),
        ("Weight fell without changing height.", ["Weight fell", " without changing height."]),
        ("Neither weight, nor height fell.", ["Neither weight, nor height fell."]),
    ],
)
def test_a_quote_is_cut_where_a_clause_tells_something_else(quote: str, cut: list[str]) -> None:
    assert list(clauses(quote)) == cut


def test_what_a_quote_concedes_ends_at_its_comma_and_lists_stay_whole() -> None:
    assert list(phrases("Although weight fell, height, girth and gait stayed.")) == [
        "Although weight fell",
        "height, girth and gait stayed.",
    ]


def test_a_claim_is_cut_less_than_a_quote() -> None:
    assert parts("In rats, weight fell, and height did not.") == ["In rats, weight fell", " height did not."]
