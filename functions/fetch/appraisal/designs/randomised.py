"""Whether people were put into groups by chance, as a text says it (rule D5)."""

import re

from functions.fetch.appraisal.subjects.no_persons import stranger
from functions.fetch.appraisal.subjects.people import GROUPED, PEOPLE
from functions.fetch.appraisal.text.words import Words

_I = re.IGNORECASE
_RANDOM = re.compile(r"\brandom(?:ly|i[sz]ed|i[sz]ation)\b", _I)
_ALLOCATED = re.compile(r"\b(?:placebo|double-blind(?:ed)?|allocated|assigned|sham|vehicle)\b", _I)
_RANDOM_PUT = re.compile(
    r"\b(?:was|were|are|been|and|then) (?:\w+ly )?(?:randomi[sz]ed(?! (?:controlled|trials?|stud))|"
    r"randomly (?:assigned|allocated|divided|distributed))\b|"
    r"\bwe (?:randomi[sz]ed|randomly (?:assigned|allocated))\b|\bwe (?:conducted|performed|did) an? [^.]{0,60}"
    r"\brandomi[sz]ed\b[^.]{0,60}\b(?:trial|study)\b",
    _I,
)
_RANDOM_TITLE = re.compile(
    r"\brandomi[sz]ed\b[^.:?]{0,60}\b(?:trial|study|comparison|evaluation)\b(?!s)|"
    r"\brandomi[sz]ed clinical evaluation\b",
    _I,
)
_NOT_RANDOM = re.compile(
    r"\bnon-?\s?randomi[sz]ed|\bquasi-?\s?randomi|\bmendelian randomi[sz]ation|\brandomly selected|\bnot (?:(?:an?|"
    r"been|be|truly|fully|formally|actually|properly|a true|placebo-controlled or|blinded or) ){0,2}random(?:i[sz]|"
    r"ly)|\brandom(?:ly)? (?:sampl|chosen)|\bnever randomi[sz]ed|\b(?:without|no|lack of|"
    r"absence of)(?: \w+){0,2} randomi[sz](?:ation|ing)\b|\bno (?:one|patients?|participants?|subjects?|"
    r"people) (?:was|were) randomi[sz]ed|\bneither (?:[\w-]+ ){0,2}randomi[sz]|\brandomi[sz]ation (?:was|were) (?:not|"
    r"im)\s?\w+|\bpseudo-?\s?random|\b(?:allocat\w+|assign\w+|randomi[sz]\w+|divided|grouped)\b[^.;]{0,80}\b(?:by|"
    r"according to|based on|on the basis of|using|depending on) (?:their |the |an? )?(?:(?:odd|even)[\w -]*|"
    r"birth ?dates?|birth (?:months?|years?)|dates? of (?:birth|admission|enrol\w+)|days? of (?:the week|admission|"
    r"birth)|(?:hospital|record|chart|file|case|admission|identity) numbers?|alternat\w+|order of (?:arrival|"
    r"admission))|\balternat(?:e|ely|ing) (?:allocat|assign)\w*|\b(?:allocated|assigned) (?:alternately|"
    r"in alternation)",
    _I,
)
_EXTENSION = re.compile(r"\bopen-label[^.:?]{0,40}\bextension", _I)
"""What followed a trial: chance had put people into the groups of that."""
_RANDOM_OF_OTHERS = re.compile(
    r"\brandomi[sz]ed (?:\w+[- ]){0,3}(?:trials|studies)\b|\b(?:future|further|larger|needs? an?|previous|prior) "
    r"(?:\w+[- ]){0,3}randomi[sz]ed\b",
    _I,
)
_LOOKED_BACK = re.compile(
    r"\b(?<!previous )(?<!prior )(?<!earlier )(?<!other )(?:retrospective(?:ly)?|case-control|cross-sectional|"
    r"propensity(?:[- ]score)?(?:[- ]match\w*)?|simulation|modell?ing|emulated|in silico) (?:[\w-]+,? ){0,4}"
    r"(?:study|cohort|analysis|review|series|evaluation|survey|reviewed|analy[sz]ed|identified|trial|comparison)\b|"
    r"\btarget trial emulation\b|\bemulat\w+ (?:of )?a (?:\w+ )?target trial\b",
    _I,
)
"""A study of what had happened, or of what a model makes happen: chance put nobody into its groups."""
_TITLED_OTHERWISE = re.compile(
    r"\b(?:retrospective|case-control|cross-sectional|propensity|simulat\w+|modell?ing study|emulat\w+|"
    r"in vitro(?! (?:fertili[sz]|maturation))|"
    r"ex vivo|in silico|extracted)\b",
    _I,
)
_BY_CHANCE_ELSE = re.compile(
    r"\b(?:training|validation|derivation|test(?:ing)?|development|discovery) (?:and (?:\w+ )?(?:validation|test\w*) )?"
    r"(?:sets?|cohorts?|groups?|samples?|data\w*|subsets?)\b|\btraining and (?:\w+ )?(?:validation|test)|"
    r"\bsimulat\w+|\bmodell?ed\b|\bvirtual\b|\bin silico\b|\bin vitro\b(?! (?:fertili[sz]|maturation))|\bex vivo\b|"
    r"\bbootstrap\w*|"
    r"\brandomly (?:assigned|allocated|distributed) (?:(?!to\b)[\w-]+ ){0,3}"
    r"(?:numbers?|codes?|identifiers?|IDs?|names)\b",
    _I,
)
"""What else is drawn by lot: halves of data, what a computer makes up, the numbers that people are listed by."""
_THINGS = re.compile(
    r"\b(?:specimens?|samples?|teeth|tooth|molars?|premolars?|incisors?|chips?|cells|cultures?|dis[ck]s|blocks?|"
    r"slices?|slabs?|explants?|wells|plates|crowns|strains|isolates|embryos|oocytes|tissues|biops(?:y|ies)|strips|"
    r"roots?|canals?|models|phantoms?|manikins?|mannequins?|cadavers?|images|scans|slides|vignettes|files|brackets|"
    r"restorations|bars|rods|resins?|cylinders|films|membranes|scaffolds|vials|swabs|items|records)\b",
    _I,
)
_A_TRIAL = re.compile(r"random(?:i[sz]ed|i[sz]ation)|we (?:conducted|performed|did) .*", _I)
_OBJECT = re.compile(r"we (?:randomi[sz]ed|randomly (?:assigned|allocated))$", _I)
_PART_OF = re.compile(
    r" (?:(?:taken|obtained|collected|derived|extracted|removed|donated) )?(?:of|from|in|by) (?:[\w-]+,? ){0,5}", _I
)
_WHO = re.compile(r"\w+,? (?:all of )?(?:who|whom)\b", _I)
_HAVING = re.compile(r"\b(?:with|whose|having|who (?:had|gave|provided))\b[^,;]*", _I)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=\W*[A-Z0-9])|\n")


