"""What each family is about, for sentences of which it is known that they cite nothing.

A sentence without a source may say what was not found, what is not known, and what this page is and does. When it
affirms something about a family's subject, nobody can check it, and the words that it chooses do not matter.
"""

import re
from types import MappingProxyType

from shared.gates.lexicon import AMOUNT_WORDS, BODY, CONDITION, DOSE_UNITS, MEDICINE, NUMBER, TIMES
from shared.gates.report import clause, of_the_page, open_question, told
from shared.gates.rules.c12_hedge import LIMITS
from shared.gates.rules.c13_approval import OTHER_APPROVALS
from shared.gates.scope import negated

_OWN = re.compile(
    r"\b(?:pages?|sites?|monographs?|versions?|sections?|subscri\w+|accounts?|search(?:ed|es)?|"
    r"records?|grades?|graded|reviewed|funding|tables?|"
    r"columns?|figures?|charts?|summary|summaries|language model|drafted|abstracts?|editors?|"
    r"e-?mails?|subject:|limitations|last searched|as of|"
    r"notices?|archive|feeds?|studies (?:found|listed|excluded|included|are listed)|"
    r"status (?:under|of)|retracted|studies of|counted|quotes?|citations?|references?|methods)\b",
    re.IGNORECASE,
)
_PROMOTED = re.compile(
    r"\b(?:buy|shop|seller|supplier|vendor|discount|proven|miracle|best|heal\w*|cure\w*|safe|"
    r"dosage|inject\w*|vial|take|boosts?)\b",
    re.IGNORECASE,
)

