"""What each family is about, as fields of words: wide on purpose, for sentences that are known to cite nothing.

A field holds the things, persons, places, times and measures that talk of its subject is made of, in everyday and in
learned words, so that it does not matter which of them a sentence chooses. `shared.gates.topics` says when they count.
"""

from types import MappingProxyType

from shared.gates.words.grammar import ANYBODY, EVERY, SPAN
from shared.gates.words.lexicon import AMOUNT_WORDS, BODY, CONDITION, DOSE_UNITS, MEDICINE

_MONTHS = (
    r"(?:january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|christmas|easter|new year)"
)
_HOURS = (
    r"(?:dawn|dusk|sunrise|sunset|noon|midday|midnight|bedtime|mornings?|evenings?|nights?|nightly|afternoons?|"
    r"breakfast|lunch|dinner|supper|bed|waking|daily|weekly|monthly|fortnights?|weekends?)"
)
_MEASURES = (
    r"(?:amounts?|quantit(?:y|ies)|dos(?:e|es|age|ages|ing)|strengths?|portions?|servings?|measures?|numbers?|"
    r"figures?|thimble\w*|pinch(?:es)?|dabs?|dash(?:es)?|splash(?:es)?|smidgen|speck|sips?|spoon\w*|scoops?|grains?|"
    r"mikes|mcgs?|micros?|milli\w*|ceiling|upper (?:end|limit)|lower (?:end|limit)|(?:entry|starting|sweet) (?:point|"
    r"spot)|point of entry|too (?:much|little|low|high)|as much|enough|plenty|halve[ds]?|doubl(?:e[ds]?|ing)|trebl\w+|"
    r"tripl\w+|titrat\w+|(?:go|goes|going|start\w*|stay\w*|move\w*|step\w*|nudge\w*|bump\w*|creep\w*|ramp\w*|eas(?:e|"
    r"es|ing)|inch\w*) (?:up|down|low|lower|high|higher|slow\w*|gently|with|at)|a (?:third|quarter|fifth|tenth|half))"
)
_CREATURES = (
    r"(?:rats?|mouse|mice|murine|wistar|sprague\S*|dogs?|beagles?|canines?|rabbits?|pigs?|piglets?|porcine|monkeys?|"
    r"macaques?|primates?|animals?|rodents?|hamsters?|gerbils?|sheep|horses?|cats?|ferrets?|zebrafish|beasts?|"
    r"creatures?|paws?|cage|veterinar\w+)"
)
_HANDLING = (
    r"(?:syringes?|needles?|vials?|ampoules?|stoppers?|inject\w*|saline|fridge|refrigerat\w+|freez\w+|swabs?|wipes?|"
    r"bubbles?|plunger|navel|belly|tummy|abdomen|abdominal|thighs?|buttocks?|glutes?|deltoid|love handles?|"
    r"skin ?folds?|under the skin|subcutaneous\w*|intramuscular\w*|dissolv\w+|reconstitut\w+|dilut\w+|barrel|"
    r"graduations?|bacteriostatic|sterile|benzyl|shak(?:e|en|ing)|swirl\w*|pinch\w*|powder|cake|thaw\w*|lyophili\w+|"
    r"pen tip|cartridge|jabs?|pins?|pinning|shots? go|draw(?:n|ing)? (?:up|back|out)|mix\w*|squirt\w*|nostrils?|"
    r"degrees|angle|gauge|ticks?|(?:little )?lines?|mark(?:s|ings)? (?:on|of))"
)
_PRAISE = (
    r"(?:best|better|finest|greatest|top\w*|first choice|second to none|leads?|leader\w*|winn\w+|wins?|beats?|"
    r"crown\w*|king|queen|champion\w*|gold|medal\w*|podium|stars?|a must|must|unbeatable|unrivalled|outstanding|"
    r"excellent|superb|ideal|perfect\w*|solid|smart\w*|sensible|wise\w*|logical|natural choice|obvious|favou?r\w*|"
    r"prefer\w*|recommend\w*|endors\w+|advis\w+|suggest\w*|advocat\w+|vouch\w*|choos\w+|chosen|choices?|picks?|picked|"
    r"opt(?:s|ing)? for|go(?:es)? (?:for|with|to)|go-to|reach(?:es|ing)? for|turns? to|ends? up|lands? on|"
    r"settles? (?:for|on)|consider\w*|deserv\w+|merits?|earns?|belongs?|worth\w*|places? (?:in|on|to)|rank\w*|"
    r"rat(?:ed|es|ing)|reviews?|tier|class|league|comes? close|nothing else|no other|rest are|above all|stands? out|"
    r"hard to (?:see|beat|fault)|look no further|far worse|(?:worse|better) (?:ideas?|than)|rightly|justly|deservedly|"
    r"last resort|early rather|first-line|front-?line|ally|companion|pity|mainstay|staple|kit|shelf|arsenal|toolbox|"
    r"experts?|should|ought|try|tries|trying|give (?:it|\w+) a (?:go|try|shot)|fallback|option|bet|candidate|solution|"
    r"start(?:s|ing)? with|nobody regrets|serious about|the one|no-brainer|(?!(?:test|rest|west|chest|latest|interest|"
    r"request|forest|harvest|honest|invest|ingest|digest|arrest|protest|breast|guest|nest|contest|suggest|manifest|"
    r"largest|earliest|oldest|lowest|highest|longest|shortest|smallest)\b)\w{3,}est)"
)
_CERTAINTY = (
    r"(?:proof|prov(?:e|es|ed|en|ing)|establish\w*|science|scientif\w*|scientists?|research\w*|journals?|universit\w+|"
    r"nobel|laborator\w+|labs?|guarantee\w*|warrant\w*|debat\w+|disput\w*|argu\w+|contest\w*|doubt\w*|question(?:s|"
    r"ed)?|certain\w*|sure\w*|facts?|truth|true|matter of|clinical\w*|verif\w+|validat\w+|confirm\w*|demonstrat\w+|"
    r"evident\w*|experts?|doctors|jury|verdict|case closed|full stop|period\.|settled|conclusi\w+|final word|"
    r"the books|known|recogni[sz]ed|accepted|consensus|peer-?reviewed|gold standard|stamp\w*|seal|when,? not if|"
    r"count on|rely|relia\w+|bank on|every (?:time|single)|always|never fails?|without fail|works?|worked|delivers?|"
    r"decades|hundreds|thousands|sceptics?|skeptics?|speaks? for|beyond|uninformed|ignorant|only fools|undeniab\w+|"
    r"unquestion\w+|indisput\w+|obvious\w*|no longer|clear\w*)"
)
_HARM = (
    r"(?:safe\w*|harm\w*|side[- ]?effects?|toxic\w*|risk\w*|tolera\w+|danger\w*|fear\w*|gentl\w+|kind(?:er|ly)?|"
    r"benign|worr(?:y|ies|ied|ying|isome)|concern\w*|overdos\w+|incidents?|accidents?|casualt\w+|adverse|untoward|"
    r"unpleasant\w*|natural(?:ly)?(?! (?:hormone|peptide was|history))|nature|the body (?:makes|knows|has)|brews?|"
    r"native|own|mild\w*|poison\w*|fine|nothing|not (?:a|one)|no (?:one|body)|complain\w*|complaint|hurts?|damag\w*|"
    r"reactions?|wrong|bruis\w+|rash\w*|trouble\w*|problems?|clean|lethal|fatal|deaths?|died|kills?|worst|upset\w*|"
    r"object(?:s|ed)? to|react\w*|record|ill effects?|penalty|untouched|unharmed|unscathed|intact|in peace|alone|"
    r"spares?|respects?|leaves?|innocu\w+|innocent|downsides?|drawbacks?|catch|price to pay|hangover|crash\w*|"
    r"withdrawal|addict\w*|habit|comedown|forgiv\w+|easy on|soul|regret\w*)"
)
_HOPE = (
    r"(?:hop(?:e|es|ed|ing|eful\w*)|promis\w+|encourag\w+|early|preliminar\w+|initial|pilot|first (?:signs?|results?|"
    r"clinical|glimpse|steps?)|emerg\w+|nascent|budding|potential\w*|excit\w+|so far|advance\w*|favou?rabl\w+|"
    r"may|might|could|hint\w*|signs?|signals?|horizon|soon|await\w*|on the way|way|optimis\w+|interest\w+|intrigu\w+|"
    r"watch|points? (?:to|towards?|the)|suggests?|suggesting|glimmer|light|dawn|door|threshold|"
    r"around the corner|verge|cusp|brink|"
    r"future|tomorrow|next|expect\w*|about to|bright\w*|appear\w*|possib\w+|prospects?|confidence|"
    r"inspir\w+|outlook|turning point|tantali\w+|bodes?|beckon\w*|"
    r"begin\w*|start of|breakthrough|new era|one day|step closer)"
)
_LAW = (
    r"(?:consent\w*|standing|approv\w+|legal\w*|illegal\w*|lawful\w*|laws?|licen[sc]\w+|fda|ema|mhra|tga|regulat\w+|"
    r"deregulat\w+|committees?|panels?|authori\w+|permit\w*|permission|bann?\w*|restrict\w+|prohibit\w+|prescri\w+|"
    r"registered|registration|cleared|clearance|categor\w+|vot(?:e|es|ed|ing)|blessing|allow\w*|compound(?:ed|ing|"
    r"ers?)?(?! (?:is|was))|medicine in|forbid\w*|court|government|officials?|official\w*|ministr\w+|secretary|"
    r"congress|washington|brussels|states|parliament|endors\w+|sanction\w*|green|lifted|reclassif\w+|rul(?:es?|ing|"
    r"ed)|free to|free again|passed|certifi\w+|on the market|agenc(?:y|ies)|stamps?|paperwork|red tape|loophole|"
    r"label(?:s|led)?|sticker|right side|above board|coast to coast|pharmac(?:y|ies|ists?)|bulk|list(?:s|ed)?|struck|"
    r"removed|mind|dispens\w+|standards|status|customs)"
)
_TRADE = (
    r"(?:pric(?:e|es|ed|ing|y)|order(?:s|ed|ing)?|shops?|shopping|stores?|buy\w*|bought|stock\w*|suppl(?:y|ies|ier|"
    r"iers)|sellers?|sell(?:s|ing)?|sold|sale|pharmac(?:y|ies|ists?|euticals?)|clinics?|wholesal\w+|vouchers?|"
    r"discount\w*|codes?|coupons?|ship\w*|dispatch\w*|deliver\w*|couriers?|post(?:ed|age|man)?|mail(?:ed|box)?|costs?|"
    r"vendors?|certificates?|prescription|script|advert\w*|cheap\w*|bargain|dollars?|euros?|pounds?|quid|bucks|money|"
    r"cash|pay(?:s|ing|ment)?|paid|basket|cart|checks? ?out|till|purchas\w+|obtain\w*|source[ds]?|sourcing|import\w*|"
    r"customs|markets?|packages?|parcels?|brands?|links?|affiliates?|free|offers?|deals?|off\b|members?hip|subscri\w+|"
    r"websites?|online|desk|counter|vials? (?:go|cost|arrive)|(?:a|per) (?:bottle|vial|kit|box|month|pack)|bottles?|"
    r"kits?|box|packs?|left|in hand|batch(?:es)?|purity|chromatogram|coas?|lot|synthesis houses?|dealers?|gr[ea]y|"
    r"black market|menu|comes to|gate|door)"
)
_SPORT = (
    r"(?:test(?:s|ed|ing|ers?)?|samples?|panels?|detect\w*|undetect\w*|doping|controls?|clean|wada|usada|half-?life|"
    r"spectromet\w+|trac(?:e|es|ed|eless)|urin\w+|pee\w*|cup|bladder|tank|system|metabolites?|screen\w*|cut-?offs?|"
    r"assays?|laborator\w+|labs?|white coats|collectors?|officers?|season|rac(?:e|es|ing|ers?)|medals?|passport|"
    r"events?|meets?|federations?|leagues?|positive|fails?|failed|in time|window|days? (?:out|later|clear)|weeks? out|"
    r"invisib\w+|sports?|sporting|athlet\w+|compet\w+|cycl(?:ists?|ing)|row(?:ers?|ing)|sprint\w*|runners?|"
    r"marathon\w*|triathl\w+|(?:power|weight)?-?lift\w+|bodybuild\w+|swimmers?|boxers?|fighters?|footballers?|"
    r"players?|masters|olymp\w+|games)"
)
_VOICES = (
    r"(?:I|me|my|mine|myself|we|our|us|friends?|buddy|buddies|mates?|pals?|lads|lasses|folks?|members?|everyone|"
    r"everybody|anyone|nobody|reviews?|he|she|his|her|him|hers|himself|herself|nan|gran\w*|mother|mum|mom|dad|father|"
    r"uncle|aunt|cousin|brother\S*|sister\S*|son|daughter|wife|husband|partner|neighbou?rs?|colleagues?|boss|founder|"
    r"coach\w*|trainer\w*|patients? of|clients?|customers?|users?|buyers?|readers?|subscribers?|followers|fans|"
    r"lifters|runners|dancers|climbers|veterans|teachers?|nurse\w*|gyms?|squat rack|squad|team|crew|club|community|"
    r"forums?|boards?|threads?|reddit|podcasts?|influencers?|celebrit\w+|photos?|pictures?|video|reel|selfie|"
    r"before and after|day (?:\d+|one)|testimon\w+|anecdot\w+|stor(?:y|ies)|tales?|word (?:has|of)|heard?|hear|tells?|"
    r"told|says?|said|swears?|raves?|loves?|thanks?|felt|feels?|life back|those who|people|many|thousands|dozens|"
    r"hundreds|half (?:the|my|our)|passport|debt|owes?|stars? (?:out|across|from))"
)
_VULNERABLE = (
    r"(?:pregnan\w+|trimester\w*|unborn|f(?:o)?et(?:us|al)\w*|placent\w+|womb|breast-?feed\w*|nursing|lactat\w+|"
    r"expect(?:ant|ing)|conceiv\w+|mothers?|fathers?|parents?|postpartum|babies|baby|infants?|newborns?|toddlers?|"
    r"child\w*|kids?|boys?|girls?|sons?|daughters?|teen\w*|adolescen\w+|youngsters?|young (?:people|ones)|little ones|"
    r"minors|pupils?|students?|school\w*|puberty|growing up|growth plates?|p(?:a)?ediatr\w*|cancers?|tumou?rs?|"
    r"tymours?|lumps?|growths?|chemo\w*|radiother\w*|remission|oncolog\w+|malignan\w+|leuk\w+|lymphom\w+|metasta\w+|"
    r"carcinom\w+|sarcom\w+|melanom\w+|mastectom\w+|family history|depress\w+|antidepress\w+|black dog|anxi\w+|"
    r"bipolar|schizo\w*|psych\w+|mania|manic|adhd|autis\w+|suicid\w*|self-harm|ptsd|trauma\w*|panic|ocd|mental\w*|"
    r"low mood|moods?|nerves|dread|despair|gloom|grief|burnout|melanchol\w+|therapists?|addict\w*|eating disorder\w*|"
    r"anorexi\w+|voices|dementia|family)"
)

