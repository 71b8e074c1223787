"""How a study was done: notes, context, reviews, trials, observation, reports, experiments (rules I4, D1 to D12)."""

import re

from functions.fetch.appraisal.designs.randomised import randomised
from functions.fetch.appraisal.subjects.species import VETERINARY, Found
from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.evidence.appraisal import Decision, Passage
from shared.domain.vocabulary import Confidence, Design, Species

_NOTICE = frozenset({"D016440", "D016425", "D000087182"})
"""Retraction of Publication, Published Erratum, Expression of Concern."""
_NOTICE_OF = frozenset({"RetractionOf", "PartialRetractionOf", "ErratumFor", "ExpressionOfConcernFor"})
_CONTEXT = frozenset({"D016420", "D016421", "D016422", "D016433", "D018431", "D016431", "D017065", "D000067928"}) | {
    *("D019215", "D019477", "D062210", "D016423", "D029282", "D016417", "D016446", "D016447", "D017203")
}
"""Comment, Editorial, Letter, News, Newspaper Article, Guideline, Practice Guideline, Clinical Trial Protocol;
Biography, Portrait, Personal Narrative, Congress, Patient Education Handout, Bibliography; Consensus Development
Conference and that of NIH, Interview."""
_SYSTEMATIC = frozenset({"D000078182", "D017418", "D000094902"})
"""Systematic Review, Meta-Analysis, Network Meta-Analysis."""
_RANDOMISED = frozenset({"D016449", "D000073843"})
_TRIAL = frozenset({"D016430", "D017426", "D017427", "D017428", "D017429", "D018848", "D065007"})
_OBSERVATIONAL = frozenset({"D064888", "D000068397", "D018486", "D016448"})
"""Observational Study, Clinical Study, Twin Study, Multicenter Study: the last three where nothing stronger is said."""
_OBSERVATIONAL_MESH = frozenset({"D015331", "D016022", "D003430", "D012189", "D011446", "D008137", "D016021"}) | {
    *("D005500", "D006306", "D019538", "D011795")
}
"""Cohort, Case-Control, Cross-Sectional, Retrospective, Prospective, Longitudinal and Epidemiologic Studies;
Follow-Up Studies, Health Surveys, Health Care Surveys, Surveys and Questionnaires."""
_CASE = frozenset({"D002363"})
_REVIEW = frozenset({"D016454", "D000078202"})

_COCHRANE = "Cochrane Database Syst Rev"
"""The journal that holds nothing but systematic reviews and their protocols."""

