"""What the words around a count say of it: who did what, whole or part, of this study or of another."""

import re

from functions.fetch.appraisal.sizes.words import NO_WORD, NUMBER, PERCENT, WHO

_I = re.IGNORECASE
_BY = r"(?:\w+ly |then |all |also |subsequently )?"
_BE = rf"(?:was|were|been|being|are|is) {_BY}"
_RANDOM = (
    r"(?:randomi[sz]ed|randomi[sz]ation|"
    r"randomly (?:\w+ly )?(?:assigned|allocated|allotted|divided|distributed|separated))"
)
_DIVIDED = r"(?:(?:divided|distributed|allotted|separated|split) (?:\w+ )?(?:into|among|between|to))"
_JOINED = (
    r"(?:enrolled|recruited|included|entered|assigned|allocated|allotted|consented|volunteered|"
    r"participated|took part|agreed to|were eligible and|comprised|registered|formed|accrued)"
)
GIVEN = r"(?:given|received|treated|fed|took|injected|administered|exposed|dosed|infused|implanted|inhaled|ingested)"
_DONE = (
    rf"(?:studied|analy[sz]ed|{GIVEN}|examined|evaluated|assessed|followed|tested|investigated|interviewed|surveyed|"
    r"reviewed|identified|observed|underwent|used|housed|selected|genotyped|sequenced|asked|completed|returned|"
    r"answered|performed|trained|gave|swallowed|wore|attended|described|monitored|measured|scanned|imaged|"
    r"immuni[sz]ed|vaccinated|contributed|provided|had (?:[\w-]+ ){0,5}?(?:assessments?|measurements?|scans?|visits?|"
    r"interviews?|recordings?|measured)|presented (?:to|at|with)|sampled|operated|subjected|anesthetized|"
    r"anaesthetized|compared|undergoing|evaluable|matched|admitted|hospitali[sz]ed|kept|maintained|challenged|"
    r"infected|served|are (?:here )?(?:reported|presented|described)|typed|entered|collected|covered|filled in|"
    r"responded to (?:the|our|a|an) [\w -]{0,20}(?:survey|questionnaire|instruments?|interview|call)|"
    r"(?<=were )required to|rated|reared|visited|drank|ate|slept|exercised|participate|consumed)"
)
SOME = (
    r"(?:had|(?<!to )(?:have|has)(?! been)|developed?|died|reported|experienced|improved|showed|shown|withdrew|"
    r"dropped|discontinued|killed|sacrificed|slaughtered|euthani[sz]ed|necropsied|autopsied|recovered|relapsed|"
    r"achieved|suffered|(?<!were )(?<!was )required|needed|survived|failed|complained|exhibited|displayed|"
    r"demonstrated|reached|responded|tolerated|became|remained|stopped|lost (?:to|from)|alive|dead|"
    r"(?<!with )(?:positive|negative)|excluded|found|underestimated|gained|lived|believed|knew|agreed(?! to)|said|"
    r"stated|preferred|indicated|fell|rose|increased|decreased|carried|harbou?red|progressed|deteriorated|presented|"
    r"expressed|seen|cured|healed|affected)"
)
_OUT = (
    r"(?:received an? (?:[\w-]+ )?(?:questionnaire|survey|invitation)|screened|invited|approached|contacted|"
    r"assessed for eligibility|eligible|considered|excluded|needed|planned)"
)
VERB = re.compile(
    rf"\b(?:(?P<out>(?:{_BE})?{_OUT})|(?P<random>{_RANDOM})|(?P<divided>{_DIVIDED})|(?P<joined>{_JOINED})|"
    rf"(?P<done>{_DONE})|(?P<some>{SOME}))\b",
    _I,
)
CLAUSE = re.compile(
    r"(?:(?!\b(?:of whom|of which|of these|but|while|whereas|although)\b)[^.;:()]|\.(?=\d)|\([^()]*\))*", _I
)
RELATIVE = re.compile(
    rf"\b(?:who|that|which|whose) \w+(?: (?!(?:were|was)\b)\w+){{0,2}}|\([^()]*\)|"
    rf"^,\s(?!(?:and|or|but)\b|{NUMBER})[^.,;:()]{{1,80}},(?=\s)",
    _I,
)
"""Who they are: a relative clause, a bracket, or what stands between two commas behind them."""

