"""C05: readers are not spoken to about their own bodies."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.grammar import ANYBODY, OPENING, THING
from shared.gates.words.lexicon import PEOPLE
from shared.gates.words.report import HARMLESS, of_the_page, open_question, referred, told
from shared.gates.words.scope import by_guideline, negated

_SITE = re.compile(
    r"\b(?:subscri\w+|account|password|e-?mails?|editors?|versions?|monograph|renews?|renewed|cancel\w*|plan|"
    r"payments?|invoices?|billing|sign(?:ed|ing)?[- ]in|log(?:ged|ging)?[- ]in|receipt|session|figures? under|"
    r"licen[cs]e|links? (?:below|in)|settings|browser|bookmark\w*|feeds?|errors?|mistakes?|corrections?|notif\w+|"
    r"download\w*|search(?:ed)?|page|site|table|archive|address|inbox|this message|listed|sorted|shown|digest|"
    r"changed pages|trial period|refund\w*|card|receipts?|read(?:ing)?|unsubscribe|newsletters?|choose the plan|"
    r"questions|page cannot)\b",
    re.IGNORECASE,
)
_HEALTH = re.compile(
    r"\b(?:bod(?:y|ies)|dos(?:e|es|ing)|inject\w*|heal\w*|pain|tendons?|knees?|elbow|shoulder|gut|sleep badly|"
    r"doctor will|symptoms?|recover\w*|muscles?|skin|libido|weight|doctor|physician|pharmacist|clinician|hormones?|"
    r"pregnan\w+|peptides? (?:can|will|may)|insulin|pump|diabet\w+|medications?|headaches?|appetite|joints?|back pain|"
    r"blood (?:pressure|sugar)|energy)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:questionnaires?|items?|interviews?|survey|asked|question|scale|scored|diary)\b", re.IGNORECASE
)


_DISCLAIMS = re.compile(
    r"\bnothing (?:here|on this page|in this \w+|that follows) (?:can |could |will )?(?:tells?|says?|shows?|replaces?|"
    r"is|advises?)\b|\b(?:(?:this|the|our) (?:page|site|monograph|summary|review|text)|nothing (?:here|on this page)|"
    r"we)\b[^.;]{0,60}?\b(?:cannot|does not|do not|can not|is not|never|no)\b|\bis a question (?:that )?this (?:page|"
    r"monograph|summary)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:but|yet|that said|still|however|anyone|all the same|though)\b", re.IGNORECASE)


def _disclaims(sentence: str, match: re.Match[str]) -> bool:
    """The page says what it does not tell the reader, and does not go on to tell it."""
    return bool(_DISCLAIMS.search(sentence)) and not _TURNS.search(sentence)


def _of_the_site(sentence: str, match: re.Match[str]) -> bool:
    """Said to a reader of this site about the site, and about nobody's health."""
    return bool(_SITE.search(sentence)) and not _HEALTH.search(sentence)


def _questioned(sentence: str, match: re.Match[str]) -> bool:
    """The words of a questionnaire, in quotation marks."""
    quoted = re.search(r"(?:^|[ (])['\"][^'\"]*$", sentence[: match.start()])
    return bool(quoted and _ASKED.search(sentence))


_AFFLICTED = (
    r"(?:with|whose|who(?:'s| is| are| has| have| suffers?| cannot| can't| dread\w*| dislike\w*)?|"
    r"on|over|past|under|living with|"
    r"prone to|serious about|tired of|after)"
)
_URGED = (
    r"(?:should|ought to|must|needs? to|had better|had best|(?:is|are) (?:well|best) advised to|will want to|"
    r"would do well|do well|does well|would be wise|(?:has|have) (?:little|nothing|everything) to (?:lose|gain|fear)|"
    r"(?:may|might|could) (?:want|wish|like|well try|try|find|turn|do worse)|can (?:turn|expect|look|count|benefit)|"
    r"owes? (?:it )?to|deserves?|stands? to|is a candidate|are candidates)"
)


