"""What a pack is made of where a person decided on a study."""

from factories import appraisal, peptide, study

from functions.fetch.packs.pack import build_pack
from shared.domain.override import Override, judged


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