def randomised(words: Words) -> re.Match[str] | None:
    """Where the text says that people were put into groups by chance; None where chance did something else.

    That is where it is denied or was a birth date, where the study looked back or was made by a computer, and where
    what was put into groups are things or beasts: teeth, chips, cells, samples, halves of the data.
    """
    text, title = words.text, words.study.title
    if _NOT_RANDOM.search(text) or _TITLED_OTHERWISE.search(title) or _LOOKED_BACK.search(text) or stranger(text):
        return None
    if titled := _RANDOM_TITLE.search(title):
        return titled
    if _EXTENSION.search(title):
        return None
    if stated := next((each for each in _RANDOM_PUT.finditer(text) if _of_people(each, text)), None):
        return stated
    if not _ALLOCATED.search(text) or _RANDOM_OF_OTHERS.search(text):
        return None
    return next((each for each in _RANDOM.finditer(text) if _of_people(each, text)), None)


def _of_people(match: re.Match[str], text: str) -> bool:
    """Whether it was people whom chance put somewhere.

    Whoever is named next before it was, in its sentence or an earlier one ("of these, 84 were"). A "randomised trial"
    has nobody before it: it is one of things only where its sentence names things and no people.
    """
    start, end = _sentence(match, text)
    if _BY_CHANCE_ELSE.search(text, start, end):
        return False
    if _A_TRIAL.fullmatch(match[0]):
        return not _THINGS.search(text, start, end) or any(by.search(text, start, end) for by in (PEOPLE, GROUPED))
    after, before = _first(text, match.end(), end), _last(text, start, match.start())
    if _OBJECT.search(match[0]) and after is not None:
        return after
    for named in (before, _last(text, 0, start), after, _first(text, end, len(text))):
        if named is not None:
            return named
    return False


def _sentence(match: re.Match[str], text: str) -> tuple[int, int]:
    ends = [each.end() for each in _SENTENCES.finditer(text)]
    start = max((each for each in ends if each <= match.start()), default=0)
    return start, min((each for each in ends if each >= match.end()), default=len(text))


def _last(text: str, start: int, end: int) -> bool | None:
    """Whether the last that is named between are people; None where neither people nor things are.

    "Teeth of 40 patients" are teeth, and "patients with biopsies" patients.
    """
    people = sorted(each.span() for by in (PEOPLE, GROUPED) for each in by.finditer(text, start, end))
    things = [each.span() for each in _THINGS.finditer(text, start, end)]
    if not people or not things:
        return bool(people) if people or things else None
    (person, behind), (thing, after_thing) = people[-1], things[-1]
    if person > thing:
        return bool(_WHO.match(text, person)) or not _PART_OF.fullmatch(text, after_thing, person)
    return bool(_HAVING.search(text, behind, thing)) and "," not in text[behind:thing]


def _first(text: str, start: int, end: int) -> bool | None:
    people = [each.start() for by in (PEOPLE, GROUPED) for each in by.finditer(text, start, end)]
    things = [each.start() for each in _THINGS.finditer(text, start, end)]
    if not people and not things:
        return None
    return min(people, default=end) < min(things, default=end)
