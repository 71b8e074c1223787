"""Words put in place of others so that a claim says something else: a digit, a unit, a species, a denial, a strength.

Each function yields what the change is called and the claim's new text. None looks at what a claim cites.
"""

import re
from collections.abc import Iterator
from random import Random

from evaluation.paraphrases import Paraphrase

Altered = Iterator[tuple[str, str]]

_UNITS = (
    *(("mg/kg", "g/kg"), ("mg", "micrograms"), ("micrograms", "mg"), ("μg", "mg"), ("kg", "g"), ("ppm", "%")),
    *(("p.p.m.", "%"), ("g", "mg"), ("mmHg", "kPa"), ("mm Hg", "kPa"), ("mm", "cm"), ("cm", "mm"), ("ml", "l")),
    *(("mL", "L"), ("IU/mL", "IU/L"), ("mEq", "mg"), ("N-cm", "N-m"), ("mM", "μM"), ("microM", "mM"), ("μM", "mM")),
    *(("min", "h"), ("h", "min"), ("hours", "days"), ("days", "weeks"), ("day", "week"), ("weeks", "months")),
    *(("wk", "days"), ("months", "years"), ("month", "years"), ("years", "months"), ("%", " mg"), ("MAC", "mg")),
)
_UNIT = "|".join(re.escape(one) for one, _ in sorted(_UNITS, key=lambda each: -len(each[0])))
_WITH_UNIT = re.compile(rf"(?<=\d)(?P<gap>[ -]?)(?P<unit>{_UNIT})(?![A-Za-z])")

