"""A permanent failure becomes a dead letter with its reason; after the cure a replay publishes once."""

import sqlite3

import pytest
from rigs.shell import Shell

WRONG = "http://127.0.0.1:18790/nowhere"
RIGHT = "http://127.0.0.1:18790/entrez/eutils"


@pytest.fixture(scope="module")
def _sandbox(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("vendors") / "home")
    with shell.running("sandbox", "--port", "18790", until="The sandbox listens on"):
        yield


@pytest.fixture
def failed(peptalk, _sandbox):
    """A run whose one item failed for good, because the vendor's address was wrong."""
    ran = peptalk("run-single", "Pretendulin", "--json", PEPTALK_NCBI_URL=WRONG)
    assert ran.code == 1
    assert ran.json["failed"] == 1
    return peptalk, ran.json["peptides"][0]


def versions(peptalk):
    database = sqlite3.connect(peptalk.home / "app.db")
    found = database.execute("SELECT slug, version FROM page_versions").fetchall()
    database.close()
    return found


def test_the_letter_can_be_found_understood_and_replayed_in_three_commands(failed):
    peptalk, item = failed

    (letter,) = peptalk("dlq", "list", "--json").json
    shown = peptalk("dlq", "show", letter["id"][:6], "--json").json
    replayed = peptalk("dlq", "replay", letter["id"], PEPTALK_NCBI_URL=RIGHT)

    assert letter["trace_id"] == item["trace_id"]
    assert "404" in letter["reason"]
    assert [attempt["kind"] for attempt in shown["attempts"]] == ["permanent"]
    assert replayed.code == 0, replayed.err
    assert "Pretendulin: published, version 1" in replayed.err
    assert versions(peptalk) == [("pretendulin", 1)]
    assert peptalk("dlq", "list", "--json").json == []


def test_a_replay_without_a_cure_fails_again_and_says_so(failed):
    peptalk, _ = failed
    (letter,) = peptalk("dlq", "list", "--json").json

    again = peptalk("dlq", "replay", letter["id"], PEPTALK_NCBI_URL=WRONG)

    assert again.code == 1
    assert f"Next: `peptalk dlq list --run {letter['run_id']}` shows its new letter" in again.err
    (newer,) = peptalk("dlq", "list", "--json").json
    assert f"Next: peptalk dlq show {newer['id']}" in peptalk("dlq", "show", letter["id"]).err
    assert [each["generation"] for each in peptalk("dlq", "list", "--json").json] == [1]
    assert versions(peptalk) == []


def test_a_letter_replayed_twice_publishes_once(failed):
    peptalk, _ = failed
    (letter,) = peptalk("dlq", "list", "--json").json

    for _ in range(2):
        assert peptalk("dlq", "replay", letter["id"], PEPTALK_NCBI_URL=RIGHT).code == 0

    assert versions(peptalk) == [("pretendulin", 1)]


def test_the_life_of_the_item_tells_both_the_failure_and_the_cure(failed):
    peptalk, item = failed
    (letter,) = peptalk("dlq", "list", "--json").json
    peptalk("dlq", "replay", letter["id"], PEPTALK_NCBI_URL=RIGHT)

    life = peptalk("trace", item["trace_id"], "--json").json["life"]

    kinds = [moment["kind"] for moment in life]
    assert [kind for kind in kinds if kind in ("attempt", "dead letter", "published")] == [
        "attempt",
        "dead letter",
        "published",
    ]
