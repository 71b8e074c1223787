"""C20: how long something was given, followed or lasted, told by another span of time of the same quotes.

Who was treated for 14 days and looked at 28 days later was not treated for 28 days; what began after 30 minutes and
lasted for 6 hours did not begin after 6. Refused is a time that a claim gives one part of what happened, where quotes
give it another one and that part another time.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from shared.gates.words.normal import normalise
from shared.gates.words.values import placed

_TIMES = frozenset({"s", "min", "h", "day", "week", "month", "year"})
_ROLES = re.compile(
    r"\b(?:(?P<followed>follow(?:ed|ing|s)?(?:[- ]?up)?|followup|observed|observation|tracked|watched|killed|"
    r"sacrificed)|"
    r"(?P<treated>treat(?:ed|ment|ments)|received?|receiving|given|gave|took|taken|taking|administ\w+|fed|dosed|therapy|"
    r"injected|infused|medication|exposed|exposure)|"
    r"(?P<began>began|begun|begin(?:s|ning)?|started|starts|onset|set in|appeared|emerged|latency|delay)|"
    r"(?P<lasted>last(?:ed|s|ing)|persist(?:ed|s|ing)|stayed|remained|duration|sustained|maintained|endured|"
    r"until|up to|"
    r"wore off|continued)|"
    r"(?P<peaked>peak(?:ed|s)?|maxim\w+|height|highest|greatest|top|nadir|lowest|culminat\w+)|"
    r"(?P<returned>return(?:ed|s|ing)?|back|recover\w*|normali\w+|subsided|baseline|gone|disappear\w*|vanish\w*|"
    r"resolved))\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?:[- ](?:long )?(?P<treated>(?:of |course of )?(?:treatment|therapy|dosing|infusion|course|regimen|"
    r"on treatment))|"
    r"[- ](?P<followed>(?:of )?(?:follow-?up|observation)|later|afterwards?))\b",
    re.IGNORECASE,
)
_PARTS = re.compile(r";|\b(?:whereas|while|but|when|which)\b|(?<=[a-z)])\. ", re.IGNORECASE)
_AGE = re.compile(r"[- ](?:old\b|of age\b)|\baged? $", re.IGNORECASE)
_FAR = 70


def exchanged(claim: str, quotes: Sequence[str]) -> str:
    """The time of the claim that its quotes give to another part of what happened, or nothing."""
    roles: dict[str, set[str]] = defaultdict(set)
    for time, role, _ in (each for quote in quotes for each in _spans(quote)):
        roles[time].add(role)
    given = {role for each in roles.values() for role in each}
    for time, own, span in _spans(claim):
        there = roles.get(time, set())
        if own and own in given and there and not {"", own} & there:
            return span
    return ""


def _spans(text: str) -> Iterator[tuple[str, str, str]]:
    """Each time with the part of what happened that it measures by the nearest word, or none, and its own words."""
    body = normalise(text).text
    for each, at, end in placed(text):
        if each.unit not in _TIMES or each.per or each.name or _AGE.match(body, end) or _AGE.search(body[:at][-8:]):
            continue
        behind = _BEHIND.match(body, end)
        before = [*_ROLES.finditer(_PARTS.split(body[max(0, at - _FAR) : at])[-1])]
        found = behind or (before[-1] if before else None)
        yield f"{each.value} {each.unit}", (found.lastgroup or "") if found else "", each.span
