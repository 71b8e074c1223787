"""A rejection that was a mistake is taken back: the draft waits for a person again, as it was, and is decided on anew.

Only what is still the last word on the peptide comes back. What newer evidence or a newer draft superseded stays
rejected, for a page is made of the newer one.
"""

from functions.operate.naming import the_peptide
from functions.operate.pages.reviewing import Decide, held, reason_of, sound, subject_of
from functions.operate.usecase import Answer, UseCase
from shared.domain.fingerprints import present
from shared.platform.errors import ConstraintViolated, PermanentError
from shared.platform.ports import Platform
from shared.store import audit, objects
from shared.store.evidence.peptides import StoredPeptide
from shared.store.publishing import holds
from shared.store.publishing.holds import Hold


class Reopen(Decide):
    """Have the rejected draft of this hash (or its beginning) wait for a person again."""


class Reopened(Answer):
    """It waits again. `approvable` is false where rules speak against it that no person sets aside; `judged_before`
    says that the rules have changed since it was judged: a run judges it anew."""

    slug: str
    name: str
    draft: str
    approvable: bool
    judged_before: bool


async def _reopen(platform: Platform, request: Reopen) -> Reopened:
    reason = reason_of(request)
    stored = await the_peptide(platform.db, request.name)
    hold = await held(platform, stored.slug, stored.peptide.name, request.draft)
    done = Reopened(
        slug=stored.slug,
        name=stored.peptide.name,
        draft=objects.hash_in(hold.draft),
        approvable=hold.monograph is not None,
        judged_before=stored.decided.judging != present("", "").judging,
    )
    if await audit.subject_of(platform.db, request.act, "reopen") == subject_of(hold):
        return done
    if hold.state != "rejected":
        raise PermanentError(_not_rejected(hold, done))
    if newer := await _newer(platform, stored, hold):
        raise PermanentError(f"the draft {done.draft[:12]} of {done.name} stays rejected: {newer}")
    await sound(platform, hold, done.name, "reopened")
    before = {"state": hold.state, "person": hold.settled_by, "reason": hold.settled_reason, "at": hold.settled_at}
    after = {"state": "open", "slug": hold.slug, "person": request.person, "reason": reason}
    try:
        await platform.db.batch(
            [
                holds.reopen(hold.slug, hold.draft, objects.hash_in(hold.pack)),
                audit.record(request.act, "reopen", subject_of(hold), before, after, platform.clock.now()),
            ]
        )
    except ConstraintViolated:
        raise PermanentError(
            f"the draft {done.draft[:12]} of {done.name} was not reopened: somebody decided, or a run came to another "
            f"draft, meanwhile; `peptalk review list --all` shows what stands"
        ) from None
    return done


def _not_rejected(hold: Hold, done: Reopened) -> str:
    said = f"the draft {done.draft[:12]} of {done.name}"
    if hold.state == "open":
        return f"{said} waits for a person already: `peptalk review show {hold.slug} --draft {done.draft[:12]}`"
    by = f" by {hold.settled_by}" if hold.settled_by else ""
    return f"{said} is {hold.state}{by} since {hold.settled_at}; only what was rejected can be reopened"


async def _newer(platform: Platform, stored: StoredPeptide, hold: Hold) -> str | None:
    """What took its place, and what to do next; None where nothing did."""
    others = [each for each in await holds.of(platform.db, stored.slug) if each.draft != hold.draft]
    if waiting := next((each for each in others if each.state == "open"), None):
        draft = objects.hash_in(waiting.draft)[:12]
        return f"a newer draft waits for a person: `peptalk review show {stored.slug} --draft {draft}`"
    if newer := next((each for each in others if each.created_at > hold.created_at), None):
        draft = objects.hash_in(newer.draft)[:12]
        return f"the draft {draft} came after it, and is {newer.state}; a new one: {_anew(stored)}"
    if stored.decided_draft != hold.draft:
        page = f" (version {stored.current_version} stands)" if stored.current_version else ""
        return f"another draft was decided on since{page}; a new one: {_anew(stored)}"
    run = await holds.newer_evidence(platform.db, hold)
    if run or stored.decided.evidence != objects.hash_in(hold.pack):
        by = f": run {run} came to newer" if run else ""
        return f"its evidence is not the newest any more{by}; a new draft: {_anew(stored)}"
    return None


def _anew(stored: StoredPeptide) -> str:
    return f"`peptalk run-single {stored.slug} --full-draft`"


REOPEN = UseCase("reviews.reopen", Reopen, Reopened, _reopen)

CASES = (REOPEN,)
