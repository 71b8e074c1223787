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
    study."""

    pmid: str
    title: str
    slug: str | None
    run_id: str | None
    slugs: tuple[str, ...]


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
    said = audit.record(
        request.act,
        "override",
        f"study/{request.pmid}",
        {"override": before.id if before else None, "rules": _rules_say(study)},
        {"action": request.action, "slug": slug, "person": request.person, **made.changes},
        now,
    )
    return await _anew(platform, study, slug, request.act, [*overrides.make(made, now), said])


async def _undo(platform: Platform, request: UndoOverride) -> Overridden:
    reason = _reason(request.act)
    study, slug = await _subject(platform, request.pmid, request.peptide)
    subject = f"study/{request.pmid}"
    if await audit.subject_of(platform.db, request.act, "undo-override") == subject:
        return await _anew(platform, study, slug, request.act, [])
    standing = await _standing(platform, request.pmid, slug)
    if standing is None:
        scope = f"for {request.peptide}" if request.peptide else "for all peptides; name one with --peptide"
        raise PermanentError(
            f"no override of PMID {request.pmid} stands {scope}; `peptalk studies overrides` lists them"
        )
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
    return await _anew(platform, study, slug, request.act, [ended, said])


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
    platform: Platform, study: Subject, slug: str | None, act: Act, writes: Sequence[Statement]
) -> Overridden:
    """Write the decision together with the run that makes the pages concerned anew: both stand, or neither."""
    slugs = sorted(study.active) if slug is None else [each for each in (slug,) if each in study.active]
    run_id = f"override-{act.id}" if slugs else None
    if run_id is not None:
        await begin(platform, run_id, "batch", f"override:{study.pmid}", slugs, writes)
    else:
        await platform.db.batch(writes)
    return Overridden(pmid=study.pmid, title=study.title, slug=slug, run_id=run_id, slugs=tuple(slugs))


def _rules_say(study: Subject) -> dict[str, object]:
    return study.appraisal.model_dump(mode="json", include={"design", "species", "direction", "n"})


OVERRIDE = UseCase("studies.override", OverrideStudy, Overridden, _override)
UNDO = UseCase("studies.undo_override", UndoOverride, Overridden, _undo)
OVERRIDES = UseCase("studies.overrides", ListOverrides, OverrideList, _list)

CASES = (OVERRIDE, UNDO, OVERRIDES)
