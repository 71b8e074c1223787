"""The registry's question: names quoted, none of them an operator."""

import pytest
from invented import factories

from functions.fetch.sources.trial_query import any_of, trial_query_of
from infra.sandbox.literature.essie import BadExpression, parse
from infra.sandbox.literature.words import line
from shared.domain.catalog.peptide import Peptide
from shared.platform.errors import PermanentError


def test_every_name_is_asked_for_once_and_excluded_terms_are_left_out():
    peptide = factories.peptide(
        aliases=["EX-12"], terms=["exemplin-12", "EX-12 acetate"], mesh=["Exemplin"], exclude=["examplase"]
    )

    query = trial_query_of(peptide)

    assert query.text == '("EX-12" OR "EX-12 acetate" OR "Exemplin" OR "exemplin-12") AND NOT ("examplase")'


def test_a_question_is_named_by_its_text():
    one, other = trial_query_of(factories.peptide()), trial_query_of(factories.peptide(aliases=["EX-13"]))

    assert one.hash == trial_query_of(factories.peptide()).hash != other.hash


@pytest.mark.parametrize("name", ["a\\", "AREA[Phase]PHASE3", "x) OR (y", "NOT", "a OR b", "β*"])
def test_no_name_ends_its_quotes_or_adds_an_operator(name):
    text = trial_query_of(Peptide.model_construct(name=name, aliases=("EX-12",), terms=(), mesh=(), exclude=())).text

    assert text.count('"') == 4
    assert not any(each in text for each in ("\\", "[", "]", "*"))
    assert parse(text)(line(["EX-12"]))
    assert not parse(text)(line(["b", "y", "phase3"]))


def test_a_peptide_without_a_name_to_search_for_is_refused():
    with pytest.raises(PermanentError, match="give its catalog entry terms"):
        trial_query_of(Peptide.model_construct(name='""', aliases=(), terms=("[]",), mesh=(), exclude=()))


def test_several_questions_are_one():
    queries = (trial_query_of(factories.peptide()), trial_query_of(factories.peptide(name="Other", terms=["Other"])))

    found = parse(any_of(queries))

    assert [found(line([each])) for each in ("Exemplin-12", "other", "none")] == [True, True, False]


@pytest.mark.parametrize(
    ("expression", "found", "missed"),
    [
        ('"bpc 157"', ["BPC-157 tablets"], ["157 BPC"]),
        ("heart OR stroke AND mild", ["heart", "mild stroke"], ["stroke"]),
        ('(a OR b) AND NOT ("c d")', ["a", "b d c"], ["a c d", "c"]),
        ("a NOT b", ["a"], ["a b"]),
        (r'"say \"a\""', ["say a"], ["a"]),
    ],
)
def test_the_stand_in_reads_expressions_as_the_registry_describes_them(expression, found, missed):
    matches = parse(expression)

    assert [matches(line([each])) for each in found] == [True] * len(found)
    assert [matches(line([each])) for each in missed] == [False] * len(missed)


@pytest.mark.parametrize("expression", ['"open', "(a", "a)", "a AND", "OR a", "", "()"])
def test_what_is_no_expression_is_refused(expression):
    with pytest.raises(BadExpression):
        parse(expression)
