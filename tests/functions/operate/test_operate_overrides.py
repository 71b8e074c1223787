"""A person's word on a study: kept whatever a later night reads, audited, withdrawn, and the pages made anew."""

import pytest
from invented.editions import catalog
from invented.factories import SLUG, appraisal, peptide, study
from rigs.offices import act

from functions.operate.literature.overriding import (
    OVERRIDE,
    OVERRIDES,
    UNDO,
    ListOverrides,
    OverrideStudy,
    UndoOverride,
)
from functions.operate.running.runs import SHOW, ShowRun
from queues.messages import decode
from shared.domain.vocabulary import Design, Direction, Species
from shared.platform.errors import PermanentError
from shared.platform.ports import Statement
from shared.store import audit
from shared.store.evidence import studies
from shared.store.operations import runs

QUERY = "0123456789abcdef"
PMID = "990000001"
WHY = act(reason="read in full")


@pytest.fixture
async def known(platform):
    """Two peptides that share one study; the second study is the first peptide's alone, the third is nobody's."""
    other = peptide(slug="utopentide", name="Utopentide", aliases=[], terms=["Utopentide"], sample=True)
    await catalog(platform.db, platform.clock.now(), peptide(sample=True), other)
    await read_again(platform)


async def read_again(platform, **fields):
    """What a night does: the rules' appraisal of every study is written as the rules have it."""
    both, alone, nobodys = (study(f"99000000{number}", **fields) for number in (1, 2, 3))
    for slug, found in ((SLUG, [both, alone]), ("utopentide", [both])):
        kept = [(each, appraisal()) for each in found]
        await platform.db.batch(studies.record(kept, slug=slug, query_hash=QUERY, now=platform.clock.now()))
    unlinked = studies.record([(nobodys, appraisal())], slug=SLUG, query_hash=QUERY, now=platform.clock.now())
    await platform.db.batch(unlinked[:-1])


async def of(platform, slug=SLUG):
    return {each.pmid: made for each, made in await studies.of(platform.db, slug, QUERY)}


def asked_for(platform):
    return sorted(decode(body).slug for body in platform.queues["peptalk-fetch"].bodies)


@pytest.mark.usefixtures("known")
async def test_a_decision_survives_what_a_later_night_reads_and_makes_its_pages_anew(platform, desk):
    request = OverrideStudy(pmid=PMID, action="reclassify", design=Design.OBSERVATIONAL, n=58, person="Ada", act=WHY)

    done = await desk.ask(OVERRIDE, request)
    await read_again(platform, title="The record was revised since")

    for slug in (SLUG, "utopentide"):
        made = (await of(platform, slug))[PMID]
        assert (made.design, made.n, made.reviewed_by) == (Design.OBSERVATIONAL, 58, "Ada")
    assert (await of(platform))["990000002"] == appraisal()
    assert asked_for(platform) == [SLUG, "utopentide"] == sorted(done.slugs)
    report = await desk.ask(SHOW, ShowRun(run_id=done.run_id))
    assert {item.slug: item.state for item in report.items} == {SLUG: "queued", "utopentide": "queued"}


@pytest.mark.usefixtures("known")
async def test_the_outcomes_that_a_person_decided_are_kept(platform, desk):
    ways = {"pain": Direction.NULL, "fatigue": Direction.HARM}
    request = OverrideStudy(
        pmid=PMID, action="reclassify", direction=Direction.MIXED, outcomes=ways, person="Ada", act=WHY
    )

    await desk.ask(OVERRIDE, request)
    await read_again(platform)

    made = (await of(platform))[PMID]
    assert ({each.name: each.direction for each in made.outcomes}, made.direction) == (ways, Direction.MIXED)
    (standing,) = (await desk.ask(OVERRIDES, ListOverrides())).overrides
    assert (standing.outcomes, standing.changes["outcomes"]) == (ways, "fatigue=harm, pain=null")


@pytest.mark.usefixtures("known")
async def test_a_decision_for_one_peptide_holds_on_its_page_alone(platform, desk):
    request = OverrideStudy(pmid=PMID, action="exclude", peptide="ex 12", person="Ada", act=WHY)

    done = await desk.ask(OVERRIDE, request)

    assert (done.slug, done.slugs, asked_for(platform)) == (SLUG, (SLUG,), [SLUG])
    assert not (await of(platform))[PMID].usable
    assert (await of(platform, "utopentide"))[PMID] == appraisal()


@pytest.mark.usefixtures("known")
async def test_a_decision_is_audited_replaced_withdrawn_and_each_of_it_can_be_read(platform, desk):
    first = OverrideStudy(pmid=PMID, action="exclude", person="Ada", act=act(1, "not this peptide"))
    second = OverrideStudy(pmid=PMID, action="reclassify", species=Species.ANIMAL, person="Bo", act=act(2, "it is"))
    await desk.ask(OVERRIDE, first)
    await desk.ask(OVERRIDE, second)

    (standing,) = (await desk.ask(OVERRIDES, ListOverrides())).overrides
    assert (standing.action, standing.species, standing.person) == ("reclassify", Species.ANIMAL, "Bo")
    assert (await of(platform))[PMID].species is Species.ANIMAL

    await desk.ask(UNDO, UndoOverride(pmid=PMID, person="Cy", act=act(3, "it was not")))

    assert (await of(platform))[PMID] == appraisal()
    assert (await desk.ask(OVERRIDES, ListOverrides())).overrides == ()
    ended = (await desk.ask(OVERRIDES, ListOverrides(all=True))).overrides
    assert {each.action: (each.ended_by, each.ended_reason) for each in ended} == {
        "exclude": ("Bo", "replaced: it is"),
        "reclassify": ("Cy", "it was not"),
    }
    rows, _ = await audit.listed(platform.db, subject=f"study/{PMID}")
    assert [(row.action, row.reason) for row in rows] == [
        ("undo-override", "it was not"),
        ("override", "it is"),
        ("override", "not this peptide"),
    ]


