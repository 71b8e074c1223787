"""Every count of people or animals in a sentence, with what the words around it say of it.

A count that is the subject of its clause is ranked by the first verb behind it ("45 patients were enrolled"), one
that is an object by the last verb before it ("was measured in 45 patients"). What happened to some of them
("developed", "died") makes it a part; who was only invited, or belongs to other work, is not counted at all.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from functions.fetch.size_words import (
    CONTROLS,
    COUNTED,
    COUNTED_CASES,
    MARKED,
    NO_WORD,
    NUMBER,
    PERCENT,
    WHO,
    value_of,
)

_I = re.IGNORECASE


class Rank(IntEnum):
    """What a count speaks of, most telling first; a PART is some of them."""

    RANDOMISED = 1
    TOTAL = 2
    DIVIDED = 3
    ENROLLED = 4
    STUDIED = 5
    NAMED = 6
    PART = 7


class Count(NamedTuple):
    """`n` people or animals; the quote is the sentence's own words. `given`: they got something, as one arm may."""

    n: int
    quote: str
    rank: Rank
    at: int
    given: bool = False


_BY = r"(?:\w+ly |then |all |also |subsequently )?"
_BE = rf"(?:was|were|been|being|are|is) {_BY}"
RANDOM = r"(?:randomi[sz]ed|randomly (?:\w+ly )?(?:assigned|allocated|allotted|divided|distributed|separated)|randomi[sz]ation)"
_DIVIDED = r"(?:(?:divided|distributed|allotted|separated|split) (?:\w+ )?(?:into|among|between|to))"
_JOINED = (
    r"(?:enrolled|recruited|included|entered|assigned|allocated|allotted|consented|volunteered|"
    r"participated|took part|agreed to|were eligible and|comprised|registered|formed|accrued)"
)
_GIVEN = r"(?:given|received|treated|fed|took|injected|administered|exposed|dosed|infused|implanted|inhaled|ingested)"
_DONE = (
    rf"(?:studied|analy[sz]ed|{_GIVEN}|examined|evaluated|assessed|followed|tested|investigated|interviewed|surveyed|"
    r"reviewed|identified|observed|underwent|used|housed|selected|genotyped|sequenced|asked|completed|returned|"
    r"answered|performed|trained|gave|swallowed|wore|attended|described|monitored|measured|scanned|imaged|immuni[sz]ed|"
    r"vaccinated|contributed|provided|presented (?:to|at|with)|sampled|operated|subjected|anesthetized|anaesthetized|"
    r"compared|undergoing|evaluable|matched|admitted|hospitali[sz]ed|kept|maintained|challenged|infected|sacrificed|"
    r"killed|served|are (?:here )?(?:reported|presented)|typed|entered|responded to (?:the|our|a|an) [\w -]{0,20}(?:survey|questionnaire)|"
    r"rated|reared|visited|drank|ate|slept|exercised|participate|consumed|had (?:a|an|their) \w+ (?:scan|measured))"
)
_SOME = (
    r"(?:had|have|has|developed?|died|reported|experienced|improved|showed|shown|withdrew|dropped|discontinued|"
    r"recovered|relapsed|achieved|suffered|required|needed|survived|failed|complained|exhibited|displayed|"
    r"demonstrated|reached|responded|tolerated|became|remained|stopped|lost|alive|dead|positive|negative|excluded|"
    r"found|underestimated|gained|lived|believed|knew|agreed(?! to)|said|stated|preferred|indicated|fell|rose|"
    r"increased|decreased|carried|harbou?red|progressed|deteriorated|presented|expressed|seen|cured|healed|affected)"
)
_OUT = r"(?:screened|invited|approached|contacted|assessed for eligibility|eligible|considered|excluded|needed|planned)"
_VERB = re.compile(
    rf"\b(?:(?P<out>(?:{_BE})?{_OUT})|(?P<random>{RANDOM})|(?P<divided>{_DIVIDED})|(?P<joined>{_JOINED})|(?P<done>{_DONE})|(?P<some>{_SOME}))\b",
    _I,
)
_CLAUSE = re.compile(
    r"(?:(?!\b(?:of whom|of which|of these|but|while|whereas|although)\b)[^.;:()]|\.(?=\d)|\([^()]*\))*", _I
)
_RELATIVE = re.compile(r"\b(?:who|that|which|whose)(?: \w+){1,3}|\([^()]*\)", _I)

