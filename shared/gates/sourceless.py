"""What a sentence may say without a source: what is not known, what this page is and does not do, where to turn.

Read where it is known that nothing is cited. Words that sell or promise take most of these excuses away.
"""

import re

from shared.gates.sober import sober
from shared.gates.words.report import guides, refers


def promotes(words: str) -> bool:
    """They sell, promise or instruct, whatever else they say of the page."""
    return bool(_PROMOTED.search(words))


def sourceless(sentence: str) -> bool:
    """The sentence as a whole needs no source."""
    if _turns(sentence):
        return False
    if sober(sentence) or refers(sentence) or _denies(sentence) or any(each.search(sentence) for each in _SAFE):
        return True
    return not promotes(sentence) and (guides(sentence) or any(each.search(sentence) for each in _PLAIN))


def _turns(sentence: str) -> bool:
    """It goes on to say something against what it began with, and more than that nothing is known."""
    for turn in _ADVERSE.finditer(sentence):
        rest = sentence[turn.end() :]
        if not _NOTHING_MORE.match(rest) or _NOT_WORSE.search(rest):
            return True
    return False


_NOTHING_MORE = re.compile(
    r"^[^.;,]*\b(?:(?:no|not|never|nobody|none|nothing|isn't|wasn't|hasn't|haven't)\b[^.;,]{0,30}\b(?:stud(?:y|ies|ied)"
    r"|trials?|data|evidence|registered|tested|known|examined|found|shown)|(?:remains?|is|are) (?:un(?:studied|tested"
    r"|known|clear|certain)|missing))\b(?!.*\b(?:why|because|since|works?|proves?|does|cheap\w*|buy)\b)",
    re.IGNORECASE,
)


def _denies(sentence: str) -> bool:
    """A denial of what others claim, and of nothing that would reassure or praise."""
    return bool(_DENIES.search(sentence)) and not _NOT_WORSE.search(sentence)


