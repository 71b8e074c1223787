"""People, conditions and outcomes as a claim may name them, and every way in which a quote may name the same.

Each row is what a claim says, and what else a quote may say for it, as beginnings of words. The first is narrow, so
that only a plain mention counts; the second is wide, so that a claim in plain words may stand on terms of art.
"""

PEOPLE: tuple[tuple[str, str], ...] = (
    (
        r"child|children|kids|youngsters|pa?ediatric",
        (
            r"child|p[ae]+diatr|boys?\b|girls?\b|infan|adolesc|teen|young|youth|school|juvenil|neonat|newborn|"
            r"toddler|bab(?:y|ies)\b|offspring|pups?\b|weanling|pubert|student|aged? \d|"
            r"\d+(?:\.\d+)?[- ](?:year|month)s?\b|preschool|kinderg|puber"
        ),
    ),
    (
        r"infants?|newborns?|neonat\w+|bab(?:y|ies)",
        (
            r"infan|newborn|neonat|bab(?:y|ies)\b|preterm|prematur|breast-?(?:f|milk)|birth|pups?\b|weanling|"
            r"lactat|offspring|postnatal|perinatal|suckling|litters?\b|gestation|toddler|day-old|days? old|"
            r"days of age|child|f1\b|congen|malform|uter[oi]|prenatal|month"
        ),
    ),
    (
        r"adolescents?|teenagers?|teens",
        r"adolesc|teen|pubert|young|youth|juvenil|school|student|aged? \d|boys?\b|girls?\b",
    ),
    (
        (
            r"elderly|seniors|pensioners|old people|older (?:\w+ )?(?:adults|people|persons|men|women|patients|"
            r"participants)"
        ),
        (
            r"elder|older|aged?\b|ag(?:e)?ing|geriatr|senior|retire|menopaus|"
            r"[5-9]\d[- ](?:to [5-9]\d[- ])?years?\b|over [5-9]\d\b(?! \w)|old age"
        ),
    ),
    (
        r"young (?:\w+ )?(?:adults|people|persons|men|women)",
        (
            r"young|youth|adolesc|teen|student|aged?\b|years?\b|under \d\d|college|universit|undergrad|early|"
            r"junior|recruit|trainee|child|boys?\b|girls?\b|onset"
        ),
    ),
    (
        r"pregnan\w+|expectant mothers|mothers-to-be",
        (
            r"pregnan|gestat|gravid|antenatal|prenatal|perinatal|matern|mothers?\b|obstet|labou?r|trimester|"
            r"uter[oi]|fo?etal|fo?etus|deliver|dams?\b|concept|conceiv|implantation|embryo|birth|placent|"
            r"teratogen|developmental|litters?\b|gd\b|teratol|reproduct|fertil|pre-?eclam"
        ),
    ),
    (
        r"breast-?feeding|nursing mothers|lactating",
        (
            r"mother|matern|lactat|breast|pregnan|dams?\b|postpartum|nurs|birth|parent|gestat|uter[oi]|"
            r"prenatal|perinatal"
        ),
    ),
    (
        r"(?<!pups whose )(?<!offspring whose )(?<!litters whose )mothers(?! of (?:the )?(?:pups|offspring|litters))",
        (
            r"mother|matern|lactat|pregnan|dams?\b|birth|parent|gestat|uter[oi]|prenatal|perinatal|wom[ae]n|"
            r"caregiv|famil"
        ),
    ),
    (
        (
            r"athletes?|sports(?:men|women|people)|runners|cyclists|swimmers|bodybuilders|weightlifters|"
            r"footballers"
        ),
        (
            r"athlet|sport|runn|cycl|swim|bodybuild|lift|footbal|soccer|rugby|train|exercis|player|row|"
            r"marathon|compet|triathl|physically active|ski|ath\b"
        ),
    ),
    (r"smokers|people who smoked?", r"smok|tobacco|cigar|nicotin|packs?\b"),
    (
        (
            r"healthy (?:\w+ )?(?:volunteers|people|adults|men|women|participants|subjects|persons|individuals|"
            r"children)"
        ),
        r"healthy|normal|volunteer|controls?\b|unaffected|disease-free",
    ),
    (
        r"women|woman|females?|girls?",
        (
            r"wom[ae]n|female|girl|(?-i:F\b)|menopaus|pregnan|mother|matern|ovar|uter|vagin|endometr|cervi|"
            r"breast|mammar|gyna?ec|lactat|dams?\b|nuns|wives|wife|ewes?\b|sows?\b|hens?\b|o?estr|sex(?:es)?\b|"
            r"gender|only\b.{0,20}\bmales?\b|she\b|her\b|birth|midwi|menstr|gestat|prenatal|deliver|(?-i:PCOS|"
            r"IVF|HRT)|hysterec|menarch|contracep|cycles?\b"
        ),
    ),
    (
        r"men|(?:a|one) man|males?|boys?",
        (
            r"m[ae]n\b|male|boy|(?-i:M\b)|testi|testos|prostat|sperm|semen|semin|erect|androg|husband|father|"
            r"patern|sires?\b|bulls?\b|rams?\b|sex(?:es)?\b|gender|only\b.{0,20}\bfemales?\b|he\b|his\b|penile|"
            r"phall|epididym|spermat"
        ),
    ),
)
"""Kinds of people, and kinds of animals by sex."""

