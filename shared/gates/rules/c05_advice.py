"""C05: readers are not spoken to about their own bodies."""

import re

from shared.gates.family import Family, pattern
from shared.gates.lexicon import PEOPLE
from shared.gates.report import HARMLESS, of_the_page, open_question, told
from shared.gates.scope import negated

_SITE = re.compile(
    r"\b(?:subscri\w+|account|password|e-?mails?|editors?|versions?|monograph|renews?|renewed|cancel\w*|plan|payments?|"
    r"invoices?|billing|sign(?:ed|ing)? in|log(?:ged)? in|links? (?:below|in)|settings|browser|"
    r"bookmark\w*|feeds?|errors?|"
    r"mistakes?|corrections?|notif\w+|download\w*|search(?:ed)?|page|site|table|archive|address|inbox|this message|"
    r"trial period|refund\w*|card|receipts?|read(?:ing)?|unsubscribe|newsletters?|choose the plan|"
    r"questions|page cannot)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:bod(?:y|ies)|dos(?:e|es|ing)|inject\w*|heal\w*|pain|tendons?|knees?|elbow|shoulder|gut|"
    r"sleep badly|doctor will|symptoms?|"
    r"recover\w*|muscles?|skin|libido|weight|doctor|physician|pharmacist|clinician|hormones?|"
    r"pregnan\w+|peptides? (?:can|will|may))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:questionnaires?|items?|interviews?|survey|asked|question|scale|scored|diary)\b", re.IGNORECASE
)


def _of_the_site(sentence: str, match: re.Match[str]) -> bool:
    """Said to a reader of this site about the site, and about nobody's health."""
    return bool(_SITE.search(sentence)) and not _HEALTH.search(sentence)


def _questioned(sentence: str, match: re.Match[str]) -> bool:
    """The words of a questionnaire, in quotation marks."""
    quoted = re.search(r"(?:^|[ (])['\"][^'\"]*$", sentence[: match.start()])
    return bool(quoted and _ASKED.search(sentence))


FAMILY = Family(
    id="C05",
    version=2,
    severity="block",
    reason="advises the reader personally",
    patterns=(
        pattern(
            r"(?:^|[;:•*] ?)(?:talk|speak|ask|tell|get|convince|persuade)\s(?:to\s)?(?:a|an|the|"
            r"any)?\s?(?:doctor|physician|clinician|provider|pharmacist)s?\s(?:\w+\s){0,2}(?:for|about(?! your health)|"
            r"into|to)\b"
        ),
        pattern(
            r"\b(?:talk|talking|convince|persuade|persuading|get|getting)\s(?:a|the|any)?\s?(?:doctor|"
            r"physician|clinic|provider)s?\s(?:into|to prescribe)\b"
        ),
        pattern(
            r"(?:^|[;•*] ?)(?:consider|try|avoid|stop|start|keep|begin|continue)\s(?:taking|using|"
            r"injecting|supplementing|adding)\b"
        ),
        # Anything said to a reader, except about reading, paying for and writing to this site.
        pattern(r"\byou(?:r|rs|rself|'re|'ll|'ve|'d)?\b", excuses=(_of_the_site, _questioned, told)),
        pattern(r"(?:^|[;:,•*] ?)should you\b|\bif (?:your|you)\b", excuses=(_of_the_site, _questioned)),
        pattern(
            r"(?:^|[;•*,] ?(?:then |just |simply )?)(?:get|have|check|monitor|track|consider|"
            r"give|ask|talk|speak|see|show|bring|listen|trust|avoid|stop|quit|skip|try|"
            r"wait|watch|expect|keep|make sure|be sure|remember|don't|do not|never|always)\s"
            r"(?=.*\b(?:blood|bloods|labs?|igf-?1|doctor|physician|clinician|gp|pharmacist|"
            r"provider|dose|peptide|weeks?|body|elbow|knee|sleep|"
            r"symptoms?|while|alcohol|pressure|glucose|injection|treatment|therapy|"
            r"bpc\S*|kpv|semax|selank|tb-?500|ghk\S*|pain|skin|gut|coffee)\b)",
            excuses=(_of_the_site, of_the_page, told),
        ),
        pattern(
            rf"\b{PEOPLE}\b[^.;]{{0,220}}\b(?:owes? it to|should (?:take|ask|look|try|see|consider|"
            r"talk|speak|get|give|not (?:wait|be afraid|hesitate))|ought to (?:try|ask|look|"
            r"consider|see|talk)|"
            r"would do well|do well to|need(?:s)? to (?:know|try|ask|look)|might (?:try|want|"
            r"like)|may (?:want|wish) to|has nothing to lose|have nothing to lose|deserves?|"
            r"can finally|are better off|is better off|can expect)\b",
            excuses=(negated, told, open_question),
        ),
        pattern(
            r"\b(?:your|the|a|their|any|ask a|tell a|convince a) (?:doctor|physician|gp|clinician|"
            r"provider|pharmacist)\b[^.;]{0,40}\b(?:will not|won't|should|to (?:prescribe|write|"
            r"order)|into|insist)\b|"
            r"\b(?:insist on|demand|push for|request) (?:a )?(?:prescription|referral|script|test)\b",
            excuses=HARMLESS,
        ),
    ),
)
