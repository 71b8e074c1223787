"""How a run begins, whoever asks for it: its rows, its first messages, and the same again after a crash."""

from collections.abc import Sequence

from queues.messages import FetchStudies, PeptideMessage
from shared.domain.canonical import trace_of
from shared.platform.deliveries import work
from shared.platform.ports import Platform, Statement
from shared.store.operations import runs

CHUNK = 960
"""Items per batch: far under D1's 2 MB for one bound value."""

GROUP = 120
"""Peptides whose news are asked for in one delivery: a few searches, and what they find is read together. Divides
CHUNK."""


async def begin(
    platform: Platform,
    run_id: str,
    kind: runs.Kind,
    origin: str,
    slugs: Sequence[str],
    also: Sequence[Statement] = (),
    *,
    fresh: bool = False,
    full: bool = False,
    together: bool = False,
) -> int:
    """Open a run over `slugs` and send its first messages; returns how many were sent.

    `also` is written with the run: who asked for it. With `fresh` everything is searched and read anew; with
    `full` drafts are written anew; with `together` the sources are asked what is new about GROUP peptides at a time.

    Run, items and work rows commit before anything is sent, and what nobody has claimed is sent again by
    whoever begins the same run again: a crash anywhere in between loses nothing.
    """
    now = platform.clock.now()
    for at in range(0, max(1, len(slugs)), CHUNK):
        chunk = slugs[at : at + CHUNK]
        groups = [chunk[first : first + GROUP] for first in range(0, len(chunk), GROUP)] if together else []
        asked = [
            *(
                FetchStudies(run_id=run_id, slug=each[0], trace_id=trace_of(run_id, each[0]), group=tuple(each))
                for each in groups
            ),
            *(
                FetchStudies(run_id=run_id, slug=slug, trace_id=trace_of(run_id, slug), fresh=fresh, full=full)
                for slug in (() if together else chunk)
            ),
        ]
        written = also if at == 0 else ()
        await platform.db.batch([*runs.start(run_id, kind, origin, chunk, now), work.enqueue(asked, now), *written])
    if not slugs:
        await platform.db.run(runs.close_if_empty(run_id, now))
    return await _send(platform, run_id, kind, len(slugs))


async def begin_with(platform: Platform, message: PeptideMessage, origin: str, also: Sequence[Statement]) -> int:
    """Open a run over one peptide with this message, which may be of any stage; else as `begin`.

    Raises:
        ConstraintViolated: a statement of `also` refused; nothing was written and nothing is sent.
    """
    now = platform.clock.now()
    opened = runs.start(message.run_id, "single", origin, [message.slug], now)
    await platform.db.batch([*also, *opened, work.enqueue([message], now)])
    return await _send(platform, message.run_id, "single", 1)


async def _send(platform: Platform, run_id: str, kind: runs.Kind, peptides: int) -> int:
    sent = await work.send_unsent(platform, run_id)
    if kind == "nightly":
        platform.log.info("ingest_started", run_id=run_id, count=peptides)
    else:
        platform.log.info("run_started", run_id=run_id, count=sent)
    return sent
