"""What was given, how and how often, as a claim may say it, and every way in which a quote may say the same.

Rows as in `subjects_named`: what a claim says, and beginnings of words that a quote may have for it.
"""

AGENTS: tuple[tuple[str, str], ...] = (
    (r"placebos?|dumm(?:y|ies)|sham", r"placebo|dumm|sham|vehicle|saline|inert|inactive|blank|mock|simulat"),
    (
        r"(?:no|without|receiving no|given no) (?:treatment|therapy|intervention)|untreated",
        (
            r"untreat|non-?treat|no\b|without|controls?\b|alone|not\b|unexpos|observation|none|naive|wait|"
            r"withh|nothing"
        ),
    ),
    (
        r"(?:usual|standard|routine|conventional) (?:\w+ )?(?:care|treatment|therapy)",
        r"usual|standard|routin|convention|controls?\b|(?-i:TAU\b|SOC\b)|background|care\b|guideline",
    ),
    (
        r"surgery|an operation",
        r"surg|operat|resect|\w+ectomy|\w+plast|bypass|laparo|transpl|graft|proced|anastom|repair|ligat",
    ),
    (r"physiotherapy|physical therapy", r"physio|physical|rehab|exerci"),
    (r"aspirin", r"aspirin|acetylsalic|(?-i:ASA\b)"),
    (r"paracetamol|acetaminophen", r"paracetamol|acetamin|(?-i:APAP)"),
    (r"insulin", r"insulin|(?-i:NPH\b|IGF|IDDM|T[12]D)|glargine|detemir|lispro|aspart|degludec"),
    (r"chemotherapy", r"chemo|platin|cytotox|taxel|rubicin|(?-i:FOLFOX|5-FU)|anticancer"),
    (r"antibiotics?", r"antibio|antimicrob|antibacter|\w+cillin|\w+m[yi]cin|\w+floxacin|cef|cyclin"),
    (
        r"opioids?",
        (
            r"opi|morph|fentan|codone|tramad|methad|\w*orphin|nalox|naltrex|narcot|analg|enkeph|endorph|"
            r"codeine|heroin|mu-"
        ),
    ),
    (
        r"steroids?|corticosteroids?",
        r"steroid|corti|predni|dexameth|(?-i:DEX\b|GCs?\b)|androg|triamcin|betameth|budeson|estra",
    ),
    (r"statins?", r"\w*statin|hmg-?co"),
    (r"metformin|warfarin|heparin|morphine|lithium|levothyroxine|ibuprofen", r""),
)
"""What something was compared with or given beside. Those without other names stand in the quotes by their own."""

DRUG = (
    r"(?!\w*(?:peptide|nucleotide)s?\b|april\b)[a-z]{2,}(?:tide|gliptin|gliflozin|glitazone|statin|pril|sartan|olol|"
    r"dipine|mab|tinib|azole|cillin|mycin|floxacin|profen|caine|oxetine|azepam|azolam|triptan|parin|dronate|lukast|"
    r"setron|nisone|nisolone|asone|relin|morelin|pressin|tocin|cycline|vir|lamide|semide|thiazide|formin)s?"
)
"""A medicine by the ending of its name."""

ROUTES: tuple[tuple[str, str], ...] = (
    (
        (
            r"oral(?:ly)?(?! (?:cavity|mucos\w+|health|glucose|lesions?|ulcers?|contracept\w+))|by mouth|"
            r"swallowed|tablets?|capsules?"
        ),
        (
            r"oral|mouth|per os|p\.?o\b\.?|gavag|diet|feed|fed\b|food|chow|drink|drank|water|tablet|capsule|"
            r"ingest|swallow|buccal|sublingual|gastric|(?-i:PO\b)|pill|eat|ate\b|dietary|intragastr|enteral|"
            r"supplement|intubat|stomach|consum|nutri|syrup|milk|lozenge|chew|ppm|dosed"
        ),
    ),
    (
        r"intravenous(?:ly)?|into a vein|by drip|through a vein",
        r"intraven|i\.?v\b\.?|vein|venous|drip|infus|parenter|bolus|vena|perfus",
    ),
    (r"infusions?|infused", r"infus|intraven|i\.?v\b\.?|drip|perfus|pump|continu|parenter|instil"),
    (
        r"subcutaneous(?:ly)?(?! (?:fat|tissue|nodul\w+|adipos\w+))|under the skin",
        r"subcutan|s\.?c\b\.?|hypoderm|under the skin|subderm|(?-i:SQ\b)",
    ),
    (r"intramuscular(?:ly)?|into (?:a |the )?muscles?", r"intramusc|i\.?m\b\.?|muscle"),
    (
        r"inject(?:ed|ions?|ing)",
        (
            r"inject|subcutan|intra\w+|s\.?c\b\.?|i\.?[vpm]\b\.?|bolus|parenter|infus|pen\b|vaccin|immuni[sz]|"
            r"inocul|needle|infiltr"
        ),
    ),
    (
        r"topical(?:ly)?|creams?|ointments?|eye drops|applied to the skin",
        (
            r"topic|cream|gels?\b|ointment|dermal|cutan\w*|skin|appl|drops|patch|local|lotion|paint|eye|ocular|"
            r"spray|dress|emuls|hydrogel"
        ),
    ),
    (
        r"intranasal(?:ly)?|nasal(?:ly)?(?= spray| dose|$)|nasal|nose (?:spray|drops)",
        r"nasal|nose|nostril|intranas|rhin|sinus|olfact|spray",
    ),
    (
        r"inhal(?:ed|ation|ing)|inhalers?|breathed in",
        r"inhal|aeros|nebul|breath|vapou?r|air|exposure|pulmon|smok|ppm|nose-only",
    ),
    (r"transdermal(?:ly)?|skin patch\w*", r"transderm|patch|skin|dermal|percut"),
    (r"rectal(?:ly)?|enemas?|suppositor\w+", r"rect|enema|supposit"),
    (r"intrathecal(?:ly)?", r"intrathec|spinal|i\.?t\b"),
)
"""Ways of giving."""

SCHEDULES: tuple[tuple[str, str], ...] = (
    (
        r"(?:single|one|one-off) (?:\w+ )?(?:dose|injection|infusion)",
        (
            r"single|one\b|once\b(?! (?:a|per|every|each|daily|weekly|monthly|nightly)\b)|1\b|acute|bolus|"
            r"a dose"
        ),
    ),
    (r"lifelong|for life|life-long", r"life"),
    (r"weekly|every week|each week|a week|once-weekly", r"week|wk|7 days|qw\b|day"),
    (
        r"daily|every day|each day|nightly|once-daily",
        r"daily|day|d-1|night|qd\b|24[- ]?h|/d\b|morning|evening|bid\b|hour|diet|fed\b",
    ),
    (r"monthly|every month|once a month", r"month|4 weeks|28 days|four weeks|30 days"),
    (
        r"long-term (?:use|treatment|therapy|administration)|for years",
        r"long|year|month|chron|week|life|sustain|durab|continu|extend|persist",
    ),
)
"""How often, and for how long."""
