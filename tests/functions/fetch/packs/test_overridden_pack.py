"""What a pack is made of where a person decided on a study."""

from invented.factories import appraisal, peptide, study

from functions.fetch.packs.pack import build_pack
from shared.domain.evidence.override import Override, judged
from shared.domain.grading.grade import grade
from shared.domain.publishing.counts import counts
from shared.domain.vocabulary import Flag


def packed(*overrides):
    by_pmid = {each.pmid: each for each in overrides}
    found = [(study(pmid), appraisal()) for pmid in ("990000001", "990000002")]
    return build_pack(
        peptide(), [(one, judged(made, by_pmid[one.pmid]) if one.pmid in by_pmid else made) for one, made in found]
    )


def decided(**fields):
    base = {"id": "0" * 12, "pmid": "990000001", "action": "exclude", "reason": "another peptide", "person": "Ada"}
    return Override(**{**base, "made_at": "2026-11-23T02:00:00.000Z", **fields})


def test_an_excluded_study_is_listed_with_its_reason_and_lends_no_sentence():
    pack = packed(decided())

    (one, other) = pack.studies
    assert (one.selected, one.reason, other.selected) == (False, "excluded by a person", True)
    assert {each.pmid for each in pack.sentences} == {"990000002"}


def test_the_hash_of_the_evidence_changes_with_each_decision_and_comes_back_with_none():
    hashes = [packed().hash, packed(decided()).hash, packed(decided(action="reclassify", n=9)).hash]

    assert len(set(hashes)) == 3
    assert packed().hash == hashes[0]
    assert packed(decided(reason="it was given with another drug")).hash != hashes[1]


def test_a_withheld_record_that_a_person_includes_is_graded_and_lends_no_sentence():
    withheld = appraisal(flags=(Flag.WITHHELD,))
    made = judged(withheld, decided(action="include", reason="its orders are a quotation"))

    before, after = (build_pack(peptide(), [(study("990000001"), each)]) for each in (withheld, made))

    assert (grade(before).deciding, grade(before).excluded) == ((), {"withheld": 1})
    assert (grade(after).deciding, grade(after).excluded) == (("990000001",), {})
    assert (counts(before).excluded, counts(after).excluded) == (1, 0)
    (one,) = after.studies
    assert (one.selected, after.sentences, one.appraisal.withheld) == (False, (), True)
    assert one.reason.endswith("a person has it count")


def test_of_two_records_of_one_work_the_one_that_may_be_quoted_stands():
    made = judged(appraisal(flags=(Flag.WITHHELD,)), decided(action="include", reason="read"))
    records = [(study("990000001", doi="10.5555/same"), made), (study("990000002", doi="10.5555/same"), appraisal())]

    pack = build_pack(peptide(), records)

    assert [each.counted for each in pack.studies] == [False, True]
    assert {each.pmid for each in pack.sentences} == {"990000002"}
