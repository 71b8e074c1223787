"""How counts of one sentence hang together: what is added to a count, and what only tells its parts."""

import re

from functions.fetch.appraisal.sizes.cues import NOT_OURS, SOME
from functions.fetch.appraisal.sizes.phrases import AGENTS, EQUAL_NUMBER
from functions.fetch.appraisal.sizes.words import CONTROLS, MARKED, NO_WORD, NUMBER, PERCENT, WHO, value_of

_I = re.IGNORECASE
_INSIDE = r"(?:\s*\((?:[^()]|\([^()]*\))*\)|\s*\[[^\[\]]*\])?"
_GROUP_OF = r"(?:(?:a|the|an) (?:[\w-]+ )?group (?:of|consisting of|comprising) )?"
_ELSE = r"(?:published|previous\w*|historical|literature|reported|general|reference|expected|national)\b"
_AND = (
    rf"(?:,?\s+(?:and|plus|as well as|or|in comparison (?:with|to)|versus|vs\.?)\s+(?:with |in |from |of |by )?"
    rf"{_GROUP_OF}|,?\s+(?:(?:was|were) )?compared (?:with|to)\s+(?:(?!{_ELSE})[\w-]+ ){{0,6}}?|"
    rf"\s+with (?={NUMBER} (?:[\w-]+ ){{0,4}}?(?:controls|healthy|normal|matched|un-?exposed|non-?exposed|"
    rf"referents?)\b))"
)
_HAPPENED = (
    r"(?:was|were|is|are|has|have|had|did|died|developed|improved|reported|experienced|showed|recovered|relapsed|"
    r"withdrew|responded|survived|failed|remained|achieved|became|required|needed|fulfilled|completed|served)"
)
_STOP = rf"(?:and|or|plus|compared|versus|vs|{_HAPPENED})\b"
_SAYS = (
    rf"(?:\d[\d.]*(?:(?:[-–]| to | and )\d[\d.]*)? (?:years?|yrs?|months?|weeks?|days?|hours?)\b|\d+[-–]\d+|(?:19|"
    rf"20)\d\d|(?:type|grade|stage|class|phase|group)s?\s\d|one (?!{NO_WORD}\b)[\w-]+|(?:who|whose [\w'’-]+) (?:had|"
    rf"have|were|was|are|did|do|\w+ed) (?:not )?[\w'’-]+|(?!{NUMBER}|{_STOP})[\w'’/+-]+|\([^()]{{1,60}}\))"
)
_KIND = (
    rf"(?:\s+(?:(?P<verb>(?:(?:were|was) )?(?:given|treated (?:with|by)|received|(?:assigned|allocated) to|"
    rf"took|fed))|{_SAYS})(?:\s+{_SAYS}){{0,9}}?)?"
)
_MORE = (
    rf"(?P<m>{NUMBER})(?=(?:\s+other)?(?:(?:\s+(?:and (?:sex|gender)|(?!{NO_WORD}\b|"
    rf"of\b)[\w()'’/+-]+,?)){{0,6}}?\s+(?:\w+-)?(?:{WHO}|{CONTROLS}|{AGENTS})\b(?!-)|\s+(?:from\b|given|receiving|"
    rf"received|treated|with|without|taking|to\b|on placebo|controls?\b|who\b|healthy|matched|matching|normal)))"
)
_ELSEWHERE = rf"(?P<there>{NUMBER})(?= in (?:the )?(?-i:[A-Z])[a-z])"
SECOND = re.compile(rf"{_INSIDE}{_KIND}{_INSIDE}{_AND}(?:{_MORE}|{_ELSEWHERE})", _I)
LISTED = re.compile(rf"{_INSIDE}{_KIND}{_INSIDE},\s+(?:in |from |of )?{_MORE}", _I)
REST = re.compile(
    rf"(?:\s+other)?(?:\s+(?:and (?:sex|gender)|(?!{NO_WORD}\b|of\b)[\w'’/+-]+,?)){{0,6}}?\s+(?:\w+-)?(?:{WHO}|"
    rf"{CONTROLS}|{AGENTS})\b(?!-)",
    _I,
)
ITEM = re.compile(rf"(?P<n>{NUMBER})(?=\s)", _I)
FIRST = re.compile(
    rf"(?:(?:{NUMBER})(?:\s+(?!{NO_WORD}\b|{NUMBER}|(?:{WHO}|{CONTROLS}|biopsies|articles|papers|images|"
    rf"scans|variants|genes|items|"
    rf"wards|schools|households|families|species|strains|eyes|teeth|joints|wounds|lesions|events|visits|admissions|"
    rf"factories|plants|companies|mines|mills|farms|villages|towns|cities|districts|provinces|departments|"
    rf"practices|pharmacies|reviews|RCTs|cycles)\b)"
    rf"[\w'’/+()-]+){{1,4}}(?:\s\([^()]{{1,40}}\))?,?\s+){{1,4}}(?:and|plus)\s+$|"
    rf"(?:(?:{NUMBER})\s+(?!{NO_WORD}\b|{NUMBER})[a-z-]{{5,}}(?:ic|al|ous|ed|ive|ese|an),\s+){{1,3}}$",
    _I,
)
"""Kinds that have no noun of their own, before the one that has: "22 obese, 17 lean and" 15 patients."""
SEXES = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:women|females?|girls)(?:, | and |; |/)(?P<m>{NUMBER}|(?<=/)\d+){PERCENT}? (?:men|"
    rf"males?|boys)\b|(?P<n2>{NUMBER}){PERCENT}? (?:men|males?|boys)(?:, | and |; |/)(?P<m2>{NUMBER}|"
    rf"(?<=/)\d+){PERCENT}? (?:women|females?|girls)\b",
    _I,
)

