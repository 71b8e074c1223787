"""Reading functions/*/wrangler.toml: what is declared runs, what disagrees is refused in words."""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from infra.local.checkout.workers import Worker, read_workers
from shared.platform.errors import ConfigurationError

CONSUMER = """
name = "peptalk-fetch"

[triggers]
crons = ["0 2 * * *"]

[vars]
PEPTALK_PATH = "/fetch"
LIMIT = 5

[[queues.producers]]
binding = "RENDER_QUEUE"
queue = "peptalk-render"

[[queues.consumers]]
queue = "peptalk-fetch"
max_batch_size = 5
max_batch_timeout = 1
max_retries = 100
retry_delay = 10
max_concurrency = 1
dead_letter_queue = "peptalk-fetch-dlq"

[env.production.vars]
LIMIT = 6
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a function's folder and returns the folder of functions."""

    def written(function: str, wrangler: str, handler: str | None = None) -> Path:
        folder = tmp_path / "fixture_functions" / function
        folder.mkdir(parents=True)
        (folder / "wrangler.toml").write_text(wrangler)
        if handler is not None:
            (folder / "handler.py").write_text(handler)
        return folder.parent

    return written


def test_the_top_level_of_a_file_is_the_local_worker(write: Write) -> None:
    worker = read_workers(write("fetch", CONSUMER))["fetch"]

    assert (worker.name, worker.consumes, worker.produces) == ("peptalk-fetch", ("peptalk-fetch",), ("peptalk-render",))
    assert (worker.crons, worker.paths, worker.vars["LIMIT"]) == (("0 2 * * *",), ("/fetch",), "5")
    assert worker.entries == ("queue", "scheduled", "app")


# Each row: what stands in the file, what stands there instead, and what the error says.
@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("retry_delay = 10", "retry_delay = 11", r"says 11 instead of retry_delay = 10.*make the two agree"),
        ("max_concurrency = 1\n", "", r"leaves out max_concurrency = 1"),
        ('queue = "peptalk-fetch"\n', 'queue = "peptalk-fetsch"\n', r"'peptalk-fetsch' is not declared in queues/topo"),
        ('dead_letter_queue = "peptalk-fetch-dlq"\n', "", r"leaves out dead_letter_queue = 'peptalk-fetch-dlq'"),
        ('binding = "RENDER_QUEUE"', 'binding = "RENDER"', r"bound as 'RENDER'.*names it 'RENDER_QUEUE'"),
        ('PEPTALK_PATH = "/fetch"', 'PEPTALK_PATH = "fetch"', r'must start with "/"'),
        ('name = "peptalk-fetch"', "", r'has no name; add `name = "peptalk-fetch"`'),
        ("[triggers]", "[triggers", r"is no TOML"),
        ('crons = ["0 2 * * *"]', 'crons = "0 2 * * *"', r"crons must be a list"),
    ],
)
def test_a_file_that_disagrees_is_refused(write: Write, right: str, wrong: str, said: str) -> None:
    assert right in CONSUMER
    functions = write("fetch", CONSUMER.replace(right, wrong))

    with pytest.raises(ConfigurationError, match=said):
        read_workers(functions)


def test_a_queue_belongs_to_the_folder_that_the_topology_names(write: Write) -> None:
    functions = write("other", CONSUMER)

    with pytest.raises(ConfigurationError, match="peptalk-fetch is consumed by functions/fetch"):
        read_workers(functions)


def test_two_functions_at_one_path_are_refused(write: Write) -> None:
    write("api", 'name = "a"\n[vars]\nPEPTALK_PATH = "/"')
    functions = write("site", 'name = "b"\n[vars]\nPEPTALK_PATH = "/"')

    with pytest.raises(ConfigurationError, match="functions/api and functions/site are both mounted at /"):
        read_workers(functions)


@pytest.mark.parametrize(
    ("handler", "said"),
    [
        (None, r"wrangler.toml but no handler.py; add one with `async def queue"),
        ("async def handle(): ...", r"declares a queue consumer, but its handler.py has no `queue`"),
        ("def queue(:", r"handler.py cannot be read as Python"),
    ],
)
def test_a_handler_that_lacks_what_is_declared_is_refused(write: Write, handler: str | None, said: str) -> None:
    worker = read_workers(write("fetch", CONSUMER, handler))["fetch"]

    with pytest.raises(ConfigurationError, match=said):
        worker.check("queue")


def test_a_handler_is_imported_when_it_is_wanted_and_a_failing_import_says_why(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    functions = write("fetch", CONSUMER, "raise RuntimeError('no such luck')\nasync def queue(): ...")
    monkeypatch.syspath_prepend(str(tmp_path))
    worker = read_workers(functions)["fetch"]
    worker.check("queue")

    with pytest.raises(
        ConfigurationError, match=r"importing fixture_functions\.fetch\.handler failed: RuntimeError: no"
    ):
        worker.load("queue")

    assert "fixture_functions.fetch.handler" not in sys.modules
    for name in ("fixture_functions.fetch", "fixture_functions"):
        sys.modules.pop(name, None)


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no folder of functions"):
        read_workers(tmp_path / "nowhere")


def test_handlers_are_checked_in_several_threads_at_once_while_rubbish_is_collected() -> None:
    class Rubbish:
        def __init__(self) -> None:
            self.myself = self

        def __del__(self) -> None:
            for _ in range(200):
                pass

    def check(depth: int, worker: Worker) -> None:
        Rubbish()
        if depth:
            check(depth - 1, worker)
        else:
            worker.check("queue")

    workers = [each for each in read_workers().values() if each.consumes]
    thresholds, interval = gc.get_threshold(), sys.getswitchinterval()
    gc.set_threshold(50, 2, 2)
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            checked = [threads.submit(check, count % 40, each) for count in range(20) for each in workers]
    finally:
        gc.set_threshold(*thresholds)
        sys.setswitchinterval(interval)

    assert [each.exception() for each in checked] == [None] * len(checked)