_FURTHER = MappingProxyType(
    {
        "C01": r"per|maximum|minimum|capp?(?:ed|s)?|limit(?:s|ed)?|(?:no|not|never) (?:less|more|fewer) than|"
        r"at (?:most|least)|once|twice|thrice|split|divided|increments?|escalat\w+|fractions?|by weight|"
        r"smaller frames?|tolerance|missed|skip(?:ped)?|catch up|overdos\w*|underdos\w*|range|milligrams?|"
        r"micrograms?|mg|[uμ]g|iu|levels?|target",
        "C02": r"run(?:s|ning)?|longer than|layer\w*|on top|sandwich\w*|kick-?start|bridg\w+|maintenance|"
        r"indefinite\w*|until|weeks?|days?|months?|ongoing|drop(?:ped|s)?|swap|synerg\w+|duo|trio|"
        r"complement\w*|beginners?|advanced|intermediate|reset|routine|season\w*",
        "C03": r"spots?|width|pull|calculator|veins?|tongue|swallow\w*|hold|seconds|wip(?:e|ing)|pierc\w+|"
        r"invert\w*|cold|warm\w*|room temperature|stor(?:e|ed|age)|keeps?|shelf|solvents?|solution|water|"
        r"millilit\w+|microlit\w+|ml|cc|liquid|droppers?|nasal|press|dial|clicks?|load\w*|preload\w*|"
        r"fill\w*|sites?|fat|rins\w+|hygien\w+|alcohol|tap(?:ping)?|sharps",
        "C04": r"(?:kilo)?grams? of|brands?|by nose|match\w*|as much as|worth|same as|ratio|swap\w*|adults?|"
        r"grown\w*|metabolic rate|fold|times|compar\w+|correspond\w*|works? out|salt|amount that|"
        r"carr(?:y|ies|ied) over|figure|halve|human\w*|people|person|man|woman|half-life",
        "C05": r"lifeline|those of us|for those|make sure|stay\w*|drink\w*|eat\w*|avoid\w*|hydrated|electrolytes|"
        r"need\w*|must|let|try|consider\w*|expect|notice|keep|back off|lower|smaller meals|patients?|"
        r"sufferers?|we can|us|anyone|wise|beware|careful\w*|remember|switch|stop|start|prescri\w+|"
        r"diabetics|runners?|athletes?",
        "C06": r"believers?|outweigh\w*|supports? (?:its|the|their) (?:use|role)|case for|head and shoulders|"
        r"above the rest|before (?:anything|you)|here|pays? off|value|front-?runners?|leading|premier|"
        r"trusted|quality|justif\w+|warrants?|warranted|indicated|cornerstone|essential|indispensable|"
        r"invaluable|skip|stick with|back(?:s|ed|ing)?|love\w*|impress\w+|great|good|fantastic|wonderful|"
        r"superior|attractive|compelling|appealing|benefits?|without (?:it|one)|advantage\w*|useful|helpful|"
        r"valuable|take it|use|nothing to lose",
        "C07": r"lifeline|remission|symptoms?|chronic|acute|recover\w*|therap\w+|stiffness|fever|cough|nerves?|"
        r"muscles?|tendons?|ligaments?|gut|thyroid\w*|immun\w+|blockage|attacks?|clinical\w*|conditions?|"
        r"complaints?",
        "C08": r"vascularity|fullness|alert\w*|hydrat\w+|feel\w*|awake|vigour|oxygen|nutrients|weight|slimm\w+|"
        r"burn\w*|build\w*|boost\w*|enhanc\w+|improv\w+|faster|stronger|longer|fitter|health\w*|well-?being|"
        r"wellness|balance\w*|support\w*|stimulat\w+|promot\w+|activat\w+|regenerat\w+|growth|function\w*|"
        r"angiogenesis|ATP|AMPK|nootropic",
        "C09": r"claims?|back(?:s|ed|ing)?|promise|rigorous\w*|trust\w*|solid|robust|"
        r"track record|tested|measurable|repeatable|theory|"
        r"debatable|everyone knows|serious|denies|denied|overwhelming\w*|guaranteed|effective\w*|efficacy|benefits|"
        r"(?:stud(?:y|ies)|trials?|data|evidence|papers?|literature|results?|publications?)\b[^.;]{0,60}\b(?:back"
        r"|support|show|"
        r"prov|confirm|establish|agree|point|demonstrat|validat|can't|cannot|leave|speak|attest|underpin|endors"
        r"|verif)\w*",
        "C10": r"ld50|nausea|liver|kidneys?|organs?|heart|confidence|comfortabl\w+|painless|jitters|bloat\w*|"
        r"suppress\w*|shut-?down|interact\w*|interfer\w+|spotless|trouble-free|peace of mind|bad|"
        r"negative\w*|allerg\w+|depend\w+|long[- ]term|for years|indefinitely|minor|transient|rare(?:ly)?|"
        r"minimal|zero|unheard|pure|purity|food|amino acids?|overdose|serious|anyone|everyone|unlike|"
        r"toxicolog\w+|vomit\w*|hormones|sedat\w+|weaken\w*|burden\w*|stress",
        "C12": r"set to|growing|good reasons?|options?|step|avenue|path|opens?|opportun\w+|candidate|momentum|"
        r"traction|attract\w+|attention|buzz|curious|curiosity|explor\w+|stay tuned|develop\w+|if confirmed|"
        r"likely|probably|someday|eventually|plausib\w+|believe|think|see it|new|well (?:help|turn|prove)|"
        r"therapeutic|role|compelling|fascinat\w+|looks?|good",
        "C13": r"countr(?:y|ies)|nations?|borders?|possess\w*|crime|offen[cs]e|police|penalt\w+|jail|supplement|"
        r"gras|orphan|designat\w+|fast[- ]track|accept\w*|openly|over the counter|otc|"
        r"nothing (?:against|wrong|to stop)|medicine|drug|available|enforce\w*|oversight|inspect\w+|"
        r"review\w*|facility|research use|import\w*|prescription|decriminali\w+|policy",
        "C14": r"supplements?|inhaler|(?:every|any|all) other|redundant|obsolete|surpass\w*|treatments?|placebo|"
        r"standard (?:care|treatment)|equal\w*|match\w*|twice as|times (?:as|more|the)|punch|poten\w+|"
        r"stronger|weaker|upgrade|generic|biosimilar|copy|dupe|knock-?off|akin|similar|comparable|compar\w+|"
        r"versus|vs|brand\w*|cost of|price tag|fraction|afford|turn to|swap\w*|switch\w*|trade|ditch\w*|"
        r"unlike|kinder|gentler|like|as (?:good|effective|strong|powerful) as|minus|injections?|device|"
        r"operation|job of|needles?",
        "C15": r"compare|lab in|mine from|get (?:it|mine|yours|some)|got (?:mine|it)|available|restock\w*|sold out|"
        r"waitlist|waiting list|consultation|telehealth|enquir\w+|inquir\w+|whats?app|telegram|discord|dm|"
        r"pm me|inbox|bitcoin|crypto\w*|paypal|refund|warranty|commission|hplc|authentic|genuine|legit\w*|"
        r"reputable|verified|china|shanghai|india|mexico|overseas|abroad|domestic|find (?:it|them|some)|lab|"
        r"gram|catalog(?:ue)?|compounding|wholesaler|contact|sample|trial pack|starter|doorstep|tested",
        "C16": r"banned|list|flush\w*|water|clear(?:s|ed)?|gone|leaves? (?:the|your)|hours|match|weigh-?in|"
        r"exempt\w*|natural|caught|catch|pops?|popped|negative|pass(?:es|ed|ing)?|radar|strip|metabol\w+|"
        r"excret\w+|fragments?|micro-?dos\w+|allowed|permitt?\w*|prohibit\w*|blood|hidden|masks?|masking|"
        r"eliminat\w+|days",
        "C17": r"\(\d\d\)|, \d\d|lost|dropped|sizes?|experimenters?|self-\w+|notic\w+|reports?|reported|fighters?|"
        r"professionals?|actors?|models?|players?|singers?|famous|rely|relies|found|hooked|sceptical|"
        r"looked back|weeks in|went from|gone|fixed|credits?|credited|thing of the past|happy|satisfied|"
        r"glow\w*|experienc\w+|tried|since starting|logs?|success\w*|feedback|praise[ds]?|rave|crowd|word|"
        r"public|quietly|hollywood|comments?|ratings?|changed my|back on",
        "C18": r"epilep\w+|seizures?|kidneys?|renal|frail|elderly|older|seniors?|grand\w+|immunocomprom\w*|"
        r"transplant\w*|hiv|diabet\w+|mums?|moms?|bump|antipsychotics?|lithium|ssris?|blood thinners?|"
        r"warfarin|heart (?:patients|failure|disease)|autoimmun\w+|gestation\w*|birth|midwi\w+|menopaus\w+|"
        r"all ages|any age|youth|teenagers?|psychosis|psychotic|patients|disease|surviv\w+|stroke|dialysis|"
        r"pacemaker|vulnerab\w+|sick|growing|mother\w*|junior\w*|under \d+|twelve|minor|recover\w+ addicts?",
    }
)
"""More of the same, looser words: they are enough only because such a sentence cites nothing."""

