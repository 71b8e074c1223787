"""How many took part, with the words that say so. None where it is doubtful: a size too high raises the grade.

Only words that speak of the whole count: those who were randomised or enrolled, a total, the opening of the
methods. Subgroups, years, doses, percentages, weeks, sites, cases, samples and cells are no sizes.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from shared.domain.study import Sentence, Study, sentences
from shared.domain.vocabulary import Design, Species

_PEOPLE = (
    r"patients|outpatients|inpatients|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|"
    r"individuals|people|persons|males|females|mothers|neonates|newborns|respondents|boys|girls|athletes|runners|"
    r"players|students|workers|nurses|residents|survivors|members|recipients|users|smokers|youths?|veterans|donors|caregivers"
)
_ANIMALS = (
    r"rats|mice|rabbits|dogs|beagles|pigs|piglets|animals|monkeys|macaques|sheep|ewes|lambs|hamsters|cats|cows|"
    r"calves|goats|horses|chickens|chicks|gerbils|ferrets"
)
_WHO = rf"(?:{_PEOPLE}|{_ANIMALS})"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_BELOW_100 = rf"(?:(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_TEENS}|{_UNITS})"
_BELOW_1000 = rf"(?:(?:{_UNITS}|a) hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_SPELLED = rf"(?:{_BELOW_1000} thousand(?:(?:,| and)? {_BELOW_1000})?|{_BELOW_1000})"
_DIGITS = r"\d{1,3}(?:[,\u2009 ]\d{3})+|\d{1,6}"
# A digit after a letter, sign, currency or other digits belongs to a name, a range, a price or a decimal.
_NUMBER = rf"(?:(?<![\w.,/$€£%<>=≥≤±×·−–-])(?:{_DIGITS})(?![\w.,]*\d)|(?<![\w-]){_SPELLED}(?![\w-]))"
_NO_WORD = (
    r"(?:or|and|to|in|of|than|with|the|for|from|by|at|on|per|versus|vs|out|were|was|had|other|more|additional|"
    r"mg|µg|μg|mcg|ng|g|kg|ml|mL|mm|cm|IU|U|ppm|nM|µM|μM|mM|Hz|[smh]|min|weeks?|wk|months?|years?|yr|days?|hours?|"
    r"minutes?|times|fold|sites?|cent(?:er|re)s?|hospitals?|clinics?|countries|trials?|studies|doses?|groups?|cases|"
    r"samples?|specimens|cells?|simulated|weeks?-old|of)"
)
_BETWEEN = rf"(?:\s+(?!{_NO_WORD}\b)[\w'’/+-]+){{0,6}}?"
_GROUP_OF_PEOPLE = rf"(?P<n>{_NUMBER}){_BETWEEN}\s+{_WHO}\b(?!-)"
_JOINED = r"(?:randomi[sz]ed|randomly|allocated|assigned|enrolled|recruited|included|entered|studied|analy[sz]ed)"
_INSIDE = r"(?:\s*\([^()]*\))?"
_UPTO = r"(?:(?!\b(?:of whom|of which|but|while|whereas|was|were)\b)[^.;:()]|\([^()]*\)){0,90}?"

_I = re.IGNORECASE
_RANDOMISED = (
    re.compile(
        rf"\b(?:randomi[sz]ed|randomly (?:assigned|allocated|divided))\s+(?:a total of\s+)?{_GROUP_OF_PEOPLE}", _I
    ),
    re.compile(rf"{_GROUP_OF_PEOPLE}{_UPTO}\b(?:was|were) (?:\w+ly )?randomi[sz]ed\b", _I),
    re.compile(
        rf"{_GROUP_OF_PEOPLE}{_UPTO}\b(?:was|were) (?:equally |then )?randomly (?:assigned|allocated|divided)\b", _I
    ),
)
_TOTAL = (
    re.compile(rf"\b(?:a|in) total of\s+{_GROUP_OF_PEOPLE}", _I),
    re.compile(rf"\b(?:in total|overall|altogether),?\s+{_GROUP_OF_PEOPLE}", _I),
)
_ENROLLED = (
    re.compile(
        rf"(?:\bwe|(?<=[a-z])We|\bstudy|\btrial|\bsurvey|\bcohort|\binvestigators|\bauthors)(?: \w+)? "
        rf"(?:enrolled|recruited|included|followed|"
        rf"studied|surveyed|analy[sz]ed|evaluated|examined|describe|comprised)\s+(?:a total of\s+)?{_GROUP_OF_PEOPLE}",
        _I,
    ),
    re.compile(rf"{_GROUP_OF_PEOPLE}{_UPTO}\b(?:was|were) (?:\w+ly )?{_JOINED}\b", _I),
)
_SAMPLE = re.compile(
    rf"\b(?:participants|subjects|sample|cohort|study population|population|study group)(?: \w+)? "
    rf"(?:included|comprised|consisted of|was composed of)\s+(?:a total of\s+)?"
    rf"(?P<n>{_NUMBER})\s+(?!{_NO_WORD}\b)[\w-]+",
    _I,
)
_ALL = re.compile(
    r"\b(?:all|the) (?:\w+ )?(?:participants|patients|subjects|individuals)\s?\([nN]\s?=\s?"
    r"(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?=\))",
    _I,
)
_DONE = re.compile(
    rf"{_GROUP_OF_PEOPLE}{_UPTO}\b(?:(?:was|were) (?:\w+ly )?(?:treated|examined|evaluated|assessed|followed|divided|"
    rf"tested|investigated|fed|given|exposed|used|reviewed|identified|surveyed|interviewed|implanted|injected|selected)|"
    rf"underwent|participated|took part)\b",
    _I,
)
_OF_ALL = re.compile(rf"(?:^|(?<=[.;] ))Of (?:the |these )?{_GROUP_OF_PEOPLE}[^.;]{{0,60}}?,", _I)
_ITEM = rf"(?<![\w.,-])(?P<n>{_NUMBER})(?=\s+(?!{_NO_WORD}\b)[A-Za-z])"
_AND = r"(?:,\s+(?:and\s+)?|,?\s+(?:and|as well as)\s+)"
_KIND = rf"{_NUMBER}(?:\s+(?!{_NO_WORD}\b|who\b|aged\b|took\b|screened\b)[\w'’/+-]+){{1,4}}?"
_LISTED = re.compile(
    rf"(?P<all>{_KIND}(?:{_AND}{_KIND}){{1,4}})\s+(?:(?:was|were) (?:\w+ly )?{_JOINED}|participated)\b", _I
)
_ONE_CASE = re.compile(
    r"\b(?:an?|the|this|our)\s(?:\w+[\s-]){0,3}?\d{1,3}[- ](?:year|month|week|day)s?[- ]old\b(?:[\s-]\w+){0,4}?"
    r"\s(?:man|woman|boy|girl|male|female|patient|infant|neonate|child|lady|gentleman|athlete)\b|"
    r"\b(?:an?|the) (?:\w+ ){0,3}(?:case|patient|man|woman|boy|girl|child|infant|neonate)\b(?! (?:series|control|of))",
    _I,
)
_CASES = re.compile(
    rf"\b(?P<n>{_NUMBER}) (?:\w+ ){{0,3}}(?:cases|patients|children|men|women|infants|siblings|brothers|"
    r"sisters|individuals)\b",
    _I,
)
_OPENING = re.compile(
    rf"^\W*(?:In this [\w -]{{3,40}}, |Participants were |Subjects were |Data from )?{_GROUP_OF_PEOPLE}{_INSIDE},?\s+"
    rf"(?:with|who|whose|aged|were|took|received|participated|underwent|volunteered|undergoing|on|at|"
    rf"scheduled|chose|met (?:the )?inclusion|"
    rf"stratified|from|referred|presenting|attending|in)\b",
    _I,
)
_INSIDE_SENTENCE = re.compile(
    rf"\b(?:in|of|from|on|by|among|to) (?:both \w+ of )?{_GROUP_OF_PEOPLE}(?!\s+(?:in|at|from) (?:each|the \w+ group))",
    _I,
)
_REVIEWED = re.compile(
    rf"\b(?:trials|studies|RCTs|experiments|articles|reports)\b[^.;:]{{0,30}}?\b(?:with|involving|including|comprising|"
    rf"enrolling|of|totall?ing)\s+(?:a total of\s+|data from\s+)?{_GROUP_OF_PEOPLE}",
    _I,
)
_ANYONE = re.compile(_GROUP_OF_PEOPLE, _I)
_ONLY_PEOPLE = re.compile(rf"\b(?:{_PEOPLE.replace('|males|females', '').replace('|subjects', '')})\b", _I)
_ONLY_ANIMALS = re.compile(rf"\b(?:{_ANIMALS})\b", _I)
_POOLED = (
    re.compile(
        rf"{_GROUP_OF_PEOPLE}[^.;:()]{{0,30}}?\b(?:from|in|across|of)\s+(?:the )?{_NUMBER} (?:\w+[- ]){{0,4}}"
        rf"(?:trials|studies|RCTs|articles|cohorts|reports)\b",
        _I,
    ),
    re.compile(
        rf"\b(?:trials|studies|RCTs|articles|reports|cohorts)\s?[(\[]\s?(?:[nN]\s?=\s?|with |including |involving )?"
        rf"{_GROUP_OF_PEOPLE}",
        _I,
    ),
)
_CAPITAL_N = re.compile(r"(?<![\w-])N\s?=\s?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\b(?![.,]\d|\s*%)")
_SMALL_N = re.compile(
    r"[(;]\s?n\s?=\s?(?P<n>\d{1,5})\b(?![.,]\d|\s*%)\s?(?:\)|;|,|(?:patients|participants|subjects|men|women)\b)"
)
_EACH = re.compile(
    rf"(?:\bn\s?=\s?(?P<n>\d{{1,4}})(?:\s+\w+)?\s*(?:/|per|in each|each|for each)\s*(?:group|arm|treatment|dose)?\b|"
    rf"\b(?P<m>{_NUMBER}){_BETWEEN}\s+{_WHO}\s+(?:(?:per|in each)\s+(?:group|arm)\b|each\b))",
    _I,
)
_GROUPS = re.compile(rf"\b(?P<k>{_NUMBER}) (?:\w+ ){{0,2}}(?:groups|arms)\b", _I)
_MADE = re.compile(
    r"\b(?:divided|allocated|assigned|randomi[sz]ed|comprised|consist\w+|were (?:fed|treated|given))\b", _I
)
_GROUPS_OF = re.compile(
    rf"\b(?P<k>{_NUMBER}) (?:\w+ ){{0,3}}groups? of (?P<n>{_NUMBER})"
    rf"(?:\s+(?!and\b|or\b|to\b)[\w'’/+-]+){{0,4}}?\s+{_WHO}\b",
    _I,
)
_SEVERAL = re.compile(
    rf"\bgroups? of (?:{_NUMBER})|\b(?:experiment|study|trial) (?:1|one|2|two)\b|"
    rf"\bin (?:two|three|both) (?:experiments|studies|trials)\b",
    _I,
)
_IN_GROUPS = re.compile(r"(?:\b(?:per|each)\s|/)(?:\w+ )?(?:group|sex|arm|dose)\b", _I)
_PART = re.compile(
    rf"(?:\b(?:{_NUMBER}) (?:out )?of (?:the )?|\bof (?:the|these|those|whom|which),? (?:\w+ ){{0,2}}|"
    rf"\b(?:fischer|strain|type|grade|day|week|phase|stage|since|until|during|aged?|the first|the other|another|"
    rf"one in|invited|screened|isolates (?:\w+ )?from|at least|"
    rf"up to|invited a total of|screened a total of|more than|"
    rf"fewer than|less than|over|about|every|per|groups? of|each of)\s+|[~≈]\s?)$",
    _I,
)
_YEAR_BEFORE = re.compile(r"\b(?:in|since|by|(?<!total )of|from|and|to|during|until) $", _I)
_SECOND = re.compile(rf"^{_INSIDE}(?:\s+with [\w -]{{2,40}}?)?,?\s+(?:and|plus|as well as)\s+(?P<m>{_NUMBER})\b", _I)
_FIRST = re.compile(rf"\b(?:{_NUMBER})(?:\s+(?!(?:of|was|were)\b)[\w'’/-]+){{0,6}}{_INSIDE},?\s+and\s+$", _I)
_PLANNED = re.compile(r"\b(?:will be|planned|is needed|are needed|power|sample size|required to)\b", _I)
_OTHERS = re.compile(
    r"\b(?:screened|eligible|invited|approached|completed(?! by)|withdrew|dropped out|discontinued|died|excluded|"
    r"subgroup|subset|substudy|lost to follow-up|available|interviewed)\b",
    _I,
)
_DESIGN_WORDS = re.compile(r"\b(?:group|groups|arm|arms|placebo|controls?|randomi[sz]ed|randomly|received|sham)\b", _I)
_VALUES = {
    "a": 1,
    **{word: value for value, word in enumerate([*_UNITS.split("|"), *_TEENS.split("|")], 1)},
    **{word: 10 * value for value, word in enumerate(_TENS.split("|"), 2)},
}
Size = tuple[int | None, str | None, str | None]
_UNKNOWN: Size = (None, None, None)


class _Hit(NamedTuple):
    n: int
    quote: str


def size_of(study: Study, design: Design, species: Species) -> Size:
    """The number, its verbatim quote (a substring of the abstract) and the rule; all None where no rule found one.

    "n = 8 per group" is multiplied only where the number of groups stands in the same sentence; else the quote
    stands without a number. People beside an animal experiment, and animals beside a study in people, are not its size.
    """
    n, quote, rule = _stated(study, design, species)
    if quote is not None and (
        species is Species.IN_VITRO
        or (species is Species.ANIMAL and _ONLY_PEOPLE.search(quote))
        or (species is Species.HUMAN and _ONLY_ANIMALS.search(quote))
    ):
        return _UNKNOWN
    return n, quote, rule


def _stated(study: Study, design: Design, species: Species) -> Size:
    told = _told(study)
    if design is Design.SYSTEMATIC_REVIEW:
        return _pooled(told)
    if design is Design.NARRATIVE_REVIEW:
        return _UNKNOWN
    if design is Design.CASE_REPORT:
        return _case(study)
    planned = [each for each in told if not _PLANNED.search(each.text)]
    text = study.abstract_text
    several = bool(_SEVERAL.search(text) or (species is not Species.HUMAN and _IN_GROUPS.search(text)))
    named = (
        ("N-randomised", _RANDOMISED),
        ("N-total", _TOTAL),
        ("N-enrolled", (*_ENROLLED, _SAMPLE)),
        ("N-all", (_ALL,)),
    )
    for rule, patterns in named:
        hits = [hit for each in planned for pattern in patterns for hit in _hits(each.text, pattern)]
        if hits:
            # The first statement is the whole; a later, larger one makes it doubtful.
            found = _agreed(rule, hits)
            if found is _UNKNOWN and rule == "N-enrolled" and (listed := _listed(planned)):
                return listed
            return found if not several or rule != "N-enrolled" else _UNKNOWN
    if (listed := _listed(planned)) is not None:
        return listed
    if (each := _per_group(planned)) is not None:
        return each
    if (each := _arms(planned)) is not None:
        return each
    if several:
        return _UNKNOWN
    return _weaker(study, planned)


def _told(study: Study) -> list[Sentence]:
    """Sentences that may speak of the study's own size: what a background says of numbers is about others."""
    aside = {
        each.label
        for each in study.abstract
        if each.label
        and (
            each.category in ("BACKGROUND", "OBJECTIVE", "CONCLUSIONS")
            or re.match(r"(?:BACKGROUND|OBJECTIVE|AIM|PURPOSE|INTRODUCTION|CONCLUSION)S?\b", each.label, re.IGNORECASE)
        )
        and not re.search(r"method|patients|participants|design", each.label, re.IGNORECASE)
    }
    return [each for each in sentences(study) if each.section not in aside]