TOTAL_BEFORE = re.compile(
    r"\b(?:(?:a|the|in) (?:final |combined )?total (?:number )?of|in total|in all|overall|altogether),?\s+$", _I
)
ACTIVE = re.compile(
    r"\b(?:(?P<random>randomi[sz]ed|randomly (?:assigned|allocated|divided|selected))|"
    r"(?P<joined>enrolled|recruited|included|comprised|consisted of|composed of|involved|enlisted|accrued|"
    r"(?:this|present|our) (?:report|study|paper|analysis|article|series|survey|work) (?:concerns|covers|deals with))|"
    r"(?P<done>studied|analy[sz]ed|treated|examined|evaluated|assessed|followed|tested|investigated|interviewed|"
    r"surveyed|reviewed|identified|observed|used|covered|describe|described|report(?: on)?|present|"
    r"highlight|discuss|genotyped|monitored|compare[ds]?|"
    r"sampled|immuni[sz]ed|vaccinated|collected|restricted to|based on|limited to))"
    r"\s+(?:(?:up to )?a total of |(?:data|records|information|results|samples?|\w+ samples?) (?:from|of|on) |"
    r"(?:the )?(?:medical |clinical )?(?:records|charts|files) of (?:all )?|"
    r"all (?:of )?(?:the )?|the (?:first )?|both )?$",
    _I,
)
OBJECT = re.compile(
    r"\b(?P<by>in|from|of|on|by|among|amongst|with|for|to|between|at)\s+"
    r"(?:the |these |all |both |our |other |a (?:\w+ )?(?:sample|group|cohort|series|population) of )*$",
    _I,
)
_OFTEN = r"(?:incidence|prevalence|risk|proportion|rate|death)"
_SEEN = (
    r"(?:occurred|found|seen|observed|present|detected|noted|developed|improved|increased|decreased|rose|"
    r"reported(?! on)|identified|diagnosed|ascertained|above|below|exceeded|elevated|raised|abnormal|detectable|"
    r"confirmed|achieved|effective|positive|associated|increases?|resulted|"
    r"caused|led|recovered|suspected|discontinued|required|stopped|"
    r"fell|dropped|declined|changed|(?<=was )normal|(?<=were )normal|unchanged|"
    r"reached|failed)"
)
MEASURED = re.compile(
    rf"\b(?P<measured>(?:was|were|been|be|we) (?:\w+ly |also )?(?!{_SEEN})(?:\w+(?:ed|wn|ne|ld|en|de))|"
    rf"measured|studied|determined|assessed|evaluated|"
    r"examined|investigated|analy[sz]ed|performed|conducted|carried out|tested|recorded|assayed|compared|obtained|"
    r"collected|administered|completed|interviews?|focus groups?|questionnaires?|survey(?:ed)?|study|studies|series|"
    r"analysis|data|records|charts|sample|samples|specimens|biopsies|blood|serum|plasma|urine|saliva|cohort|trial|"
    r"experience|review|population|responses|experiments?|undertaken|isolated|induced|drawn|taken)\b|"
    rf"\b(?P<seen>{_SEEN})\b|\b(?P<often>{_OFTEN})\b",
    _I,
)
TAKEN = re.compile(r"(?:blood|serum|sera|plasma|urine|saliva|hair|milk|samples?|specimens|biopsies)(?: \w+)?$", _I)
"""In what was taken from them: it says nothing of who they are."""
SOUGHT = re.compile(
    r"\b(?:examined|studied|determined?|assess(?:ed)?|evaluated?|investigated?|measured|compared?|analy[sz]ed|"
    r"estimated|sought)\b",
    _I,
)
"""Whoever asked how often it is in them asked it of all of them."""
BESIDE = re.compile(
    r"\b(?:comparison|comparable|control|reference|referent) (?:groups?|population|subjects|"
    r"sample) (?:\w+ )?(?:consist(?:ed|ing) of|(?:was )?compris(?:ed|ing)(?: of)?|was (?:formed|made up) (?:by|of)|"
    r"included|including|was composed of|of|were|was)\s+(?:the )?$|\bcontrols (?:consist(?:ed|ing) of|comprised|"
    r"included|were)\s+(?:the )?$",
    _I,
)
"""Those with whom the others are compared."""
NAMES = re.compile(
    r"\b(?:type|class|grade|stage|phase|level|group|day|week|stratum|category|ross|cobb|fischer|fisher)\s+$", _I
)
"""Before a number that is a name: "type 1 diabetics"."""
OF_EACH = re.compile(r"\s*\([^()]*(?:\b(?:per|each|in each)\s|/\s?)(?:\w+ )?(?:group|arm)\b[^()]*\)", _I)
RECORDS = re.compile(r"\b(?:records|charts|files) of all $", _I)
ALL_BEFORE = re.compile(r"\ball (?:of the )?$", _I)
WHOLE_OF = re.compile(
    r"(?:^|[.:;] )\W*(?:Of|Among|Amongst|In|From|Out of)(?: the| these| all| our| a)?(?: total of)?\s+$", _I
)
STUDY_OF = re.compile(
    r"\b(?:study|trial|survey|cohort|sample|series|analysis|investigation)(?: \w+){0,3}?,? "
    r"(?:(?P<joined>including|involving|comprising)|of|in|on|with|among)\s+(?:a total of\s+)?$",
    _I,
)
NOT_OURS = re.compile(r"\b(?:historical|published|literature)\b", _I)
"""Controls of another time or work."""
PAIRED = re.compile(rf"(?P<n>{NUMBER}),? (?:and|or|to|versus|vs\.?) $", _I)
"""A number that shares its noun with the next: "121 and 119 patients, respectively"."""
MOST_OR_LEAST = re.compile(r"\b(?:most|least|highest|lowest|heaviest|youngest|oldest|worst)\b", _I)
CADAVERS = re.compile(r"\bcadaver", _I)
SHARE_OF = re.compile(rf"(?P<k>{NUMBER}){PERCENT}? (?:out )?of (?:the |these |all )?$", _I)
"""Some of them: "126 of 544 patients"."""
PART_OF = re.compile(
    rf"(?:\b(?:{NUMBER}){PERCENT}? (?:out )?of (?:the |these |all )?|\b(?:{NUMBER})\s*(?:%|percent|"
    rf"per cent)\)? of (?:the |all )?|"
    r"%\)? of (?:the |all |these )?|"
    r"\bof (?:these|those|whom|which),? (?:\w+ ){0,2}|"
    r"\b(?:including|except|excluding|remaining|namely|only|especially|the last|"
    r"the other|another|(?<![.:;] )(?<!^)each of)\s+)$",
    _I,
)
NEVER = re.compile(
    r"(?:\b(?:fischer|fisher|ross|cobb|pnd|gn?d|pd|dp[fp]|hpf|replicates? of|replications of|pens? of|litters? of|"
    r"historical (?!cohort\b)(?:\w+ ){1,3}(?:of|from|in)|strain|type|grade|day|week|phase|stage|level|table|figure|"
    r"group|since|until|during|aged?|age|one in|in every|invited|approached|screened|screening|(?:mailed|sent|posted|"
    r"e-?mailed|offered|distributed) to|excluding|exclusion of|isolates (?:\w+ )?from|at least|up to|"
    r"invited a total of|screened a total of|more than|nearly|almost|approximately|some|around|estimated|fewer than|"
    r"less than|over|about|every|per|groups of|(?<!\ba )group of|(?<!study )groups? (?:\w+ )?(?:ha[ds]|contained|"
    r"consisted of|comprised|included)|sizes? of|cages? of|pairs? of|subgroups? of|subset of|sub-?samples? of|"
    r"populations? of|(?<=[a-z] )(?:among|out of) a total of|families (?:with|of))\s+|[~≈]\s?)(?:the )?$",
    _I,
)
ROUGHLY = re.compile(
    r"(?:\b(?:more than|nearly|almost|approximately|some|around|estimated|over|about|at least)\s+|"
    r"[~≈]\s?)(?:the )?$",
    _I,
)
"""So many, more or less: no size, but as many as the size must be."""
EACH_AFTER = re.compile(
    r"^(?:\s+\w+)?(?:\s*\([^()]*\))?\s*(?:/\s?(?:\w+ )?(?:group|sex|arm|dose|treatment|level|cage)|"
    r"per\b|each\b(?! (?:\w+ed|were|was|took|had|underwent|drank|ate|wore|gave|given|fed|kept|\w+ly)\b)|"
    r"(?:(?:were|was) (?:\w+ )?)?(?:in|into|to) both (?:the )?(?:[\w-]+ (?:and [\w-]+ )?)?(?:groups|arms|cohorts)\b|"
    r"in each\b|for each\b|at each\b|from each\b|of each\b|every\b)",
    _I,
)
ASKED = re.compile(r"\b(?:survey\w*|questionnaires?|invited|invitation|mailed)\b", _I)
SAMPLE = re.compile(
    rf"\b(?:participants|subjects|patients|sample|cohort|study population|population|study group)(?: \w+)? "
    rf"(?:included|comprised|consisted of|was composed of|were)\s+(?:a total of\s+)?"
    rf"(?P<n>{NUMBER})\s+(?!{NO_WORD}\b|%|per|groups?|cases)(?P<who>[\w-]+)(?![\w-]| and {NUMBER}|(?: \w+)? (?:dyads|"
    rf"pairs|couples|families|households|studies|trials|eyes|schools)\b)",
    _I,
)
YEAR = re.compile(
    r"\b(?:in|since|by|(?:spring|summer|autumn|fall|winter|year|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)(?: of)?,?|from|and|to|during|until|between|through|year) $",
    _I,
)
BARE = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:"
    rf"(?P<random>(?:(?:was|were|had been) {_BY}|underwent ){_RANDOM}(?! (?:in|to|into) (?:the|each|group)))|"
    rf"(?P<joined>(?:met (?:\w+ ){{0,3}}criteria and |(?:agreed|consented) and )?(?:was|"
    rf"were) {_BY}(?:enrolled|recruited|included)(?! (?:in|to|into) (?:the|each|group))|"
    rf"(?:responded|replied)\b(?! to (?:treatment|therapy))|agreed to participate|participated|took part|consented|"
    rf"entered(?= (?:the|this|our|a)\b)|"
    rf"(?:completed|returned|answered) (?:them|it)\b|"
    rf"(?:completed|returned|answered|filled (?:in|out)) (?:the|our|a|all) (?:\w+ ){{0,2}}"
    rf"(?:survey|questionnaires?))|(?P<total>in (?:total|all)(?=[).,;])))(?:\b|(?=[).,;]))",
    _I,
)
OF_THEM = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?:the )?(?:{NUMBER} )?(?:[\w-]+ ){{0,4}}?(?:{WHO}) "
    rf"(?:(?:aged? |over |above |under |younger |older )(?:[\w-]+ ){{1,4}}?|who (?:[\w-]+ ){{1,8}}?)?(?:\w+ )?"
    r"(?:agreed|participated|responded(?! to (?:treatment|therapy))|consented|took part|volunteered|answered|replied|"
    r"entered (?:the|this|our|a|its)|attended|"
    r"completed (?:the|our|a) (?:[\w-]+ )?(?:survey|questionnaire)|"
    r"returned|were (?:enrolled|recruited|included|randomi[sz]ed))\b",
    _I,
)
FORMS = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:(?:completed|usable|valid|evaluable|returned|filled) )*(?:questionnaires|surveys|"
    r"responses|replies) were (?:\w+ly )?"
    r"(?:returned|received|completed|analy[sz]ed|collected|obtained|available|usable)\b",
    _I,
)
"""A form filled in is somebody who answered."""
GATHERED = re.compile(
    rf"\bwe (?:collected|received|obtained|analy[sz]ed) (?P<n>{NUMBER}) (?:\w+ ){{0,2}}?questionnaires\b", _I
)
HYPHENED = re.compile(
    rf"(?P<n>{NUMBER})-(?:patient|subject|participant|person|case|women|woman|child)\b(?= (?:\w+ ){{0,2}}"
    r"(?:trial|study|cohort|series|sample|survey))",
    _I,
)
SIZED = re.compile(
    rf"\b(?:(?:sample|cohort|population)(?: size)? (?:of|was|numbered|totalled)|"
    rf"(?:^|[.:;] )The (?:total )?number of (?:\w+ ){{0,2}}?{WHO} (?:\w+ )?was|{WHO},? number(?:ing|ed)) "
    rf"(?P<n>{NUMBER})(?=\s*(?:[.,;)]|and\b|was\b|were\b|from\b|who\b))",
    _I,
)
PLANNED = re.compile(
    r"\b(?:will|(?<!of the )(?<!of a )(?<!of an )(?<!\d )planned|(?:is|are|were) needed|power of|sample size (?:of|"
    r"was calculated)|required to (?:detect|show|demonstrate|achieve|provide|reach|prove|reveal|have)|would be|"
    r"to be (?:enrolled|recruited|randomi[sz]ed|included)|should be|simulated|hypothetical)\b",
    _I,
)
ELSEWHERE = re.compile(
    r"\b(?:(?<!based on a )(?<!based on the )(?:previous|earlier|prior|other|recent) (?:\w+ )?(?:stud(?:y|ies)|"
    r"bioassays?|trials?|reports?|work|reviews?|publications?)|"
    r"previously (?:reported|published|described)|et al|worldwide|globally|annually|each year|every year|per year|"
    r"an? estimated|in the world|in the literature|reported cases|of the population)\b",
    _I,
)
ARE = re.compile(r"\b(?:are|is|can be|may be|must be) (?:\w+ly )?$", _I)
"""What is done to people in general: "120 patients are treated here"."""
SOURCE = re.compile(
    r"\b(?:data\w*|(?:sub)?cohorts?|mortality|registr\w+|records|population-based|nationwide|survey(?:s|ed)?|births|"
    r"genotyp\w+|biobank|claims|cross-sectional|participants|case-control|prospective|retrospective|follow-up|"
    r"(?:randomly|consecutively) selected)\b",
    _I,
)
"""Where so many can come from that they are five figures."""
AS_CONTROLS = re.compile(
    r"\bserved as\b|\bwere (?:[\w-]+ )?controls\b|"
    r"\bas (?:an? |the )?(?:[\w-]+ ){0,2}?(?:controls?|referents?|(?:reference|comparison) groups?)\b",
    _I,
)
ONE_GROUP = re.compile(r"\s*[(\[](?:the )?(?:group|arm|cohort) [\w-]{1,4}[)\]]", _I)
NEXT = re.compile(r"(?:,|\band|\bplus)\s+(?:and\s+|another\s+|a further\s+)?$", _I)
"""Before the next of a list: "58 miners who ..., 60 welders with ... and" 61 clerks."""
JOINS = re.compile(
    r"(?:[^.;:]|\.(?=\d)){1,150}\b(?:and|plus|versus|vs\.?|than|while|whereas|against)\s+"
    r"(?:\d[\d.]* \w+ )?(?:(?:in|from|of|by|on|with|the) ){0,2}",
    _I,
)
LABELLED = re.compile(r"\b(?:group|arm|cohort) (?:[1-9]|[a-e]|i{1,3}|iv|one|two|three)\b[^.;:]{0,80}$", _I)
"""A group that has a number or a letter is one of several."""
AGAINST = re.compile(r"\bcompared (?:with|to) (?:the |(?:that|those) of (?:the )?)?$", _I)
"""Those whom others, whose count was not read, are compared with."""
CONTROLS_ONLY = re.compile(
    rf"\b(?:controls?|referents|served as)\b|\b(?:healthy|normal|unaffected),? (?:[\w-]+ ){{0,4}}?{WHO}\b", _I
)
OWN = re.compile(r"\b(?:we|our|this|present)\b", _I)

