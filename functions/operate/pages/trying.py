"""Trying out a prompt or a model on the evidence of a page: planned, begun as a run of its own, and shown.

synthesize and comply do the work, as they do a draft's; what they ask is booked under this run. Nothing is published.
"""

import json

from pydantic import Field

from functions.operate.naming import the_peptide
from functions.operate.usecase import Answer, Request, UseCase, Write
from queues.messages import TRIED_OUT, SynthesizeMonograph
from shared.domain.canonical import trace_of
from shared.domain.publishing.manifest import Cost, Manifest
from shared.domain.publishing.tryout import FOLDER, PROMPT_AT_MOST, Against, TriedOut, Tryout, end_key
from shared.platform.errors import Corrupt, PermanentError
from shared.platform.ports import Platform
from shared.store import audit, objects
from shared.store.operations import replay_plan, runs
from shared.store.operations.replay_plan import PlannedCalls
from shared.store.operations.run_start import begin_with
from shared.store.publishing import holds, versions
from shared.store.spending import models
from shared.store.spending.budgets import BudgetSettings, Limit
from shared.store.spending.models import Model, Role

_RUN = "tryout-"


class PlanTryout(Request):
    """What trying out on the page of this peptide would come to. `asks` names the roles whose models are asked."""

    name: str = Field(min_length=1, max_length=200)
    model: str | None = Field(default=None, min_length=1, max_length=100)
    asks: tuple[Role, ...] = ("writer", "reviewer")


class TryoutPlan(Answer):
    """The page compared with, and what a first round may ask of models at most."""

    slug: str
    name: str
    against: Against
    pack: str
    calls: tuple[PlannedCalls, ...]


class BeginTryout(Write):
    """Try this prompt, this model, or both; without `review` no second model is asked."""

    name: str = Field(min_length=1, max_length=200)
    prompt: str | None = Field(default=None, min_length=1, max_length=PROMPT_AT_MOST)
    model: str | None = Field(default=None, min_length=1, max_length=100)
    review: bool = True


class TryoutBegun(Answer):
    """The run that does it."""

    run_id: str
    slug: str
    name: str


class ShowTryout(Request):
    """What came of a tryout; `run_id` is its run."""

    run_id: str


class TryoutReport(Answer):
    """`end` is None where it has not ended, or ended without a judgement: `state` and `reason` are its item's.

    `before` is what the run that made the page asked of models for it, `after` what this one did.
    """

    run_id: str
    slug: str
    name: str
    state: str
    reason: str | None
    tryout: Tryout
    end: TriedOut | None
    before: Cost
    after: Cost


async def _plan(platform: Platform, request: PlanTryout) -> TryoutPlan:
    slug, name, against, pack = await _page(platform, request.name)
    instead = await _instead(platform, request.model)
    now = platform.clock.now()
    calls = [
        await replay_plan.calls_of(platform.db, role, 1, now, instead=instead if role == "writer" else None)
        for role in request.asks
    ]
    return TryoutPlan(slug=slug, name=name, against=against, pack=pack, calls=tuple(calls))


async def _begin(platform: Platform, request: BeginTryout) -> TryoutBegun:
    slug, name, against, pack = await _page(platform, request.name)
    await _instead(platform, request.model)
    run_id = f"{_RUN}{request.act.id}"
    await _check_budgets(platform, run_id, slug)
    tryout = Tryout(
        slug=slug, pack=pack, against=against, prompt=request.prompt, model=request.model, review=request.review
    )
    message = SynthesizeMonograph(
        v=TRIED_OUT,
        run_id=run_id,
        slug=slug,
        trace_id=trace_of(run_id, slug),
        pack=pack,
        full=True,
        tryout=await objects.keep(platform.files, FOLDER, tryout.encode()),
    )
    said = {"slug": slug, "tryout": message.tryout, "model": request.model, "prompt": request.prompt is not None}
    asked = audit.record(request.act, "tryout", f"run/{run_id}", {}, said, platform.clock.now())
    await begin_with(platform, message, f"tryout:{slug}", [asked])
    return TryoutBegun(run_id=run_id, slug=slug, name=name)


