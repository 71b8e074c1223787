"""How something was given and for how long, as the abstract reports it."""

import re

from functions.fetch.words import Words
from shared.domain.appraisal import Stated
from shared.domain.vocabulary import Design, Species

ROUTES_AT_MOST = 3

_NONE = frozenset({Design.NARRATIVE_REVIEW, Design.CONTEXT, Design.NOTICE})
_ORAL = (
    r"oral(?:ly)?(?! (?:cavit|contracept|glucose|mucos|health|hygiene|squamous|cancer|lesion|leuko|tissue|and maxillo|"
    r"epitheli|microb|presentation|surg|medicine|histor|poster))|per os|p\.o\.|gavage|drinking[- ]water|"
    r"in (?:the |their )?diet|tablets?|capsules?|by mouth|fed"
)
_ROUTES = (
    ("subcutaneous", r"subcutaneous(?:ly)?(?! (?:fat|tissue|adipose|tumou?r|nodul|emphys))|s\.c\."),
    ("intravenous", r"intravenous(?:ly)?|i\.v\."),
    ("intramuscular", r"intramuscular(?:ly)?|i\.m\."),
    ("intraperitoneal", r"intraperitoneal(?:ly)?|i\.p\."),
    ("intracerebroventricular", r"intracerebroventricular(?:ly)?|i\.c\.v\."),
    ("intrathecal", r"intrathecal(?:ly)?"),
    ("intra-articular", r"intra-?articular(?:ly)?"),
    ("intravitreal", r"intravitreal(?:ly)?"),
    ("intradermal", r"intradermal(?:ly)?"),
    ("intranasal", r"intranasal(?:ly)?|nasal sprays?"),
    ("inhaled", r"inhal(?:ed|ation)|aerosoli[sz]ed|nebuli[sz]ed"),
    ("transdermal", r"transdermal(?:ly)?|microneedles?"),
    ("topical", r"topical(?:ly)?|dermal(?:ly)? appli\w+|(?:eye|ear) drops?|creams?|ointments?"),
    ("sublingual", r"sublingual(?:ly)?"),
    ("rectal", r"enemas?|suppositor(?:y|ies)|intrarectal(?:ly)?"),
    ("vaginal", r"intravaginal(?:ly)?"),
    ("oral", _ORAL),
)
_ANY_ROUTE = "|".join(f"(?P<r{at}>{words})" for at, (_, words) in enumerate(_ROUTES))
_ROUTE = re.compile(rf"(?<![\w.-])(?:{_ANY_ROUTE})(?!\w)", re.IGNORECASE)
_SPELLED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|sixteen|eighteen|twenty|twenty-four|"
    r"thirty"
)
_TIME = rf"(?P<time>(?:\d{{1,3}}(?:\.\d)?|{_SPELLED})(?:[- ]|\s)(?:consecutive )?(?:days?|weeks?|wks?|months?|years?))"
_UPTO = r"(?:up to |at least |about |approximately |a (?:period|total) of |the (?:first |entire )?|a )?"
_COURSE = (
    r"(?:treatment|trial|study|intervention|therapy|course|regimen|programme|program|supplementation|administration|"
    r"feeding|exposure|period|follow-?up)"
)
_DURATION = (
    re.compile(
        rf"\b(?:for|over|during|lasting|lasted|throughout)\s{_UPTO}{_TIME}\b(?![- ](?:old|of age))"
        r"(?! (?:before|prior|earlier|ago))",
        re.IGNORECASE,
    ),
    re.compile(rf"\b{_TIME}[- ](?:(?!after|before|prior)\w+[- ]){{0,3}}{_COURSE}\b", re.IGNORECASE),
    re.compile(rf"\b(?:duration|follow-?up)(?: \w+){{0,2}} (?:of|was) {_TIME}\b", re.IGNORECASE),
)


def routes_of(words: Words, design: Design) -> tuple[Stated, ...]:
    """The routes that title and abstract name, each once, in their order."""
    if design in _NONE:
        return ()
    found: dict[str, Stated] = {}
    for match in _ROUTE.finditer(words.text):
        at = next(number for number in range(len(_ROUTES)) if match[f"r{number}"])
        name = _ROUTES[at][0]
        found.setdefault(name, Stated(value=name, quote=words.said(match)))
    return tuple(found.values())[:ROUTES_AT_MOST]


def duration_of(words: Words, design: Design, species: Species) -> Stated | None:
    """How long it was given, or people were followed: the first that is stated; hours, as of cells, are none."""
    if design in _NONE or design is Design.SYSTEMATIC_REVIEW or species is Species.IN_VITRO:
        return None
    for pattern in _DURATION:
        if match := pattern.search(words.text):
            return Stated(value=re.sub(r"[-\s]+", " ", match["time"]).lower(), quote=words.said(match))
    return None