_TOTAL_BEFORE = re.compile(
    r"\b(?:(?:a|the|in) (?:final |combined )?total (?:number )?of|in total|in all|overall|altogether),?\s+$", _I
)
_ACTIVE = re.compile(
    rf"\b(?:(?P<random>randomi[sz]ed|randomly (?:assigned|allocated|divided|selected))|"
    rf"(?P<joined>enrolled|recruited|included|comprised|consisted of|composed of|involved|enlisted|accrued)|"
    rf"(?P<done>studied|analy[sz]ed|treated|examined|evaluated|assessed|followed|tested|investigated|interviewed|"
    rf"surveyed|reviewed|identified|observed|used|describe|described|report(?: on)?|present|highlight|discuss|genotyped|monitored|compared|"
    rf"sampled|immuni[sz]ed|vaccinated|collected|restricted to|based on|limited to))"
    r"\s+(?:(?:up to )?a total of |(?:data|records|information|results|samples?|\w+ samples?) (?:from|of|on) |"
    r"(?:the )?(?:medical |clinical )?(?:records|charts|files) of |all (?:of )?(?:the )?|the |both )?$",
    _I,
)
_MADE_OF = re.compile(
    r"\b(?:participants|subjects|patients|sample|cohort|population|study group|series|size|respondents)(?: \w+){0,2} "
    r"(?:were|was|included|comprised|consisted of|was composed of)\s+(?:a total of\s+)?$",
    _I,
)
_OBJECT = re.compile(
    r"\b(?P<by>in|from|of|on|by|among|amongst|with|for|to|between|at)\s+"
    r"(?:the |these |all |both |our |other |a (?:\w+ )?(?:sample|group|cohort|series|population) of )*$",
    _I,
)
_SEEN = (
    r"(?:occurred|found|seen|observed|present|detected|noted|developed|improved|increased|decreased|rose|"
    r"reported|identified|diagnosed|confirmed|achieved|effective|positive|associated|in(?:cidence|creases?)|"
    r"prevalence|risk|proportion|rate|death|resulted|caused|led|recovered|suspected|discontinued|required|stopped)"
)
_MEASURED = re.compile(
    rf"\b(?P<measured>(?:was|were|been|be|we) (?:\w+ly |also )?(?!{_SEEN})(?:\w+(?:ed|wn|ne|ld|en|de))|measured|studied|determined|assessed|evaluated|"
    r"examined|investigated|analy[sz]ed|performed|conducted|carried out|tested|recorded|assayed|compared|obtained|"
    r"collected|administered|completed|interviews?|focus groups?|questionnaires?|survey(?:ed)?|study|studies|series|analysis|"
    r"data|records|charts|sample|samples|specimens|biopsies|blood|serum|plasma|urine|saliva|cohort|trial|"
    r"experience|review|population|responses|experiments?|undertaken|isolated|induced|drawn|taken)\b|"
    rf"\b(?P<seen>{_SEEN})\b",
    _I,
)
_WHOLE_OF = re.compile(r"(?:^|[.:;] )\W*(?:Of|Among|Amongst|In|From|Out of)(?: the| these| all| our| a)?(?: total of)?\s+$", _I)
_STUDY_OF = re.compile(
    r"\b(?:study|trial|survey|cohort|sample|series|analysis|investigation)(?: \w+){0,3}?,? "
    r"(?:(?P<joined>including|involving|comprising)|of|in|on|with|among)\s+(?:a total of\s+)?$",
    _I,
)
_PART_OF = re.compile(
    rf"(?:\b(?:{NUMBER}){PERCENT}? (?:out )?of (?:the |these |all )?|\b(?:{NUMBER})\s*(?:%|percent|per cent)\)? of (?:the |all )?|"
    r"%\)? of (?:the |all |these )?|"
    r"\bof (?:these|those|whom|which),? (?:\w+ ){0,2}|"
    r"\b(?:including|except|excluding|remaining|namely|only|especially|the first|the last|the other|another|each of)\s+)$",
    _I,
)
_NEVER = re.compile(
    rf"(?:\b(?:fischer|fisher|strain|type|grade|day|week|phase|stage|level|table|figure|group|since|until|during|aged?|age|"
    rf"one in|in every|invited|approached|screened|screening|(?:mailed|sent|posted|e-?mailed|offered|distributed) to|excluding|exclusion of|isolates (?:\w+ )?from|at least|up to|"
    rf"invited a total of|screened a total of|more than|nearly|almost|approximately|some|around|estimated|fewer than|"
    rf"less than|over|about|every|per|groups? of|groups? (?:\w+ )?(?:contained|consisted of|comprised|included)|"
    rf"sizes? of|cages? of|pairs? of|subgroups? of|"
    rf"subset of|families (?:with|of))\s+|[~≈]\s?)(?:the )?$",
    _I,
)
_EACH_AFTER = re.compile(
    r"^(?:\s+\w+)?\s*(?:/|per\b|each\b|in each\b|for each\b|at each\b|from each\b|of each\b|every\b)", _I
)
_INSIDE = r"(?:\s*\([^()]*\)|\s*\[[^\[\]]*\])?"
_AND = r"(?:,?\s+(?:and|plus|as well as|(?:(?:was|were) )?compared (?:with|to)|versus|vs\.?|or)\s+(?:with |in |from |of )?)"
_KIND = (
    rf"(?:\s+(?:(?P<verb>(?:(?:were|was) )?(?:given|treated (?:with|by)|received|(?:assigned|allocated) to|took|fed))|with(?:out)?|given|receiving|treated (?:with|by)|on|taking|in|undergoing|having|suffering from|"
    rf"who|aged|at|from|assigned to|infected with|affected by)(?:\s+(?!{NUMBER}|and\b|was\b|were\b)[\w'’/+-]+){{1,7}}?)?"
)
_MORE = (
    rf"(?P<m>{NUMBER})(?=(?:\s+(?!{NO_WORD}\b|of\b)[\w()'’/+-]+){{0,6}}?\s+(?:{WHO}|{CONTROLS})\b(?!-)|"
    rf"\s+(?:given|receiving|received|treated|with|without|taking|to\b|on placebo|controls?\b|who\b|healthy|matched|normal))"
)
_SECOND = re.compile(rf"{_INSIDE}{_KIND}{_INSIDE}{_AND}{_MORE}", _I)
_LISTED = re.compile(rf"{_INSIDE}{_KIND}{_INSIDE},\s+{_MORE}", _I)
_REST = re.compile(rf"(?:\s+(?!{NO_WORD}\b|of\b)[\w'’/+-]+){{0,6}}?\s+(?:{WHO}|{CONTROLS})\b(?!-)", _I)
_MARKED_MORE = re.compile(
    rf"[)\]]{_AND}(?:\w[\w'’-]*\s){{1,5}}?[(\[]\s?n\s?=\s?(?P<m>\d[\d,]*)\s?(?=[)\];,])", _I
)
_ASKED = re.compile(r"\b(?:survey\w*|questionnaires?|invited|invitation|mailed)\b", _I)
_ITEM = re.compile(rf"(?P<n>{NUMBER})(?=\s)", _I)
_FIRST = re.compile(
    rf"(?:(?:{NUMBER})(?:\s+(?!{NO_WORD}\b|(?:biopsies|articles|papers|images|scans|variants|genes|items|wards|"
    rf"schools|households|families|species|strains|eyes|teeth|joints|wounds|lesions|events|visits|admissions|"
    rf"villages|towns|cities|districts|provinces|departments|practices|pharmacies|reviews|RCTs|cycles)\b)"
    rf"[\w'’/+()-]+){{1,4}},?\s+){{1,4}}(?:and|plus)\s+$",
    _I,
)
"""Kinds that have no noun of their own, before the one that has: "22 obese, 17 lean and" 15 patients."""
_SAMPLE = re.compile(
    rf"\b(?:participants|subjects|patients|sample|cohort|study population|population|study group)(?: \w+)? "
    rf"(?:included|comprised|consisted of|was composed of|were)\s+(?:a total of\s+)?"
    rf"(?P<n>{NUMBER})\s+(?!{NO_WORD}\b|%|per|groups?|cases)(?P<who>[\w-]+)",
    _I,
)
_SEXES = re.compile(
    rf"(?P<n>{NUMBER}) (?:women|females?|girls)(?:,| and|;) (?P<m>{NUMBER}) (?:men|males?|boys)\b|"
    rf"(?P<n2>{NUMBER}) (?:men|males?|boys)(?:,| and|;) (?P<m2>{NUMBER}) (?:women|females?|girls)\b",
    _I,
)
_YEAR = re.compile(r"\b(?:in|since|by|(?:spring|summer|autumn|fall|winter|year|january|february|march|april|may|june|july|august|september|october|november|december) of|from|and|to|during|until|between|through|year) $", _I)
_BARE = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:(?P<random>(?:was|were) {_BY}{RANDOM})|"
    rf"(?P<joined>(?:met (?:\w+ ){{0,3}}criteria and |(?:agreed|consented) and )?(?:was|were) {_BY}(?:enrolled|recruited|included)|responded\b(?! to (?:treatment|therapy))|agreed to participate|"
    rf"participated|took part|consented|"
    rf"(?:completed|returned|answered) (?:the|our|a|all) (?:\w+ ){{0,2}}(?:survey|questionnaires?)))\b"
    r"(?! (?:in|to|into) (?:the|each|group))",
    _I,
)
_OF_THEM = re.compile(
    rf"(?P<n>{NUMBER}){PERCENT}? (?:out )?of (?:the )?(?:{NUMBER}) (?:[\w-]+ ){{0,4}}?(?:{WHO}) (?:\w+ )?"
    r"(?:agreed|participated|responded|consented|took part|completed (?:the|our|a) (?:\w+ )?(?:survey|questionnaire)|"
    r"returned|were (?:enrolled|recruited|included|randomi[sz]ed))\b",
    _I,
)
PLANNED = re.compile(
    r"\b(?:will be|will include|planned|(?:is|are|were) needed|power of|sample size (?:of|was calculated)|required to|will|would|"
    r"should be|simulated|hypothetical)\b",
    _I,
)
ELSEWHERE = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior (?:studies|trials)|et al|worldwide|globally|annually|each year|every year|"
    r"per year|estimated|in the (?:world|united states|US|UK|USA)|literature|reported cases|of the population)\b",
    _I,
)
_OWN = re.compile(r"\b(?:we|our|this|present)\b", _I)