SIBLING = re.compile(
    rf"(?:,|;|\band\b|\bor\b|\bversus\b|\bvs\b\.?|\bwhereas\b|\bwhile\b),?\s+"
    rf"(?:and\s+|the other\s+|another\s+|a further\s+)?(?P<m>{NUMBER})(?:\s+(?:others|{WHO}|controls))?\s+"
    r"(?:(?P<verb>received|were (?:\w+ly )?(?:given|treated|injected|fed|exposed|assigned|allocated)|took(?! part)|got|"
    r"served as)|(?P<to>to (?:the |an? )?(?!\d)[a-z-]{3,})|(?P<group>in (?:the |an? )?(?:[\w-]+ ){1,4}(?:group|arm))|"
    r"(?P<with>with))\b|"
    rf"[;.,]\s+(?:and\s+)?(?:another\s+|a further\s+)?(?P<more>{NUMBER})\s+(?:further|additional|other|more)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?(?:{WHO}|controls)\b",
    _I,
)
"""Another arm, told without its noun: "12 patients received it, whereas 11 received a placebo"; "12 further rats"."""
CONTROL_GROUP = re.compile(
    rf"[^.;]{{0,200}}?\b(?:compared|matched)(?: [\w-]+){{0,5}}? (?:with|to) (?:(?:[\w-]+ ){{0,3}}?"
    rf"(?:controls?|reference|comparison|referent) groups? of\s+(?P<m>{NUMBER})\b|"
    rf"(?P<controls>{NUMBER}) (?:[\w-]+ ){{0,4}}?(?:controls|referents)\b)",
    _I,
)
_DOSED = re.compile(
    r"[^.;]{0,60}?\b(?:received|were (?:\w+ly )?(?:given|treated|injected|fed|exposed)|took(?! part)|got)\b", _I
)
_COMPARED = re.compile(r"\bcompar(?:ed|es|ing) (?:[^.;:()]{1,80} (?:in|of|among|between|from) )?(?:the )?$", _I)
_COMPARED_WITH = re.compile(
    rf"[^.;:()]{{0,100}}?\s(?:with|to|and)\s+(?:(?:(?:that|those) )?(?:in|of|from|among) )?(?P<m>{NUMBER})"
    rf"(?! or (?:more|fewer|less)\b)(?:(?:\s+[\w-]+){{0,3}}?\s+{WHO}\b|(?= (?:born|who|treated|given|receiving|without|"
    r"managed|operated|seen|exposed|unexposed|fed)\b))",
    _I,
)
_WERE_COMPARED = re.compile(
    rf"[^.;:()]{{0,120}}?\b(?:was|were|is) compared (?:with|to) (?:that|those) (?:in|of|from|for|among) (?P<m>{NUMBER})"
    rf"(?! or (?:more|fewer|less)\b)(?:\s+[\w-]+){{0,3}}?\s+{WHO}\b",
    _I,
)
"""The weights of 40 boys were compared with those of 40 girls."""
_MATCHED_TO = re.compile(
    r"(?:[^.;:()]|\([^()]*\)){0,160}?\b(?:was|were) (?:[\w-]+ ){0,2}?matched\b"
    rf"(?:[^.;:()]|\([^()]*\)){{0,120}}? (?:with|to) (?P<m>{NUMBER})(?:\s+[\w-]+){{0,3}}?\s+{WHO}\b",
    _I,
)
"""60 patients with a stent were matched by age to 60 patients without one."""
_ASSIGN = re.compile(r"\b(?:randomi[sz]ed|randomly|assigned|allocated|allotted)\b", _I)
_ASSIGNED = re.compile(r"[^.;]{0,100}?\b(?:randomi[sz]ed|assigned|allocated|allotted)[^.;]{0,60}? to\b", _I)
_IN_GROUP = re.compile(r" in (?:the |an? )?(?:[\w-]+ ){1,4}(?:group|arm)\b", _I)
_TO = re.compile(r"[^.;:,]{0,60}? to\b", _I)
_PARTS = re.compile(r":|\b(?:where|of (?:which|whom|these|those)|among (?:which|whom)|including)\b", _I)
"""What follows tells the parts."""
_PART = re.compile(rf"\s+(?:were |was )?{SOME}\b", _I)
_WITH = re.compile(r"\s+with\b", _I)
_ALIKE = 20
"""So many times more at most are compared as two groups of one study."""
_UNLIKE = 100
"""So many times more are a population with which the others are compared, and none of the study."""
WHEN = re.compile(
    r"\s+(?:(?:at|after) (?:birth|baseline|follow-up|entry|\w+ (?:years?|months?|weeks?|days?|visit))|"
    r"in (?:(?:the )?(?:winter|summer|spring|autumn|fall|dry season|wet season)|(?:19|20)\d\d))\b",
    _I,
)
BREAKDOWN = re.compile(
    r"\s*(?:\([^()]*\)\s*)?(?::|,? (?:including|comprising|consisting of|composed of|divided into|of whom|of which))",
    _I,
)
"""What follows tells the parts of the count before it."""


