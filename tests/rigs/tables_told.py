"""The tables that a run of the tests prints at its end: ports by platform, and what the Workers take."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

_SUITES = {
    "Database": r"conformance/test_database_port\.py",
    "Bucket": r"conformance/test_bucket_port\.py",
    "Queue": r"conformance/test_queue_port\.py",
    "Http": r"conformance/test_http_port\.py",
    "consumer loop": r"conformance/test_consumer_loop\.py|shared/platform/deliveries/test_consumer\.py",
    "stores": r"shared/store/",
    "breakers, SQL, settings": r"shared/platform/(\w+/)?test_(breakers|turns|platform_sql|settings|verdict)\.py",
    "webhook, billing, API": r"functions/(webhook|billing|api)/",
    "notices, mails": r"functions/(notify|mail)/",
    "pure layer": r"shared/(domain|gates)/|tests/queues/|test_extractive_digest\.py|render/typesetting/test_lines\.py"
    r"|fetch/test_(appraise|direction|fetch_parse|pack|sample_size)\.py",
}
_PLATFORMS = ("embedded", "moto", "fakes", "cloudflare")
_PARAMETER = re.compile(r"\[(embedded|moto|fakes|cloudflare)\b")


class Told:
    """What the tests of a run found, for the tables."""

    def __init__(self) -> None:
        self.isolated: dict[str, str] = {}
        self.taken: dict[str, dict[str, Mapping[str, int]]] = defaultdict(dict)

    def measured(self, load: str, function: str, measured: Mapping[str, int], *, limit: int) -> None:
        """Keep what one Worker took under a load; `limit` is the CPU, in milliseconds, that it may take."""
        self.taken[function][load] = {**measured, "limit": limit}

    def ports(self, outcomes: Mapping[str, str]) -> Iterator[str]:
        """A table of tests passed (and failed), suite by platform; `outcomes` are those of this process."""
        counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
        for where, found in (("embedded", outcomes), ("cloudflare", self.isolated)):
            for test, outcome in found.items():
                suite = next((name for name, pattern in _SUITES.items() if re.search(pattern, test)), None)
                if suite is not None and outcome in ("passed", "failed"):
                    platform = parameter[1] if (parameter := _PARAMETER.search(test)) else where
                    counted[suite, platform][outcome == "failed"] += 1
        yield f"{'passed, by port and platform':30}" + "".join(f"{platform:>12}" for platform in _PLATFORMS)
        for suite in _SUITES:
            cells = (counted.get((suite, platform)) for platform in _PLATFORMS)
            yield f"{suite:30}" + "".join(f"{_cell(each):>12}" for each in cells)

    def workers(self) -> Iterator[str]:
        """A table of heap and CPU, Worker by load."""
        loads = list(dict.fromkeys(load for each in self.taken.values() for load in each))
        yield f"{'heap MB, longest CPU s':18}{'imported':>10}{'CPU limit':>11}" + "".join(
            f"{load:>26}" for load in loads
        )
        for function, each in self.taken.items():
            any_of = next(iter(each.values()))
            cells = (_taken(each.get(load)) for load in loads)
            head = f"{function:18}{any_of['imported'] / 1e6:>10.1f}{any_of['limit'] / 1000:>9.0f} s"
            yield head + "".join(f"{cell:>26}" for cell in cells)


def _taken(measured: Mapping[str, int] | None) -> str:
    return f"{measured['heap'] / 1e6:.1f} MB, {measured['longest_cpu_ms'] / 1000:.1f} s" if measured else "-"


def _cell(counted: list[int] | None) -> str:
    if counted is None:
        return "-"
    return f"{counted[0]}, {counted[1]} failed" if counted[1] else str(counted[0])


_told = pytest.StashKey[Told]()
_KEPT = "told"


@pytest.fixture(scope="session")
def told(pytestconfig: pytest.Config) -> Told:
    """Where tests leave what the tables tell."""
    return pytestconfig.stash.setdefault(_told, Told())


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A process of several (pytest-xdist) hands what it found to the one that prints."""
    found = session.config.stash.get(_told, None)
    if found is not None and hasattr(session.config, "workeroutput"):
        session.config.workeroutput[_KEPT] = {"isolated": found.isolated, "taken": dict(found.taken)}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What one of several processes found."""
    if (given := getattr(node, "workeroutput", {}).get(_KEPT)) is not None:
        found = node.config.stash.setdefault(_told, Told())
        found.isolated |= given["isolated"]
        for function, loads in given["taken"].items():
            found.taken[function] |= loads


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole Workers first: they take longest, and other files fill the time beside them."""
    items.sort(key=lambda item: "tests/workers/" not in item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the tables that this run has something for."""
    found = config.stash.get(_told, None)
    if found is None:
        return
    reports = terminalreporter.stats
    outcomes = {
        each.nodeid: kind for kind in ("passed", "failed") for each in reports.get(kind, []) if each.when == "call"
    }
    if found.isolated:
        terminalreporter.section("ports by platform")
        for line in found.ports(outcomes):
            terminalreporter.write_line(line)
    if found.taken:
        terminalreporter.section("what Workers take, of 128 MB")
        for line in found.workers():
            terminalreporter.write_line(line)
