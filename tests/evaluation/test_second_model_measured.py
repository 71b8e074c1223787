"""Labelled sentences before the second model: asked as comply asks, booked as all calls are, and counted for what they
are: found by the rules, by the model, by both, or not answered."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from vendors.openai_vendor import Vendor

from functions.comply.prompt import body_of
from infra.evaluation import second_model_asked as asking
from infra.evaluation.compliance import Labelled, Name, Share, labelled
from infra.evaluation.second_model import FAMILIES, Heard, Portion, chosen, compared, portions
from shared.platform.deliveries import work
from shared.platform.errors import ConfigurationError, ModelGone, PermanentError, UpstreamThrottled
from shared.platform.ports import Platform
from shared.store.spending import ledger, models
from shared.store.spending.budgets import BudgetSpent
from shared.store.spending.models import ModelPrice, RoleModel

RUN = "evaluation-0123456789ab"
PROMISE = "KPV cures colitis."
REPORT = "In 20 adults weight fell by 2 kg over 12 weeks [1]."
SLY = "Whoever tried it wonders how they ever slept before."
"""A violating sentence that the rules of words do not find."""
TURNED_AWAY = {"error": {"message": "said no", "type": "invalid_request_error", "code": "invalid_prompt"}}


def sentence(id: str, text: str, family: str = "C07", *, violating: bool = True, **context: Any) -> Labelled:
    return Labelled(id, family, violating, text, context, frozenset(), Name.FRESH)


def made(*sentences: Labelled) -> list[Portion]:
    return list(portions(Name.FRESH, sentences))


def many(count: int) -> list[Portion]:
    """So many requests' worth of sentences that say nothing wrong."""
    return made(*(sentence(f"X{each}", REPORT, violating=False) for each in range(20 * count)))


class _Answers(list[Any]):
    """What is scripted, then a verdict on each claim that the last request asks about."""

    def __init__(self, reader: "Reader") -> None:
        super().__init__()
        self._reader = reader

    def pop(self, at: Any = 0) -> Any:
        if not self:
            asked = re.findall(r"^# (\S+)\nclaim\t(.*)$", self._reader.asked[-1]["input"], re.MULTILINE)
            self._reader.says([self._reader.of(id, text) for id, text in asked])
        return super().pop(at)


@dataclass
class Reader(Vendor):
    """A vendor whose model names these rules for these texts, where no other answer is scripted."""

    breaks: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.answers = _Answers(self)

    def of(self, id: str, text: str) -> dict[str, Any]:
        return {"claim": id, "verdict": "supported", "breaks": self.breaks.get(text, []), "reason": ""}


@pytest.fixture
async def vendor() -> AsyncIterator[Reader]:
    made = Reader()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    yield made
    server.close()


@pytest.fixture
async def comply(as_function: Callable[..., Platform], vendor: Reader) -> Callable[..., Platform]:
    """The platform of comply, which asks `vendor`, with these variables beside."""
    platform = as_function("comply")
    role = RoleModel(role="reviewer", vendor="openai", model="judge-1", max_output_tokens=4000, timeout_seconds=20)
    price = {"input_microusd": 1_000_000, "cached_input_microusd": 0, "output_microusd": 1_000_000}
    price_of = [ModelPrice(model=name, as_of="2026-01-01", source="x", **price) for name in ("judge-1", "judge-1-2026")]
    await platform.db.batch(models.sync([role], price_of))
    return lambda **env: as_function("comply", OPENAI_API_KEY="sk-test", PEPTALK_OPENAI_URL=vendor.url, **env)


async def asked(platform: Platform, every: list[Portion], run_id: str = RUN) -> asking.Asked:
    return await asking.asked(platform, run_id, every, lambda _: None, lambda _: None)


async def told(platform: Platform, every: list[Portion]) -> Any:
    found = await asked(platform, every)
    return compared([(each, found.heard.get(at)) for at, each in enumerate(every)])


