"""kill -9 at any instant of a batch: each peptide is published once, and the run is finished by going on with it.

`make test` kills a few times, `make chaos` (PEPTALK_CHAOS=full) many. The instants are drawn over the measured length
of a clean run; the seed is printed with a failure.
"""

import os
import random
import signal
import sqlite3
import subprocess
import time

import pytest
from places import ROOT
from shell import PEPTALK, Shell

from infra.sandbox import samples

KILLS = 60 if os.environ.get("PEPTALK_CHAOS") == "full" else 3
PORT = 18792


@pytest.fixture(scope="module")
def seed() -> int:
    return int(os.environ.get("PEPTALK_CHAOS_SEED") or time.time())


@pytest.fixture(scope="module")
def vendors(tmp_path_factory):
    """Stand-ins whose models take 200 ms a call; gives the environment that points at them."""
    shell = Shell(tmp_path_factory.mktemp("vendors") / "home")
    with shell.running("sandbox", "--port", str(PORT), "--latency", "0.2", until="The sandbox listens on"):
        base = f"http://127.0.0.1:{PORT}"
        yield {
            "PEPTALK_NCBI_URL": f"{base}/entrez/eutils",
            "PEPTALK_ANTHROPIC_URL": f"{base}/anthropic",
            "PEPTALK_OPENAI_URL": f"{base}/openai/v1",
            "ANTHROPIC_API_KEY": "sandbox",
            "OPENAI_API_KEY": "sandbox",
        }


@pytest.fixture(scope="module")
def clean(vendors, tmp_path_factory):
    """A run that nobody kills: how long it takes, and what it publishes."""
    shell = Shell(tmp_path_factory.mktemp("clean") / "home", vendors)
    begun = time.monotonic()
    done = shell("run-batch", str(samples.CATALOG), "--json")
    assert done.code == 0, done.err
    published = {each["slug"] for each in done.json["peptides"] if each["state"] == "published"}
    return time.monotonic() - begun, published


def test_a_batch_killed_again_and_again_publishes_each_peptide_once(vendors, clean, seed, tmp_path):
    length, published = clean
    rng = random.Random(seed)
    shell = Shell(tmp_path / "home", vendors)
    command = [str(PEPTALK), "run-batch", str(samples.CATALOG)]
    homes = killed = 0
    while killed < KILLS:
        homes += 1
        shell.home = tmp_path / f"home-{homes}"
        for _ in range(3):
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=shell.environment({}),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(rng.uniform(0.3, length))
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                killed += 1
            process.wait()

        done = shell("run-batch", str(samples.CATALOG), "--json")

        assert done.code == 0, f"seed {seed}: {done.err}"
        database = sqlite3.connect(shell.home / "app.db")
        versions = database.execute("SELECT slug, version FROM page_versions").fetchall()
        healthy = database.execute("PRAGMA integrity_check").fetchone()
        database.close()
        assert sorted(versions) == sorted((slug, 1) for slug in published), f"seed {seed}"
        assert healthy == ("ok",)
