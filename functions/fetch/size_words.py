"""The words by which an abstract counts who took part: numbers in figures and letters, people, animals, groups."""

import re

PEOPLE = (
    r"patients|outpatients|inpatients|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|"
    r"individuals|people|persons|males|females|mothers|neonates|newborns|respondents|boys|girls|athletes|runners|"
    r"players|students|workers|nurses|residents|survivors|members|recipients|users|smokers|youths?|veterans|donors|caregivers|"
    r"physicians|clinicians|doctors|teachers|employees|soldiers|twins|toddlers|probands|carriers|fathers|pupils|trainees|"
    r"schoolchildren|preschoolers|diabetics|asthmatics|alcoholics|births|pregnancies|inhabitants|officers|firefighters|"
    r"prisoners|refugees|immigrants|attendees|enrollees|beneficiaries|candidates|"
    r"dentists|pharmacists|travell?ers|cyclists|swimmers|volunteers"
)
ANIMALS = (
    r"rats|mice|rabbits|dogs|beagles|pigs|piglets|animals|monkeys|macaques|sheep|ewes|lambs|hamsters|cats|cows|"
    r"calves|goats|horses|chickens|chicks|gerbils|ferrets"
)
WHO = rf"(?:{PEOPLE}|{ANIMALS})"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
BELOW_100 = rf"(?:(?:{TENS})(?:[- ](?:{UNITS}))?|{TEENS}|{UNITS})"
BELOW_1000 = rf"(?:(?:{UNITS}|a) hundred(?:(?: and)? {BELOW_100})?|{BELOW_100})"
SPELLED = rf"(?:{BELOW_1000} thousand(?:(?:,| and)? {BELOW_1000})?|{BELOW_1000})"
DIGITS = r"\d{1,3}(?:[,\u2009 ]\d{3})+|\d{1,6}"
# A digit after a letter, sign, currency or other digits belongs to a name, a range, a price or a decimal.
NUMBER = rf"(?:(?<![\w.,/$€£%<>=≥≤±×·−–-])(?:{DIGITS})(?![\w.,]*\d)|(?<![\w-]){SPELLED}(?![\w-]))"
NO_WORD = (
    r"(?:or|and|to|in|of|than|with|the|for|from|by|at|on|per|versus|vs|out|were|was|had|other|more|additional|"
    r"mg|µg|μg|mcg|ng|g|kg|ml|mL|mm|cm|IU|U|ppm|nM|µM|μM|mM|Hz|[smh]|min|weeks?|wk|months?|years?|yr|days?|hours?|"
    r"minutes?|times|fold|sites?|cent(?:er|re)s?|hospitals?|clinics?|countries|trials?|studies|doses?|groups?|cases|"
    r"samples?|specimens|cells?|simulated|weeks?-old|of)"
)
BETWEEN = rf"(?:\s+(?!{NO_WORD}\b)[\w'’/+-]+){{0,6}}?"
GROUP_OF_PEOPLE = rf"(?P<n>{NUMBER}){BETWEEN}\s+{WHO}\b(?!-)"
JOINED = r"(?:randomi[sz]ed|randomly|allocated|assigned|enrolled|recruited|included|entered|studied|analy[sz]ed)"
INSIDE = r"(?:\s*\([^()]*\))?"
UPTO = r"(?:(?!\b(?:of whom|of which|but|while|whereas|was|were)\b)[^.;:()]|\([^()]*\)){0,90}?"
UPTO_FAR = UPTO.replace("0,90", "0,200")

