"""Judge a draft: the gates first, then the second model; back to the writer once, then on to the page or to a person.

The same door serves a change of rules or grading: the stored draft is judged anew against the same pack.
"""

from collections.abc import Sequence

from functions.comply.compose import compose, kept
from functions.comply.precedent import NOBODY, Refused, precedents
from functions.comply.review import review, to_ask
from functions.comply.settings import ComplySettings
from functions.comply.trying import tried_out
from queues.messages import QUOTES_ALONE, RenderMonograph, ReviewDraft, SynthesizeMonograph
from shared.domain.evidence.pack import EvidencePack
from shared.domain.fingerprints import present
from shared.domain.publishing.draft import Draft
from shared.domain.publishing.monograph import Finding, Reviewer
from shared.domain.publishing.tryout import Tryout
from shared.gates import summaries
from shared.gates.draft import judge
from shared.gates.text import compile_patterns
from shared.platform.deliveries.consumer import consume
from shared.platform.deliveries.work import Outcome, Settled
from shared.platform.errors import Corrupt, UpstreamRefused
from shared.platform.ports import Batch, Platform
from shared.store import objects
from shared.store.evidence import peptides
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing import holds, quoted
from shared.store.publishing.holds import Hold
from shared.store.spending.budgets import BudgetSpent
from shared.store.spending.ledger import AnswersRefused

compile_patterns()

FIRST_PUBLICATION = Finding(
    rule="first-publication", severity="block", reason="the first publication waits for a person's approval"
)


async def queue(batch: Batch, platform: Platform) -> None:
    """Settle a batch of `peptalk-comply`."""
    await consume(batch, ReviewDraft, handle, platform)


async def handle(job: ReviewDraft, platform: Platform) -> Outcome:
    """Judge the draft; send it back, hold it, or send its monograph on. What is tried out ends with its judgement.

    Raises:
        Corrupt: pack, draft or peptide is missing, or the draft was written from another pack.
        ConfigurationError: a second model is demanded that cannot be asked.
    """
    settings = ComplySettings.read(platform.env)
    peptide = await peptides.by_slug(platform.db, job.slug)
    if peptide is None:
        raise Corrupt(f"the database has no peptide {job.slug}; run `peptalk catalog sync` first")
    pack = await objects.read(platform.files, EvidencePack, job.pack)
    draft = await objects.read(platform.files, Draft, job.draft)
    if (draft.slug, draft.pack) != (job.slug, pack.hash):
        raise Corrupt(f"{job.draft} was written for {draft.slug} from another pack than {job.pack}")
    findings = judge(pack, draft)
    tried = await objects.read(platform.files, Tryout, job.tryout) if job.tryout else None
    try:
        if tried and not tried.review:
            reviewer, more = NOBODY, ()
        else:
            reviewer, more = await _second_model(job, pack, draft, findings, settings, platform)
    except UpstreamRefused as exc:
        if tried:
            return Outcome(settled=Settled("held", f"{exc}; the draft was not judged"))
        raise
    except (BudgetSpent, AnswersRefused) as exc:
        # Nothing is decided: the next run comes to this draft again, which is paid already. The page that stands stays,
        # and where there is none by a model, quotes take its place till then.
        if draft.writer.kind == "model" and not tried and await quoted.may_stand(platform, job.slug):
            platform.log.warning("draft_unjudged", reason=str(exc))
            return Outcome(messages=[_quotes(job)])
        return Outcome(settled=Settled("held", f"{exc}; the draft is not judged yet, and the next run asks again"))
    findings += more
    # What sums up a claim that the second model refused falls with it.
    findings += summaries.faults(pack, draft.claims, findings)
    blocking = [each for each in findings if each.severity == "block"]
    if blocking and draft.writer.kind == "model" and max(job.round, draft.round) == 0:
        return await _back_to_writer(job, draft, findings, reviewer, platform)
    if tried:
        return await tried_out(job, pack, draft, findings, reviewer, platform)
    if blocking:
        dropped = len({each.claim for each in blocking})
        platform.log.warning("claims_dropped", count=dropped, rules=sorted({each.rule for each in blocking}))
    if not kept(draft, findings):
        return _held(job, pack, peptide, blocking, draft, platform)
    found = await holds.of(platform.db, job.slug)
    if refused := next((each for each in found if (each.draft, each.state) == (job.draft, "rejected")), None):
        # Whatever rules and settings let through today, a person said no to it.
        return Outcome(settled=Settled("held", refused.said_no))
    monograph = compose(pack, draft, findings, reviewer)
    key = await objects.keep(platform.files, "monographs", monograph.encode())
    onward = RenderMonograph(run_id=job.run_id, slug=job.slug, trace_id=job.trace_id, pack=job.pack, monograph=key)
    if peptide.current_version == 0 and settings.PEPTALK_FIRST_PUBLICATION == "hold":
        return await _for_a_person(job, onward, found, platform)
    return Outcome(writes=[holds.supersede(job, platform.clock.now())], messages=[onward])


