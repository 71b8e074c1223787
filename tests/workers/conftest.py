"""The suites that run in isolates, one after the other: each begins when a test first asks for it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

import pytest
from invented import shelves
from rigs.isolates import CHECKOUT, WORK, Isolate, Start
from rigs.loads import FULL
from vendors.vendor_server import serving

BRINGING = ("render", "synthesize", "comply", "fetch", "billing", "api")
"""The Workers whose packages together are all that the suites import."""


def _tests(folder: str, names: str) -> tuple[str, ...]:
    return tuple(f"{folder}/test_{name}.py" for name in names.split())


ELSEWHERE = (
    "test_api_operations",
    "mcp/test_mcp_client",
    "payments/test_checkouts",
    "payments/test_made_once",
    "published/test_pdfs",
)
"""What asks a server or a process of the host, or reads a PDF with the host's reader: a whole night shows one."""

WORDS = (
    *(f"rules/test_rules_{name}.py" for name in ("claims", "dosing", "known", "market", "voice")),
    "grounding/contrary/test_likeness.py",
    "test_sourceless.py",
)

SUITES = {
    "ports": (
        *_tests("conformance", "database_port bucket_port queue_port http_port consumer_loop"),
        *_tests("shared/platform", "platform_sql"),
        *_tests("shared/platform/configuration", "settings"),
        *_tests("shared/platform/deliveries", "consumer verdict"),
        *_tests("shared/platform/outages", "breakers turns"),
    ),
    # Backups go from one platform to another, with threads that an isolate does not have.
    "stores": ("shared/store", *(f"--ignore=shared/store/backup/test_{name}.py" for name in ("backups", "restores"))),
    "functions": (
        *_tests("functions/operate", "operate_runs operate_letters operate_replays operate_catalog operate_watching"),
        *_tests("functions/operate", "operate_once operate_overrides operate_peptides operate_searching"),
        "shared/domain",
        "shared/gates",
        "queues",
        *_tests("functions/fetch/appraisal", "appraise"),
        *_tests("functions/fetch/appraisal/conduct", "decisions"),
        *_tests("functions/fetch/appraisal/giving", "role"),
        *_tests("functions/fetch/appraisal/results", "direction outcomes"),
        *_tests("functions/fetch/appraisal/sizes", "sample_size"),
        *_tests("functions/fetch/packs", "grouping pack"),
        *_tests("functions/fetch/reading", "fetch_elements fetch_parse fetch_shapes fetch_texts fetch_writings"),
        *_tests("functions/fetch/reading", "jats licence trial_record"),
        *_tests("functions/synthesize", "claims_for_life"),
        *_tests("functions/synthesize/digest", "extractive_digest"),
        *_tests("functions/render/typesetting", "lines"),
        *("functions/webhook", "functions/billing", "functions/api", "functions/notify", "functions/mail"),
        "--ignore=functions/billing/test_event_types.py",  # what a page of docs says
        # What words a rule finds says nothing of the platform; that it compiles there and reads is seen by the others.
        *(f"--ignore=shared/gates/{each}" for each in WORDS),
        *(f"--ignore=functions/api/{name}.py" for name in ELSEWHERE),
    ),
}
"""An isolate takes a quarter of a minute of CPU before its first test, so there are few."""

FIRST = {"stores": 4, "functions": 2}
"""How many tests of a file run there, one case of each, unless all loads are asked for: what a function decides CPython
tries whole. The suites of the ports run whole, for there the platform differs."""


