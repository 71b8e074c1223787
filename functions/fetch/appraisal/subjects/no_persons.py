"""Whether those who were put into groups, or counted as treated, have a name that is no person's."""

import re

from functions.fetch.appraisal.subjects.people import GROUPED, PEOPLE

_I = re.IGNORECASE
_TENS = (
    r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|two|three|four|five|six|seven|eight|nine"
)
_NUMBER = rf"(?:\d[\d,]*|(?:{_TENS})(?:[- ](?:and|one|{_TENS})){{0,4}})"
_ADJECTIVES = r"(?:(?!of\b|or\b|were\b|was\b|to\b|in\b|with\b|the\b)[\w-]+,? ){0,4}?"
_NOUN = r"(?P<noun>[a-z][a-z-]*s|[a-z-]*(?:fish|deer|geese|oxen|swine|elk|bison|salmon))"
_PUT = (
    r"(?:randomi[sz]ed|randomly (?:allocated|assigned|divided|distributed|placed)|allocated|assigned|divided|"
    r"enrolled|treated|dosed|injected|fed|given)"
)
_COUNTED = (
    re.compile(rf"\b{_NUMBER} {_ADJECTIVES}{_NOUN} (?:\([^)]*\) )?(?:was|were) (?:\w+ly |then |each )?{_PUT}\b", _I),
    re.compile(
        rf"\b(?:randomi[sz]ed|randomly (?:allocated|assigned|divided|distributed)|enrolled) {_NUMBER} {_ADJECTIVES}"
        rf"{_NOUN}(?= (?:to|into|with|at|from|in)\b|[.,;])",
        _I,
    ),
)
_NEUTRAL = re.compile(
    r"(?:groups?|arms?|cohorts?|sites|centres|centers|clusters|units|practices|pharmacies|communities|districts|towns|"
    r"cities|counties|courses|doses|cycles|sessions|visits|days|weeks|months|years|times|hours|minutes|percents?|"
    r"males|females|cases|controls|subjects|ages|pairs|twins|siblings|pregnancies|deliveries|births|wounds|lesions|ulcers|"
    r"hips|shoulders|ankles|wrists|feet|hands|ears|breasts|implants|procedures|surgeries|operations|interviews|novices|"
    r"residents|registrants|applicants|candidates|trainees|consultants|inhabitants|migrants|immigrants|refugees|"
    r"infants?|babies|neonates|newborns|twins|toddlers|teens|youths|seniors|octogenarians|nonagenarians|"
    r"cirrhotics|wives|husbands|spouses|partners|sisters|brothers|nuns|monks|pilots|cadets|recruits|addicts|"
    r"individuals|dyads|triads|[a-z-]+(?:ics|ists|ians|ees|smokers|workers|drinkers|users|players|lifters|builders|"
    r"drivers|teachers|givers|seekers|teenagers|prisoners|commuters|swimmers|dancers|rowers|cyclists|walkers|sleepers|"
    r"responders|carriers|survivors|receivers|attenders|patients|trials|studies|participants))",
    _I,
)
"""People, parts of them and what else is counted."""


def stranger(text: str) -> re.Match[str] | None:
    """Where a number of somebody was put into groups or treated who is not known to be people: foals, or gilts.

    No list of animals is whole, so a name that nobody knows is not taken for one of people.
    """
    for pattern in _COUNTED:
        for found in pattern.finditer(text):
            noun = found["noun"]
            known = PEOPLE.fullmatch(noun) or GROUPED.fullmatch(noun) or _NEUTRAL.fullmatch(noun)
            if not known and not PEOPLE.search(found[0]):
                return found
    return None
