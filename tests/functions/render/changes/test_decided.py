"""What persons decided of studies is told in the version that shows it, whichever way the decision went."""

from invented.editions import edition
from invented.factories import appraisal, pack, pack_study

from functions.render.changes import changed, decided
from functions.render.elements.sheet import Bullets, Line
from shared.domain.evidence.override import Override, judged
from shared.domain.publishing.changes import Changes
from shared.domain.vocabulary import Design, Level
from shared.gates.text import check

RULES = pack_study(1)
OTHER = pack_study(2)


def by_a_person(study=RULES, **fields):
    made = Override(id="0" * 12, pmid=study.pmid, reason="Dr Sample said so", person="Ada", made_at="", **fields)
    return study.model_copy(update={"appraisal": judged(appraisal(), made), "selected": False})


def said(before, now) -> list[str]:
    return [words(each) for each in decided.told(pack(studies=(*before, OTHER)), pack(studies=(*now, OTHER)))]


def words(line: Line) -> str:
    return "".join(each.text for each in line).replace("\u00a0", " ")


def test_an_exclusion_a_classification_and_a_withdrawal_are_told():
    out = by_a_person(action="exclude")
    sorted_otherwise = by_a_person(action="reclassify", design=Design.OBSERVATIONAL)

    assert said([RULES], [out]) == ["1 study was excluded by a person: PMID 990000001."]
    assert said([RULES], [sorted_otherwise]) == [
        "1 study was decided on by a person in place of the rules: PMID 990000001."
    ]
    assert said([out], [sorted_otherwise]) == said([RULES], [sorted_otherwise])
    assert said([out], [RULES]) == [
        "1 study was given back to the rules, a person's decision being withdrawn: PMID 990000001."
    ]


def test_what_was_told_before_is_not_told_again_and_neither_is_a_reason_that_changed():
    out = by_a_person(action="exclude")
    again = out.model_copy(
        update={
            "appraisal": judged(
                appraisal(),
                Override(id="1", pmid=out.pmid, action="exclude", reason="else", person="Bo", made_at=""),
            )
        }
    )

    assert said([out], [out]) == said([out], [again]) == said([RULES], [RULES]) == []


def test_a_study_that_is_not_listed_any_more_is_not_told_of():
    assert said([by_a_person(action="exclude")], []) == []


def test_a_version_that_only_a_decision_changed_does_not_say_that_nothing_did():
    lines = decided.told(pack(studies=(RULES,)), pack(studies=(by_a_person(action="include"),)))
    made = edition()

    _, items = changed.blocks(Changes(grade_now=Level.LOW), made.monograph, made.pack, (), 2, lines)

    assert isinstance(items, Bullets)
    (line,) = items.items
    assert words(line) == "1 study was decided on by a person in place of the rules: PMID 990000001."
    assert check(words(line)) == ()
