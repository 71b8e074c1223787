"""Counts told by their phrase and not by their noun: whoever is recruited is a person, whatever the word.

A lexicon of people never ends ("gliders", "returnees"). Where a verb says that the counted can only be people, any
plural is read that is formed as the name of someone who does something.
"""

import re

from functions.fetch.appraisal.sizes.words import NO_WORD, NUMBER, PERCENT, WHO

_I = re.IGNORECASE
AGENTS = (
    r"(?!(?:bio|tumou?r )?(?:sensors|reactors|motors|containers|monitors|"
    r"markers|centers|parameters|numbers|papers|fibers|layers|letters|others|orders|disorders|"
    r"ulcers|cancers|tumors|fevers|livers|chambers|filters|meters|computers|answers|polymers|monomers|dimers|isomers|"
    r"rivers|towers|buffers|timers|primers|clusters|quarters|sewers|trimesters|semesters|posters|"
    r"transporters|promoters|receptors|factors|inhibitors|vectors|sensors|errors|regulators|indicators|predictors|"
    r"mediators|antagonists|agonists|shoulders|fingers|bladders|catheters|ureters|blisters|registers|barriers|chapters|"
    r"checklists|medians|pedigrees|degrees|knees|trees|committees|stressors|precursors)\b)"
    r"[a-z]{3,}(?:(?<!met)(?<!lit)ers|ors|ists|ians|ees)"
)
"""Whoever does something, where people are counted beside them: "45 workers and 90 splicers"."""
_VERB = (
    r"(?:(?:was|were|had been) (?:\w+ly |then |also )?(?:enrolled|recruited|randomi[sz]ed|interviewed|surveyed|"
    r"questioned|an(?:a)?esthetized|an(?:a)?esthetised|euthani[sz]ed|gavaged|hospitali[sz]ed)|participated|took part|"
    r"volunteered|consented|agreed to (?:participate|take part))\b"
)
_MIDDLE = (
    r"(?:\s*\([^()]{1,60}\))?(?:,? (?:who|whose|from|in|with|at|of|aged|working|living|exposed)\b[^.;:()]{1,80}?)?,? "
)
_NOUN = rf"(?P<n>{NUMBER})(?:\s+(?!{NO_WORD}\b|{WHO}\b)[\w'’/-]+){{0,4}}?\s+(?P<who>(?!{WHO}\b){AGENTS})(?![\w-])"
OPEN_SUBJECT = re.compile(rf"{_NOUN}(?={_MIDDLE}{_VERB})", _I)
"""Forty-one gliders from two clubs were interviewed."""
_UNITS = (
    r"(?:hospitals|cent(?:er|re)s|sites|clinics|practices|schools|universities|colleges|class(?:es|rooms)|families|"
    r"households|couples|pairs|dyads|triads|countries|nations|states|cities|towns|villages|communities|districts|"
    r"regions|groups|teams|units|wards|departments|divisions|institut(?:es|ions)|organi[sz]ations|agencies|companies|"
    r"firms|plants|factories|farms|herds|flocks|laboratories|labs|pharmacies|networks|programm?e?s|services|stations|"
    r"facilities|homes|houses|churches|mosques|bases|sections|branches|societies|associations|clubs|parties|litters|"
    r"offices|panels|cohorts|clusters|neighbou?rhoods|registries|kindreds|sibships|chapters|boards|trusts|ships|"
    r"authorities|councils|committees|mills|mines|shops|restaurants|bakeries|dairies|years|times|percent|cases|studies)"
)
"""What takes part without being a person."""
ANYONE = re.compile(
    rf"(?P<n>{NUMBER})(?:\s+(?!{NO_WORD}\b|{WHO}\b)[\w'’/-]+){{0,2}}?\s+"
    rf"(?P<who>(?!{WHO}\b|{_UNITS}\b)[a-z]{{3,}}(?<!s)(?<!u)(?<!i)s)"
    r"(?= (?:participated|took part|volunteered|consented|(?:gave|provided) (?:\w+ )?(?:informed )?consent|"
    r"agreed to (?:participate|take part)|(?:was|were) (?:\w+ly )?interviewed)\b)",
    _I,
)
"""Whoever takes part or is interviewed is a person, if no house, firm or family: "150 laypersons took part"."""
OPEN_OBJECT = re.compile(
    rf"\b(?:enrolled|recruited|interviewed|surveyed|questioned|randomi[sz]ed|cohort of|"
    rf"(?:study|trial|survey|investigation|examination|interviews?) (?:(?:was|were) \w+(?: out)? )?"
    rf"(?:of|in|among|with|on)) {_NOUN}(?!\s(?:or|of)\b)",
    _I,
)
"""We interviewed 41 gliders."""
LOOKED_AT = re.compile(
    r"\b(?:performed|done|carried out|available|obtained|conducted|completed) (?:[\w-]+ ){0,5}?(?:in|for|from|on|by) "
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?:the |these |our )?(?:{NUMBER} )?(?:[\w-]+ ){{0,4}}?{WHO}\b(?!-)",
    _I,
)
"""Data were available for 517 of the 600 veterans."""
WE_STUDIED = re.compile(
    r"\bwe (?:\w+ly )?(?:studied|examined|included|analy[sz]ed|enrolled|selected|recruited|interviewed|followed|"
    rf"reviewed|evaluated|assessed) (?:only )?(?:the )?(?P<n>{NUMBER})(?= (?:who|whose|with|that)\b|"
    rf"{PERCENT}? (?:out )?of (?:the |our |these )?{NUMBER}\b)",
    _I,
)
"""Of the members of a cohort, we studied the 312 whose blood had been kept."""
LEFT = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}?(?: (?:[\w-]+ ){{0,3}}?{WHO})? (?:remained|were left|were retained) "
    r"(?:(?:after|following) (?:the |these )?exclusions?|(?:for|in) (?:the )?(?:\w+ )?analys[ie]s)\b",
    _I,
)
"""After all others were left out."""
EQUAL_NUMBER = re.compile(
    r"(?: \([^()]{1,40}\)| (?:with|without|from|of|who) [^.;:()]{1,60}?)?,? (?:and|with|to|plus) "
    r"(?:an? (?:equal|identical|similar) number of|as many|the same number of)\b"
    r"(?! (?:(?:fe)?males|men|women|boys|girls) (?:and|as)\b)[^.,;:()]{1,40}?"
    rf"(?:{WHO}|controls|referents)\b",
    _I,
)
"""48 children and an equal number of controls."""
OF_EACH_SEX = re.compile(
    rf"[,(]? ?\(?(?P<m>{NUMBER}|\d+)(?: (?:{WHO} )?(?:of|per|from) (?:each |either )?sex\b|\s?/\s?sex\b(?!\s?/))", _I
)
"""Eighty rats, 40 of each sex."""
AT_A_DOSE = re.compile(r" (?:at|of|in|given|from) the (?:[\w-]+ ){0,3}(?:doses?|groups?|levels?|concentrations?)\b", _I)
"""What opens so is one group: "of 22 dams at the top dose"."""
IN_BRACKETS = re.compile(
    r"\b(?:(?P<random>randomi[sz]ed|randomly assigned)|(?P<joined>enrolled|recruited|included|participated|took part)|"
    r"(?P<done>studied|examined|evaluated|tested|interviewed|investigated|analy[sz]ed))\s*[(\[]$",
    _I,
)
"""Dogs of clients were enrolled (62 dogs)."""
SUBSTUDY = re.compile(r"\bsub-?study (?:of|within|in|nested in) (?:an?|the|this|our)\b[^.;:]{0,80}$", _I)
"""What follows is the number of the whole trial."""
