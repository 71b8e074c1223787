"""Blinding, registration, payers, conflicts, laboratory and sponsor: each with its rule, sureness and words."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from shared.domain.evidence.appraisal import Appraisal
from shared.domain.evidence.study import AbstractSection, Term
from shared.domain.vocabulary import Blinding, Confidence, Conflict, Design

PEPTIDE = factories.peptide()


def of(text="A text.", *, types=("D016449",), mesh=("D006801",), **fields) -> Appraisal:
    return appraise(
        factories.study(
            **{
                "title": "A study.",
                "abstract": (AbstractSection(text=text),),
                "publication_types": tuple(Term(ui=each, name="x") for each in types),
                "mesh": tuple(Term(ui=each, name="x") for each in mesh),
                **fields,
            }
        ),
        PEPTIDE,
    )


def decided(appraisal, field):
    return next((each for each in appraisal.decisions if each.field == field), None)


@pytest.mark.parametrize(
    ("text", "mesh", "blinding", "confidence"),
    [
        ("A double-blind trial.", (), Blinding.DOUBLE, Confidence.PROBABLE),
        ("A triple-masked trial.", (), Blinding.DOUBLE, Confidence.PROBABLE),
        ("A trial.", ("D004311",), Blinding.DOUBLE, Confidence.CERTAIN),
        ("A trial.", ("D016037",), Blinding.SINGLE, Confidence.CERTAIN),
        ("An assessor-blinded trial.", (), Blinding.SINGLE, Confidence.PROBABLE),
        ("Raters were masked to treatment.", (), Blinding.SINGLE, Confidence.PROBABLE),
        ("An open-label trial.", (), Blinding.OPEN, Confidence.PROBABLE),
        ("A nonblinded trial.", (), Blinding.OPEN, Confidence.PROBABLE),
        ("A double-blind trial with an open-label extension.", (), Blinding.DOUBLE, Confidence.PROBABLE),
        ("Double-blind drug or open-label insulin.", (), Blinding.OPEN, Confidence.POSSIBLE),
        ("Blind people were asked.", (), Blinding.NOT_STATED, None),
    ],
)
def test_who_did_not_know(text, mesh, blinding, confidence):
    found = of(text, mesh=("D006801", *mesh))

    by = decided(found, "blinding")
    assert (found.blinding, by and by.confidence) == (blinding, confidence)


@pytest.mark.parametrize(
    ("text", "blinding"),
    [
        ("Neither patients nor investigators were blinded.", Blinding.OPEN),
        ("None of the assessors were blinded.", Blinding.OPEN),
        ("Treatment was given without double-blinding.", Blinding.OPEN),
        ("The trial was not conducted in a double-blind fashion.", Blinding.OPEN),
        ("The study was not randomised, double-blind or placebo-controlled.", Blinding.OPEN),
        ("This open-label extension of a double-blind trial enrolled 40 patients.", Blinding.OPEN),
        ("Neither patients nor assessors were unblinded.", Blinding.NOT_STATED),
        ("Previous double-blind trials showed benefit. In this single-arm study, 40 took it.", Blinding.NOT_STATED),
        ("Earlier small randomised, double-blind studies failed. Forty took it.", Blinding.NOT_STATED),
        ("Its effect has been shown in a double-blind trial. Forty took it.", Blinding.NOT_STATED),
        ("In this retrospective analysis of a double-blind trial, patients slept.", Blinding.NOT_STATED),
        ("A randomised, double-blind trial is now warranted.", Blinding.NOT_STATED),
        ("There is a need for double-blind trials.", Blinding.NOT_STATED),
        ("No serious adverse event occurred in this double-blind trial.", Blinding.DOUBLE),
        ("In contrast to previous work, patients and investigators were blinded.", Blinding.DOUBLE),
        ("This double-blind trial shows that it is safe; further trials are needed.", Blinding.DOUBLE),
        ("It was not known whether it helps, so we did a double-blind trial.", Blinding.DOUBLE),
        ("Patients were randomised double-blind and then followed in an open-label extension.", Blinding.DOUBLE),
        ("A double-blind trial. In a group with uncontrolled asthma, it helped.", Blinding.DOUBLE),
        ("In contrast with double-blind trials, this study had no masking.", Blinding.OPEN),
        ("Unlike earlier and larger double-blind trials, forty took it.", Blinding.NOT_STATED),
        ("Treatment was given without blinding.", Blinding.OPEN),
        ("Blinding was not possible.", Blinding.OPEN),
        ("A double-blind trial with no masking of flavours.", Blinding.DOUBLE),
        ("Patients knew what they took, but assessors were blinded.", Blinding.SINGLE),
        ("Assessors not involved in care were blinded to treatment.", Blinding.SINGLE),
    ],
)
def test_blinding_that_is_denied_or_anothers_is_not_the_studys(text, blinding):
    assert of(text).blinding is blinding


@pytest.mark.parametrize(
    ("label", "text", "blinding"),
    [
        ("BACKGROUND", "It worked in a double-blind trial.", Blinding.NOT_STATED),
        ("OBJECTIVE", "To test it in a double-blind trial.", Blinding.DOUBLE),
        ("BACKGROUND AND AIMS", "We tested it in a double-blind trial.", Blinding.DOUBLE),
        ("METHODS", "A double-blind trial.", Blinding.DOUBLE),
    ],
)
def test_a_background_tells_of_others_blinding(label, text, blinding):
    assert of(abstract=(AbstractSection(label=label, text=text),)).blinding is blinding


@pytest.mark.parametrize(
    ("title", "blinding"),
    [
        ("Exemplin in uncontrolled asthma: a trial.", Blinding.DOUBLE),
        ("An uncontrolled study of Exemplin.", Blinding.NOT_STATED),
        ("Exemplin in gout: a single-arm trial.", Blinding.NOT_STATED),
    ],
)
def test_what_a_title_says_of_the_study_holds(title, blinding):
    assert of("It followed a double-blind period.", title=title).blinding is blinding


def test_a_review_of_blinded_trials_is_not_blinded():
    assert of("Double-blind trials were sought.", types=("D000078182",)).blinding is Blinding.NOT_STATED


@pytest.mark.parametrize(
    ("text", "fields", "number", "rule"),
    [
        ("", {"registrations": ("NCT01234567",)}, "NCT01234567", "registered-databank"),
        ("", {"registrations": ("ISRCTN63718836",)}, "ISRCTN63718836", "registered-databank"),
        ("", {"registrations": ("GSE13286",)}, None, None),
        ("ClinicalTrials.gov NCT01234567.", {}, "NCT01234567", "registered-words"),
        ("EudraCT 2015-001234-56.", {}, "2015-001234-56", "registered-words"),
        ("NCT0123456 and XNCT01234567 are none.", {}, None, None),
        ("ISRCTN 12345678.", {"registrations": ("GSE13286",)}, "ISRCTN12345678", "registered-words"),
        ("", {"registrations": ("GSE13286", "nct 01234567")}, "NCT01234567", "registered-databank"),
        ("Weight fell less than in the SHAM-1 trial (NCT01234567).", {}, None, None),
        ("PROSPERO CRD42022360199.", {"types": ("D000078182",)}, "CRD42022360199", "registered-words"),
        ("It pooled NCT01234567.", {"types": ("D000078182",)}, None, None),
        ("We discuss NCT01234567.", {"types": ("D016421",)}, None, None),
    ],
)
def test_whether_it_was_registered(text, fields, number, rule):
    found = of(text, **fields)

    by = decided(found, "registered")
    assert (by and by.value, by and by.rule, found.registered) == (number, rule, number is not None)


@pytest.mark.parametrize(
    ("statement", "conflict"),
    [
        ("", Conflict.NOT_STATED),
        ("The authors declare no conflict of interest.", Conflict.NONE),
        ("Conflicts of Interest: none", Conflict.NONE),
        ("The authors declare that they have no known competing financial interests.", Conflict.NONE),
        ("Nothing to disclose.", Conflict.NONE),
        ("The authors received no grants from any company and have no competing interests.", Conflict.NONE),
        ("A.B. is an employee of Example Inc. The others declare no competing interests.", Conflict.DECLARED),
        ("A.B. has received honoraria from Example.", Conflict.DECLARED),
        ("C.D. holds a patent.", Conflict.DECLARED),
    ],
)
def test_what_is_declared(statement, conflict):
    assert of(conflict_statement=statement).conflict is conflict


@pytest.mark.parametrize(
    ("text", "fields", "funders", "sponsor"),
    [
        ("", {"grants": ("R01 DK1, NIDDK NIH HHS", "R02 DK2, NIDDK NIH HHS")}, ("NIDDK NIH HHS",), "niddknihhhs"),
        ("It healed. Funded by Novo Nordisk.", {}, ("Novo Nordisk",), "novonordisk"),
        ("(Funded by Eli Lilly and Company; NCT01234567.)", {}, ("Eli Lilly and Company",), "elililly"),
        ("The view is supported by These Data.", {}, (), ""),
        # A type says that somebody paid, never who.
        ("", {"types": ("D016449", "D052061")}, (), ""),
        ("", {"types": ("D016449", "D013485")}, (), ""),
        ("This work was supported by the Invented Fund.", {}, ("Invented Fund",), "inventedfund"),
        ("The authors' work is supported in part by the Invented Fund.", {}, ("Invented Fund",), "inventedfund"),
        ("It healed. Supported by Novo Nordisk, Denmark.", {}, ("Novo Nordisk, Denmark",), "novonordisk"),
        ("Supported by the Invented Fund, which had no role.", {}, ("Invented Fund",), "inventedfund"),
        ("It was funded by Novo Nordisk and others.", {}, ("Novo Nordisk",), "novonordisk"),
        ("The idea is supported by Example et al.", {}, (), ""),
        ("This study was supported by Example and colleagues.", {}, (), ""),
        ("It grew (supported by Example, 2010).", {}, (), ""),
        ("The view was supported by Example (2010).", {}, (), ""),
        ("Supported by Medicare claims, patients were studied.", {}, (), ""),
        ("Supported by Example Fund, we studied rats.", {}, (), ""),
        ("It was supported by Hypothesis H2.", {}, (), ""),
        ("The diagnosis was supported by Doppler ultrasound.", {}, (), ""),
        ("In this study, patients were supported by ECMO.", {}, (), ""),
        ("The work was supported by Western blotting.", {}, (), ""),
        ("", {"affiliations": ("Research, Novo Nordisk A/S, Denmark.",)}, (), "novonordisk"),
        ("", {"affiliations": ("Dept of Merck Studies, University of Examples.",)}, (), ""),
        # A department is no company, and a university's centre is the university's, whoever gave its name.
        ("", {"affiliations": ("Department of Pharmacology and Invented Therapeutics, University of X.",)}, (), ""),
        ("", {"affiliations": ("Division of Sleep and Applied Biosciences, X Research Park.",)}, (), ""),
        ("", {"affiliations": ("The Novo Nordisk Foundation Center for Examples, University of X.",)}, (), ""),
        ("", {"affiliations": ("Joint Center of Marine Biotechnology, X Academy.",)}, (), ""),
        ("", {"affiliations": ("Sanofi Chair of Sleep, Université X, France.",)}, (), ""),
        ("", {"affiliations": ("Laboratory 4, Gilead Street 5, Example City.",)}, (), ""),
        (
            "",
            {"affiliations": ("Drug Metabolism & Safety Research Laboratories, Mockama Co., Ltd, X.",)},
            (),
            "mockama",
        ),
        ("", {"affiliations": ("Research Laboratories, Mockama Pharmaceutical Co., Ltd., X.",)}, (), "mockama"),
        ("", {"affiliations": ("Health and Environment Laboratories, Mock Film Company, X.",)}, (), "mockfilm"),
        ("", {"affiliations": ("University of X; Research, Mockama GmbH, Y.",)}, (), "mockama"),
        ("", {"affiliations": ("Mockama Inc., University Avenue, Y.",)}, (), "mockama"),
        # What is stated goes before what an address lets one think.
        (
            "It was funded by the Invented Council.",
            {"affiliations": ("Exemplar Therapeutics Inc., Boston.",)},
            ("Invented Council",),
            "inventedcouncil",
        ),
        ("It healed. Funding: None.", {}, (), ""),
        ("It healed. Funding: Not applicable.", {}, (), ""),
        ("It healed. Funding: No external funding.", {"grants": ("K1, NCI",)}, ("NCI",), "nci"),
        (
            "",
            {"grants": ("81000001, 81000002, MIST | Invented Science Foundation of X (ISF)",)},
            ("Invented Science Foundation of X (ISF)",),
            "inventedsciencefoundationofx",
        ),
        ("", {"affiliations": ("Exemplar Therapeutics Inc., Boston.",), "grants": ("K1, NCI",)}, ("NCI",), "exemplar"),
    ],
)
def test_who_paid(text, fields, funders, sponsor):
    found = of(text, **fields)

    assert (found.funding, found.sponsor) == (funders, sponsor)


def test_a_type_of_support_is_told_beside_who_paid():
    found = of(types=("D016449", "D013485", "D052061"))
    named = of("It healed. Funded by Novo Nordisk.", types=("D016449", "D013485"))

    assert (found.payers, found.supported) == (
        (),
        ("Research Support, N.I.H., Extramural", "Research Support, Non-U.S. Gov't"),
    )
    assert "funding-types" in found.rules
    assert (named.payers, named.supported) == (("Novo Nordisk",), ())


def test_an_older_pack_had_our_word_for_a_type_among_the_payers():
    old = of().model_copy(update={"funding": ("not the US government",), "rules": ("funding-types",)})

    assert (old.payers, old.supported) == ((), ())


@pytest.mark.parametrize(
    ("authors", "affiliations", "key"),
    [
        (("First A", "Senior B"), ("Medical Faculty, University of Zagreb, Croatia.",), "seniorb@universityofzagreb"),
        (("First A", "Señior B"), ("Dept of X, Indiana University School of Y.",), "seniorb@indianauniversity"),
        (("Senior B", "The EXAMPLE Study Group"), (), "seniorb"),
        (("Senior B",), ("X Institute of Examples, Y.",), "seniorb@xinstituteofexamples"),
        ((), ("University of Zagreb.",), ""),
    ],
)
def test_whose_laboratory_it_was(authors, affiliations, key):
    assert of(authors=authors, affiliations=affiliations).laboratory == key


def test_the_senior_authors_own_address_counts_not_the_last_one():
    found = of(
        authors=("First A", "Senior B"),
        affiliations=("University of Zagreb.", "Indiana University."),
        author_affiliations=((1,), (0, 1)),
    )

    assert found.laboratory == "seniorb@universityofzagreb"


def test_every_quote_of_a_decision_stands_where_it_says():
    found = of(
        "A double-blind trial. Patients were randomised to it or placebo in a trial of 40 patients. NCT01234567.",
        title="WITHDRAWN: A study.",
        types=(),
        mesh=(),
        status="Publisher",
    )
    abstract = "A double-blind trial. Patients were randomised to it or placebo in a trial of 40 patients. NCT01234567."

    quotes = [each.quote for each in found.decisions if each.quote]
    assert found.design is Design.PROBABLE_RCT
    assert len(quotes) >= 4
    for each in quotes:
        whole = "WITHDRAWN: A study." if each.in_title else abstract
        assert whole[each.start : each.end] == each.text


def test_a_brief_appraisal_counts_the_same_and_quotes_nothing():
    whole = of("A double-blind trial. We randomised 40 patients. Funded by Example Inc.")

    brief = whole.brief()
    assert whole.decisions
    assert whole.n_quote
    assert (brief.n, brief.design, brief.blinded, brief.rules) == (whole.n, whole.design, whole.blinded, whole.rules)
    assert (brief.decisions, brief.n_quote, brief.effects, brief.funding) == ((), None, (), ())
