"""The size of an analysis of a trial's records is that of whom it took, not the trial's."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from shared.domain.evidence.study import AbstractSection, Term


def size(text, title="A trial of it."):
    study = factories.study(
        title=title,
        abstract=(AbstractSection(label="RESULTS", category="RESULTS", text=text),),
        publication_types=(Term(ui="D016449", name="x"),),
        mesh=(Term(ui="D006801", name="x"),),
    )
    found = appraise(study, factories.peptide())
    assert found.n_quote is None or found.n_quote in study.abstract_text
    return found.n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In it 2150 adults were randomised. This post hoc analysis included the 412 participants with pain.", 412),
        ("This post hoc analysis included 412 of the 2150 participants of the EXEMPLAR trial.", 412),
        ("Of 17,604 patients enrolled in the EXEMPLAR trial, 4286 had pain and were included in this analysis.", 4286),
        ("The EXEMPLAR trial randomised 1961 participants. The extension reported here followed 327 of them.", 327),
        ("In this prespecified secondary analysis, all 2150 randomised participants were included.", 2150),
        ("Data of 640 participants of the EXEMPLAR trial were available for this post hoc analysis.", 640),
        # Fewer are counted, and nothing says that they were all
        (
            "Participants (n=1961) were randomised in the parent trial. In this substudy MRI was done in 60 of them.",
            None,
        ),
        # A trial's own
        ("We randomised 300 adults. The secondary outcome was pain. In a post hoc analysis 40 women had less.", 300),
        ("We randomised 300 adults for secondary prevention; 12 of them died.", 300),
    ],
)  # fmt: skip
def test_a_secondary_analysis_has_the_size_of_whom_it_took(text, expected):
    assert size(text) == expected