def counts_in(text: str) -> Iterator[Count]:
    """The counts of one sentence in its order; none of a sentence that plans, or tells of other work."""
    if PLANNED.search(text) or (ELSEWHERE.search(text) and not _OWN.search(text)):
        return
    taken = 0
    for match in sorted(_matches(text), key=lambda each: (each.start(), -each.end())):
        if match.start() < taken:
            continue
        count, end = _read(text, match)
        if count is not None:
            yield count
            taken = end


def _matches(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_OF_THEM, COUNTED, COUNTED_CASES, MARKED, _BARE, _SAMPLE):
        for match in pattern.finditer(text):
            yield _nearest(text, match, pattern)


def _nearest(text: str, match: re.Match[str], pattern: re.Pattern[str]) -> re.Match[str]:
    """ "2019 120 patients": the number next to whom it counts."""
    if pattern is not COUNTED:
        return match
    inner = match
    while (later := COUNTED.search(text, inner.end("n"), match.end())) is not None and later.end() <= match.end():
        inner = later
    return inner


def _read(text: str, match: re.Match[str]) -> tuple[Count | None, int]:
    n, start, end = value_of(match["n"]), match.start("n"), match.end()
    before = text[:start]
    if match.re is MARKED:
        before = text[: match.start()]
    nothing = None, end
    if n is None or n < 2 or _NEVER.search(before) or (match.re in (COUNTED, COUNTED_CASES) and _EACH_AFTER.match(text[end:])):
        return nothing
    if re.fullmatch(r"(?:19|20)\d\d", match["n"]) and _YEAR.search(before):
        return nothing
    groups = match.groupdict()
    if match.re is _OF_THEM:
        return Count(n, text[start:end], Rank.ENROLLED, start), end
    if match.re is _SAMPLE:
        return Count(n, text[start:end], Rank.ENROLLED, start), end
    if match.re is _BARE:
        rank = Rank.RANDOMISED if groups["random"] else Rank.ENROLLED
        return Count(n, text[start:end], rank, start), end
    if "twin" in match["who"].lower() and "pair" in match["who"].lower():
        n *= 2
    if _PART_OF.search(before) and not _STUDY_OF.search(before):
        return Count(n, text[start:end], Rank.PART, start), end
    opens = bool(_WHOLE_OF.search(before))
    n, end = _summed(text, match, n, end, opens=opens)
    first = _FIRST.search(before) if match.re is not MARKED else None
    if first:
        before, start = before[: first.start()], first.start()
        n += sum(value_of(item["n"]) or 0 for item in _ITEM.finditer(first[0]))
    rank, given = _rank(before, text[match.end() :], opens=opens)
    if rank is None:
        return None, end
    if match.re is COUNTED_CASES and end == match.end() and rank is Rank.NAMED:
        return None, end
    if match.re is MARKED:
        start, end = match.start(), end + (text[end : end + 1] in (")", "]"))
    return Count(n, text[start:end].strip(), rank, start, given), end