_I = re.IGNORECASE
_NOTICE_TITLE = re.compile(
    r"^\W*(?:author |publisher )?(?:(?:erratum|correction)\b(?: (?:to|for))?\s*(?:[:.]|$)|corrigendum\b)|"
    r"^\W*expression of concern\b|^\W*(?:retraction (?:note|notice)|(?:statement|note|"
    r"notice) of (?:\w+ )?retraction)\s*(?:[:.\]-]|$|(?:to|of|for|on|regarding)\b)",
    _I,
)
_SYSTEMATIC_TITLE = re.compile(r"\bsystematic(?:ally)? review\b|\bmeta-?\s?analy(?:sis|ses|tic)\b", _I)
_SYSTEMATIC_TEXT = re.compile(
    r"\b(?:we (?:conducted|performed|did|undertook)|this|our|present) (?:an? )?(?:\w+ )?(?:systematic(?:ally)? review|"
    r"meta-?analysis)\b|\b(?:pubmed|medline|embase|cochrane)\b[^.]{0,120}\bwere (?:\w+ly )?searched\b|"
    r"\bwe (?:\w+ly )?searched (?:\w+ )?(?:pubmed|medline|embase|cochrane)\b",
    _I,
)
_CONTEXT_TITLE = re.compile(
    r"^\W*(?:inaugural )?editorial\b|\b(?:clinical practice guidelines?|consensus statement|position statement)\b|"
    r"^\W*(?:letter to the editor|comment(?:ary)? on|reply to|response to|authors?['’] (?:reply|response))\b|"
    r"^\W*(?:re|reply|comment|commentary|news)\s?:",
    _I,
)
_PROTOCOL_TITLE = re.compile(
    r"\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) (?:a|an|the)\b|\bdesign and rationale\b|"
    r"\brationale and design\b",
    _I,
)
_PROTOCOL_TEXT = re.compile(r"\bthis is (?:a|the) protocol (?:for|of) an?\b", _I)
_REVIEW_TITLE = re.compile(
    r"\b(?<!retrospective )(?<!chart )(?<!record )review\b|\boverview\b|\bperspectives?\b|\bupdate\b|\badvances (?:in|"
    r"toward|on)\b|\bstate of the art\b|^\W*(?:recent |current |new )?progress (?:on|in|of)\b|\brecent progress\b",
    _I,
)
_REVIEW_TEXT = re.compile(
    r"\b(?:this|the present|our|present) (?:\w+ )?(?:review|overview|article reviews?|paper reviews?|chapter)\b|"
    r"\b(?:in this|here,?) (?:\w+ )?review\b|\bwe (?:\w+ )?review(?: the)?\b(?!ed the (?:records|charts))|"
    r"\b(?:is|are|(?:has|have) been) (?:\w+ly )?(?:reviewed|summari[sz]ed) ?(?:here)?(?=[.,;]|$)|"
    r"\bin this (?:study|paper|article|report), we (?:\w+ly )?(?:summari[sz]e|review|discuss|outline)\b|"
    r"\b(?:this|the) (?:article|paper) (?:discusses|summari[sz]es|describes)\b",
    _I,
)
_REVIEW_LABEL = re.compile(r"areas? covered|expert (?:opinion|commentary|review)", _I)
"""Headings that only journals of reviews ask for."""
_CASE_TITLE = re.compile(
    r"\bcase (?:reports?|series|study)\b|\ba case of\b|\breport of (?:a|one|two|three|four|five|\d) cases?\b|"
    r"\b(?:two|three|four|five) cases of\b|"
    r"\ban unusual case\b",
    _I,
)
_CASE_TEXT = re.compile(
    r"\b(?:we|this article|this report|the authors?|here,? we) (?:report|present|describe|document)s? "
    r"(?:on )?(?:here )?(?:the |an? )(?:\w+ ){0,3}(?:case\b|\d{1,2}-year-old)|"
    r"\b(?:an?|the) (?:otherwise |previously )?(?:healthy )?\d{1,2}-(?:year|month|week|day)-old (?:\w+ ){0,3}"
    r"(?:man|woman|boy|girl|male|female|patient|infant|child)\b|\bcase report\b",
    _I,
)
_TRIAL_TITLE = re.compile(
    r"\bfirst-in-human\b|\b(?:open-label|single-arm|phase (?:1|2|3|4|I{1,3}V?|IV)[ab]?(?:/(?:2|3|I{1,3})[ab]?)?|"
    r"clinical|pilot|uncontrolled|crossover|controlled) (?:trial|study)\b",
    _I,
)
_TRIAL_TEXT = re.compile(
    r"\bfirst-in-human\b|(?<!data from )\b(?:this|our|an?|the present|present) (?:[\w-]+,? ){0,3}(?:open[- ]label|"
    r"single-arm|phase (?:1|"
    r"2|3|4|I{1,3}V?|IV)[ab]?(?:/(?:2|3|I{1,3})[ab]?)?|uncontrolled|crossover|cross-over|dose-escalation|single-dose|"
    r"before-and-after|nonrandomi[sz]ed|non-randomi[sz]ed)(?: [\w-]+){0,3} (?:trial|study)\b|\b(?:this|our|"
    r"present) (?:clinical|pilot|intervention(?:al)?) (?:trial|study)\b",
    _I,
)
_BLIND_TEXT = re.compile(
    r"\b(?:double|single)-blind(?:ed)?\b[^.;]{0,60}\b(?:study|trial|experiment|design|comparison)\b", _I
)
_COUNT = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?)"
)
_PERSONS = r"(?:patients|volunteers|subjects|men|women|participants|children|girls|boys|adults|adolescents|individuals)"
_TREATED = re.compile(
    rf"\b{_COUNT} (?:[\w-]+ ){{0,6}}?{_PERSONS}\b(?![^.;]{{0,100}}\bwho (?:had|were|received)\b)[^.;]{{0,120}}? "
    r"(?:was|were) (?:\w+ly )?(?:treated (?:with|by)|given|administered|injected|infused)\b|"
    rf"\b(?:was|were) (?:\w+ly )?(?:administered|given|infused|injected) (?:\w+ly )?(?:to|in|into) (?:{_COUNT} )?"
    rf"(?:(?:healthy|normal|male|female|young|adult|obese) ){{0,3}}{_PERSONS}\b",
    _I,
)
"""So many people were given something."""
_OBSERVATIONAL_TITLE = re.compile(
    r"\b(?:cohort|case-control|cross-sectional|retrospective|prospective|registry|survey|observational|longitudinal|"
    r"questionnaire|qualitative|mendelian randomi[sz]ation)\b",
    _I,
)
_OBSERVATIONAL_TEXT = re.compile(
    r"\b(?:cohort|case-control|cross-sectional|retrospective(?:ly)?|prospective observational|registry|survey(?:ed)?|"
    r"questionnaires?|semi-?structured interviews?|focus groups|qualitative study|followed up for|observational study|"
    r"consecutive patients|medical records|charts? review(?:ed)?|mendelian randomi[sz]ation)\b",
    _I,
)
_KINDS = r"(?:controls?|volunteers|subjects|individuals|participants|people|persons|men|women|children|adults|donors)"
_HEALTHY = rf"(?:[\w-]+ )?(?:healthy|normal|non-?obese|lean|age-matched|matched|control) (?:[\w-]+ )?{_KINDS}"
_CONTROLS = r"\d+ (?:[\w-]+,? ){0,3}?controls"
_KINDS_COMPARED = re.compile(
    rf"\b(?:in|between|from|with|of|among|\d+|\w+teen|\w+ty(?:-\w+)?) (?:[\w-]+ ){{0,3}}?(?:patients|individuals|"
    rf"women|men|children|adults|subjects|"
    rf"participants)\b[^.;]{{0,160}}?\b(?:and|than|versus|vs\.?|(?:compared|comparison) (?:with|to)) (?:in |"
    rf"those of )?(?:(?:\d+ |the )?{_HEALTHY}|{_CONTROLS})\b|"
    rf"\b\d+ (?:healthy|normal) (?:[\w-]+ )?{_KINDS} and \d+ (?:[\w-]+ ){{0,3}}?patients\b",
    _I,
)
"""People who have something beside people who do not."""
_GIVEN = re.compile(
    r"\b(?:randomi[sz]\w+|placebo|administ\w+|treat(?:ed|ment|ing) (?:with|by)|receiv\w+|dos(?:es?|ed|ing)|inject\w+|"
    r"infus\w+|given|interventions?|trials?|supplement\w*|mice|rats)\b",
    _I,
)
_WORDED: tuple[tuple[Design, str, re.Pattern[str], re.Pattern[str] | None], ...] = (
    (Design.CASE_REPORT, "D8-words", _CASE_TITLE, None),
    (Design.NARRATIVE_REVIEW, "D9-words", _REVIEW_TITLE, None),
    (Design.NONRANDOMISED_TRIAL, "D6-words", _TRIAL_TITLE, _TRIAL_TEXT),
    (Design.OBSERVATIONAL, "D7-words", _OBSERVATIONAL_TITLE, _OBSERVATIONAL_TEXT),
    (Design.CASE_REPORT, "D8-words", _CASE_TITLE, _CASE_TEXT),
    (Design.NARRATIVE_REVIEW, "D9-words", _REVIEW_TITLE, _REVIEW_TEXT),
)


