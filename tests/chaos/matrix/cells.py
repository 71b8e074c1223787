"""One cell of the matrix: the real pipeline over one sample peptide, on the embedded platform, in leaping time, while
the stand-ins fail as they are told."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chaos.leaping import LeapingClock, leaping
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import Embedded, open_embedded
from infra.local.triggers.consuming import Until
from infra.sandbox import samples
from infra.sandbox.faults.rules import Rule
from infra.sandbox.faults.schedule import Faults
from infra.sandbox.faults.vocabulary import REVIEWER, WRITER, endpoint
from infra.sandbox.faults.words import GERMAN, INVENTED, UNKNOWN_CLAIM, UNKNOWN_SENTENCE
from infra.sandbox.server import serve
from shared.domain.publishing.monograph import Monograph
from shared.platform.ports import Statement
from shared.store import objects
from shared.store.operations import runs

NAME = "Pretendulin"
IMPATIENT, PATIENT = 1, 60
"""Seconds that a vendor may take for an answer: few where lateness is the fault, many elsewhere."""


@dataclass(frozen=True)
class End:
    """How a run over one peptide ended.

    `told` is what the published monograph says, apart from hashes, ids and times, and `html` its page; None where
    nothing was published. `tries` are failed attempts, as kind and message; `calls` the ledger's, as stage and state.
    `asked` and `fired` count requests and faults by endpoint.
    """

    state: str
    reason: str
    versions: int
    told: dict[str, Any] | None
    html: str | None
    letters: tuple[str, ...]
    tries: tuple[tuple[str, str], ...]
    calls: tuple[str, ...]
    asked: Counter[str]
    fired: Counter[str]

    def outcome(self, clean: "End") -> str:
        """In a line, beside the end of a run in which nothing failed."""
        if self.state == "failed":
            return f"dead letter: {self.reason}"
        if self.state != "published":
            return f"{self.state}: {self.reason}"
        said = ["published"]
        if self.told and clean.told and self.told["writer"]["kind"] != clean.told["writer"]["kind"]:
            said.append("a digest in place of what the model would write")
        elif self.told != clean.told:
            said.append("without what was refused" if _less(self.told, clean.told) else "WITH SOMETHING ELSE")
        if self.calls.count("synthesize accepted") > 1:
            said.append("in the second round")
        if self.tries:
            said.append(f"after {len(self.tries)} failed tries")
        if refused := sum(each.endswith("refused") for each in self.calls):
            said.append(f"after {refused} refused answers")
        return ", ".join(said)

    def broken(self) -> list[str]:
        """Promises that hold whatever failed, and did not."""
        found: list[str] = []
        if self.versions != (self.state == "published"):
            found.append(f"{self.state} with {self.versions} versions")
        if len(self.letters) != (self.state == "failed"):
            found.append(f"{self.state} with {len(self.letters)} dead letters")
        for stage, at, vendor in (("synthesize", WRITER, "Anthropic"), ("comply", REVIEWER, "OpenAI")):
            kept = sum(self.calls.count(f"{stage} {state}") for state in ("accepted", "refused", "lost"))
            unpaid = sum(f"{vendor} answered" in message for _, message in self.tries)
            unpaid += self.calls.count(f"{stage} replaced")
            if self.asked[at] != kept + unpaid:
                found.append(f"{self.asked[at]} requests to {at}, of which the ledger knows {kept} and {unpaid} unpaid")
        found += [f"the page says {each!r}" for each in NEVER if self.html and each in self.html]
        return found


NEVER = (*GERMAN, INVENTED.strip(), UNKNOWN_SENTENCE, UNKNOWN_CLAIM)
"""What no page may say: the words of faulty answers."""


def _less(told: dict[str, Any] | None, clean: dict[str, Any] | None) -> bool:
    """Whether a monograph says some of what the clean one says, and nothing else."""
    if told is None or clean is None:
        return False
    same = all(told[name] == clean[name] for name in ("grade", "counts", "writer"))
    return same and 0 < len(told["claims"]) < len(clean["claims"]) and all(c in clean["claims"] for c in told["claims"])


CALLS = """
SELECT stage, iif(state = 'rejected' AND model IN (SELECT model FROM models WHERE gone_at IS NOT NULL), 'replaced',
                  state) AS state
