"""What a statement of interests says: who has a tie, that nobody has one, or neither."""

import pytest
from invented import factories

from functions.fetch.appraisal.appraise import appraise
from shared.domain.evidence.study import AbstractSection
from shared.domain.vocabulary import Conflict

PEPTIDE = factories.peptide()

NONE = (
    "Die Verfasser geben an, dass kein Interessenkonflikt besteht.",
    "Interessenkonflikte: keine.",
    "Es bestehen keine Interessenkonflikte.",
    "Interessenkonflikte bestehen nicht.",
    "Les auteurs déclarent ne pas avoir de conflit d'intérêts.",
    "Les auteurs n'ont aucun lien d’intérêts à déclarer.",
    "Los autores declaran no tener conflictos de interés.",
    "Os autores declaram não haver conflitos de interesse.",
    "Os autores declaram não haver conflitos de interesses.",
    "Gli autori dichiarano di non avere conflitti di interessi.",
    "Geen belangenconflict gemeld.",
    "Disclosures Ann B. Example, none Carl Muster, none Dora F. Third, none",
    "A.B., none; C.D., none; E.F., none.",
    "AB: none; CD: none.",
    "Ann Example, none; Carl van Muster, none; Dora Third, none.",
    "The authors did not report any potential conflict.",
    "The writers have not declared a conflict of interest.",
    "The authors don't have any competing interests.",
    "Neither author holds shares, and neither has any conflict of interest.",
    "None of the authors has a conflict of interest or holds stock.",
    "The authors declare that they have no consultancies, honoraria, stock, patents or other competing interests.",
    (
        "They have no affiliation with any organisation with a financial interest (such as honoraria; grants from "
        "firms; employment, stock ownership; and patent arrangements) in what is discussed."
    ),
    "The funder had no role in the design. The authors have no competing interests.",
    "Authors are required to disclose any employment, stock or honoraria. There are no conflicts of interest.",
    "Employment: none; honoraria: none; stock: none; other conflicts of interest: none.",
    "Honoraria were not paid, and there are no conflicts of interest.",
    "The authors deny any conflict of interest.",
    "None.",
    "None declared.",
    "None to declare.",
    "The authors declare the absence of any conflict of interest.",
    "The authors have no conflicts of interest. This article is under a Creative Commons licence.",
    "MM, JN No competing interests declared",
    "Competing interests: The authors have nothing to disclose.",
    "The authors did not receive honoraria, travel grants, stock or fees, and report no conflict of interest.",
    "Conflict of interest: The authors declare that no conflict of interest exists.",
    "Ethics approval was obtained. There is no conflict of interest.",
)

DECLARED = (
    "A. Muster erhielt Vortragshonorare von Beispiel. B. Meier gibt an, dass kein Interessenkonflikt besteht.",
    "A.B., none; C.D., consultant to Example.",
    "A.B.: none; C.D.: Pfizer.",
    "The authors have no conflicts of interest to disclose apart from AB, who holds shares in Novo Nordisk.",
    "They have no financial relationships with the company other than employment by it.",
    "With the exception of AB, who is an employee of Example, nobody has conflicts of interest.",
    "We have no competing interests except for stock held by CD.",
    "No conflicts of interest aside from EF, a consultant to Example.",
    "The authors have no conflicts of interest, but CD is an employee of Example.",
    "No funding was received, and one author is a consultant for Example.",
    "CD has no conflicts of interest, and AB holds stock in Example Inc.",
    "AB is no longer employed by Example Ltd.",
    "The funder had no role in the work, and CD is an employee of Example.",
    "The authors declare competing financial interests: see the online version.",
    "The authors declare the following conflict of interest: AB advises Example.",
    "AB has a financial interest in Example.",
    "The authors report no other conflicts; AB reports personal fees from Example.",
    "AB reports fees from Example. The authors report no other conflicts of interest.",
    "L.L. has no conflicts of interest to disclose. K.S.: Example Therapeutics; Another.",
    "Dr. Example owns shares, none of the others does.",
    "None of A.B., C.D. and E.F. holds shares, but G.H. is a consultant to Example.",
    "The authors report no conflicts of interest besides the patent of A.B.",
    "No competing interests are declared, although two authors are employed by Example.",
    "A.B. reports that he has a competing interest: he advises a maker of peptides.",
    "Drs. Example and Muster are inventors on a patent. The remaining authors have no competing interests.",
    "No conflicts for C.D.; E.F. received research funding from Example.",
    "All authors are employees of Example.",
    "The authors have nothing to disclose except that A.B. is a founder of Example.",
    "A.B. hat Beratungshonorare von Beispiel erhalten.",
    "Es besteht kein Interessenkonflikt, außer dass A.B. Aktien von Beispiel hält.",
)

NOT_STATED = (
    "A.B., none; C.D., Pfizer.",
    "No author has any stock or patents.",
    "Ethics approval was obtained.",
    "The authors thank the staff of the ward.",
    "No conflicts of interest exist apart from AB.",
    "With the exception of the first author, no author has a conflict of interest.",
    "The other authors have no conflicts of interest.",
    "Neither author holds shares or patents.",
    "None of A.B., C.D. and E.F. holds shares.",
    (
        "The authors have no involvement with any entity with a financial interest in the matter apart from those "
        "disclosed. This includes employment, consultancies, honoraria, stock ownership, grants or royalties."
    ),
    "The funder had no role in the design.",
    "All authors have completed the conflict of interest form.",
    "Authors are required to disclose any employment, stock or honoraria.",
    "Employment: none; honoraria: none; stock: none.",
    "Honoraria were not paid to any author.",
    "None of the authors took part in the review of this article.",
    "The authors report no other conflicts of interest.",
    "None of A.B., C.D. and E.F. holds shares or has any conflict of interest.",
    "The authors have not submitted a conflict of interest statement.",
    "Kein Autor besitzt Aktien.",
    "The data are available on request. Consent was given.",
)


def of(statement="", text="A text."):
    study = factories.study(title="A study.", abstract=(AbstractSection(text=text),), conflict_statement=statement)
    return appraise(study, PEPTIDE)


@pytest.mark.parametrize("statement", NONE)
def test_a_denial_is_none_in_any_words(statement):
    assert of(statement).conflict is Conflict.NONE


@pytest.mark.parametrize("statement", DECLARED)
def test_a_tie_is_declared_also_where_the_rest_is_denied(statement):
    assert of(statement).conflict is Conflict.DECLARED


@pytest.mark.parametrize("statement", NOT_STATED)
def test_what_names_no_tie_and_denies_not_all_says_nothing(statement):
    found = of(statement)

    assert found.conflict is Conflict.NOT_STATED
    assert not [each for each in found.decisions if each.field == "conflict"]


@pytest.mark.parametrize(
    ("text", "conflict"),
    [
        ("It healed. Conflicts of interest: none.", Conflict.NONE),
        ("It healed. Disclosures: see the full text.", Conflict.NOT_STATED),
        ("It healed. Competing interests: one author holds stock in Example.", Conflict.DECLARED),
    ],
)
def test_the_end_of_an_abstract_is_read_alike(text, conflict):
    assert of(text=text).conflict is conflict