def design_of(words: Words, found: Found) -> tuple[Design, Decision]:
    """The design and what decided, first match wins."""
    types, title, species = words.types, words.study.title, found.species
    if types & _NOTICE or words.relations & _NOTICE_OF:
        return _decided(Design.NOTICE, "I4")
    if not words.indexed and (match := _NOTICE_TITLE.search(title)):
        return _decided(Design.NOTICE, "I4-words", Confidence.PROBABLE, words.said(match))
    if types & _CONTEXT:
        return _decided(Design.CONTEXT, "D1")
    if match := _PROTOCOL_TITLE.search(title) or _PROTOCOL_TEXT.search(words.text) or _CONTEXT_TITLE.search(title):
        return _decided(Design.CONTEXT, "D1-words", Confidence.PROBABLE, words.said(match))
    if types & _SYSTEMATIC:
        return _decided(Design.SYSTEMATIC_REVIEW, "D2")
    if words.study.journal.startswith(_COCHRANE):
        # Older ones are indexed as Review alone.
        return _decided(Design.SYSTEMATIC_REVIEW, "D2-cochrane", Confidence.PROBABLE)
    if not words.indexed and (match := _SYSTEMATIC_TITLE.search(title) or _SYSTEMATIC_TEXT.search(words.text)):
        return _decided(Design.SYSTEMATIC_REVIEW, "D2-words", Confidence.PROBABLE, words.said(match))
    if types & VETERINARY:
        return _decided(Design.EXPERIMENT, "D3")
    if types & _RANDOMISED and species not in (Species.ANIMAL, Species.IN_VITRO):
        return _decided(Design.RCT, "D4")
    if types & _REVIEW and (types & _CASE or _CASE_TITLE.search(title)):
        # A case with a review of others like it.
        return _decided(Design.CASE_REPORT, "D8", Confidence.PROBABLE)
    if types & _REVIEW:
        return _decided(Design.NARRATIVE_REVIEW, "D9")
    if species in (Species.ANIMAL, Species.IN_VITRO) and not (not found.indexed and _reviews(words)):
        rule = "D10" if species is Species.ANIMAL else "D11"
        return _decided(Design.EXPERIMENT, rule, found.decision.confidence)
    if not words.indexed and species is Species.HUMAN and (match := randomised(words)):
        return _decided(Design.PROBABLE_RCT, "D5", Confidence.PROBABLE, words.said(match))
    if types & _TRIAL:
        return _decided(Design.NONRANDOMISED_TRIAL, "D6")
    if types & _CASE:
        return _decided(Design.CASE_REPORT, "D8")
    human = species in (Species.HUMAN, Species.UNKNOWN)
    if human and (types & _OBSERVATIONAL or words.mesh & _OBSERVATIONAL_MESH):
        return _decided(Design.OBSERVATIONAL, "D7", Confidence.PROBABLE)
    return _by_words(words, human=human, people=species is Species.HUMAN)