TOPICS = MappingProxyType(
    {
        "C01": rf"{AMOUNT_WORDS}[ -]?(?:of (?:a|an|the) |of \w+ )?(?:\w+ )?{DOSE_UNITS}\b|\b(?:half|twice|"
        r"double|a third) of what|\bnotch\b|"
        r"\bpea-sized\b|\b(?:bottom|top|middle|end) of the range\b|\b(?:dose|dosage|amount|"
        r"strength|quantity) (?:that|which|to|is|of|for|should|rises?|goes)\b|"
        r"\b(?:once|twice|three times) (?:a|per|each) (?:day|week)|\b(?:daily|weekly|"
        r"nightly) (?:dose|shot|spray|injection|use)\b|\bhow much\b|\bneeds? more\b",
        "C02": r"\b(?:cycles?|stack\w*|courses? (?:of|lasts?|a)|(?<!trial's )(?<!trial )protocols?|"
        r"schedules?|regimens?|rounds?|"
        r"taper\w*|front-?load\w*|washout|pulsed?|training days|rest days?)\b|"
        rf"\b{NUMBER} {TIMES}\b[^.;]{{0,60}}\b(?:then|rest|off|break|pause|begin|again|nothing|"
        r"repeat|followed)\b|\bweeks? (?:\d|one|two|three|four|five|six)\b|"
        r"\b(?:pairs? (?:\w+ )?with|combin(?:e|es|ed|ing)|add(?:ing)?|together|alongside|"
        r"alternat\w+|rotat\w+)\b(?=.*\b(?:with|from|to|peptide|week|and|beside)\b)|\b(?:holiday|"
        r"break|pause|rest)\b|\ba year\b",
        "C03": r"\b(?:syringes?|needles?|vials?|stopper|inject\w*|saline|fridge|refrigerat\w+|swabs?|"
        r"bubbles?|plunger|navel|abdomen|thigh|under the skin|"
        r"subcutaneous\w*|dissolv\w+|reconstitut\w+|barrel|bacteriostatic|sterile|shake|swirl|"
        r"pinch|powder|diluent|thaw\w*|lyophili\w+|pen tip|cartridge|jab|shots? go)\b",
        "C04": r"\b(?:rats?|mouse|mice|dogs?|rabbits?|pigs?|monkeys?|animals?|"
        r"rodents?)\b[^;]*\b(?:humans?|persons?|people|adults?|man|woman|somebody|someone|us|ours|"
        r"kg|grown|kilo\w*|you)\b|"
        r"\b(?:human terms|human dose|human[- ]equivalent|per kilo\w*|mg/kg|[uμ]g/kg|convert\w*|"
        r"conversion|equals?|equivalen\w+|surface area|body ?weight)\b|"
        r"\b(?:sprays?|capsules?|drops?|tablets?|by mouth|oral|nasal)\b[^.;]*\b(?:injections?|needle|shot|syringe)\b",
        "C05": r"\b(?:people|anyone|those|everyone) (?:with|who|over|under)\b[^.;]*\b(?:should|need|might|ought)\b",
        "C06": r"\b(?:best|excellent|ideal|choose|choice|picks?|recommend\w*|favou?rite|prefer\w*|"
        r"worth\w*|belongs? in|nothing else|the one|top|first choice|suggest\w*|"
        r"start with|place to (?:begin|start)|solid|superb|must|deserves?|comes? close|above all|"
        r"rated?|experts? (?:would|use|start|choose)|no better|stands? out|go for|look no further|"
        r"out of five|stars?|kit|win(?:s|ner)?|outstanding|unbeatable|should|editors?)\b",
        "C07": rf"\b(?:{CONDITION}|tinnitus|sinusitis|discs?|cysts?|warts?|ulcer\w*|bowels?|fibromyalgia|"
        r"failing|speech|illness\w*|hepatitis|lesions?|bleeding|swelling|"
        r"heals?|cures?|remed(?:y|ies)|treats?|patients|disease\w*|virus\w*|bacteria|nausea|sick\w*)\b",
        "C08": rf"\b(?:{BODY}|cells?|mitochondria|blood vessels?|nerves?|organs?|glands?|thyroid|ovaries|"
        r"vessels|stem cells|tissues?|the body|fitness|speed|power|wrinkles?|beauty|posture|"
        r"breathing|bladder|eyes?|eyesight|teeth|gums|fertility|sperm|arousal|motivation|"
        r"confidence|cycles? of sleep|dreams?|hydration|detox\w*|ageing|aging|younger|clock|"
        r"gains?|physique|figure|abs|waist\w*)\b",
        "C09": r"\b(?:proof|prov(?:e|es|ed|en)|establish\w*|science|scientific\w*|research|papers|"
        r"guarantee\w*|debate\w*|facts?|matter of record|doubt\w*|certain\w*|clinical\w*|"
        r"verified|validated|confirm\w*|demonstrated|undisputed|(?:hundreds|dozens|thousands|"
        r"countless|many|numerous) of? ?(?:stud\w+|trials?|papers)|experts agree|laborator\w+)\b",
        "C10": r"\b(?:safe\w*|harm\w*|side[- ]effects?|toxic\w*|risks?|risk-free|tolerat\w+|danger\w*|"
        r"fear|gentle|worr(?:y|ies)|overdos\w+|incident|adverse|natural(?:ly)?(?! (?:hormone|"
        r"peptide was|history))|mild|poison\w*|fine|"
        r"nothing (?:bad|can|could)|complain\w*|hurts?|damage|reactions?|wrong|bruise|"
        r"without (?:trouble|problems)|clean|lethal)\b",
        "C12": r"\b(?:hop(?:e|es|eful)|promis\w+|encourag\w+|early|preliminar\w+|first signs|emerging|"
        r"potential\w*|excit\w+|so far|advance|favou?rabl\w+|initial|pilot|may turn|could (?:be|"
        r"become|prove)|"
        r"might (?:be|prove|help)|hint\w*|signs|horizon|soon|await\w*|on the way|optimis\w+|"
        r"interesting|intriguing|watch|points? to|suggests?)\b",
        "C13": r"\b(?:approv\w+|legal\w*|licen[sc]\w+|fda|ema|mhra|regulat\w+|committee|panel|"
        r"law(?:ful\w*)?|authori[sz]\w+|permit\w*|bann?ed|restricted|prescri\w+|registered|"
        r"cleared|"
        r"clearance|category|vot(?:e|es|ed)|blessing|allowed|compound(?:ed|ing|ers?)|medicine in|"
        r"illegal|forbid\w*|court|government)\b",
        "C14": rf"\b(?:{MEDICINE}|medicines?|drugs?|pills?|tablets?|medication|surgery|painkill\w*|"
        r"the pen|needle-free|therap(?:y|ies)|prescription)\b",
        "C15": r"\b(?:prices?|priced|order\w*|shops?|store|buy\w*|stock\w*|supplier\w*|seller\w*|"
        r"pharmac\w+|clinics?|wholesal\w+|vouchers?|discount\w*|codes?|ship\w*|dispatch\w*|"
        r"delivery|"
        r"supply|costs?|vendors?|certificates?|prescription|advert\w*|cheap\w*|dollars?|euros?|"
        r"money|sale|sold|sells?|basket|cart|purchas\w+|obtain\w*|source[ds]?|import\w*|customs|"
        r"markets?|"
        r"package|parcel|brand|link|affiliate|free|offer|vials? (?:go|cost|arrive))\b",
        "C16": r"\b(?:test(?:s|ed|ing|ers?)?|samples?|panels?|detect\w*|undetect\w*|doping|athlet\w+|"
        r"controls?|clean|competition\w*|competitors?|wada|usada|half-?life|spectromet\w+|"
        r"trace\w*|urine|metabolites?|screen\w*|cut-?off|season)\b",
        "C17": r"\b(?:I|my|me|friend|buddy|people|members|everyone|everybody|reviews|anyone|he|"
        r"she|his|her|life back|those who|stor(?:y|ies)|felt|gym|heard?|tell|told|says?|users?|"
        r"customers?|"
        r"clients?|forums?|reddit|photos?|testimon\w+|anecdot\w+|"
        r"coaches|fans|folks|subscribers|thousands|many|wife|husband|neighbou?r|community)\b",
        "C18": r"\b(?:pregnan\w+|trimester\w*|unborn|fet\w+|foet\w+|breast-?feed\w*|nursing|expect(?:ant|"
        r"ing)|mothers?|babies|baby|infants?|newborns?|toddlers?|child\w*|kids?|teen\w*|"
        r"adolescen\w+|"
        r"youngsters|schoolgirl|schoolboy|minors|p(?:a)?ediatric\w*|cancers?|tumou?rs?|"
        r"chemo\w*|remission|oncolog\w+|malignan\w+|leuk\w+|metasta\w+|carcinoma|melanoma|"
        r"depress\w+|antidepress\w+|"
        r"anxi\w+|bipolar|schizo\w*|psych\w+|mania|adhd|autis\w+|suicid\w*|ptsd|panic|ocd|"
        r"mental\w*|low mood|therapist|grief|burnout)\b",
    }
)
_MORE = MappingProxyType(
    {
        "C01": r"\b(?:milligrams?|micrograms?|mcg|[uμ]g|mg|doses?|dosages?|clicks?|sprays?|puffs?|drops?|"
        r"capsules?|tablets?|"
        r"(?:a|per|each|every|twice|once) (?:day|week|morning|night|evening)|daily|weekly|"
        r"titrat\w+|starter|maintenance|more is)\b",
        "C04": r"\b(?:scal(?:es?|ed|ing)|allometr\w+|translates?|times as much|body size|weigh(?:s|ing)|"
        r"times heavier|human (?:amount|version|figure)|"
        r"(?:micrograms?|milligrams?|units?) (?:is|are|make|equal)|capsules? (?:to|for|of)|powder and)\b",
        "C09": r"\b(?:everyone agrees|well known|recogni[sz]ed|accepted|consensus|peer-?reviewed|"
        r"published|journals?|universit\w+|experts|scientists|"
        r"doctors|data (?:show|prove|are)|results speak|decades|gold standard|undeniabl\w+|works?|"
        r"sceptics?|skeptics?|speak for|beyond)\b",
        "C13": r"\b(?:official\w*|endors\w+|recogni[sz]ed|sanction\w+|green|lifted|reclassif\w+|"
        r"rul(?:es?|ing)|ministry|secretary|congress|free to|"
        r"passed|certified|medicine now|prescription|on the market|health authorit\w+|decision|"
        r"agency|agencies|registration)\b",
        "C16": r"\b(?:racing|races?|medal\w*|biological passport|events?|federations?|positive|fail(?:s|"
        r"ed)?|in time|window|days? (?:out|later|clear))\b",
        "C18": r"\b(?:postpartum|womb|conceiv\w+|lymphoma|sarcoma|students?|trauma\w*|puberty|growing up|"
        r"little ones|family|school|moods?|nerves|"
        r"oncologist|psychiatrist|addict\w*|eating disorder\w*|voices|dementia)\b",
    }
)
_COMPILED = MappingProxyType(
    {
        family: re.compile("|".join(filter(None, (words, _MORE.get(family, "")))), re.IGNORECASE)
        for family, words in TOPICS.items()
    }
)


