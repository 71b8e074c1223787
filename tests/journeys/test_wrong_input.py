"""Wrong input gets a clear error that says what to do next, and nothing is half-written."""

import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from rigs.places import ROOT
from rigs.shell import Shell

from infra.local.checkout.catalog import load
from infra.local.machine.project import CATALOG
from infra.sandbox import samples


@pytest.fixture(scope="module")
def ncbi(tmp_path_factory):
    """Where the sandbox over the sample corpus is NCBI."""
    shell = Shell(tmp_path_factory.mktemp("vendors") / "home")
    with shell.running("sandbox", "--port", "18789", until="The sandbox listens on"):
        yield "http://127.0.0.1:18789/entrez/eutils"


@pytest.fixture
def vendors(peptalk, ncbi):
    """The sandbox without keys: digests are extractive."""
    peptalk.env["PEPTALK_NCBI_URL"] = ncbi


@pytest.mark.usefixtures("vendors")
def test_an_unknown_peptide_names_the_nearest_catalog_entries(peptalk):
    ran = peptalk("run-single", "BPC-175")

    assert ran.code == 1
    assert "nothing found" in ran.err
    assert "Nearest in the catalog: BPC-157" in ran.err
    assert ran.out == ""


@pytest.mark.usefixtures("vendors")
def test_a_name_outside_the_catalog_runs_ad_hoc_with_its_aliases_and_joins_no_night(peptalk):
    ran = peptalk("run-single", "Pretend growth factor", "pretendulin", "--json")

    assert ran.code == 0, ran.err
    assert ran.json["peptides"][0]["state"] == "published"
    page = (peptalk.home / "published" / "pretend-growth-factor-v1.html").read_text("utf-8")
    assert "This peptide is not part of the catalog." in page
    with sqlite3.connect(peptalk.home / "app.db") as database:
        assert database.execute("SELECT origin FROM peptides WHERE slug = 'pretend-growth-factor'").fetchone() == (
            "ad_hoc",
        )


@pytest.mark.usefixtures("vendors")
def test_aliases_for_a_catalog_entry_are_refused(peptalk):
    ran = peptalk("run-single", "BPC-157", "something else")

    assert ran.code == 1
    assert "which has its own aliases" in ran.err


def test_a_malformed_catalog_is_refused_with_file_line_and_reason_and_changes_nothing(peptalk, tmp_path):
    catalog = tmp_path / "peptides.yaml"
    catalog.write_text("- slug: Not A Slug\n  name: X1\n  terms: [x1]\n  category: test\n- slug: y\n", "utf-8")

    ran = peptalk("run-batch", str(catalog))

    assert ran.code == 1
    assert f"{catalog}:1: slug" in ran.err
    assert f"{catalog}:5: " in ran.err
    assert not (peptalk.home / "app.db").exists()


def test_a_catalog_that_would_retire_most_peptides_is_refused(peptalk, tmp_path):
    assert peptalk("catalog", "sync").code == 0
    in_catalog = len(load(CATALOG).peptides)
    small = tmp_path / "one.yaml"
    small.write_text("- slug: bpc-157\n  name: BPC-157\n  terms: [BPC 157]\n  category: x1\n", "utf-8")

    with closing(sqlite3.connect(peptalk.home / "app.db")) as database:
        database.execute("DELETE FROM models")
        database.commit()

    ran = peptalk("catalog", "sync", str(small))

    assert ran.code == 1
    assert f"would retire {in_catalog - 1} of {in_catalog} active peptides" in ran.err
    assert "--retire" in ran.err
    assert peptalk("db", "query", "SELECT * FROM models", "--json").json == []
    assert len(peptalk("catalog", "sync", "--json").json["unchanged"]) == in_catalog


def test_a_token_that_admits_nobody_stops_the_start(peptalk):
    ran = peptalk("up", "--port", "0", PEPTALK_OPERATE_TOKEN="too-short")

    assert ran.code == 1
    assert "PEPTALK_OPERATE_TOKEN: a token has at least 32 characters" in ran.err
    assert "too-short" not in ran.err


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>Down for maintenance</body></html>", "HTML"),
        (b"<PubmedArticleSet><PubmedArticle>", ""),
        (b'<!DOCTYPE x [<!ENTITY a "aaaa">]><PubmedArticleSet>&a;</PubmedArticleSet>', ""),
    ],
)
def test_unreadable_xml_is_named_and_the_readable_files_are_still_read(peptalk, tmp_path, content, reason):
    bad = tmp_path / "bad.xml"
    bad.write_bytes(content)
    good = next(samples.LATER.glob("*.xml"))

    alone, together = peptalk("evidence", str(bad)), peptalk("evidence", str(bad), str(good), "--json")

    assert alone.code == 1
    assert str(bad) in alone.err
    assert reason in alone.err
    assert "Next: name files that are there and hold PubMed XML" in alone.err
    assert together.code == 3
    assert [fault["file"] for fault in together.json["faults"]] == [str(bad)]
    assert len(together.json["studies"]) == 1


