"""Counts told by their phrase and not by their noun: whoever is recruited or interviewed is a person, whatever the word.

A lexicon of people and animals never ends ("gliders", "Dobermans", "returnees"). Where a verb says that the counted can
only be people or animals, any plural is read that is not known to be a thing.
"""

import re

from functions.fetch.size_words import NO_WORD, NUMBER, PERCENT, WHO

_I = re.IGNORECASE
_THINGS = (
    r"(?:groups|arms|trials|stud(?:y|ies)|samples|specimens|families|households|couples|dyads|pairs|triads|schools|"
    r"hospitals|practices|clinics|centers|centres|sites|wards|villages|towns|cities|communities|countries|counties|"
    r"clusters|units|farms|herds|flocks|pens|litters|tanks|cages|facilities|institutions|departments|classes|"
    r"classrooms|kindergartens|nurseries|homes|houses|companies|factories|plants|mines|mills|stations|pharmacies|"
    r"teams|organi[sz]ations|districts|provinces|regions|states|databases|registries|registers|networks|"
    r"cohorts|series|cases|controls|records|charts|files|eyes|knees|hips|joints|teeth|limbs|legs|arms|ears|breasts|"
    r"hands|feet|kidneys|livers|lungs|hearts|brains|tumou?rs|lesions|wounds|ulcers|fractures|cycles|embryos|oocytes|"
    r"eggs|cells|lines|genes|variants|items|questions|questionnaires|surveys|interviews|visits|sessions|events|"
    r"episodes|admissions|discharges|deaths|infections|isolates|articles|papers|abstracts|publications|reports|"
    r"citations|references|reviews|factors|variables|measures|criteria|tests|scans|images|doses|treatments|drugs|"
    r"agents|compounds|peptides|proteins|products|species|strains|breeds|diets|levels|concentrations|results|areas|"
    r"times|days|weeks|months|years|hours|minutes|others|categories|phases|stages|steps|types|kinds|parts|sets|rows|"
    r"plots|blocks|replicates|matings|generations|experiments|sections|slides|plates|wells|tubes|implants|grafts|"
    r"devices|stents|catheters|operations|procedures|injections|infusions|transplants|vessels|bones|muscles|"
    r"tissues|biopsies|sera|placentas|cords|tubers|leaves|seeds|trees|sources|focus|services|programmes|programs|"
    r"professions|specialties|disciplines|occupations|jobs|tasks|shifts|nations|nationalities|languages|domains|"
    r"themes|topics|pregnancies|births|deliveries|offspring)"
)
_VERB = (
    r"(?:(?:was|were|had been) (?:\w+ly |then |also )?(?:enrolled|recruited|randomi[sz]ed|interviewed|surveyed|questioned|"
    r"an(?:a)?esthetized|an(?:a)?esthetised|euthani[sz]ed|gavaged|hospitali[sz]ed)|participated|took part|volunteered|"
    r"consented|agreed to (?:participate|take part))\b"
)
_MIDDLE = (
    r"(?:\s*\([^()]{1,60}\))?(?:,? (?:who|whose|from|in|with|at|of|aged|working|living|exposed)\b[^.;:()]{1,80}?)?,? "
)
_NOUN = (
    rf"(?P<n>{NUMBER})(?:\s+(?!{NO_WORD}\b|{WHO}\b|{_THINGS}\b)[\w'’/-]+){{0,4}}?\s+"
    rf"(?P<who>(?!{NO_WORD}\b|{_THINGS}\b|{WHO}\b|{NUMBER})[a-z]{{2}}[a-z-]+(?<![su])s)(?![\w-])"
)
OPEN_SUBJECT = re.compile(rf"{_NOUN}(?={_MIDDLE}{_VERB})", _I)
"""Forty-one gliders from two clubs were interviewed."""
OPEN_OBJECT = re.compile(
    rf"\b(?:enrolled|recruited|interviewed|surveyed|questioned|randomi[sz]ed) {_NOUN}(?!\s(?:and|or|of)\b)", _I
)
"""We interviewed 41 gliders."""
LOOKED_AT = re.compile(
    r"\b(?:performed|done|carried out|available|obtained|conducted|completed) (?:[\w-]+ ){0,5}?(?:in|for|from|on|by) "
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?:the |these |our )?(?:{NUMBER} )?(?:[\w-]+ ){{0,4}}?{WHO}\b(?!-)",
    _I,
)
"""Data were available for 517 of the 600 veterans."""
EQUAL_NUMBER = re.compile(
    r"(?: \([^()]{1,40}\)| (?:with|without|from|of|who) [^.;:()]{1,60}?)?,? (?:and|with|to|plus) "
    r"(?:an? (?:equal|identical|similar) number of|as many|the same number of)\b[^.,;:()]{1,40}?"
    rf"(?:{WHO}|controls|referents)\b",
    _I,
)
"""48 children and an equal number of controls."""
IN_BRACKETS = re.compile(
    r"\b(?:(?P<random>randomi[sz]ed|randomly assigned)|(?P<joined>enrolled|recruited|included|participated|took part)|"
    r"(?P<done>studied|examined|evaluated|tested|interviewed|investigated|analy[sz]ed))\s*[(\[]$",
    _I,
)
"""Dogs of clients were enrolled (62 dogs)."""
SUBSTUDY = re.compile(r"\bsub-?study (?:of|within|in|nested in) (?:an?|the|this|our)\b[^.;:]{0,80}$", _I)
"""What follows is the number of the whole trial."""
