"""C13: nothing is called approved, cleared or legal in passing. Status stands with its date, from the reviewed table.

Read for its words alone, an approval without a date is refused. Where the status is known to the check, words that
agree with it and carry its date pass.
"""

import re
from collections.abc import Iterator

from shared.domain.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.report import of_the_page, open_question, told
from shared.gates.scope import negated

_DATED = re.compile(
    r"\bas of \d|\bas of (?:\w+ )?(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december)\b",
    re.IGNORECASE,
)
OTHER_APPROVALS = re.compile(
    r"\b(?:ethics|ethical|institutional review|review board|animal care|iacuc|irb|(?:trial|"
    r"study)'?s? protocols?|protocols?|"
    r"consent|clearances?|creatinine|plasma|urine|renal|lactate|"
    r"registered (?:at|with|in|as NCT)|clinicaltrials|trial (?:was )?registr\w+|committee of|the editors|"
    r"cleared (?:the|from|by the kidney)|airway|mucus|bacteri\w+|virus\w*)\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\b(?:is|was) (?:wrong|false|untrue|misleading|no permission|not (?:approval|"
    r"authori[sz]ation|so))\b|:\s(?:none|no|not)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:as good as|all but|effectively|in all but name|practically|virtually|but (?:with|now|legal)|yet legal)\b",
    re.IGNORECASE,
)
_AGENCY = (
    r"(?:fda|ema|mhra|tga|health canada|government|federal\w*|regulators?|agency|authorit(?:y|ies)|"
    r"committee|panel|experts|advisers|pcac|washington|european)"
)


def dated(sentence: str, match: re.Match[str]) -> bool:
    """The day on which it was so stands with it."""
    return bool(_DATED.search(sentence))


def of_other_approvals(sentence: str, match: re.Match[str]) -> bool:
    """Approval by an ethics committee, clearance from plasma, registration of a trial."""
    return bool(OTHER_APPROVALS.search(sentence))


def denied(sentence: str, match: re.Match[str]) -> bool:
    """It is denied before or after, and not half taken back."""
    inside = re.search(r"\b(?:refus|reject|withh|deni|declin|withdr|suspend)\w*", match[0], re.IGNORECASE)
    return (bool(inside) or negated(sentence, match) or bool(_DENIED_AFTER.search(sentence))) and not _TURNED.search(
        sentence
    )


def _denied_here(sentence: str, match: re.Match[str]) -> bool:
    """Denied, and the match holds no denial of its own."""
    return match[0].split()[0].lower() not in ("no", "nothing") and denied(sentence, match)


_EXCUSES = (dated, of_other_approvals, denied, of_the_page)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """A claim of approval of what is known not to be approved, whatever date it carries."""
    if known.status is None or not known.status.status or known.status.approved:
        return
    for match in _APPROVED.finditer(sentence):
        if not (denied(sentence, match) or of_other_approvals(sentence, match) or of_the_page(sentence, match)):
            yield match.start(), match.end(), "block"


_APPROVED = re.compile(
    rf"\b(?:{_AGENCY}[- ](?:approved|cleared|registered|licensed|authori[sz]ed)|(?:is|are|now|"
    r"been) (?:now |fully )?(?:approved|legal|licensed|authori[sz]ed|legali[sz]ed))\b",
    re.IGNORECASE,
)

FAMILY = Family(
    id="C13",
    version=1,
    severity="block",
    reason="says that something is approved or legal, without the reviewed and dated status",
    given=_against,
    patterns=(
        pattern(
            rf"\b{_AGENCY}[- ](?:\w+[- ])?(?:approved|cleared|registered|licensed|authori[sz]ed|"
            r"endorsed|sanctioned|recogni[sz]ed|listed|compliant|backed|approval|clearance)\b",
            excuses=(*_EXCUSES, told),
        ),
        pattern(
            rf"\b{_AGENCY} (?:has|have|is|now|just|finally|recently|officially|"
            r"\w+ly)? ?(?:\w+ )?(?:approve[sd]?|clear(?:s|ed)|legali[sz]e[sd]?|permit(?:s|ted)?|"
            r"allow(?:s|ed)?|authori[sz]e[sd]?|green-?lit|green-?lights?|lifted|reversed|unbanned|"
            r"freed|backs|signed off|gave (?:the|its)|gives (?:the|its))\b",
            excuses=_EXCUSES,
        ),
        pattern(
            r"\b(?:is|are|now|become|becomes|became|once more|again|finally|already|fully|"
            r"also|too|officially|legally|means \w+ is|makes? (?:it|them)) (?:now |fully |"
            r"officially |perfectly |completely |again |entirely |legally |an? )*"
            r"(?:approved|legal|lawful|licensed|authori[sz]ed|permitted|legali[sz]ed|registered|"
            r"cleared|allowed|unrestricted|unregulated|compoundable|available (?:legally|"
            r"by prescription|on prescription))\b"
            r"(?! (?:by|to) (?:the )?(?:ethics|institution|review|local|patients|participants|take|continue|move))",
            excuses=(*_EXCUSES, told, open_question),
        ),
        pattern(
            r"\b(?:green light|legal status (?:is )?(?:clear|settled)|legally (?:sold|available|"
            r"prescribed|compounded|bought|marketed)|(?:sold|available|prescribed|compounded|"
            r"bought|marketed|obtained) (?:perfectly )?(?:legally|lawfully)|perfectly legal|"
            r"fully legal|as good as approved|all but approved|approval (?:is|was) (?:granted|"
            r"certain|imminent|a formality|only|now|just|near|in the bag|around|expected)|"
            r"back on the (?:list|menu|market)|no longer (?:banned|restricted|prohibited|illegal)|"
            r"off the (?:banned )?list|removed? from (?:the )?category 2[^.;]*\b(?:so|means|legal|"
            r"therefore|hence|again|can)\b|category 1\b|no longer on (?:the|any) \w+ list|"
            r"(?:nothing|no law|no rule|no statute)[^.;]{0,30}\b(?:forbids|prohibits|bans|stops|"
            r"prevents)|(?:cleared|paved|opened) the way|given [^.;]{0,30}blessing|loophole|"
            r"grey area|gray area|in all fifty states|legal in)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page),
        ),
        pattern(
            r"\b(?:pharmac(?:y|ies|ists?)|doctors|physicians|clinics|compounders|"
            r"prescribers)\b[^.;]{0,40}\b(?:may|can|are (?:free|allowed|permitted|able) to|"
            r"is (?:free|allowed) to) (?:now |once more |again |legally |freely |"
            r"lawfully )*(?:prepare|compound|prescribe|dispense|sell|make|supply|offer)\b",
            excuses=(dated, denied, of_the_page),
        ),
        pattern(
            r"\b(?:vote|voted|panel|committee|advisers|recommendation|ruling|"
            r"decision)\b[^.;]{0,60}\b(?:means|makes|so|clears|opens|paves|settles|amounts to|"
            r"is as good as|equals|legali[sz]es|confirms|gives|brings|allows|in favou?r:|at last|"
            r"here)\b",
            excuses=(dated, denied, of_the_page, told),
        ),
        pattern(
            rf"^(?:{_AGENCY} (?:approved|cleared|registered)|approved|cleared|legal|licensed)\b",
            excuses=(*_EXCUSES, told),
        ),
    ),
)
