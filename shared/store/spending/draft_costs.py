"""What a published draft and its reviews cost, whichever runs paid for it.

Every call of the ledger belongs to a run, a peptide and a stage, and one item's way through a run makes one draft, in
one round or two. So the calls of a draft are those of the runs that had it in hand: that published it, held it, or had
it judged, and for a second round those that had the first round's draft in hand. To them come all other askings of the
same requests: an answer that an earlier run paid for is used again, and one that it refused was paid as well. Calls by
batch are calls like others; those that a vendor turned away cost nothing; what was only tried out is the tryout's.

Pruning takes the work that says what a run judged, and refused or lost calls of requests that were answered later. What
cannot be told without them is not told at all: None, never a part of it.
"""

import json
from collections.abc import Mapping
from itertools import groupby

from shared.domain.frozen import Frozen
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.manifest import Cost, Manifest
from shared.domain.publishing.monograph import Monograph
from shared.platform.ports import Database
from shared.platform.sql import Queries

SQL = Queries("shared.store.spending", "draft_costs.sql")


class _Call(Frozen):
    """One row of the ledger, as far as costs need it."""

    request_hash: str
    sample: int
    run_id: str
    stage: str
    state: str
    input_tokens: int
    output_tokens: int
    cost_microusd: int | None

    @property
    def paid(self) -> bool:
        """Whether it may have been: a lost one has no answer, and no known price."""
        return self.state in ("answered", "accepted", "refused", "lost")

    @property
    def used(self) -> bool:
        return self.state in ("answered", "accepted")


def answers_needed(draft: Draft, before: Monograph | None) -> int:
    """How many answers of a writer a draft takes at least: one a round, and none where it quotes or says nothing new.

    `before` is the monograph that it went on from.
    """
    if draft.writer.kind != "model":
        return 0
    said = {(each.id, each.revision) for each in before.claims} if before else set[tuple[str, int]]()
    return 0 if {(each.id, each.revision) for each in draft.claims} <= said else draft.round + 1


async def of_page(db: Database, manifest: Manifest, draft: Draft, needed: int) -> Cost | None:
    """What the draft of a version cost until it was published, or None where that cannot be told.

    `needed` is how many answers of a writer it takes (`answers_needed`): with fewer in the runs that are known, some
    other run wrote it.
    """
    hands = {(row["run_id"], row["draft"]) for row in await db.all(SQL("hands", slug=manifest.slug))}
    runs = {run for run, held in hands if held == manifest.draft}
    if draft.round == 1:
        first = {held for run, held in hands if run in runs}
        runs |= {run for run, held in hands if held in first}
    mine = {"slug": manifest.slug, "runs": json.dumps(sorted(runs)), "until": manifest.published_at}
    calls = [_Call.model_validate(row) for row in await db.all(SQL("calls", **mine))]
    written = {each.request_hash for each in calls if each.stage == "synthesize" and each.used}
    known = json.dumps(sorted({run for run, _ in hands}))
    if len(written) < needed or await db.first(SQL("stray", known=known, **mine)):
        return None
    return _sum(calls, {manifest.run_id: manifest.cost})


def _sum(calls: list[_Call], told: Mapping[str, Cost]) -> Cost | None:
    """All that was paid. Where refused or lost calls are gone (their numbers are missing), what runs have `told` of
    themselves has to account for each of them."""
    paid = [each for each in calls if each.paid]
    if not (gone := _gone(calls)):
        return _cost(paid)
    if gone != sum(cost.calls - sum(each.run_id == run for each in paid) for run, cost in told.items()):
        return None
    return sum(told.values(), _cost([each for each in paid if each.run_id not in told]))


def _gone(calls: list[_Call]) -> int:
    """How many numbers of samples are missing: they count from one, and none is left out but by pruning."""
    missing = 0
    for _, each in groupby(calls, key=lambda call: call.request_hash):
        samples = [call.sample for call in each]
        missing += max(samples) - len(samples)
    return missing


def _cost(calls: list[_Call]) -> Cost:
    return Cost(
        calls=len(calls),
        input_tokens=sum(each.input_tokens for each in calls),
        output_tokens=sum(each.output_tokens for each in calls),
        microusd=sum(each.cost_microusd or 0 for each in calls),
        unpriced=sum(each.cost_microusd is None for each in calls),
    )