def test_a_database_of_a_newer_schema_is_refused_and_left_alone(peptalk):
    assert peptalk("db", "migrate").code == 0
    with sqlite3.connect(peptalk.home / "app.db") as database:
        database.execute("INSERT INTO d1_migrations (name) VALUES ('9999_from_the_future.sql')")
    database.close()

    ran = peptalk("runs", "list")

    assert ran.code == 1
    assert "9999_from_the_future.sql" in ran.err
    assert "newer version of PepTalk" in ran.err


def test_a_port_in_use_is_named_before_any_work_is_done(peptalk):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ran = peptalk("demo", "--port", str(port))

    assert ran.code == 1
    assert str(port) in ran.err
    assert "--port" in ran.err
    with sqlite3.connect(peptalk.home / "demo" / "app.db") as database:
        assert database.execute("SELECT count(*) FROM runs").fetchone() == (0,)
    database.close()


def test_a_home_that_is_a_file_is_named(peptalk):
    peptalk.home.write_text("not a folder")

    ran = peptalk("runs", "list")

    assert ran.code == 1
    assert "PEPTALK_HOME" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["run-single"],
        ["runs", "list", "--count", "0"],
        ["verify", "x@y"],
        ["dlq", "list", "--state", "x"],
    ],
)
def test_a_wrong_command_line_is_a_usage_error(peptalk, arguments):
    ran = peptalk(*arguments)

    assert ran.code == 2
    assert ran.out == ""


@pytest.mark.parametrize(
    ("arguments", "next_step"),
    [
        (["runs", "show", "no-such-run"], "peptalk runs list"),
        (["dlq", "show", "abc"], "peptalk dlq list"),
        (["dlq", "replay", "abc"], "peptalk dlq list"),
        (["trace", "0123456789abcdef"], "peptalk runs show"),
        (["verify", "bpc-157"], "nothing of 'bpc-157' is published"),
        (["run-batch", "no-such-file.yaml"], "no-such-file.yaml"),
        (["sandbox", "--corpus", "no-such-folder"], "no-such-folder"),
    ],
)
def test_what_is_not_there_is_said_with_what_to_do_next(peptalk, arguments, next_step):
    ran = peptalk(*arguments)

    assert ran.code == 1
    assert next_step in ran.err
    assert "Traceback" not in ran.err


def test_every_command_has_help():
    from typer.testing import CliRunner

    from infra.cli.main import COMMANDS, app_with

    for command in (
        [],
        ["run-single"],
        ["run-batch"],
        ["up"],
        ["demo"],
        ["sandbox"],
        ["runs", "list"],
        ["dlq", "replay"],
    ):
        shown = CliRunner().invoke(app_with(COMMANDS), [*command, "--help"])
        assert shown.exit_code == 0
    assert (ROOT / "docs" / "cli.md").is_file()


@pytest.mark.usefixtures("vendors")
def test_a_damaged_artifact_is_named_and_hides_nothing_else(peptalk):
    assert peptalk("run-single", "pretendulin").code == 0
    (stored,) = (path for path in (peptalk.home / "bucket").rglob("*") if path.is_file() and ".pdf" in path.name)
    content = bytearray(stored.read_bytes())
    content[-100] ^= 1
    stored.write_bytes(content)

    proof = peptalk("verify", "pretendulin", "--json")
    shown = peptalk("runs", "show", "--json")

    assert proof.code == 1
    assert not proof.json["proved"]
    assert len(proof.json["faults"]) == 1
    assert "damaged" in shown.json["peptides"][0]["reason"]


