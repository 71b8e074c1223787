"""The measurement counts what it says it counts, and tells nothing of the closed half but counts."""

import json

import pytest
from typer.testing import CliRunner

from infra.cli.main import app_with
from infra.evaluation.compliance import Labelled, Share, labelled, measure
from shared.domain.publishing.monograph import Finding


def sentence(id: str, family: str, *, violating: bool, also: tuple[str, ...] = ()) -> Labelled:
    return Labelled(id=id, family=family, violating=violating, text=id, context={}, also=frozenset(also), of="open")


def rules(found: dict[str, str]):
    def say(each: Labelled) -> list[Finding]:
        told = found.get(each.id, "").split()
        return [Finding(rule=one[:3], severity="warn" if one[3:] else "block", reason="r") for one in told]

    return say


def test_a_violating_sentence_is_found_by_its_own_family_alone_and_refused_by_any():
    sentences = [sentence(f"L{number}", "C01", violating=True, also=("C05",)) for number in range(4)]

    measured = measure(sentences, rules({"L0": "C01", "L1": "C05", "L2": "C07", "L3": "C01?"}))

    assert measured.recall(["C01"]) == Share(1, 4)
    assert measured.refused() == Share(3, 4)
    assert measured.strays() == 1


def test_precision_weighs_what_was_found_against_acceptable_sentences_that_were_blocked():
    sentences = [sentence("V1", "C01", violating=True), *(sentence(f"A{n}", "C02", violating=False) for n in range(3))]

    measured = measure(sentences, rules({"V1": "C01", "A0": "C09", "A1": "C10?"}))

    assert measured.precision() == Share(1, 2)
    assert measured.false_alarms() == Share(1, 3)
    assert measured.false_warnings() == Share(1, 3)
    assert measured.alarms_of("C09") == 1


def test_the_interval_is_the_one_in_the_literature_and_knows_nothing_of_nothing():
    low, high = Share(9, 10).interval

    assert (round(low, 4), round(high, 4)) == (0.5958, 0.9821)
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(0, 0).value is None


def test_every_labelled_sentence_is_in_one_half_and_errors_are_of_the_open_one():
    sentences = labelled()
    missed = measure(sentences, rules({})).errors()

    assert len(sentences) == len(labelled("open")) + len(labelled("closed")) > 700
    assert {each.sentence.of for each in missed} == {"open"}
    assert len(missed) == sum(each.violating for each in labelled("open"))


@pytest.mark.parametrize("name", ["varied", "broad", "paired", "voices", "reports"])
def test_a_half_of_a_large_set_is_read_and_the_other_is_not(name):
    halves = (f"{name}-open", f"{name}-closed")
    sentences = labelled(*halves)

    assert len(sentences) == sum(len(labelled(half)) for half in halves) > 1000
    assert {each.sentence.of for each in measure(sentences, rules({})).errors()} == {f"{name}-open"}


COUNTED = ("closed", "third", *(f"{name}-closed" for name in ("varied", "broad", "paired", "voices", "reports")))
"""What nobody who makes rules may read."""


@pytest.mark.parametrize("name", COUNTED)
def test_errors_of_a_set_that_is_only_counted_are_refused(name):
    said = CliRunner().invoke(app_with(["eval"]), ["eval", "compliance", "--errors", "--set", name])

    assert said.exit_code == 2
    assert "only counted" in said.stderr
    assert measure(labelled(name), rules({})).errors() == []


@pytest.mark.parametrize("options", [["--json"], ["--errors"], ["--set", "third", "--set", "broad-closed"]])
def test_no_text_of_a_set_that_is_only_counted_is_ever_printed(options):
    said = CliRunner().invoke(app_with(["eval"]), ["eval", "compliance", *options])

    printed = said.stdout + said.stderr
    assert said.exit_code == 0
    counted = labelled(*COUNTED)
    assert [each.id for each in counted if each.text in printed or each.id in printed] == []
    if options == ["--json"]:
        halves = json.loads(said.stdout)["halves"]
        assert set(halves) == {"open", "closed"}
        assert set(halves["closed"]["families"]["C01"]) == {"hits", "of", "share", "low", "high", "false_alarms"}
