"""Operating from outside: one machine's platform stands in for an environment, another folder's commands work on it."""

import os
import pty
import re
import select
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rigs.places import ROOT
from rigs.ready import Ready
from rigs.shell import PEPTALK, Shell, by_day

from infra.local.checkout.catalog import load
from infra.local.machine.project import CATALOG
from infra.sandbox import samples

TOKEN = "an-invented-token-of-this-journey-0123"


@dataclass(frozen=True)
class There:
    """The other place: where it is, and the sandbox that it asks."""

    url: str
    vendors: str

    @contextmanager
    def slow(self, seconds: float) -> Iterator[None]:
        """Every search takes this long, while the context is open: a run that asks for many is at work meanwhile."""
        faults = f"{self.vendors}/sandbox/faults"
        late = {"faults": [{"at": "ncbi/esearch", "fault": "latency", "seconds": seconds}], "seed": 1}
        httpx.post(faults, json=late).raise_for_status()
        try:
            yield
        finally:
            httpx.delete(faults).raise_for_status()


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[There]:
    """A platform that is up, with the sandbox as its vendors and operate switched on."""
    shell = Shell(tmp_path_factory.mktemp("there") / "home")
    with shell.running("sandbox", "--port", "0", until="The sandbox listens on") as (_, told):
        sandbox = re.search(r"listens on (http://[^;]+);", told[-1])
        assert sandbox is not None
        vendors = {"PEPTALK_NCBI_URL": f"{sandbox[1]}/entrez/eutils", "PEPTALK_OPERATE_TOKEN": TOKEN}
        with shell.running("up", "--port", "0", until="PepTalk is up", **vendors, **by_day()) as (_, said):
            found = re.search(r"http://\S+", said[-1])
            assert found is not None
            yield There(found[0], sandbox[1])


@pytest.fixture
def here(tmp_path: Path, there: There, ready: Ready) -> Shell:
    """A folder with nothing in it, and what opens the other place."""
    env = {"PEPTALK_OPERATE_URL": there.url, "PEPTALK_OPERATE_TOKEN": TOKEN, "PEPTALK_ACTOR": "ada"}
    return Shell(tmp_path / "home", env, ready)


def test_a_peptide_is_run_elsewhere_followed_to_its_end_and_its_pdf_fetched(here, tmp_path):
    ran = here("run-single", "Pretendulin", "--target", "staging", "--json")
    (item,) = ran.json["peptides"]
    key = item["artifacts"]["pdf"]
    got = here("files", "get", key, "--to", str(tmp_path / "it.pdf"), "--target", "staging")
    again = here("files", "get", key, "--to", str(tmp_path / "it.pdf"), "--target", "staging")

    assert (ran.code, item["state"], item["version"]) == (0, "published", 1), ran.err
    assert "Target: staging" in ran.err
    assert got.out.strip() == str(tmp_path / "it.pdf")
    assert (tmp_path / "it.pdf").read_bytes().startswith(b"%PDF")
    assert (again.code, "exists already" in again.err) == (1, True)
    assert not here.home.exists(), "a command for elsewhere leaves nothing here"


def test_every_look_gives_the_same_json_as_it_does_here(here):
    catalog = here("catalog", "sync", str(samples.CATALOG), "--target", "staging", "--json")
    ran = here("run-single", "Exemplin-12", "--target", "staging", "--json")
    trace = ran.json["peptides"][0]["trace_id"]

    assert (catalog.code, ran.code) == (0, 0), ran.err
    looks = [
        (("runs", "list"), lambda found: found[0]["kind"] == "single"),
        (("runs", "show"), lambda found: found["published"] + found["unchanged"] == 1),
        (("runs", "follow"), lambda found: found["open"] == 0),
        (("trace", trace), lambda found: found["trace_id"] == trace and found["life"]),
        (("verify", "exemplin-12"), lambda found: found["proved"] is True),
        (("alerts",), lambda found: found == {"alerts": [], "breakers": []}),
        (("dlq", "list"), lambda found: found == []),
        (("dlq", "groups"), lambda found: found == []),
        (("dlq", "tasks"), lambda found: found == []),
        (("dlq", "audit"), lambda found: {each["actor"] for each in found} >= {"ada"}),
        (("db", "health"), lambda found: found["sound"] is True),
        (("files", "list", "artifacts/"), lambda found: len(found) >= 2),
        (("catalog", "check", str(samples.CATALOG)), lambda found: len(found["unchanged"]) == len(found["peptides"])),
    ]
    for words, holds in looks:
        looked = here(*words, "--target", "staging", "--json")
        assert looked.code == 0, f"{words}: {looked.err}"
        assert holds(looked.json), f"{words}: {looked.out}"


