"""C13: nothing is called approved, cleared or legal in passing. Status stands with its date, from the reviewed table.

Read for its words alone, an approval without a date is refused. Where the status is known to the check, words that
agree with it and carry its date pass.
"""

import re
from collections.abc import Iterator
from itertools import chain

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.words.report import of_the_page, open_question, told
from shared.gates.words.scope import negated

_DATED = re.compile(
    r"\bas (?:of|listed on|recorded on|stated on|at) \d|\bas of (?:\w+ )?(?:january|february|march|april|may"
    r"|june|july|august|september|"
    r"october|november|december)\b",
    re.IGNORECASE,
)
OTHER_APPROVALS = re.compile(
    r"\b(?:ethics|ethical|institutional review|review board|animal care|iacuc|irb|(?:trial|study)'?s? protocols?|"
    r"protocols?|consent|clearances?|creatinine|plasma|urine|renal|lactate|registered (?:(?:at|with|in|as) )?(?:NCT|"
    r"isrctn|a (?:public |trial )?regist\w+|prospectively)|clinicaltrials|trial (?:was )?registr\w+|committee of|"
    r"the editors|cleared (?:the (?:airway|peptide|body|blood)|from|by the (?:kidneys?|liver))|airway|mucus|"
    r"bacteri\w+|virus\w*)\b",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"\b(?:is|was) (?:wrong|false|untrue|misleading|no permission|not (?:approval|"
    r"authori[sz]ation|so|one))\b|:\s(?:none|no|not)\b",
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
    for match in chain(_APPROVED.finditer(sentence), _NAMED_APPROVED.finditer(sentence)):
        animal = _FOR_ANIMALS.search(sentence) and dated(sentence, match)
        if not (
            animal or denied(sentence, match) or of_other_approvals(sentence, match) or of_the_page(sentence, match)
        ):
            yield match.start(), match.end(), "block"


_FOR_ANIMALS = re.compile(
    r"\b(?:for|in) (?:dogs?|cats?|horses?|cattle|pigs?|animals?|veterinary)\b(?=.*\b(?:no|not|never)\b)", re.IGNORECASE
)
"""An animal medicine, of which the sentence says that it is none for people."""
_NAMED_APPROVED = re.compile(
    r"\b(?:eu|europe|usa?|united states|uk|japan|canada|australia|russia|china): (?:approved|licensed|"
    r"authori[sz]ed)\b|\b(?:holds?|has|have|with) (?:an?|the) (?:approved )?(?:indication|marketing authori[sz]ation|"
    r"licen[cs]e) (?:for|in)\b|\b(?:became|becomes|is|are) (?:\w+ )?(?:legal|lawful|permitted) (?:because|since|after|"
    r"as)\b|\b(?:orphan|fast[- ]track|breakthrough|ce)[- ](?:\w+ )?(?:designat\w+|mark\w*|"
    r"status)\b[^.;]*\b(?:satisf\w+|confirms?|proves?|means|shows?|establish\w*|amounts? to|settles?)\b|\b(?:read|"
    r"took|take|taken|understood|treat\w*) (?:the |this )?(?:vote|opinion|removal|designation) as (?:an? )?(?:nod|yes|"
    r"permission|approval|clearance|green light)\b",
    re.IGNORECASE,
)
"""An approval told by a country, an indication, a designation or a vote."""
_APPROVED = re.compile(
    rf"\b(?:{_AGENCY}[- ](?:approved|cleared|registered|licensed|authori[sz]ed)|(?:is|are|now|"
    r"been) (?:now |fully )?(?:approved|legal|licensed|authori[sz]ed|legali[sz]ed))\b",
    re.IGNORECASE,
)


def _sourced(sentence: str, match: re.Match[str]) -> bool:
    """A year or a source stands with it, and what it is approved for."""
    return bool(re.search(r"\b(?:19|20)\d\d\b|\[\d+\]", sentence)) and not match[0].lower().startswith(
        ("rehabilitated", "legali", "sanctioned")
    )


def _sourced_year(sentence: str, match: re.Match[str]) -> bool:
    """The year stands with it."""
    return bool(re.search(r"\b(?:19|20)\d\d\b", sentence))


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
            r"\b(?:is|are|now|become|becomes|became|once more|again|finally|already|fully|also|too|officially|legally|"
            r"means \w+ is|makes? (?:it|them)) (?:now |fully |officially |perfectly |completely |again |entirely |"
            r"legally |an? )*(?:approved|legal|lawful|licensed|authori[sz]ed|permitted|legali[sz]ed|registered|"
            r"cleared|allowed|unrestricted|unregulated|compoundable|available (?:legally|by prescription|"
            r"on prescription))\b(?! (?:by|to) (?:the )?(?:ethics|institution|review|local|patients|participants|take|"
            r"continue|move))",
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
            rf"^(?:{_AGENCY} (?:approved|cleared|registered)|approved|cleared|legal|licensed)\b(?! (?:does not"
            rf"|means|here)\b)",
            excuses=(*_EXCUSES, told),
        ),
        # An authority, and what it is said to have given: a list, a stamp, a blessing, a way cleared.
        pattern(
            r"\b(?:regulators?|agenc(?:y|ies)|authorit(?:y|ies)|fda|ema|mhra|tga|committee|panel|washington|brussels|"
            r"government|law|court|ministry)(?:'s|s')? (?:[\w']+ ){0,4}?(?:blessing|stamp|seal|nod|go-ahead|"
            r"green light|thumbs up|sign-off|cleared the way|paved the way|list (?:it|this|them)|count (?:it|this)|"
            r"treat (?:it|this)|accept (?:it|this)|permits?|has no objection|looks? the other way|turns? a blind eye|"
            r"(?:could|can|will|would) (?:\w+ )?(?:not )?mind)\b|\b(?:carries|bears|has|holds|enjoys|"
            r"with) the (?:\w+ )?(?:agency|regulator|authorit\w+|fda|committee|government)'?s? (?:blessing|stamp|seal|"
            r"nod|approval)\b|\bno (?:authority|agency|regulator|law|rule)\b[^.;]{0,30}\b(?:minds?|objects?|forbids?|"
            r"stops?|prevents?|bars?)\b",
            excuses=(dated, of_other_approvals, of_the_page),
        ),
        pattern(
            r"\b(?:registered with|cleared by|licensed by|listed by|accepted by|"
            rf"recogni[sz]ed by) (?:the )?{_AGENCY}\b|\b(?:right side of the law|within the law|"
            r"above board|"
            r"coast to coast|in every state|free to be (?:prescribed|sold|compounded|used)|"
            r"free again|falls? within the label|back on (?:our|the) \w+|"
            r"lawful to (?:own|use|buy|possess|prescribe|sell)|legal to (?:own|use|buy|possess|"
            r"prescribe|sell)|struck from (?:the )?(?:category|list)|"
            r"accepted (?:therapy|medicine|treatment))\b",
            excuses=(dated, of_other_approvals, denied, of_the_page),
        ),
        pattern(
            r"\b(?:pharmac(?:y|ies|ists?)|doctors|physicians|clinics|compounders|prescribers)\b[^.;]{0,30}\b(?:may|"
            r"can|are (?:\w+ )?(?:free|allowed|permitted|able) to) (?:\w+ ){0,2}?(?:prepare|compound|prescribe|"
            r"dispense|sell|make|supply|offer|pour|breathe)\b",
            excuses=(dated, negated, of_the_page),
        ),
        pattern(
            r"\b(?:with|since|after|following|given) (?:its|the|this) (?:removal|delisting|"
            r"deletion|reclassification|vote)\b[^.;]{0,80}\b(?:may|can|could|now|again|"
            r"once more|free|way)\b|\bvotes?\b[^.;]{0,40}\b(?:in the bag|cleared the way|opened|settled)\b",
            excuses=(dated, negated, of_the_page),
        ),
        pattern(
            r"\b(?:given|gave|gives|granted|lent|voiced|signalled) (?:its|their|the|full|tacit|"
            r"formal) (?:\w+ )?(?:consent|assent|nod|approval|agreement|support|imprimatur|backing|clearance|"
            r"permission)\b(?=.*\b(?:compound\w*|sale|use|prescri\w+|peptide|agency|regulator|pharmac\w+)\b)|"
            r"\b(?:legal|lawful|regulatory|official|full) (?:legal )?(?:standing|footing|recognition|acceptance|"
            r"status as a medicine)\b|\bwithout (?:fear of|objection from|interference from|breaking) (?:the |"
            r"any )?(?:regulators?|law|authorit\w+|agency|rules?)\b|\b(?:sale|use|prescribing|compounding|possession|"
            r"import)\b[^.;]{0,20}\b(?:is|are) (?:now |again )?(?:in order|above board|fine|permitted|lawful|legal|"
            r"allowed|no offence)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page, told),
        ),
        pattern(
            r"\b(?:it|this|they|peptides?|[\w-]+\d+\w*|substances?) (?:may|can) (?:now |again |once more |freely |"
            r"openly |legally )*be (?:\w+ )?(?:compounded|prescribed|dispensed|sold|imported|offered|marketed|"
            r"made)\b[^.;]{0,30}\b(?:again|now|since|legally|freely|openly|lawfully|once more|everywhere)\b|\b(?:vote|"
            r"ruling|decision|removal|notice|panel\S*|committee\S*|order)\b[^.;]{0,20}\b(?:legali[sz]ed|authori[sz]ed|"
            r"cleared|freed|approved|permitted|unlocked|reopened|ended the ban)\b|\bregulators? (?:now |already |"
            r"today )?(?:consider|regard|treat|class|classify|accept|see|view|recogni[sz]e)s? (?:it|this|"
            r"them) (?:as )?(?:an? )?(?:\w+ )?(?:medicine|drug|treatment|legal|safe|approved|supplement|lawful)\b|"
            r"\bhas (?:long |been |already |now )*(?:authori[sz]ed|approved|licensed|registered|legal|"
            r"cleared) (?:across|throughout|all over|in (?:most|many|all|several|over)|everywhere|worldwide|"
            r"for (?:years|decades|use|the))\b|\b(?:no|without(?: a)?) (?:prescription|licen[cs]e|permit) (?:is |"
            r"are )?(?:needed|required|necessary)\b|\bnothing (?:illegal|unlawful|against the law|wrong) (?:about|in|"
            r"with)\b|\bno (?:country|state|nation|law|authority|regulator) (?:bans?|forbids?|outlaws?|prohibits?|"
            r"objects?)\b|\b(?:falls|sits|is) outside (?:of )?(?:drug|medicines?|pharmaceutical) (?:law|regulation|"
            r"rules)\b|\bapproval was (?:granted|given|won)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page),
        ),
        pattern(
            rf"\b{_AGENCY} (?:\w+ )?(?:accepts?|tolerates?|supports?|endorses?|no longer (?:objects?|opposes?|bans?"
            rf"|restricts?|minds?)|has no objection|dropped|withdrew|ended) (?:\w+ ){{0,3}}?(?:use|sale|to it|it\b"
            r"|its|ban|objections?|restrictions?)|\b(?:became|becomes|become|turned|made|makes it) (?:fully |"
            r"perfectly |entirely |again )?(?:lawful|legal|licensed|permissible|legitimate)\b|\b(?:enjoys?|holds?|has|"
            r"carries|won|gained|received|obtained) (?:\w+ )?(?:approval|authori[sz]ation|marketing authori[sz]ation|"
            r"registration|a licen[cs]e|licensure|clearance) (?:in|from|by|across|for|as|of)\b|\b(?:restores?|restored|"
            r"regain\w*|returns?) (?:its|their|the) "
            rf"(?:legal|lawful|approved|licensed|former) (?:status|standing)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page, told),
        ),
        # A register, a blessing or the right side of the law, in the words of whoever has no date to give.
        pattern(
            r"\b(?:registered|licensed|authori[sz]ed|approved|recogni[sz]ed|rehabilitated|legali[sz]ed|sanctioned|"
            r"endorsed|accepted) (?:in|by|as|across|on|throughout) (?:\w+ ){0,3}?(?:europe|russia|china|asia|"
            r"regulators?|authorit(?:y|ies)|ministr(?:y|ies)|both sides|remed(?:y|ies)|medicines?|drugs?|"
            r"many countries|most countries|the world)\b",
            excuses=(dated, of_other_approvals, denied, of_the_page, _sourced),
        ),
        pattern(
            r"\b(?:needs?|requires?|takes) no (?:\w+ )?(?:approval|licen[cs]e|authori[sz]ation|permit|prescription|"
            r"registration)\b|\bsame (?:legal |regulatory )?(?:status|footing|standing) (?:as|with)\b|\b(?:safe|right|"
            r"correct|good) side of the law\b|\b(?:well )?within the law\b|\bmade (?:\S+ ){1,3}?(?:legal|lawful)\b|"
            r"\b(?:it|this|they|[a-z]+-?\d+) (?:may|can) (?:now |again |lawfully )?be (?:made|prepared|compounded|"
            r"prescribed|sold|dispensed|imported) (?:by|in|at|through) (?:any|every|all|a|your|licensed|compounding|"
            r"pharmac\w+)\b|\b(?:has|have|enjoys?|received|won|with|carries|got|given) (?:the |its |"
            r"full )?(?:blessing|backing|go-ahead|imprimatur|seal|nod|stamp) (?:of|from)\b|\b(?:import |"
            r"sales? )?bans? (?:was|were|has been|have been|is) (?:\w+ )?(?:dropped|lifted|rescinded|ended|gone|over|"
            r"scrapped)\b|(?-i:\bGRAS\b)|\bpassed (?:the )?(?:fda|ema|mhra|tga)\b|\b(?:nothing|"
            r"little) stands in the way of (?:its|the|a) (?:\w+ )?(?:sale|use|prescri\w+|compounding)\b|\b(?:not|"
            r"no) (?:a )?(?:controlled|scheduled) (?:substance|drug)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page),
        ),
        pattern(
            r"\ball-clear\b|\bnothing (?:\w+ )?(?:hinders|prevents|bars|stands)\b[^.;]{0,25}\b(?:use|sale|it|"
            r"prescri\w+)\b|\b(?:at liberty|free|at last able) to (?:prescribe|sell|compound|dispense|use)\b|"
            r"\b(?:permitted|allowed|lawful|legal) (?:substance|drug|medicine|remedy|product)\b|\blaw (?:has|knows|"
            r"raises) no\b|\bon the (?:national |state |official )?register of (?:medicines|drugs)\b|"
            r"\bamounts? to (?:an? )?(?:\w+ )?(?:authori[sz]ation|approval|licen[cs]e|permission)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page, _sourced_year),
        ),
        pattern(
            r"\bofficial (?:stamp|seal|blessing|recognition|permission)\b|\bbeyond (?:legal )?reproach\b|\b(?:sound|"
            r"firm|safe|solid|secure) legal (?:footing|ground|basis)\b|\blegally (?:sound|safe|clean|"
            r"unobjectionable)\b|\bno longer (?:in|under) (?:any )?(?:legal )?(?:doubt|restriction|ban)\b",
            excuses=(dated, of_other_approvals, _denied_here, of_the_page, _sourced_year),
        ),
    ),
)