def _weaker(study: Study, told: list[Sentence]) -> Size:
    """The opening of the methods, a capital N, or one phrase: only where nothing in the abstract names more."""
    results = {
        each.label
        for each in study.abstract
        if each.label
        and (each.category == "RESULTS" or re.match(r"RESULT|FINDING", each.label, re.IGNORECASE))
        and not re.search("method|patients|participants", each.label, re.IGNORECASE)
    }
    methods = [each for each in told if each.section not in results]
    capitals = {_value(match["n"]): match[0] for each in methods for match in _CAPITAL_N.finditer(each.text)}
    largest = max((hit.n for each in told for hit in _hits(each.text, _ANYONE)), default=0)
    for rule, pattern in (("N-opening", _OPENING), ("N-inside", _INSIDE_SENTENCE)):
        for each in methods:
            if _OTHERS.search(each.text):
                continue
            for hit in _hits(each.text, pattern):
                # One phrase inside a sentence is the whole only when nothing else is counted.
                return (hit.n, hit.quote, rule) if hit.n >= largest and hit.n > 1 else _UNKNOWN
    if done := _done(told, largest):
        return done
    if len(capitals) == 1:
        (n, quote), *_ = capitals.items()
        return (n, quote, "N-equals") if n and n >= largest else _UNKNOWN
    return _UNKNOWN


