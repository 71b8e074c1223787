"""Whether a sentence tells what its own study found, and not what was known before, what illness did, or in whom."""

import re

from shared.domain.evidence.hearsay import is_of_others

_SAYS_WHAT_IT_IS = re.compile(
    r"^(?!there\b)[^.;]{2,90}?(?<!\bwhich)(?<!\bthat)(?<!\bwho) (?:is|are) (?:\w+ly |now |still )?"
    r"(?:(?:considered|regarded as|classified as) )?(?:an?|the|one of|among|part of)\b",
    re.IGNORECASE,
)
"""What something is, at the beginning of a sentence: knowledge, or praise."""
_FOUND = re.compile(
    r"\b(?:show|suggest|indicat|demonstrat|reveal|conclu|confirm|found|data|results?|findings?)\w*\b", re.IGNORECASE
)
_NO_FINDING = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ ){0,2}?(?:approved|licen[sc]ed|authori[sz]ed) (?:in|by|for|as)\b|"
    r"\b(?:received|gained|granted) (?:\w+ ){0,3}(?:approval|authori[sz]ation)\b|"
    r"\b(?:was|were) (?:originally |first |initially )?(?:prepared|developed|designed|synthesi[sz]ed|created|"
    r"engineered) (?:as|to|for)\b|"
    r"\b(?:will|may|can|could|should) be (?:discussed|reviewed|described|considered)\b|"
    r"\boffers? (?:an? )?(?:\w+ ){0,3}(?:alternative|option|treatment|therapy|approach)\b|"
    r"\b(?:may|might|could|can|would|promis\w+ to|likely to|expected to) (?:\w+ )?(?:prove|be|represent|serve|provide|"
    r"become|constitute|emerge|have) (?:[\w-]+ ){0,5}?(?:therap(?:y|ies|eutics?)|strateg(?:y|ies)|treatments?|options?|"
    r"agents?|candidates?|drugs?|targets?|tools?|utility|potential|promise)\b|"
    r"\btheoretical(?:ly)?\b|\bthere may be\b|\bpotential for (?:its|their|the|use)\b|"
    r"\bhighlight(?:s|ed)? (?:the )?(?:\w+ )?(?:importan\w+|roles?|needs?|potential)\b|"
    r"\b(?:were|was|have been|has been) (?:\w+ )?(?:described|discussed|reviewed|summari[sz]ed|presented)\.?$|"
    r"\b(?:was|were) (?:later|then|therefore|subsequently|hence) (?:designated|termed|named)\b|"
    r"\bneeds? (?:(?:proper|further|more|larger|additional|controlled|[\w-]+-response) ){1,3}(?:clinical )?"
    r"(?:stud(?:y|ies)|trials?|research|work|investigations?)\b|"
    r"^(?:reports?|studies|publications|research|interest|evidence|literature) (?:on|of|in|about|concerning)\b"
    r"(?: the literature\b|.*"
    r"\b(?:have|has) (?:\w+ )?(?:increased|grown|accumulated|expanded|emerged)\b)|"
    r"\b(?:was|were) (?:observed|monitored|followed(?: up)?|recorded) (?:for|over|until|every)\b",
    re.IGNORECASE,
)
"""What authorities did, where something came from, what it might become, and how long somebody looked."""
_BEFORE_TREATMENT = re.compile(
    r"^(?:before(?! (?:and|or)\b)|prior to|until|in the years? before) (?:[\w/-]+ ){0,4}"
    r"(?:treatment|therapy|administration|infusion|injections?|initiation|start|enrol\w+)\b"
    r"(?!.*\b(?:after|during|following|on treatment|then)\b)|"
    r"^at (?:[\w-]+ ){0,2}(?:baseline|initiation|enrol\w+|study entry|inclusion|admission)\b"
    r"(?!.*\b(?:after|then|from)\b)|"
    r"^(?!.*\b(?:after|then|from|than|compared|versus|vs|treatment)\b).*\b(?:at|during) (?:the )?baseline\b"
    r"[^.;]{0,40}[.;]?$",
    re.IGNORECASE | re.DOTALL,
)
"""How people were before they were given anything, and nothing of afterwards."""
_FARED = (
    r"(?:improved|decreas|increas|reduc|had|achiev|respond|experienc|recover|died|surviv|heal|develop|discontinu|withdr|"
    r"report|remission|relaps|lost|gain|reach|met|show|worse|better|less|more|fewer|higher|lower|than|compared)"
)
_PEOPLE = r"(?:patients|participants|subjects|people|adults|women|men|children|volunteers|individuals)"
_INCLUDED = re.compile(
    r"\b(?:study|trial|analysis|cohort|sample|series) (?:\w+ )?(?:included|enrolled|comprised|recruited|consisted of|"
    r"involved|had (?:two|three|four|five|six|\d) (?:[\w-]+ )?(?:arms|groups))\b|"
    r"\bincluded in the (?:[\w-]+ ){0,4}analys[ei]s\b|\bmean age\b(?=.*\bvs\b)|"
    r"\bmean (?:\([^)]*\) )?age (?:was|of)\b(?=.*\b(?:BMI|body mass index|women|female|male|men)\b)|"
    r"\b(?:women|female|male|men)\b(?=.*\bmean (?:\([^)]*\) )?age (?:was|of)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TOOK_PART = re.compile(
    rf"^there were \d[\d,]* (?:\w+ ){{0,2}}{_PEOPLE}\b|"
    rf"^(?:among |of |a total of |in total,? |overall,? )*(?:the )?\d[\d,]* (?:\w+ ){{0,3}}?{_PEOPLE}\b.*"
    r"\b(?:allocated|enrolled|completed|received|assigned|entered|recruited|randomi[sz]ed)\b"
    rf"(?!.*\b{_FARED}\w*)",
    re.IGNORECASE | re.DOTALL,
)
_HOW_LONG = re.compile(
    r"^(?:the )?(?:median|mean) (?:age|follow-up|(?:duration|length|dose) of (?:[\w-]+ ){0,2}(?:therapy|treatment|"
    r"follow-up|exposure|use))\b(?!.*\b(?:than|versus|vs|compared)\b)",
    re.IGNORECASE | re.DOTALL,
)
_IN_WHOM = (_INCLUDED, _TOOK_PART, _HOW_LONG, _BEFORE_TREATMENT)
"""Whom a study had, how many took which part, for how long, and how they were before: nothing of how they fared."""
_ILL = (
    r"(?:diet|feeding|ischa?emia|occlusion|reperfusion|injury|diabetes|obesity|infection|lesions?|surgery|stress|"
    r"models?|disease|deficiency|age?ing|toxin|inflammation|trauma|intoxication|irradiation|sepsis|"
    r"streptozotocin|STZ|LPS|lipopolysaccharide|MCAO|scopolamine|ethanol|indomethacin)"
)
_ILLNESS_DID = re.compile(
    r"^(?:the |an? )?(?:I/R|sham|control|vehicle|untreated|model|diabetic|ischa?emic|disease|injured|obese|"
    r"positive control|negative control)(?:[- ](?:operated|treated|fed))? (?:groups?|animals|rats|mice)\b|"
    rf"^(?:(?:as expected|in contrast|conversely), )?(?:the |an? )?(?:[\w/-]+ ){{0,4}}?{_ILL}\b"
    r"(?: (?!was|were|is|are)[\w/-]+){0,4}? (?:also |significantly |markedly |strongly )?"
    r"(?:had an?|led to|resulted in|(?:increased|decreased|reduced|induced|caused|impaired|produced|elicited|raised|"
    r"lowered|elevated|provoked|worsened|damaged|disrupted|altered)"
    r"(?! (?:by|in|after|with|at|to|from|during|over|significantly|markedly|more|less|and|upon|following)\b|[.,;)]))\b",
    re.IGNORECASE,
)
"""What a model of illness did before anything was given against it."""
_BROUGHT_ON_AFTER = re.compile(r"[- ](?:induced|associated|related|provoked|triggered)\b", re.IGNORECASE)
_BROUGHT_ON_BEFORE = re.compile(
    r"\b(?:due to|induced by|caused by|secondary to|triggered by|attributed to|(?:associated|reaction) (?:with|to)|"
    r"(?:overdose|toxicity|poisoning|complications?|adverse (?:effects?|events?|reactions?)) (?:of|with|from|to))\s+"
    r"(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)
_OF_CONTROLS = re.compile(
    r"^(?!.*\b(?:than|compared|versus|vs|from|treated|treatment)\b).*\b(?:in|of) (?:any of |all )?(?:the )?"
    r"(?:(?:animals|rats|mice|patients) (?:in|of) )?(?:the )?(?:control|sham|vehicle|placebo)[\w -]{0,12} "
    r"(?:groups?|animals|rats|mice)\W*$",
    re.IGNORECASE | re.DOTALL,
)
"""What was seen in controls, and in nobody else."""


def is_own(text: str, *, named: bool, review: bool) -> bool:
    """Whether these words are of what the study found.

    A `review` tells of others' work by its nature. A sentence that does not name the peptide (`named`) must not have
    as its subject what made ill, and not tell of controls alone.
    """
    if any(each.search(text) for each in _IN_WHOM):
        return False
    if _NO_FINDING.search(text):
        return False
    if _SAYS_WHAT_IT_IS.search(text) and not _FOUND.search(text):
        return False
    if not review and is_of_others(text):
        return False
    return named or not (_ILLNESS_DID.search(text) or _OF_CONTROLS.search(text))


def brought_on(title: str, names: re.Pattern[str]) -> bool:
    """Whether a title says that the peptide brought something on: `X-induced pancreatitis`, `hepatitis due to X`."""
    for found in names.finditer(title):
        if _BROUGHT_ON_AFTER.match(title, found.end()) or _BROUGHT_ON_BEFORE.search(title, 0, found.start()):
            return True
    return False
