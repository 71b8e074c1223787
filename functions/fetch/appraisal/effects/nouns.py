"""Changes whose amount stands before their noun: "it produced a 30% increase in lean mass".

Such an amount is as often a goal, a threshold or what those had who were counted. It is found only where the clause
says that something brought it about or that it was seen.
"""

import re
from collections.abc import Iterator

from functions.fetch.appraisal.effects.changes import Change, is_found, way_of
from functions.fetch.appraisal.effects.folds import FOLD, SPELLED
from functions.fetch.appraisal.results.outcome_words import mentions
from functions.fetch.appraisal.text.clauses import clause_about

_I = re.IGNORECASE
_NOUN = (
    r"(?P<noun>increase|decrease|reduction|rise|fall|decline|improvement|gain|loss|prolongation|increases|decreases|"
    r"reductions|rises|falls|declines|improvements|gains)"
)
_BROUGHT = re.compile(
    r"\b(?:produc(?:e[sd]|ing)|caus(?:e[sd]|ing)|induc(?:e[sd]|ing)|result(?:ed|s|ing) in|led to|leading to|gave|"
    r"yield(?:ed|s)|show(?:ed|s|n)|demonstrated|there (?:was|were)|(?:we|was|were) (?:observed|found|seen)|"
    r"(?:we )(?:observed|found|saw)|provided)\b[^;]{0,60}$",
    _I,
)
_LISTED = re.compile(r"[^.;]{0,80}?,\s(?:and\s)?", _I)
"""Between two such amounts of one list."""
_SEEN = re.compile(
    r"^[^;]{0,80}?\b(?:was|were) (?:also )?(?:seen|observed|found|noted|recorded)\b(?! (?:in|by) \d)", _I
)
_AGAINST = r"(?:versus|vs\.?|over|compared (?:with|to)|relative to)\s(?:placebo|vehicle|saline|controls?|baseline)"
_ENDS = r"(?:and|or|but|with|compared|versus|vs|than|at|after|when|was|were|from|relative to|over|by|for)\b"
_OF_IT = re.compile(rf"(?:\s{_AGAINST})?\s(?:in|of)(?:\s(?!{_ENDS})[\w/-]+){{1,7}}", _I)
_OF_WEIGHT = re.compile(r"\b(?:body[- ])?weight\s\w+$", _I)
_TREATED = re.compile(
    r"^\W*(?:the |once-\w+ |daily )?(?:treatment|therapy|administration|injections?|infusions?|use) (?:with|of) "
    r"[^,;]{1,60}? (?:was|were) (?:\w+ly )?associated with (?:\w+ly )?$",
    _I,
)
"""Of what was given, what is said to go with it is what it brought about."""
_EXPOSED = re.compile(r"\b(?:associated|predict\w*|correlat\w+|per|each|every)\b", _I)


def noun_changes_in(text: str, amount: str) -> Iterator[tuple[re.Match[str], Change, str, int]]:
    """Every such change, with its words, the outcome that stands behind its noun, or "", and where that ends."""
    how = r"(?:(?:mean|median|further|marked|\w+ly|about|almost|significant|average|overall|relative)\s){0,3}"
    noun = rf"\s(?:(?:relative|mean|significant|further|overall)\s)?{_NOUN}(?=\s(?:{_AGAINST}\s)?(?:in|of)\s)"
    share = re.compile(rf"\ban?\s{how}{amount}(?:\s?%)?[)\]]?{noun}", _I)
    weight = re.compile(rf"\ban?\s{how}{amount}\s(?:body[- ])?weight\s{_NOUN}\b", _I)
    many = re.compile(rf"(?<![\w.,–-]){how}(?P<value>\d+(?:\.\d+)?|{SPELLED})(?P<unit>{FOLD}){noun}", _I)
    last: re.Match[str] | None = None
    for match in (*share.finditer(text), *weight.finditer(text), *many.finditer(text)):
        start, end = clause_about(text, match.start(), match.end())
        before, behind = text[start : match.start()], text[match.end() : end]
        listed = last is not None and start <= last.start() and _LISTED.fullmatch(text, last.end(), match.start())
        brought = listed or _BROUGHT.search(before) or _SEEN.search(behind)
        if (_EXPOSED.search(text[start:end]) or not brought) and not _TREATED.search(before):
            continue
        last = match
        change = Change(
            way_of(_single(match["noun"].lower())), match.start("noun"), match.end("noun"), noun=True, link=match.end()
        )
        if is_found(text, match, change):
            told = _OF_IT.match(text, match.end())
            told = told or _OF_WEIGHT.search(match[0])
            named = {each.name for each in mentions(told[0])} if told else set[str]()
            yield (
                match,
                change,
                named.pop() if len(named) == 1 else "",
                max(told.end(), match.end()) if told and told.re is _OF_IT else match.end(),
            )


def _single(noun: str) -> str:
    return noun if noun == "loss" else noun.removesuffix("s")