def _done(told: list[Sentence], largest: int) -> Size | None:
    """People to whom something was done, or of whom parts are told: the whole where nobody counts more."""
    for rule, pattern in (("N-done", _DONE), ("N-of", _OF_ALL)):
        hits = [
            hit
            for each in told
            if not _OTHERS.search(each.text)
            for hit in _hits(each.text, pattern)
            if hit.n >= largest
        ]
        if hits and len({hit.n for hit in hits}) == 1 and hits[0].n > 1:
            return hits[0].n, hits[0].quote, rule
    return None


def _pooled(told: list[Sentence]) -> Size:
    """The participants of all studies that a review pools."""
    for patterns in ((_REVIEWED, *_POOLED), _TOTAL):
        hits = [hit for each in told for pattern in patterns for hit in _hits(each.text, pattern)]
        if hits:
            return _agreed("N-reviewed", hits)
    return _UNKNOWN


def _case(study: Study) -> Size:
    """One, where the report is of one; the stated number of a series."""
    text = study.abstract_text
    several = [value for each in _CASES.finditer(text) if (value := _value(each["n"])) and value > 1]
    if several:
        first = next(each for each in _CASES.finditer(text) if (_value(each["n"]) or 0) > 1)
        described = re.search(r"\b(?:we|report|describe|present)\b[^.]{0,40}$", text[: first.start()], re.IGNORECASE)
        return (several[0], first[0], "N-cases") if described and several[0] == max(several) else _UNKNOWN
    found = _ONE_CASE.search(text)
    return (1, found[0], "N-case") if found else _UNKNOWN