FROM model_calls ORDER BY asked_at, sample
"""
"""A call that was turned away because its model is gone is no failed try: the fallback was asked at once."""


async def prepared(folder: Path) -> Path:
    """A home that knows the sample catalog, to be copied for each run."""
    async with open_embedded(Home(folder), {}, sink=lambda _: None) as embedded:
        await sync_models(embedded.platform(pipeline.COMMAND))
        await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
    return folder


async def ended(template: Path, folder: Path, rules: Sequence[Rule], seed: int = 0) -> End:
    """Run the peptide to its end while these faults occur; their times are those of the clock that leaps."""
    shutil.copytree(template, folder)
    clock = LeapingClock()
    faults = Faults(rules, seed, now=lambda: clock.now().timestamp())
    patience = IMPATIENT if any(each.fault in LATE for each in rules) else PATIENT
    async with asyncio.timeout(300), serve(samples.CORPUS, faults=faults) as sandbox:
        settings = {
            "PEPTALK_NCBI_TIMEOUT": str(patience),
            "PEPTALK_CLINICALTRIALS_TIMEOUT": str(patience),
            "PEPTALK_FIRST_PUBLICATION": "automatic",
        }
        env = {**sandbox.env(keys=True), **settings}
        async with open_embedded(Home(folder), env, sink=lambda _: None, clock=clock) as embedded:
            await embedded.db.run(Statement("UPDATE models SET timeout_seconds = ?1", (patience,)))
            run_id = (await pipeline.begin_single(embedded, NAME, ())).run_id
            async with leaping(embedded, clock):
                await embedded.consume(over(embedded, run_id))
            asked = {each.number: endpoint(each.path) or each.path for each in sandbox.bookings()}
            end = await _read(embedded, run_id, asked, faults)
    shutil.rmtree(folder)
    return end


LATE = ("latency", "slow-drip")


def over(embedded: Embedded, run_id: str) -> Until:
    """Whether every item of the run has ended, and its dead letter lies in the table."""

    async def ask() -> bool:
        counts = await runs.progress(embedded.db, run_id)
        if any(counts.get(state) for state in runs.OPEN_STATES):
            return False
        return not await runs.unburied(embedded.db, run_id)

    return ask


async def _read(embedded: Embedded, run_id: str, asked: dict[int, str], faults: Faults) -> End:
    rows = embedded.db.all
    (item,) = await rows(Statement("SELECT state, reason FROM run_items WHERE run_id = ?1", (run_id,)))
    letters = await rows(Statement("SELECT reason FROM dead_letters WHERE run_id = ?1", (run_id,)))
    tried = await rows(Statement("SELECT kind, message FROM failed_attempts ORDER BY at, try"))
    versions = await rows(Statement("SELECT monograph, storage_key FROM page_versions"))
    calls = await rows(Statement(CALLS))
    told = html = None
    for each in versions[:1]:
        stored = Monograph.model_validate_json(await objects.load(embedded.files, each["monograph"]))
        said = stored.model_dump(mode="json")
        told = {name: said[name] for name in ("claims", "references", "grade", "counts", "writer", "reviewer")}
        # A claim that was amended before anybody read it keeps the id of its first words, and counts its revisions.
        told["claims"] = [{**claim, "id": None, "revision": None} for claim in told["claims"]]
        page = await embedded.files.get(each["storage_key"])
        html = page.decode() if page else None
    return End(
        state=item["state"],
        reason=item["reason"] or "",
        versions=len(versions),
        told=told,
        html=html,
        letters=tuple(each["reason"] for each in letters),
        tries=tuple((each["kind"], each["message"]) for each in tried),
        calls=tuple(f"{each['stage']} {each['state']}" for each in calls),
        asked=Counter(asked.values()),
        fired=Counter(asked[each.request] for each in faults.fired),
    )
