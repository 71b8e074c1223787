"""Names of medicines by how they end, whether or not the record says elsewhere that they were given."""

MEDICINES = (
    r"[a-z]{2,}(?:tide|gliptin|gliflozin|glitazone|formin|statin|pril|sartan|olol|dipine|mab|nib|cept|"
    r"parin|xaban|azole|cillin|mycin|floxacin|profen|coxib|setron|zepam|triptan|caine|oxetine|thiazide|glinide|relin|"
    r"relix|pressin|tocin|dronate|dronic acid|oxifene|nephrine|solone|asone|tidine|gliclazide|lukast|platin|taxel|"
    r"tropin)|gli(?:mepiride|pizide|clazide|benclamide)|glyburide|"
    r"(?:insulin )?(?:glargine|degludec|aspart|lispro|detemir)|aspirin|warfarin|morphine|nitroglycerin|dopamine|"
    r"midodrine"
)
