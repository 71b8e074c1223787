"""Trials' numbers of every registry, written one way however they are written; another study's number is not own."""

import pytest
from invented import factories

from functions.fetch.appraisal.conduct.trial_numbers import numbers_in, numbers_of, registry_of
from shared.domain.evidence.study import AbstractSection


def of(text: str = "", *, listed: tuple[str, ...] = (), title: str = "A study.") -> tuple[str, ...]:
    return numbers_of(factories.study(title=title, abstract=(AbstractSection(text=text),), registrations=listed))


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("ClinicalTrials.gov NCT01234567.", "NCT01234567"),
        ("ClinicalTrials.gov number, NCT 01234567.", "NCT01234567"),
        ("(nct01234567)", "NCT01234567"),
        ("NCT-01234567", "NCT01234567"),
        ("NCT‑01234567", "NCT01234567"),
        ("NCT number: 01234567", "NCT01234567"),
        ("NCT #01234567", "NCT01234567"),
        ("NCT0123 4567", "NCT01234567"),
        ("Current Controlled Trials ISRCTN12345678", "ISRCTN12345678"),
        ("ISRCTN 12345678", "ISRCTN12345678"),
        ("ISRCTN registry number 12345678", "ISRCTN12345678"),
        ("ISRCTN registration no. 12345678", "ISRCTN12345678"),
        ("EudraCT 2015-001234-56", "2015-001234-56"),
        ("EudraCT number: 2015–001234–56", "2015-001234-56"),
        ("EUCTR2015-001234-56-GB", "2015-001234-56"),
        ("EU CT 2023-501234-11-00", "2023-501234-11"),
        ("ChiCTR2000012345", "ChiCTR2000012345"),
        ("ChiCTR-TRC-12001234", "ChiCTR12001234"),
        ("chictr-ipr-12001234", "ChiCTR12001234"),
        ("UMIN000012345", "UMIN000012345"),
        ("UMIN 000012345", "UMIN000012345"),
        ("UMIN-CTR number 000012345", "UMIN000012345"),
        ("JPRN-UMIN000012345", "UMIN000012345"),
        ("JapicCTI-123456", "JapicCTI-123456"),
        ("JapicCTI 123456", "JapicCTI-123456"),
        ("jRCTs031180123", "jRCTs031180123"),
        ("JRCT2031200123", "jRCT2031200123"),
        ("JMA-IIA00123", "JMA-IIA00123"),
        ("ACTRN12605000123456", "ACTRN12605000123456"),
        ("ACTRN 12605000123456p", "ACTRN12605000123456"),
        ("ANZCTR 12605000123456", "ACTRN12605000123456"),
        ("DRKS00012345", "DRKS00012345"),
        ("DRKS-ID: DRKS00012345", "DRKS00012345"),
        ("DRKS 00012345", "DRKS00012345"),
        ("CTRI/2018/05/014000", "CTRI/2018/05/014000"),
        ("CTRI No. 2018/5/14000", "CTRI/2018/05/014000"),
        ("IRCT20180101038142N1", "IRCT20180101038142N1"),
        ("IRCT 20180101038142 N 1", "IRCT20180101038142N1"),
        ("NTR1234", "NTR1234"),
        ("NTR number 1234", "NTR1234"),
        ("Netherlands Trial Register NL7654", "NL7654"),
        ("PACTR201234567890123", "PACTR201234567890123"),
        ("PACTR 201234567890123", "PACTR201234567890123"),
        ("KCT0001234", "KCT0001234"),
        ("KCT 0001234", "KCT0001234"),
        ("TCTR20180101001", "TCTR20180101001"),
        ("RBR-2abc4d", "RBR-2ABC4D"),
        ("RPCEC00000123", "RPCEC00000123"),
        ("SLCTR/2018/012", "SLCTR/2018/012"),
    ],
)
def test_a_number_is_found_and_written_one_way(written, number):
    assert {each.number for each in numbers_in(written)} == {number}
    assert of(written) == of(listed=(written,)) == of(title=written) == (number,)


