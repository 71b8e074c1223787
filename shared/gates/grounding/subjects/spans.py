"""C20: how long something was given, followed or lasted, told by another span of time of the same quotes.

Who was treated for 14 days and looked at 28 days later was not treated for 28 days; what began after 30 minutes and
lasted for 6 hours did not begin after 6. Refused is a time that a claim gives one part of what happened, where quotes
give it another one and that part another time.
"""

import re
from collections.abc import Iterator, Sequence

from shared.gates.grounding.figures.roles import Told, nearest_role, told_otherwise
from shared.gates.words.normal import normalise
from shared.gates.words.values import TIMES, placed

_ROLES = re.compile(
    r"\b(?:(?P<followed>follow(?:ed|ing|s)?(?:[- ]?up)?|followup|observed|observation|tracked|watched|killed|"
    r"sacrificed)|(?P<treated>treat(?:ed|ment|ments)|received?|receiving|given|gave|took|taken|taking|administ\w+|fed|"
    r"dosed|therapy|injected|infused|medication|exposed|exposure)|(?P<began>began|begun|begin(?:s|ning)?|started|"
    r"starts|onset|set in|appeared|emerged|latency|delay)|(?P<lasted>last(?:ed|s|ing)|persist(?:ed|s|ing)|stayed|"
    r"remained|duration|sustained|maintained|endured|until|up to|wore off|continued)|(?P<peaked>peak(?:ed|s)?|"
    r"maxim\w+|height|highest|greatest|top|nadir|lowest|culminat\w+)|(?P<returned>return(?:ed|s|ing)?|back|recover\w*|"
    r"normali\w+|subsided|baseline|gone|disappear\w*|vanish\w*|resolved))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[- ](?:long )?(?P<treated>(?:of |course of )?(?:treatment|therapy|dosing|infusion|course|regimen|"
    r"on treatment))|[- ](?P<followed>(?:of )?(?:follow-?up|observation)|later|afterwards?))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r";|\b(?:whereas|while|but|when|which)\b|(?<=[a-z)])\. ", re.IGNORECASE)
_AGE = re.compile(r"[- ](?:old\b|of age\b)|\baged? $", re.IGNORECASE)
_FAR = 70


def exchanged(claim: str, quotes: Sequence[str]) -> str:
    """The time of the claim that its quotes give to another part of what happened, or nothing."""
    theirs = [each for quote in quotes for each in _spans(quote)]
    told = {each.role for each in theirs}
    return next((each.span for each in told_otherwise(_spans(claim), theirs) if each.role in told), "")


def _spans(text: str) -> Iterator[Told]:
    """Each time with the part of what happened that it measures by the nearest word, or none."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.unit not in TIMES or each.per or each.name or _AGE.match(body, end) or _AGE.search(body[:at][-8:]):
            continue
        role = nearest_role(body[max(0, at - _FAR) : at], _ROLES, _BEHIND.match(body, end), _PARTS)
        yield Told(each.value, each.unit, role, each.span)
