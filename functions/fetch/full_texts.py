"""A pack's open-access full texts: asked of PMC once, kept, and their sentences set behind the abstracts'."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta

from functions.fetch.reading.jats import NoText, Unread
from functions.fetch.settings import FetchSettings
from functions.fetch.sources.pmc import BATCH, Article, Pmc, Spoiled
from shared.domain.canonical import canonical, plain
from shared.domain.evidence.full_text import NOT_SENT, FullText
from shared.domain.evidence.pack import BYTES_AT_MOST, EvidencePack, PackSentence, PackStudy
from shared.domain.evidence.study import sentences_in
from shared.domain.instants import moment
from shared.domain.vocabulary import Design, Role, Species
from shared.gates.untrusted import hostile
from shared.platform.errors import PermanentError, RetryableError
from shared.platform.outages.turns import Turns
from shared.platform.ports import Platform, Statement
from shared.platform.vendors.ncbi import VENDOR
from shared.store.evidence import full_texts
from shared.store.operations import runs

ARTICLES_AT_MOST = 40
"""Articles of one peptide that are asked for: more than fit beside the abstracts."""

PATIENCE = timedelta(hours=1)
"""How long after a run began PMC is waited for. Later the pack is made of what is there: a page needs no full text."""

HOSTILE = "holds words addressed to a machine, markup or hidden ones"
"""Why a text is not kept of which a sentence would be withheld from every writer; an address is no such sentence."""

_NOT_GIVEN = (Role.ENDOGENOUS, Role.MENTIONED)
_SPECIES = (Species.HUMAN, Species.ANIMAL, Species.IN_VITRO, Species.UNKNOWN)
_DESIGNS = (
    *(Design.SYSTEMATIC_REVIEW, Design.RCT, Design.PROBABLE_RCT, Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL),
    *(Design.CASE_REPORT, Design.EXPERIMENT, Design.NARRATIVE_REVIEW, Design.UNKNOWN, Design.CONTEXT, Design.NOTICE),
)


async def with_full_texts(pack: EvidencePack, run_id: str, platform: Platform) -> tuple[EvidencePack, bool]:
    """The pack with the full texts of its first ARTICLES_AT_MOST selected studies that PMC has, and whether all that
    PMC has of them was had: where it did not answer or refused, or sent nothing of an article that it was asked for the
    first time, the next night has to ask.

    Raises:
        RetryableError: PMC does not answer, and the run is younger than PATIENCE.
    """
    selected = {f"PMID:{each.pmid}": each for each in pack.studies if each.selected}
    known = await full_texts.at_pmc(platform.db, list(selected))
    known = sorted(known, key=lambda each: rank(selected[each.study_id]))[:ARTICLES_AT_MOST]
    now = platform.clock.now()
    due = {each.pmcid: each for each in known if each.due(now)}
    settings = FetchSettings.read(platform.env)
    client, turns = Pmc(platform.http, settings), Turns(platform, VENDOR, settings.pace)
    turns.expect(-(-len(due) // BATCH))
    whole = True
    unread: dict[str, str] = {}
    try:
        for start in range(0, len(due), BATCH):
            async for came in _asked(list(due)[start : start + BATCH], client, turns, now):
                # Each part stands at once: what comes behind it may fail.
                await platform.db.batch([_kept(each, due[each.pmcid].study_id, now) for each in came])
                unread |= {each.pmcid: each.reason for each in came if isinstance(each, Unread)}
    except (RetryableError, PermanentError) as exc:
        await _bear(exc, run_id, platform)
        whole = False
    if unread:
        platform.log.warning("full_texts_unread", count=len(unread), reasons=unread)
    if any(reason == NOT_SENT and due[pmcid].asked_at is None for pmcid, reason in unread.items()):
        whole = False
    return extended(pack, await full_texts.of(platform.db, [each.study_id for each in known])), whole


async def _asked(pmcids: Sequence[str], client: Pmc, turns: Turns, now: datetime) -> AsyncIterator[Sequence[Article]]:
    """These articles, at most BATCH, in parts. Where one of them spoils the answer, those behind it are asked for one
    by one; one whose own answer is cut off, where others came whole, counts as not sent.

    Raises:
        RetryableError, UpstreamRefused: as `Pmc.fetch` says; also where nothing at all comes whole.
    """
    try:
        async with turns():
            whole = await client.fetch(pmcids, now.date())
    except Spoiled as exc:
        if len(pmcids) == 1:
            raise
        whole = exc.whole
    if whole:
        yield whole
    came = {each.pmcid for each in whole}
    left = [each for each in pmcids if each not in came]
    turns.expect(len(left))
    cut: list[str] = []
    for each in left:
        try:
            async with turns():
                alone = await client.fetch([each], now.date())
        except Spoiled:
            if cut and not came:
                raise
            cut.append(each)
            continue
        came.add(each)
        yield alone
    if cut:
        yield [Unread(each, NOT_SENT) for each in cut]


def _kept(article: Article, study_id: str, now: datetime) -> Statement:
    if isinstance(article, NoText):
        return full_texts.refuse(study_id, article.pmcid, article.reason, now)
    if isinstance(article, Unread):
        return full_texts.unread(study_id, article.pmcid, article.reason, now)
    if hostile(each.text for each in sentences_in(article.sections)):
        # The record stands without it: what is read of a study for the grade is its abstract.
        return full_texts.refuse(study_id, article.pmcid, HOSTILE, now)
    return full_texts.keep(study_id, article, now)


async def _bear(error: RetryableError | PermanentError, run_id: str, platform: Platform) -> None:
    """Go on without what PMC did not give, unless it is worth waiting for."""
    if isinstance(error, RetryableError):
        run = await runs.by_id(platform.db, run_id)
        if run is None or platform.clock.now() < moment(run.created_at) + PATIENCE:
            raise error
    platform.log.warning("full_texts_left", error=str(error))


def extended(pack: EvidencePack, texts: Mapping[str, FullText]) -> EvidencePack:
    """The pack with these texts' sentences, by study id: each text whole or not at all, within BYTES_AT_MOST.

    A study's numbers go on where its abstract's end. The same pack and texts give the same bytes.
    """
    if not texts:
        return pack
    room = BYTES_AT_MOST - len(pack.encode())
    own: dict[str, list[PackSentence]] = {}
    for each in pack.sentences:
        own.setdefault(each.pmid, []).append(each)
    read: dict[str, FullText] = {}
    for study in sorted((each for each in pack.studies if each.selected), key=rank):
        text = texts.get(f"PMID:{study.pmid}")
        if text is None or study.pmid not in own:
            continue
        added = [
            PackSentence(
                id=f"S{study.number}.{each.number}",
                pmid=study.pmid,
                section=each.section,
                text=each.text,
                source="full_text",
            )
            for each in sentences_in(text.sections, first=len(own[study.pmid]) + 1)
        ]
        weight = sum(len(canonical(plain(each))) + 1 for each in (*added, text.licence)) + len('"full_text":true,')
        if weight + len('"licence":') <= room:
            room -= weight + len('"licence":')
            own[study.pmid] += added
            read[study.pmid] = text
    if not read:
        return pack
    return pack.model_copy(
        update={
            "studies": tuple(
                each.model_copy(update={"full_text": True, "licence": read[each.pmid].licence})
                if each.pmid in read
                else each
                for each in pack.studies
            ),
            "sentences": tuple(each for found in own.values() for each in found),
        }
    )


def rank(study: PackStudy) -> tuple[bool, int, int, int, int]:
    """The peptide given, people before animals before cells, stronger designs first, recent ones, PMID."""
    appraisal = study.appraisal
    return (
        study.role in _NOT_GIVEN,
        _SPECIES.index(appraisal.species),
        _DESIGNS.index(appraisal.design),
        -(study.citation.year or 0),
        int(study.pmid),
    )