def _listed(told: list[Sentence]) -> Size | None:
    """ "22 of this kind, 17 of that kind and 19 healthy volunteers were included": all of them."""
    for each in told:
        found = _LISTED.search(each.text)
        if found is None or not re.search(rf"\b{_WHO}\b", found["all"], _I) or _PART.search(each.text[: found.start()]):
            continue
        numbers = [value for item in re.finditer(_ITEM, found["all"], _I) if (value := _value(item["n"]))]
        if len(numbers) >= 2 and "%" not in found["all"]:
            return sum(numbers), found["all"], "N-listed"
    return None


def _hits(text: str, pattern: re.Pattern[str]) -> Iterator[_Hit]:
    for match in pattern.finditer(text):
        n = _value(match["n"])
        before, start = text[: match.start("n")], match.start("n")
        if n is None or n < 2 or _PART.search(before):
            continue
        if re.fullmatch(r"(?:19|20)\d\d", match["n"]) and _YEAR_BEFORE.search(before):
            continue
        if _FIRST.search(before):
            continue
        who = _ANYONE.match(text, start)
        end = who.end() if who else match.end()
        if second := _SECOND.match(text[end:]):
            # "25 patients and 15 controls were recruited": both, as far as both are numbers.
            m = _value(second["m"])
            if m is not None:
                yield _Hit(n + m, text[start : end + second.end()])
            continue
        yield _Hit(n, text[start:end])