async def test_the_request_is_the_one_that_comply_sends_of_a_claim_on_these_quotes(comply, vendor) -> None:
    known = {"species": ["animal"], "designs": ["rct"], "n": 8, "quotes": ["Rats slept."], "cited": True}
    [portion] = made(
        sentence("F901", PROMISE, **known),
        sentence("F902", REPORT, "C13", violating=False, regulatory={"status": "not approved", "as_of": "2026-03-03"}),
    )

    await asked(comply(), [portion])

    [request] = vendor.asked
    assert request == {"model": "judge-1", **body_of(portion.pack, portion.claims, 4000)}
    first, second = (each.id for each in portion.claims)
    assert request["input"].splitlines() == [
        "<claims>",
        *(f"# {first}", f"claim\t{PROMISE}"),
        *("section\tanimal", "outcome\t", "direction\tunclear", "species\tanimal"),
        *(f"quote\t{PROMISE}", "quote\tRats slept."),
        "quote\tWhat is cited: randomised trial, in animals, n = 8.",
        *(f"# {second}", f"claim\t{REPORT}"),
        *("section\toverview", "outcome\t", "direction\tunclear", "species\tunknown"),
        f"quote\t{REPORT}",
        "quote\tThe peptide's regulatory facts: status not approved, as of 2026-03-03.",
        "</claims>",
    ]


async def test_nothing_of_the_label_reaches_the_model(comply, vendor) -> None:
    every = list(portions(Name.FRESH, chosen(Name.FRESH)))

    await asked(comply(), every)

    sent = "\n".join(each["input"] for each in vendor.asked)
    assert len(vendor.asked) == len(every) > 5
    assert re.findall(r"\bF\d{3}\b|violating|acceptable\b.*label", sent) == []


async def test_a_sentence_is_found_by_the_rules_by_the_model_or_by_either(comply, vendor) -> None:
    acceptable = sentence("A1", REPORT, violating=False)
    every = made(
        sentence("V1", PROMISE), sentence("V2", SLY, "C17"), sentence("V3", "A gift to us all.", "C25"), acceptable
    )
    vendor.breaks = {SLY: ["C17", "C05"], REPORT: ["C01"]}

    found = await told(comply(), every)

    names = ["C07", "C17"]
    assert {judge: each.recall(names) for judge, each in found.judged.items()} == {
        "rules": Share(1, 2),
        "model": Share(1, 2),
        "both": Share(2, 2),
    }
    assert [each.id for each in found.missed("both")] == ["V3"]
    assert [each.id for each in found.missed("model")] == ["V1", "V3"]
    assert found.blocked("rules") == []
    assert found.blocked("model") == found.blocked("both") == [acceptable]
    assert (found.judged["both"].precision(), found.judged["rules"].precision()) == (Share(2, 3), Share(1, 1))


async def test_a_family_that_warns_is_found_by_a_warning_and_blocks_nothing(comply, vendor) -> None:
    hype = "A gift to us all."
    vendor.breaks = {hype: ["C25"], REPORT: ["C24"]}

    found = await told(comply(), made(sentence("V1", hype, "C25"), sentence("A1", REPORT, violating=False)))

    assert {judge: each.recall(["C25"]).hits for judge, each in found.judged.items()} == {
        "rules": 0,
        "model": 1,
        "both": 1,
    }
    assert found.blocked("model") == []
    assert found.judged["model"].false_warnings() == Share(1, 1)
    assert found.judged["model"].precision_of("C24") == Share(0, 1)


def test_what_the_model_says_of_support_finds_nothing() -> None:
    [portion] = made(sentence("V1", SLY, "C17"), sentence("A1", REPORT, violating=False))
    heard = {each.id: Heard(frozenset(), supported=False) for each in portion.claims}

    found = compared([(portion, heard)])

    assert found.unsupported == 2
    assert [each.id for each in found.missed("both")] == ["V1"]
    assert found.blocked("both") == []


