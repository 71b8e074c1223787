"""Beginning runs: of one peptide, or of many; the same request again begins nothing a second time."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.catalog.peptide import Peptide
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store import audit
from shared.store.audit import Act
from shared.store.evidence import peptides
from shared.store.operations import replay_plan, runs
from shared.store.operations.replay_plan import PlannedCalls
from shared.store.operations.run_start import begin
from shared.store.spending.models import Role

_RUN = "run/"


class PlanRun(Request):
    """What a run would come to: of the peptide called `name`, or of `count` peptides from `origin`. `asks` names the
    roles whose models are asked at all."""

    name: str | None = None
    origin: str | None = None
    count: int = Field(default=1, ge=1)
    asks: tuple[Role, ...] = ("writer", "reviewer")


class RunPlan(Answer):
    """`slug` is None for a name that is not in the catalog and runs ad hoc; `standing` is the unfinished run that would
    be gone on with; `calls` are what a first round may ask of models at most."""

    name: str | None
    slug: str | None
    nearest: tuple[str, ...]
    standing: str | None
    calls: tuple[PlannedCalls, ...]


class RunSingle(Write):
    """Run one peptide: the catalog's where the name is known, else ad hoc with these aliases.

    With `full` a run of its own writes the draft anew, in place of going on from the page that stands.
    """

    name: str
    aliases: tuple[str, ...] = ()
    full: bool = False


class RunBatch(Write):
    """Run these peptides; `origin` says which set they are, so that an unfinished run of it is gone on with, unless
    the run is to be `fresh`."""

    slugs: tuple[str, ...] = Field(min_length=1)
    origin: str
    fresh: bool = False


class Begun(Answer):
    """A run that was begun, or gone on with. `nearest` are the names spelled most like one that the catalog lacks;
    `listed` says that the peptide is in a catalog, which has its search terms."""

    run_id: str
    resumed: bool = False
    nearest: tuple[str, ...] = ()
    listed: bool = False


async def _plan(platform: Platform, request: PlanRun) -> RunPlan:
    found = await peptides.find(platform.db, request.name) if request.name is not None else None
    known = found.peptide if found else None
    slug = known.slug if known else None
    if request.name is not None:
        asked = slug or Peptide.ad_hoc_of(request.name, ()).slug
        standing = await runs.unfinished(platform.db, f"single:{asked}")
    else:
        standing = await runs.unfinished(platform.db, request.origin or "")
    now = platform.clock.now()
    return RunPlan(
        name=known.peptide.name if known else request.name,
        slug=slug,
        nearest=found.nearest if found else (),
        standing=standing.id if standing else None,
        calls=tuple([await replay_plan.calls_of(platform.db, role, request.count, now) for role in request.asks]),
    )


async def _single(platform: Platform, request: RunSingle) -> Begun:
    found = await peptides.find(platform.db, request.name)
    listed = found.peptide is not None and found.peptide.origin != "ad_hoc"
    if found.peptide is not None and listed:
        if request.aliases:
            raise PermanentError(
                f"{request.name} is in the catalog as {found.peptide.peptide.name}, which has its own aliases; "
                f"run it without aliases, or edit the catalog"
            )
        slug = found.peptide.slug
    else:
        peptide = Peptide.ad_hoc_of(request.name, request.aliases)
        slug = peptide.slug
        await platform.db.run(peptides.add_ad_hoc(peptide, platform.clock.now()))
    begun = await _begin(platform, "single", f"single:{slug}", [slug], request.act, full=request.full)
    return begun.model_copy(update={"nearest": found.nearest, "listed": listed})


async def _batch(platform: Platform, request: RunBatch) -> Begun:
    return await _begin(platform, "batch", request.origin, request.slugs, request.act, fresh=request.fresh)


async def _begin(
    platform: Platform,
    kind: runs.Kind,
    origin: str,
    slugs: Sequence[str],
    act: Act,
    *,
    fresh: bool = False,
    full: bool = False,
) -> Begun:
    """Begin a run, or go on with the unfinished one of its origin; an act that did so before goes on with its own."""
    now = platform.clock.now()
    before = await audit.subject_of(platform.db, act, "run")
    standing = None if before or fresh or full else await runs.unfinished(platform.db, origin)
    if before:
        run_id = before.removeprefix(_RUN)
    else:
        run_id = standing.id if standing else _new_id(kind, now, platform.entropy.token())
    states = {"state": "unfinished" if standing else "none"}, {"origin": origin, "peptides": len(slugs)}
    asked = audit.record(act, "run", f"{_RUN}{run_id}", *states, now)
    await begin(platform, run_id, kind, origin, slugs, [asked], fresh=fresh, full=full)
    return Begun(run_id=run_id, resumed=standing is not None)


def _new_id(kind: runs.Kind, now: datetime, token: str) -> str:
    """A run's id: kind, instant, and six characters that no other run has."""
    return f"{kind}-{now.astimezone(UTC):%Y%m%d-%H%M%S}-{token[:6]}"


PLAN = UseCase("run.plan", PlanRun, RunPlan, _plan)
SINGLE = UseCase("run.single", RunSingle, Begun, _single)
BATCH = UseCase("run.batch", RunBatch, Begun, _batch)

CASES = (PLAN, SINGLE, BATCH)
