"""A person's word on what is held: looked at with its reasons and its rendering, approved or rejected, by draft.

A decision names the hash of the draft that was read, so that what has come in its place meanwhile is not decided on.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from functions.operate.naming import the_peptide
from functions.operate.usecase import Answer, Request, UseCase, Write
from queues.messages import RenderMonograph
from shared.domain.canonical import trace_of
from shared.domain.evidence.pack import EvidencePack
from shared.domain.frozen import Frozen
from shared.domain.publishing.draft import Claim, Draft, Writer
from shared.domain.publishing.monograph import Finding
from shared.platform.errors import ConstraintViolated, PermanentError
from shared.platform.ports import Platform, Statement
from shared.store import audit, objects
from shared.store.evidence import studies
from shared.store.operations import runs
from shared.store.operations.run_start import begin_with
from shared.store.publishing import held_items, holds, quoted
from shared.store.publishing.held_items import HeldItem
from shared.store.publishing.holds import Hold

Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{8,64}$")]
"""A draft's hash, or its beginning: eight characters tell it from all others of one peptide."""


class ListReviews(Request):
    """What waits for a person, oldest first; with `all` the newest 1,000 of every state, newest first."""

    all: bool = False


class ReviewList(Answer):
    """Holds, and peptides that were held before there was a draft: nothing of theirs can be decided on."""

    holds: tuple[Hold, ...]
    without_draft: tuple[HeldItem, ...] = ()


class ShowReview(Request):
    """What waits of the peptide of this name, alias or slug; with `draft` (a hash, or its beginning) that one."""

    name: str = Field(min_length=1, max_length=200)
    draft: Hash | None = None


class ReadClaim(Frozen):
    """A claim as it was drafted, with the sentences it rests on by id, and what was found against it."""

    claim: Claim
    quotes: dict[str, str]
    findings: tuple[Finding, ...]


class Review(Answer):
    """All that a person needs to decide. `hash` is the draft's; `findings` are those against the whole;
    `quoted_because` says why it quotes in a model's place ("" where that was not kept), None where it does not."""

    hold: Hold
    name: str
    hash: str
    writer: Writer
    claims: tuple[ReadClaim, ...]
    findings: tuple[Finding, ...]
    quoted_because: str | None = None


class Decide(Write):
    """A decision on the draft of this hash (or its beginning); the act's reason is the decision's."""

    name: str = Field(min_length=1, max_length=200)
    draft: Hash
    person: str = Field(min_length=1, max_length=200)


class Approve(Decide):
    """Publish it as it is."""


class Reject(Decide):
    """Never publish this draft."""


class Decided(Answer):
    """What came of it. `run_id` is the run that publishes what was approved. `since` is when the same was decided
    before: its own run is gone on with."""

    slug: str
    name: str
    draft: str
    run_id: str | None = None
    since: str | None = None


async def _list(platform: Platform, request: ListReviews) -> ReviewList:
    return ReviewList(
        holds=tuple(await holds.listed(platform.db, all=request.all)),
        without_draft=tuple(await held_items.without_draft(platform.db)),
    )


async def _show(platform: Platform, request: ShowReview) -> Review:
    stored = await the_peptide(platform.db, request.name)
    hold = await held(platform, stored.slug, stored.peptide.name, request.draft)
    draft = await objects.read(platform.files, Draft, hold.draft)
    pack = await objects.read(platform.files, EvidencePack, hold.pack)
    claims = [
        ReadClaim(
            claim=claim,
            quotes={id: sentence.text for id in claim.sentences if (sentence := pack.sentence(id))},
            findings=tuple(each for each in hold.reasons if each.claim == claim.id),
        )
        for claim in draft.claims
    ]
    known = {claim.id for claim in draft.claims}
    because = await quoted.why(platform.db, [stored.slug])
    return Review(
        hold=hold,
        name=stored.peptide.name,
        hash=objects.hash_in(hold.draft),
        writer=draft.writer,
        claims=tuple(claims),
        findings=tuple(each for each in hold.reasons if each.claim not in known),
        quoted_because=because.get(stored.slug) if hold.draft == stored.decided_draft else None,
    )


async def _approve(platform: Platform, request: Approve) -> Decided:
    if under_way := await _under_way(platform, request):
        return under_way
    slug, name, hold = await _decidable(platform, request, "approve")
    run_id = _run(request)
    done = Decided(slug=slug, name=name, draft=objects.hash_in(hold.draft), run_id=run_id)
    if hold.monograph is None:
        raise PermanentError(
            f"the draft of {name} cannot be approved: rules that no person sets aside speak against it; "
            f"`peptalk review show {slug}` names them"
        )
    if hold.state == "open":
        await sound(platform, hold, name)
    await _once(platform, request, hold, _message(run_id, hold, hold.monograph))
    return done


async def _under_way(platform: Platform, request: Approve) -> Decided | None:
    """The unfinished run of an approval in the same words, which is typed again after an interruption."""
    reason = reason_of(request)
    stored = await the_peptide(platform.db, request.name)
    hold = await held(platform, stored.slug, stored.peptide.name, request.draft)
    if (hold.state, hold.settled_by, hold.settled_reason) != ("approved", request.person, reason):
        return None
    run = await runs.unfinished(platform.db, f"approve:{hold.draft}")
    if run is None or run.id == _run(request) or hold.monograph is None:
        return None
    await begin_with(platform, _message(run.id, hold, hold.monograph), run.origin, [])
    draft = objects.hash_in(hold.draft)
    return Decided(slug=hold.slug, name=stored.peptide.name, draft=draft, run_id=run.id, since=hold.settled_at)


def _run(request: Approve) -> str:
    return f"approve-{request.act.id}"


