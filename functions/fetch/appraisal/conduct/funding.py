"""Who paid: grants of the record, what the abstract says, and companies' addresses. NLM's types say that somebody did.

The sponsor is a key to count by: who is stated to have paid; else a company whose address an author gives, before a
public payer, because it owns what it pays for.
"""

import re
from typing import NamedTuple

from functions.fetch.appraisal.text.words import Words, decision
from shared.domain.catalog.peptide import folded
from shared.domain.evidence.appraisal import BY_TYPE, Decision, Passage
from shared.domain.vocabulary import Confidence

FUNDERS_AT_MOST = 4
CHARACTERS_AT_MOST = 80

_TYPES = {
    "D052061": "Research Support, N.I.H., Extramural",
    "D052060": "Research Support, N.I.H., Intramural",
    "D013487": "Research Support, U.S. Gov't, P.H.S.",
    "D013486": "Research Support, U.S. Gov't, Non-P.H.S.",
    "D057666": "Research Support, American Recovery and Reinvestment Act",
    "D013485": "Research Support, Non-U.S. Gov't",
}
"""NLM's publication types Research Support, as it names them."""

_FORM = (
    r"(?:Inc|Ltd|Limited|LLC|L\.L\.C|GmbH|AG|A/S|Corp(?:oration)?|Co|Company|Plc|B\.?V|N\.?V|S\.?p\.?A|S\.?A\.?S|KGaA|"
    r"Pharma(?:ceuticals?|ceutica)?|Therapeutics|Biopharma\w*|Biosciences?|Biotech(?:nolog(?:y|ies))?|Laboratories)"
)
_KNOWN = (
    r"(?:Novo Nordisk|Eli Lilly|Lilly|Pfizer|Merck|Novartis|Sanofi|AstraZeneca|Amgen|GlaxoSmithKline|GSK|Roche|"
    r"Genentech|Bayer|Boehringer Ingelheim|Takeda|AbbVie|Ipsen|Ferring|Theratechnologies|Serono|Johnson & Johnson|"
    r"Janssen|Bristol[- ]Myers Squibb|Regeneron|Gilead|Novimmune|Hanmi|Sandoz|Teva|Zymeworks|Wyeth|Pharmacia|Upjohn)"
)
_COMPANY = re.compile(
    rf"\b(?P<known>{_KNOWN})\b(?! (?:Foundation|Chair|Hospital|Street|St\b|Road|Rd|Avenue|Ave|Drive|Lane|Park|Prize|"
    rf"Award|Stud(?:y|ies)))|(?P<name>\b[A-Z][\w&.'’-]*(?: (?:&|and|[A-Z][\w&.'’-]*)){{0,3}}),? {_FORM}\b\.?"
)
_OF_SCIENCE = re.compile(
    r"(?:and|&|the|research|development|drug|discovery|applied|experimental|systems?|environment(?:al)?|health|clinical|"
    r"pharmacolog\w*|pharmacokinetics?|pharmaceutics?|toxicolog\w*|metabolism|safety|molecular|cellular|cell|medical|medicine|biomedical|biological|biology|"
    r"chemical|chemistry|central|advanced|integrated|global|international|regional|nutrition\w*|food|animal|plant|"
    r"marine|industrial|agricultural|aerospace|genes?|genetics?|genomics?|cancer|oncology|cardiovascular|neuroscience|immunology|"
    r"microbiology|biochemistry|biophysic\w*|analytical|diagnostic|translational|modality|biomarkers?|public|of|"
    r"radiation|theoretical|physical|life|basic|new|novel|vaccines?|protein|peptides?|sciences?|technolog\w*|i+)",
    re.IGNORECASE,
)
"""Words of a department's name: where a name has no other, no company is named."""
_NO_COMPANY = re.compile(
    r"\b(?:Universi|Institu|Hospital|Colleg|School|Facult|Dep(?:artmen)?t\b|Departamento|Government|National|Federal|"
    r"Central|Key|State|Ministry|Agenc|Academy|Division|Section|Cent(?:er|re)\b|Unit\b|Program|Foundation|Chair|Branch|"
    r"Laborator(?:y|ies) (?:of|for)\b|Clinic\b|Society|Association)",
    re.IGNORECASE,
)
_ACADEMIC = re.compile(r"\b(?:Universi|Hospital|Colleg|School of|Facult|Academy|Polytechni)", re.IGNORECASE)
_INCORPORATED = re.compile(
    r"\b(?:Inc|Ltd|Limited|LLC|GmbH|AG|A/S|Corp(?:oration)?|Co|Company|Plc|B\.?V|N\.?V|S\.?p\.?A|KGaA)\b"
)
_NO_MONEY = re.compile(
    r"(?:none|nil|n/?a|not applicable|not (?:stated|reported|specified|externally)|no\b|self\b|unfunded|the authors?|"
    r"authors?\b|own (?:funds|resources)|without)",
    re.IGNORECASE,
)
"""Where money should be named, and is not."""
_PAID = re.compile(
    r"(?:^|(?<=[.;:(]\s)|(?<=[.;:(])|\b(?P<after>was|were|study|trial|research|work|is|are)\s+)"
    r"(?P<verb>funded|sponsored|supported|financed|funding|sponsor(?:ship)?|financial support|source of funding)"
    r"(?:\s+(?:financially|in part|partly|entirely))?(?:\s+(?:was|is|were)\s+(?:provided\s+)?)?\s*(?:by|from|:)\s+"
    r"(?P<who>[^;()]{2,120}?)(?=[;()]|\.(?:\s|$)|,?\s+(?:under|through|with|grant|number|which|who|whose|"
    r"and (?:the|registered|others|colleagues|co-?workers|is|was|were|had))\b|$)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|work|research|projects?|investigations?|reports?|reviews?|program(?:me)?s?|surveys?|"
    r"authors?|publication|paper|article|meeting|(?-i:(?:[A-Z]\.){2,3}|I|[Ww]e))"
    r"(?: (?:presented|described|reported|conducted|here|herein|in|part|this|the|our|laborator(?:y|ies)|also|itself|"
    r"was|were|is|are))*\s*$",
    re.IGNORECASE,
)
"""What somebody may pay for. Whatever else is supported is borne out by something, or kept alive."""

