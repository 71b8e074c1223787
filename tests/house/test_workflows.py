"""The workflows of GitHub Actions: they call what there is, may do little, and never show a secret."""

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from rigs.places import ROOT
from rigs.shell import PEPTALK

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS: dict[str, dict[Any, Any]] = {
    path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.iterdir())
}
STEPS = [
    (name, step)
    for name, workflow in WORKFLOWS.items()
    for job in workflow["jobs"].values()
    for step in job.get("steps", ())
]
RUNS = [(name, line.strip()) for name, step in STEPS for line in step.get("run", "").splitlines()]


def triggers(name: str) -> dict[str, Any]:
    """YAML reads `on` as true."""
    return WORKFLOWS[name][True]


def test_they_are_the_ones_that_this_test_knows():
    assert set(WORKFLOWS) == {"check.yml", "deploy.yml", "release.yml"}


def test_checking_is_what_every_machine_does():
    assert ("check.yml", ".ci/run") in RUNS
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert set(triggers("check.yml")) == {"pull_request", "push", "workflow_call"}


def test_main_is_checked_then_staged_then_approved_for_production():
    jobs = WORKFLOWS["deploy.yml"]["jobs"]

    assert triggers("deploy.yml") == {"push": {"branches": ["main"]}}
    assert triggers("check.yml")["push"] == {"branches-ignore": ["main"]}
    assert {name: (job.get("needs"), job["uses"], job.get("with")) for name, job in jobs.items()} == {
        "check": (None, "./.github/workflows/check.yml", None),
        "staging": ("check", "./.github/workflows/release.yml", {"target": "staging"}),
        "production": ("staging", "./.github/workflows/release.yml", {"target": "production"}),
    }
    # Whoever must approve is set at the environment, which a job names.
    assert WORKFLOWS["release.yml"]["jobs"]["release"]["environment"] == "${{ inputs.target }}"


def test_a_deployment_is_never_cut_by_the_next():
    assert WORKFLOWS["release.yml"]["jobs"]["release"]["concurrency"] == {
        "group": "release-${{ inputs.target }}",
        "cancel-in-progress": False,
    }


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_reads_the_repository_and_nothing_else(name):
    assert WORKFLOWS[name]["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in WORKFLOWS[name]["jobs"].values())


def test_every_job_that_runs_has_an_end():
    jobs = [job for workflow in WORKFLOWS.values() for job in workflow["jobs"].values() if "steps" in job]

    assert all(job["timeout-minutes"] <= 90 for job in jobs)


@pytest.mark.parametrize(("name", "line"), RUNS)
def test_a_command_names_what_there_is_and_lets_nobody_write_into_it(name, line):
    assert "${{" not in line
    makefile = (ROOT / "Makefile").read_text("utf-8")
    words = shlex.split(line)
    if words[0] == "make":
        assert all(re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE) for target in words[1:])
    elif words[0] == ".venv/bin/peptalk":
        verbs = [word for word in words[1:] if re.fullmatch(r"[a-z]+", word)]
        said = subprocess.run([PEPTALK, *verbs, "--help"], capture_output=True, text=True, check=True).stdout
        assert all(option in said for option in words if option.startswith("--"))
    else:
        assert words[0] in {".ci/run", "git", "apt-get"}


def test_a_secret_is_given_to_the_step_that_needs_it_and_never_printed():
    for name, workflow in WORKFLOWS.items():
        text = (FOLDER / name).read_text("utf-8")
        given = [step["env"] for each, step in STEPS if each == name and "env" in step]
        assert text.count("${{ secrets.") == sum("secrets." in value for env in given for value in env.values())
        assert "secrets" not in str(workflow.get("env", ""))
        assert not re.search(r"\b(echo|printenv|set -x|env)\b[^\n]*TOKEN", text)


@pytest.mark.parametrize("uses", sorted({step["uses"] for _, step in STEPS if "uses" in step}))
def test_an_action_is_githubs_own_and_at_a_version(uses):
    assert re.fullmatch(r"actions/[a-z-]+@(v\d+|[0-9a-f]{40})", uses)


def test_a_checkout_keeps_no_credentials():
    checkouts = [step for _, step in STEPS if step.get("uses", "").startswith("actions/checkout")]

    assert len(checkouts) == 2
    assert all(step["with"] == {"persist-credentials": False} for step in checkouts)


def test_the_page_about_deployment_names_the_workflow_and_its_settings():
    page = Path(ROOT / "docs" / "deployment.md").read_text("utf-8")

    assert ".github/workflows/deploy.yml" in page
    assert "CLOUDFLARE_ACCOUNT_ID` (variable)" in page