def _summed(text: str, match: re.Match[str], n: int, end: int, *, opens: bool) -> tuple[int, int]:
    """ "25 patients and 15 controls", "22 of this kind, 17 of that and 19 volunteers": all of them, once."""
    if match.re is MARKED:
        found = [n]
        while more := _MARKED_MORE.match(text, end):
            found.append(value_of(more["m"]) or 0)
            end = more.end()
        return sum(found), end
    if sexes := _SEXES.match(text, match.start("n")):
        other = value_of(sexes["m"] or sexes["m2"]) or 0
        return n + other, sexes.end()
    found, at, kept = [n], end, 1
    while True:
        more = _SECOND.match(text, at)
        last = more is not None
        # "Of 300 patients, 120 men ..." begins with the whole: what a comma adds to it is a part.
        if more is None and not opens:
            more = _LISTED.match(text, at)
        m = value_of(more["m"]) if more else None
        if more is None or m is None:
            break
        rest = _REST.match(text, more.end())
        behind = rest.end() if rest else more.end()
        if more["verb"] and re.match(rf"\s+(?:were |was )?{_SOME}\b", text[behind:], _I):
            break
        found.append(m)
        at = behind
        if last:
            end, kept = at, len(found)
    if kept > 2 and found[0] == sum(found[1:kept]):
        return n, end
    return sum(found[:kept]), end


