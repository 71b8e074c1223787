"""The log's words are a contract with the runbook: its own grep and awk find what it says they find."""

import json
import subprocess

import pytest
from rigs.ready import Ready
from rigs.shell import Shell


@pytest.fixture(scope="module")
def log(tmp_path_factory, ready: Ready) -> str:
    """The log of a night over the sample catalog, written by models that count their tokens."""
    peptalk = Shell(tmp_path_factory.mktemp("log") / "home", ready=ready)
    done = peptalk("demo", "--no-serve", "--json")
    assert done.code == 0, done.err
    text = (peptalk.home / "demo" / "peptalk.log").read_text("utf-8")
    return text + json.dumps({"tokens_reported": done.json["tokens_used"]}) + "\n"


def pipe(text: str, command: str) -> str:
    return subprocess.run(["bash", "-c", command], input=text, capture_output=True, text=True, check=True).stdout


def test_grep_pipeline_finds_every_stage_of_every_peptide(log):
    found = pipe(log, 'grep "pipeline"')

    lines = [json.loads(line) for line in found.splitlines()]
    assert {line["stage"] for line in lines if "stage" in line} >= {"fetch", "synthesize", "comply", "render"}


def test_grep_for_a_display_name_tells_one_peptides_story(log):
    found = pipe(log, 'grep "Exemplin-12"')

    events = [json.loads(line)["event"] for line in found.splitlines()]
    assert events[0] == "stage_started"
    assert "published" in events


def test_the_producer_says_nightly_ingest(log):
    assert pipe(log, "grep -c nightly-ingest").strip() != "0"


def test_the_runbooks_awk_sums_the_tokens_of_all_model_calls(log):
    total = pipe(log, """grep "tokens_used" | awk '{sum+=$NF} END {print sum}'""")

    meant = json.loads(log.splitlines()[-1])["tokens_reported"]
    assert meant > 0
    assert int(total) == meant


def test_every_line_of_an_item_carries_its_trace(log):
    lines = [json.loads(line) for line in log.splitlines() if '"slug"' in line]

    assert lines
    assert all(len(line["trace_id"]) == 16 for line in lines)


def test_no_line_holds_a_key(log):
    assert "sk-" not in log
    assert "api_key" not in log