def _of_practice(sentence: str, match: re.Match[str]) -> bool:
    """What clinicians and researchers ought to weigh, watch and study, or what a text says that somebody should."""
    return bool(
        re.search(
            r"\b(?:clinicians?|physicians?|providers?|surgeons?|researchers?|future|further|"
            r"studies|trials?|screening|monitor\w*|"
            r"evaluat\w+|assess\w*|aware|caution|guidelines?|policy|programmes?|programs?|care|management)\b",
            sentence,
            re.IGNORECASE,
        )
    )


_QUALIFIED = re.compile(
    r"\b(?:physicians?|doctors?|pharmacists?|nurses?|midwi(?:fe|ves)|professionals?|specialists?|clinicians?|"
    r"anti-?doping \w+|federations?|authorit(?:y|ies))\b(?! will)",
    re.IGNORECASE,
)


def _sends(sentence: str, match: re.Match[str]) -> bool:
    """It sends him to somebody who is qualified, and speaks of no substance by name."""
    return bool(_QUALIFIED.search(sentence)) and not _NAMES.search(sentence)


_NAMES = re.compile(rf"\b(?!(?:it|this|these|they|both|that)\b){THING}\b|\bprescri\w+ (?:it|this)\b", re.IGNORECASE)


def _negated_of_it(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before words that hold none, and nobody is told what he cannot afford."""
    return negated(sentence, match) and not re.search(
        r"\bafford\b|\bnot (?:lose|give|despair)\b", match[0], re.IGNORECASE
    )


_URGES = re.compile(r"\b(?:worth|ought|should|needs?|must|has|any longer)\b", re.IGNORECASE)
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
        pattern(
            r"\byou(?:r|rs|rself|'re|'ll|'ve|'d)?\b", excuses=(_of_the_site, _disclaims, _questioned, told, referred)
        ),
        pattern(r"(?:^|[;:,•*] ?)should you\b|\bif (?:your|you)\b", excuses=(_of_the_site, _questioned, referred)),
        pattern(
            r"(?:^|[;•*,] ?(?:then |just |simply )?)(?:get|have (?=(?:your|a |it\b|them|bloods?))|"
            r"check|monitor|track|consider|"
            r"give|ask|talk|speak|see|show|bring|listen|trust|avoid|stop|quit|skip|try|"
            r"wait|watch|expect|keep|make sure|be sure|remember|don't|do not|never|always)\s"
            r"(?=.*\b(?:blood|bloods|labs?|igf-?1|doctor|physician|clinician|gp|pharmacist|"
            r"provider|dose|peptide|weeks?|body|elbow|knee|sleep|"
            r"symptoms?|while|alcohol|pressure|glucose|injection|treatment|therapy|"
            r"bpc\S*|kpv|semax|selank|tb-?500|ghk\S*|pain|skin|gut|coffee)\b)",
            excuses=(_of_the_site, of_the_page, told, referred),
        ),
        pattern(
            rf"\b{PEOPLE}\b[^.;]{{0,220}}\b(?:owes? it to|should (?:take|ask|look|try|see|consider|"
            r"talk|speak|get|give|not (?:wait|be afraid|hesitate))|ought to (?:try|ask|look|consider|see|talk)|"
            r"would do well|do well to|need(?:s)? to (?:know|try|ask|look)|might (?:try|want|like)|may (?:want|"
            r"wish) to|has nothing to lose|have nothing to lose|deserves?|can finally|are better off|is better off|"
            r"can expect)\b",
            excuses=(negated, told, open_question, referred),
        ),
        pattern(
            r"\b(?:your|the|a|their|any|ask a|tell a|convince a) (?:doctor|physician|gp|clinician|provider|"
            r"pharmacist)\b[^.;]{0,40}\b(?:will not|won't|should|to (?:prescribe|write|order)|into|insist)\b|"
            r"\b(?:insist on|demand|push for|request) (?:a )?(?:prescription|referral|script|test)\b",
            excuses=HARMLESS,
        ),
        # Persons of a kind, and what they would do well to do.
        pattern(
            rf"\b(?:{ANYBODY}|readers?) {_AFFLICTED}\b[^.;]{{0,70}}?\b{_URGED}\b",
            excuses=(negated, told, open_question, _of_practice, referred),
        ),
        pattern(r"\breaders?\b[^.;]{0,40}\b(?:had better|would do well|should (?!note))", excuses=(told, of_the_page)),
        # Somebody who is no study says what he would do, or what a symptom needs.
        pattern(
            r"\b(?:if I were|(?:in|with) (?:your|a|an) [^.;]{0,40}I would|I(?:'d| would) (?:be|"
            r"get|have|try|take|go|ask|start|switch|"
            r"stop|drop))\b|\bI'd (?:\w+ )?(?:be|get|have|try|take|go|ask|start|switch)\b",
            excuses=(_questioned,),
        ),
        pattern(
            r"(?:^|[.;:] ?)should (?:the |any |an? )?(?:\w+ ){1,3}(?:persist|return|worsen|appear|"
            r"occur|linger|come back|continue|recur)\b|"
            r"\bwill usually (?:settle|help|pass|ease|do)\b",
            excuses=(told, of_the_page),
        ),
        pattern(
            r"^(?:got|struggling|suffering|tired|plagued|fed up|bothered|worried|had enough|"
            r"still (?:limping|waiting|tossing|nursing))\b[^.]{0,60}\?",
            excuses=(_questioned,),
        ),
        # Orders about an appointment and what to bring home from it.
        pattern(
            rf"{OPENING}(?:print|bring|take|slide|hand|show|ask|insist|demand|push|leave|refuse|"
            r"tell|walk|swap|book|mention|raise)\b"
            r"(?=.*\b(?:appointment|surgery|desk|prescri\w+|script|doctor|physician|gp|clinic\w*|"
            r"referral|counter|whoever)\b)"
            rf"|\bby raising (?:the |it\b|{THING}\b(?=[^.;]*\b(?:with|to) (?:an?|the|your|their|his|her)\b))",
            excuses=(_of_the_site, told, referred),
        ),
        pattern(
            r"\b(?:whoever|anyone|anybody|those|patients?|people|sufferers|"
            r"readers?)\b[^.;]{0,70}?\b(?:had (?:best|better)|(?:is|are) (?:well|"
            r"best) advised to|might find (?:it|in)|will want to|"
            r"conversation to have|worth (?:raising|mentioning|asking))\b",
            excuses=(negated, told, open_question, referred),
        ),
        # Advice on living with it, given to nobody by name.
        pattern(
            r"(?:^|[;:] ?)(?:make sure|be sure|remember|stay|drink|eat|avoid|limit|cut out|keep|listen to|do yourself|"
            r"watch(?: out)?|skip|rest|ice|stretch|hydrate|lower|reduce|stop|quit|get|have|see) (?=.*\b(?:hydrat\w+"
            r"|electrolytes?|protein|alcohol|"
            r"caffeine|water|body|sleep|insulin|medication|meds|igf-?1|blood ?(?:work|tests?)|checked|tested|salt"
            r"|fasting|meals?|carbs?|sugar|"
            r"favou?r|off)\b)",
            excuses=(_of_the_site, of_the_page, told, referred),
        ),
        pattern(
            r"\b(?:those|people|patients?|anyone|anybody|everyone|someone|adults|women|men|diabetics|athletes|"
            r"sufferers|runners?|lifters?) (?:\w+ ){0,6}?(?:should|ought to|must|had better|would do well to|"
            r"do well to|need to|can|may|could|might) (?:\w+ )?(?:keep|stay|steer|avoid|benefit|expect|try|look into|"
            r"hope|count on|profit|get relief|find relief|turn to|stop|start|wait|switch)\b",
            excuses=(negated, told, open_question, _of_practice, by_guideline),
        ),
        pattern(
            r"\b(?:anybody|anyone|everybody|everyone|whoever|those|people|patients|adults|men|women|sufferers"
            r"|readers?|athletes) (?:with|who|whose|over|under|in) [^.;]{0,50}?"
            r"\b(?:has|have) (?:\w+ )?(?:reason|cause|every right|much|a lot|something|nothing|little) to\b"
            r"|\b(?:people|those|patients|anyone|sufferers|adults) (?:who|with|whose) "
            r"[^.;]{0,40}?\b(?:can|could|will|may) be (?:helped|relieved|freed|cured|restored|spared) (?:by|with"
            r"|through)\b|(?:^|[;:] ?)(?:talk|discuss|take|raise|bring) (?:it|this|that|"
            r"these|the matter) (?:over |up |to )?(?:with )?(?:an? |your |the )?(?:\w+ )?(?:clinic|doctor|physician"
            r"|specialist|prescriber|provider|practitioner)s?\b (?:that|who|which)\b|"
            r"\b(?:another|one more|a single) (?:day|week|month|year) of (?:pain|suffering|misery|sleepless"
            r"|discomfort|brain fog|limping)\b",
            excuses=(told, of_the_page),
        ),
        pattern(
            r"\b(?:those|people|anyone|patients|adults|women|men) (?:who|with) [^.;]{0,50}?\b(?:can|may) (?:safely "
            r"|now )?(?:rely|count|depend|bank|trust|turn) (?:on|to|in)\b|(?:^|[;:] ?)ask (?:for|about) (?:it|this"
            r"|them)\b|\bnever too (?:late|early|old|young) to "
            r"(?:start|begin|try|use|take)\b",
            excuses=(told, of_the_page),
        ),
        # Readers and sufferers of a kind, and what awaits them.
        pattern(
            r"\breaders? (?:who|with|whose|over|under|on|in)\b[^.;]{0,80}?\b(?:can|will|may|should|could|might|"
            r"regain\w*|benefit\w*|find|finds|need|needs|ought)\b|\bfor (?:those|anyone|people|everyone|anybody|"
            r"everybody|any|all)(?: of us)? (?:with|who|whose|on|over|living)\b[^.;]{0,60}\b(?:lifeline|godsend|answer|"
            r"relief|hope|help|solution|blessing|rescue|made for|the one|way out|just the thing|what is needed|"
            r"a must)\b|\bwhoever (?:[\w']+ ){1,9}?(?:should|will|can|ought|needs?|does well|finds|may|might|must)\b|"
            rf"\b{THING} (?:is|was) (?:just )?(?:made|meant|right|ideal|the thing|intended|perfect) for (?:those"
            rf"|people|"
            r"anyone|anybody|all|everyone|patients|you) (?:who|with|whose)\b",
            excuses=(open_question, of_the_page, referred, _of_practice, _sends),
        ),
        pattern(
            rf"\b(?:{ANYBODY}|smokers|drinkers|diabetics)\b[^.;]{{0,50}}?\b(?:(?:will|can|may) find (?:\w+ "
            rf")?(?:relief|help|rest"
            r"|peace)|stands? to (?:gain|benefit|profit|win)|can(?:not|'t)? (?:\w+ )?afford to|should not (?:lose|"
            r"give up|despair|wait|miss)|(?:gains?|profits?|benefits?) (?:the )?most)\b|\b(?:is|are) the (?:first|"
            r"next|best|right) step for (?:those|anyone|people|anybody|everyone)\b|(?:^|[;:] )(?:keep an eye on|"
            r"take it up with|mind|watch|go easy on|cut back on|hold off on)\b(?=.*\b(?:glucose|sugar|insulin|"
            r"pressure|doctor|physician|alcohol|salt|weight|thyroid|tablets?|medicines?)\b)",
            excuses=(_negated_of_it, told, open_question, of_the_page, referred, _of_practice),
        ),
        pattern(
            rf"\bworth (?:raising|mentioning|bringing up|discussing|asking) (?:\w+ )?(?:with|to|at)\b|\b(?:sufferers"
            rf"|{ANYBODY})"
            r" (?:ought to|should|need to|must) (?:know|hear|read|learn) (?:about|of|this)\b|\bnobody (?:needs?|"
            r"has) to (?:live|suffer|put up|go on|cope|struggle)\b|\b(?:live|suffer|put up|"
            r"struggle) with [^.;]{1,30} any longer\b|"
            rf"\b(?:{ANYBODY}) (?:who|with|past|over|under)\b[^.;]{{0,40}}\bshould have (?:their|his|her) \w+ "
            rf"(?:measured|"
            r"checked|tested)\b",
            excuses=(told, open_question, of_the_page, referred, _of_practice),
            needs=_URGES,
        ),
    ),
)
