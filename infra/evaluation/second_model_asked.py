"""Asking the second model about labelled sentences as comply asks it about claims; the ledger books each request."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from functions.comply.prompt import prompt_fingerprint
from functions.comply.review import Verdicts, ask, request_of, second_model
from functions.comply.settings import ComplySettings
from infra.evaluation.second_model import Heard, Portion, slug_of
from queues.topology import QUEUES
from shared.domain.frozen import Frozen
from shared.domain.publishing.manifest import Cost
from shared.platform.deliveries.verdict import judge
from shared.platform.deliveries.work import HandWork, by_hand
from shared.platform.errors import (
    ConfigurationError,
    Fenced,
    ModelGone,
    PepTalkError,
    PermanentError,
    RetryableError,
    UpstreamRefused,
)
from shared.platform.ports import Platform
from shared.store.spending import budgets, fallbacks, ledger
from shared.store.spending.budgets import Budgets, BudgetSpent
from shared.store.spending.ledger import AnswersRefused
from shared.store.spending.models import Model

STAGE = "evaluate"
"""What the ledger, and with it costs, tell these calls from comply's own by."""

TRIES_AT_MOST = 8
"""Tries of one request at a vendor that does not answer, is asked too fast, or is left alone."""
_AT_ONCE = QUEUES["peptalk-comply"].max_concurrency


class Plan(Frozen):
    """What asking would come to. `stored` requests have their answer in store, which costs nothing.

    `cost_microusd` is what one answer to each of the others costs at most, None where no price is known.
    """

    model: str
    fallback: str | None
    prompt: str
    sentences: int
    requests: int
    stored: int
    cost_microusd: int | None

    @property
    def calls(self) -> int:
        """Requests that are to be sent."""
        return self.requests - self.stored


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why a request has no answer that can be used.

    `unusable`: the model declined, its answer was cut off or broke the schema, each time. `turned away`: the vendor
    refused the request itself, which cost nothing.
    """

    kind: Literal["unusable", "turned away"]
    reason: str


@dataclass
class Asked:
    """What came of the portions: by their place, what was heard of each claim, or why nothing was. Those that are in
    neither were not asked about, because of `stopped`."""

    heard: dict[int, dict[str, Heard]] = field(default_factory=dict[int, dict[str, Heard]])
    without: dict[int, NoAnswer] = field(default_factory=dict[int, NoAnswer])
    models: set[str] = field(default_factory=set[str])
    stopped: PepTalkError | None = None


def key_of(settings: ComplySettings) -> str:
    """The key to ask with.

    Raises:
        ConfigurationError: there is none, or nobody is to be asked.
    """
    if settings.PEPTALK_REVIEWER == "none":
        raise ConfigurationError("PEPTALK_REVIEWER is 'none', so no second model is asked; set it to 'auto' first")
    key = settings.reviewer_key
    if key is None:
        raise ConfigurationError(
            "OPENAI_API_KEY is not set, so the second model cannot be asked; set it and run the same command, or add "
            "--estimate to see what it would cost. `peptalk eval compliance` measures the rules without a key"
        )
    return key


async def planned(platform: Platform, portions: Sequence[Portion]) -> Plan:
    """What asking about these would come to, whether or not there is a key.

    Raises:
        ConfigurationError: no second model is configured.
    """
    model = await second_model(platform)
    first = _first(platform, model)
    unheard: list[int | None] = []
    for portion in portions:
        request = request_of(first, portion.pack, portion.claims)
        # An answer of the model that is gone is as good as one of its fallback.
        either = (request, request_of(model, portion.pack, portion.claims))
        if not any([await ledger.answered(platform.db, each) for each in either]):
            unheard.append(budgets.limit(first, request.body, Budgets()).reserve)
    return Plan(
        model=first.model,
        fallback=first.fallback,
        prompt=prompt_fingerprint(),
        sentences=sum(len(each.sentences) for each in portions),
        requests=len(portions),
        stored=len(portions) - len(unheard),
        cost_microusd=None if None in unheard else sum(each or 0 for each in unheard),
    )


async def asked(
    platform: Platform,
    run_id: str,
    portions: Sequence[Portion],
    on_progress: Callable[[dict[str, int]], None],
    on_trouble: Callable[[str], None],
) -> Asked:
    """Ask about each portion, several at once; an answer in store is used again. Where something stops the asking, what
    was heard until then is told, and what is under way is waited for.

    Raises:
        ConfigurationError: there is no key, or nobody is to be asked.
    """
    settings = ComplySettings.read(platform.env)
    asking = _Asking(platform, run_id, key_of(settings), settings, on_trouble)
    waiting = deque(enumerate(portions))
    found = Asked()
    at_work = min(_AT_ONCE, len(portions))

    async def one_after_the_other() -> None:
        nonlocal at_work
        while waiting and found.stopped is None:
            at, portion = waiting.popleft()
            try:
                _keep(found, at, await asking.answer(portion))
            except PepTalkError as exc:
                if isinstance(exc, BudgetSpent) and at_work > 1:
                    # What the others may cost at most counts until they have their answers: they go on with it.
                    waiting.appendleft((at, portion))
                    break
                found.stopped = found.stopped or exc
            left = len(portions) - len(found.heard) - len(found.without)
            on_progress({"answered": len(found.heard), "without an answer": len(found.without), "queued": left})
        at_work -= 1

    async with asyncio.TaskGroup() as group:
        for _ in range(at_work):
            group.create_task(one_after_the_other())
    return found


async def spent(platform: Platform, portions: Sequence[Portion], run_id: str | None = None) -> Cost:
    """What the answers about these took, whichever runs asked for them; or one run's part of it."""
    model = await second_model(platform)
    each_of = [one for one in (model, model.spare) if one is not None]
    hashes = [request_of(one, each.pack, each.claims).hash for each in portions for one in each_of]
    calls = [each for each in await ledger.of_requests(platform.db, hashes) if each.state not in ("rejected", "intent")]
    return sum((_cost(each) for each in calls if run_id in (None, each.run_id)), Cost())


