"""The artifacts of a run, laid out as files that a person can open."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path

from infra.local.platform.embedded import Embedded
from shared.platform.errors import Corrupt
from shared.store import objects
from shared.store.operations import runs

Files = dict[str, dict[str, Path]]
"""By slug and kind: page, pdf, manifest."""


async def laid_out(embedded: Embedded, items: Sequence[runs.RunItem]) -> tuple[Files, dict[str, str]]:
    """The files of the items' published versions; and by slug, what is wrong with artifacts that should stand."""
    files: Files = {}
    faults: dict[str, str] = {}
    for item in items:
        try:
            files[item.slug] = await _lay_out(embedded, item)
        except Corrupt as exc:
            # One damaged artifact must not hide what became of the others.
            files[item.slug], faults[item.slug] = {}, str(exc)
    return files, faults


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
        await asyncio.to_thread(write_whole, path, data)
        laid[kind] = path
    return laid


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it; one that has these bytes is left alone."""
    if path.exists() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    part.replace(path)
