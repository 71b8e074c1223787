"""What became known after a page was published: flags beside the record's own, and the page without the study."""

import pytest
from invented.editions import edition
from invented.factories import appraisal
from invented.graded import of, rct, report

from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.publishing.notices import Finding, NoticeKind, findings, told, without
from shared.domain.vocabulary import Flag
from shared.gates.draft import judge

PMID = "990000001"


@pytest.mark.parametrize(
    ("own", "words", "flags", "rules"),
    [
        ((), [], (), ()),
        ((), [("pubmed", Flag.RETRACTED)], (Flag.RETRACTED,), ("K1",)),
        # The record says so itself: nothing is added, so that the pack's hash stays.
        ((Flag.RETRACTED,), [("pubmed", Flag.RETRACTED)], (Flag.RETRACTED,), ()),
        ((), [("crossref", Flag.RETRACTION_SUSPECTED)], (Flag.RETRACTION_SUSPECTED,), ("K3",)),
        # Nothing is suspected of what is known.
        ((Flag.RETRACTED,), [("crossref", Flag.RETRACTION_SUSPECTED)], (Flag.RETRACTED,), ()),
        (
            (),
            [("crossref", Flag.RETRACTION_SUSPECTED), ("pubmed", Flag.RETRACTED)],
            (Flag.RETRACTED,),
            ("K1",),
        ),
        # Two sources of one flag are one flag; the first by name is its rule.
        ((), [("pubmed", Flag.CONCERN), ("crossref", Flag.CONCERN)], (Flag.CONCERN,), ("K4",)),
    ],
)
def test_what_sources_told_stands_beside_the_records_own(own, words, flags, rules):
    before = appraisal(flags=own, rules=("D1",))

    after = told(before, words)

    assert (after.flags, after.rules) == (flags, ("D1", *rules))


def test_only_what_is_new_and_weighs_is_a_finding():
    pack = edition().pack
    now = {
        "990000001": appraisal(flags=(Flag.RETRACTED, Flag.CONCERN)),
        "990000002": appraisal(flags=(Flag.ERRATUM,)),
        "990000003": appraisal(flags=(Flag.CONCERN,)),
        "999999999": appraisal(flags=(Flag.RETRACTED,)),  # known when the pack was made
    }

    assert findings(pack, now) == (
        Finding(kind=NoticeKind.RETRACTION, pmid="990000001"),
        Finding(kind=NoticeKind.CONCERN, pmid="990000003"),
    )
    assert findings(pack, {}) == ()


@pytest.mark.parametrize("kind", [NoticeKind.RETRACTION, NoticeKind.RETRACTION_SUSPECTED, NoticeKind.QUOTE])
def test_a_page_without_a_study_keeps_every_other_claim_and_sentence(kind):
    made = edition()
    flag = {NoticeKind.RETRACTION: Flag.RETRACTED, NoticeKind.RETRACTION_SUSPECTED: Flag.RETRACTION_SUSPECTED}
    now = {PMID: appraisal(flags=(flag[kind],))} if kind in flag else {}

    pack, draft = without(made.pack, made.draft, made.monograph, [Finding(kind=kind, pmid=PMID)], now)

    assert [each.id for each in draft.claims] == [each.id for each in made.draft.claims if "S1.1" not in each.sentences]
    assert {each.id for each in pack.sentences} == {each.id for each in made.pack.sentences} - {"S1.1"}
    assert draft.pack == pack.hash != made.pack.hash
    assert not [each for each in judge(pack, draft) if each.rule == "C20"]
    study = pack.study(PMID)
    assert study
    assert (study.selected, study.appraisal.usable) == (False, kind is NoticeKind.QUOTE)


def test_a_concern_takes_nothing_away_and_is_in_the_pack():
    made = edition()
    now = {PMID: appraisal(flags=(Flag.CONCERN,))}

    pack, draft = without(made.pack, made.draft, made.monograph, findings(made.pack, now), now)

    study = pack.study(PMID)
    assert study
    assert draft.claims == made.draft.claims
    assert pack.sentences == made.pack.sentences
    assert (study.selected, study.appraisal.flags) == (True, (Flag.CONCERN,))


def test_where_the_counting_report_of_a_trial_is_retracted_another_one_counts_and_is_doubted():
    reports = [report(2, n=80), report(2, n=120, pmid="990000009"), report(2, "preprint")]
    made = of(rct(900), rct(900), *reports)
    now = {"990000002": appraisal(flags=(Flag.RETRACTED,))}
    draft, monograph = edition().draft, edition().monograph

    pack, _ = without(made, draft, monograph, findings(made, now), now)

    grouped = {each.pmid: each.grouping.primary for each in pack.studies if each.grouping}
    assert grouped == {"990000002": "990000009", "990000003": "990000009", "990000005": "990000009"}
    assert {each.pmid for each in pack.studies if each.counted} == {"990000001", "990000009"}
    found = grade(pack)
    assert [(each.pmid, each.n, each.reports_retracted) for each in found.studies] == [
        ("990000001", 900, ()),
        ("990000009", 120, ("990000002",)),
    ]
    assert (counts(made).human_rct, counts(pack).human_rct, counts(pack).excluded) == (2, 2, 3)


def test_a_trial_without_another_sound_report_is_left_out():
    made = of(rct(900), rct(900), report(2, flags=(Flag.RETRACTION_SUSPECTED,)))
    now = {"990000002": appraisal(flags=(Flag.RETRACTED,))}

    pack, _ = without(made, edition().draft, edition().monograph, findings(made, now), now)

    assert [each.pmid for each in grade(pack).studies] == ["990000001"]


def test_what_review_kept_from_the_page_does_not_come_back():
    made = edition()
    shown = made.monograph.model_copy(update={"claims": made.monograph.claims[1:2]})

    _, draft = without(made.pack, made.draft, shown, [Finding(kind=NoticeKind.RETRACTION, pmid=PMID)], {})

    assert [each.id for each in draft.claims] == [made.monograph.claims[1].id]
