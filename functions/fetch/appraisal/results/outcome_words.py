"""The words by which an outcome is named: those of which more is good, those of which more is bad, and neutral ones.

Lower-case letters match any case; patterns are whole words. The ids are those of `shared.domain.evidence.outcomes`.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple


class Named(NamedTuple):
    """Patterns; "" where there is none."""

    good: str = ""
    bad: str = ""
    neutral: str = ""


WORDS: dict[str, Named] = {
    "mortality": Named(r"(?:overall )?survival", r"(?:all-cause )?mortality|deaths?(?! (?:certificate|receptor))"),
    "cardiovascular_events": Named(
        "",
        r"cardiovascular events?|myocardial infarctions?|strokes?(?! (?:volume|work|index|scales?))|MACE|"
        r"major adverse cardi\w+ events?",
    ),
    "heart_failure": Named("", r"heart[- ]failure(?: events?| hospitali[sz]ations?)?"),
    "blood_pressure": Named(
        "",
        r"(?:systolic |diastolic |arterial )?blood pressures?|(?<!pulmonary )hypertension|"
        r"(?<!pulmonary )arterial pressure|"
        r"(?-i:SBP|MAP|(?<=\bin )BP)(?! (?:kinase|users?|groups?|treat))",
    ),
    "cardiac_function": Named(
        r"(?:cardiac|heart|ventricular|contractile|(?-i:LV)) (?:(?:systolic|diastolic|contractile|pump) )?function|"
        r"(?:systolic|diastolic) function|ejection fraction|LVEF|cardiac (?:output|index|performance)",
        r"(?:cardiac|heart|myocardial|ventricular|contractile|systolic|diastolic|(?-i:LV)) "
        r"(?:(?:systolic|diastolic|contractile) )?dysfunction",
    ),
    "infarct_size": Named("", r"(?:infarct(?:ion)?|infarcted) (?:size|volume|area)s?"),
    "body_weight": Named(
        r"weight loss|weight reduction",
        r"(?:body )?weight gain|(?:body|mean) weight|bodyweight|BMI|body mass(?! composition)(?: index)?",
    ),
    "body_fat": Named(
        "", r"(?:body|visceral|abdominal|trunk) (?:body )?fat|fat mass|adiposity|visceral adipose tissue"
    ),
    "lean_mass": Named(r"lean (?:body |tissue )?mass|muscle mass|fat-free mass"),
    "food_intake": Named(neutral=r"food (?:intake|consumption)|appetite|energy intake|feed (?:intake|consumption)"),
    "glycaemia": Named(
        r"glyca?emic control|glucose tolerance",
        r"HbA\(?1\)?c|glyca?ted ha?emoglobin|(?:blood |plasma |fasting )?glucose(?! tolerance)|hyperglyca?emia|"
        r"HbA1c|A1C|FPG",
    ),
    "insulin": Named(r"insulin sensitivity", r"insulin resistance", r"insulin (?:secretion|levels?|release)"),
    "lipids": Named(
        r"(?:HDL|high-density lipoproteins?)(?:[- ]C| cholesterol)?(?: \(HDL(?:-C)?\))?",
        r"(?:(?:LDL|low-density lipoproteins?) )?cholesterol|(?<!liver )(?<!hepatic )triglycerides?|"
        r"hyperlipid\w+|dyslipid\w+|(?:serum|plasma|blood) lipids?|LDL-C",
    ),
    "liver_fat": Named(
        "", r"(?:liver|hepatic) (?:fat|lipid|triglyceride)\w*|fatty liver|steatosis|steatohepatitis|NASH"
    ),
    "liver_injury": Named(
        r"liver function",
        r"(?:liver|hepatic|hepatocellular) (?:injury|damage|necrosis|fibrosis|enlargement|weights?)|hepatotoxicity|"
        r"aminotransferases?|transaminases?|ALT|AST|hepatomegaly",
    ),
    "kidney_outcomes": Named(
        "", r"kidney failure|renal failure|kidney disease progression|dialysis|end-stage renal\w*"
    ),
    "kidney_function": Named(
        r"(?:renal|kidney) function|e?GFR|glomerular filtration rate",
        r"albuminuria|proteinuria|creatinine|nephrotoxicity|(?:renal|kidney) (?:injury|damage)",
    ),
    "wound_healing": Named(
        r"wound (?:healing|closure)|re-?epitheliali[sz]ation|healing of (?:\w+ )?(?:wounds?|ulcers?)|"
        r"(?:ulcer|burn) healing",
        r"wound (?:area|size)|healing time|time to (?:wound )?(?:healing|closure)",
    ),
    "skin_appearance": Named(r"skin (?:elasticity|hydration|appearance|density)", r"wrinkles?|wrinkle depth|acne"),
    "hair_growth": Named(r"hair (?:growth|density|count)", r"hair loss|alopecia"),
    "tendon_ligament_healing": Named(
        r"(?:tendon|ligament|tendon-to-bone) (?:healing|repair|strength|regeneration)|load to failure|"
        r"healing of (?:the )?(?:\w+ )?(?:tendons?|ligaments?)",
        r"re-?tears?|tendon (?:injury|degeneration)|tendinopathy",
    ),
    "muscle_healing": Named(
        r"(?:muscle|grip|handgrip|quadriceps) (?:strength|function|healing|regeneration)|muscle recovery",
        r"muscle (?:atrophy|injury|damage|wasting|weakness)|sarcopenia",
    ),
    "bone_healing": Named(r"(?:bone|fracture) (?:healing|formation|regeneration|repair)|callus formation|union rate"),
    "fracture": Named(
        "", r"fractures?(?! (?:healing|repair|strength|callus|sites?|gaps?|union|stiffness|loads?|models?))"
    ),
    "bone_density": Named(r"bone (?:mineral )?density|bone mass|BMD", r"bone loss|bone resorption|osteoporosis"),
    "physical_function": Named(
        r"(?-i:6MWT|6MWD)|physical (?:function(?:ing)?|performance)|walk(?:ing)? distance|mobility|"
        r"exercise capacity|range of motion",
        r"disability",
    ),
    "pain": Named(
        r"analgesia|antinociception|pain relief|relief (?:of|from) pain",
        r"pain(?: scores?| intensity)?|hyperalgesia|allodynia",
    ),
    "fatigue": Named("", r"fatigue|tiredness"),
    "quality_of_life": Named(r"quality of life|well-?being|QoL|HRQoL"),
    "sleep": Named(
        r"sleep(?! (?:latency|onset latency|apno?ea|disordered))(?: quality| duration| time| efficiency)?",
        r"insomnia|sleep (?:onset )?latency|wakefulness|(?:sleep )?apno?ea(?:[- ]hypo\w+)?",
    ),
    "anxiety": Named("", r"anxiety(?:-like behaviou?r)?|fear"),
    "depression": Named("", r"depress(?:ion|ive symptoms)|despair|immobility time"),
    "cognition": Named(
        r"cogniti(?:on|ve (?:function|performance))|(?:spatial |working )?memory|learning|attention",
        r"cognitive (?:impairment|decline|deficits?)|dementia|memory (?:impairment|deficits?)",
    ),
    "stroke_recovery": Named(r"(?:neurological|functional) recovery", r"neurological deficits?|NIHSS(?: scores?)?"),
    "neuroprotection": Named(
        r"neuroprotection|neuronal survival|nerve regeneration|axonal (?:growth|regeneration)|neurite outgrowth",
        r"neuro(?:toxicity|degeneration|nal (?:death|loss|damage|apoptosis))",
    ),
    "sexual_function": Named(
        r"sexual (?:function|desire|behaviou?r|satisfaction)|intercourse satisfaction|(?-i:IIEF|FSFI)(?:-EF)?|"
        r"libido|erectile function|erections?",
        r"erectile dysfunction|sexual dysfunction",
    ),
    "fertility": Named(
        r"fertility|pregnancy rates?|live births?|ovulation|litter size|sperm (?:counts?|motility|quality)|"
        r"implantation",
        r"miscarriages?|infertility|pregnancy loss|preterm (?:birth|delivery)|malformations?|teratogen\w+",
    ),
    "gut_healing": Named(
        r"(?:mucosal|anastomo\w+|fistula|gastric|ulcer) healing|healing of (?:\w+ )?(?:anastomos[ei]s|fistulas?)",
        r"(?:gastric|peptic|duodenal|mucosal|stomach) (?:ulcers?|lesions?|damage|injury)|"
        r"(?<!pancreatic )(?<!arteriovenous )(?<!bronchopleural )fistulas?",
    ),
    "bowel_inflammation": Named("", r"colitis|Crohn['’]?s disease(?: activity)?|bowel inflammation|ileitis"),
    "gut_function": Named(
        r"(?:gut|bowel|intestinal|barrier) function|gastric emptying|(?:nutrient|intestinal) absorption|"
        r"bowel movements?",
        r"diarrh(?:o)?ea|constipation|intestinal permeability|ileus",
    ),
    "infection": Named(
        r"viro(?:logical|logic) responses?(?: rates?)?",
        r"(?:HIV(?:-1)?|HBV|HCV|viral|SARS-CoV-2) (?:RNA|DNA)|infections?(?: rates?)?|sepsis|bacter(?:a?emia|"
        r"ial (?:load|burden))|viral load|pneumonia",
    ),
    "antimicrobial_activity": Named(
        r"(?:anti(?:microbial|bacterial|fungal|viral)|bactericidal) (?:activity|effects?)|"
        r"inhibition of (?:bacterial )?growth",
        r"bacterial growth|biofilms?(?: formation)?|MICs?",
    ),
    "immune_markers": Named(
        neutral=r"(?:CD[48]\+? )?T[- ]cells?(?: counts?)?|antibody (?:titers?|titres?|levels?|responses?)|NK cells?|"
        r"immune (?:function|response)s?|lymphocyte (?:counts?|proliferation)"
    ),
    "inflammation_markers": Named(
        "",
        r"inflammation|(?:pro-?)?inflammatory (?:response|cytokines?|markers?|infiltrat\w+)|TNF-?(?:α|alpha)?|"
        r"IL-?(?:6|1β|1beta|8)|C-reactive protein|CRP|interleukin-(?!10\b)\d+|NF-?κB(?: activation)?",
    ),
    "oxidative_stress": Named(
        r"antioxidant (?:capacity|status|defen[cs]es?)",
        r"oxidative (?:stress|damage)|lipid peroxidation|malondialdehyde|MDA|reactive oxygen species|ROS",
    ),
    "cell_survival": Named(
        neutral=r"cell (?:proliferation|viability|growth|survival|death|migration)|apoptosis|cytotoxicity|DNA synthesis"
    ),
    "angiogenesis": Named(
        neutral=r"angiogenesis|neovasculari[sz]ation|vessel (?:density|formation)|VEGF(?: expression)?"
    ),
    "tumour_growth": Named(
        r"tumou?r (?:regression|response)|objective response(?: rate)?|progression-free survival",
        r"tumou?r (?:growth|size|volume|burden|weight|progression)|metastas[ei]s",
    ),
    "cancer_incidence": Named(
        "",
        r"(?:cancer|tumou?r|carcinoma|adenoma|neoplasm)s? (?:incidences?|risk|formation|development|multiplicity)|"
        r"(?:incidences?|risk|number) of (?:[\w-]+ ){0,3}"
        r"(?:cancers?|tumou?rs?|carcinomas?|adenomas?|neoplasms?|leuka?emias?|lymphomas?|sarcomas?)|"
        r"(?:cancers?|tumou?rs?|carcinomas?|adenomas?|neoplasms?|leuka?emias?|lymphomas?|sarcomas?)(?= (?:occurred|"
        r"developed|appeared) (?:at|with) an? (?:[^.;,]|\.(?=\d)){0,70}\b(?:incidence|frequency|rate)\b)|"
        r"carcinogen(?:icity|esis)",
    ),
    "growth_hormone": Named(
        neutral=r"growth hormone (?:secretion|levels?|release|concentrations?)|IGF-?(?:1|I)\b|GH (?:"
        r"secretion|release|levels?)"
    ),
    "growth": Named(r"(?:linear )?growth velocity|height (?:velocity|gain|SDS)|final height"),
    "hormone_levels": Named(
        neutral=r"(?:testosterone|cortisol|o?estradiol|o?estrogen|prolactin|thyroxine|TSH|LH|FSH|leptin|ghrelin|"
        r"corticosterone|thyroid hormones?|progesterone)(?: (?:levels?|concentrations?|secretion))?"
    ),
    "pharmacokinetics": Named(
        neutral=r"pharmacokinetics?|bioavailability|half-life|C\s?max|AUC|clearance|plasma concentrations?"
    ),
    "lifespan": Named(r"life ?span|longevity"),
    "adverse_events": Named(
        r"tolerability",
        r"(?<!serious )adverse (?:drug )?(?:events?|effects?|reactions?)|(?-i:(?:TE)?AEs?)|side[- ]effects?|nausea|"
        r"vomiting|injection[- ]site "
        r"reactions?|toxicity",
    ),
    "serious_adverse_events": Named("", r"serious adverse (?:events?|reactions?)|(?-i:SAEs?)|serious (?-i:AEs?)"),
    "discontinuation": Named(
        "",
        r"discontinu(?:ations?|ed)(?: \w+){0,3} (?:because of|due to|owing to) (?:adverse|side)|"
        r"withdrawals? due to adverse",
    ),
}


class Mention(NamedTuple):
    """Where an outcome is named; `sign` is +1 where more of it is good, -1 where more is bad, 0 where neither."""

    name: str
    sign: int
    start: int
    end: int


@cache
def _pattern() -> re.Pattern[str]:
    parts = [
        f"(?P<{kind}_{name}>{words})"
        for name, named in WORDS.items()
        for kind, words in (("g", named.good), ("b", named.bad), ("n", named.neutral))
        if words
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.IGNORECASE)


_SIGNS = {"g": 1, "b": -1, "n": 0}


def mentions(text: str) -> list[Mention]:
    """Every outcome that the text names, in its order."""
    return list(_mentions(text))


@lru_cache(64)
def _mentions(text: str) -> tuple[Mention, ...]:
    found: list[Mention] = []
    for match in _pattern().finditer(text):
        kind, _, name = (match.lastgroup or "").partition("_")
        if found and found[-1].name == name and text[found[-1].end : match.start()].strip() == "(":
            # Its short name in brackets.
            continue
        found.append(Mention(name, _SIGNS[kind], match.start(), match.end()))
    return tuple(found)