def _first(platform: Platform, model: Model) -> Model:
    """The one that is asked at once."""
    return model.spare if model.spare and fallbacks.known_gone(model, platform.clock.now()) else model


@dataclass(frozen=True, slots=True)
class _Asking:
    """One command's asking."""

    platform: Platform
    run_id: str
    key: str
    settings: ComplySettings
    on_trouble: Callable[[str], None]

    async def answer(self, portion: Portion) -> tuple[str, Verdicts] | NoAnswer:
        """The model that answered with its verdicts; what passes by itself is waited for."""
        slug, peptide = slug_of(portion.of), f"labelled sentences ({portion.of})"
        hand = HandWork(STAGE, self.run_id, slug, str(portion.number))
        platform = self.platform.saying(stage=STAGE, peptide=peptide, run_id=self.run_id, slug=slug)
        for tried in count(1):
            try:
                async with by_hand(platform, hand):
                    reviewer, verdicts = await ask(
                        platform, hand, portion.pack, portion.claims, key=self.key, settings=self.settings
                    )
                    return reviewer.model, verdicts
            except AnswersRefused as exc:
                return NoAnswer("unusable", str(exc))
            except ModelGone:
                raise
            except UpstreamRefused as exc:
                return NoAnswer("turned away", str(exc))
            except (RetryableError, Fenced) as exc:
                if tried == TRIES_AT_MOST:
                    raise PermanentError(f"{exc}; {tried} tries were made") from exc
                delay = judge(exc, tries=tried, deaths=0, jitter=platform.entropy.fraction()).delay
                self.on_trouble(f"{peptide}, request {portion.number}: {exc} (tried again in {delay} s)")
                await platform.clock.sleep(delay)
        raise AssertionError("the tries never end by themselves")


def _keep(found: Asked, at: int, told: tuple[str, Verdicts] | NoAnswer) -> None:
    if isinstance(told, NoAnswer):
        found.without[at] = told
        return
    model, verdicts = told
    found.models.add(model)
    found.heard[at] = {
        each.claim: Heard(frozenset(each.breaks), each.verdict == "supported") for each in verdicts.verdicts
    }


def _cost(call: ledger.ModelCall) -> Cost:
    return Cost(
        calls=1,
        input_tokens=call.input_tokens + call.cached_input_tokens + call.cache_write_tokens,
        output_tokens=call.output_tokens,
        microusd=call.cost_microusd or 0,
        unpriced=call.cost_microusd is None,
    )
