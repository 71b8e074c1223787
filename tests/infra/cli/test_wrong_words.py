"""What is typed by mistake is a mistake of usage in words, whatever it is and whichever command is given it."""

import errno
import os

import pytest
from pydantic import BaseModel, ValidationError

from functions.operate.pages.reviewing import ShowReview
from functions.operate.readers.admitting import ListSessions
from infra.cli import main as cli
from infra.cli.main import main
from infra.cli.terminal.console import Exit
from infra.cli.terminal.unfit import unfit

LONG = "y" * 5_000
NO_TEXT = "\udcff\udcfe"
WHY = ("--reason", "a")
DECIDED = ("--draft", "12345678", *WHY, "--person", "b")


@pytest.fixture
def typed(tmp_path, monkeypatch, capsys):
    """Run a command; gives its exit code and stderr."""
    monkeypatch.setenv("PEPTALK_HOME", str(tmp_path / "home"))

    def run(*words):
        code = main([*words])
        return code, capsys.readouterr().err

    return run


@pytest.mark.parametrize("wrong", ["", " ", LONG, NO_TEXT, "\x01\x1b[2J", "no address", "a@b@c"])
@pytest.mark.parametrize(
    "words",
    [
        ("subscribers", "show"),
        ("subscribers", "sync"),
        ("subscribers", "set", "--status", "active", "--until", "2027-01-01", *WHY),
        ("subscribers", "invite", *WHY),
        ("subscribers", "erase", "--yes", *WHY),
        ("sessions", "list"),
        ("sessions", "revoke"),
        ("sessions", "disable", *WHY),
        ("sessions", "enable"),
        ("sessions", "block", *WHY),
        ("mail", "lift", *WHY),
        ("mail", "show"),
    ],
    ids=" ".join,
)
def test_no_address_and_no_id_is_said_so_and_nothing_is_opened_for_it(typed, tmp_path, words, wrong):
    code, said = typed(*words, wrong)

    assert code == Exit.USAGE
    assert ("is neither UTF-8 nor the name of a file" if wrong is NO_TEXT else "Invalid value for") in said
    assert "Next: peptalk " in said
    assert "\x1b" not in said
    assert len(said) < 400
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("wrong", ["", " ", LONG, NO_TEXT])
@pytest.mark.parametrize(
    "words",
    [
        ("peptides", "show"),
        ("run-single",),
        ("review", "show"),
        ("review", "approve", *DECIDED),
        ("review", "reject", *DECIDED),
        ("review", "reopen", *DECIDED),
        ("synthesize", "try"),
        ("verify",),
    ],
    ids=" ".join,
)
def test_no_name_is_said_so(typed, tmp_path, words, wrong):
    code, said = typed(*words, wrong)

    assert code == Exit.USAGE
    assert ("is neither UTF-8 nor the name of a file" if wrong is NO_TEXT else "Invalid value for") in said
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("words", [("run-single", "x"), ("run-single", 'a "b"'), ("run-single", "BPC", " y")])
def test_what_can_be_the_name_of_no_peptide_is_said_once_and_begins_no_run(typed, words):
    code, said = typed(*words)

    assert code == Exit.FAILED
    assert said.count("this can be the name of no peptide") == 1
    assert "terms" not in said
    assert "Nothing ran yet" in typed("runs", "list")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("files", "get", LONG), "is no object's key"),
        (("files", "get", "packs/"), "is no object's key"),
        (("trace", ""), "is no trace id"),
        (("trace", LONG), "is no trace id"),
        (("review", "reject", "x", "--draft", "12345678", "--person", "b", "--reason", LONG), "has 5,000 characters"),
        (("review", "reject", "x", "--draft", "12345678", "--reason", "b", "--person", LONG), "has 5,000 characters"),
        (("sessions", "block", "notadomain", *WHY), "or a whole domain, like @example.com"),
    ],
)
def test_other_words_that_cannot_be_meant(typed, words, said):
    code, told = typed(*words)

    assert code == Exit.USAGE
    assert said in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("files", "get", "a" * 500), "can be no file (File name too long)"),
        (("db", "query", "selec 1"), "SELEC may write, as far as the words tell; SELECT, WITH and EXPLAIN read"),
        (("verify", "nothing"), "nothing of 'nothing' is published; `peptalk peptides list`"),
        (("grade", "x.xml", "--peptide", "BPC-157", "--proof", LONG), "File name too long"),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do_next(typed, words, said):
    code, told = typed(*words)

    assert code == Exit.FAILED
    assert said in told


def test_no_letters_are_told_as_such(typed):
    assert typed("dlq", "list")[1].startswith("No dead letter is open; --state all shows")
    assert typed("dlq", "list", "--stage", "fetch")[1] == "There are no open letters of stage fetch.\n"
    assert typed("dlq", "list", "--state", "all")[1] == "No dead letters.\n"


def test_a_group_without_a_command_shows_its_help_and_nothing_behind_it(typed):
    assert typed("runs") == (Exit.USAGE, "")


class Stored(BaseModel):
    """Something that is no request."""

    n: int


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ShowReview(name=""), "Invalid value for name: has fewer than 1 characters"),
        (lambda: ShowReview(name="y" * 201), "Invalid value for name: has more than 200 characters"),
        (lambda: ShowReview(name=NO_TEXT), "Invalid value for name: holds bytes that are no UTF-8 text"),
        (lambda: ShowReview(name="x", draft="zz"), "Invalid value for draft: has not the form that it must have"),
        (lambda: ListSessions(email="a@b", ended="maybe"), "Invalid value for ended: Input should be a valid boolean"),
    ],
)
def test_a_request_that_no_command_looked_at_is_a_mistake_of_usage_too(typed, monkeypatch, make, said):
    monkeypatch.setattr(cli, "app_with", lambda names: lambda **given: make())

    code, told = typed("review", "show", "x")

    assert code == Exit.USAGE
    assert said in told
    assert "Next: peptalk review --help" in told


def test_what_is_stored_wrong_is_no_mistake_of_whoever_types(typed, monkeypatch):
    monkeypatch.setattr(cli, "app_with", lambda names: lambda **given: Stored(n="x"))

    with pytest.raises(ValidationError) as raised:
        typed("runs", "list")

    assert unfit(raised.value) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_a_disk_refuses_is_one_line(typed, monkeypatch, number):
    def refuse(**given):
        raise OSError(number, os.strerror(number), "/there/app.db")

    monkeypatch.setattr(cli, "app_with", lambda names: refuse)

    code, told = typed("runs", "list")

    assert (code, told.count("\n")) == (Exit.FAILED, 1)
    assert told.startswith(f"peptalk: /there/app.db: {os.strerror(number)}. Next: ")


def test_an_error_of_ours_is_not_taken_for_the_machines(typed, monkeypatch):
    def fail(**given):
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr(cli, "app_with", lambda names: fail)

    with pytest.raises(OSError, match="Bad file descriptor"):
        typed("runs", "list")