def test_a_dead_letter_is_found_replayed_and_discarded_elsewhere(here):
    ran = here("run-single", "Zzz nothing at all", "--target", "staging")
    show = here("dlq", "show", "ffffffffffff", "--target", "staging")
    replay = here("dlq", "replay", "--all", "--yes", "--target", "staging")
    discard = here("dlq", "discard", "ffffffffffff", "--reason", "none", "--target", "staging")

    assert (ran.code, "nothing found" in ran.err) == (1, True), ran.err
    assert (show.code, "there is no dead letter 'ffffffffffff'" in show.err) == (1, True)
    assert (replay.code, "no open letter that can be replayed among all open letters" in replay.err) == (1, True)
    assert (discard.code, "there is no dead letter 'ffffffffffff'" in discard.err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("run-single", "BPC-157"),
        ("run-batch", "catalog/peptides.yaml"),
        ("catalog", "sync"),
        ("dlq", "import"),
    ],
)
def test_production_is_not_changed_where_nobody_is_there_to_agree(here, words):
    runs = here("runs", "list", "--target", "production", "--json").json
    refused = here(*words, "--target", "production")

    assert (refused.code, refused.out) == (1, "")
    assert "no person is at a terminal to agree; add --yes" in refused.err
    assert here("runs", "list", "--target", "production", "--json").json == runs


def test_what_a_run_would_come_to_is_told_before_production_is_asked_for(here):
    one = here("run-single", "BPC-157", "--target", "production").err
    many = here("run-batch", "catalog/peptides.yaml", "--target", "production").err
    in_catalog = len(load(CATALOG).peptides)

    assert "A new run on production: BPC-157." in one
    assert re.search(r"About \$\d+\.\d\d in all", one)
    assert f"{in_catalog} peptides of peptides.yaml" in many
    assert f"{in_catalog} peptides stay as they are." in many


@pytest.mark.parametrize(("typed", "begins"), [("production", True), ("yes", False), ("", False)])
def test_on_a_terminal_production_wants_its_name_typed(here, typed, begins):
    before = len(here("runs", "list", "--target", "production", "--json").json)

    said = typing(here, ["run-single", "Utopentide", "--target", "production"], typed)

    assert "Type production to agree" in said
    assert ("Nothing was begun." in said) == (not begins)
    assert len(here("runs", "list", "--target", "production", "--json").json) == before + begins


def test_yes_agrees_for_scripts(here):
    synced = here("catalog", "sync", "--target", "production", "--yes", "--json")

    assert synced.code == 0, synced.err
    assert len(synced.json["unchanged"]) == len(load(CATALOG).peptides)


def test_a_follower_that_is_stopped_leaves_the_run_and_says_how_to_go_on(here, there):
    def at_work() -> bool:
        runs = here("runs", "list", "--target", "staging", "--json").json
        return any(each["kind"] == "batch" and not each["finished_at"] for each in runs)

    command = ("run-batch", str(samples.CATALOG), "--fresh", "--target", "staging")
    with there.slow(20), here.started(*command) as process:
        deadline = time.monotonic() + 90
        # Twice: between the first look and the second the command hears that its run was begun, and follows it.
        while not (at_work() and at_work()):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
        process.send_signal(2)
        _, said = process.communicate(timeout=60)

    run = re.search(r"peptalk runs follow (\S+) --target staging", said)
    assert process.returncode == 130
    assert run is not None, said
    followed = here("runs", "follow", run[1], "--target", "staging", "--json")
    assert (followed.code, followed.json["open"]) == (0, 0), followed.err


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"PEPTALK_OPERATE_TOKEN": ""}, "--target staging needs PEPTALK_OPERATE_TOKEN"),
        ({"PEPTALK_OPERATE_TOKEN": "w" * 40}, "does not accept this PEPTALK_OPERATE_TOKEN"),
        ({"PEPTALK_OPERATE_URL": "http://operate.example.com"}, "would travel unencrypted"),
        ({"PEPTALK_OPERATE_URL": "nowhere"}, "PEPTALK_OPERATE_URL"),
    ],
)
def test_a_door_that_does_not_open_is_told_in_one_line(here, env, words):
    failed = here("runs", "list", "--target", "staging", **env)

    assert (failed.code, failed.out) == (1, "")
    assert words in failed.err
    assert "Traceback" not in failed.err
    assert TOKEN not in failed.err


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("up",), "peptalk deploy --target staging"),
        (("demo",), "peptalk run-batch"),
        (("sandbox",), "the real vendors"),
        (("evidence", "x.xml"), "without --target"),
        (("grade", "x.xml", "--peptide", "BPC-157"), "without --target"),
        (("db", "migrate"), "wrangler d1 migrations apply peptalk-staging-db --remote"),
    ],
)
def test_what_is_only_for_this_machine_says_what_to_use_instead(here, words, instead):
    refused = here(*words, "--target", "staging")

    assert (refused.code, refused.out) == (2, "")
    assert instead in refused.err


def typing(shell: Shell, arguments: list[str], answer: str) -> str:
    """What a command says on a terminal where somebody types this answer to its question."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(PEPTALK), *arguments], cwd=ROOT, env=shell.environment({"TERM": "dumb"}),
        stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    said, asked, deadline = b"", False, time.monotonic() + 90
    while time.monotonic() < deadline:
        if select.select([ours], [], [], 0.5)[0]:
            try:
                part = os.read(ours, 65_536)
            except OSError:
                break
            if not part:
                break
            said += part
        if not asked and b"to agree" in said:
            os.write(ours, f"{answer}\n".encode())
            asked = True
    process.wait(timeout=90)
    os.close(ours)
    return said.decode()
