"""`peptalk comply` says what the rules say, and refuses what is no text."""

import gzip
import json

import pytest
from typer.testing import CliRunner

from infra.cli.main import app_with, main
from infra.cli.pages.comply import LARGEST, UnfitText


@pytest.fixture
def comply():
    app = app_with(["comply"])
    return lambda *arguments, **given: CliRunner().invoke(app, ["comply", *arguments], standalone_mode=False, **given)


def test_a_text_that_promises_is_blocked_with_rule_and_words(comply, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("In 20 adults weight fell [1].\n\nKPV cures colitis.\n", "utf-8")

    said = comply(str(page), "--json")

    told = json.loads(said.stdout)
    assert said.return_value == 1
    assert told["blocking"] >= 1
    assert {"rule": "C07", "severity": "block", "span": "KPV cures colitis"}.items() <= told["findings"][0].items()


def test_a_report_passes_from_stdin(comply):
    said = comply("-", input="In one trial, participants received 2.4 mg weekly [1].")

    assert said.return_value == 0
    assert "no finding blocks" in said.stderr


@pytest.mark.parametrize(
    "text",
    [
        "Nehmen Sie das Pulver nicht mit Wasser ein, und fragen Sie den Arzt nach der Dosis.",
        "Tome una cápsula por la mañana con agua y no deje de tomarla.",
        "In one trial weight fell in 20 adults [1]. Nehmen Sie das Pulver nicht mit Wasser ein.",
        "In one trial weight fell in 20 adults [1]. Принимайте по двести микрограммов каждый день.",
        "每天早上服用一粒胶囊，不要停药，请咨询您的医生关于剂量的问题。",
    ],
)
def test_a_text_that_no_rule_can_read_does_not_pass_as_clean(comply, text):
    said = comply("-", input=text)

    assert said.return_value == 1
    assert "not in English" in said.stderr
    assert json.loads(comply("-", "--json", input=text).stdout)["english"] is False


def test_foreign_names_in_an_english_text_are_read(comply):
    said = comply("-", input="In one trial by Müller and de la Cruz (Der Internist), weight fell in 20 adults [1].")

    assert (said.return_value, "not in English" in said.stderr) == (0, False)


def test_a_place_and_the_lack_of_citations_make_it_stricter(comply):
    assert comply("-", input="KPV dosage").return_value == 0
    assert comply("-", "--place", "title", input="KPV dosage").return_value == 1
    assert comply("-", "--uncited", input="Athletes like it.").return_value == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \n ", "is empty"),
        ("\u200b\u2060\ufe0f\n".encode(), "nothing in it can be seen"),
        (b"%PDF-1.7 \xff\xfe", "no UTF-8 text"),
        (b"a\0b", "zero bytes"),
        (gzip.compress(b"A text.", mtime=0), "is packed with gzip. Next: unpack it first: gzip -dk"),
        (b"PK\x03\x04 and more", "is packed with zip"),
        (b"a" * (LARGEST + 1), "larger than"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(comply, tmp_path, data, reason):
    (tmp_path / "x").write_bytes(data)

    refused = comply(str(tmp_path / "x")).exception

    assert isinstance(refused, UnfitText)
    assert reason in str(refused)
    assert "Next: " in str(refused)


def test_a_missing_file_is_one_line_and_exit_code_1(tmp_path, capsys):
    assert main(["comply", str(tmp_path / "none.txt")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_what_is_found_only_because_nothing_is_cited_says_so(comply):
    text = "KPV cures colitis. It was combined with cream."

    told = json.loads(comply("-", "--uncited", "--json", input=text).stdout)["findings"]
    said = comply("-", "--uncited", input=text).stdout

    assert {(each["rule"], each["uncited"]) for each in told} >= {("C07", False), ("C02", True)}
    (line,) = [each for each in said.splitlines() if each.startswith("C02")]
    assert "nothing is cited" in line
    assert all(not each["uncited"] for each in json.loads(comply("-", "--json", input=text).stdout)["findings"])
