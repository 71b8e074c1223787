"""Every Worker's wrangler.toml says what the topology says, in every environment."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

from queues.topology import ENVIRONMENTS, QUEUES, SENDERS, deployed_name

FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/wrangler.toml"))
PLACES = [(name, environment) for name in FUNCTIONS for environment in (None, *ENVIRONMENTS)]
DATABASES = {None: "peptalk-db", "staging": "peptalk-staging-db", "production": "peptalk-production-db"}


def wrangler(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "functions" / name / "wrangler.toml").read_text("utf-8"))


def section(name: str, environment: str | None) -> dict[str, Any]:
    whole = wrangler(name)
    return whole if environment is None else whole["env"][environment]


def test_every_function_is_a_worker_and_every_sender_a_function():
    folders = {path.name for path in (ROOT / "functions").iterdir() if (path / "handler.py").exists()}

    assert set(FUNCTIONS) == folders == set(SENDERS)


@pytest.mark.parametrize(("name", "environment"), PLACES)
def test_consumers_are_the_topologys_to_the_last_value(name, environment):
    meant = [
        {
            "queue": deployed_name(queue.name, environment),
            "max_batch_size": queue.max_batch_size,
            "max_batch_timeout": queue.max_batch_timeout,
            "max_retries": queue.max_retries,
            "retry_delay": queue.retry_delay,
            "max_concurrency": queue.max_concurrency,
            **(
                {"dead_letter_queue": deployed_name(queue.dead_letter_queue, environment)}
                if queue.dead_letter_queue
                else {}
            ),
        }
        for queue in QUEUES.values()
        if queue.consumer == name
    ]

    assert section(name, environment).get("queues", {}).get("consumers", []) == meant


@pytest.mark.parametrize(("name", "environment"), PLACES)
def test_producers_are_what_the_function_may_send_to(name, environment):
    meant = [{"binding": QUEUES[queue].binding, "queue": deployed_name(queue, environment)} for queue in SENDERS[name]]

    assert section(name, environment).get("queues", {}).get("producers", []) == meant


@pytest.mark.parametrize(("name", "environment"), PLACES)
def test_an_environment_is_complete_in_itself(name, environment):
    found = section(name, environment)

    (database,) = found["d1_databases"]
    (bucket,) = found["r2_buckets"]
    assert (database["binding"], database["database_name"]) == ("DB", DATABASES[environment])
    assert (bucket["binding"], bucket["bucket_name"]) == ("FILES", deployed_name("peptalk-files", environment))
    assert found["vars"]["ENVIRONMENT"] == (environment or "local")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_worker_is_named_for_its_function_and_starts_at_its_entry(name):
    found = wrangler(name)

    assert found["name"] == f"peptalk-{name.replace('_', '-')}"
    assert found["main"] == "src/entry.py"
    assert (ROOT / "functions" / name / "src/entry.py").is_file()
    assert found["compatibility_flags"] == ["python_workers"]
    assert not found["workers_dev"]
    assert not found["preview_urls"]


def test_one_compatibility_date_gives_every_worker_python_3_14():
    dates = {wrangler(name)["compatibility_date"] for name in FUNCTIONS}
    dates.add(tomllib.loads((ROOT / "wrangler.toml").read_text("utf-8"))["compatibility_date"])

    (only,) = dates
    assert date.fromisoformat(only) >= date(2026, 9, 8)


def test_crons_fire_in_production_and_never_in_staging():
    for name in FUNCTIONS:
        found = wrangler(name)
        if crons := found.get("triggers", {}).get("crons"):
            assert found["env"]["production"]["triggers"]["crons"] == crons
            assert found["env"]["staging"]["triggers"]["crons"] == []


def test_the_night_begins_at_two_in_the_morning_utc():
    assert wrangler("nightly_ingest")["triggers"]["crons"] == ["0 2 * * *"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_worker_brings_its_own_dependencies_and_peptalk_by_path(name):
    project = tomllib.loads((ROOT / "functions" / name / "pyproject.toml").read_text("utf-8"))
    root = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = set(root["project"]["optional-dependencies"]["functions"]) | {"httpx2>=2.12"}

    assert project["tool"]["uv"]["sources"]["peptalk"] == {"path": "../.."}
    assert set(project["project"]["dependencies"]) - {"peptalk"} <= ours


def test_the_root_manifest_names_every_database_and_queue():
    root = tomllib.loads((ROOT / "wrangler.toml").read_text("utf-8"))

    assert "main" not in root
    assert {each["database_name"] for each in root["d1_databases"]} == set(DATABASES.values())
    assert {Path(each["migrations_dir"]) for each in root["d1_databases"]} == {Path("migrations")}
    assert {each["queue"] for each in root["queues"]["producers"]} == set(QUEUES)