_PROMOTED = re.compile(
    r"\b(?:buy|shop|price[sd]?|cheap\w*|wholesale|seller|supplier|vendor|discount|proven|miracle|best|heal\w*|cure\w*|"
    r"safe|dosage|inject\w*|vial|take(?! no part)|boosts?|readers? (?:of|get|who)|(?:per cent|percent|%) off|^print|"
    r"your hand)\b",
    re.IGNORECASE,
)
_ADVERSE = re.compile(
    r"\b(?:but(?! (?:(?:has|have|is|are|was|were|does|do|did) (?:\w+ )?not|no|none|nothing|not|never)\b)|yet(?! to\b)|"
    r"however|although|though|nonetheless|nevertheless|even so|hence|therefore|still|so that|so it(?! (?:cannot|"
    r"is not))|anyway|despite|that said|all the same|in any case)\b|, so(?! (?:nothing|no|none|neither|it cannot|"
    r"they cannot|this cannot)\b)|, which (?:is|means)\b",
    re.IGNORECASE,
)
_KNOWS_NOT = re.compile(
    r"^[^:]{0,60}:\s(?:none|no\b|not\b|nothing|unknown|untested|never)|\b(?:no|not|never|nobody|"
    r"no one|nothing|none|cannot|whether|neither|n't)\b[^;]{0,70}\b(?:stud(?:y|ies|ied)|trials?|"
    r"data|evidence|known|established|confirmed|refuted|tested|examined|found|tells?|says?|shown|"
    r"show|assess\w*|statement|measured|proven|proof|proves?|mean|answer\w*|exists?|reported|"
    r"investigated|compared|checked|judged|described|collected|answered|on the (?:\d+ )?(?:prohibited )?list|"
    r"recommend\w*|approved|authori[sz]ed|advice|carried over|hold|apply|permission)\b|\b(?:is|"
    r"are|remains?) (?:still )?(?:unknown|unclear|uncertain|open|untested|missing)\b|"
    r"\b(?:says? nothing|may mean|may fail|may not|might not|does not (?:make|mean)|cannot tell|"
    r"(?:is|are) prohibited|would (?:need|require|have to) (?:\w+ ){0,3}(?:trials?|stud\w+|data|"
    r"evidence)|needs? (?:larger|more|further)|"
    r"(?:changes?|has|have) no (?:rule|support|basis)|(?:do|does|did|is|are|was|"
    r"were) (?:\w+ )?not (?:\w+ )?(?:used?|quoted|counted|carry|given|listed|named|described|"
    r"included|replace|apply|follow|appear|repeated|a term)|"
    r"for none of|as of \d|as of [a-z]+ \d|is no (?:evidence|proof)|prohibited (?:in sport|"
    r"at all times|outside)|section S\d)\b",
    re.IGNORECASE,
)
_MADE_HERE = re.compile(
    r"\b(?:(?:drafted|written|checked|reviewed|graded|sorted|counted) (?:by|from) (?:\w+ ){0,3}(?:language models?|"
    r"machines?|rules?|programs?|persons?|people|editors?|sentences)|language model (?:drafted|wrote|checked)|(?:no|"
    r"not a) (?:person|reader|editor|human) (?:has|have) (?:reviewed|checked|read)|(?:no|take no|takes no|have no|"
    r"has no) part in (?:the|its|this) (?:grade|page|count|summary)|(?:references|footnotes|sources|quotations|quotes|"
    r"records|studies|trials|papers) (?:are|is|were|was|follow|stand) (?:\w+ )?(?:listed|set out|given|shown|sorted|"
    r"grouped|found|counted|left out|excluded|retracted|corrected|updated|replaced|here|below|above|at the (?:foot|"
    r"end|bottom)))\b|^(?:the |a |all )?(?:references|sources|footnotes|quotations|glossary|methods|contents)\b",
    re.IGNORECASE,
)
"""How this text came about, and what it holds."""
_FALLS_SHORT = re.compile(
    r"\btoo (?:few|little|early|small|short|thin|weak|sparse|limited|scarce|scant|uncertain|old|brief|narrow|unlike|"
    r"different)(?: and too \w+)?\b[^;]{0,40}?\b(?:to|for)\b|\b(?:cannot|can not|could not|must not|should not|"
    r"may not|ought not to) (?:\w+ )?(?:be )?(?:called|taken (?:as|for|to)|assumed|inferred|concluded|read as|said|"
    r"ruled out|excluded|drawn|generali[sz]ed|equated|regarded|counted|scaled|transferred|extrapolated|relied|"
    r"trusted)\b|\b(?:one|a single|two|three|few|small|short|uncontrolled) (?:\w+ )?(?:stud(?:y|ies)|trials?|reports?|"
    r"cases?|series|rats?|patients?|laborator(?:y|ies)|groups?) (?:\w+ )?(?:does not|do not|cannot|prove[sd]? nothing|"
    r"settles? nothing|is no|are no)\b|\b(?:is|are|was|were|comes?|stems?|rests?) (?:mainly |mostly |largely |almost |"
    r"entirely |all |only )*(?:from|on|by) (?:one|a single|two|three|few|a handful of) (?:\w+ )?(?:laborator\w+|"
    r"groups?|teams?|cent(?:er|re)s?|stud(?:y|ies)|trials?)\b|\b(?:is|are) (?:still )?(?:thin|sparse|scant|scarce|"
    r"weak|limited|lacking|missing|absent|anybody's guess|an open question|not the same)\.?$|\b(?:reservations?|"
    r"caveats?|limits?|limitations?)\b.*\b(?:apply|applies|remain|hold)\b",
    re.IGNORECASE,
)
"""What the studies are too few, too small or too far from people to say."""
_OF_WORDS = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?|slogans?|adjectives?|labels?|claims?|promises|tables|"
    r"calculators) (?:such as|like|that|which|is|are|has|have|carries|rests?|in|on|of)\b[^;]*\b(?:no|not|never|"
    r"nothing|none|avoids?|misleading|false|undefined|no defined|untested|unsupported)\b|\bis (?:a |an )?(?:word|term|"
    r"phrase|expression|slogan)s? (?:that )?(?:this|we|the page)\b|\b(?:calling|to call) (?:it|this|a|the|"
    r"them)\b[^;]*\b(?:does not|would|is|goes)\b|\b(?:stories|anecdotes?|testimonials?|endorsements?|accounts|posts|"
    r"reports by (?:single )?users|fame|praise)\b[^;]*\b(?:is|are|were|was|cannot|do|does) (?:\w+ )?(?:no|not|never|"
    r"show|left|counted|evidence|proof)\b",
    re.IGNORECASE,
)
"""Words spoken of as words, and hearsay turned down."""
_ASKS = re.compile(
    r"^(?:does|do|did|is|are|was|were|can|could|which|whether|in (?:whom|what)|how (?:many|long|"
    r"large|often) (?:stud|trial|part|people|were))\b(?!.*\b(?:you|your)\b).*\?$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:your|the) (?:account|subscription|payments?|password|e-?mail|card|invoice|receipt)\b", re.IGNORECASE
)
_DECLINES = re.compile(
    r"(?:^|[;:,] |\b(?:here|site|and),? )(?:we|nobody here|peptalk|(?:this|the) (?:page|site|one|text|table|monograph|"
    r"summary|review))\b[^.;,]{0,40}\b(?:no|not|nothing|none|"
    r"never|cannot|avoids|neither)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:nobody|no one|none of us|we do not|we cannot|who can) (?:\w+ )?(?:knows?|say|tell)\b|\b(?:not|n't|never|"
    r"no) (?:\w+ ){0,5}(?:been |be )?(?:\w+ )?(?:worked out|looked (?:into|at|for)|understood|repeated|replicated|"
    r"followed up|agreed|declared|obtained|derived|predicted|inferred|explained|traced|stated|published|"
    r"born(?:e)? out)\b|\bremains? to be (?:seen|shown|tested|studied|established|determined|confirmed)\b|"
    r"\bremains? (?:an? )?open\b|\b(?:more|further|larger|longer|better|other|independent) (?:\w+ )?(?:trials?|"
    r"stud(?:y|ies)|research|data|work|evidence) (?:is|are|would be|will be|must be) (?:\w+ )?(?:needed|required|"
    r"necessary|awaited|lacking)\b|\bwould be (?:needed|required|necessary) (?:to|before)\b|\b(?:may|might|could|"
    r"would|will) (?:not )?have (?:gone|been) (?:unreported|missed|overlooked|unnoticed|seen|found)\b|\bthere (?:is|"
    r"are|was|were|exists?) (?:as yet |still |so far )?(?:little|no|hardly any|scant|almost no|not much|"
    r"only indirect) (?:\w+ )?(?:evidence|data|agreed|agreement|accepted|way to|information|knowledge|stud\w+|"
    r"trials?)\b|\b(?:studies|trials|reports|results|findings|authors|sources|experts) (?:\w+ )?(?:disagree|conflict|"
    r"contradict|diverge|vary|are (?:mixed|inconsistent|at odds|divided))\b|\bnot been (?:\w+ )?(?:\w+ed|shown|found|"
    r"seen|sought)\b(?!\.? (?:but|yet))|\b(?:unstudied|unexplored|unanswered|unresolved|unsettled|undetermined|"
    r"anyone's guess|anybody's guess)\b",
    re.IGNORECASE,
)
_FROM_WHOM = re.compile(
    r"\b(?:evidence|findings?|data|stud(?:y|ies)|work|support|research|literature|trials?|"
    r"reports?)\b[^;]{0,40}?\b(?:comes?|is|are|consists?|stems?|were|was|rests?|done|made up|"
    r"depends?)\b[^;]{0,25}?\b(?:from|of|by|in|on) (?:animals?|rats?|mice|rodents?|cells?|the laboratory|one|a single|"
    r"the same|two|three|few|a few|a handful|(?:\w+ )?case reports?|surrogates?)\b|\b(?:findings?|study|trial|report|"
    r"result)s? (?:stands?|is|are) (?:\w+ )?(?:alone|isolated|single|unconfirmed|unrepeated)\b",
    re.IGNORECASE,
)
_PREMATURE = re.compile(
    r"\b(?:would|is|are|was|were) (?:be )?(?:\w+ )?(?:premature|wrong|misleading|mistaken|incorrect|too (?:much|early|"
    r"strong)|going too far|unjustified|unfounded|baseless|guesswork|speculation|conjecture|a guess|hearsay)\b|"
    r"\bgo(?:es)? (?:too far|beyond (?:what|the (?:evidence|data)))\b|\bsays? (?:too )?(?:little|nothing) (?:about|"
    r"of)\b|\bis (?:a )?(?:matter|question) (?:for|of) (?:\w+ ){0,3}(?:law|regulators?|authorit\w+|courts?|customs|"
    r"federations?)\b|\b(?:outside|beyond) the scope\b|\bfor (?:each|every) country's? (?:\w+ )?(?:regulator|"
    r"authority|law)\b|\breason for exclusion\b|\bexclusion criteri",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|should|must|will|would)(?: not|n't| never| no|"
    r" neither)\b[^;,]{0,60}?\b(?:prov\w+|approv\w+|authori[sz]\w+|permission|permits?|legal\w*|lawful\w*|licen\w+|"
    r"safe|show\w*|establish\w*|recommend\w*|endors\w+|evidence|proof|advice|substitute|replac\w+|guarantee\w*|cures?|"
    r"confirm\w*|mean|tell|say|sold|demonstrat\w+|settled|claim\w*|treat\w*|medicine|drug|binding|harmless|same as|"
    r"effective|supplement)\b|\b(?:no|not (?:a|one|any)) (?:\w+ )?(?:agency|authority|regulator|guideline|court|"
    r"country|law|society|panel|body|medicines agency|health authority)\b[^;,]{0,40}\b(?:approv\w+|authori[sz]\w+|"
    r"licen[sc]\w+|recommend\w*|endors\w+|legali\w+|names?)\b|\b(?:votes?|advice|opinions?|designations?|listing|"
    r"removal|labels?)\b[^;,]{0,40}\b(?:binds? (?:nobody|no one)|advisory only|only advisory|not binding)\b|\b(?:lack|"
    r"absence) of [^;]{0,40}\b(?:is not|does not|is no)\b",
    re.IGNORECASE,
)
_NOT_WORSE = re.compile(
    r"\b(?:unsafe|harmful|toxic|danger\w*|addict\w*|problem\w*|risk\w*|side[- ]effects?|wrong|doubt\w*|question\w*|"
    r"better|comes? close|match\w*|rival\w*|need(?:s|ed)?|reason|worry|fear|illegal|forbid\w*|prohibit\w*|stops?|"
    r"prevents?)\b",
    re.IGNORECASE,
)
"""What a denial reassures about or raises above the rest."""
_NAMES_NONE = re.compile(
    r"\bno (?:[\w-]+ ){1,4}(?:is|are|was|were) (?:named|listed|quoted|linked|included|counted|repeated)\b",
    re.IGNORECASE,
)
_ABSTAINS = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ )?(?:left out|omitted|kept out|set aside|removed from (?:this|"
    r"the)|not (?:\w+ )?(?:given|named|described|repeated|counted|offered|covered|discussed|converted|listed|shown|"
    r"quoted|used|intended|included|something we|reviewed|for sale))\b|\bno (?:[\w-]+ ){1,4}(?:is|are|was|"
    r"were) (?:named|given|offered|shown|intended|listed|quoted|included|made|repeated|accepted|linked|implied|meant|"
    r"counted|taken|paid|used)\b|\bwe (?:\w+ )?(?:sell|name|rank|give|take|make|have|accept|offer|recommend|stock|"
    r"earn|leave|left|looked|searched|could not|did not|do not|cannot|would not|will not)\b[^;]{0,40}\b(?:no|nothing|"
    r"none|neither|not|out)\b|\bwe (?:do not|did not|cannot|could not|would not|will not|never)\b",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"^(?:an? |the |grey |gray |dark |light |open |filled |each |dashed )*(?:asterisks?|dash(?:es)?|bars?|dots?|"
    r"circles?|lines?|squares?|numbers? in|colou?rs?|shading|brackets?|figure|chart|graph|legend|axis|x-axis|"
    r"y-axis)\b|\blinks? to (?:its|the|their) (?:source|record|quote|proof|page|study|abstract)\b|\b(?:grades?|"
    r"certainty|rating)\b[^;]{0,30}\b(?:was|were|is|are) (?:lowered|raised|computed|formed|given|based|(?:very )?low|"
    r"moderate|high|explained|told)\b|\balphabetical\w*|\b(?:new|further) (?:studies|records) are (?:added|read|"
    r"included|found)\b|\bonly (?:\w+ )?abstracts\b|\b(?:status|list|page|table|search|version|entry|summary|"
    r"text)\b[^;]{0,20}\b(?:was|is|were|are) (?:\w+ )?(?:last|complete|out of date|under review|checked|updated|"
    r"replaced|repeated|drawn|sorted|changed|generated|drafted)\b|\bthe (?:prohibited )?list changes\b|\b(?:sentences|"
    r"statements|claims) without (?:support|a (?:source|quote))\b|\bfor general readers\b|^definitions?\b|"
    r"\bwho (?:paid|funded|sponsored)\b|\b(?:overview|summary|literature|references|records|studies) (?:of|"
    r"on) (?:the literature on )?(?:an?|the|this) peptide\b|^(?:a|an|this) (?:peptide|hormone|entry|monograph|"
    r"summary)s? is (?:an? |about )?(?:\w+ )?(?:chain|molecule|summary|overview|a chain|a peptide)|\bevery (?:night|"
    r"sentence|claim)\b[^;]*\b(?:search\w*|added|read|checked|quote)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"^(?:welcome|thank you|thanks for|sorry|hello|sign in|log in|sign out)\b|\b(?:your|the) (?:card|trial|free trial|"
    r"receipt|invoice|sign-in|session|link) (?:was|ends?|has|will|is|expires?|lapse[sd]?)\b|\bwe (?:will|have|"
    r"shall) (?:send|sent|e-?mail\w*|write|written|delete\w*|store|renew\w*|charge\w*|refund\w*|received|cancel\w*)\b|"
    r"\byou (?:may|can) (?:cancel|leave|unsubscribe|return)\b|^(?:in an emergency|if you (?:feel|are) (?:unwell|"
    r"ill))\b|\bdo not (?:stop|change|start|delay) (?:\w+ ){0,4}(?:treatment|medicines?|medication)s?\b|\b(?:ask|"
    r"check with|consult) (?:their|your|the|his or her) (?:\w+ )?(?:federation|anti-?doping \w+|sports? (?:body|"
    r"federation)|governing body)\b|\b(?:use|work with) (?:this|the) page (?:to|as)\b",
    re.IGNORECASE,
)
_CAUTIONS = re.compile(
    r"\b(?:reactions?|harms?|infections?|risks?|impurit(?:y|ies)|contaminations?|side[- ]effects?|injur(?:y|ies)|"
    r"errors?|interactions?|dangers?) (?:is|are|remains?|cannot|can|may|might) (?:always |also |still )?(?:possible|"
    r"likely|serious|unknown|undescribed|follow|occur|be (?:excluded|serious|present|missed))\b|\b(?:nobody|no one|"
    r"no page|nothing|no (?:study|summary|author|trial)) can (?:\w+ )?(?:guarantee|promise|predict|foresee|rule out|"
    r"exclude|tell|say|know|vouch|be sure)\b|\b(?:products?|vials?|preparations?|substances?) (?:sold|bought|"
    r"offered) [^.;]{0,40}\b(?:is|are|may|can|need) (?:not|never|be|often|rarely|wrongly|falsely|differ\w*)\b|"
    r"\b(?:differs?|vary|varies|depends?|changes?) (?:between|among|from|with|by|on) (?:\w+ )?(?:countr(?:y|ies)|"
    r"states?|place|law|person|patients?|product|batch|study|trial|laborator\w+)\b|\bno (?:\w+ ){1,3}(?:is|"
    r"are) (?:claimed|promised|suggested|asserted|ranked|advertised|endorsed|sold|advised|drawn|given|named) (?:here|"
    r"on this|by this|by us|in this)\b|,? (?:and )?not an? (?:finding|result|fact|measurement|observation|"
    r"conclusion)\b|\b(?:harms?|effects?|events?|differences?) (?:that|which|of this|as) [^.;]{0,30}\b(?:would|could|"
    r"may|might) have (?:escaped|gone|been)\b|\b(?:have|has) been (?:announced|planned|registered|"
    r"started)\b[^.;]{0,20}\b(?:but|and|not)\b|\b(?:decision|choice|judgement)\b[^.;]{0,25}\b(?:lies|rests|is|"
    r"belongs) (?:up )?(?:with|to)\b[^.;]{0,25}\b(?:physician|doctor|clinician|specialist)\b|\bexpectations? (?:has|"
    r"have) (?:\w+ )?(?:been )?(?:disappointed|refuted|failed)\b|\b(?:register|file|lodge|make) an? (?:complaint|"
    r"report) (?:about|with|to)\b|\bcannot be (?:\w+ )?(?:checked|verified|judged|answered|compared|known|told)\b|"
    r"\blong way from (?:an? )?(?:\w+ )?(?:dish|rats?|mice|mouse|cells?|animals?)\b",
    re.IGNORECASE,
)
"""What may go wrong, what nobody can promise, and what differs from place to place."""
_OF_STUDIES = re.compile(
    r"\b(?:trials?|studies|papers|authors|investigators) (?:have |has )?(?:used|looked at|chose|chosen|tested|"
    r"measured|asked|examined|covered|included|recruited|followed|differ\w*|varied|vary) (?:\w+ )?(?:different|"
    r"various|other|many|only|few|several|mostly|mainly|in)\b|\b(?:is|are|be|remains?) (?:banned|prohibited|barred|"
    r"forbidden)\b|\bis the (?:condition|question|species|subject|outcome|field|use|disease|"
    r"model) that (?:\w+ ){0,3}(?:studies|trials|authors|papers)\b|\b(?:takes? its name|(?:is|was) named) (?:from|"
    r"after)\b|\b(?:sellers?|vendors?|adverts?|advertisements?|marketers?|websites?|forums?|shops?) (?:say|claim|"
    r"compare|liken|call|name|promise|write|state|praise|offer)s?\b[^.]*\b(?:no|not|never|none|nothing|untested|"
    r"unsupported|without)\b|\b(?:is|are) (?:made|decided|published|set|issued|revised|kept|laid down|drawn up) (?:by|"
    r"each|every|once|in) (?:the |a |each )?(?:\w+ )?(?:fda|states?|regulators?|agenc\w+|authorit\w+|insurers?|"
    r"government|year|autumn|courts?|country|law|legislator|federations?)\b|\b(?:votes?|opinions?|advice|"
    r"designations?) (?:bound|binds?|obliges?|obliged) (?:nobody|no one|no agency|no state)\b|"
    r"\bmay be (?:contaminated|mislabel\w+|counterfeit|non-sterile|impure|degraded|under-dosed)\b|\b(?:any|every|each|"
    r"all) (?:\w+ )?(?:injections?|needles?|medicines?|drugs?|treatments?|puncture)s? (?:can|may|could|carr(?:y|"
    r"ies)) (?:cause |lead to |an? )*(?:\w+ )?(?:infections?|reactions?|harms?|risks?|injur(?:y|ies)|damage|"
    r"bleeding)\b|\bno (?:shop|seller|company|firm|maker|sponsor|clinic|advertiser) (?:pays?|paid|has|had|took|"
    r"takes)\b|\b(?:hold|holds|true|true of|apply|applies) (?:for|of|to|in) (?:rats|mice|animals|"
    r"cells)\b[^.;]*\b(?:need not|may not|does not)\b|\bstep from (?:rats?|mice|mouse|animals?|cells?) to\b",
    re.IGNORECASE,
)
"""What studies chose, who decides, what sellers say without support, and what any injection can do."""
_GENERAL = re.compile(
    r"\b(?:is|are|remains?) (?:a |the )?(?:decision|matter|choice|business|task|question|judgement) (?:of|"
    r"for) (?:the |an? |his |her )?(?:\w+ )?(?:prescribers?|physicians?|doctors?|clinicians?|pharmacists?|"
    r"specialists?)\b|\bbelongs? (?:to|in) the (?:leaflet|label|consulting room|consultation|surgery)\b|\b(?:is|"
    r"are) (?:given|quoted|rounded|shown|printed|written|told|copied) as (?:in|they|it|the)\b|\b(?:is|are|"
    r"remains?) (?:limited|confined|restricted) to (?:animals?|rats?|mice|cells?|the laboratory|rodents?|case)\b|"
    r"\bwithout (?:any|a single) (?:\w+ )?(?:trial|study|evidence|proof|data)\b|\b(?:has|have|is|are) yet to be\b|"
    r"\b(?:early|first|preliminary|initial) (?:results?|findings?) (?:is|are) (?:often|frequently|sometimes|"
    r"seldom) \w+|^(?:nothing|no (?:\w+ )?evidence|no (?:study|trial)) (?:supports?|justif(?:y|ies)|backs?|shows?|"
    r"proves?)\b|\b(?:consult|check|read) the (?:\w+ )?(?:prohibited list|list of)\b|\b(?:proves?|shows?|settles?|"
    r"establish(?:es)?) nothing\b",
    re.IGNORECASE,
)
"""Who decides, what is copied as it stands, and what nothing supports."""
_CONTENTS = re.compile(
    r"^(?:its|the|their|these|those|all|each|both|every|what|how|who) [^.;]{0,60}?\b(?:is|are|was|"
    r"were) (?:\w+ )?(?:shown|told|named|listed|given|dated|explained|described|stated|discussed|noted|marked|set out|"
    r"checked|repeated|defined|kept|archived|printed|reviewed|linked)\b(?: \w+){0,2} ?(?:below|above|here|with|in|on|"
    r"at|by|under|beside|first|last|separately|elsewhere|apart|,|\.|$)|^(?:your )?(?:\w+ )?(?:list|digest|summary|"
    r"table|index|overview) of (?:\w+ )?(?:pages?|studies|records|changes|sources|trials|versions|peptides)\b",
    re.IGNORECASE,
)
"""Where on the page something stands."""
_SAFE = (
    _CAUTIONS,
    _GENERAL,
    _OF_STUDIES,
    _KNOWS_NOT,
    _ASKS,
    _DECLINES,
    _FALLS_SHORT,
    _OF_WORDS,
    _OPEN,
    _FROM_WHOM,
    _PREMATURE,
    _NAMES_NONE,
)
_PLAIN = (_CONTENTS, _ACCOUNT, _MADE_HERE, _ABSTAINS, _LEGEND, _SITE)
"""What passes unless the sentence promotes something."""
