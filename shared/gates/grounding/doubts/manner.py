"""C22: that an effect went with the dose or with time, where no quote says so.

`Dose-dependently` tells of several doses and of an order among them. A quote says as much in that word, or by naming
more than one dose, or by comparing low with high; what it calls dose-dependent was not alike at every dose.
"""

import re
from collections.abc import Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import placed
from shared.gates.words.wording import first

_BY_DOSE = re.compile(
    r"\b(?:dose|dosage|concentration)s?[- ](?:dependen\w+|related|responsive|proportional\w*)\b|\b(?:depend(?:ed|s|"
    r"ing)|according) (?:on|upon|to) (?:the |its |their )?(?:dose|concentration)s?\b|\bin proportion to (?:the |its |"
    r"their )?(?:dose|concentration)s?\b|\b(?:with|as) (?:the |a |each )?(?:rising|increasing|higher|growing|larger|"
    r"greater) (?:dose|concentration)s?\b|\b(?:rose|fell|grew|increased|decreased|climbed|declined|went (?:up|"
    r"down)) with (?:the |its )?(?:dose|concentration)s?\b|\bthe (?:more|higher the dose|"
    r"larger the dose)\b[^.;]{0,80}?\bthe (?:more|less|fewer|\w+er)\b",
    re.IGNORECASE,
)
_GRADED = re.compile(
    r"\b(?:dose|dosage|concentration)s?[- ](?:depend\w+|related|respons\w+|proportion\w*|rang\w+|escalat\w+|effect)|"
    r"\b(?:graded|logarithm\w*|linear(?:ly)?|sigmoid\w*|monoton\w+|proportion\w*|trend\w*|depend\w+|titrat\w+|[EIL][CD]-?50|"
    r"correlat\w+|threshold|relat(?:ed|ion\w*)|function of|each|per \w+)\b|"
    r"\b(?:low|high|larg|small|increas|great|ris|mid|intermediate|medium|top|two|three|four|five|all|both|different|"
    r"various|several)\w* (?:\w+ ){0,2}?(?:doses?|concentrations?|levels?|exposures?|intakes?|amounts?)\b|"
    r"\b(?:doses|concentrations)\b|\bthe (?:more|higher|lower|greater|longer|larger)\b",
    re.IGNORECASE,
)
"""All by which a quote may tell of more than one dose."""
_SET = re.compile(r"\d[^.;a-z]{0,12}(?:,|and|or|to|vs\.?|versus|than)[^.;a-z]{0,6}\d", re.IGNORECASE)
_AT_ANY_DOSE = re.compile(
    r"\b(?:alike|equally|similar(?:ly)?|the same|regardless|irrespective|independent(?:ly)?|whatever|no matter)\b"
    r"[^.;]{0,30}?\b(?:doses?|concentrations?)\b|\b(?:dose|concentration)-independent(?:ly)?\b",
    re.IGNORECASE,
)
_DEPENDS = re.compile(r"\b(?:dose|concentration)[- ](?:dependen(?:t|tly|ce)|related|proportional)\b", re.IGNORECASE)
_ALIKE = re.compile(
    r"\b(?:alike|equal\w*|similar\w*|same|regardless|irrespective|independent\w*|no|not|non|without|plateau\w*)\b",
    re.IGNORECASE,
)


def untold(claim: str, quotes: Sequence[str]) -> str:
    """How the claim says that an effect went with the dose or did not, where its quotes do not; or nothing."""
    text = normalise(claim).text
    bodies = [normalise(each).text for each in quotes]
    if (found := first(_BY_DOSE, text)) and not any(map(_several, bodies)):
        return found
    alike = first(_AT_ANY_DOSE, text)
    depends = any(map(_DEPENDS.search, bodies)) and not any(map(_ALIKE.search, bodies))
    return alike if alike and depends else ""


def _several(quote: str) -> bool:
    """Whether a quote tells of more than one dose in any way."""
    if _GRADED.search(quote) or _SET.search(quote):
        return True
    doses = {(each.value, each.unit) for each, *_ in placed(quote) if each.unit and not each.name}
    units = [unit for _, unit in doses]
    return any(units.count(each) > 1 for each in units if each != "%")
