"""C17: no testimonials. A study of what people posted or reported, told as such, passes."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.report import in_the_past, of_the_page, open_question, told
from shared.gates.words.scope import negated, of_a_study, reported

_STUDIED = (told, of_the_page, open_question)


def _study_only(sentence: str, match: re.Match[str]) -> bool:
    """A case report or a trial, with its citation."""
    return bool(re.search(r"\b(?:case report|trial|cohort|study)\b", sentence, re.IGNORECASE))


def _refused_anecdote(sentence: str, match: re.Match[str]) -> bool:
    """Experience is refused as evidence, and nothing is made of it afterwards."""
    refused = re.search(
        r"\b(?:no|not|without|never) (?:\w+ ){0,3}(?:anecdot\w+|testimon\w+|evidence|collected|"
        r"accepted|published|printed|reproduced|quoted|repeated|used|counted|reviews|searched|read|sought|screened)\b|"
        r"\b(?:says? nothing|proves? nothing|settles? nothing|cannot be checked|not what|(?:is|are) not (?:used"
        r"|collected|accepted|published|printed|quoted|"
        r"counted)|limited to|does not (?:use|quote|repeat)|are not evidence|"
        r"much discussed|no study)\b",
        sentence,
        re.IGNORECASE,
    )
    return bool(refused) and not re.search(
        r"\b(?:yet|but|still|even so|nonetheless|however|glowing)\b", sentence, re.IGNORECASE
    )


_KIN = (
    r"(?:nan|gran(?:ny|dma|dad)?|mother|mum|mom|dad|father|uncle|aunt|cousin|brother(?:-in-law)?|"
    r"sister(?:-in-law)?|son|daughter|wife|husband|partner|"
    r"neighbou?r|colleague|boss|founder|coach|trainer|buddy|friend|mate|lads?|squad|team|gym|"
    r"squat rack|training partner|crossfit|club|doctor|physio|nurses?)"
)
_TELLS = (
    r"(?:speaks?|describes?|tells?|talks?|reports?|mentions?|swears?|raves?|notices?|writes?|"
    r"agree|say|call(?:s|ed)?|would (?:never )?go back|credit|thanks?|owes?|love)"
)


_SPEAKERS = (
    r"(?:people|women|men|patients?|recipients?|caregivers?|parents?|teachers?|clinicians?|physicians?|surgeons?|"
    r"practitioners?|nurses?|footballers?|athletes?|dancers?|lifters?|users?|owners?|coaches|some|others|couples?|"
    r"correspondents?|colleagues?)"
)


def _in_a_study(sentence: str, match: re.Match[str]) -> bool:
    """Interviews, surveys and the practice of a profession, as research describes them."""
    return bool(
        re.search(
            r"\b(?:interview\w*|surveys?|qualitative|questionnaires?|themes?|respondents|"
            r"participants|cohort|data|guidelines?|cases? (?:report|series)|"
            r"this (?:paper|article|review|study)|we|literature|not (?:used|evidence|collected))\b",
            sentence,
            re.IGNORECASE,
        )
    )


def _told_of_study(sentence: str, match: re.Match[str]) -> bool:
    """Told in the past of a study that is named."""
    return told(sentence, match) and of_a_study(sentence, match)


def _told_by_others(sentence: str, match: re.Match[str]) -> bool:
    """Told in the past, and of nobody who got his life back."""
    return told(sentence, match) and " back" not in match[0] and not re.match(r"I ", match[0])


def _counted(sentence: str, match: re.Match[str]) -> bool:
    """So many of so many who fell ill or were examined, told in the past; a share of those who tried it is praise."""
    of_people = re.search(
        r"\b(?:of|among) \d[\d,]* (?:people|persons) who (?!\w+ (?:it|this|the)\b)", sentence, re.IGNORECASE
    )
    return bool(of_people and in_the_past(sentence, match))


FAMILY = Family(
    id="C17",
    version=2,
    severity="block",
    reason="passes on testimonials or anecdotes",
    patterns=(
        pattern(
            r"\b(?:users|biohackers|bodybuilders|customers|members|lifters|fans|clients)\s(?:\w+\s){0,3}?"
            r"(?:report|reported|say|said|swear|rave|love|claim|notice|describe|experience|see|feel|praise)\b",
            excuses=(of_a_study, negated),
        ),
        pattern(
            r"\b(?:people|athletes|many|everyone|patients|others|some)\s(?:\w+\s){0,2}?(?:swear by|"
            r"rave about|love it|love this|can't stop)\b"
        ),
        pattern(
            r"\b(?:reddit|r/peptides|youtube|tiktok|instagram|forum|facebook)\s?(?:users?|posts?|threads?|"
            r"reviews?|members?|comments?)\b",
            excuses=(of_a_study, reported, _refused_anecdote),
        ),
        pattern(r"\bon (?:reddit|tiktok|youtube|instagram|the forums?)\b", excuses=(of_a_study, reported)),
        pattern(
            r"\bbefore[- ](?:and|&)[- ]after (?:photos?|pictures?|pics|results|shots|transformations?)\b",
            excuses=(of_a_study,),
        ),
        pattern(
            r"(?<!angiotensin )(?<!type )(?<!phase )(?<!collagen )(?<!class )(?<!factor )\bI(?:'ve|"
            r" have)?\s(?:personally\s|also\s|finally\s|just\s)?(?:tried|used|took|felt|"
            r"injected|noticed|lost|healed|started|recovered|gained|ran)\b"
        ),
        pattern(
            r"\b(?:my|our)\s(?:own\s|personal\s)?(?:experience with|results with|journey|transformation|"
            r"tendon|shoulder|knee|elbow|gut|doctor|wife|husband|friend)\b"
        ),
        pattern(r"\bchanged (?:my|his|her|their) (?:life|lives)\b"),
        pattern(
            r"\b(?:testimonials?|success stor(?:y|ies)|five[- ]star reviews?|customer reviews?|user reviews?)\b",
            excuses=(of_a_study, negated, _refused_anecdote),
        ),
        pattern(
            r"\banecdotal(?:ly)?\b[, ]+(?:\w+\s){0,3}(?:users?|people|many|suggests?|shows?|indicates?|"
            r"supports?|confirms?|success)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:folks|users|biohackers|bodybuilders|customers|members|lifters|fans|clients|"
            r"buyers|subscribers|followers|readers|gym[- ]goers|runners|moms|mums|dads|veterans|"
            r"people (?:on|in|who)|community|those who (?:have )?(?:tried|use|take)|thousands|"
            r"dozens|hundreds|countless|word of mouth|everyone (?:i|we|at|in)|"
            r"most who)\b[^.;]{0,50}\b(?:swear|rave|love|report|reports|say|says|tell|told|claim|"
            r"notice|feel|felt|glow\w*|describe|attest|vouch|credit|written|wrote|write|agree|"
            r"mention|share|shared|thank|praise|notices?)\b",
            excuses=(*_STUDIED, _counted),
        ),
        pattern(
            r"\b(?:swears? by|raves? about|can't stop (?:talking|raving)|never looked back|"
            r"night and day|game over|like a new (?:man|woman|person)|felt (?:like )?(?:new|"
            r"younger|20|twenty|nothing like)|a new lease|life[- ]changing|worked (?:wonders|"
            r"like magic|for (?:me|him|her|them))|works for me)\b",
            excuses=_STUDIED,
        ),
        pattern(
            r"\b(?:my|our|a|his|her|one|the)\s(?:\w+ )?(?:buddy|friend|mate|neighbou?r|cousin|"
            r"brother|sister|mum|mom|dad|uncle|aunt|colleague|coach|trainer|training partner|wife|"
            r"husband|gym partner|patient of ours|client)s?\b(?=.*\b(?:tried|used|took|takes|uses|"
            r"swears?|said|says|felt|feels|told|healed|recover\w*|was back|lost|reports?|credits?|"
            r"noticed)\b)",
            excuses=(_study_only,),
        ),
        pattern(
            r"\b(?:transformation|before[- ]and[- ]after|success|recovery|user|customer|client|"
            r"(?<!by a )(?<!to a )reader|patient)s?' ?s? ?(?:photos?|pictures?|pics|stor(?:y|ies)|reviews?|results?|"
            r"experiences?|testimon\w+|reports?|letters?|journeys?|diar(?:y|ies)|feedback)\b|"
            r"\b(?:transformation|success|customer|client|user|reader) (?:photos?|pictures?|pics|"
            r"stor(?:y|ies)|reviews?|experiences?|feedback|letters)\b",
            excuses=(*_STUDIED, negated),
        ),
        pattern(
            r"\banecdot\w+\b|\btestimon\w+\b|\bword of mouth\b|\brave reviews?\b|\bglowing\b|"
            r"\bstories (?:of|from|like)\b|\breal (?:people|users|results|stories)\b|"
            r"\bin their own words\b",
            excuses=(_refused_anecdote, told),
        ),
        pattern(
            r"(?<!type )(?<!phase )(?<!class )(?<!factor )(?<!collagen )(?<!angiotensin )\b(?:I(?:'ve|"
            r"'m)?|i) (?:\w+ )?(?:have been|tried|used|took|felt|swear|noticed|lost|healed|love|"
            r"woke|slept|recommend)\b|\bworked for me\b|"
            r"\bmy (?:own|personal|knees?|back|skin|sleep|shoulder|gut|results|pain|experience|"
            r"hair|mood)\b",
            excuses=(),
        ),
        pattern(
            r"\b(?:reddit|subreddit|forums?|tiktok|youtube|instagram|telegram|discord|facebook|"
            r"podcasts?|influencers?|celebrit\w+|athletes? (?:like|such as)|online (?:groups?|"
            r"communit\w+)|comment sections?)\b",
            excuses=(negated, told, of_the_page, open_question, _refused_anecdote),
        ),
        # Whoever speaks well of it in the present, letters that come in, and what doctors do themselves.
        pattern(
            rf"\b{_SPEAKERS}\b[^.;]{{0,40}}\b(?:attest|tell us|vouch|confide[sd]?|are full of praise|notice (?:it|this)"
            r"|report (?:calmer|better|less|more|fewer|deeper|improved|relief|marked)|would not be without)\b|"
            r"\b(?:accounts?|letters?|messages?|reports?|correspondence|feedback|impressions?) (?:from|by|of|"
            r"that) (?:\w+ ){0,2}?(?:those who|reach(?:es)? us|readers|treated (?:individuals|persons|people)|"
            r"users)\b|\b(?:community|user|customer|reader|patient) experiences? (?:\w+ )?(?:fills?|suggests?|shows?|"
            r"confirms?|tells?|agrees?|points?)\b|\b(?:use|take|takes|inject|prescribe) it (?:on |for )?(?:themselves|"
            r"themself|himself|herself)\b|\bsatisfaction (?:among|of|in|with)\b[^.;]{0,40}\bour\b|"
            r"\bsays? more than any (?:score|number|trial|scale|study)\b|\b(?:says|tells?) (?:her|his|"
            r"their) \w+ (?:\w+ ){0,3}?(?:within|since|after|again)\b",
            excuses=(negated, of_the_page, _refused_anecdote),
        ),
        # Somebody of ours, and how it went with him.
        pattern(
            rf"\b(?:my|our) (?:\w+ )?{_KIN}\b|\b(?:half|all|most) (?:of )?(?:my|our|"
            rf"the) (?:\w+ )?{_KIN}\b|\bnot one of (?:the lads|us|them) would\b",
            excuses=(_in_a_study, of_the_page),
        ),
        pattern(
            r"\b(?:people|patients|physicians|clinicians|practitioners|therapists|nurses|those|"
            r"women|men|owners|coaches|parents)\b (?:\w+ )?(?:living with|who (?:have|use|work|"
            r"live|take|had)|on|in practice)"
            rf"[^.;]{{0,60}}\b{_TELLS}\b[^.;]{{0,40}}\b(?:eas(?:e|ing)|relief|gains?|improvement|"
            r"change|better|difference|better sleep|energy|results?|within|steady|marked)\b|"
            r"\bin practice,[^.;]{0,80}\b(?:speak|report|describe|notice|tell)\b",
            excuses=(told, of_the_page, _in_a_study),
        ),
        pattern(
            r"\b(?:volume|number|sheer|wealth|chorus|flood|hundreds|thousands) of (?:\w+ )?(?:favou?rable |positive |"
            r"glowing |happy )?(?:accounts|reports|stories|reviews|voices|posts|comments)\b[^.;]{0,60}\b(?:hard|"
            r"dismiss|speak|online|communit\w+|forums?|ignore|tell)\b|\b(?:scroll|ask|look) (?:through|around|"
            r"at)\b[^.;]{0,60}\b(?:boards?|gym|forums?|same story|knee|face|you will hear|thread)\b|"
            r"\bsame story (?:turns up|again|over)\b|\bday (?:\d+|one) (?:versus|vs\.?|->) (?:day )?\d+\b|\b(?:four|"
            r"five|5) stars (?:across|from|out of|in)\b|\bone (?:\w+ )?(?:runner|woman|man|lifter|teacher|nurse|"
            r"dancer|client|patient|mother|father|athlete|climber) (?:in (?:her|his|their)|of|who|whose|"
            r"aged)\b[^.]{0,120}\b(?:was back|is back|returned|walked|ran|threw|no longer|pain-free|again|"
            r"recovered)\b|\b(?:debt|thanks) (?:he|she|they|I|we) owes?\b|\bthrew (?:away|out) (?:his|her|their|"
            r"my) \w+",
            excuses=(of_the_page, _refused_anecdote, _in_a_study),
        ),
        pattern(
            r"\b(?:many|most|some|several|few|those|all|people|women|men|others) (?:of those )?(?:who|"
            r"that) (?:have )?(?:tried|used|taken|use|take|try|run)\b[^.;]{0,40}\b(?:speak|report|say|tell|describe|"
            r"feel|notice|swear|return|agree|sleep)\b|\b(?:friends?|colleagues?|neighbou?rs?|cousins?|clients?|"
            r"patients?|teammates?|mates?) of (?:mine|ours|hers|his)\b|\b(?:satisfied|happy|grateful|delighted|loyal|"
            r"returning|repeat) (?:customers?|users?|clients?|buyers?|accounts?|patients? (?:say|tell)|readers?|"
            r"voices)\b|\bcannot (?:all )?be wrong\b",
            excuses=(told, of_the_page, _refused_anecdote, _in_a_study),
        ),
        pattern(
            r"\b(?:one|an?|another|a famous|a well-known|a former|a retired) (?:[\w-]+ ){0,2}?(?:athlete|runner"
            r"|lifter|fighter|patient|client|user|customer|woman|man|mother|father|podcaster|actor|player|footballer"
            r"|cyclist|dancer|nurse|teacher|reader|member|"
            r"veteran)(?: of ours)? (?:\w+ )?(?:said|says|told|tells|writes|wrote|reports|credits|swears|claims|went"
            r"|threw|was able|got|felt|noticed|recovered)\b|\b(?:reports?|accounts|feedback|reviews|comments|stories"
            r"|posts|word) (?:from|by|of|under) (?:\w+ )?"
            r"(?:users?|customers?|clients?|people|patients|members|athletes|readers|our)\b[^.;]{0,40}\b(?:positive"
            r"|speak|glowing|uniform\w*|good|agree|confirm|same|encouraging|praise|volumes)\b|\b(?:people|users?"
            r"|folks|athletes|many|others|some|clients?|experimenters) "
            r"(?:online|on forums|in the gym|here|who (?:have )?tr(?:y|ied)[^,]{0,20}) ?(?:\w+ )?(?:speak|tell|report"
            r"|describe|find|found|notice\w*|say|swear|write|beat)\b|\bself-experiment\w+\b|\b(?:professional|pro"
            r"|elite|olympic|hollywood|famous|top) (?:\w+ )?"
            r"(?:fighters?|athletes?|actors?|players?|lifters?|cyclists?|runners?) (?:\w+ )?(?:rely|use|swear|credit"
            r"|trust|love|turn)\b|^[A-Z][a-z]+ ?[,(] ?\d\d\)?,? (?:\w+ )?(?:lost|dropped|gained|slept|ran|is|was"
            r"|says?|felt|went|healed)\b|\b(?:a thing of the past|"
            r"never looked back|haven't (?:slept|felt|run)|hooked)\b|\b(?:\w+ (?:days|weeks|months) in"
            r"|after (?:\w+ ){1,2}(?:days|weeks|months) (?:on|of)) [^.;]{0,40}\bmy\b",
            excuses=(_told_of_study, of_the_page, _refused_anecdote, _in_a_study),
        ),
        pattern(
            r"\b(?:thousands|hundreds|dozens|millions|plenty|lots|legions) (?:of (?:people|users|patients|"
            r"athletes) )?(?:use|take|rely|swear|have (?:used|taken|tried))\b|^(?:an? |one |my |our )?(?:nurse|"
            r"teacher|runner|mother|father|man|woman|patient|client|driver|builder|farmer|veteran|dancer|reader|user|"
            r"climber|swimmer|cyclist|grandmother|grandfather) (?:of|aged|in (?:her|his) (?:thirties|forties|fifties|"
            r"sixties|seventies))\b[^.;]{0,80}\b(?:again|could|no longer|was able|recovered|felt|feels|"
            r"back)\b(?!.*\bcase report)|\b(?:experience|practice) (?:in|from|of) (?:\w+ ){0,2}?(?:clinics?|practice|"
            r"users?|patients|gyms?|the field) (?:\w+ )?(?:confirms?|shows?|agrees?|supports?|tells?|bears?|"
            r"suggests?)\b|\b(?:according to|in the words of|ask|listen to) (?:those|people|anyone|everyone|users?|"
            r"customers?|clients?|its users|fans)\b|\b(?:enthusiasm|loyalty|satisfaction|verdict|word|praise|"
            r"delight) of (?:its|their|our|the) (?:\w+ )?(?:users?|customers?|clients?|patients|readers|fans)\b|"
            r"\b(?:readers?|users?|people|patients|customers?|clients?) (?:write|wrote|tell|told|report|email|thank|"
            r"message) (?:to )?us\b",
            excuses=(_told_of_study, of_the_page, _refused_anecdote, _in_a_study),
        ),
        # What many report, who does not go back, reviews and their stars, lives got back, pictures, and a first person.
        pattern(
            r"\b(?:many|most|some|others|several|people|users|folks|lifters|members|customers|clients|nearly all|"
            r"almost all) (?:\w+ )?(?:report|describe|notice|mention|say|note|speak of|experience|find|feel|"
            r"relate) (?:that )?(?:\w+ ){0,3}?(?:calmer|better|deeper|sharper|more|less|fewer|stronger|younger|"
            r"improv\w+|relief|energy|gratifying|results?|good|great|amazing|it (?:works|helps|beats))\b|"
            r"\bthose who (?:have )?(?:\w+ )?(?:tried|used|took|taken|take|try|use) (?:it|this|"
            r"them)? ?(?:\w+ )?(?:don't|do not|never|rarely|seldom|won't|would not|hardly) \w+|\b(?:reviews?|ratings?|"
            r"feedback|comments|votes|verdicts?) (?:\w+ )?(?:averages?|stands? at|speaks?|runs? to|praises?|"
            r"says? it all|are (?:good|glowing|great|excellent))\b|\b\d(?:[.,]\d)? (?:out of|of) (?:5|five|10|"
            r"ten)\b(?! (?:\w+ )?(?:patients|participants|studies|trials|mice|rats|cases|domains|items))|"
            r"\bmembers of (?:our|the|my) (?:\w+ )?(?:community|club|forum|group|gym|team)\b|\b(?:got|get|have|has|"
            r"had|gotten) (?:\w+ )?(?:their|his|her|my) (?:life|lives|health|youth|old sel\w+) back\b|"
            r"\bbefore-and-after\b(?! (?:stud|design|trial|comparison|treatment|the|each|measure\w*))|\bI (?:coach|"
            r"train|know|treat|work with|met)\b|\b(?:patients|clients|customers|people|colleagues) (?:tell|told|"
            r"write to|relate|assure) (?:me|us|\w+ (?:\w+ )?(?:courses?|results?|stories))\b|\b(?:experiences?|"
            r"practice|results) (?:from|in|of) (?:\w+ )?(?:practice|patients|users|clinics?|"
            r"years)\b[^.;]{0,30}\b(?:speaks?|shows?|tells?|confirms?|is clear|teaches)\b|\bspeaks? (?:volumes|"
            r"for (?:itself|themselves)|a clear language)\b|\b(?:folks|people|members|users|guys) (?:in|on|"
            r"from) (?:the|our|my) (?:\w+ )?(?:community|forums?|boards?|group|gym)\b|\bhardly (?:a|any) (?:negative|"
            r"bad|critical)\b",
            excuses=(_told_by_others, of_the_page, open_question, _refused_anecdote, _in_a_study),
        ),
        pattern(
            r"(?:^|[,;.] (?:and |but )?|\bbut |\band )(?-i:I) (?:was(?! (?:tasked|invited|asked|trained|given))|am|"
            r"had|have|saw|see|went|got|could|can|feel|run|did|started|sleep|lift|weigh|take|use|swear|love)\b",
            excuses=(_in_a_study,),
        ),
        pattern(
            r"\bhears? (?:only|nothing but) (?:good|positive)\b|\b(?:friend|neighbou?r|colleague|cousin|mother|father|"
            r"uncle|aunt|grand\w+)'?s? (?:\w+ )?(?:\w+s) (?:\w+ )?again\b|\b(?:satisfied|happy|grateful|"
            r"loyal) (?:patients|customers|clients|users|buyers) (?:are|speak|return|say|prove|come)\b|^(?:week|day|"
            r"month) (?:\w+|\d+) ?[:,-] |\b(?:proved|proven|shown) itself (?:a|time|over|in|many)\b|\b(?:on|"
            r"in) (?:the )?social (?:networks?|media)\b|\b(?:the )?enthusiasm is\b|\bslept like a baby\b",
            excuses=(_told_by_others, of_the_page, open_question, _refused_anecdote, _in_a_study),
        ),
        pattern(
            r"\bthose in the know\b|\bswears? on it\b|\bcomments (?:below|here|online)\b|\b(?:colleague|friend|"
            r"patient|neighbou?r|client|reader) (?:from|in|of) (?:[A-Z]\w+|ours|mine) (?:tells?|reports?|writes?|"
            r"says?|describes?)\b|\bspeaks? of (?:miracles|wonders|nothing but)\b|\bastonishing recover\w+\b",
            excuses=(_told_by_others, of_the_page, open_question, _refused_anecdote, _in_a_study),
        ),
    ),
)