@pytest.mark.usefixtures("known")
async def test_an_act_that_is_asked_for_again_decides_once(platform):
    first = OverrideStudy(pmid=PMID, action="exclude", person="Ada", act=act(1, "no"))
    undone = UndoOverride(pmid=PMID, person="Bo", act=act(2, "yes"))
    begun = await OVERRIDE.run(platform, first)
    assert await OVERRIDE.run(platform, first) == begun
    ended = await UNDO.run(platform, undone)
    assert await UNDO.run(platform, undone) == ended
    # The first act once more, after what it made was withdrawn: it does not come back.
    await OVERRIDE.run(platform, first)

    assert (await of(platform))[PMID] == appraisal()
    _, rows = await audit.listed(platform.db)
    assert rows == 2


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pmid": "123"}, "PMID 123 is not known here"),
        ({"pmid": "990000003"}, "linked to no peptide"),
        (
            {"pmid": "990000002", "peptide": "Utopentide"},
            "not among the studies of Utopentide; it is among those of Ex",
        ),
        ({"peptide": "Utopentid"}, "no peptide is called 'Utopentid'; did you mean Utopentide?"),
        ({"n": 3}, "what is excluded is not classified"),
        ({"action": "reclassify"}, "say as what"),
        (
            {"action": "reclassify", "direction": Direction.NULL, "outcomes": {"luck": Direction.NULL}},
            "no outcome is called 'luck'",
        ),
        ({"act": act(reason=" ")}, "say why"),
    ],
)
async def test_what_cannot_be_decided_is_refused_and_changes_nothing(platform, desk, fields, said):
    request = OverrideStudy(**{"pmid": PMID, "action": "exclude", "person": "Ada", "act": WHY, **fields})

    with pytest.raises(PermanentError, match=said):
        await desk.ask(OVERRIDE, request)

    assert await audit.listed(platform.db) == ([], 0)
    assert (await desk.ask(OVERRIDES, ListOverrides(all=True))).overrides == ()
    assert asked_for(platform) == []


@pytest.mark.usefixtures("known")
async def test_what_does_not_stand_cannot_be_withdrawn(desk):
    await desk.ask(OVERRIDE, OverrideStudy(pmid=PMID, action="exclude", peptide=SLUG, person="Ada", act=WHY))

    with pytest.raises(PermanentError, match="no override of PMID 990000001 stands for all peptides"):
        await desk.ask(UNDO, UndoOverride(pmid=PMID, person="Ada", act=act(2, "no")))


@pytest.mark.usefixtures("known")
async def test_a_decision_that_is_typed_again_goes_on_with_its_own_run(platform, desk):
    first = OverrideStudy(pmid=PMID, action="exclude", person="Ada", act=act(1, "not this peptide"))
    begun = await desk.ask(OVERRIDE, first)

    again = await desk.ask(OVERRIDE, first.model_copy(update={"act": act(2, "not this peptide")}))

    assert (again.run_id, again.slugs, begun.since) == (begun.run_id, begun.slugs, None)
    (standing,) = (await desk.ask(OVERRIDES, ListOverrides(all=True))).overrides
    assert again.since == standing.made_at
    rows, _ = await audit.listed(platform.db, subject=f"study/{PMID}")
    assert len(rows) == 1
    assert len(await runs.latest(platform.db, 9)) == 1


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize(
    "other",
    [
        {"person": "Bo"},
        {"act": act(2, "another reason")},
        {"action": "include"},
        {"peptide": "ex 12"},
    ],
    ids=["person", "reason", "action", "peptide"],
)
async def test_a_decision_in_other_words_is_another_decision(desk, other):
    first = OverrideStudy(pmid=PMID, action="exclude", person="Ada", act=act(1, "not this peptide"))
    begun = await desk.ask(OVERRIDE, first)

    done = await desk.ask(OVERRIDE, first.model_copy(update={"act": act(2, "not this peptide"), **other}))

    assert (done.since, done.run_id != begun.run_id) == (None, True)


@pytest.mark.usefixtures("known")
async def test_a_withdrawal_that_is_typed_again_goes_on_with_its_run_while_it_is_unfinished(platform, desk):
    await desk.ask(OVERRIDE, OverrideStudy(pmid=PMID, action="exclude", person="Ada", act=act(1, "not this peptide")))
    await platform.db.run(Statement("DELETE FROM run_items"))
    undo = UndoOverride(pmid=PMID, person="Ada", act=act(2, "it is"))
    begun = await desk.ask(UNDO, undo)

    again = await desk.ask(UNDO, undo.model_copy(update={"act": act(3, "it is")}))

    assert (again.run_id, again.slugs, again.since is None) == (begun.run_id, begun.slugs, False)
    with pytest.raises(
        PermanentError, match=r"no override of PMID 990000001 stands .* \(the last was withdrawn by Ada"
    ):
        await desk.ask(UNDO, UndoOverride(pmid=PMID, person="Bo", act=act(4, "it is")))