CONTRARY: tuple[tuple[str, str, str], ...] = (
    (
        r"adults?",
        r"child|p[ae]+diatr|infan|newborn|neonat|adolesc|toddler",
        (
            r"adult|matur|grown|m[ae]n\b|wom[ae]n|patient|people|person|participant|volunteer|elder|older|"
            r"aged?\b|individual|mother|parent|years?\b|worker|smok|subject|students?\b|donors?\b|populat"
        ),
    ),
    (
        r"patients",
        r"healthy (?:\w+ )?(?:volunteer|men|women|subject|people|adult|participant)",
        (
            r"patient|disease|syndrome|disorder|diagnos|suffer|clinic|hospital|\w+itis\b|cancer|diabet|"
            r"with (?:a |an )?\w+ia\b"
        ),
    ),
)
"""Whom a claim names, those who are others, and what lets both be meant: `adults` is not said of quotes on children."""

CONDITIONS: tuple[tuple[str, str], ...] = (
    (
        (
            r"mortality|(?<!cell )deaths?|died|dying|fatalit\w+|(?<!cell )surviv(?:al|ed|ors?)|life ?spans?|"
            r"life expectancy|longevity|lived longer"
        ),
        (
            r"mortal|death|die[ds]?\b|dying|dead|fatal|surviv|liv(?:e[ds]?|ing)\b|kill|letha|life|longev|alive|"
            r"ld50|morib|sacrific|apopto|necro|viab|years|cytotox|lost|loss|resor|stillb|abort|(?-i:OS\b|"
            r"[PD]FS\b)"
        ),
    ),
    (
        r"heart attacks?|myocardial infarct\w*",
        (
            r"infarct|(?-i:MI\b|MACE\b|STEMI\b|AMI\b)|coronar\w+ (?:event|thromb|occlu|death|syndrome|arter\w+ (?:lig|"
            r"occl))|heart attack|cardi\w+ (?:event|outcome|end)|isch"
        ),
    ),
    (
        r"strokes?(?! volume)",
        (
            r"stroke|cerebr|apoplex|(?-i:NIHSS|MCAO|TIA)|infarct|isch|occlus|cardiovascular event|haemorr|"
            r"hemorr|hemip|(?-i:CVA\b)"
        ),
    ),
    (
        r"(?:cardiovascular|cardiac) events?|heart disease|coronary \w+",
        r"cardi|heart|coronar|(?-i:MACE|CHD|CAD|CVD)|infarct|stroke|isch|vascul|angina",
    ),
    (
        r"heart[- ]failure",
        (
            r"heart[- ]failure|cardiac (?:failure|insuff)|(?-i:HF\w*\b|CHF)|cardiomyop|ventric|congest|"
            r"ejection|decompens"
        ),
    ),
    (
        r"blood pressure|hypertensi\w+|systolic|diastolic|hypotensi\w+",
        (
            r"pressure|hypertens|hypotens|systol|diastol|mm ?hg|(?-i:[SD]?BP\b|MAP\b)|antihypert|vasopress|"
            r"vasodil|pre-?eclamp"
        ),
    ),
    (r"fractures?|broken bones?", r"fractur|broke"),
    (
        r"bone (?:mineral )?density|BMD|osteoporo\w+",
        r"bone|(?-i:BMD)|osteop|skelet|lumbar|spine|densit|menopaus|fractur|dexa?\b|dxa\b|femoral",
    ),
    (
        r"(?:body|visceral|belly|abdominal|trunk|liver) fat|fat mass|adiposity",
        r"fat\b|fats\b|fatty|adipo|lipo|steat|body composition|triglyc|lipid",
    ),
    (
        r"(?:visceral|belly|abdominal) (?:\w+ )?fat",
        r"viscer|abdom|trunk|oment|(?-i:VAT\b)|belly|waist|epididym|mesent",
    ),
    (
        (
            r"body ?weights?|weights?|weight (?:loss|gain)|(?:lost|gained|losing|lose) (?:\w+ ){0,3}weight|BMI|"
            r"body mass index"
        ),
        (
            r"weigh|(?-i:BMI)|body ?mass|obes|overweight|adipo|kg\b|kilo|heavier|lighter|gain|slim|growth|grew|"
            r"waist|atroph|wast|mass|hypertroph|small|large|enlarg|size"
        ),
    ),
    (r"obes\w+|overweight", r"obes|overweight|(?-i:BMI)|body ?mass|adipo|weight|high-fat|ob/ob|db/db"),
    (
        r"appetite|hunger|food intake|satiety",
        (
            r"appetit|hunger|hungr|food|feed|fed\b|sati|eat|ate\b|intake|anorex|calor|energy|consum|diet|meal|"
            r"phag"
        ),
    ),
    (
        r"blood sugar|blood glucose|plasma glucose|fasting glucose|glyca?emi\w+|hyperglyca?emi\w+|HbA1c",
        r"gluc|\w*glyc|sugar|hba1c|a1c|diabet|insulin|ogtt|dextrose|metabolic",
    ),
    (r"HbA1c", r"hba|a1c|glyc[ao]\w*h"),
    (
        r"diabet\w+",
        (
            r"diabet|(?-i:T[12]DM?\b|N?IDDM|DM\b|NOD\b|GDM)|streptoz|db/db|ob/ob|zucker|alloxan|insulin|"
            r"\w*glyc|gluc"
        ),
    ),
    (r"hypoglyca?emi\w+|low blood sugar", r"hypoglyc|low\w* (?:blood |plasma |serum )?(?:gluc|sugar)|insulin"),
    (
        r"cholesterol|triglycerides?|blood (?:fats?|lipids?)|LDL|HDL",
        r"cholest|triglyc|triacyl|lipid|lipo|ldl|hdl|fats?\b|statin|(?-i:TGs?\b|TC\b)|sterol|athero",
    ),
    (
        (
            r"(?:liver|hepatic) (?:disease|damage|injury|failure|fibrosis|enzymes?)|fatty liver|cirrhosis|"
            r"steatohepatitis"
        ),
        r"liver|hepat|cirrh|(?-i:ALT\b|AST\b|NASH|NAFLD|MASH|GGT|SGPT)|aminotr|transam|steat|biliru|lobul",
    ),
    (
        r"(?:kidney|renal) (?:disease|damage|injury|failure|function)|dialysis",
        (
            r"kidney|renal|nephr|creatin|(?-i:e?GFR|ESRD|CKD|AKI|BUN\b)|album|proteinu|dialys|glomer|urea|"
            r"tubul|urin"
        ),
    ),
    (
        r"wounds?|wound healing",
        (
            r"wound|ulcer|incis|burn|defect|lesion|injur|cuts?\b|epithel|laparot|sutur|scar|skin|cornea|trauma|"
            r"abras|punch|lacer"
        ),
    ),
    (
        r"pains?|painful",
        (
            r"pain|\w*ache|\w*algi|alges|nocicep|allodyn|discomfort|sore|analg|(?-i:VAS\b|WOMAC)|migrain|cramp|"
            r"tender|hurt|colic|writh|angina|neuralg"
        ),
    ),
    (r"headaches?|migraines?", r"headach|migrain|cephal"),
    (r"fatigue|tiredness", r"fatig|tired|exhaust|letharg|asthen|weak|energy|endur|malaise|vitality"),
    (
        r"sleep|slept|insomnia|sleepless\w*",
        r"sleep|slept|insom|wake|awak|nap|apn|nocturn|night|(?-i:REM|PSG|EEG)|sedat|hypno|\w*somn|dream",
    ),
    (
        r"anxiety|anxious",
        r"anxi|fear|stress|panic|worr|(?-i:STAI|HAM-?A|PTSD|GAD)|maze|nervous|phobi|tens|emotion|open field",
    ),
    (
        r"depression|depressive|depressed (?:people|patients|adults|mood)|low mood",
        (
            r"depress|mood|(?-i:HAM-?D|HDRS|MADRS|BDI|PHQ|CES)|immobil|swim|despair|melanch|anhedon|dysth|"
            r"suicid|ssri|psychiat|mental"
        ),
    ),
    (
        r"cognition|cognitive|memory",
        (
            r"cogn|memor|learn|dement|alzheim|(?-i:MMSE|MoCA|ADAS|IQ\b)|maze|recall|attention|intell|mental|"
            r"psych|think|amnes|brain|executive|retention|avoidance|neurodev|development"
        ),
    ),
    (r"dementia|alzheimer\w*", r"dement|alzheim|amyloid|app/ps|5xfad|(?-i:AD\b|ADAS)|tau\b|cognitive impair"),
    (r"parkinson\w*", r"parkin|(?-i:PD\b|UPDRS|MPTP|6-OHDA)|dopamin|levodopa|nigr"),
    (
        r"cancers?|tumou?rs?|carcinomas?|malignan\w+|melanomas?|leuka?emia|lymphomas?",
        (
            r"cancer|tumou?r|carcin|oncog|malign|melanom|leuk|lymph|neopl|aden|sarcom|gliom|blastom|metast|"
            r"oncol|papill|xenogr|hepatom|foci|focus|nodul|myelom|mesothel|chemother|(?-i:NSCLC|CRC\b|HCC\b|"
            r"AML\b|CLL\b|MCF|HeLa)|polyps?\b|mutagen|hyperplas|\w+omas?\b"
        ),
    ),
    (
        r"\w*arthritis|rheumatoid",
        r"arthr|rheum|synov|joint|(?-i:OA\b|RA\b|WOMAC|DAS)|knee|cartil|chondr|collagen-ind",
    ),
    (r"tendons?|tendinopathy", r"tend|teno|achil|rotator|plantar|ligament|patell|supraspin|elbow|epicond|cuff"),
    (r"asthma", r"asthm|wheez|bronch|airway|(?-i:FEV)"),
    (r"crohn\w*", r"crohn|(?-i:IBD|CD\b|CDAI)|inflammatory bowel|ileit"),
    (r"(?:ulcerative )?colitis", r"colit|(?-i:IBD|UC\b|DSS|TNBS)|inflammatory bowel|colon"),
    (r"psoriasis", r"psoria|(?-i:PASI)"),
    (r"eczema|atopic dermatitis", r"eczem|dermat|atop"),
    (r"acne", r"acne|comedo|pimpl"),
    (r"lupus", r"lupus|(?-i:SLE\b)"),
    (r"gout", r"gout|urate|uric"),
    (r"multiple sclerosis", r"sclerosis|(?-i:MS\b|EDSS|EAE)|demyel"),
    (r"schizophrenia", r"schizo|psychos|psychot|(?-i:PANSS)"),
    (r"autism|autistic", r"autis|(?-i:ASD\b)|asperger"),
    (r"HIV|AIDS", r"hiv|(?-i:AIDS)|antiretro|immunodef|lipodys|seroposit"),
    (r"covid\S*", r"covid|sars|corona"),
    (r"malaria", r"malar|plasmod"),
    (r"acromegaly", r"acromeg"),
    (r"lipodystrophy", r"lipodys"),
    (
        r"infections?|infected|sepsis",
        (
            r"infect|sepsis|septic|bacter|vir(?:al|us)|fung|microb|pneumon|parasit|absces|hiv|coloni|inocul|"
            r"pathog|syphil|malar|tubercul|hepatitis|covid|influen|candid|worm|helminth|herpes|mening|endotox|"
            r"lps\b|strept|staph|coli\b|salmon|plasmod|\w*itis\b|seropos|carrier|(?-i:HCV|HBV|HPV|STIs?\b|"
            r"STDs?\b|CMV|EBV)|gonorr|chlamyd|outbreak|endem|epidem|transmi|vaccin|(?-i:HBsAg|RSV|TB\b|UTI|"
            r"S?H?IV\b|HTLV)|reservoir|latent|seroconv|ulcer|\w+iasis\b|\w+mycosis\b|fever|febril|complicat|"
            r"steril|asept|scabies|colds?\b|flu\b|caries|plaque|gangren|purul|pus\b|cultur|borrel|lyme|pylori|"
            r"ebola|measles|leprosy|strain|zoono|antibod|titer|titre"
        ),
    ),
    (r"seizures?|epilep\w+|convulsions?", r"seiz|epilep|convuls|fits?\b|eeg|spik|ictal|myoclon|kindl|tremor"),
    (r"nausea|nauseous|(?:felt|feeling) sick", r"nause|sick|emesi|emet|vomit|gastrointest|queas"),
    (r"vomit\w*", r"vomit|emesi|emet|retch|sick|gastrointest"),
    (r"diarrh\w+", r"diarrh|stool|loose|bowel|gastrointest|scour|cholera|enter"),
    (r"constipation|constipated", r"constip|bowel|stool|gastrointest|laxat|transit|motil"),
    (r"rash\w*|hives|urticaria", r"rash|erupt|urtic|exanth|dermat|skin|hives|eryth|cutan|allerg|hypersens"),
    (r"anaphyla\w+", r"anaphyla|allerg|hypersens"),
    (r"bleed\w*|ha?emorrhag\w*", r"bleed|bled|ha?emorr|blood|haemat|hemat|coag|clot|menorr|epistax"),
    (
        r"hospitali[sz]\w+|hospital (?:admissions?|stays?|visits?)|admitted to hospital",
        (
            r"hospital|admi(?:tt|ss)|inpatient|length of stay|discharg|(?-i:ICU)|intensive care|ward|clinic|"
            r"emergency|utili"
        ),
    ),
    (
        r"libido|sexual \w+|erecti\w+|impotence",
        r"sex|libid|erect|copul|mat(?:ed|ing)\b|mount|lordos|intercour|(?-i:IIEF)|impot|desir|ejac",
    ),
    (r"testosterone", r"testost|androg|hormon"),
    (r"cortisol", r"cortis|corticos|adrenal|hpa\b|hormon|stress|glucocort"),
    (r"IGF-?(?:1|I)|insulin-like growth factor\w*", r"igf|insulin-like|somatomed"),
    (r"growth hormone", r"growth hormone|(?-i:r?hGH|GH\w*\b)|somatotr|somatrop|igf"),
    (
        r"muscle (?:strength|mass)|lean (?:body )?mass|grip strength",
        r"musc|lean|grip|streng|sarcop|force|quadric|fat-free|power|stronger|torque|myo",
    ),
    (r"hair (?:loss|growth)|baldness|alopecia", r"hair|alopec|bald|follic|fur\b|anagen"),
    (r"wrinkles?", r"wrinkl|skin|crow|glabel|photoag|elastic"),
    (r"quality of life", r"quality|qol|sf-?36|well-?being|eq-?5d|(?-i:DLQI|SGRQ)"),
    (r"walking (?:distance|speed)", r"walk|gait|6-?m|ambul|treadm|speed"),
    (r"arrhythmias?|atrial fibrillation", r"arrhyth|fibrill|tachy|brady|qt|ectop|rhythm|(?-i:AF\b|VT\b|VF\b)"),
    (r"ana?emia", r"ana?emi|ha?emoglob|red (?:blood )?cell|erythro|iron|ha?emato"),
    (
        r"inflammation",
        (
            r"inflam|cytok|il-|interleuk|tnf|crp|c-reactive|neutroph|ed?oedema|edema|\w+itis\b|macroph|"
            r"leu[ck]o|swell|nf-|prostagl|cox|chemok|immun|granul|lps|infiltr|mononuc|(?-i:CD\d)"
        ),
    ),
)
"""What people have or get: conditions that narrow whom a claim is about, and outcomes that it tells of."""
