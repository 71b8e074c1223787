"""Looking at runs: which there were, what came of one, and how one that goes on is getting on."""

from pydantic import Field

from functions.operate.usecase import Answer, Request, UseCase
from shared.domain.instants import stamp
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform
from shared.store.operations import pruning, runs
from shared.store.operations.pruning import Summary
from shared.store.publishing import quoted


class ListRuns(Request):
    """The newest runs."""

    count: int = Field(default=20, ge=1, le=1_000)


class RunList(Answer):
    """Newest first."""

    runs: tuple[runs.RunSummary, ...]


class ShowRun(Request):
    """One run, item by item."""

    run_id: str


class RunReport(Answer):
    """What stands of a run now. Of a run that ended long ago items may be pruned: `pruned` counts those that are not
    among `items` any more. `spending` is of all. `owed` are published peptides whose page quotes in a model's place,
    `owed_because` the reason of each, "" where it was not kept."""

    run: runs.Run
    items: tuple[runs.RunItem, ...]
    spending: runs.Spending
    pruned: Summary | None = None
    owed: tuple[str, ...] = ()
    owed_because: dict[str, str] = Field(default_factory=dict[str, str])

    def count(self, state: str) -> int:
        return sum(item.state == state for item in self.items) + (self.pruned.count(state) if self.pruned else 0)

    @property
    def total(self) -> int:
        """How many items the run has had."""
        return len(self.items) + (self.pruned.items if self.pruned else 0)

    @property
    def open(self) -> int:
        """How many items have not ended."""
        return sum(item.state in runs.OPEN_STATES for item in self.items)


class LookAtRun(Request):
    """How a run, or one peptide of it, is getting on; `since` is the `seen` of the look before, None at first."""

    run_id: str
    slug: str | None = None
    since: str | None = None


class Look(Answer):
    """`counts` are items by state, `attempts` those that failed since; `unburied` dead letters are on their way to the
    table, counted once every item has ended. `seen` is a stamp."""

    counts: dict[str, int]
    attempts: tuple[runs.FailedAttempt, ...]
    unburied: int
    seen: str

    @property
    def open(self) -> bool:
        return any(self.counts.get(state) for state in runs.OPEN_STATES)


async def _list(platform: Platform, request: ListRuns) -> RunList:
    return RunList(runs=tuple(await runs.latest(platform.db, request.count)))


async def _show(platform: Platform, request: ShowRun) -> RunReport:
    run = await runs.by_id(platform.db, request.run_id)
    if run is None:
        raise PermanentError(f"there is no run {request.run_id}; list them with `peptalk runs list`")
    items = await runs.items(platform.db, run.id)
    pruned = await pruning.summary(platform.db, run.id)
    spending = _together(await runs.spending(platform.db, run.id), pruned)
    because = await quoted.why(platform.db, [each.slug for each in items if each.state == "published"])
    return RunReport(
        run=run,
        items=tuple(items),
        spending=spending,
        pruned=pruned,
        owed=tuple(sorted(because)),
        owed_because=because,
    )


def _together(spending: runs.Spending, pruned: Summary | None) -> runs.Spending:
    """Of the calls that are still there, and of those that are gone."""
    if pruned is None:
        return spending
    return runs.Spending(
        calls=spending.calls + pruned.calls,
        tokens=spending.tokens + pruned.tokens,
        cost_microusd=spending.cost_microusd + pruned.cost_microusd,
        unpriced=spending.unpriced + pruned.unpriced,
        lost=spending.lost + pruned.lost,
    )


async def _look(platform: Platform, request: LookAtRun) -> Look:
    seen = request.since or stamp(platform.clock.now())
    attempts = await runs.attempts_since(platform.db, request.run_id, seen) if request.since else []
    counts = await runs.progress(platform.db, request.run_id, request.slug)
    ended = not any(counts.get(state) for state in runs.OPEN_STATES)
    if ended and request.slug is None and (pruned := await pruning.summary(platform.db, request.run_id)):
        counts = pruned.added_to(counts)
    # A letter can only be on its way where something failed.
    unburied = await runs.unburied(platform.db, request.run_id) if ended and counts.get("failed") else 0
    return Look(counts=counts, attempts=tuple(attempts), unburied=unburied, seen=attempts[-1].at if attempts else seen)


LIST = UseCase("runs.list", ListRuns, RunList, _list)
SHOW = UseCase("runs.show", ShowRun, RunReport, _show)
LOOK = UseCase("runs.look", LookAtRun, Look, _look)

CASES = (LIST, SHOW, LOOK)