def affirmed(family: str, sentence: str) -> re.Match[str] | None:
    """Where a sentence that cites nothing affirms something of the family's subject, if it does."""
    topic = _COMPILED.get(family)
    if topic is None or _unknown(sentence):
        return None
    if family in _EXCUSED and any(_EXCUSED[family].finditer(sentence)):
        return None
    for match in topic.finditer(sentence):
        part = clause(sentence, match)
        own = _OWN.search(part) and not _PROMOTED.search(part)
        denied = family not in _DENIAL_REASSURES and negated(sentence, match)
        if not (
            own or denied or told(sentence, match) or of_the_page(sentence, match) or open_question(sentence, match)
        ):
            return match
    return None


def _unknown(sentence: str) -> bool:
    """The whole sentence says that something is not known, asks whether it is, or says what the page does not do."""
    if _ADVERSE.search(sentence):
        return False
    return bool(
        _KNOWS_NOT.search(sentence)
        or (_ACCOUNT.search(sentence) and not _PROMOTED.search(sentence))
        or _ASKS.search(sentence)
        or _DECLINES.search(sentence)
    )


_EXCUSED = MappingProxyType({"C12": LIMITS, "C13": OTHER_APPROVALS})
"""Words that make a family's subject harmless wherever they stand in the sentence."""
_DENIAL_REASSURES = frozenset({"C10", "C16", "C18"})
"""Families in which a bare denial (`no link with cancer`) is itself the claim."""
_ADVERSE = re.compile(
    r"\b(?:but|yet|however|although|though|nonetheless|nevertheless|even so|hence|therefore|still|"
    r"so that|so it|anyway|despite)\b|, so\b|, which (?:is|means)\b",
    re.IGNORECASE,
)
_KNOWS_NOT = re.compile(
    r"^[^:]{0,60}:\s(?:none|no\b|not\b|nothing|unknown|untested|never)|\b(?:no|not|never|nobody|"
    r"no one|nothing|none|cannot|whether|neither|n't)\b[^;]{0,70}\b(?:stud(?:y|ies|ied)|trials?|"
    r"data|evidence|known|established|confirmed|refuted|tested|examined|found|tells?|says?|shown|"
    r"show|assess\w*|statement|measured|proven|proof|proves?|mean|answer\w*|exists?|reported|"
    r"investigated|compared|"
    r"recommend\w*|approved|authori[sz]ed|advice|carried over|hold|apply|permission)\b|\b(?:is|"
    r"are|remains?) (?:still )?(?:unknown|unclear|uncertain|open|untested|missing)\b|"
    r"\b(?:says? nothing|may mean|may fail|may not|might not|does not (?:make|mean)|cannot tell|"
    r"(?:is|are) prohibited|would (?:need|require|have to)|needs? (?:larger|more|further)|"
    r"(?:changes?|has|have) no (?:rule|support|basis)|(?:do|does|did|is|are|was|"
    r"were) (?:\w+ )?not (?:\w+ )?(?:used?|quoted|counted|carry|given|listed|named|described|"
    r"included|replace|apply|follow|appear|repeated|a term)|"
    r"for none of|as of \d|as of [a-z]+ \d|is no (?:evidence|proof)|prohibited (?:in sport|"
    r"at all times|outside)|section S\d)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|which|whether|in (?:whom|what)|how (?:many|long|"
    r"large|often) (?:stud|trial|part|people|were))\b(?!.*\b(?:you|your)\b).*\?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:your|the) (?:account|subscription|payments?|password|e-?mail|card|invoice|receipt)\b", re.IGNORECASE
)
_DECLINES = re.compile(
    r"\b(?:we|nobody here|(?:this|the) (?:page|site|one|text|table|monograph))\b[^.;]{0,40}\b(?:no|not|nothing|none|"
    r"never|cannot|avoids|neither)\b",
    re.IGNORECASE,
)
