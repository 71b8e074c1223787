"""Scope: what the words around a match make of it. A denial is no claim, and a report of a trial is no advice."""

import re

AMOUNT = (
    r"(?:\d[\d.,]*(?:\s?(?:-|to)\s?\d[\d.,]*)?|half|one|two|three|four|five|ten)\s?-?"
    r"(?:mcg|[uµμ]g|micrograms?|mg|milligrams?|ng|g|grams?|iu|international units|units?|ml|millilit(?:er|re)s?|"
    r"nmol|pmol|drops?|tablets?|capsules?|pills?|vials?|sprays?|puffs?|clicks?)\b(?:\s?/\s?(?:kg|day|d|week|wk)\b)?"
)
FREQUENCY = (
    r"(?:once|twice|(?:\d+|two|three|four)\s?(?:x|times))\s(?:a\s|per\s|each\s)?(?:day|daily|week|weekly|month|monthly)"
)

_CLAUSE = re.compile(
    r"[;:]|,? but |,? however|,? yet (?!to )|,? although |,? whereas |"
    r", (?:and )?(?:so|hence|thus|therefore|consequently|which (?:means|is why))\b(?! (?:no|not|never|neither|nor)\b)",
    re.IGNORECASE,
)
_CONCEDED = re.compile(r"^\W*(?:although|though|even though|even if|while|whereas|despite)\b[^,]*,", re.IGNORECASE)
"""What a sentence concedes before it says what it means: `Although no trial was done, it cures`."""
_AFFIRMED = re.compile(
    r"\b(?:(?:do|don't|does|should|must|never) ?(?:not |n't )?(?:forget|hesitate|fail|neglect) to|"
    r"(?:nobody|no one|few) (?:can )?(?:doubts?|den(?:y|ies)|disputes?|questions?)|not every(?:one|body) knows|"
    r"(?:there is )?no (?:denying|doubting|arguing)|cannot be (?:denied|doubted|disputed)|not (?:only|just|merely))\b",
    re.IGNORECASE,
)
"""Denials that affirm: `Do not forget to`, `Nobody doubts that`."""
_OF_PERSONS = re.compile(
    r"\b(?:who|whom|whose) (?:cannot|can't|do not|don't|did not|have not|never|dislike|fail\w*)\b[^,;]*,", re.IGNORECASE
)
"""What persons of a kind cannot or do not, which denies nothing of what is said about them."""
_NEGATION = re.compile(
    r"\b(?:no(?! (?:doubt|question|wonder|more than|less than|fewer than)\b)|not(?! (?:only|just|"
    r"merely)\b)|never|neither|nor|cannot|\w+n't|"
    r"without(?! (?:question|doubt)\b)|nobody|no one|nowhere|refus(?:es?|ed|als?)|avoids?|"
    r"unproven|untested|fail(?:s|ed|ing)? to|lack(?:s|ed|ing)?|insufficient|inadequate|absence of|unclear|unknown|"
    r"uncertain|whether|(?:wrong|misleading|premature|mistaken) to|far from|unable to|yet to|"
    r"too (?:few|little|early|small|short|thin|weak|sparse|limited)|little|nothing|none|"
    r"(?:false|misleading|unsupported|unfounded|unsubstantiated)\b[^.]{0,40}\bclaim(?:s|ed)?)\b",
    re.IGNORECASE,
)
_REFUTED = re.compile(
    r"\b(?:false|misleading|unsupported|unfounded|unsubstantiated|unproven|deceptive|prohibited|avoids?|no such|"
    r"no (?:trial|study)|wrong|(?:is|are) (?:a |an )?(?:phrase|word|term|slogan)s?|has no (?:\w+ )?meaning|unlawful|"
    r"(?:is|are|was|were) (?:how|what) (?:a |the )?(?:press|sellers?|vendors?|adverts?)|none of|not (?:supported|"
    r"allowed|permitted)|no (?:evidence|support|basis)|warned|warning letters?)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"')
_SUBJECT = re.compile(
    r"\b(?:participants?|patients?|subjects?|volunteers?|adults?|adolescents?|children|women|men|females?|males?|rats?|"
    r"mice|mouse|animals?|rabbits?|dogs?|pigs?|monkeys?|cells?|groups?|arms?|cohorts?|trials?|study|studies|"
    r"investigators|authors|we|infusions?|injections?|treatment|dos(?:e|es|ing)|protocols?|regimens?|"
    r"therapy|samples?|vials?|products?)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|received|underwent|got|took|began|showed|did|led|gave|became|fell|rose|experienced|reported|"
    r"observed|compared|assigned|administered|randomi[sz]ed|treated|given|injected|evaluated|assessed|investigated|"
    r"measured|performed|used|analy[sz]ed|enrolled|recruited|reconstituted|purified|examined|studied|found|tested)\b",
    re.IGNORECASE,
)
_GUIDELINE = re.compile(
    r"\b(?:(?i:guidelines?|guidance|consensus|societ(?:y|ies)|association|agency|committee|panel|college|academy|"
    r"federation|task force|position statement|authorit(?:y|ies))|NICE|WHO|EMA|FDA|ADA|EASD|AACE|ESC|AHA|KDIGO)\b"
)
_LABORATORY = re.compile(
    r"\b(?:in (?:a |the )?(?:\w+ ){0,3}(?:rats?|mice|mouse|rabbits?|dogs?|pigs?|monkeys?|animals?|rodents?|zebrafish|"
    r"cells?|models?)|in vitro|in vivo|ex vivo|rats?|mice|mouse|murine|rodents?|cell lines?|preclinical(?:ly)?)\b",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"\b(?:trials?|study|studies|meta-analys[ie]s|systematic review|cohorts?|randomi[sz]ed|participants|placebo|"
    r"n ?= ?\d+|95% ?ci|hazard ratio|odds ratio)\b",
    re.IGNORECASE,
)
_REACH = 90


def negated(sentence: str, match: re.Match[str]) -> bool:
    """A denial stands before the match in the same clause, or its words are quoted in order to be refuted."""
    before = _CONCEDED.sub("", sentence[: match.start()])[-_REACH:]
    clause = _AFFIRMED.sub("", _OF_PERSONS.sub("", _CLAUSE.split(before)[-1]))
    return bool(_NEGATION.search(clause)) or quoted_to_refute(sentence, match)


def quoted_to_refute(sentence: str, match: re.Match[str]) -> bool:
    """The match is quoted, by marks or as the claim that somebody makes, and the words around it call it wrong."""
    if re.search(r"\bclaims? that\b[^.]*$", sentence[: match.start()], re.IGNORECASE):
        return bool(_REFUTED.search(sentence[match.end() :]))
    inside = any(q.start() < match.start() and match.end() < q.end() for q in _QUOTED.finditer(sentence))
    return inside and bool(_REFUTED.search(_QUOTED.sub(" ", sentence)))


def reported(sentence: str, match: re.Match[str]) -> bool:
    """The sentence tells in the past tense what was done in a study."""
    return bool(_SUBJECT.search(sentence) and _PAST.search(sentence))


def by_guideline(sentence: str, match: re.Match[str]) -> bool:
    """A guideline or an authority is named before the match as the one who says so, or after it behind `by`."""
    after = re.search(r"\bby\b.*", sentence[match.start() :])
    return bool(_GUIDELINE.search(sentence[: match.start()]) or (after and _GUIDELINE.search(after[0])))


def in_the_laboratory(sentence: str, match: re.Match[str]) -> bool:
    """The sentence says that it speaks of animals or cells."""
    return bool(_LABORATORY.search(sentence))


def of_a_study(sentence: str, match: re.Match[str]) -> bool:
    """The sentence names the study or its numbers."""
    return bool(_STUDY.search(sentence))