def _decided(
    design: Design, rule: str, confidence: Confidence = Confidence.CERTAIN, quote: Passage | None = None
) -> tuple[Design, Decision]:
    return design, decision("design", design, rule, confidence, quote)


def _reviews(words: Words) -> bool:
    return bool(_REVIEW_TITLE.search(words.study.title) or _REVIEW_TEXT.search(words.text))


def _by_words(words: Words, *, human: bool, people: bool) -> tuple[Design, Decision]:
    title = words.study.title
    for design, rule, in_title, in_text in _WORDED:
        if not human and design in (Design.NONRANDOMISED_TRIAL, Design.OBSERVATIONAL):
            continue
        if match := in_title.search(title):
            return _decided(design, rule, Confidence.PROBABLE, words.said(match))
        if in_text is _TRIAL_TEXT and _OBSERVATIONAL_TITLE.search(title):
            continue
        if in_text and (match := in_text.search(words.text)):
            return _decided(design, rule, Confidence.POSSIBLE, words.said(match))
    if human and not words.indexed and not _GIVEN.search(words.text) and (match := _KINDS_COMPARED.search(words.text)):
        # Nothing was given to either.
        return _decided(Design.OBSERVATIONAL, "D7-words", Confidence.POSSIBLE, words.said(match))
    if not words.indexed and any(_REVIEW_LABEL.match(each.label) for each in words.study.abstract):
        return _decided(Design.NARRATIVE_REVIEW, "D9-words", Confidence.PROBABLE)
    given = _BLIND_TEXT.search(words.text) or _TREATED.search(words.text)
    if given and people and not words.indexed and not _KINDS_COMPARED.search(words.text):
        return _decided(Design.NONRANDOMISED_TRIAL, "D6-words", Confidence.POSSIBLE, words.said(given))
    return _decided(Design.UNKNOWN, "D12", Confidence.POSSIBLE)
