"""A decision wants a reason and a person, each said, and the refusal says which is missing."""

import pytest
import typer

from infra.cli.terminal.decisions import why_and_who


def test_both_are_taken_without_the_space_around_them():
    assert why_and_who(" The dose is another. ", "Ada\n", "read the draft") == ("The dose is another.", "Ada")


@pytest.mark.parametrize(
    ("reason", "person", "option", "said"),
    [
        (None, "Ada", "--reason", "say why"),
        (" ", "Ada", "--reason", "say why"),
        ("Checked.", None, "--person", "say who read the draft"),
        ("Checked.", "\t", "--person", "say who read the draft"),
    ],
)
def test_what_is_missing_or_blank_is_named(reason: str | None, person: str | None, option: str, said: str):
    with pytest.raises(typer.BadParameter, match=said) as refused:
        why_and_who(reason, person, "read the draft")

    assert refused.value.param_hint == option
