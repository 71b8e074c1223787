"""A person's word on one study in place of the rules': made, withdrawn, listed; the pages concerned are made anew."""

from collections.abc import Sequence

from pydantic import Field

from functions.operate.naming import the_peptide
from functions.operate.usecase import Answer, Request, UseCase, Write
from shared.domain.evidence.override import Action, Override, refusal
from shared.domain.vocabulary import Design, Direction, Species
from shared.platform.errors import PermanentError
from shared.platform.ports import Platform, Statement
from shared.store import audit
from shared.store.audit import Act
from shared.store.evidence import overrides
from shared.store.evidence.overrides import Listed, Subject
from shared.store.operations import runs
from shared.store.operations.run_start import begin

Pmid = str


class OverrideStudy(Write):
    """Decide on the study of a PMID, for the page of `peptide` (any of its names) or for all. The act's reason is the
    decision's; `person` is who reviewed the study."""

    pmid: Pmid = Field(pattern=r"^[0-9]{1,12}$")
    action: Action
    person: str = Field(min_length=1, max_length=200)
    peptide: str | None = None
    design: Design | None = None
    species: Species | None = None
    direction: Direction | None = None
    n: int | None = Field(default=None, ge=1, le=100_000_000)
    outcomes: dict[str, Direction] = Field(default={}, max_length=60)


class UndoOverride(Write):
    """Withdraw what stands for the study and this peptide, or for the study and all."""

    pmid: Pmid = Field(pattern=r"^[0-9]{1,12}$")
    person: str = Field(min_length=1, max_length=200)
    peptide: str | None = None


class Overridden(Answer):
    """What came of it. `run_id` is the run that makes the pages of `slugs` anew, None where no active one has the
    study. `since` is when the same was decided before: nothing was decided anew, and its own run is gone on with."""

    pmid: str
    title: str
    slug: str | None
    run_id: str | None
    slugs: tuple[str, ...]
    since: str | None = None


class ListOverrides(Request):
    """Those that stand, of one study or of all; with `all` ended ones too."""

    pmid: Pmid | None = None
    all: bool = False


class OverrideList(Answer):
    """Newest first, at most 1,000."""

    overrides: tuple[Listed, ...]


async def _override(platform: Platform, request: OverrideStudy) -> Overridden:
    reason = _reason(request.act)
    study, slug = await _subject(platform, request.pmid, request.peptide)
    now = platform.clock.now()
    made = Override(
        id=request.act.id,
        slug=slug,
        reason=reason,
        made_at="",
        **request.model_dump(include={"pmid", "action", "person", "design", "species", "direction", "n", "outcomes"}),
    )
    if (why := refusal(study.appraisal, made)) is not None:
        raise PermanentError(f"PMID {request.pmid} cannot be decided on so: {why}")
    before = await _standing(platform, request.pmid, slug)
    if before and before.says_what(made) and await runs.items(platform.db, _run(before.id)):
        since = None if before.id == request.act.id else before.made_at
        return await _anew(platform, study, slug, before.id, [], since=since)
    said = audit.record(
        request.act,
        "override",
        f"study/{request.pmid}",
        {"override": before.id if before else None, "rules": _rules_say(study)},
        {"action": request.action, "slug": slug, "person": request.person, **made.changes},
        now,
    )
    return await _anew(platform, study, slug, request.act.id, [*overrides.make(made, now), said])


async def _undo(platform: Platform, request: UndoOverride) -> Overridden:
    reason = _reason(request.act)
    study, slug = await _subject(platform, request.pmid, request.peptide)
    subject = f"study/{request.pmid}"
    if await audit.subject_of(platform.db, request.act, "undo-override") == subject:
        return await _anew(platform, study, slug, request.act.id, [])
    standing = await _standing(platform, request.pmid, slug)
    if standing is None:
        return await _undone_before(platform, request, study, slug, reason)
    now = platform.clock.now()
    said = audit.record(
        request.act,
        "undo-override",
        subject,
        {"override": standing.id, "action": standing.action, **standing.changes},
        {"person": request.person, "slug": slug, "rules": _rules_say(study)},
        now,
    )
    ended = overrides.end(standing.id, request.person, reason, now)
    return await _anew(platform, study, slug, request.act.id, [ended, said])


