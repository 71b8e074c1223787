"""What a replay would do: to one letter, and to many with what they may ask of models and what that may cost."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from queues.messages import NewerMessage, UndecodableMessage
from shared.domain.frozen import Frozen
from shared.platform.errors import ConfigurationError
from shared.platform.ports import Database
from shared.platform.sql import Queries
from shared.store.operations.dead_letters import DeadLetter
from shared.store.spending import models
from shared.store.spending.models import Model, Role

SQL = Queries("shared.store.operations", "replay_plan.sql")

ASSUMED_INPUT = 40_000
"""Tokens that a call is taken to read while no call has been made yet; it is taken to write all that it may."""

_STAGE_OF: dict[Role, str] = {"writer": "synthesize", "reviewer": "comply"}
_MAY_ASK: dict[str, tuple[Role, ...]] = {"fetch": ("writer", "reviewer"), "synthesize": ("writer", "reviewer")}
_MAY_ASK["comply"] = ("reviewer",)


class Prospect(Frozen):
    """What a replay of one letter would do. `can` says whether it may be replayed (then it is safe), `does` why."""

    can: bool
    does: str


class PlannedGroup(Frozen):
    """Letters of one stage that failed alike."""

    stage: str
    fingerprint: str | None
    count: int
    error: str
    example: str


class PlannedCalls(Frozen):
    """At most so many calls to the model of a role. `cost_microusd` is for all of them, None where no price is known;
    `basis` says how it was reckoned. `stored` letters have an answer already."""

    role: Role
    model: str | None
    calls: int
    stored: int
    cost_microusd: int | None
    basis: str
    batch_microusd: int | None = None
    """The same by batches, as nights send them where they may; None where they cost the same or nobody knows."""
    fallback: str | None = None
    """The model that is asked where the vendor has `model` no more, and what the calls come to then."""
    fallback_microusd: int | None = None


class Plan(Frozen):
    """What a replay of many would do. `minutes` is what it takes at the rate."""

    total: int
    unreadable: int
    groups: tuple[PlannedGroup, ...]
    calls: tuple[PlannedCalls, ...]
    per_minute: float
    minutes: float

    @property
    def cost_microusd(self) -> int | None:
        """What all calls may cost; None where a price is not known."""
        return total_cost(self.calls)


def total_cost(calls: Sequence[PlannedCalls]) -> int | None:
    """Micro-dollars that all of them come to at most; None where a price is not known."""
    known = [each.cost_microusd for each in calls if each.calls]
    return None if None in known else sum(each or 0 for each in known)


def prospect(letter: DeadLetter) -> Prospect:
    """What a replay of the letter would do, from its own state and that of its work. Pure."""
    try:
        letter.message()
    except (UndecodableMessage, NewerMessage) as exc:
        return Prospect(can=False, does=f"cannot be replayed, nobody here can read it: {exc}")
    if letter.state == "discarded":
        return Prospect(can=False, does="cannot be replayed: it was discarded")
    if letter.state == "replayed":
        return Prospect(can=True, does="was replayed already: its message goes out again and changes nothing")
    if letter.work == "done":
        return Prospect(can=True, does="its work is done: only the messages that follow it go out again")
    if letter.work in ("queued", "working"):
        return Prospect(can=True, does="its work goes on elsewhere: the message changes nothing")
    if letter.work == "discarded":
        return Prospect(can=False, does="cannot be replayed: its work was discarded")
    if letter.work_generation is not None and letter.work_generation > letter.generation:
        newer = f"its work died again in generation {letter.work_generation}: replay that letter"
        return Prospect(can=True, does=newer)
    does = "asks for the same work once more; answers of models in store are used again, and nothing is published twice"
    return Prospect(can=True, does=does)


async def plan(
    db: Database, letters: Sequence[DeadLetter], per_minute: float, asks: Collection[Role], now: datetime
) -> Plan:
    """The plan of a replay of these letters; `asks` names the roles whose models are asked at all."""
    groups = Counter((each.stage, each.fingerprint) for each in letters)
    examples = {(each.stage, each.fingerprint): each for each in letters}
    replayable = [each for each in letters if prospect(each).can]
    return Plan(
        total=len(letters),
        unreadable=len(letters) - len(replayable),
        groups=tuple(
            PlannedGroup(
                stage=stage,
                fingerprint=fingerprint,
                count=count,
                error=examples[stage, fingerprint].error,
                example=examples[stage, fingerprint].reason,
            )
            for (stage, fingerprint), count in groups.most_common()
        ),
        calls=tuple([await _calls(db, role, replayable, now) for role in _STAGE_OF if role in asks]),
        per_minute=per_minute,
        minutes=len(replayable) / per_minute,
    )


async def _calls(db: Database, role: Role, letters: Sequence[DeadLetter], now: datetime) -> PlannedCalls:
    asking = [each for each in letters if role in _MAY_ASK.get(each.stage, ())]
    traces = json.dumps([each.trace_id for each in asking])
    stored = {
        row["trace_id"] for row in await db.all(SQL("answered", traces=traces)) if row["stage"] == _STAGE_OF[role]
    }
    # What fetch will find is not known, so an answer in store may be to another question.
    known = sum(each.trace_id in stored and each.stage != "fetch" for each in asking)
    return await calls_of(db, role, len(asking) - known, now, known)


async def calls_of(
    db: Database, role: Role, calls: int, now: datetime, stored: int = 0, instead: Model | None = None
) -> PlannedCalls:
    """What so many calls to the model of a role, or to another one `instead`, come to at most at the prices of that
    day, beside `stored` ones that cost nothing."""
    try:
        model = instead or await models.for_role(db, role, now)
    except ConfigurationError:
        return PlannedCalls(
            role=role,
            model=None,
            calls=calls,
            stored=stored,
            cost_microusd=None,
            basis="no model is known; `peptalk catalog sync` brings models in",
        )
    # One that the vendor said it has no more is hardly asked again.
    model = model.spare if model.gone_at and model.spare else model
    each, basis = await _cost_of_one(db, role, model)
    spare = (await _cost_of_one(db, role, model.spare))[0] if model.spare else None
    cost = None if each is None else each * calls
    percent = model.price.batch_percent if model.price and role == "writer" else None
    return PlannedCalls(
        role=role,
        model=model.model,
        calls=calls,
        stored=stored,
        cost_microusd=cost,
        basis=basis,
        batch_microusd=None if cost is None or percent is None else -(-cost * percent // 100),
        fallback=model.fallback,
        fallback_microusd=None if spare is None else spare * calls,
    )


async def _cost_of_one(db: Database, role: Role, model: Model) -> tuple[int | None, str]:
    if model.price is None:
        return None, f"no price of {model.model} is known"
    for row in await db.all(SQL("usual")):
        if row["stage"] == _STAGE_OF[role]:
            tokens = [row[each] // row["calls"] for each in ("input_tokens", "cached_input_tokens", "output_tokens")]
            said = f"{sum(tokens):,} tokens a call, the mean of {row['calls']:,} so far"
            return model.price.cost(*tokens), f"{said}; prices of {model.price.as_of}"
    cost = model.price.cost(ASSUMED_INPUT, 0, model.max_output_tokens)
    most = f"no call was made yet: {ASSUMED_INPUT:,} tokens in and {model.max_output_tokens:,} out are assumed"
    return cost, f"{most}; prices of {model.price.as_of}"
