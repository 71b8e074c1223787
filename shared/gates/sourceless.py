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
    r"\b(?:buy|shop|price[sd]?|cheap\w*|wholesale|seller|supplier|vendor|discount|proven|miracle|best|heal\w*|cure\w*"
    r"|safe|"
    r"dosage|inject\w*|vial|take(?! no part)|boosts?|readers? (?:of|get|who)|(?:per cent|percent|%) off|^print"
    r"|your hand)\b",
    re.IGNORECASE,
)
_ADVERSE = re.compile(
    r"\b(?:but(?! (?:(?:has|have|is|are|was|were|does|do|did) (?:\w+ )?not|no|none|nothing|not|never)\b)|yet(?! to\b)"
    r"|however"
    r"|although|though|nonetheless|nevertheless|even so|hence|therefore|still|"
    r"so that|so it(?! (?:cannot|is not))|anyway|despite|that said|all the same|in any case)\b|"
    r", so(?! (?:nothing|no|none|neither|it cannot|they cannot|this cannot)\b)|, which (?:is|"
    r"means)\b",
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
    r"\b(?:(?:drafted|written|checked|reviewed|graded|sorted|counted) (?:by|from) (?:\w+ ){0,3}(?:language models?"
    r"|machines?|"
    r"rules?|programs?|persons?|people|editors?|sentences)|language model (?:drafted|wrote|checked)|"
    r"(?:no|not a) (?:person|reader|editor|human) (?:has|have) (?:reviewed|checked|read)|"
    r"(?:no|take no|takes no|have no|has no) part in (?:the|its|this) (?:grade|page|count|summary)|"
    r"(?:references|footnotes|sources|quotations|quotes|records|studies|trials|papers) (?:are|is|were|was|follow"
    r"|stand) "
    r"(?:\w+ )?(?:listed|set out|given|shown|sorted|grouped|found|counted|left out|excluded|retracted|corrected"
    r"|updated|replaced|here|below|above|"
    r"at the (?:foot|end|bottom)))\b|^(?:the |a |all )?(?:references|sources|footnotes|quotations|glossary|methods"
    r"|contents)\b",
    re.IGNORECASE,
)
"""How this text came about, and what it holds."""
_FALLS_SHORT = re.compile(
    r"\btoo (?:few|little|early|small|short|thin|weak|sparse|limited|scarce|scant|uncertain|old|brief|narrow|unlike"
    r"|different)"
    r"(?: and too \w+)?\b[^;]{0,40}?\b(?:to|for)\b|\b(?:cannot|can not|could not|must not|should not|may not"
    r"|ought not to) "
    r"(?:\w+ )?(?:be )?(?:called|taken (?:as|for|to)|assumed|inferred|concluded|read as|said|ruled out|excluded|drawn|"
    r"generali[sz]ed|equated|regarded|counted|scaled|transferred|extrapolated|relied|trusted)\b|"
    r"\b(?:one|a single|two|three|few|small|short|uncontrolled) (?:\w+ )?(?:stud(?:y|ies)|trials?|reports?|cases?"
    r"|series|rats?|"
    r"patients?|laborator(?:y|ies)|groups?) (?:\w+ )?(?:does not|do not|cannot|prove[sd]? nothing|settles? nothing"
    r"|is no|are no)\b|"
    r"\b(?:is|are|was|were|comes?|stems?|rests?) (?:mainly |mostly |largely |almost |entirely |all |only )*(?:from|on"
    r"|by) "
    r"(?:one|a single|two|three|few|a handful of) (?:\w+ )?(?:laborator\w+|groups?|teams?|cent(?:er|re)s?|stud(?:y"
    r"|ies)|trials?)\b|"
    r"\b(?:is|are) (?:still )?(?:thin|sparse|scant|scarce|weak|limited|lacking|missing|absent|anybody's guess"
    r"|an open question|"
    r"not the same)\.?$|\b(?:reservations?|caveats?|limits?|limitations?)\b.*\b(?:apply|applies|remain|hold)\b",
    re.IGNORECASE,
)
"""What the studies are too few, too small or too far from people to say."""
_OF_WORDS = re.compile(
    r"\b(?:words?|terms?|phrases?|expressions?|slogans?|adjectives?|labels?|claims?|promises|tables"
    r"|calculators) (?:such as|like|"
    r"that|which|is|are|has|have|carries|rests?|in|on|of)\b[^;]*\b(?:no|not|never|nothing|none|avoids?|misleading"
    r"|false|undefined|"
    r"no defined|untested|unsupported)\b|\bis (?:a |an )?(?:word|term|phrase|expression|slogan)s? (?:that )?(?:this"
    r"|we|the page)\b|"
    r"\b(?:calling|to call) (?:it|this|a|the|them)\b[^;]*\b(?:does not|would|is|goes)\b|"
    r"\b(?:stories|anecdotes?|testimonials?|endorsements?|accounts|posts|reports by (?:single )?users|fame"
    r"|praise)\b[^;]*"
    r"\b(?:is|are|were|was|cannot|do|does) (?:\w+ )?(?:no|not|never|show|left|counted|evidence|proof)\b",
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
    r"\b(?:nobody|no one|none of us|we do not|we cannot|who can) (?:\w+ )?(?:knows?|say|tell)\b|"
    r"\b(?:not|n't|never|no) (?:\w+ ){0,5}(?:been |be )?(?:\w+ )?(?:worked out|looked (?:into|at|for)|understood"
    r"|repeated|"
    r"replicated|followed up|agreed|declared|obtained|derived|predicted|inferred|explained|traced|stated|published"
    r"|born(?:e)? out)\b|"
    r"\bremains? to be (?:seen|shown|tested|studied|established|determined|confirmed)\b|\bremains? (?:an? )?open\b|"
    r"\b(?:more|further|larger|longer|better|other|independent) (?:\w+ )?(?:trials?|stud(?:y|ies)|research|data|work"
    r"|evidence) "
    r"(?:is|are|would be|will be|must be) (?:\w+ )?(?:needed|required|necessary|awaited|lacking)\b"
    r"|\bwould be (?:needed|required|"
    r"necessary) (?:to|before)\b|\b(?:may|might|could|would|will) (?:not )?have (?:gone|been) (?:unreported|missed"
    r"|overlooked|"
    r"unnoticed|seen|found)\b|\bthere (?:is|are|was|were|exists?) (?:as yet |still |so far )?(?:little|no|hardly any"
    r"|scant|almost no|"
    r"not much|only indirect) (?:\w+ )?(?:evidence|data|agreed|agreement|accepted|way to|information|knowledge"
    r"|stud\w+|trials?)\b|"
    r"\b(?:studies|trials|reports|results|findings|authors|sources|experts) (?:\w+ )?(?:disagree|conflict|contradict"
    r"|diverge|"
    r"vary|are (?:mixed|inconsistent|at odds|divided))\b|\bnot been (?:\w+ )?(?:\w+ed|shown|found|seen"
    r"|sought)\b(?!\.? (?:but|yet))|"
    r"\b(?:unstudied|unexplored|unanswered|unresolved|unsettled|undetermined|anyone's guess|anybody's guess)\b",
    re.IGNORECASE,
)
_FROM_WHOM = re.compile(
    r"\b(?:evidence|findings?|data|stud(?:y|ies)|work|support|research|literature|trials?"
    r"|reports?)\b[^;]{0,40}?\b(?:comes?|is|are|"
    r"consists?|stems?|were|was|rests?|done|made up|depends?)\b[^;]{0,25}?\b(?:from|of|by|in|on) (?:animals?|rats?"
    r"|mice|rodents?|"
    r"cells?|the laboratory|one|a single|the same|two|three|few|a few|a handful|(?:\w+ )?case reports?|surrogates?)\b|"
    r"\b(?:findings?|study|trial|report|result)s? (?:stands?|is|are) (?:\w+ )?(?:alone|isolated|single|unconfirmed"
    r"|unrepeated)\b",
    re.IGNORECASE,
)
_PREMATURE = re.compile(
    r"\b(?:would|is|are|was|were) (?:be )?(?:\w+ )?(?:premature|wrong|misleading|mistaken|incorrect|too (?:much|early"
    r"|strong)|"
    r"going too far|unjustified|unfounded|baseless|guesswork|speculation|conjecture|a guess|hearsay)\b"
    r"|\bgo(?:es)? (?:too far|"
    r"beyond (?:what|the (?:evidence|data)))\b|\bsays? (?:too )?(?:little|nothing) (?:about|of)\b"
    r"|\bis (?:a )?(?:matter|question) "
    r"(?:for|of) (?:\w+ ){0,3}(?:law|regulators?|authorit\w+|courts?|customs|federations?)\b|\b(?:outside"
    r"|beyond) the scope\b|"
    r"\bfor (?:each|every) country's? (?:\w+ )?(?:regulator|authority|law)\b|\breason for exclusion\b"
    r"|\bexclusion criteri",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|may|should|must|will|would)(?: not|n't| never| no"
    r"| neither)\b"
    r"[^;,]{0,60}?\b(?:prov\w+|approv\w+|authori[sz]\w+|permission|permits?|legal\w*|lawful\w*|licen\w+|safe|show\w*|"
    r"establish\w*|recommend\w*|endors\w+|evidence|proof|advice|substitute|replac\w+|guarantee\w*|cures?|confirm\w*"
    r"|mean|"
    r"tell|say|sold|demonstrat\w+|settled|claim\w*|treat\w*|medicine|drug|binding|harmless|same as|effective"
    r"|supplement)\b|"
    r"\b(?:no|not (?:a|one|any)) (?:\w+ )?(?:agency|authority|regulator|guideline|court|country|law|society|panel"
    r"|body|medicines agency|"
    r"health authority)\b[^;,]{0,40}\b(?:approv\w+|authori[sz]\w+|licen[sc]\w+|recommend\w*|endors\w+|legali\w+"
    r"|names?)\b|"
    r"\b(?:votes?|advice|opinions?|designations?|listing|removal|labels?)\b[^;,]{0,40}\b(?:binds? (?:nobody|no one)|"
    r"advisory only|only advisory|not binding)\b|\b(?:lack|absence) of [^;]{0,40}\b(?:is not|does not|is no)\b",
    re.IGNORECASE,
)
_NOT_WORSE = re.compile(
    r"\b(?:unsafe|harmful|toxic|danger\w*|addict\w*|problem\w*|risk\w*|side[- ]effects?|wrong|doubt\w*|question\w*"
    r"|better|"
    r"comes? close|match\w*|rival\w*|need(?:s|ed)?|reason|worry|fear|illegal|forbid\w*|prohibit\w*|stops?|prevents?)\b",
    re.IGNORECASE,
)
"""What a denial reassures about or raises above the rest."""
_NAMES_NONE = re.compile(
    r"\bno (?:[\w-]+ ){1,4}(?:is|are|was|were) (?:named|listed|quoted|linked|included|counted|repeated)\b",
    re.IGNORECASE,
)
_ABSTAINS = re.compile(
    r"\b(?:is|are|was|were|has been|have been) (?:\w+ )?(?:left out|omitted|kept out|set aside|removed from (?:this"
    r"|the)|"
    r"not (?:\w+ )?(?:given|named|described|repeated|counted|offered|covered|discussed|converted|listed|shown|quoted"
    r"|used|intended|"
    r"included|something we|reviewed|for sale))\b|\bno (?:[\w-]+ ){1,4}(?:is|are|was|were) (?:named|given|offered"
    r"|shown|intended|"
    r"listed|quoted|included|made|repeated|accepted|linked|implied|meant|counted|taken|paid|used)\b|"
    r"\bwe (?:\w+ )?(?:sell|name|rank|give|take|make|have|accept|offer|recommend|stock|earn|leave|left|looked"
    r"|searched|could not|"
    r"did not|do not|cannot|would not|will not)\b[^;]{0,40}\b(?:no|nothing|none|neither|not|out)\b|"
    r"\bwe (?:do not|did not|cannot|could not|would not|will not|never)\b",
    re.IGNORECASE,
)
_LEGEND = re.compile(
    r"^(?:an? |the |grey |gray |dark |light |open |filled |each |dashed )*(?:asterisks?|dash(?:es)?|bars?|dots?"
    r"|circles?|lines?|"
    r"squares?|numbers? in|colou?rs?|shading|brackets?|figure|chart|graph|legend|axis|x-axis|y-axis)\b|"
    r"\blinks? to (?:its|the|their) (?:source|record|quote|proof|page|study|abstract)\b|\b(?:grades?|certainty"
    r"|rating)\b[^;]{0,30}"
    r"\b(?:was|were|is|are) (?:lowered|raised|computed|formed|given|based|(?:very )?low|moderate|high|explained"
    r"|told)\b|"
    r"\balphabetical\w*|\b(?:new|further) (?:studies|records) are (?:added|read|included|found)\b"
    r"|\bonly (?:\w+ )?abstracts\b|"
    r"\b(?:status|list|page|table|search|version|entry|summary|text)\b[^;]{0,20}\b(?:was|is|were"
    r"|are) (?:\w+ )?(?:last|complete|out of "
    r"date|under review|checked|updated|replaced|repeated|drawn|sorted|changed|generated|drafted)\b"
    r"|\bthe (?:prohibited )?list changes\b|"
    r"\b(?:sentences|statements|claims) without (?:support|a (?:source|quote))\b|\bfor general readers\b"
    r"|^definitions?\b|"
    r"\bwho (?:paid|funded|sponsored)\b|\b(?:overview|summary|literature|references|records|studies) (?:of"
    r"|on) (?:the literature on )?"
    r"(?:an?|the|this) peptide\b|^(?:a|an|this) (?:peptide|hormone|entry|monograph|summary)s? is (?:an? "
    r"|about )?(?:\w+ )?(?:chain|"
    r"molecule|summary|overview|a chain|a peptide)|\bevery (?:night|sentence|claim)\b[^;]*\b(?:search\w*|added|read"
    r"|checked|quote)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"^(?:welcome|thank you|thanks for|sorry|hello|sign in|log in|sign out)\b|\b(?:your|the) (?:card|trial|free trial"
    r"|receipt|"
    r"invoice|sign-in|session|link) (?:was|ends?|has|will|is|expires?|lapse[sd]?)\b|\bwe (?:will|have|shall) (?:send"
    r"|sent|e-?mail\w*|"
    r"write|written|delete\w*|store|renew\w*|charge\w*|refund\w*|received|cancel\w*)\b|\byou (?:may|can) (?:cancel"
    r"|leave|"
    r"unsubscribe|return)\b|^(?:in an emergency|if you (?:feel|are) (?:unwell|ill))\b|\bdo not (?:stop|change|start"
    r"|delay) (?:\w+ ){0,4}"
    r"(?:treatment|medicines?|medication)s?\b|\b(?:ask|check with|consult) (?:their|your|the"
    r"|his or her) (?:\w+ )?(?:federation|"
    r"anti-?doping \w+|sports? (?:body|federation)|governing body)\b|\b(?:use|work with) (?:this|the) page (?:to|as)\b",
    re.IGNORECASE,
)
_CAUTIONS = re.compile(
    r"\b(?:reactions?|harms?|infections?|risks?|impurit(?:y|ies)|contaminations?|side[- ]effects?|injur(?:y|ies)"
    r"|errors?|"
    r"interactions?|dangers?) (?:is|are|remains?|cannot|can|may|might) (?:always |also |still )?(?:possible|likely"
    r"|serious|"
    r"unknown|undescribed|follow|occur|be (?:excluded|serious|present|missed))\b|\b(?:nobody|no one|no page|nothing"
    r"|no (?:study"
    r"|summary|author|trial)) can (?:\w+ )?(?:guarantee|promise|predict|foresee|rule out|exclude|tell|say|know|vouch"
    r"|be sure)"
    r"\b|\b(?:products?|vials?|preparations?|substances?) (?:sold|bought|offered) [^.;]{0,40}\b(?:is|are|may|can"
    r"|need) (?:not|"
    r"never|be|often|rarely|wrongly|falsely|differ\w*)\b|\b(?:differs?|vary|varies|depends?|changes?) (?:between"
    r"|among|from|"
    r"with|by|on) (?:\w+ )?(?:countr(?:y|ies)|states?|place|law|person|patients?|product|batch|study|trial"
    r"|laborator\w+)\b|"
    r"\bno (?:\w+ ){1,3}(?:is|are) (?:claimed|promised|suggested|asserted|ranked|advertised|endorsed|sold|advised"
    r"|drawn|"
    r"given|named) (?:here|on this|by this|by us|in this)\b|,? (?:and )?not an? (?:finding|result|fact|measurement|"
    r"observation|conclusion)\b|\b(?:harms?|effects?|events?|differences?) (?:that|which|of this|as) "
    r"[^.;]{0,30}\b(?:would|could|"
    r"may|might) have (?:escaped|gone|been)\b|\b(?:have|has) been (?:announced|planned|registered"
    r"|started)\b[^.;]{0,20}\b(?:but|"
    r"and|not)\b|\b(?:decision|choice|judgement)\b[^.;]{0,25}\b(?:lies|rests|is|belongs) (?:up )?(?:with"
    r"|to)\b[^.;]{0,25}"
    r"\b(?:physician|doctor|clinician|specialist)\b|\bexpectations? (?:has|have) (?:\w+ )?(?:been )?(?:disappointed"
    r"|refuted|"
    r"failed)\b|\b(?:register|file|lodge|make) an? (?:complaint|report) (?:about|with|to)\b|\bcannot be (?:\w+ "
    r")?(?:checked|"
    r"verified|judged|answered|compared|known|told)\b|\blong way from (?:an? )?(?:\w+ )?(?:dish|rats?|mice|mouse"
    r"|cells?|animals?)\b",
    re.IGNORECASE,
)
"""What may go wrong, what nobody can promise, and what differs from place to place."""
_OF_STUDIES = re.compile(
    r"\b(?:trials?|studies|papers|authors|investigators) (?:have |has )?(?:used|looked at|chose|chosen|tested"
    r"|measured|asked|"
    r"examined|covered|included|recruited|followed|differ\w*|varied|vary) (?:\w+ )?(?:different|various|other|many"
    r"|only|few|"
    r"several|mostly|mainly|in)\b|\b(?:is|are|be|remains?) (?:banned|prohibited|barred|forbidden)\b|\bis the "
    r"(?:condition|question|species|subject|outcome|field|use|disease|model) "
    r"that (?:\w+ )"
    r"{0,3}(?:studies|trials|authors|papers)\b|\b(?:takes? its name|(?:is|was) named) (?:from|after)\b|\b(?:sellers?"
    r"|vendors?|"
    r"adverts?|advertisements?|marketers?|websites?|forums?|shops?) (?:say|claim|compare|liken|call|name|promise"
    r"|write|state|"
    r"praise|offer)s?\b[^.]*\b(?:no|not|never|none|nothing|untested|unsupported|without)\b|\b(?:is|are) (?:made"
    r"|decided|"
    r"published|set|issued|revised|kept|laid down|drawn up) (?:by|each|every|once|in) (?:the |a |each )?(?:\w+ "
    r")?(?:fda|states?|"
    r"regulators?|agenc\w+|authorit\w+|insurers?|government|year|autumn|courts?|country|law|legislator|federations?)\b|"
    r"\b(?:votes?|opinions?|advice|designations?) (?:bound|binds?|obliges?|obliged) (?:nobody|no one|no agency|no "
    r"state)\b|"
    r"\bmay be (?:contaminated|mislabel\w+|counterfeit|non-sterile|impure|degraded|under-dosed)\b|\b(?:any|every|each"
    r"|all) "
    r"(?:\w+ )?(?:injections?|needles?|medicines?|drugs?|treatments?|puncture)s? (?:can|may|could|carr(?:y|ies)) "
    r"(?:cause |lead to |an?"
    r" )*(?:\w+ )?(?:infections?|reactions?|harms?|risks?|injur(?:y|ies)|damage|bleeding)\b|\bno (?:shop|seller"
    r"|company|firm|maker|"
    r"sponsor|clinic|advertiser) (?:pays?|paid|has|had|took|takes)\b|\b(?:hold|holds|true|true of|apply|applies) "
    r"(?:for|of|to|in) "
    r"(?:rats|mice|animals|cells)\b[^.;]*\b(?:need not|may not|does not)\b|\bstep from (?:rats?|mice|mouse|animals?"
    r"|cells?) to\b",
    re.IGNORECASE,
)
"""What studies chose, who decides, what sellers say without support, and what any injection can do."""
_GENERAL = re.compile(
    r"\b(?:is|are|remains?) (?:a |the )?(?:decision|matter|choice|business|task|question|judgement) (?:of|for) (?:the "
    r"|an? |his |her"
    r" )?(?:\w+ )?(?:prescribers?|physicians?|doctors?|clinicians?|pharmacists?|specialists?)\b|\bbelongs? (?:to|in) "
    r"the (?:leaflet"
    r"|label|consulting room|consultation|surgery)\b|\b(?:is|are) (?:given|quoted|rounded|shown|printed|written|told"
    r"|copied) as "
    r"(?:in|they|it|the)\b|\b(?:is|are|remains?) (?:limited|confined|restricted) to (?:animals?|rats?|mice|cells?|the "
    r"laboratory|"
    r"rodents?|case)\b|\bwithout (?:any|a single) (?:\w+ )?(?:trial|study|evidence|proof|data)\b|\b(?:has|have|is"
    r"|are) yet to be\b|"
    r"\b(?:early|first|preliminary|initial) (?:results?|findings?) (?:is|are) (?:often|frequently|sometimes|seldom) "
    r"\w+|"
    r"^(?:nothing|no (?:\w+ )?evidence|no (?:study|trial)) (?:supports?|justif(?:y|ies)|backs?|shows?|proves?)\b"
    r"|\b(?:consult|check"
    r"|read) the (?:\w+ )?(?:prohibited list|list of)\b|\b(?:proves?|shows?|settles?|establish(?:es)?) nothing\b",
    re.IGNORECASE,
)
"""Who decides, what is copied as it stands, and what nothing supports."""
_CONTENTS = re.compile(
    r"^(?:its|the|their|these|those|all|each|both|every|what|how|who) [^.;]{0,60}?\b(?:is|are|was|were) (?:\w+ "
    r")?(?:shown|told"
    r"|named|listed|given|dated|explained|described|stated|discussed|noted|marked|set out|checked|repeated|defined"
    r"|kept|"
    r"archived|printed|reviewed|linked)\b(?: \w+){0,2} ?(?:below|above|here|with|in|on|at|by|under|beside|first|last"
    r"|separately"
    r"|elsewhere|apart|,|\.|$)|^(?:your )?(?:\w+ )?(?:list|digest|summary|table|index|overview) of (?:\w+ )?(?:pages?"
    r"|studies|"
    r"records|changes|sources|trials|versions|peptides)\b",
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
