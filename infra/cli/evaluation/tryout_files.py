"""What a tryout left in a target's bucket, fetched, and held against its page."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from functions.comply.precedent import Refused
from functions.operate.pages.trying import TryoutReport
from infra.cli.desks.desk import Desk
from infra.evaluation.drafts import Page
from infra.evaluation.tryouts import Compared, SentBack, compare
from shared.domain.canonical import digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Monograph
from shared.platform.errors import Corrupt
from shared.store.objects import S, hash_in


async def fetched(desk: Desk, found: TryoutReport) -> Compared | None:
    """The comparison; None where nothing was judged.

    Raises:
        Corrupt: an object is missing or is not what its key says.
    """
    end = found.end
    if end is None:
        return None
    with TemporaryDirectory(prefix="peptalk-tryout-") as folder:

        async def read(kind: type[S], key: str) -> S:
            return await _read(desk, Path(folder), kind, key)

        against = found.tryout.against
        pack = await read(EvidencePack, found.tryout.pack)
        before = Page(
            slug=found.slug,
            version=against.version or 0,
            pack=pack,
            draft=await read(Draft, against.draft),
            monograph=await read(Monograph, against.monograph),
            cost=found.before,
        )
        draft, monograph = await read(Draft, end.draft), await read(Monograph, end.monograph)
        after = Page(found.slug, 0, pack, draft, monograph, found.after)
        sent_back: list[SentBack] = []
        if end.refused is not None:
            review = await read(Refused, end.refused)
            first = await read(Draft, review.draft)
            blamed = {
                claim: tuple(each for each in review.findings if each.severity == "block" and each.claim == claim.id)
                for claim in first.claims
            }
            sent_back = [SentBack(claim.text, findings) for claim, findings in blamed.items() if findings]
    return compare(before, after, end.findings, sent_back)


async def _read(desk: Desk, folder: Path, kind: type[S], key: str) -> S:
    path = folder / "fetched.json"
    await desk.fetch(key, path)
    data = await asyncio.to_thread(path.read_bytes)
    if digest(data) != hash_in(key):
        raise Corrupt(f"{key} holds other bytes than its name says; restore it from a backup")
    return kind.decode(data)