_FIELDS = MappingProxyType(
    {
        "C01": rf"\b(?:{AMOUNT_WORDS}[ -]?(?:of (?:a|an|the) |of \w+ )?(?:\w+ )?{DOSE_UNITS}|{DOSE_UNITS}|"
        rf"{_MEASURES}|{EVERY}|"
        rf"{_HOURS}|(?:bottom|top|middle|end) of the range|notch|pea-sized|how much|needs? more|more is)\b",
        "C02": r"\b(?:cycl\w+|stack\w*|courses?|(?<!trial's )(?<!trial )protocols?|schedules?|regimens?|"
        r"plans?|programmes?|"
        r"programs?|rounds?|phases?|terms?|blocks?|blends?|taper\w*|(?:de|front-?)?load\w*|"
        rf"wash-?outs?|puls\w+|{SPAN}|{_MONTHS}|"
        r"moon|holidays?|breaks?|pauses?|rest|off (?:for|days?|weeks?)|on for|repeat\w*|again|resum\w+|return to|"
        r"pairs?|paired|pairing|partner\w*|combin\w+|add(?:s|ing)?|together|alongside|beside|both|alternat\w+|rotat\w+|"
        r"sequence|then|first|followed?|follow|goes? well|with)\b",
        "C03": rf"\b{_HANDLING}\b",
        "C04": rf"\b(?:{_CREATURES}|human (?:terms|dose|equivalent|amount|version|figure|counterpart)|"
        r"per kilo\w*|a kilo\w*|"
        r"kilos?|kg|mg/kg|[uμ]g/kg|pounds|convert\w*|conversion|equal\w*|equivalen\w+|"
        r"surface area|body ?(?:weight|size|surface)|"
        r"bathroom scale|(?:twelve|six) point \w+|scal(?:es?|ed|ing)|allometr\w+|translat\w+|"
        r"divid\w+|multipl\w+|factor|"
        r"times (?:as|the|heavier|that)|weigh\w*|uptake|bioavailab\w+|absor\w+|swallow\w*|"
        r"by mouth|oral\w*|nasal\w*|sprays?|"
        r"capsules?|tablets?|sublingual\w*|acetate|free base|salt form|powder and|(?:micrograms?|"
        r"milligrams?|units?) (?:is|are|"
        r"make|equal|a|per|comes?))\b",
        "C05": rf"\b(?:you\w*|{ANYBODY} (?:with|who|whose|over|under|on|past|in)|should|had better|ought|"
        r"might want|do well to|"
        r"owes? it|(?:little|nothing) to lose|if I were|I would|I'd|insist\w*|ask|talk|speak|see|"
        r"visit|bring|print|take|get|"
        r"check\w*|have (?:it|them)|measured|doctors?|physicians?|surgeon|surgery|appointment|gp|"
        r"orthopaedist\w*|prescriber|"
        r"whoever prescribes|script|prescription|medical advice|struggling|suffering|tired of|"
        r"fed up|plagued|got a|readers?)\b",
        "C06": rf"\b{_PRAISE}\b",
        "C07": rf"\b(?:{CONDITION}|tinnitus|sinusitis|discs?|cysts?|warts?|ulcer\w*|bowels?|fibromyalgia|"
        r"failing|follicles?|"
        r"plaques?|flare\w*|speech|illness\w*|hepatitis|lesions?|bleeding|swelling|swollen|aching|"
        r"achy|sore\w*|stiff\w*|achilles|"
        r"knees?|hips?|shoulders?|elbows?|backs?|spines?|hearts?|arter(?:y|ies)|lungs?|airways|"
        r"bladder|eyes?|hearing|gums?|teeth|"
        r"heal(?:s|ed|ing)?|cur(?:es?|ed)|remed(?:y|ies)|treat(?:s|ed)?|relie(?:f|ves?)|patients|"
        r"diseas\w*|virus\w*|bacteria|nausea|"
        r"sick\w*|ill|invalids?|crutches|wheelchair|damaged|torn|broken|cramps?|spasms?|tremors?|"
        r"seizures?|paraly\w+)\b",
        "C08": rf"\b(?:{BODY}|cells?|blood vessels?|vessels|organs?|glands?|gland|thyroid|ovar(?:y|ies)|"
        r"stem cells|tissues?|"
        r"bod(?:y|ies)|fitness|speed|power|wrinkles?|beauty|posture|breathing|breath|bladder|"
        r"eyes?|eyesight|teeth|gums|fertility|"
        r"sperm|arousal|motivation|confidence|dreams?|nights?|hydration|detox\w*|ag(?:e)?ing|"
        r"younger|young|clock|rhythm\w*|gains?|"
        r"physique|figure|abs|waist\w*|attention|learning|recall|thinking|thoughts?|wits|drive|"
        r"zest|spring in|glow\w*|radian\w+|"
        r"plump\w*|firm\w*|lean\w*|slim\w*|tone[ds]?|lift\w*|pump|endorphin\w*|serotonin|dopamine|"
        r"melatonin|telomer\w+|defend\w*)\b",
        "C09": rf"\b{_CERTAINTY}\b",
        "C10": rf"\b{_HARM}\b",
        "C12": rf"\b{_HOPE}\b",
        "C13": rf"\b{_LAW}\b",
        "C14": rf"\b(?:{MEDICINE}|medicines?|drugs?|pills?|tablets?|creams?|gels?|medications?|meds|"
        r"surgery|surgeons?|knife|"
        r"painkill\w*|(?:the|famous|weekly) pens?|needle-free|pen-free|therap(?:y|ies)|"
        r"prescriptions?|pharma\w*|testosterone|anabolic\w*|"
        r"steroids?|hormone replacement|physio\w*|cousin|rivals?|competitors|same (?:job|effect|"
        r"results?|thing|pathway|mechanism|"
        r"receptor|molecule)|(?:\w+er|more|less|better|worse) than|alternatives?|instead|"
        r"substitut\w+|replac\w+|equivalent|"
        r"on (?:a )?par|head and shoulders|outperform\w*|beats?|matches|trumps|minus the|without the)\b",
        "C15": rf"\b{_TRADE}\b",
        "C16": rf"\b{_SPORT}\b",
        "C17": rf"\b{_VOICES}\b",
        "C18": rf"\b{_VULNERABLE}\b",
    }
)
SUBJECTS = MappingProxyType({family: rf"{field}|\b(?:{_FURTHER[family]})\b" for family, field in _FIELDS.items()})
"""A regular expression for each family that has a subject; the others are about how something is said."""