_FOR_EACH = re.compile(
    r"(?: (?:with|who had) [\w-]+(?: [\w-]+){0,3}?)?,? (?:(?:was|were) )?(?:\w+ly )?matched "
    r"(?:(?:by|for|on) [^.;:()]{1,40}? )?(?:with|to) "
    rf"(?P<k>two|three|four|five|[2-5]) (?:[\w-]+ ){{0,3}}?(?:{CONTROLS}|{WHO})\b",
    _I,
)
"""So many controls for each case."""


def summed(text: str, match: re.Match[str], n: int, end: int, *, opens: bool) -> tuple[int, int]:
    """ "25 patients and 15 controls", "22 of this kind, 17 of that and 19 volunteers": all of them, once.

    `n` is what the match counts and `end` where it ends; the answer is the sum and where that ends.
    """
    if match.re is MARKED:
        return n, end
    if sexes := SEXES.match(text, match.start("n")):
        other = value_of(sexes["m"] or sexes["m2"]) or 0
        return n + other, sexes.end()
    if (each := _FOR_EACH.match(text, end)) and n > 5:
        return n * (1 + (value_of(each["k"]) or 0)), each.end()
    found, at, kept = [n], end, 1
    while True:
        more = SECOND.match(text, at)
        last = more is not None
        # "Of 300 patients, 120 men ..." begins with the whole: what a comma adds to it is a part.
        if more is None and not opens:
            more = LISTED.match(text, at)
        here = "there" if more and last and more["there"] else "m"
        m = value_of(more[here]) if more else None
        if more is None or m is None:
            break
        rest = REST.match(text, more.end())
        behind = rest.end() if rest else more.end()
        # After "60 patients received it", "and 12 with a rash" are some of them, as "and 12 improved" are.
        # So many at birth and so many at one year are the same people.
        if WHEN.search(text, at, more.start(here)) and WHEN.match(text, behind):
            break
        verb = more["verb"] or "with"
        if (more["verb"] and _PART.match(text, behind)) or (not verb.endswith("with") and _WITH.match(text, behind)):
            break
        if max(n, m) > _UNLIKE * min(n, m) or NOT_OURS.search(text, more.start(here), behind):
            break
        found.append(m)
        at = behind
        if last:
            end, kept = at, len(found)
    if kept > 2 and found[0] == sum(found[1:kept]):
        return n, end
    return sum(found[:kept]), end


def extended(text: str, n: int, start: int, end: int) -> tuple[int, int]:
    """With the arms that the rest of the sentence tells without their noun, or the control group compared with."""
    if group := CONTROL_GROUP.match(text, end):
        rest = REST.match(text, group.end())
        return n + (value_of(group["m"] or group["controls"]) or 0), rest.end() if rest else group.end()
    if equal := EQUAL_NUMBER.match(text, end):
        return 2 * n, equal.end()
    compared = _COMPARED.search(text, max(0, start - 110), start) and _COMPARED_WITH.match(text, end)
    if other := compared or _WERE_COMPARED.match(text, end) or _matched(text, end):
        m = value_of(other["m"]) or 0
        return (n + m, other.end()) if max(n, m) <= _ALIKE * min(n, m) else (n, end)
    near = _PARTS.split(text[end : end + 300])[0]
    told = [each for each in SIBLING.finditer(near) if not _bracketed(near[: each.start()])]
    assigned = _ASSIGNED.match(near) or (_ASSIGN.search(text, max(0, start - 60), start) and _TO.match(near))
    dosed = [each for each in told if each["verb"]] or (told if len(told) > 1 and all(x["with"] for x in told) else [])
    arms = [each for each in told if each["to"]] if assigned else dosed if _DOSED.match(near) else []
    arms = arms or ([each for each in told if each["group"]] if _IN_GROUP.match(near) else [])
    spoken = arms or [each for each in told if each["more"]][:1]
    numbers = [value_of(each["m"] or each["more"]) or 0 for each in spoken]
    # Arms that make up the count, or all but those who left, are its parts.
    if not spoken or (len(numbers) > 1 and 0.7 * n <= sum(numbers) <= n):
        return n, end
    return n + sum(numbers), end + spoken[-1].end()


def _matched(text: str, end: int) -> re.Match[str] | None:
    return _MATCHED_TO.match(text, end) if "matched" in text[end:] else None


def _bracketed(before: str) -> bool:
    return before.count("(") != before.count(")")