@pytest.mark.usefixtures("vendors")
def test_a_page_that_waits_for_a_person_is_read_rendered_and_published_by_their_word(peptalk, tmp_path):
    waits = {"PEPTALK_FIRST_PUBLICATION": "hold"}
    first = peptalk("run-single", "pretendulin", "--json", **waits)
    second = peptalk("run-single", "pretendulin", "--json", **waits)
    [held] = peptalk("review", "list", "--json").json
    shown = peptalk("review", "show", "pretendulin", "--save", str(tmp_path / "read"), "--json").json
    refused = peptalk("review", "approve", "pretendulin", "--draft", shown["hash"][:12], "--person", "Ada")
    other = peptalk("review", "approve", "pretendulin", "--draft", "0" * 12, "--person", "Ada", "--reason", "read")
    decided = ("--draft", shown["hash"][:12], "--person", "Ada", "--reason", "read in full", "--json")
    approved = peptalk("review", "approve", "pretendulin", *decided)
    again = peptalk("review", "reject", "pretendulin", *decided)

    assert [each.json["peptides"][0]["state"] for each in (first, second)] == ["held", "held"]
    assert held["draft"] == f"drafts/{shown['hash']}.json"
    page, pdf = (Path(each) for each in shown["files"])
    assert "Not published: for review only." in page.read_text("utf-8")
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert (refused.code, "--reason" in refused.err) == (2, True)
    assert (other.code, "no held draft whose hash begins with 000000000000" in other.err) == (1, True)
    assert approved.code == 0
    assert [each["state"] for each in approved.json["report"]["peptides"]] == ["published"]
    assert (again.code, "is approved by Ada" in again.err) == (1, True)
    assert peptalk("review", "list", "--json").json == []
    assert peptalk("peptides", "show", "pretendulin", "--json").json["approved_by"] == "person"


@pytest.mark.usefixtures("vendors")
def test_a_draft_that_was_rejected_comes_back_by_no_run_and_each_says_what_became_of_it(peptalk):
    waits = {"PEPTALK_FIRST_PUBLICATION": "hold"}
    peptalk("run-single", "pretendulin", **waits)
    shown = peptalk("review", "show", "pretendulin", "--json").json
    decided = ("--draft", shown["hash"][:12], "--person", "Ada", "--reason", "too thin")
    rejected = peptalk("review", "reject", "pretendulin", *decided)

    again = peptalk("run-single", "pretendulin", **waits)
    anew = peptalk("run-single", "pretendulin", "--full-draft", **waits)

    assert [each.code for each in (rejected, again, anew)] == [0, 0, 0]
    assert "unchanged: nothing of it is published" in again.err
    assert "held: this draft was rejected by Ada on" in anew.err
    assert "(too thin); newer evidence makes another" in anew.err
    assert peptalk("review", "list", "--json").json == []


@pytest.mark.usefixtures("vendors")
def test_a_draft_that_was_rejected_by_mistake_is_reopened_read_again_and_published(peptalk):
    waits = {"PEPTALK_FIRST_PUBLICATION": "hold"}
    peptalk("run-single", "pretendulin", **waits)
    draft = peptalk("review", "show", "pretendulin", "--json").json["hash"][:12]
    named = ("pretendulin", "--draft", draft, "--person", "Ada", "--reason")
    rejected = peptalk("review", "reject", *named, "the wrong one")
    unread = peptalk("review", "approve", *named, "after all")
    shown = peptalk("review", "show", "pretendulin", "--draft", draft)

    blank = peptalk("review", "reopen", "pretendulin", "--draft", draft)
    reopened = peptalk("review", "reopen", *named, "it was another that was meant")
    again = peptalk("review", "reopen", *named, "it was another that was meant")
    waiting = peptalk("review", "list", "--json").json
    approved = peptalk("review", "approve", *named, "read in full", "--json")

    assert f"peptalk review reopen pretendulin --draft {draft}" in rejected.err
    assert f"peptalk review reopen pretendulin --draft {draft}" in shown.err
    assert (unread.code, "is rejected by Ada since" in unread.err) == (1, True)
    assert (blank.code, "--reason" in blank.err) == (2, True)
    assert (reopened.code, "waits for a person again." in reopened.err) == (0, True), reopened.err
    assert f"Next: peptalk review show pretendulin --draft {draft}" in reopened.err
    assert (again.code, "waits for a person already" in again.err) == (1, True)
    assert [each["state"] for each in waiting] == ["open"]
    assert [each["state"] for each in approved.json["report"]["peptides"]] == ["published"]


@pytest.mark.usefixtures("vendors")
def test_a_wrong_setting_of_the_writer_is_said_and_nothing_hangs(peptalk):
    wrong = peptalk("run-single", "pretendulin", PEPTALK_WRITER="foo")

    assert wrong.code == 1
    assert "PEPTALK_WRITER" in wrong.err
    assert "Traceback" not in wrong.err


@pytest.mark.usefixtures("vendors")
def test_a_page_that_waits_for_a_person_is_held_until_the_setting_lets_it_go(peptalk):
    first = peptalk("run-single", "pretendulin", "--json", PEPTALK_FIRST_PUBLICATION="hold")
    second = peptalk("run-single", "pretendulin", "--json", PEPTALK_FIRST_PUBLICATION="hold")
    third = peptalk("run-single", "pretendulin", "--json")

    assert [each.json["peptides"][0]["state"] for each in (first, second, third)] == ["held", "held", "published"]
