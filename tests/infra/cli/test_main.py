"""A command line that is wrong: what is wrong with it, and whose help tells how it is right."""

import pytest

from infra.cli.main import main


@pytest.mark.parametrize(
    ("words", "said", "helped"),
    [
        (("evidence",), "Missing argument 'files'.", "peptalk evidence"),
        (("studies", "nothing"), "No such command 'nothing'.", "peptalk studies"),
        (("nothing",), "No such command 'nothing'.", "peptalk"),
        (
            ("studies", "search", "x", "--kind", "wall"),
            "Invalid value for '--kind': 'wall' is not one of 'study', 'claim', 'outcome'.",
            "peptalk studies search",
        ),
    ],
)
def test_a_mistake_of_usage_names_the_help_of_the_command_that_was_typed(words, said, helped, capsys):
    assert main([*words]) == 2
    assert capsys.readouterr() == ("", f"{said}\nNext: {helped} --help\n")
