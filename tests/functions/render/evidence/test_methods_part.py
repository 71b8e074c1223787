"""The methods part of a page, in words: what was searched, and what it gave."""

import pytest
from invented import editions, factories
from invented.sheets import SEARCHES

from functions.render.evidence import methods
from shared.domain.evidence.pack import BEYOND, PackClass
from shared.domain.evidence.selection import SAID, Why
from shared.domain.publishing.draft import Unread
from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Design, Species
from shared.gates.text import check


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"total": 1, "found": 1}, "1 match, 1 read."),
        ({"total": 4, "found": 4}, "4 matches, 4 read."),
        ({"total": 2, "found": 1, "missing": ("7",)}, "2 matches, 1 read, 1 of them not handed over."),
        ({"total": 0, "found": 0}, "no match."),
        ({"total": 4, "found": 4, "since": "2026-11-22T01:00:00.000Z"}, f"4 matches, 4 read. {methods.NEWS}"),
    ],
)
def test_what_a_search_gave_is_told_in_words(fields, said):
    made = editions.edition()
    search = SEARCHES[0].model_copy(update=fields)

    _, facts = methods.blocks(made.pack, made.monograph, (search,), "automatic")

    ((_, line),) = [row for row in facts.rows if row[0] == "PubMed"]
    assert "".join(each.text for each in line) == f"Searched on 23 November 2026: {said}"


@pytest.mark.parametrize(("warned", "said"), [(0, None), (1, "1 doubt"), (2, "2 doubts")])
def test_doubts_that_left_a_statement_standing_are_counted(warned, said):
    made = editions.edition()
    doubt = Finding(rule="C11", severity="warn", reason="may speak of more people than its quotes do", span="people")
    monograph = made.monograph.model_copy(update={"findings": (doubt,) * warned})

    _, facts = methods.blocks(made.pack, monograph, SEARCHES, "automatic")

    told = {name: "".join(each.text for each in line) for name, line in facts.rows}.get("Doubts")
    assert told == (said and f"The checks had {said} about what is shown, and let it stand.")


def rows_of(made, **left):
    pack = made.pack.model_copy(update=left)
    _, facts = methods.blocks(pack, made.monograph, SEARCHES, "automatic")
    return {name: "".join(each.text for each in line) for name, line in facts.rows}


def test_where_nothing_was_left_out_nothing_is_said_of_it():
    assert {"Selection", "Length"}.isdisjoint(rows_of(editions.edition()))


def test_what_was_left_out_for_want_of_room_is_told_by_reason_with_its_counts():
    older = f"{BEYOND}, because {SAID[Why.OLDER]}"
    listed = factories.pack_study(9, selected=False, reason=older)
    counted = [
        PackClass(
            design=Design.EXPERIMENT, species=species, reason=f"{BEYOND}, because {SAID[why]}", count=n, revisions="x"
        )
        for species, why, n in (
            (Species.ANIMAL, Why.WEAKER, 1_100),
            (Species.IN_VITRO, Why.WEAKER, 100),
            (Species.HUMAN, Why.OLDER, 2),
        )
    ]
    made = editions.edition()

    said = rows_of(made, studies=(*made.pack.studies, listed), unlisted=tuple(counted))["Selection"]

    selected = sum(each.selected for each in made.pack.studies)
    assert said == (
        f"Of {made.pack.found + 1_203:,} records found, {selected} were selected, "
        "by fixed rules: first the best study of every outcome and of every direction it went, then by kind of study, "
        "laboratory and year. Left out: 1,200 studies (1,100 in animals, 100 in cells or tissue) because studies of a "
        "stronger kind were there to be read first; 3 studies (3 in people) because newer studies of the same kind "
        "were there to be read first."
    )
    assert [each for each in check(said) if each.severity == "block"] == []


def test_a_pack_of_an_earlier_release_names_no_reason_but_the_bound():
    made = editions.edition()

    said = rows_of(made, studies=(*made.pack.studies, factories.pack_study(9, selected=False, reason=BEYOND)))[
        "Selection"
    ]

    assert "1 study (1 in people) because a page is written from at most 300 studies." in said


def test_what_the_writer_was_not_shown_is_told_with_its_reasons():
    made = editions.edition()
    unread = (
        Unread(pmid="1", sentences=9, whole=True, why=Why.WEAKER),
        Unread(pmid="2", sentences=8, whole=True, why=Why.WEAKER),
        Unread(pmid="3", sentences=1_200, whole=False, why=Why.SIZE),
        Unread(pmid="4", sentences=3, whole=False, why=Why.BRIEF),
    )

    _, facts = methods.blocks(made.pack, made.monograph.model_copy(update={"unread": unread}), SEARCHES, "automatic")

    ((_, line),) = [row for row in facts.rows if row[0] == "Length"]
    assert "".join(each.text for each in line) == (
        f"For their length, 1,220 of the {len(made.pack.sentences)} sentences of the selected studies were not shown "
        "to the writer: 2 studies because studies of a stronger kind were there to be read first; of 1 study all but "
        "what was found and one sentence of how; a part of 1 study, mostly of full texts."
    )


def test_the_rules_are_told_where_a_reader_can_open_them():
    made = editions.edition()

    _, facts = methods.blocks(made.pack, made.monograph, SEARCHES, "automatic")

    ((_, line),) = [row for row in facts.rows if row[0] == "Grade"]
    said = "".join(each.text for each in line)
    assert said.endswith(
        "without a person's judgement. The rules with their numbers and limits: How pages are made, checked and "
        "graded, at /methods on PepTalk's site."
    )
    assert [(each.text, each.href) for each in line if each.href] == [
        ("How pages are made, checked and graded", "/methods")
    ]
    assert [each for each in check(said) if each.severity == "block"] == []
