"""What was measured holds: floors under the figures of docs/evidence.md, on real and on invented records."""

from pathlib import Path

import pytest

from evidence import measure
from evidence.__main__ import main

FIGURES = Path(__file__).parents[2] / "docs" / "evidence.md"


@pytest.fixture(scope="module")
def halves():
    found = measure.records()
    if not all(found.values()):
        pytest.skip("the folder of real records is absent: shared/data/pubmed beside the checkout")
    return found


@pytest.fixture(scope="module")
def even(halves):
    return halves[measure.EVEN]


@pytest.fixture(scope="module")
def species(even):
    return measure.species(even.values())


@pytest.fixture(scope="module")
def designs(even):
    return measure.designs(even.values())


@pytest.fixture(scope="module")
def sizes(even):
    return measure.sizes_of(measure.EVEN, even)


@pytest.fixture(scope="module")
def odd_sizes(halves):
    return measure.sizes_of(measure.ODD, halves[measure.ODD])


def test_species_by_words_are_decided_and_seldom_wrong(species):
    assert species.decided.value >= 0.855
    assert species.wrong.value <= 0.02


def test_a_trial_is_told_by_words_where_its_indexing_is_hidden(designs):
    assert designs.trials == 5
    assert designs.precision.hits >= 4
    assert designs.called <= 5


def test_sizes_agree_with_two_readers(sizes):
    assert len(measure.size_key()) == 268
    assert sizes.recall.of == 34
    assert sizes.precision.value >= 0.92
    assert sizes.recall.hits >= 26


def test_sizes_of_the_half_that_was_tuned_by_agree_with_two_readers(odd_sizes):
    assert len(measure.size_key(measure.ODD)) == 277
    assert odd_sizes.recall.of == 36
    assert not odd_sizes.wrong
    assert odd_sizes.recall.hits >= 31


@pytest.mark.parametrize(("half", "sizes_stated"), [(measure.EVEN, 34), (measure.ODD, 36)])
def test_a_key_holds_no_text_and_its_passages_are_in_the_abstracts(half, sizes_stated, halves):
    import hashlib
    import json

    kept = json.loads((measure.HERE / measure.KEYS[half]).read_text("utf-8"))["records"]

    stated = [each for each in kept if each["n"] is not None]
    assert len(stated) == sizes_stated
    assert {measure.half_of(each["pmid"]) for each in kept} == {half}
    for each in stated:
        words = halves[half][each["pmid"]].abstract_text[each["start"] : each["end"]]
        assert hashlib.sha256(words.encode()).hexdigest() == each["sha256"], each["pmid"]
        assert words not in json.dumps(each)


def test_sizes_of_invented_abstracts_in_many_forms_are_read_as_they_were_meant():
    tuned, held_out, shapes, manners = (
        measure.invented_sizes(each) for each in (measure.TUNED_BY, measure.HELD_OUT, measure.SHAPES, measure.MANNERS)
    )

    assert (tuned.recall.of, held_out.recall.of, shapes.recall.of, manners.recall.of) == (309, 85, 210, 161)
    assert len(manners.wrong) <= 1
    assert manners.recall.hits >= 148
    assert not shapes.wrong
    assert shapes.recall.hits >= 197
    assert len(tuned.wrong) <= 7
    assert tuned.recall.hits >= 297
    assert not held_out.wrong
    assert held_out.recall.hits >= 81


def test_the_invented_abstracts_are_read_as_they_were_meant():
    cases = list(measure.invented())
    told = {each.study.pmid: measure.appraised(each.study) for each in cases}

    sizes = measure.sizes({each.study.pmid: each.n for each in cases}, {pmid: each.n for pmid, each in told.items()})
    assert len(cases) == 100
    assert sum(told[each.study.pmid].design == each.design for each in cases) >= 100
    assert sum(told[each.study.pmid].species == each.species for each in cases) >= 99
    assert not sizes.wrong
    assert sizes.recall.value >= 0.98


def test_wilsons_interval_is_that_of_the_textbook():
    # Newcombe 1998, table I: 81 of 263 and 0 of 20.
    assert [round(each, 4) for each in measure.Share(81, 263).interval] == [0.2553, 0.3662]
    assert [round(each, 4) for each in measure.Share(0, 20).interval] == [0.0, 0.1611]


def test_the_command_prints_figures_and_no_text(capsys, monkeypatch):
    monkeypatch.setattr(measure, "REAL", Path("absent"))
    monkeypatch.setattr("evidence.__main__.INJECTIONS", 10)  # of 200, each of which becomes pages and PDFs

    assert main() == 0

    said = capsys.readouterr()
    assert "10 injected abstracts" in said.out
    assert "invented abstracts: 100" in said.out
    assert "is absent" in said.err
    assert not any(each.study.title in said.out for each in measure.invented())


def test_the_documented_figures_are_those_that_are_measured(species, designs, sizes, odd_sizes):
    text = FIGURES.read_text("utf-8")
    invented = [
        measure.invented_sizes(name) for name in (measure.TUNED_BY, measure.HELD_OUT, measure.SHAPES, measure.MANNERS)
    ]
    of_sizes = [figure for found in (sizes, odd_sizes, *invented) for figure in (found.precision, found.recall)]

    for figure in (species.wrong, species.decided, designs.precision, designs.recall, *of_sizes):
        assert str(figure) in text
