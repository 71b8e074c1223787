"""Where, when and how often a fault occurs, however it was set."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from rigs.shell import Shell

from infra.sandbox.bookings import Booking
from infra.sandbox.faults.rules import Rule, of_file, of_json, of_spec
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import BadFault
from infra.sandbox.server import Sandbox, serve

SEARCH, FETCH = "/entrez/eutils/esearch.fcgi", "/entrez/eutils/efetch.fcgi"


@dataclass
class Hand:
    """Seconds, moved by hand."""

    seconds: float = 100.0

    def __call__(self) -> float:
        return self.seconds


async def occurs(faults: Faults, *paths: str) -> list[str | None]:
    """The fault of a request to each of these paths, one after the other."""
    found: list[str | None] = []
    for number, path in enumerate(paths, 1):
        before = len(faults.fired)
        await faults(Booking(number, "ncbi", "POST", path, "", None, ""), {})
        found.append(faults.fired[-1].fault if len(faults.fired) > before else None)
    return found


@pytest.mark.parametrize(
    ("spec", "rule"),
    [
        ("anthropic:500", {"at": "anthropic", "fault": "500"}),
        ("ncbi/efetch:truncated*2", {"at": "ncbi/efetch", "fault": "truncated", "times": 2}),
        ("openai:throttled@0.3", {"at": "openai", "fault": "throttled", "probability": 0.3}),
        (
            "ncbi:throttled=8*3@0.5",
            {"at": "ncbi", "fault": "throttled", "seconds": 8, "times": 3, "probability": 0.5},
        ),
        ("ncbi/efetch:502-in-400", {"at": "ncbi/efetch", "fault": "502-in-400"}),
    ],
)
def test_a_rule_is_read_and_told_as_it_was_written(spec: str, rule: dict[str, Any]):
    read = of_spec(spec)

    assert read == Rule(**rule)
    assert str(read) == spec


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("anthropic", "write TARGET:FAULT"),
        ("", "write TARGET:FAULT"),
        ("pubmed:500", "nothing is called 'pubmed'; give one of ncbi, anthropic, openai, clinicaltrials, crossref"),
        ("ncbi/esummary:500", "nothing is called 'ncbi/esummary'"),
        ("ncbi:500x", "no fault is called '500x'; ncbi can have latency, slow-drip"),
        ("ncbi:529", "529 cannot occur at ncbi, only at anthropic/batch, anthropic/batches, anthropic/cancel, "),
        ("ncbi/efetch:backend-failed", "backend-failed cannot occur at ncbi/efetch, only at ncbi/esearch"),
        ("openai:invented-numbers", "invented-numbers cannot occur at openai, only at anthropic/messages"),
        ("ncbi:latency=-1", "seconds: Input should be greater than or equal to 0"),
        ("ncbi:latency=inf", "seconds: Input should be a finite number"),
        ("ncbi:latency=soon", "seconds: Input should be a valid number"),
        ("ncbi:500=3", "500 takes no seconds"),
        ("ncbi:500*0", "times: Input should be greater than or equal to 1"),
        ("ncbi:500*-2", "times: Input should be greater than or equal to 1"),
        ("ncbi:500@0", "probability: Input should be greater than 0"),
        ("ncbi:500@1.5", "probability: Input should be less than or equal to 1"),
    ],
)
def test_a_rule_that_cannot_be_says_why_and_what_can(spec: str, words: str):
    with pytest.raises(BadFault) as caught:
        of_spec(spec)

    assert str(caught.value).startswith(f"--fault {spec}")
    assert words in str(caught.value)


def test_a_file_holds_a_schedule(tmp_path: Path):
    path = tmp_path / "faults.yaml"
    path.write_text(
        "seed: 7\nfaults:\n"
        "  - {at: ncbi, fault: 500, from: 10, until: 60.5}\n"
        "  - {at: openai/responses, fault: refusal, times: 2, probability: 0.25}\n"
    )

    rules, seed = of_file(path)

    assert seed == 7
    assert [str(each) for each in rules] == [
        "ncbi:500 from 10 s until 60.5 s",
        "openai/responses:refusal*2@0.25",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("faults: [", ":1: is not YAML"),
        ("", "Input should be a valid dictionary"),
        ("rules: []", "faults: Field required"),
        ("faults: [{at: ncbi, fault: '500', when: 3}]", "faults.0.when: Extra inputs are not permitted"),
        ("faults: [{at: ncbi, fault: '500', from: 9, until: 3}]", "until (3) must be later than from (9)"),
        ("faults: [{at: ncbi, fault: '500', from: -9}]", "faults.0.from: Input should be greater than or equal to 0"),
        ("faults: [{at: ncbi, fault: nothing}]", "no fault is called 'nothing'"),
    ],
)
def test_a_file_that_cannot_be_used_names_its_faults(tmp_path: Path, text: str, words: str):
    path = tmp_path / "faults.yaml"
    path.write_text(text)

    with pytest.raises(BadFault) as caught:
        of_file(path)

    assert str(path) in str(caught.value)
    assert words in str(caught.value)


def test_a_missing_file_is_a_clear_error(tmp_path: Path):
    with pytest.raises(BadFault, match=r"nowhere\.yaml: cannot be read"):
        of_file(tmp_path / "nowhere.yaml")


async def test_the_first_matching_requests_fail_and_no_more():
    faults = Faults([of_spec("ncbi/efetch:truncated*2")])

    assert await occurs(faults, SEARCH, FETCH, FETCH, FETCH) == [None, "truncated", "truncated", None]


async def test_the_first_rule_that_may_occur_does_and_the_next_follows_it():
    faults = Faults([of_spec("ncbi:500*1"), of_spec("ncbi/esearch:empty*1"), of_spec("ncbi:html")])

    assert await occurs(faults, FETCH, SEARCH, FETCH, SEARCH) == ["500", "empty", "html", "html"]


async def test_a_fault_set_on_a_vendor_occurs_where_it_can():
    faults = Faults([of_spec("ncbi:backend-failed")])

    assert await occurs(faults, FETCH, SEARCH, "/entrez/eutils/einfo.fcgi") == [None, "backend-failed", None]


async def test_a_fault_occurs_between_its_times():
    hand = Hand()
    faults = Faults(of_json(b'{"faults": [{"at": "ncbi", "fault": "500", "from": 10, "until": 20}]}')[0], now=hand)

    found = []
    for hand.seconds in (109.9, 110.0, 119.9, 120.0):
        found += await occurs(faults, SEARCH)

    assert found == [None, "500", "500", None]


async def test_chances_are_those_of_the_seed():
    def drawn(seed: int) -> Faults:
        return Faults([of_spec("ncbi:500@0.3")], seed)

    one, same, other = [await occurs(drawn(seed), *[SEARCH] * 200) for seed in (1, 1, 2)]

    assert one == same != other
    assert 40 <= sum(each is not None for each in one) <= 80


@pytest.fixture
async def web(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.url, timeout=10) as client:
        yield client


async def test_a_schedule_is_replaced_seen_and_cleared_while_the_sandbox_runs(web: httpx.AsyncClient):
    rules = [{"at": "ncbi/esearch", "fault": "500", "times": 1}, {"at": "ncbi", "fault": "html", "probability": 0.5}]

    set_to = await web.post("/sandbox/faults", json={"faults": rules, "seed": 3})
    statuses = [(await web.get(f"{SEARCH}?term=rats")).status_code for _ in range(3)]
    seen = (await web.get("/sandbox/faults")).json()
    again = await web.post("/sandbox/faults", json={"faults": seen["faults"], "seed": seen["seed"]})
    cleared = (await web.delete("/sandbox/faults")).json()
    after = await web.get(f"{SEARCH}?term=rats")

    assert set_to.status_code == 200
    assert statuses[0] == 500
    assert (seen["seed"], seen["faults"], seen["fired"][0]) == (3, rules, 1)
    assert seen["requests"][0] == {"request": 1, "fault": "500", "rule": 0}
    assert again.json()["faults"] == rules
    assert again.json()["fired"] == [0, 0]
    assert (cleared["faults"], cleared["fired"]) == ([], [])
    assert "<Count>" in after.text


async def test_a_schedule_that_cannot_be_is_refused_and_the_old_one_stays(web: httpx.AsyncClient):
    await web.post("/sandbox/faults", json={"faults": [{"at": "ncbi", "fault": "500"}]})

    for body, words in ((b"{", "is not JSON"), (b'{"faults": [{"at": "ncbi", "fault": "refusal"}]}', "cannot occur")):
        refused = await web.post("/sandbox/faults", content=body)
        assert refused.status_code == 400
        assert words in refused.json()["error"]

    assert (await web.get("/sandbox/faults")).json()["faults"] == [{"at": "ncbi", "fault": "500"}]


async def test_a_header_comes_before_the_schedule(folder: Path):
    faults = Faults([of_spec("ncbi:500*1")])
    async with serve(folder, faults=faults) as sandbox, httpx.AsyncClient(base_url=sandbox.url) as web:
        first = await web.get(f"{SEARCH}?term=rats", headers={"x-sandbox-fault": "html"})
        second = await web.get(f"{SEARCH}?term=rats")

    assert (first.status_code, second.status_code) == (200, 500)
    assert [(each.fault, each.rule) for each in faults.fired] == [("html", None), ("500", 0)]


def test_the_command_sets_faults_and_prints_its_seed(folder: Path, tmp_path: Path):
    (tmp_path / "faults.yaml").write_text("faults: [{at: ncbi/efetch, fault: empty, from: 5}]")
    shell = Shell(tmp_path / "home")
    arguments = ["--corpus", str(folder), "--port", "0", "--fault", "ncbi/esearch:500*1", "--seed", "11"]
    arguments += ["--faults", str(tmp_path / "faults.yaml")]

    with shell.running("sandbox", *arguments, until="listens on") as (_, said):
        url = said[-1].split("listens on ")[1].split(";")[0]
        statuses = [httpx.get(f"{url}{SEARCH}?term=rats").status_code for _ in range(2)]

    assert statuses == [500, 200]
    assert "Faults are set (seed 11): ncbi/esearch:500*1, ncbi/efetch:empty from 5 s" in "".join(said)


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--fault", "ncbi:colour", "no fault is called 'colour'"),
        ("--faults", "nowhere.yaml", "cannot be read"),
    ],
)
def test_a_wrong_fault_ends_the_command_before_anything_starts(
    tmp_path: Path, folder: Path, option: str, value: str, words: str
):
    done = Shell(tmp_path / "home")("sandbox", "--corpus", str(folder), "--port", "0", option, value)

    assert done.code == 1
    assert words in done.err
    assert done.out == ""
