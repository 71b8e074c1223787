"""Draft claims from an evidence pack: by a model where there is a key, else from the sentences themselves."""

from functools import partial

from functions.synthesize import batching
from functions.synthesize.by_model import ByModel
from functions.synthesize.digest import extractive
from functions.synthesize.ranking import ranked
from functions.synthesize.request import before, refusal
from functions.synthesize.request.before import Before
from functions.synthesize.request.fitting import still_unread
from functions.synthesize.request.plan import Plan, plan
from functions.synthesize.request.refusal import Refusal
from functions.synthesize.settings import NOBODY_WRITES, SynthesizeSettings
from functions.synthesize.standing_quotes import stay
from queues.messages import ReviewDraft, SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.tryout import Tryout
from shared.gates.text import compile_patterns
from shared.gates.untrusted import withheld_of
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import ConfigurationError, Corrupt, UpstreamRefused
from shared.platform.ports import Batch, Platform, Tick
from shared.store import objects
from shared.store.publishing import quoted
from shared.store.spending import batches, budgets, ledger

compile_patterns()

NOBODY_JUDGES = (
    "the second model gave no judgement of the draft that the first one wrote (the log's `draft_unjudged` says why)"
)


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of `peptalk-synthesize`; the requests of a night that it comes to go to the vendor together."""
    try:
        settings = SynthesizeSettings.read(platform.env)
    except ConfigurationError:
        settings = None
    if settings is None or not settings.by_batch:
        # What is wrong with the settings `handle` says of each item, where somebody hears it.
        await consume(batch, SynthesizeMonograph, handle, platform)
        return
    gathering = batches.new(platform, settings.PEPTALK_BATCH_DEADLINE_MINUTES)
    await consume(batch, SynthesizeMonograph, partial(handle, gathering=gathering), platform)
    await batching.send(platform, gathering, settings)


async def scheduled(tick: Tick, platform: Platform) -> None:
    """Look at the vendor's batches."""
    del tick
    await batching.look(platform, SynthesizeSettings.read(platform.env))


async def handle(job: SynthesizeMonograph, platform: Platform, gathering: ledger.Gathering | None = None) -> Outcome:
    """Write a draft and ask for its review.

    Evidence without a sentence that can be quoted ends the item as held, with the reason; nothing is recorded as
    decided, so the next run looks again, at no cost. An outage is never made up for by the other writer. A spent
    budget is, and a model none of whose answers can be used, where no model has written the page that stands; else the
    page stays, and the item says what it waits for. Quotes that took a model's place so are marked: later runs ask for
    a model's draft of the same evidence, and until there is one the quotes stay. So it is where the second model gave
    no judgement. With `gathering`, the request of a night joins that batch. What is tried out is written anew from the
    pack of its page, by nobody but whom it names.

    Raises:
        Parked: the request is in a batch.
        Corrupt: the pack, or the review of the first draft, is missing or unreadable.
        ConfigurationError: a model is demanded that cannot be asked.
    """
    settings = SynthesizeSettings.read(platform.env)
    key = settings.writer_key
    # Before the pack, of which it is told apart: two of them at once are much for a Worker that holds an SDK too.
    tried = await objects.read(platform.files, Tryout, job.tryout) if job.tryout else None
    page, refused = await _standing(job, platform, tried) if key else (None, None)
    instead: str | None = None
    pack = await _pack(job, platform)
    if aside := withheld_of(pack):
        platform.log.warning("sentences_withheld", count=sum(aside.values()), reasons=aside)
    if not ranked(pack):
        return _held(f"no abstract of {pack.found} studies has a sentence that a claim may rest on")
    if key is None:
        if tried and tried.asks_a_model:
            return _held(NOBODY_WRITES)
        if stays := await stay(job, pack, platform, None):
            return stays
        draft = extractive.write(pack, job.round)
    else:
        asked = plan(pack, page, refused, full=job.full)
        try:
            if job.quotes:
                raise ledger.AnswersRefused(NOBODY_JUDGES)
            if page and not asked.asks:
                draft = _carried(job, pack, page, asked)
            else:
                draft = await ByModel(platform, key, settings, gathering, tried).write(job, pack, page, asked)
        except UpstreamRefused as exc:
            if tried:
                return _held(str(exc))
            raise
        except (budgets.BudgetSpent, ledger.AnswersRefused) as exc:
            if tried:
                return _held(str(exc))
            if not await quoted.may_stand(platform, job.slug):
                return _held(f"{exc}; the page stays as it is{_lost(asked)}, and the next run looks again")
            if stays := await stay(job, pack, platform, str(exc)):
                return stays
            platform.log.warning("quoted_instead", reason=str(exc))
            draft, instead = extractive.write(pack), str(exc)
    if not draft.claims:
        return _held("no sentence of the evidence tells a result, stands by itself and passes the rules")
    stored = await objects.keep(platform.files, "drafts", draft.encode())
    review = ReviewDraft(
        run_id=job.run_id,
        slug=job.slug,
        trace_id=job.trace_id,
        pack=job.pack,
        draft=stored,
        round=job.round,
        refused=job.refused,
        tryout=job.tryout,
        v=1 if job.quotes else job.v,
    )
    marked = [] if instead is None else [quoted.mark(job.slug, stored, instead)]
    return Outcome(writes=marked, messages=[review])


async def _standing(
    job: SynthesizeMonograph, platform: Platform, tried: Tryout | None
) -> tuple[Before | None, Refusal | None]:
    """The page that the draft goes on from, and the refusal that it answers."""
    if tried and not job.refused:
        return await before.load(platform, objects.hash_in(tried.against.monograph)), None
    if not job.refused:
        return await before.standing(platform, job.slug), None
    refused = await refusal.load(platform.files, job.refused)
    began = refused.draft.before
    return await before.load(platform, began) if began else None, refused


def _carried(job: SynthesizeMonograph, pack: EvidencePack, page: Before, asked: Plan) -> Draft:
    """The page's claims on today's pack, where nothing is new that any of them could rest on: nobody is asked."""
    return Draft(
        slug=pack.slug,
        pack=pack.hash,
        writer=page.writer,
        round=job.round,
        claims=tuple(each.kept for each in asked.base.claims),
        before=asked.before,
        retired=asked.base.retired,
        unread=tuple(still_unread(page.unread, pack, ())),
    )


def _lost(asked: Plan) -> str:
    """What the page has that no claim may rest on any more, for whoever reads why it waits."""
    lost = len(asked.base.retired) + sum(bool(each.gone) for each in asked.base.claims)
    if not lost:
        return ""
    rests = "1 of its statements rests" if lost == 1 else f"{lost} of its statements rest"
    return f" until the nightly sweep ({rests} on records that were retracted or read otherwise since)"


async def _pack(job: SynthesizeMonograph, platform: Platform) -> EvidencePack:
    pack = await objects.read(platform.files, EvidencePack, job.pack)
    if pack.slug != job.slug:
        raise Corrupt(f"{job.pack} is the evidence of {pack.slug}, not of {job.slug}")
    return pack


def _held(reason: str) -> Outcome:
    return Outcome(settled=Settled("held", reason))