_AUTHORS = re.compile(r",?\s+and (?:others|colleagues|co-?workers)\b|\s*[(\[]\s*(?:19|20)\d\d\b", re.IGNORECASE)
"""Behind a name that is cited."""

_NO_PAYER = re.compile(
    r"\bet al\b|, (?:19|20)\d\d\b|\b(?:claims?|hypothes[ie]s)\b|\b(?-i:blot\w*|imaging|microscopy|histology|staining|"
    r"models?|registr(?:y|ies)|records?|measurements?|guidelines?|reports?|simulations?|calculations?)\b|,.*\b(?:is|"
    r"are|was|were|has|have|had|can|could|may|might|will|would|does|did|we|show(?:s|ed)?|found|suggest(?:s|ed)?|"
    r"received|underwent|used)\b|\b(?:data|results?|evidence|findings?|observations?|stud(?:y|ies)|analys\w+|"
    r"experiments?|fact|literature|trials?|these|this|our|their|its)\b",
    re.IGNORECASE,
)


class Funding(NamedTuple):
    """`funders` as printed, the `sponsor`'s key ("" where nobody is known), and what decided.

    A decision of the rule BY_TYPE has a publication type as its value, and no payer.
    """

    funders: tuple[str, ...]
    sponsor: str
    decisions: tuple[Decision, ...]


