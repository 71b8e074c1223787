"""C07: nothing treats, heals or prevents in the present tense. What a study saw, told with its study, passes."""

from shared.gates.family import Family, pattern
from shared.gates.scope import by_guideline, in_the_laboratory, negated, of_a_study

_CONDITION = (
    r"(?:\w+(?:itis|osis|oses|omas?|emia|aemia|opath(?:y|ies)|algia|penia|uria|rrh(?:o)?ea)|diabetes|"
    r"obesity|overweight|cancers?|"
    r"tumou?rs?|pain|injur(?:y|ies)|wounds?|ulcers?|gut|stomach|intestin\w+|tendons?|ligaments?|muscles?|"
    r"joints?|bones?|"
    r"cartilage|skin|hair loss|baldness|wrinkles|diseases?|disorders?|syndromes?|infections?|inflammation|depression|"
    r"anxiety|insomnia|strokes?|hypertension|heart|kidneys?|liver|brain|nerves?|failure|fractures?|"
    r"dementia|alzheimer\w*|"
    r"parkinson\w*|asthma|allerg(?:y|ies)|migraines?|ag(?:e)?ing|impotence|dysfunction|weight gain|covid\S*|damage|"
    r"autism|adhd|burns?|scars?|leaky|illness(?:es)?|symptoms?|complications?)"
)
_DOES = (
    r"(?:treats|cures|heals|reverses|prevents|fixes|eliminates|eradicates|repairs|combats|relieves|alleviates|"
    r"mends|regenerates|rebuilds)"
)
_DO = (
    r"(?:treat|cure|heal|reverse|prevent|fix|eliminate|eradicate|repair|combat|relieve|alleviate|mend|"
    r"regenerate|rebuild)"
)
_FRAMED = (in_the_laboratory, of_a_study, negated, by_guideline)

FAMILY = Family(
    id="C07",
    version=1,
    severity="block",
    reason="claims to treat, heal or prevent in the present tense",
    patterns=(
        pattern(rf"\b{_DOES}\s[^.;]{{0,60}}?\b{_CONDITION}\b", excuses=_FRAMED),
        pattern(
            r"\b(?:can|will|does|helps?(?: to)?|is able to|are able to|works? to|is known to|are known to|"
            rf"is shown to)\s(?:\w+ly |also |even )*{_DO}\s"
            rf"[^.;]{{0,60}}?\b{_CONDITION}\b",
            excuses=_FRAMED,
        ),
        pattern(
            r"\b(?:is|are)\s(?:a |an |the )?(?:\w+ ){0,2}(?:cure|remedy|fix|antidote|panacea)s?\s(?:for|to|against)\b",
            excuses=(negated,),
        ),
        pattern(
            rf"\b{_DOES}\s[^.;]{{0,60}}?\b(?:cancer|autism|alzheimer\w*|diabetes)\b",
            excuses=(negated, in_the_laboratory),
        ),
    ),
)