@pytest.mark.parametrize(
    "text",
    [
        "NCT0123456, NCT012345678 and XNCT01234567 are none.",
        "ISRCTN1",
        "GSE13286",
        "RBR-ligase and the neurotensin receptor NTR1 were cloned.",
        "Between 2015-2016 and 2017-2018 there were 123456 visits.",
        "UMIN00001",
        "NL7654 was a strain.",
        "IRCT spectra at 20180101 were taken.",
    ],
)
def test_what_is_no_number_of_a_trial(text):
    assert of(text, listed=(text,)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Unlike the SHAM-2 trial (NCT01234567), Exemplin-12 lowered weight.",
        "Weight fell less than in the SHAM-2 trial (ClinicalTrials.gov NCT01234567).",
        "In contrast to an earlier study (NCT01234567), no harm was seen.",
        "The rates were similar to those of SHAM-2 (NCT01234567).",
        "This agrees with nothing; weight fell as in the phase 3 trial NCT01234567.",
        "These findings are consistent with the results of a previous trial (NCT 01234567).",
        "The arm was compared with historical controls from the SHAM-2 trial (NCT01234567).",
        "In a previous trial (NCT01234567), Exemplin-12 was well tolerated.",
        "A larger trial (NCT01234567) is under way.",
        "A phase 3 trial of Exemplin-12 is currently recruiting (NCT01234567).",
        "Exemplin-12 is being tested in an ongoing phase 3 trial (NCT01234567).",
        "Another trial (NCT01234567) will assess deaths.",
    ],
)
def test_a_number_that_is_only_another_studys_is_not_own(text):
    assert of(text) == ()
    assert of(f"{text} Registered as ISRCTN12345678.") == ("ISRCTN12345678",)
    # NLM lists what an abstract names.
    assert of(text, listed=("NCT01234567", "ISRCTN12345678")) == ("ISRCTN12345678",)
    assert of(text, listed=("NCT01234567",)) == ("NCT01234567",)


@pytest.mark.parametrize(
    "text",
    [
        "Compared with placebo, Exemplin-12 lowered weight (NCT01234567).",
        "Exemplin-12 lowered weight compared with placebo in the SHAM-1 trial (NCT01234567).",
        "Weight fell more than with placebo (ClinicalTrials.gov number, NCT01234567).",
        "This trial compared Exemplin-12 with placebo (NCT01234567).",
        "This ongoing trial is registered as NCT01234567.",
        "We report interim results of an ongoing phase 2 trial (NCT01234567).",
        "Participants who completed a previous trial (NCT01234567) were enrolled.",
        "A post hoc analysis of the SHAM-1 trial (NCT01234567) was done.",
        "Adults were randomised in a double-blind trial (NCT01234567).",
        "Unlike placebo, Exemplin-12 lowered weight. Trial registration: NCT01234567.",
        "This study, in contrast to the previous one, was registered: NCT01234567.",
        "A future trial will tell; this trial was registered (NCT01234567).",
        "In another trial that we report here (NCT01234567), weight fell.",
        "Exemplin-12 was no worse when compared with NPH (NCT01234567).",
        "Weight fell more than with Exemplin-12 (NCT01234567).",
        "Weight fell more than in Group A (NCT01234567).",
        "Weight fell more than that in controls in the SHAM-1 trial (NCT01234567).",
        "Adults entered a subsequent open-label extension (NCT01234567).",
        "Adults were randomised in an ongoing cohort study (NCT01234567).",
        "500 adults were randomised in a phase 3 trial (NCT01234567) and follow-up is ongoing.",
    ],
)
def test_where_nothing_says_that_it_is_anothers_it_is_own(text):
    assert of(text) == ("NCT01234567",)


def test_a_number_that_is_also_own_stays_own():
    text = "Weight fell as in the main phase of the trial (NCT01234567). Registration: NCT01234567."

    assert of(text) == ("NCT01234567",)


def test_every_number_of_a_pooled_report_is_its_own_in_order():
    assert of("We pooled NCT00000002, nct 00000001 and EudraCT 2015-001234-56.") == (
        "2015-001234-56",
        "NCT00000001",
        "NCT00000002",
    )


def test_the_registry_of_a_number():
    numbers = ("NCT00000001", "2015-001234-56", "CTRI/2018/05/014000", "JapicCTI-123456")
    assert [registry_of(each) for each in numbers] == ["NCT", "", "CTRI", "JapicCTI"]