def funding_of(words: Words) -> Funding:
    """Who is said to have paid, by sureness: stated in the abstract, in the grants; or that somebody did, by type."""
    study = words.study
    stated = _stated(words)
    grants = tuple(dict.fromkeys(_agency(each) for each in study.grants))
    types = tuple(name for ui, name in _TYPES.items() if ui in words.types)
    names = [*([stated[0]] if stated else []), *grants]
    decided: list[Decision] = []
    if stated:
        decided.append(decision("funding", stated[0], "funding-words", Confidence.PROBABLE, stated[1]))
    elif grants:
        decided.append(decision("funding", grants[0][:CHARACTERS_AT_MOST], "funding-grants"))
    else:
        decided += [decision("funding", each, BY_TYPE) for each in types]
    sponsor, rule, confidence = _sponsor(words, stated[0] if stated else "", grants)
    if sponsor:
        decided.append(decision("sponsor", sponsor, rule, confidence))
    return Funding(tuple(each[:CHARACTERS_AT_MOST] for each in names[:FUNDERS_AT_MOST]), sponsor, tuple(decided))


def _stated(words: Words) -> tuple[str, Passage] | None:
    for found in _PAID.finditer(words.abstract):
        if not _pays(words.abstract, found):
            continue
        who = found["who"].strip(" ,")
        if who[:1].isupper() or who.lower().startswith("the "):
            who = re.sub(r"^the ", "", who, flags=re.IGNORECASE)
            if who[:1].isupper() and not _NO_PAYER.search(who) and not _NO_MONEY.match(who):
                return who[:CHARACTERS_AT_MOST], words.passage(found.start(), found.end())
    return None


def _pays(abstract: str, found: re.Match[str]) -> bool:
    """Whether "supported" is meant of money: said of a work, and not by those who wrote another one."""
    if found["verb"].casefold() != "supported":
        return True
    verb = found.start("verb")
    if found["after"] and not _WORK.search(abstract, max(0, verb - 80), verb):
        return False
    return not _AUTHORS.match(abstract, found.end("who"))


def _sponsor(words: Words, stated: str, grants: tuple[str, ...]) -> tuple[str, str, Confidence]:
    """The payer that the text states; else the company of an address, which is likely to have paid; else a grant's."""
    if company := _company(re.split(r"[,;]\s+(?!Inc\b|Ltd\b|LLC\b|Co\b)| and (?=[A-Z])", stated)):
        return company, "sponsor-words", Confidence.PROBABLE
    if stated:
        return _key(stated), "sponsor-words", Confidence.PROBABLE
    for each in words.study.affiliations:
        if company := _employer(each):
            # Somebody who works there wrote it; that the company paid is likely, not said.
            return company, "sponsor-affiliation", Confidence.POSSIBLE
    if grants:
        return _key(grants[0]), "sponsor-grants", Confidence.PROBABLE
    return "", "", Confidence.POSSIBLE


def _employer(address: str) -> str:
    """The key of the company of an address, or "": a university's centre that bears a company's name is none.

    Of addresses in one line each is looked at by itself, and a university's names a company only where that one is
    incorporated. A part is never cut at "and", which joins the names of a department.
    """
    for one in re.split(r";\s+", address):
        parts = re.split(r",\s+(?!Inc\b|Ltd\b|LLC\b|Co\b)", one)
        if _ACADEMIC.search(one):
            parts = [each for each in parts if _INCORPORATED.search(each)]
        if company := _company(parts):
            return company
    return ""


def _company(parts: list[str]) -> str:
    """The key of the first company of the parts of an address or of a list of payers, or ""."""
    for part in parts:
        if _NO_COMPANY.search(part):
            continue
        for found in _COMPANY.finditer(part):
            name = found["known"] or found["name"]
            if found["known"] or not all(_OF_SCIENCE.fullmatch(each) for each in name.split()):
                return _key(name)
    return ""


def _agency(grant: str) -> str:
    """The payer of `R01 DK1, NIDDK NIH HHS`: an award's number has a digit, and there may be several."""
    parts = grant.split(", ")
    while len(parts) > 1 and any(each.isdigit() for each in parts[0]):
        parts = parts[1:]
    named = ", ".join(parts)
    # Of several names of one payer, the last is the whole.
    return named.rpartition(" | ")[2] if not any(each.isdigit() for each in named) else grant


def _key(name: str) -> str:
    bare = re.sub(rf",? {_FORM}\b\.?|\s*\([A-Z]{{2,}}\)$", "", name)
    return folded(re.sub(r"^Lilly\b", "Eli Lilly", bare))[:40]