_BEASTS = ("rats", "mice", "rabbits", "sheep", "cats", "marmosets", "monkeys", "quail", "rodents", "hamsters")
_BEAST = re.compile(rf"\b(?:{'|'.join(_BEASTS)}|rat|mouse|rabbit|hamster|monkey)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"\b(?:patients|people|adults|women|men|children|participants|teenagers)\b", re.IGNORECASE)
_OTHERS = ("ferrets", "dogs", "pigs", "guinea pigs")

_UNDENIED = (
    (r"\bNeither of two\b", "Each of two"),
    (r"\bneither (age group|was blamed|control)\b", r"each \1"),
    (r"\b(?:N|n)either\b(.*?) nor ", r"both\1 and "),
    (r"\bscarcely any or no evidence\b", "ample evidence"),
    (r"\blittle or not\b", "strongly"),
    (r"\bNot one adverse event was\b", "An adverse event was"),
    (r"\bNot a single pregnancy held\b", "Pregnancies held"),
    (r"\bNot previously known\b", "Previously known"),
    (r"\bno longer\b", "still"),
    (r"\bno commoner\b", "commoner"),
    (r"\bno differen(t|tly|ce)\b", r"differen\1"),
    (r"\bin no others\b", "in all others"),
    (r"\bshowed no rise in liver mass and no swelling\b", "showed a rise in liver mass and a swelling"),
    (r"\bwithout reaching\b", "with"),
    (r"\bwithout (?:any )?(?=significant drop|matching change)", "with a "),
    (r"\bwithout (?:any )?(?:significant )?change\b", "with a change"),
    (r"\bfree of any change\b", "subject to change"),
    (r"\bundisturbed\b", "disturbed"),
    (r"\b(?:nothing|Nothing) (?=that|pointed)", "much "),
    (r"\bnone did\b", "all did"),
    (r"\bnone of 25\b", "each of 25"),
    (r"\bnone of this\b", "all of this"),
    (r"\band none in\b", "and others in"),
    (r"\bfound not to have\b", "found to have"),
    (r"\bnot (?=in those|at lower|through)", "also "),
    (r"\bno (?=sign|harm|inflammation|influence|response|significant|survival|visible|biologically)", "a "),
    (r"\bdid not (carry the CC state) any more or less\b", r"did \1 more"),
    (r"\bdid not change (over 48 weeks of supplements), nor did\b", r"did change \1, and so did"),
    (r"\bdid not suffer (broken DNA), nor\b", r"did suffer \1, and"),
    (r"\b((?:did|were|was|had|could)) not\b", r"\1"),
)

_FRAMES = (
    ("proof", "It is proven that {}"),
    ("certainty", "There is no doubt that {}"),
    ("strong evidence", "Strong evidence shows that {}"),
    ("conclusive", "It was conclusively demonstrated that {}"),
    ("established", "It is well established that {}"),
    ("fact", "It is a known fact that {}"),
    ("always", "It is always the case that {}"),
    ("clearly", "Clearly, {}"),
    ("undoubtedly", "Undoubtedly, {}"),
    ("consistently", "Studies consistently confirm that {}"),
)
_TAILS = (
    ("effective", ", which makes it a highly effective treatment."),
    ("all cases", ", and this holds in every case."),
    ("definitive", ", a definitive result."),
    ("beyond doubt", ", beyond any doubt."),
    ("rule", ", as a rule without exceptions."),
)
_DEGREES = ("dramatically", "massively", "overwhelmingly", "completely", "profoundly")
_DEGREE = re.compile(
    r"\b(?:rose|grew|fell|eased|lowered|raised|reduced|increased|enlarged|suppressed|changed|shrank|curbed|cut|"
    r"improved|damped|lessened|enhanced|dropped|climbed|multiplied|gained|relapsed)\b"
)
_WIDER = {"human": "people", "animal": "animals", "in_vitro": "cells"}
_NO_NOUN = re.compile(r"(?:who|whose|in|with|without|raised|never|colonised)\b")


def digits(claim: Paraphrase, rng: Random) -> Altered:
    """Each figure twice, with one of its digits another one."""
    for figure in dict.fromkeys(claim.numbers):
        places = [place for place, each in enumerate(figure) if each.isdigit()]
        seen = {figure}
        for _ in range(2):
            place = rng.choice(places)
            choice = [each for each in "123456789" if figure[:place] + each + figure[place + 1 :] not in seen]
            new = rng.choice(choice)
            wrong = figure[:place] + new + figure[place + 1 :]
            seen.add(wrong)
            yield figure, re.sub(rf"(?<!\d)(?<!\d[.,]){re.escape(figure)}(?!\d|[.,]\d)", wrong, claim.text, count=1)


def units(claim: Paraphrase, rng: Random) -> Altered:
    """Each unit behind a figure in turn, as one of another size or kind."""
    of = dict(_UNITS)
    for found in _WITH_UNIT.finditer(claim.text):
        new = of[found["unit"]]
        gap = " " if new == "%" and found["gap"] == "-" else found["gap"]
        yield found["unit"], claim.text[: found.start()] + gap + new + claim.text[found.end() :]


def beasts(claim: Paraphrase, rng: Random) -> Altered:
    """Every animal named as another, or as people; people as animals."""
    if _BEAST.search(claim.text):
        other = rng.choice(_OTHERS)
        yield other, _BEAST.sub(lambda found: _cased(found[0], other), claim.text)
        yield "patients", _BEAST.sub(lambda found: _cased(found[0], "patients"), claim.text)
    elif claim.species == "human" and _PEOPLE.search(claim.text):
        other = rng.choice(("rats", "mice", "dogs"))
        yield other, _PEOPLE.sub(lambda found: _cased(found[0], other), claim.text)


def undenied(claim: Paraphrase, rng: Random) -> Altered:
    """The marked denial taken back.

    Raises:
        ValueError: no way is known of taking it back.
    """
    if claim.denial is None:
        return
    if claim.affirmed is not None:
        yield claim.denial, re.sub(rf"(?<!\w){re.escape(claim.denial)}(?!\w)", claim.affirmed, claim.text)
        return
    at = claim.text.index(claim.denial)
    for pattern, by in _UNDENIED:
        found = re.search(pattern, claim.text)
        if found and found.start() <= at + len(claim.denial) and at <= found.end():
            said = claim.text[: found.start()] + found.expand(by) + claim.text[found.end() :]
            yield claim.denial, said[0].upper() + said[1:]
            return
    raise ValueError(f"{claim.id}: no way is known of taking back {claim.denial!r}")


def inflated(claim: Paraphrase, rng: Random) -> Altered:
    """The same said with more certainty, or of more, than one study bears."""
    name, frame = rng.choice(_FRAMES)
    yield name, frame.format(_small(claim.text))
    name, tail = rng.choice(_TAILS)
    yield name, claim.text.removesuffix(".") + tail
    verbs = list(_DEGREE.finditer(claim.text))
    if verbs:
        verb, degree = rng.choice(verbs), rng.choice(_DEGREES)
        yield degree, f"{claim.text[: verb.start()]}{degree} {claim.text[verb.start() :]}"


def swapped(claim: Paraphrase, rng: Random) -> Altered:
    """The two things compared in each other's place."""
    if claim.arms:
        first, second = (re.escape(each) for each in claim.arms)
        other = {claim.arms[0]: claim.arms[1], claim.arms[1]: claim.arms[0]}
        said = re.sub(rf"(?<!\w)(?:{first}|{second})(?!\w)", lambda found: other[found[0]], claim.text)
        yield "arms", said[0].upper() + said[1:]


def widened(claim: Paraphrase, rng: Random) -> Altered:
    """Those in whom it was seen, without what narrows them."""
    if claim.population is None:
        return
    first = claim.text.startswith(claim.population)
    wide = "" if _NO_NOUN.match(claim.population) else _WIDER[claim.species]
    wide = wide.capitalize() if first else wide
    said = re.sub(rf"(?<!\w){re.escape(claim.population)}(?!\w)", wide, claim.text)
    yield claim.population, re.sub(r"\s+(?=[.,]|\s)", "", said)


def _cased(like: str, word: str) -> str:
    return word[0].upper() + word[1:] if like[0].isupper() else word


def _small(text: str) -> str:
    """A sentence as it goes on behind others: its first letter small, unless the word is a name."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z]+ ", text) else text
