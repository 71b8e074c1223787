"""Each rate of `peptalk eval drafts` falls where its own fault is, and nowhere else."""

from dataclasses import replace

import pytest
from invented.editions import edition
from invented.factories import appraisal
from rigs.shell import Shell
from typer.testing import CliRunner

from infra.cli.main import app_with
from infra.evaluation.drafts import RATES, Page, measure
from infra.evaluation.drafts_report import report
from shared.domain.publishing.manifest import Cost
from shared.domain.vocabulary import Flag, Level

UP = {name for name, (_, more) in RATES.items() if more}


def page(**changes) -> Page:
    made = edition(extractive=True)
    parts = {"pack": made.pack, "draft": made.draft, "monograph": made.monograph, **changes}
    return Page("exemplin-12", 1, **parts, cost=Cost(calls=1, input_tokens=900, output_tokens=100, microusd=2500))


def with_claim(page: Page, at: int = 0, **changes) -> Page:
    claims = list(page.monograph.claims)
    claims[at] = claims[at].model_copy(update=changes)
    return changed(page, claims=tuple(claims))


def changed(of: Page, **changes) -> Page:
    return page(monograph=of.monograph.model_copy(update=changes))


def fallen(of: Page) -> set[str]:
    """The rates that are worse than those of a sound page."""
    sound, found = measure([page()]).rates, measure([of]).rates
    return {
        name
        for name in RATES
        if found[name].value is not None
        and sound[name].value is not None
        and (found[name].value < sound[name].value if name in UP else found[name].value > sound[name].value)
    }


def test_a_sound_page_has_every_rate_at_its_best():
    figures = measure([page()])

    assert {name: share.value for name, share in figures.rates.items()} == {name: float(name in UP) for name in RATES}
    assert (figures.plain()["tokens_per_page"], figures.plain()["microusd_per_page"]) == (1000, 2500)


def test_a_page_of_which_nobody_knows_what_it_cost_is_left_out_of_the_means_and_said_so():
    known, unknown = page(), replace(page(), cost=None)
    both, none = measure([known, unknown]), measure([unknown])

    assert (both.tokens_per_page, both.microusd_per_page, both.unknown) == (1000, 2500, 1)
    assert (none.plain()["microusd_per_page"], none.plain()["unknown_costs"]) == (None, 1)
    html = report(both, {"a v1": measure([known]), "b v1": none})
    assert "of 1 pages that is unknown" in html
    assert html.count("<td class=n>unknown</td>") == 2


def test_a_quote_with_another_word_is_not_grounded_and_supports_nothing():
    sound = page()
    quote = sound.monograph.claims[0].quotes[0]

    found = fallen(with_claim(sound, quotes=(quote.model_copy(update={"text": quote.text.replace("rose", "fell")}),)))

    assert found >= {"quote_grounding", "citation_recall", "citation_precision"}
    assert found <= {"quote_grounding", "citation_recall", "citation_precision"}


def test_a_number_that_no_quote_has_is_counted():
    sound = page()
    text = sound.monograph.claims[0].text.replace("2.4", "9.7")

    assert fallen(with_claim(sound, text=text)) == {"number_grounding", "citation_recall", "citation_precision"}


def test_a_claim_without_a_quote_is_uncited_and_its_reference_is_one_too_many():
    assert fallen(with_claim(page(), quotes=())) >= {"uncited_sentences", "references_bijective", "citation_recall"}


def test_an_id_that_the_pack_does_not_have_is_counted():
    sound = page()
    claims = list(sound.draft.claims)
    claims[0] = claims[0].model_copy(update={"sentences": ("S99.1",)})

    assert fallen(page(draft=sound.draft.model_copy(update={"claims": tuple(claims)}))) == {"unresolved_ids"}


def test_a_retracted_record_that_is_cited_is_counted():
    sound = page()
    studies = list(sound.pack.studies)
    studies[0] = studies[0].model_copy(update={"appraisal": appraisal(flags=(Flag.RETRACTED,))})

    assert "retracted_cited" in fallen(page(pack=sound.pack.model_copy(update={"studies": tuple(studies)})))


def test_a_claim_that_turns_its_quote_is_not_supported():
    sound = page()
    text = sound.monograph.claims[0].text.replace("rose", "fell")

    assert fallen(with_claim(sound, text=text)) == {"citation_recall", "citation_precision"}


def test_a_quote_beside_one_that_suffices_is_not_precise():
    made = edition(extractive=True, more=1)
    claims = list(made.monograph.claims)
    another = next(each for each in claims if "In study 0" in each.text)
    claims[0] = claims[0].model_copy(update={"quotes": (*claims[0].quotes, *another.quotes)})
    monograph = made.monograph.model_copy(update={"claims": tuple(claims)})

    assert fallen(page(pack=made.pack, draft=made.draft, monograph=monograph)) == {"citation_precision"}


def test_a_grade_that_does_not_follow_is_counted():
    sound = page()
    other = next(each for each in Level if each is not sound.monograph.grade.level)
    grade = sound.monograph.grade.model_copy(update={"level": other})

    assert fallen(changed(sound, grade=grade)) == {"grade_recomputed"}


def test_a_reference_that_nothing_quotes_is_counted():
    sound = page()
    extra = sound.monograph.references[0].model_copy(update={"number": 9, "pmid": "7"})

    assert fallen(changed(sound, references=(*sound.monograph.references, extra))) == {"references_bijective"}


def test_the_report_stands_alone_and_shows_every_rate():
    figures = measure([page()])

    html = report(figures, {"<exemplin> v1": figures})

    assert html.count("<svg") == 1
    assert "&lt;exemplin&gt; v1" in html
    assert not [each for each in ("<script", "http", "src=", "@import") if each in html]
    assert all(name.replace("_", " ") in html for name in RATES)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "has no published page"),
        (["nothing-such"], "no published page of nothing-such; `peptalk peptides list` has the slugs"),
        (["--output", "/nowhere/at/all/report.html"], "there is no folder"),
    ],
)
def test_wrong_input_is_told_with_what_to_do(tmp_path, monkeypatch, arguments, said, ready):
    peptalk = Shell(tmp_path / "home", ready=ready)
    peptalk("catalog", "sync")

    ran = peptalk("eval", "drafts", *arguments)

    assert ran.code != 0
    assert said in " ".join((ran.out + ran.err).split())


def test_an_existing_file_is_not_written_over(tmp_path):
    there = tmp_path / "report.html"
    there.write_text("mine", "utf-8")

    said = CliRunner().invoke(app_with(["eval"]), ["eval", "drafts", "--output", str(there)])

    assert said.exit_code == 2
    assert there.read_text("utf-8") == "mine"