async def _show(platform: Platform, request: ShowTryout) -> TryoutReport:
    items = await runs.items(platform.db, request.run_id) if request.run_id.startswith(_RUN) else []
    begun, _ = await audit.listed(platform.db, subject=f"run/{request.run_id}", count=1) if items else ([], 0)
    if not begun:
        raise PermanentError(
            f"there is no tryout {request.run_id}, or it was forgotten; `peptalk runs list` shows the runs"
        )
    item = items[0]
    tryout = await objects.read(platform.files, Tryout, _tryout_of(begun[0]))
    data = await platform.files.get(end_key(request.run_id)) if item.state == "unchanged" else None
    return TryoutReport(
        run_id=request.run_id,
        slug=item.slug,
        name=item.name,
        state=item.state,
        reason=item.reason,
        tryout=tryout,
        end=TriedOut.decode(data) if data else None,
        before=await _cost_before(platform, tryout),
        after=await versions.spent(platform.db, request.run_id, item.slug),
    )


async def _page(platform: Platform, name: str) -> tuple[str, str, Against, str]:
    """Slug and name of the peptide, the page that readers are given or else the one that is held, and its pack's key.

    Raises:
        PermanentError: there is no such peptide, it has neither, or the bucket does not hold its evidence.
    """
    stored = await the_peptide(platform.db, name)
    slug, known = stored.slug, stored.peptide.name
    current = await versions.current(platform.db, slug)
    if current is not None and current.withdrawn is None:
        pack = current.pack
        against = Against(
            kind="version",
            version=current.version,
            monograph=current.monograph,
            draft=current.draft,
            manifest=current.manifest,
            run_id=current.run_id,
        )
    else:
        waiting = (each for each in await holds.of(platform.db, slug) if each.state == "open" and each.monograph)
        held = next(waiting, None)
        if held is None or held.monograph is None:
            raise PermanentError(
                f"{known} has no page to compare with, neither published nor held; make one first: peptalk run-single "
                f"{slug}"
            )
        pack = held.pack
        against = Against(kind="held", monograph=held.monograph, draft=held.draft, run_id=held.run_id)
    for key in (pack, against.monograph, against.draft):
        if await platform.files.head(key) is None:
            raise PermanentError(
                f"{key}, on which the page of {known} rests, is not in the bucket: restore it from a backup, or make "
                f"the page anew: peptalk run-single {slug} --full-draft; nothing was tried"
            )
    return slug, known, against, pack


async def _instead(platform: Platform, model: str | None) -> Model | None:
    return await models.instead(platform.db, "writer", model, platform.clock.now()) if model else None


async def _check_budgets(platform: Platform, run_id: str, slug: str) -> None:
    """Refuse before anything is written where this place knows of a budget that is spent.

    synthesize, which alone knows what its request may cost, looks again before it asks.
    """
    limit = Limit(BudgetSettings.read(platform.env).budgets, reserve=1)
    day = platform.clock.now().date().isoformat()
    if limit.budgets.any and (refused := await limit.refusal(platform.db, run_id, slug, day)):
        raise refused


def _tryout_of(begun: audit.Entry) -> str:
    try:
        return str(json.loads(begun.after)["tryout"])
    except (ValueError, KeyError) as exc:
        raise Corrupt(f"the audit of {begun.subject} does not name what was tried out") from exc


async def _cost_before(platform: Platform, tryout: Tryout) -> Cost:
    """What the page took: in its own run, and in the run that wrote its draft where a person let it through later."""
    against = tryout.against
    if against.manifest is None:
        made = await versions.spent(platform.db, against.run_id, tryout.slug)
    else:
        made = (await objects.read(platform.files, Manifest, against.manifest)).cost
    hold = next((each for each in await holds.of(platform.db, tryout.slug) if each.draft == against.draft), None)
    if hold is None or hold.run_id == against.run_id:
        return made
    return made + await versions.spent(platform.db, hold.run_id, tryout.slug)


PLAN = UseCase("tryouts.plan", PlanTryout, TryoutPlan, _plan)
BEGIN = UseCase("tryouts.begin", BeginTryout, TryoutBegun, _begin)
SHOW = UseCase("tryouts.show", ShowTryout, TryoutReport, _show)

CASES = (PLAN, BEGIN, SHOW)
