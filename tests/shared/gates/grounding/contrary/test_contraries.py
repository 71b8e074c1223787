"""Quotes that deny by their verb or by a limit: who overlooks the denial of the claim tells the contrary."""

import pytest
from invented.factories import appraisal, claim, draft, pack, pack_study, sentence

from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.draft import judge

ASKED = "Whether exemplin alters contraction of uterine strips was examined."


def _turns(text: str, *quotes: str) -> set[str]:
    """The rules on denial and direction that are broken by a claim resting on quotes."""
    filler = sentence(1, 9, "Filler " + "and longer " * 300)
    of = pack(
        studies=(pack_study(1, appraisal=appraisal(species=Species.UNKNOWN)),),
        sentences=(*(sentence(1, at, each) for at, each in enumerate(quotes, 1)), filler),
    )
    marks = {"direction": Direction.UNCLEAR, "species": Species.UNKNOWN, "section": Section.SAFETY, "outcome": ""}
    made = claim(text, sentences=tuple(f"S1.{at}" for at in range(1, len(quotes) + 1)), **marks)
    found = judge(of, draft(of, claims=(made,)))
    return {each.rule for each in found if each.severity == "block" and each.rule in ("G1", "G2")}


@pytest.mark.parametrize(
    ("quote", "sound", "contrary"),
    [
        (
            "Attempts to detect exemplin in the cerebrospinal fluid of treated dogs were unsuccessful.",
            "Exemplin was not detected in cerebrospinal fluid of treated dogs.",
            "Exemplin was detected in cerebrospinal fluid of treated dogs.",
        ),
        (
            "The association of exemplin with mortality disappeared after adjustment for kidney function.",
            "Exemplin was not associated with mortality once kidney function was adjusted for.",
            "Exemplin was associated with mortality once kidney function was adjusted for.",
        ),
        (
            "Preincubation with the antagonist abolished the rise in calcium that exemplin evokes in platelets.",
            "After preincubation with the antagonist, calcium did not rise in platelets on exemplin.",
            "After preincubation with the antagonist, calcium did rise in platelets on exemplin.",
        ),
        (
            "The memory deficit persisted in rats that had received exemplin daily for a month.",
            "A month of daily exemplin did not remove the memory deficit of rats.",
            "A month of daily exemplin removed the memory deficit of rats.",
        ),
        (
            "Cortisol remained suppressed for 12 weeks after the last injection of exemplin.",
            "Cortisol had not recovered 12 weeks after the last injection.",
            "Cortisol had recovered 12 weeks after the last injection.",
        ),
        (
            "Oestradiol stayed below the limit of detection in women who received exemplin for 28 days.",
            "Oestradiol could not be detected in women on exemplin for 28 days.",
            "Oestradiol could be detected in women on exemplin for 28 days.",
        ),
        (
            "All 14 mares given exemplin in early pregnancy aborted within nine days.",
            "Of 14 mares given exemplin in early pregnancy none carried to term.",
            "Of 14 mares given exemplin in early pregnancy all carried to term.",
        ),
        (
            "Recovery of grip strength was incomplete in all patients at six months despite exemplin.",
            "At six months grip strength had not fully recovered in any patient.",
            "At six months grip strength had fully recovered in every patient.",
        ),
        (
            "Fewer than half of the patients completed the course of exemplin.",
            "Most patients did not complete the course of exemplin.",
            "Most patients completed the course of exemplin.",
        ),
        (
            "Plasma osmolality stayed at its basal value during the infusion of exemplin into sheep.",
            "Osmolality of sheep plasma did not move during exemplin infusion.",
            "Osmolality of sheep plasma moved during exemplin infusion.",
        ),
        (
            "Relaxation of the rings by exemplin was endothelium-independent.",
            "Exemplin did not need endothelium to relax the rings.",
            "Exemplin needed endothelium to relax the rings.",
        ),
        (
            "All indices of bone turnover except osteocalcin fell in the women who took exemplin.",
            "Osteocalcin did not fall in women taking exemplin.",
            "Osteocalcin fell in women taking exemplin.",
        ),
        (
            "Only male rats gained weight on exemplin.",
            "Female rats did not gain weight on exemplin.",
            "Female rats gained weight on exemplin.",
        ),
        (
            "Exemplin stimulated lipolysis in the presence but not in the absence of adenosine deaminase.",
            "Exemplin did not stimulate lipolysis when adenosine deaminase was absent.",
            "Exemplin stimulated lipolysis when adenosine deaminase was absent.",
        ),
        (
            "Serum exemplin was the same in smokers and in those who had never smoked.",
            "Smokers did not differ from never smokers in serum exemplin.",
            "Smokers differed from never smokers in serum exemplin.",
        ),
    ],
)
def test_the_contrary_of_what_a_quote_denies_by_its_verb_is_refused(quote: str, sound: str, contrary: str) -> None:
    assert _turns(sound, quote) == set()
    assert _turns(contrary, quote) != set()


def test_a_question_beside_the_answer_affirms_nothing() -> None:
    answer = "Contraction of uterine strips was not altered by exemplin."

    assert _turns("Exemplin did not alter contraction of uterine strips.", ASKED, answer) == set()
    assert _turns("Exemplin altered contraction of uterine strips.", ASKED, answer) != set()


@pytest.mark.parametrize(
    ("quote", "sound"),
    [
        ("Wasting was severe: muscle was lost in all dogs on exemplin.", "Dogs on exemplin lost muscle."),
        ("All indices except osteocalcin fell on exemplin.", "Indices other than osteocalcin fell on exemplin."),
        ("Exemplin blocked ovulation in all hamsters.", "Ovulation was blocked by exemplin in hamsters."),
        ("The rise in calcium disappeared when exemplin was removed.", "Calcium went back once exemplin was removed."),
        ("Only male rats gained weight on exemplin; female rats did so on leptin.", "Female rats gained on leptin."),
    ],
)
def test_what_a_quote_ends_or_excepts_may_be_told(quote: str, sound: str) -> None:
    assert _turns(sound, quote) == set()
