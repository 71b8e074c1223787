"""What came of a run: counts, money, and the artifacts laid out as files that a person can open."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra.local.embedded import Embedded
from shared.platform.errors import Corrupt, PermanentError
from shared.store import objects, runs


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run. `artifacts` are files that a person can open, by slug and kind (page, pdf, manifest)."""

    run: runs.Run
    items: list[runs.RunItem]
    spending: runs.Spending
    artifacts: dict[str, dict[str, Path]]
    faults: dict[str, str] = field(default_factory=dict[str, str])
    """By slug, what is wrong with artifacts that should stand."""

    def count(self, state: str) -> int:
        return sum(item.state == state for item in self.items)

    @property
    def open(self) -> int:
        """How many items have not ended."""
        return sum(item.state in runs.OPEN_STATES for item in self.items)


async def report(embedded: Embedded, run_id: str) -> Report:
    """What stands of a run now; published artifacts are laid out as files under the home."""
    run = await runs.by_id(embedded.db, run_id)
    if run is None:
        raise PermanentError(f"there is no run {run_id}; list them with `peptalk runs list`")
    items = await runs.items(embedded.db, run_id)
    artifacts: dict[str, dict[str, Path]] = {}
    faults: dict[str, str] = {}
    for item in items:
        try:
            artifacts[item.slug] = await _lay_out(embedded, item)
        except Corrupt as exc:
            # One damaged artifact must not hide what became of the others.
            artifacts[item.slug], faults[item.slug] = {}, str(exc)
    return Report(run, items, await runs.spending(embedded.db, run_id), artifacts, faults)


async def _lay_out(embedded: Embedded, item: runs.RunItem) -> dict[str, Path]:
    """Copy a version's artifacts out of the bucket, under names that a person reads."""
    if item.page is None or item.pdf is None or item.manifest is None or item.state in runs.OPEN_STATES:
        return {}
    folder = embedded.home.published
    version = json.loads(await objects.load(embedded.files, item.manifest))["version"]
    laid: dict[str, Path] = {}
    for kind, key, suffix in (
        ("page", item.page, "html"),
        ("pdf", item.pdf, "pdf"),
        ("manifest", item.manifest, "json"),
    ):
        path = folder / f"{item.slug}-v{version}.{suffix}"
        data = await objects.load(embedded.files, key)
        await asyncio.to_thread(_write, path, data)
        laid[kind] = path
    return laid


def _write(path: Path, data: bytes) -> None:
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)


def as_json(report: Report) -> dict[str, Any]:
    """The documented shape of a run's JSON (docs/cli.md)."""
    return {
        "run": report.run.model_dump(mode="json"),
        "published": report.count("published"),
        "unchanged": report.count("unchanged"),
        "held": report.count("held"),
        "superseded": report.count("superseded"),
        "failed": report.count("failed"),
        "open": report.open,
        "llm_calls": report.spending.calls,
        "tokens_used": report.spending.tokens,
        "cost_usd": f"{report.spending.cost_microusd / 1_000_000:.6f}",
        "unpriced_calls": report.spending.unpriced,
        "lost_calls": report.spending.lost,
        "peptides": [
            {
                "slug": item.slug,
                "name": item.name,
                "state": item.state,
                "stage": item.stage,
                "version": item.version,
                "reason": report.faults.get(item.slug, item.reason),
                "trace_id": item.trace_id,
                "artifacts": {kind: str(path) for kind, path in report.artifacts[item.slug].items()},
            }
            for item in report.items
        ],
    }