def _message(run_id: str, hold: Hold, monograph: str) -> RenderMonograph:
    trace_id = trace_of(run_id, hold.slug)
    return RenderMonograph(run_id=run_id, slug=hold.slug, trace_id=trace_id, pack=hold.pack, monograph=monograph)


async def sound(platform: Platform, hold: Hold, name: str, verb: str = "approved") -> None:
    """Go on where the evidence still holds. A page that waited for days rests on what was known when it was made; that
    may have fallen since.

    Raises:
        PermanentError: it has; the draft cannot be `verb` any more.
    """
    if fallen := await studies.fallen(platform.db, await objects.read(platform.files, EvidencePack, hold.pack)):
        raise PermanentError(
            f"the draft of {name} cannot be {verb}: {studies.said_of_fallen(fallen)}. Make a new one: "
            f"`peptalk run-single {hold.slug}`"
        )


async def _reject(platform: Platform, request: Reject) -> Decided:
    slug, name, hold = await _decidable(platform, request, "reject")
    await _once(platform, request, hold, None)
    return Decided(slug=slug, name=name, draft=objects.hash_in(hold.draft))


async def _once(platform: Platform, request: Decide, hold: Hold, message: RenderMonograph | None) -> None:
    """Write the decision with its row of the audit, and the run that follows from it; a repeated act writes nothing."""
    if await audit.subject_of(platform.db, request.act, _verb(message)) == subject_of(hold):
        writes: list[Statement] = []
    else:
        writes = _decision(request, hold, message, platform.clock.now())
    try:
        if message is not None:
            await begin_with(platform, message, f"approve:{hold.draft}", writes)
        elif writes:
            await platform.db.batch(writes)
    except ConstraintViolated:
        raise PermanentError(
            f"the draft of {hold.slug} was decided on by somebody else meanwhile; `peptalk review list --all` says by "
            "whom"
        ) from None


def _decision(request: Decide, hold: Hold, message: RenderMonograph | None, now: datetime) -> list[Statement]:
    reason = reason_of(request)
    state = "rejected" if message is None else "approved"
    before = {"state": hold.state, "reasons": [each.rule for each in hold.reasons]}
    after = {"state": state, "slug": hold.slug, "person": request.person}
    return [
        holds.settle(hold.slug, hold.draft, state, request.person, reason, now),
        audit.record(request.act, _verb(message), subject_of(hold), before, after, now),
    ]


def reason_of(request: Decide) -> str:
    """Why, without the space around it.

    Raises:
        PermanentError: it is missing or blank.
    """
    if not (reason := (request.act.reason or "").strip()):
        raise PermanentError("say why: a decision on a draft has a reason, which stays with it")
    return reason


def _verb(message: RenderMonograph | None) -> audit.Action:
    return "reject" if message is None else "approve"


def subject_of(hold: Hold) -> str:
    """What rows of the audit are about."""
    return f"draft/{objects.hash_in(hold.draft)}"


async def _decidable(platform: Platform, request: Decide, verb: audit.Action) -> tuple[str, str, Hold]:
    reason_of(request)
    stored = await the_peptide(platform.db, request.name)
    name = stored.peptide.name
    hold = await held(platform, stored.slug, name, request.draft)
    again = await audit.subject_of(platform.db, request.act, verb) == subject_of(hold)
    if hold.state != "open" and not again:
        by = f" by {hold.settled_by}" if hold.settled_by else ""
        raise PermanentError(
            f"the draft {request.draft} of {name} is {hold.state}{by} since {hold.settled_at}; only what is open can "
            "be decided on: `peptalk review list`"
        )
    return stored.slug, name, hold


async def held(platform: Platform, slug: str, name: str, draft: str | None) -> Hold:
    """The hold of the draft whose hash begins so; without one, what waits.

    Raises:
        PermanentError: there is none, or more than one begins so.
    """
    found = await holds.of(platform.db, slug)
    if draft is None:
        waiting = next((each for each in found if each.state == "open"), None)
        if waiting is None:
            raise PermanentError(await _nothing_waits(platform, slug, name))
        return waiting
    chosen = [each for each in found if objects.hash_in(each.draft).startswith(draft)]
    if len(chosen) == 1:
        return chosen[0]
    held = ", ".join(objects.hash_in(each.draft)[:12] for each in found) or "none"
    what = "several held drafts" if chosen else "no held draft"
    raise PermanentError(f"{name} has {what} whose hash begins with {draft}; held were {held}")


async def _nothing_waits(platform: Platform, slug: str, name: str) -> str:
    """Why there is no draft to look at."""
    for each in await held_items.without_draft(platform.db, slug):
        page = f"version {each.current_version} stays" if each.current_version else "it has no page yet"
        return (
            f"{name} is held without a draft since {each.since[:16]} ({page}): {each.reason}. There is nothing to "
            f"decide on; the next run looks again: `peptalk run-single {slug}` once what the reason names is mended. "
            f"`peptalk trace {each.trace_id}` tells what happened"
        )
    if found := await holds.of(platform.db, slug):
        last = max(found, key=lambda each: each.created_at)
        shown = f"`peptalk review show {slug} --draft {objects.hash_in(last.draft)[:12]}` shows the last that did"
        return f"nothing of {name} waits for a person; {shown} ({last.state})"
    return f"nothing of {name} waits for a person, and nothing ever did"


LIST = UseCase("reviews.list", ListReviews, ReviewList, _list)
SHOW = UseCase("reviews.show", ShowReview, Review, _show)
APPROVE = UseCase("reviews.approve", Approve, Decided, _approve)
REJECT = UseCase("reviews.reject", Reject, Decided, _reject)

CASES = (LIST, SHOW, APPROVE, REJECT)