LONG = (
    "shared/platform/deliveries/test_consumer.py::test_an_outage_of_a_hundred_attempts_costs_no_life",
    "shared/store/spending/test_ledger.py::test_a_vendor_that_answers_nobody_is_asked_by_probes_for_half_a_day",
    "shared/domain/mailing/test_mail_address.py::test_whatever_is_given_is_kept_safe_or_refused",
    *(
        f"functions/api/test_straight.py::test_either_way_gives_the_same_answer[{access}]"
        for access in ("paid", "open")
    ),
    "functions/billing/test_reconciling.py::test_more_than_a_page_is_gone_through_to_its_end_and_a_second_tick_is_the_same_night",
    "functions/fetch/appraisal/results/test_direction.py::test_a_direction_that_is_given_for_a_real_record_is_right",
    "functions/fetch/appraisal/sizes/test_sample_size.py::test_a_size_that_is_given_for_a_real_record_is_right",
    "functions/billing/test_billing.py::test_who_lost_the_lease_while_stripe_answered_looks_again",
    "functions/fetch/reading/test_fetch_parse.py::test_every_real_record_keeps_what_must_hold",
    "functions/operate/test_operate_letters.py::test_more_stranded_letters_than_one_request_takes_come_in_with_the_next",
    "shared/gates/test_mutations.py::test_no_blocking_family_fires_on_more_than_a_few_real_sentences",
    "shared/gates/test_mutations.py::test_a_sentence_id_of_another_study_is_caught",
    "shared/gates/test_mutations.py::test_sentences_as_they_stand_pass_the_gates",
    *(
        f"shared/gates/test_mutations.py::test_a_sentence_made_wrong_is_caught[{mutation}-{way}]"
        for mutation in ("flip_a_digit", "drop_not", "change_species", "make_animals_people", "turn_direction")
        for way in ("told", "as_it_stands")
        if (mutation, way) != ("drop_not", "as_it_stands")
    ),
)
"""What takes long there, by its number of objects or of real sentences, and shows nothing of the platform; and the one
test that writes into the database's file from beside."""


def _there(path: str) -> str:
    """A path of this list, or an option with one, as it lies in an isolate."""
    option, _, ignored = path.rpartition("=")
    return f"{option}{'=' if option else ''}{CHECKOUT}/tests/{ignored}"


OPTIONS = [f"--rootdir={CHECKOUT}", f"--confcutdir={CHECKOUT}", "-c", f"{CHECKOUT}/tests/workers/isolate/pytest.ini"]
OPTIONS += [f"--deselect=tests/{test}" for test in LONG]


@dataclass(frozen=True)
class Suite:
    """One suite in an isolate of its own, which begins when it is first asked for: what an isolate has compiled, the
    next finds compiled."""

    begin: Callable[[], Isolate]
    work: Path

    @cached_property
    def isolate(self) -> Isolate:
        return self.begin()

    def outcomes(self, seconds: float) -> dict[str, dict[str, str]]:
        """Test to outcome and what was said."""
        self.isolate.answer(seconds)
        return json.loads((self.work / "outcomes.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def suite_path(packages: Callable[[str], str], tools: str) -> list[str]:
    """The import path of a suite: the checkout before what the Workers vendor, and pytest last."""
    return [f"{CHECKOUT}/tests", CHECKOUT, *map(packages, BRINGING), tools]


@pytest.fixture(scope="session")
def answering() -> Iterator[str]:
    """The address of a vendor on loopback, for the suite of the Http port."""
    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def suites(
    start: Start, suite_path: list[str], answering: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Suite]:
    """All suites, each for an isolate of its own."""
    found: dict[str, Suite] = {}
    shelf = tmp_path_factory.mktemp("shelf")
    shelves.fill(shelf)
    for name, paths in SUITES.items():
        work = tmp_path_factory.mktemp(f"isolate-{name}")
        shelves.told(shelf, work / "shelf")
        arguments = [*OPTIONS, *map(_there, paths)]
        environ = {
            "PYTEST": json.dumps(arguments),
            "FIRST": "" if FULL else str(FIRST.get(name, "")),
            "OUTCOMES": f"{WORK}/outcomes.json",
            "LOOPBACK": answering,
        }
        found[name] = Suite(partial(start, "suite.py", suite_path, work, environ=environ), work)
    return found
