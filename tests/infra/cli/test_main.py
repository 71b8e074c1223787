"""A command line that is wrong: what is wrong with it, and whose help tells how it is right."""

import re

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


def test_words_that_begin_with_a_hyphen_are_told_how_to_be_typed(capsys):
    assert main(["studies", "search", "-strength"]) == 2
    said = capsys.readouterr().err
    assert "Words that begin with a hyphen come behind two of them: peptalk studies search -- -WORD\n" in said


def test_a_word_in_no_utf8_is_refused_where_it_is_no_files_name(tmp_path, capsys):
    assert main(["peptides", "show", "\udcff oxytocin"]) == 2
    assert capsys.readouterr().err.startswith(
        "Word 3 is neither UTF-8 nor the name of a file: \\udcff oxytocin\nNext: "
    )

    odd = tmp_path / "\udcff.xml"
    odd.write_text("<PubmedArticleSet></PubmedArticleSet>")
    assert main(["evidence", str(odd)]) == 0


@pytest.mark.parametrize("words", [("studies", "search", "x", "--nothing"), ("alerts", "-x")])
def test_an_option_that_there_is_not_is_not_taken_for_words(words, capsys):
    assert main([*words]) == 2
    assert "hyphen" not in capsys.readouterr().err


def test_the_version_is_told_with_its_editions(capsys):
    assert main(["--version"]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(
        r"peptalk \d+\.\d+\.\d+ \(editions: grading \d+, rules \d+, selection \d+, template \d+\)\n", out
    )
    assert err == ""
