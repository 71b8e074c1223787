"""What changed decides where the work goes, and nothing else does."""

import pytest

from shared.domain.fingerprints import Fingerprints, door, present

DECIDED = Fingerprints(evidence="e", judging="j", showing="s")
NOTHING = Fingerprints()


@pytest.mark.parametrize(
    ("now", "decided", "has_draft", "has_monograph", "where"),
    [
        # nothing changed
        (DECIDED, DECIDED, True, True, "unchanged"),
        # held or rejected the last time, and nothing changed since
        (DECIDED, DECIDED, True, False, "unchanged"),
        # the first time
        (DECIDED, NOTHING, False, False, "synthesize"),
        # new evidence, whatever else changed with it
        (DECIDED.model_copy(update={"evidence": "e2"}), DECIDED, True, True, "synthesize"),
        (Fingerprints(evidence="e2", judging="j2", showing="s2"), DECIDED, True, True, "synthesize"),
        # no draft is left to judge or to show
        (DECIDED, DECIDED, False, True, "synthesize"),
        (DECIDED.model_copy(update={"judging": "j2"}), DECIDED, False, True, "synthesize"),
        # other rules or grading: the stored draft is judged again, and the page follows from that
        (DECIDED.model_copy(update={"judging": "j2"}), DECIDED, True, True, "comply"),
        (DECIDED.model_copy(update={"judging": "j2"}), DECIDED, True, False, "comply"),
        (Fingerprints(evidence="e", judging="j2", showing="s2"), DECIDED, True, True, "comply"),
        # another template or catalog entry: the page is made again
        (DECIDED.model_copy(update={"showing": "s2"}), DECIDED, True, True, "render"),
        # and where there is no page, there is none to make
        (DECIDED.model_copy(update={"showing": "s2"}), DECIDED, True, False, "unchanged"),
    ],
)
def test_the_door(now, decided, has_draft, has_monograph, where):
    assert door(now, decided, has_draft=has_draft, has_monograph=has_monograph) == where


def test_present_fingerprints_move_with_what_they_stand_for_alone():
    now = present("pack", "entry")

    assert present("pack", "entry") == now
    assert present("pack 2", "entry").model_dump() == {**now.model_dump(), "evidence": "pack 2"}
    renamed = present("pack", "entry 2")
    assert (renamed.evidence, renamed.judging) == (now.evidence, now.judging)
    assert renamed.showing != now.showing


def test_nothing_decided_yet_equals_no_present():
    assert all(present("pack", "entry").model_dump().values())
    assert not any(NOTHING.model_dump().values())