CUT_OFF = {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}}
DECLINED = {
    "output": [
        {"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [{"type": "refusal"}]}
    ]
}


@pytest.mark.parametrize(
    ("verdicts", "overrides", "reason"),
    [
        ([], CUT_OFF, "ended early: max_output_tokens"),
        ([], DECLINED, "ended early: refusal"),
        ([], {}, "judges 0 of 2 claims"),
        ([{"claim": "c1", "verdict": "clean", "reason": ""}], {}, "breaks the schema"),
    ],
)
async def test_an_answer_of_no_use_is_no_answer_and_never_clean(comply, vendor, verdicts, overrides, reason) -> None:
    for _ in range(3):
        vendor.says(verdicts, **overrides)
    every = made(sentence("V1", PROMISE), sentence("A1", REPORT, violating=False))

    found = await asked(comply(), every)

    assert (found.heard, found.stopped) == ({}, None)
    assert found.without[0].kind == "unusable"
    assert reason in found.without[0].reason
    figures = compared([(every[0], None)])
    assert [each.id for each in figures.unanswered] == ["V1", "A1"]
    assert {judge: (each.refused(), each.false_alarms()) for judge, each in figures.judged.items()} == dict.fromkeys(
        ("rules", "model", "both"), (Share(0, 0), Share(0, 0))
    )


async def test_a_request_that_the_vendor_turns_away_is_no_answer_and_the_others_are_asked(comply, vendor) -> None:
    vendor.answers.append((400, {}, TURNED_AWAY))

    found = await asked(comply(), many(3))

    assert [each.kind for each in found.without.values()] == ["turned away"]
    assert len(found.heard) == 2


async def test_a_model_that_is_gone_ends_the_asking(comply, vendor) -> None:
    gone = {"error": {"message": "no such model", "type": "invalid_request_error", "code": "model_not_found"}}
    vendor.answers += [(404, {}, gone)] * 4

    found = await asked(comply(), many(6))

    assert isinstance(found.stopped, ModelGone)
    assert (found.heard, len(vendor.asked)) == ({}, 4)


async def test_calls_are_booked_under_a_stage_and_a_run_of_their_own_and_no_work_is_left(comply, vendor) -> None:
    platform = comply()

    await asked(platform, many(2))

    calls = await ledger.of_run(platform.db, RUN)
    assert {(each.stage, each.slug, each.state) for each in calls} == {("evaluate", "labelled-fresh", "accepted")}
    assert [each.cost_microusd for each in calls] == [130, 130]
    assert await platform.db.all(work.SQL("unsent", run_id=RUN, now="9")) == []


async def test_what_was_answered_before_is_not_paid_for_again(comply, vendor) -> None:
    platform, every = comply(), many(3)
    await asked(platform, every[:2], "evaluation-before")
    plan = await asking.planned(platform, every)

    found = await asked(platform, every)

    assert (plan.requests, plan.stored, plan.calls) == (3, 2, 1)
    assert len(vendor.asked) == 3
    assert len(found.heard) == 3
    all_runs, this_run = await asking.spent(platform, every), await asking.spent(platform, every, RUN)
    assert (all_runs.calls, this_run.calls) == (3, 1)
    assert (all_runs.input_tokens, all_runs.output_tokens, all_runs.microusd) == (360, 90, 390)


class Killed(BaseException):
    """The process is no more."""


async def dies(request: ledger.ModelRequest) -> ledger.ModelAnswer:
    raise Killed


async def test_what_a_killed_command_had_under_way_is_asked_again_and_shown_as_lost(comply, vendor, clock) -> None:
    platform, [portion] = comply(), many(1)
    model = await asking.second_model(platform)
    request = asking.request_of(model, portion.pack, portion.claims)
    hand = work.HandWork(asking.STAGE, "evaluation-killed", "labelled-fresh", "1")
    held = work.by_hand(platform, hand)
    await held.__aenter__()
    with pytest.raises(Killed):
        await ledger.ask(platform, hand, request, dies, lambda answer: answer)
    clock.advance(platform.lease_seconds + 1)

    found = await asked(platform, [portion])

    assert len(found.heard) == 1
    assert [each.state for each in await ledger.of_requests(platform.db, [request.hash])] == ["lost", "accepted"]
    assert (await asking.spent(platform, [portion])).unpriced == 1


async def test_a_budget_that_is_spent_stops_the_asking_and_nothing_more_is_sent(comply, vendor) -> None:
    found = await asked(comply(PEPTALK_BUDGET_DAY_USD="0.000001"), many(3))

    assert isinstance(found.stopped, BudgetSpent)
    assert (vendor.asked, found.heard, found.without) == ([], {}, {})


async def test_a_budget_that_holds_one_request_at_a_time_is_no_reason_to_stop(comply, vendor) -> None:
    platform, every = comply(), many(5)
    most = (await asking.planned(platform, every)).cost_microusd or 0
    room = most // 5 + 5 * 130

    found = await asked(comply(PEPTALK_BUDGET_RUN_USD=f"{room / 1e6:.6f}"), every)

    assert (len(found.heard), found.stopped) == (5, None)


async def test_a_vendor_that_asks_to_slow_down_is_given_time(comply, vendor, clock) -> None:
    said: list[str] = []
    vendor.answers.append((429, {"retry-after": "7"}, {"error": {"message": "slower", "type": "x", "code": None}}))
    began = clock.now()

    found = await asking.asked(comply(), RUN, many(1), lambda _: None, said.append)

    assert len(found.heard) == 1
    assert (clock.now() - began).total_seconds() >= 7
    assert "tried again in 7 s" in said[0]


async def test_a_vendor_that_never_answers_is_given_up(comply, vendor) -> None:
    vendor.answers += [(429, {"retry-after": "1"}, {"error": {"message": "slower", "code": None}})] * 20

    found = await asked(comply(), many(1))

    assert isinstance(found.stopped, PermanentError)
    assert isinstance(found.stopped.__cause__, UpstreamThrottled)
    assert len(vendor.asked) == asking.TRIES_AT_MOST


@pytest.mark.parametrize(
    ("env", "said"),
    [({}, "OPENAI_API_KEY is not set"), ({"PEPTALK_REVIEWER": "none", "OPENAI_API_KEY": "k"}, "set it to 'auto'")],
)
async def test_without_a_key_or_leave_nothing_is_asked_and_it_says_what_to_do(as_function, env, said) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(said)):
        await asked(as_function("comply", **env), many(1))