async def _undone_before(
    platform: Platform, request: UndoOverride, study: Subject, slug: str | None, reason: str
) -> Overridden:
    """Where nothing stands: the run of a withdrawal in the same words, which is typed again while it is unfinished."""
    found = await overrides.listed(platform.db, pmid=request.pmid, all=True)
    last = next((each for each in found if each.slug == slug), None)
    run = await runs.unfinished(platform.db, f"override:{request.pmid}")
    if last and run and (last.ended_by, last.ended_reason) == (request.person, reason):
        slugs = tuple(each.slug for each in await runs.items(platform.db, run.id))
        await begin(platform, run.id, run.kind, run.origin, slugs)
        return Overridden(
            pmid=study.pmid, title=study.title, slug=slug, run_id=run.id, slugs=slugs, since=last.ended_at
        )
    scope = f"for {request.peptide}" if request.peptide else "for all peptides; name one with --peptide"
    ended = f" (the last was withdrawn by {last.ended_by} at {last.ended_at})" if last else ""
    raise PermanentError(
        f"no override of PMID {request.pmid} stands {scope}{ended}; `peptalk studies overrides` lists them"
    )


async def _list(platform: Platform, request: ListOverrides) -> OverrideList:
    return OverrideList(overrides=tuple(await overrides.listed(platform.db, pmid=request.pmid, all=request.all)))


def _reason(act: Act) -> str:
    if not (act.reason or "").strip():
        raise PermanentError("say why: a decision in place of the rules has a reason, which stays with it")
    return (act.reason or "").strip()


async def _subject(platform: Platform, pmid: str, peptide: str | None) -> tuple[Subject, str | None]:
    """The study, and the slug that the decision is for."""
    study = await overrides.subject(platform.db, pmid)
    if study is None:
        raise PermanentError(
            f"PMID {pmid} is not known here: no peptide's search has found it; `peptalk studies search WORDS` finds "
            f"those that are"
        )
    linked = {**study.active, **study.retired}
    if not linked:
        raise PermanentError(f"PMID {pmid} is linked to no peptide, so there is no page that a decision could change")
    if peptide is None:
        return study, None
    stored = await the_peptide(platform.db, peptide)
    if stored.slug not in linked:
        raise PermanentError(
            f"PMID {pmid} is not among the studies of {stored.peptide.name}; it is among those of "
            f"{', '.join(linked.values())}"
        )
    return study, stored.slug


async def _standing(platform: Platform, pmid: str, slug: str | None) -> Override | None:
    found = await overrides.listed(platform.db, pmid=pmid)
    return next((each for each in found if each.slug == slug), None)


async def _anew(
    platform: Platform,
    study: Subject,
    slug: str | None,
    act_id: str,
    writes: Sequence[Statement],
    *,
    since: str | None = None,
) -> Overridden:
    """Write the decision together with the run that makes the pages concerned anew: both stand, or neither. The run
    of the same decision is begun once, and has the pages that it had then."""
    slugs = sorted(study.active) if slug is None else [each for each in (slug,) if each in study.active]
    slugs = [each.slug for each in await runs.items(platform.db, _run(act_id))] or slugs
    run_id = _run(act_id) if slugs else None
    if run_id is not None:
        await begin(platform, run_id, "batch", f"override:{study.pmid}", slugs, writes)
    elif writes:
        await platform.db.batch(writes)
    return Overridden(pmid=study.pmid, title=study.title, slug=slug, run_id=run_id, slugs=tuple(slugs), since=since)


def _run(act_id: str) -> str:
    return f"override-{act_id}"


def _rules_say(study: Subject) -> dict[str, object]:
    return study.appraisal.model_dump(mode="json", include={"design", "species", "direction", "n"})


OVERRIDE = UseCase("studies.override", OverrideStudy, Overridden, _override)
UNDO = UseCase("studies.undo_override", UndoOverride, Overridden, _undo)
OVERRIDES = UseCase("studies.overrides", ListOverrides, OverrideList, _list)

CASES = (OVERRIDE, UNDO, OVERRIDES)
