"""Words that several families of rules share, as parts of regular expressions over normalised text."""

AMOUNT_WORDS = (
    r"(?:\d[\d.,]*|half|quarter|one|two|three|four|five|six|eight|ten|fifteen|twenty|fifty|a|an|another|"
    r"a (?:half|quarter|single|couple|few))"
)
DOSE_UNITS = (
    r"(?:mcg|[uμ]g|micrograms?|mg|milligrams?|ng|iu|units?|ml|mls|millilit(?:er|re)s?|nmol|pmol|drops?|tablets?|"
    r"capsules?|pills?|vials?|sprays?|puffs?|clicks?|pumps?|pens?|shots?|jabs?|injections?|doses?|lozenges?|"
    r"patch(?:es)?|scoops?|grams?)"
)
NUMBER = r"(?:\d+|a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|sixteen|several)"
TIMES = r"(?:days?|weeks?|months?|fortnights?|nights?)"
PEOPLE = (
    r"(?:patients|people|adults|anyone|anybody|everyone|everybody|users?|athletes?|women|men|those|lifters|runners|"
    r"beginners?|dancers|workers|pensioners|seniors|readers?|clients?|mothers|fathers|parents|children|kids|teens?|"
    r"teenagers|survivors|sufferers|professionals|students|individuals|most|many|coaches)"
)
DISEASE_ENDINGS = r"(?:itis|osis|oses|omas?|emia|opath(?:y|ies)|algia|penia|uria|rrh(?:o)?ea|plegia|phobia)"
_DISEASES = (
    r"diabetes|"
    r"obesity|overweight|cancers?|tumou?rs?|pains?|aches?|injur(?:y|ies)|wounds?|ulcers?|leaky gut|"
    r"diseases?|disorders?|syndromes?|infections?|inflammations?|depression|anxiety|insomnia|strokes?|hypertension|"
    r"high blood pressure|heart failure|heart attacks?|failures?|fractures?|dementia|alzheimer\w*|parkinson\w*|asthma|"
    r"eczema|acne|allerg(?:y|ies)|migraines?|headaches?|ag(?:e)?ing|impotence|dysfunction|weight gain|covid\S*|flu|"
    r"colds?|damage|autism|adhd|burns?|scars?|scarring|illness(?:es)?|symptoms?|complications?|alopecia|baldness|"
    r"hair loss|wrinkles|reflux|heartburn|tears?|sprains?|fistulas?|crohn\w*|lupus|psoriasis|gout|fatigue|"
    r"dry eyes?|tendons?|ligaments?|joints?|gut|stomach|bowel|cartilage|nerves?|liver|kidneys?|menopaus\w+|"
    r"relapses?|sepsis|pneumonia|infertility|neuropath\w+"
)
DISEASES = rf"(?:{_DISEASES})"
CONDITION = rf"(?:\w+{DISEASE_ENDINGS}|{_DISEASES})"
BODY = (
    r"(?:growth hormone|gh|igf-?1|hormones?|hormonal|testosterone|metabolism|metabolic (?:rate|"
    r"switch|health)|fat|focus|concentration|memory|"
    r"cognit\w+|sleep|energy|libido|desire|muscles?|collagen|elastin|skin|hair|nails|immun\w+|defen[cs]es|gut|"
    r"digestion|autophagy|mitochondri\w*|recovery|endurance|stamina|mood|calm|brain|mind|nerves?|joints?|bones?|"
    r"tendons?|ligaments?|cartilage|circulation|blood flow|blood sugar|vitality|vigou?r|longevity|youth\w*|"
    r"lifespan|pituitary|thymus|strength|performance|stress|appetite|hunger|satiety|cravings|body weight|leanness|"
    r"body composition|telomer\w+|repair|regeneration|healing|resilience|alertness|"
    r"face|complexion|waist|microbiome|cortisol|clarity)"
)
MEDICINE = (
    r"(?:ozempic|wegovy|mounjaro|zepbound|semaglutide|tirzepatide|liraglutide|victoza|saxenda|omeprazole|morphine|"
    r"opioids?|ibuprofen|aspirin|paracetamol|nsaids?|anti-inflammator(?:y|ies)|painkillers?|antidepressants?|ssris?|"
    r"prozac|xanax|benzodiazepines?|sleeping (?:pills|tablets)|statins?|insulin|metformin|antacids?|steroids?|"
    r"cortisone|antibiotics?|botox|retinol|minoxidil|finasteride|viagra|sildenafil|ritalin|adderall|(?:prescription|"
    r"brand-?name|branded|approved|licensed|registered|standard|conventional|weekly) (?:\w+ )?(?:drugs?|medicines?|"
    r"medications?|pens?|treatments?|pills?|versions?|products?|therap(?:y|ies))|(?:the )?(?:drugs?|medicines?|"
    r"medications?|tablets|pills|injections) (?:they|doctors|pharmac\w+|that)|surgery|chemotherapy|blockbuster|"
    r"originator|hgh|somatropin|warfarin|prednisone|diazepam|diclofenac|naproxen|celecoxib|dutasteride|tretinoin|"
    r"modafinil|zolpidem|levothyroxine|gabapentin|pregabalin|tramadol|oxycodone|fentanyl|lithium|zoloft|lexapro|"
    r"fluoxetine|humira|adalimumab|infliximab|atorvastatin|simvastatin|heparin|exenatide|byetta|dulaglutide|trulicity|"
    r"rybelsus|phentermine|orlistat|corticosteroids?|prednisolone|dexamethasone|methotrexate|cialis|tadalafil|"
    r"accutane|isotretinoin|ambien|valium|lorazepam|ativan|inhalers?|bariatric surgery|retinoids?)"
)