def _rank(before: str, after: str, *, opens: bool) -> tuple[Rank | None, bool]:
    """None: not to be counted. Whether they were given something stands beside it."""
    clause = _CLAUSE.match(after)
    # A relative clause tells who they are, not what was done.
    follows = _RELATIVE.sub(" ", clause[0] if clause else "")
    verb = _VERB.search(follows[:220])
    kind = verb.lastgroup if verb else None
    if verb and verb[0].lower() == "responded" and _ASKED.search(before + after):
        kind = "joined"
    if kind == "out" and re.match(r"[\w\s,-]{0,25}$", follows[: verb.start()] if verb else ""):
        return None, False
    if re.match(r"\s*\(\d[\d.]*\s?%\)", after) and kind not in ("random", "joined"):
        return Rank.PART, False
    if kind == "random" and not opens:
        return Rank.RANDOMISED, False
    if _TOTAL_BEFORE.search(before):
        return (Rank.TOTAL if kind != "some" else Rank.NAMED), False
    if active := _ACTIVE.search(before):
        named = active.lastgroup
        rank = {"random": Rank.RANDOMISED, "joined": Rank.ENROLLED}.get(named or "", Rank.STUDIED)
        return rank, False
    if _MADE_OF.search(before):
        return Rank.ENROLLED, False
    if of := _STUDY_OF.search(before):
        return (Rank.ENROLLED if of["joined"] else Rank.STUDIED), False
    if opens:
        return Rank.STUDIED, False
    if _OBJECT.search(before):
        cues = list(_MEASURED.finditer(before))
        if cues and cues[-1]["seen"]:
            return Rank.PART, False
        if kind in ("joined", "divided"):
            return Rank.ENROLLED, False
        return (Rank.STUDIED if cues or kind == "done" else Rank.NAMED), False
    given = bool(verb and re.fullmatch(_GIVEN, verb[0], _I))
    return {
        "divided": Rank.DIVIDED, "joined": Rank.ENROLLED, "done": Rank.STUDIED, "some": Rank.PART, "out": Rank.PART,
    }.get(kind or "", Rank.NAMED), given  # fmt: skip