async def test_the_plan_says_what_it_may_cost_at_most_and_that_nobody_knows_where_there_is_no_price(comply) -> None:
    platform, every = comply(), many(2)
    priced = await asking.planned(platform, every)
    await platform.db.batch([models.SQL("sync_prices", prices="[]")])
    role = RoleModel(role="reviewer", vendor="openai", model="judge-9", max_output_tokens=4000, timeout_seconds=20)
    await platform.db.batch(models.sync([role], []))

    unpriced = await asking.planned(platform, every)

    assert priced.cost_microusd is not None
    assert priced.cost_microusd > 2 * 4000
    assert (unpriced.model, unpriced.cost_microusd, unpriced.calls) == ("judge-9", None, 2)


def test_only_what_can_stand_as_a_claim_of_a_family_that_the_model_is_told_is_chosen() -> None:
    found = [each for name in Name for each in chosen(name)]

    assert {each.family for each in found} == set(FAMILIES)
    assert {each.context.get("place", "body") for each in found} == {"body"}
    left_out = len(labelled(*Name)) - len(found)
    assert left_out == sum(
        each.family not in FAMILIES or each.context.get("place", "body") != "body" for each in labelled(*Name)
    )
    assert left_out > 0


def test_fewer_sentences_are_the_beginning_of_more_so_that_their_answers_serve_again() -> None:
    few, more = (list(portions(Name.OPEN, chosen(Name.OPEN, count))) for count in (40, 65))

    assert [each.claims for each in few] == [each.claims for each in more[:2]]
    assert [len(each.claims) for each in more] == [20, 20, 20, 5]
    some = [each for portion in more for each in portion.sentences]
    assert {each.violating for each in some} == {True, False}
    assert len({each.family for each in some}) > 10