_I = re.IGNORECASE
RANDOMISED = (
    re.compile(
        rf"\b(?:randomi[sz]ed|randomly (?:assigned|allocated|divided))\s+(?:a total of\s+)?{GROUP_OF_PEOPLE}", _I
    ),
    re.compile(rf"{GROUP_OF_PEOPLE}{UPTO}\b(?:was|were) (?:\w+ly )?randomi[sz]ed\b", _I),
    re.compile(
        rf"{GROUP_OF_PEOPLE}{UPTO}\b(?:was|were) (?:equally |then )?randomly (?:assigned|allocated|divided)\b", _I
    ),
)
TOTAL = (
    re.compile(rf"\b(?:a|in) total of\s+{GROUP_OF_PEOPLE}", _I),
    re.compile(rf"\b(?:in total|overall|altogether),?\s+{GROUP_OF_PEOPLE}", _I),
)
ENROLLED = (
    re.compile(
        rf"(?:\bwe|(?<=[a-z])We|\bstudy|\btrial|\bsurvey|\bcohort|\binvestigators|\bauthors)(?: \w+)? "
        rf"(?:enrolled|recruited|included|followed|"
        rf"treated|interviewed|used|studied|surveyed|analy[sz]ed|evaluated|examined|describe|comprised)"
        rf"\s+(?:a total of\s+)?{GROUP_OF_PEOPLE}",
        _I,
    ),
    re.compile(rf"{GROUP_OF_PEOPLE}{UPTO}\b(?:was|were) (?:\w+ly )?{JOINED}\b", _I),
)
SAMPLE = re.compile(
    rf"\b(?:participants|subjects|sample|cohort|study population|population|study group)(?: \w+)? "
    rf"(?:included|comprised|consisted of|was composed of)\s+(?:a total of\s+)?"
    rf"(?P<n>{NUMBER})\s+(?!{NO_WORD}\b)[\w-]+",
    _I,
)
ALL = re.compile(
    r"\b(?:all|the) (?:\w+ )?(?:participants|patients|subjects|individuals)\s?\([nN]\s?=\s?"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?=\))",
    _I,
)
DONE = re.compile(
    rf"{GROUP_OF_PEOPLE}{UPTO_FAR}\b(?:(?:was|were) (?:\w+ly )?(?:treated|examined|evaluated|assessed|followed|divided|"
    rf"tested|investigated|fed|given|exposed|used|reviewed|identified|surveyed|interviewed|implanted|injected|selected)|"
    rf"underwent|participated|took part|received|took|gave|inhaled|(?:was|were) asked)\b",
    _I,
)
OF_ALL = re.compile(rf"(?:^|(?<=[.;] ))Of (?:the |these )?{GROUP_OF_PEOPLE}[^.;]{{0,60}}?,", _I)
ITEM = rf"(?<![\w.,-])(?P<n>{NUMBER})(?=\s+(?!{NO_WORD}\b)[A-Za-z])"
AND = r"(?:,\s+(?:and\s+)?|,?\s+(?:and|as well as)\s+)"
KIND = rf"{NUMBER}(?:\s+(?!{NO_WORD}\b|who\b|aged\b|took\b|screened\b)[\w'’/+-]+){{1,4}}?"
LISTED = re.compile(rf"(?P<all>{KIND}(?:{AND}{KIND}){{1,4}})\s+(?:(?:was|were) (?:\w+ly )?{JOINED}|participated)\b", _I)
ONE_CASE = re.compile(
    r"\b\d{1,3}[- ](?:years?|yrs?|y|months?|weeks?|days?)[- ]?(?:old|o)\b(?:[\s-]\w+){0,4}?"
    r"\s(?:man|woman|boy|girl|male|female|patient|infant|neonate|child|lady|gentleman|athlete)\b|"
    r"\b(?:an?|the) (?:\w+ ){0,3}(?:man|woman|boy|girl)\b",
    _I,
)
CASES = re.compile(
    rf"\b(?P<n>{NUMBER}) (?:\w+ ){{0,3}}(?:cases|patients|children|men|women|infants|siblings|brothers|"
    r"sisters|individuals)\b",
    _I,
)
BARE = re.compile(
    rf"(?P<n>{NUMBER}) (?:were|was) (?:\w+ly )?(?:randomi[sz]ed|enrolled|recruited)\b"
    r"(?! (?:in|to|into) (?:the|each|group))",
    _I,
)
SURVEYED = re.compile(
    rf"(?P<n>{NUMBER})(?:\s?\(\d[\d.]*\s?%\))?(?: (?!{NO_WORD}\b)\w+){{0,2}} "
    r"(?:completed|responded to|answered|returned) "
    r"(?:the|our|a|all) (?:\w+ ){0,2}(?:survey|questionnaires?)\b",
    _I,
)
THIS = re.compile(
    rf"\b(?:this|our|present) (?:[\w-]+ ){{0,4}}(?:study|trial|series|cohort|sample|analysis|survey) "
    rf"(?:of|in|with|included|involving|comprised)\s+(?:a total of\s+)?{GROUP_OF_PEOPLE}",
    _I,
)
NOUN_N = re.compile(
    rf"\b(?:{PEOPLE}|{ANIMALS})\s?[(\[]\s?[nN]\s?=\s?(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}})(?=\s?[)\];,])(?!\s?%)", _I
)
SOME_CASES = re.compile(
    rf"(?P<n>{NUMBER}) (?:(?!{NO_WORD}\b)[\w()/;-]+ ){{0,5}}cases\b(?! of| and controls| per)[^.;]{{0,60}}?"
    r"\b(?:was|were) (?:\w+ly )?(?:examined|studied|analy[sz]ed|reviewed|included|treated|enrolled|evaluated)\b",
    _I,
)
SERIES = re.compile(rf"\b(?:series|sample|cohort|population) (?:size )?(?:of|was) (?:\w+ )?(?:{GROUP_OF_PEOPLE})", _I)
SEXES = re.compile(
    rf"(?P<n>{NUMBER}) (?:women|females?|girls)(?:,| and|;) (?P<m>{NUMBER}) (?:men|males?|boys)\b|"
    rf"(?P<n2>{NUMBER}) (?:men|males?|boys)(?:,| and|;) (?P<m2>{NUMBER}) (?:women|females?|girls)\b",
    _I,
)
OPENING = re.compile(
    rf"^\W*(?:In this [\w -]{{3,40}}, |Participants were |Subjects were |Data from )?{GROUP_OF_PEOPLE}{INSIDE},?\s+"
    rf"(?:with|who|whose|aged|were|took|received|participated|underwent|volunteered|undergoing|on|at|"
    rf"scheduled|chose|met (?:the )?inclusion|"
    rf"stratified|from|referred|presenting|attending|in)\b",
    _I,
)
INSIDE_SENTENCE = re.compile(
    rf"\b(?:in|of|from|on|by|among|to|with) (?:both \w+ of )?{GROUP_OF_PEOPLE}"
    r"(?!\s+(?:in|at|from) (?:each|the \w+ group))",
    _I,
)
REVIEWED = re.compile(
    rf"\b(?:trials|studies|RCTs|experiments|articles|reports)\b[^.;:]{{0,30}}?\b(?:with|involving|including|comprising|"
    rf"enrolling|of|totall?ing)\s+(?:a total of\s+|data from\s+)?{GROUP_OF_PEOPLE}",
    _I,
)
PEOPLE_OR_ANIMALS = re.compile(rf"\b{WHO}\b", _I)
ANYONE = re.compile(GROUP_OF_PEOPLE, _I)
ONLY_PEOPLE = re.compile(rf"\b(?:{PEOPLE.replace('|males|females', '').replace('|subjects', '')})\b", _I)
ONLY_ANIMALS = re.compile(rf"\b(?:{ANIMALS})\b", _I)
POOLED = (
    re.compile(
        rf"{GROUP_OF_PEOPLE}[^.;:()]{{0,30}}?\b(?:from|in|across|of)\s+(?:the )?{NUMBER} (?:\w+[- ]){{0,4}}"
        rf"(?:trials|studies|RCTs|articles|cohorts|reports)\b",
        _I,
    ),
    re.compile(
        rf"\b(?:trials|studies|RCTs|articles|reports|cohorts)\s?[(\[]\s?(?:[nN]\s?=\s?|with |including |involving )?"
        rf"{GROUP_OF_PEOPLE}",
        _I,
    ),
)
ONE_N = re.compile(r"(?<![\w-])n\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})\b(?![.,]\d|\s*%|\s*(?:/|per\b|each\b))")
CAPITAL_N = re.compile(r"(?<![\w-])N\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?![.,]\d|\s*%)")
SMALL_N = re.compile(
    r"[(;]\s?n\s?=\s?(?P<n>\d{1,5})\b(?![.,]\d|\s*%)\s?(?:\)|;|,|(?:patients|participants|subjects|men|women)\b)"
)
EACH = re.compile(
    rf"(?:\bn\s?=\s?(?P<n>\d{{1,4}})(?:\s+\w+)?\s*(?:/|per|in each|each|for each)\s*(?:group|arm|treatment|dose)?\b|"
    rf"\b(?P<m>{NUMBER}){BETWEEN}\s+{WHO}\s+(?:(?:per|in each)\s+(?:group|arm)\b|each\b))",
    _I,
)
GROUPS = re.compile(rf"\b(?P<k>{NUMBER}) (?:\w+ ){{0,2}}(?:groups|arms)\b", _I)
MADE = re.compile(
    r"\b(?:divided|allocated|assigned|randomi[sz]ed|comprised|consist\w+|were (?:fed|treated|given))\b", _I
)
GROUPS_OF = re.compile(
    rf"\b(?P<k>{NUMBER}) (?:\w+ ){{0,3}}groups? of (?P<n>{NUMBER})"
    rf"(?:\s+(?!and\b|or\b|to\b)[\w'’/+-]+){{0,4}}?\s+{WHO}\b",
    _I,
)
SEVERAL = re.compile(
    rf"\bgroups? of (?:{NUMBER})|\b(?:experiment|study|trial) (?:1|one|2|two)\b|"
    rf"\bin (?:two|three|both) (?:experiments|studies|trials)\b",
    _I,
)
IN_GROUPS = re.compile(r"(?:\b(?:per|each)\s|/)(?:\w+ )?(?:group|sex|arm|dose)\b", _I)
PART = re.compile(
    rf"(?:\b(?:{NUMBER}) (?:out )?of (?:the )?|\bof (?:the|these|those|whom|which),? (?:\w+ ){{0,2}}|"
    rf"\b(?:fischer|strain|type|grade|day|week|phase|stage|since|until|during|aged?|the first|the other|another|"
    rf"one in|invited|screened|isolates (?:\w+ )?from|at least|"
    rf"up to|invited a total of|screened a total of|more than|"
    rf"fewer than|less than|over|about|every|per|groups? of|each of)\s+|[~≈]\s?)$",
    _I,
)
YEAR_BEFORE = re.compile(r"\b(?:in|since|by|(?<!total )of|from|and|to|during|until) $", _I)
SECOND = re.compile(
    rf"^{INSIDE}(?:\s+with [\w -]{{2,40}}?)?,?\s+"
    rf"(?:and|plus|as well as|(?:were )?compared (?:with|to)|versus|vs\.?)\s+(?P<m>{NUMBER})\b",
    _I,
)
FIRST = re.compile(rf"\b(?:{NUMBER})(?:\s+(?!(?:of|was|were)\b)[\w'’/-]+){{0,6}}{INSIDE},?\s+and\s+$", _I)
PLANNED = re.compile(r"\b(?:will be|planned|is needed|are needed|power|sample size|required to)\b", _I)
OTHERS = re.compile(
    r"\b(?:screened|eligible|invited|approached|completed(?! by)|withdrew|dropped out|discontinued|died|excluded|"
    r"subgroup|subset|substudy|lost to follow-up|available|interviewed)\b",
    _I,
)
DESIGN_WORDS = re.compile(r"\b(?:group|groups|arm|arms|placebo|controls?|randomi[sz]ed|randomly|received|sham)\b", _I)
VALUES = {
    "a": 1,
    **{word: value for value, word in enumerate([*UNITS.split("|"), *TEENS.split("|")], 1)},
    **{word: 10 * value for value, word in enumerate(TENS.split("|"), 2)},
}
