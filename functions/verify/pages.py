"""One published page against what is known today: its proof, its quotes, its studies; and what follows.

A page that rests on a retracted study is judged anew from what is left of its own draft: no writer is asked, so an
outage or a spent budget keeps nothing on the page. Where no claim is left, the page is withdrawn at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from queues.messages import FetchStudies, Message, ReviewDraft
from shared.domain.canonical import digest, trace_of
from shared.domain.evidence.pack import EvidencePack
from shared.domain.instants import stamp
from shared.domain.publishing.manifest import quoted
from shared.domain.publishing.monograph import Monograph
from shared.domain.publishing.notices import Finding, NoticeKind, findings, without
from shared.gates.proof import OLD_EDITION, Fault
from shared.platform.deliveries import work
from shared.platform.outages import alerts
from shared.platform.ports import Platform, Statement
from shared.store import objects
from shared.store.evidence import full_texts, study_flags
from shared.store.operations import runs
from shared.store.publishing import notices, proofs
from shared.store.publishing.versions import PageVersion

NIGHTS_A_ROUND = 30
"""Nights in which every page's records are fetched whole once, whatever PubMed says of when they changed."""

_ANEW = 1
"""The round in which what a gate blocks is dropped and does not go back to a writer."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one page came to: statements and messages for one batch, how many findings were new, and faults."""

    writes: list[Statement] = field(default_factory=list[Statement])
    messages: list[Message] = field(default_factory=list[Message])
    fresh: int = 0
    faults: Sequence[Fault] = ()


async def look(platform: Platform, version: PageVersion) -> Looked:
    """Look at the version that readers are given, and say what is to be done."""
    faults, parts = await proofs.examine(platform.files, version)
    if parts is None:
        return Looked(faults=faults)
    # Graded by rules of old: the next night judges it anew, and until then no operator is needed.
    faults = [each for each in faults if (each.check, each.subject) != ("grade", OLD_EDITION)]
    known = await study_flags.known(platform.db, version.slug, [each.pmid for each in parts.pack.studies])
    misquoted = await _misquoted(platform, parts.pack, parts.monograph)
    faults += [
        Fault(check="quotes", subject=pmid, reason="the record as it now is does not hold what is quoted")
        for pmid in misquoted
    ]
    found = (*findings(parts.pack, known), *(Finding(kind=NoticeKind.QUOTE, pmid=pmid) for pmid in misquoted))
    told = await notices.of_version(platform.db, version.slug, version.version)
    fresh = [each for each in found if each not in told]
    if not fresh:
        return Looked(faults=faults)
    less, draft = without(parts.pack, parts.draft, parts.monograph, found, known)
    now = platform.clock.now()
    if not draft.claims:
        told_of = [notices.message_of(notices.id_of(version.slug, version.version, each)) for each in fresh]
        withdrawn = _withdrawn(platform, version, fresh, told_of)
        return Looked(withdrawn, [*told_of], len(fresh), faults)
    run_id = f"verify-{now:%Y%m%d}-{digest(f'{version.slug} {version.version} {less.hash}'.encode())[:12]}"
    message = ReviewDraft(
        run_id=run_id,
        slug=version.slug,
        trace_id=trace_of(run_id, version.slug),
        pack=await objects.keep(platform.files, "packs", less.encode()),
        draft=await objects.keep(platform.files, "drafts", draft.encode()),
        round=_ANEW,
    )
    writes = [
        *runs.start(run_id, "single", f"verify:{version.slug}", [version.slug], now),
        work.enqueue([message], now),
        notices.issue(version.slug, version.version, fresh, state="judging", run_id=run_id, now=now),
    ]
    return Looked(writes, [message], len(fresh), faults)


def turn(slug: str, night: date) -> bool:
    """Whether this is the night on which a page's records are fetched whole again: one in NIGHTS_A_ROUND."""
    return int(digest(slug.encode())[:8], 16) % NIGHTS_A_ROUND == night.toordinal() % NIGHTS_A_ROUND


def fetched_anew(platform: Platform, slug: str, night: date) -> Looked:
    """Ask for all records of a page as PubMed has them now; what differs leads through the usual doors."""
    run_id = f"verify-{night:%Y%m%d}-fresh-{digest(slug.encode())[:12]}"
    message = FetchStudies(run_id=run_id, slug=slug, trace_id=trace_of(run_id, slug), fresh=True)
    now = platform.clock.now()
    started = runs.start(run_id, "single", f"verify:{slug}", [slug], now)
    return Looked([*started, work.enqueue([message], now)], [message])


async def tell(platform: Platform, version: PageVersion, looked: Looked) -> None:
    """Say to operators what does not hold of a page, or that it holds again."""
    subject = f"page/{version.slug}"
    if looked.faults:
        first = looked.faults[0]
        more = f", and {len(looked.faults) - 1} more" if len(looked.faults) > 1 else ""
        said = f"version {version.version} does not hold: {first.check}: {first.subject}: {first.reason}{more}"
        await alerts.alert(platform, subject, said)
    else:
        await alerts.settle(platform, subject)


def unpublished(found: Sequence[Finding], day: str) -> str:
    """Why a page is gone, as readers are told."""
    said = "; ".join(dict.fromkeys(each.said for each in found))
    return (
        f"This page was withdrawn on {day}: {said}. What is left has not passed review. "
        f"A new version will stand at this address if other evidence supports one."
    )


def _withdrawn(
    platform: Platform, version: PageVersion, found: Sequence[Finding], messages: Sequence[Message]
) -> list[Statement]:
    now = platform.clock.now()
    return [
        *notices.withdraw(version.slug, version.version, unpublished(found, stamp(now)[:10]), now),
        notices.issue(version.slug, version.version, found, state="withdrawn", run_id=None, now=now),
        work.enqueue(messages, now),
    ]


async def _misquoted(platform: Platform, pack: EvidencePack, monograph: Monograph) -> list[str]:
    """Records that do not hold any more, letter by letter, what claims and contradictions quote from them: their
    abstracts, their titles or, where it is from further on, their full texts, which vanish with the licence that
    allowed it."""
    texts = await study_flags.texts(platform.db, quoted(monograph))
    quotes = {(each.pmid, each.sentence): each.text for claim in monograph.claims for each in claim.quotes}
    sides = [side for each in monograph.contradictions for side in each.sides]
    quotes |= {(each.pmid, each.sentence): each.text for each in sides if not each.unquoted}
    further = {pmid for pmid, id in quotes if (said := pack.sentence(id)) and said.source == "full_text"}
    full = await full_texts.of(platform.db, [f"PMID:{pmid}" for pmid in sorted(further)])

    def held(pmid: str, id: str, text: str) -> bool:
        sentence = pack.sentence(id)
        if sentence is not None and sentence.source == "full_text":
            found = full.get(f"PMID:{pmid}")
            return found is not None and text in found.text
        title, abstract = texts.get(pmid, ("", ""))
        # A side without a sentence quotes a title, and always the whole of it.
        return text in abstract if id else text == title

    return sorted({pmid for (pmid, id), text in quotes.items() if not held(pmid, id, text)}, key=int)