def _agreed(rule: str, hits: list[_Hit]) -> Size:
    if not hits or hits[0].n < max(each.n for each in hits):
        return _UNKNOWN
    return hits[0].n, hits[0].quote, rule


def _per_group(told: list[Sentence]) -> Size | None:
    for each in told:
        if found := _GROUPS_OF.search(each.text):
            k, size = _value(found["k"]), _value(found["n"])
            if k and size and 2 <= k <= 12 and _GROUPS_OF.search(each.text, found.end()) is None:
                return k * size, found[0], "N-per-group"
        if (match := _EACH.search(each.text)) and (match["n"] or _MADE.search(each.text)):
            size = _value(match["n"] or match["m"])
            groups = {_value(found["k"]): found for found in _GROUPS.finditer(each.text)}
            if size and len(groups) == 1:
                ((k, found),) = groups.items()
                if k and 2 <= k <= 12:
                    start, end = min(found.start(), match.start()), max(found.end(), match.end())
                    return k * size, each.text[start:end], "N-per-group"
            return None, match[0], "N-groups-unknown"
    return None


def _arms(told: list[Sentence]) -> Size | None:
    for each in told:
        found = list(_SMALL_N.finditer(each.text))
        if found and 2 <= len(found) <= 6 and _DESIGN_WORDS.search(each.text) and not _OTHERS.search(each.text):
            return sum(int(one["n"]) for one in found), each.text[found[0].start() : found[-1].end()], "N-arms"
    return None


def _value(text: str) -> int | None:
    text = text.lower().strip()
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text)) or None
    total = below = 0
    for word in re.findall(r"[a-z]+", text):
        if word == "hundred":
            below *= 100
        elif word == "thousand":
            total, below = (total + below) * 1000, 0
        elif word != "and":
            below += _VALUES[word]
    return total + below or None
