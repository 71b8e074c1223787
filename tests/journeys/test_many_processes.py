"""Any number of processes share one home: one consumes, the others send and follow; a killed one is made good."""

import signal
import sqlite3
import subprocess
import time

import pytest
from rigs.places import ROOT
from rigs.shell import PEPTALK, Shell, by_day

from infra.sandbox import samples

SAMPLES = str(samples.CATALOG)


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    shell = Shell(tmp_path_factory.mktemp("vendors") / "home")
    with shell.running("sandbox", "--port", "18791", "--latency", "0.2", until="The sandbox listens on"):
        yield "http://127.0.0.1:18791"


@pytest.fixture
def vendors(peptalk, base):
    peptalk.env |= {
        "PEPTALK_NCBI_URL": f"{base}/entrez/eutils",
        "PEPTALK_ANTHROPIC_URL": f"{base}/anthropic",
        "PEPTALK_OPENAI_URL": f"{base}/openai/v1",
        "ANTHROPIC_API_KEY": "sandbox",
        "OPENAI_API_KEY": "sandbox",
    }


def rows(peptalk, sql):
    database = sqlite3.connect(peptalk.home / "app.db")
    found = database.execute(sql).fetchall()
    database.close()
    return found


@pytest.mark.usefixtures("vendors")
def test_beside_up_a_batch_only_sends_and_follows(peptalk):
    peptalk.env |= by_day()
    with peptalk.running("up", "--port", "0", until="PepTalk is up on"):
        ran = peptalk("run-batch", SAMPLES, "--json")

    assert ran.code == 0, ran.err
    assert ran.json["published"] >= 7
    # Two holders wrote claims if the batch had consumed too.
    assert rows(peptalk, "SELECT count(*) FROM page_versions") == [(ran.json["published"],)]


@pytest.mark.usefixtures("vendors")
def test_a_killed_batch_goes_on_with_its_run_and_publishes_each_peptide_once(peptalk):
    environment = peptalk.environment({})
    killed = subprocess.Popen(
        [str(PEPTALK), "run-batch", SAMPLES],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        time.sleep(0.1)
        database = peptalk.home / "app.db"
        if database.exists() and _count(peptalk) >= 2:
            break
    killed.send_signal(signal.SIGKILL)
    killed.wait()

    begun = time.monotonic()
    ran = peptalk("run-batch", SAMPLES, "--json")

    assert ran.code == 0, ran.err
    assert "Going on with the unfinished run" in ran.err
    assert ran.json["published"] >= 7
    assert rows(peptalk, "SELECT count(*), count(DISTINCT slug) FROM page_versions") == [(ran.json["published"],) * 2]
    assert len(rows(peptalk, "SELECT id FROM runs")) == 1
    assert rows(peptalk, "PRAGMA integrity_check") == [("ok",)]
    assert time.monotonic() - begun < 60


@pytest.mark.usefixtures("vendors")
def test_a_finished_batch_is_begun_anew_and_finds_nothing_changed(peptalk):
    first = peptalk("run-batch", SAMPLES, "--json").json

    second = peptalk("run-batch", SAMPLES, "--json").json

    assert first["run"]["id"] != second["run"]["id"]
    assert (second["published"], second["llm_calls"]) == (0, 0)


def _count(peptalk):
    try:
        return rows(peptalk, "SELECT count(*) FROM page_versions")[0][0]
    except sqlite3.Error:
        return 0


@pytest.mark.usefixtures("vendors")
def test_a_process_told_to_stop_gives_its_work_back_without_a_death(peptalk):
    stopped = subprocess.Popen(
        [str(PEPTALK), "run-batch", SAMPLES],
        cwd=ROOT, env=peptalk.environment({}), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not _working(peptalk):
        time.sleep(0.05)
    stopped.send_signal(signal.SIGTERM)
    _, said = stopped.communicate(timeout=30)

    assert stopped.returncode == 143
    assert "goes on with the same command" in said
    assert rows(peptalk, "SELECT sum(deaths) FROM work") == [(0,)]
    assert peptalk("run-batch", SAMPLES, "--json").json["failed"] == 0


@pytest.mark.usefixtures("vendors")
def test_a_missing_setting_ends_a_lone_command_and_the_run_goes_on_once_it_is_there(peptalk):
    without = peptalk("run-single", "Exemplin-12", ANTHROPIC_API_KEY="", PEPTALK_WRITER="model")
    told = peptalk("alerts", "--json").json
    published = peptalk("run-single", "Exemplin-12", "--json")

    assert without.code == 1
    assert "ANTHROPIC_API_KEY is not set" in without.err
    assert published.code == 0, published.err
    assert "Going on with the unfinished run" in published.err
    assert rows(peptalk, "SELECT count(*) FROM runs") == [(1,)]
    assert [each["subject"] for each in told["alerts"]] == [each["name"] for each in told["breakers"]]
    assert [each["name"] for each in told["breakers"]] == ["function/synthesize"]
    assert "ANTHROPIC_API_KEY" in told["breakers"][0]["reason"]
    assert peptalk("alerts", "--json").json == {"alerts": [], "breakers": []}
    settled = peptalk("alerts", "--all", "--json").json["alerts"]
    assert [(each["subject"], each["settled_at"] is None) for each in settled] == [("function/synthesize", False)]


def _working(peptalk):
    try:
        return rows(peptalk, "SELECT count(*) FROM work WHERE stage = 'synthesize' AND state = 'working'")[0][0]
    except sqlite3.Error:
        return 0