ONLY_CONTROLS = re.compile(r"\b(?:controls?|referents?|reference|comparison)\b", _I)
UNITS = re.compile(
    rf"(?P<n>{NUMBER}) (?:(?!{NO_WORD}\b)[\w–-]+ ){{0,3}}?(?:pairs|dyads|couples|triads|trios)\b",
    _I,
)
"""Those who were counted together: how many people they are is not told."""
CONSECUTIVE = re.compile(r"\bconsecutive\b", _I)
"""So chosen, they are all who came, whatever is said of them."""

OUT_OF = re.compile(
    rf"\s+(?:out of|of|among|amongst|in)\s+(?:the |a total of )?(?!(?:19|20)\d\d\b)(?P<whole>{NUMBER})", _I
)
"""Cases among so many are some of them."""
THAN_OTHERS = re.compile(
    rf"[^.;]{{0,100}}?\bthan (?:(?:in|among|of|the|those|from) ){{0,3}}(?:{NUMBER})\s+"
    rf"(?:[\w-]+ ){{0,3}}?(?:{WHO}|controls)\b",
    _I,
)
THAN = re.compile(r"\bthan (?:(?:in|among|of|the|those|from) ){0,3}$", _I)
"""What is compared so is told of groups, each of which is a part."""
ASKED_OF = re.compile(r"\b(?:eligible|invited|approached|contacted|screened)\b", _I)
"""Whom a sentence opens with, though not all of them took part."""
