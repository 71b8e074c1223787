"""Every wrangler.toml says what topology and settings say, in every environment, in words that wrangler knows."""

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft7Validator
from rigs.places import ROOT

from infra.cloudflare.function_settings import secrets_of, settings_of
from queues.topology import ENVIRONMENTS, QUEUES, SENDERS, deployed_name

FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/wrangler.toml"))
PLACES = [(name, environment) for name in FUNCTIONS for environment in (None, *ENVIRONMENTS)]
MANIFESTS = (ROOT / "wrangler.toml", *(ROOT / "functions" / name / "wrangler.toml" for name in FUNCTIONS))
SEARCHING = {"api", "operate", "site", "watch"}
DATABASES = {None: "peptalk-db", "staging": "peptalk-staging-db", "production": "peptalk-production-db"}

SEARCHES = {where: name.replace("-db", "-search-db") for where, name in DATABASES.items()}


def wrangler(name: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / "functions" / name / "wrangler.toml").read_text("utf-8"))


def section(name: str, environment: str | None) -> dict[str, Any]:
    whole = wrangler(name)
    return whole if environment is None else whole["env"][environment]


def root() -> dict[str, Any]:
    return tomllib.loads((ROOT / "wrangler.toml").read_text("utf-8"))


def numbers(found: Any) -> Iterator[tuple[str, float]]:
    """Every number of a manifest with its key."""
    for key, value in found.items() if isinstance(found, dict) else enumerate(found):
        if isinstance(value, dict | list):
            yield from numbers(value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield key, value


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

    (bucket,) = found["r2_buckets"]
    assert {each["binding"]: each["database_name"] for each in found["d1_databases"]} == {
        "DB": DATABASES[environment],
        **({"SEARCH_DB": SEARCHES[environment]} if name in SEARCHING else {}),
    }
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
    only = root()["compatibility_date"]

    assert {wrangler(name)["compatibility_date"] for name in FUNCTIONS} == {only}
    assert date.fromisoformat(only) >= date(2026, 9, 8)


def test_the_compatibility_date_is_one_that_the_pinned_simulator_knows():
    lock = json.loads((ROOT / "infra/cloudflare/package-lock.json").read_text("utf-8"))
    simulator = lock["packages"]["node_modules/workerd"]["version"].split(".")[1]

    assert date.fromisoformat(root()["compatibility_date"]) <= date.fromisoformat(simulator)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.parent.name)
def test_wranglers_own_schema_knows_every_key(path, node_modules):
    schema = json.loads((node_modules / "wrangler/config-schema.json").read_text("utf-8"))

    faults = [
        f"{'.'.join(map(str, fault.absolute_path))}: {fault.message}"
        for fault in Draft7Validator(schema).iter_errors(tomllib.loads(path.read_text("utf-8")))
    ]

    assert faults == []


def test_wranglers_own_schema_refuses_a_key_that_it_does_not_know(node_modules):
    schema = json.loads((node_modules / "wrangler/config-schema.json").read_text("utf-8"))
    consumers = {"queue": "peptalk-fetch", "max_btch_size": 5}

    assert list(Draft7Validator(schema).iter_errors({"name": "x", "queues": {"consumers": [consumers]}}))


RANGES = {
    # docs: Workers, limits; Queues, limits. wrangler itself checks none of them.
    "cpu_ms": (10, 300_000),
    "subrequests": (1, 10_000_000),
    "head_sampling_rate": (0, 1),
    "max_batch_size": (1, 100),
    "max_batch_timeout": (0, 60),
    "max_retries": (0, 100),
    "retry_delay": (0, 86_400),
    "max_concurrency": (1, 250),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_numbers_are_within_what_cloudflare_allows(name):
    found = list(numbers(wrangler(name)))

    assert {key for key, _ in found} <= RANGES.keys()
    assert [(key, value) for key, value in found if not RANGES[key][0] <= value <= RANGES[key][1]] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_limits_and_observation_hold_in_every_environment(name):
    found = wrangler(name)

    assert {"cpu_ms", "subrequests"} == found["limits"].keys()
    assert found["observability"] == {
        "enabled": True,
        "redact_query_string": True,
        "logs": {"enabled": True, "invocation_logs": True, "head_sampling_rate": 1},
        "traces": {"enabled": True, "head_sampling_rate": 0.1},
    }
    for environment in ENVIRONMENTS:  # all of these are inherited, so that nothing may stand in their way
        assert not {"name", "main", "limits", "observability", "compatibility_date"} & found["env"][environment].keys()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_cron_that_fires_more_than_once_an_hour_has_30_seconds(name):
    found = wrangler(name)
    minutes = [cron.split()[0] for cron in found.get("triggers", {}).get("crons", [])]

    if any(not minute.isdigit() for minute in minutes):
        assert found["limits"]["cpu_ms"] <= 30_000


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_cron_has_five_fields_and_names_its_weekdays(name):
    for environment in (None, *ENVIRONMENTS):
        for cron in section(name, environment).get("triggers", {}).get("crons", []):
            assert re.fullmatch(r"([\d*/,-]+ ){4}(\*|[A-Z]{3}([,-][A-Z]{3})*)", cron), cron


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_secrets_of_a_deployment_are_those_of_its_settings(name):
    assert "secrets" not in wrangler(name)  # the top level is local: nobody's secrets are asked for
    for environment in ENVIRONMENTS:
        assert section(name, environment).get("secrets", {}).get("required", []) == secrets_of(name)


@pytest.mark.parametrize(("name", "environment"), PLACES)
def test_every_variable_is_one_that_is_read_and_none_holds_a_secret(name, environment):
    known = settings_of(name).keys() | {"ENVIRONMENT", "PEPTALK_PATH"}
    found = section(name, environment)["vars"]

    assert found.keys() <= known - set(secrets_of(name))
    assert all(isinstance(value, str) and len(value) <= 5_000 for value in found.values())


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
    whole = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ours = set(whole["project"]["optional-dependencies"]["functions"]) | {"httpx2>=2.12"}

    assert project["tool"]["uv"]["sources"]["peptalk"] == {"path": "../.."}
    assert set(project["project"]["dependencies"]) - {"peptalk"} <= ours


def test_the_root_manifest_names_every_database_and_queue():
    found = root()

    assert "main" not in found
    for environment in (None, *ENVIRONMENTS):
        here = found["env"][environment] if environment else found
        named = {each["binding"]: each["database_name"] for each in here["d1_databases"]}
        assert named == {
            "DB": "peptalk-db",
            "STAGING_DB": DATABASES["staging"],
            "PRODUCTION_DB": DATABASES["production"],
            "SEARCH_DB": SEARCHES[None],
            "STAGING_SEARCH_DB": SEARCHES["staging"],
            "PRODUCTION_SEARCH_DB": SEARCHES["production"],
        }
        for each in here["d1_databases"]:
            folder = "migrations-search" if each["database_name"] in SEARCHES.values() else "migrations"
            assert each["migrations_dir"] == folder
        assert [each["bucket_name"] for each in here["r2_buckets"]] == [deployed_name("peptalk-files", environment)]
        assert {each["binding"]: each["queue"] for each in here["queues"]["producers"]} == {
            queue.binding: deployed_name(name, environment) for name, queue in QUEUES.items()
        }
