"""The words by which an abstract counts who took part: numbers in figures and letters, people, animals."""

import re

_I = re.IGNORECASE
PEOPLE = (
    r"(?:out|in)?patients|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|individuals|"
    r"people|persons|males|females|mothers|fathers|parents|neonates|newborns|toddlers|babies|teenagers|boys|girls|"
    r"(?:pre|)school-?children|preschoolers|seniors|elders|nonagenarians|centenarians|youths?|siblings|sisters|"
    r"brothers|twins|relatives|probands|carriers|respondents|informants|interviewees|attendees|enrollees|"
    r"beneficiaries|candidates|recipients|donors|members|users|nonusers|smokers|nonsmokers|drinkers|abusers|survivors|"
    r"sufferers|victims|suspects|(?:non-?)?responders|lay ?persons|lay ?people|casualties|athletes|runners|players|"
    r"cyclists|swimmers|divers|dancers|bodybuilders|wrestlers|students|pupils|trainees|interns|apprentices|graduates|"
    r"undergraduates|workers|employees|staff|nurses|midwives|physicians|clinicians|doctors|surgeons|dentists|"
    r"pharmacists|[a-z]+ologists|[a-z]+iatrists|practitioners|therapists|caregivers|carers|teachers|farmers|miners|"
    r"welders|drivers|pilots|sailors|soldiers|veterans|recruits|cadets|officers|firefighters|prisoners|inmates|"
    r"detainees|refugees|immigrants|migrants|residents|inhabitants|villagers|citizens|consumers|customers|clients|"
    r"travell?ers|passengers|pilgrims|diabetics|asthmatics|alcoholics|hypertensives|epileptics|schizophrenics|"
    r"gravidas|primigravidas|parturients|decedents|fetuses|foetuses|astronauts|cosmonauts|crewmembers|amputees|"
    r"h(?:a)?emophiliacs|insomniacs|chemists|caucasians|blacks|whites|hispanics|asians|climbers|mountaineers|skiers|"
    r"rowers|gymnasts|footballers|triathletes|weightlifters|technicians|managers|an(?:a)?esthetists|personnel|"
    r"learners|speakers|listeners|neighbou?rs|spouses|wives|husbands|classmates|grandparents|bystanders|multiparas|"
    r"nulliparas|births|pregnancies|neonates|painters|carpenters|electricians|plumbers|applicators|sprayers|"
    r"labou?rers|operators|smelters|printers|gardeners|hairdressers|bakers|butchers|growers|ranchers|mechanics|"
    r"cleaners|aviators|attendants|commuters|motorists|occupants|tenants|dwellers|splicers|pedestrians|clerks|"
    r"laminators|goldminers|(?:sport)?fishers|anglers|hunters|[a-z]{3,}(?<!speci)(?<!regi)(?<!abdo)men|(?:Japanese|"
    r"Chinese|Koreans|Indians|Americans|Africans|Europeans)(?=[ ,]*(?:[(.;\d]|aged?\b|who\b|from\b|w(?:as|ere)\b))"
)
ANIMALS = (
    r"rats|mice|rabbits|dogs|beagles|puppies|(?:mini|mini-)?pigs|piglets|sows|boars|swine|animals|monkeys|macaques|"
    r"baboons|marmosets|chimpanzees|primates|sheep|ewes|lambs|rams|goats|hamsters|gerbils|ferrets|mink|rodents|"
    r"cats|kittens|cows|heifers|calves|steers|bulls|cattle|horses|mares|ponies|foals|stallions|chickens|chicks|"
    r"broilers|hens|turkeys|ducks|ducklings|quails?|pigeons|birds|finches|trout|salmon|carp|tilapia|zebrafish|fish|"
    r"frogs|toads|tadpoles|dams|weanlings|geldings|barrows|gilts|hogs|wethers|bullocks|fillies|"
    r"greyhounds|mongrels|cockerels|roosters|geese|squirrels|voles|bats|"
    r"seals|lizards|turtles|newts|camels|alpacas|llamas|deer|opossums|gulls|eagles|owls|hawks|herons|swans|starlings|"
    r"sparrows|penguins|bears|foxes|otters|whales|dolphins|porpoises|snakes|eels|poults|badgers|bison|elk|reindeer|"
    r"minks|hedgehogs|hares|raccoons|polecats|pinnipeds|buffaloes|mules|donkeys|dobermans|labradors|retrievers"
)
WHO = rf"(?:{PEOPLE}|{ANIMALS})"
CONTROLS = r"(?:controls|cases|referents)"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
UNITS = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_BELOW_100 = rf"(?:(?:{TENS})(?:[- ](?:{UNITS}))?|{TEENS}|{UNITS})"
_BELOW_1000 = rf"(?:(?:{UNITS}|{TEENS}|a)[ -]hundred(?:(?:[ -]and)?[ -]{_BELOW_100})?|{_BELOW_100})"
SPELLED = rf"(?:{_BELOW_1000} thousand(?:(?:,| and)? {_BELOW_1000})?|{_BELOW_1000})"
DIGITS = r"(?>\d{1,3}(?:[, \u2009\u202f\u00a0]\d{3}){1,3}(?!\d)|\d{1,6})"
"""Atomic: a run of numbers ("123 456 789 ...") is read in one way only, or its ways would be tried one by one."""
# A digit after a letter, sign, currency or other digits belongs to a name ("Bay FB:30"), a range, a price or a decimal.
NUMBER = (
    rf"(?:(?<![\w.,/$€£%<>≥≤±×·−–-])(?<![^nN]=)(?<!\s[A-Z]{{2}}:)(?<!\+\s)(?:{DIGITS})(?![\w.,]*\d)|"
    rf"(?<![\w-])(?:{SPELLED})(?![\w-]))"
)
NO_WORD = (
    r"(?:or|and|to|in|of|than|with|the|for|from|by|at|on|per|versus|vs|out|were|was|had|has|have|is|are|other|more|"
    r"additional|further|mg|µg|μg|mcg|ng|g|kg|ml|mL|mm|cm|IU|U|ppm|pp[bt]|ug|uM|microg|micrograms?|milligrams?|"
    r"mgs?|[mnpuµμ]mol|Gy|rads?|[mµμ]Sv|dB(?!/)|nM|µM|μM|mM|Hz|[smhd]|min|weeks?|wk|months?|"
    r"(?<!final )(?<!first )(?<!second )(?<!third )(?<!fourth )(?<!fifth )years?|"
    r"yr|days?(?!-old (?:[\w-]+ ){0,3}(?:chicks|broilers|poults|chickens|ducklings)\b)|"
    r"hours?|minutes?|times|fold|million|billion|percent|cent|sites?|cent(?:er|re)s?|hospitals|"
    r"hospital(?! (?:[a-z]+s|staff|personnel)\b)|clinics?|"
    r"countries|trials?|studies|doses?|groups?|samples?|specimens|cells?|simulated|weeks?-old|consecutive days|"
    r"replicates?|replications|litters?|pens|cages|experiments|treatments|diets|levels|concentrations|strains|species|"
    r"breeds|generations|batches|occasions|phases|sessions|tests|regimens|"
    r"that|which|who|when|during|after|before|followed|received|while|among|between|into|using|including|where)"
)
PERCENT = r"(?:\s?\(\d[\d.]*\s?%\))"
_ASIDE = r"(?:\s?\([^()]{1,30}\))"
_WORD = (
    rf"(?:\s++(?:U\.[SK]\.|(?!{NO_WORD}\b)[\w'’/+-]*+)(?:\([\w;-]+\)[\w/+;-]*+)*+"
    r"(?:(?<=[a-rt-z]),(?=\s[a-z])|(?<=[a-rt-z-])\s(?:and|or)(?=\s[a-z])|\sto(?=\s(?:moderate|severe)\b)|"
    r"\s\((?:[a-z]+\.? [a-z]+|(?:aged? )?\d[\d.,]*(?: ?(?:[-–±]|to) ?\d[\d.]*)? "
    r"(?:y|yrs?|years?|months?|weeks?|days?|person-years))\)(?=\s[a-z]))?)"
)
BETWEEN = rf"(?:{_WORD}{{0,6}}?)"
_NOT_WHO = (
    r"(?![\w-]|\s(?:species|strains|breeds|models|livers|cells|embryos|eggs|samples|tissues)\b|"
    r"['’]?s?\s(?:hospital|clinic|home|school|years?|days?|months?|hours?)\b)"
)
COUNTED = re.compile(
    rf"(?P<n>{NUMBER}){_ASIDE}?{BETWEEN}\s+(?:\w+-)?(?P<who>{WHO}|pairs of (?:[\w-]+ )?twins|twin pairs){_NOT_WHO}", _I
)
"""A number and, within a few words, whom it counts."""
COUNTED_CASES = re.compile(rf"(?P<n>{NUMBER}){PERCENT}?{BETWEEN}\s+(?P<who>{CONTROLS}){_NOT_WHO}", _I)
MARKED = re.compile(
    rf"\b(?P<who>{WHO}|{CONTROLS}|(?:control|comparison|reference) group)"
    rf"(?:\s(?!and\b|or\b)[\w-]+){{0,3}}?(?:,? aged \d+(?: ?(?:to|-|–|and) ?\d+)?(?: \w+)?(?: old)?)?"
    rf"\s?[(\[]\s?(?:total )?n\s?=\s?(?P<n>{DIGITS})(?=\s?[)\];,:])(?!\s?%)",
    _I,
)
"""Patients (n = 40)."""
EQUALS = re.compile(
    rf"(?<![\w-])[nN]\s?=\s?(?P<n>{DIGITS})(?![\w.,]*\d|\s*%|,? and \d|\s*(?:/|per\b|each\b|in each\b))"
)
ONLY_PEOPLE = re.compile(rf"\b(?:{PEOPLE.replace('|males|females', '').replace('|subjects', '')})\b", _I)
ONLY_ANIMALS = re.compile(rf"\b(?:{ANIMALS})\b", _I)

_VALUES = {
    "a": 1,
    **{word: value for value, word in enumerate([*UNITS.split("|"), *TEENS.split("|")], 1)},
    **{word: 10 * value for value, word in enumerate(TENS.split("|"), 2)},
}


def value_of(text: str) -> int | None:
    """The number that figures ("1,204") or letters ("one hundred and two") say; None for zero."""
    text = text.lower().strip()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text)) or None
    total = below = 0
    for word in re.findall(r"[a-z]+", text):
        if word == "hundred":
            below *= 100
        elif word == "thousand":
            total, below = (total + below) * 1000, 0
        elif word != "and":
            below += _VALUES[word]
    return total + below or None