async def _for_a_person(
    job: ReviewDraft, onward: RenderMonograph, found: Sequence[Hold], platform: Platform
) -> Outcome:
    """Have it rendered for whoever decides; render holds it. One that lies before them already is left as it is."""
    if any(each.waits_with(job.draft, onward.monograph) for each in found):
        return Outcome(settled=Settled("held", FIRST_PUBLICATION.reason))
    reasons = holds.Reasons(findings=(FIRST_PUBLICATION,))
    key = await objects.keep(platform.files, "reviews", reasons.encode())
    return Outcome(messages=[onward.model_copy(update={"held": key})])


async def _second_model(
    job: ReviewDraft,
    pack: EvidencePack,
    draft: Draft,
    findings: Sequence[Finding],
    settings: ComplySettings,
    platform: Platform,
) -> tuple[Reviewer, tuple[Finding, ...]]:
    key = settings.reviewer_key
    # What the gates blame is changed or dropped whatever the model says: it is not paid for.
    claims = to_ask(pack, kept(draft, findings))
    if not claims:
        return NOBODY, ()
    before = await precedents(job, pack, platform)
    unheard = before.unheard(pack, claims)
    if not unheard:
        return before.reviewer, ()
    if before.left_of_the_page(job, pack, claims):
        return before.publisher, ()
    if key is None:
        return NOBODY, ()
    return await review(platform, job, pack, unheard, key=key, settings=settings)


def _quotes(job: ReviewDraft) -> SynthesizeMonograph:
    return SynthesizeMonograph(
        run_id=job.run_id,
        slug=job.slug,
        trace_id=job.trace_id,
        pack=job.pack,
        round=job.round,
        quotes=True,
        v=QUOTES_ALONE,
    )


async def _back_to_writer(
    job: ReviewDraft, draft: Draft, findings: Sequence[Finding], reviewer: Reviewer, platform: Platform
) -> Outcome:
    passed = tuple(each.id for each in kept(draft, findings)) if reviewer.kind == "model" else ()
    refusal = Refused(draft=job.draft, findings=tuple(findings), reviewer=reviewer, passed=passed)
    key = await objects.keep(platform.files, "reviews", refusal.encode())
    again = SynthesizeMonograph(
        run_id=job.run_id,
        slug=job.slug,
        trace_id=job.trace_id,
        pack=job.pack,
        round=1,
        refused=key,
        tryout=job.tryout,
        v=job.v,
    )
    return Outcome(messages=[again])


def _held(
    job: ReviewDraft,
    pack: EvidencePack,
    peptide: StoredPeptide,
    reasons: Sequence[Finding],
    draft: Draft,
    platform: Platform,
) -> Outcome:
    """Hold a draft of which nothing is left: there is nothing to render, and nothing to approve."""
    now = platform.clock.now()
    decided = peptides.decided(
        job.slug,
        present(pack.hash, peptide.peptide.shown(now.date())),
        draft=job.draft,
        # What is held has no page yet that a new template could show.
        monograph=None,
        run_id=job.run_id,
        now=now,
    )
    writes = [*holds.hold(job, reasons, monograph=None, now=now), decided]
    return Outcome(writes=writes, settled=Settled("held", _nothing_left(draft)))


def _nothing_left(draft: Draft) -> str:
    if not draft.claims:
        return "the draft holds no claim"
    return f"no claim is left of {len(draft.claims)}: each was refused"
