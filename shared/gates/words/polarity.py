"""G2: what a claim denies, beside what its quotes deny.

A claim may deny in other words than its quotes (`no others` of `only`, `did not` of `remained normal`), so what excuses
a denial is a wide list, and what demands one a narrow one: the denial of a finding, not `no history of` or `no-effect
level`.
"""

import re
from collections.abc import Iterable, Iterator

from shared.gates.words.clauses import asks, clauses
from shared.gates.words.normal import normalise
from shared.gates.words.wording import first, nearly, plain, stems

_DENIAL = re.compile(
    r"\b(?:no(?! (?:more|less|fewer|\w+er) than \d)|not|nor|never|neither|cannot|without|\w+n't|none|nobody|nothing|"
    r"fail(?:s|ed|ing|ure)? to|(?:short of|miss(?:es|ed|ing)?)(?= (?:\w+ )?significan)|"
    r"lack(?:s|ed|ing)?(?! of (?:oxygen|sleep))|absence|absent|ineffective|inactive|unaffected|unchanged|unaltered|"
    r"undisturbed|nonsignificant|non-significant|insignificant|similar|similarly|comparable|unable|free (?:of|from)|"
    r"hardly|scarcely|barely)\b",
    re.IGNORECASE,
)
"""A denial in so many words."""
AS_GOOD = re.compile(
    r"\b(?:only|merely|solely|alone|except|exclusively|normal|intact|robust|stable|constant|maintained|preserved|"
    r"remain\w*|persist\w*|retain\w*|unremarkable|negative|rare(?:ly)?|seldom|zero|minimal\w*|slight\w*|few|little|"
    r"limited|insufficient|inadequate|inconclusive|poor\w*|resist\w*|refractory|prevent\w*|inhibit\w*|block\w*|"
    r"abolish\w*|protect\w*|spare[ds]?|confined|restricted|avoid\w*|exclud\w*|despite|regardless|irrespective|"
    r"disappear\w*|lost|ceased|vanish\w*|subsid\w*|resol(?:ve[sd]?|ving|ution)|independent\w*|equal\w*|"
    r"equivalent|identical|same|alike|hypo\w+|an?oxia|insensitive|in situ|in place|unclear|uncertain|unknown|"
    r"whether|needed|await\w*|warrant\w*|possib\w+|potential\w*|"
    r"controvers\w+|question\w*|suspect\w*|rather than|instead|less|lower|below|under|within|all|every|each|"
    r"un(?!i|d|t)[a-z]{4,}|undetect\w+|undiminish\w+|untouched|stay(?:s|ed) (?:at|within|below|near|close)|"
    r"indistinguishable|overlap\w*|fewer than|minority|degraded|non-?\w{4,}|rul(?:ed|es|ing) (?:\w+ )?out|"
    r"[a-z]+less|no-(?:observed-)?(?:adverse-)?effect\S*|noa?el)\b|-free\b|\b100 ?%|"
    r"\b0(?:\.0)? ?%|\bp ?[=>≥] ?0?\.[1-9]",
    re.IGNORECASE,
)
"""Words of a quote that another denies as well."""
DENIES = re.compile(
    r"\b(?:no|not|cannot|\w+n't|neither|nor|none|never|fail(?:s|ed|ure)? to|unable to|unaffected|unchanged|unaltered|"
    r"ineffective|unlikely|negative (?:results?|findings?)|(?:associations?|relationships?|correlations?|differences?|"
    r"significance|effects?|responses?|actions?|gains?|benefits?|improvements?|advantages?|increases?|"
    r"reductions?)(?: (?:of|in|on) [\w-]+)?(?: that| which)? (?:was|were) (?:lost|abolished|no longer)|(?:is|are|was|"
    r"were|be|been|proved|remain\w*|stayed) (?:\w+ly )?(?:inactive|undetectable|undetected|uncorrelated|unrelated|"
    r"free of|devoid of|non-?\w{4,}(?:ic|ive|ous|ent))|correlat\w+ (?:poorly|weakly)|(?:is|are|was|were|be|been|"
    r"remain\w*|became) (?:(?!not\b)\w+ )?(?:resistant|refractory|insensitive|unresponsive) to|"
    r"(?:very )?little (?:or no )?(?:(?!more|less|if|by)[\w-]{5,} )?(?:change|effect|difference|influence|variation|"
    r"response|evidence|impact)|lack(?:s|ed)?|(?:lack|absence) of|absent|insignificant|non-?significant(?:ly)?|"
    r"negative for|without (?:[\w-]+ ){0,3}?(?:differen\w+|chang\w+|effects?|affect\w+|alter\w+|influenc\w+|impair\w+|"
    r"increas\w+|decreas\w+|reduc\w+|evidence)|(?:was|were|is|are) (?:\w+ly )?(?:similar|comparable)|(?:was|were|is|"
    r"are|had|remain\w*|stayed) (?:\w+ly )?(?:robust|normal|stable|intact|constant|unremarkable))\b",
    re.IGNORECASE,
)
"""A denial of something that was looked for, where `NOT_OF_IT` was taken out."""
_NAMED = re.compile(r"\b(?:failure|inability) to \w+|\b(?:lack|absence) of \w+", re.IGNORECASE)
"""A thing that is called by what is not there."""
_BY_NATURE = re.compile(
    r"\b(?:insensitive|refractory|unresponsive|resistant|indistinguishable|incapable|unsuccessful|in vain|degraded|"
    r"unstable|undetect\w+|fewer than half|minority)\b",
    re.IGNORECASE,
)
"""What is denied by calling something so: a claim may deny it in so many words."""
NOT_OF_IT = re.compile(
    r"\bno[- ](?:observed[- ])?(?:adverse[- ])?effects?[- ](?:level|dose|concentration)\S*|\bno-(?:observed|adverse)"
    r"-\S*|\bno observed[- ](?:adverse[- ])?effect\S*|\bno (?:\w+ )?(?:history|prior|previous|contact|treatment|"
    r"exposure|intervention)\b(?!-)|\bnot only\b|"
    r"\bwhether or not\b|\bif not\b|\bnot previously\b|"
    r"\b(?:trials|studies|reports|populations|designs|protocols) (?:that |which )?(?:were|was|are) (?:\w+ly )?"
    r"(?:similar|comparable)\b(?! (?:in|for|as|to|with)\b)|"
    r"\b(?:trials|studies|reports) (?:using|of|on|with|in|that \w+|which \w+|comparing|testing|including|evaluating) "
    r"(?:(?!that\b|found\b|show\w*|\w+ed\b)[\w-]+ ){1,10}?(?:were|are) (?:\w+ly )?(?:similar|comparable|homogeneous)\b"
    r"(?! (?:in|for|as|to|with)\b)",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"\blacking\b|\b(?:that|which|who) lack(?:s|ed)?\b|\bin the absence of\b|\bnot only\b|"
    r"\b(?:when|where|if) there (?:was|were|is) no [\w-]+|"
    r"\bwithout (?!any\b|a \b|(?:be|becom|gett|hav|gain|los|caus|produc|induc|rais|lower|reduc|increas|show|"
    r"develop)ing\b|(?:\w+ )?significan|change|effect|differ|reach|alter|affect)|"
    r"\bnever[- ](?=smok|us(?:er|ed)|drink|treated|expos|married)|"
    r"\bwho (?:(?:did|do|does) not (?:take|receive|get|use|have|smoke|undergo)|(?:were|was|are) not (?:given|treated|"
    r"on|taking)|ha(?:d|ve|s) (?:not|never|no))\b|"
    r"\b(?:similar|comparable) (?=(?:dos\w+|ages?|amounts?|conditions?|patients?|people|designs?|populations?|groups?|"
    r"animals?|trials?|studies)\b)",
    re.IGNORECASE,
)
"""What somebody or something is without, or what two things have alike that are compared: it denies no finding."""
_CONTRAST = re.compile(
    r";|\b(?:yet|although|though|whereas|while|also|both|unlike)\b|\bbut\b|, (?:and|with) ", re.IGNORECASE
)
_NOT_KNOWN = re.compile(
    r"\b(?:not|never|cannot|no) (?:\w+ ){0,2}?(?:explain\w*|validat\w+|prove[nd]?|establish\w*|known?|told|tell|"
    r"judged?|shown|confirm\w*|clear|certain|settled|understood|determined|conclu\w+)\b",
    re.IGNORECASE,
)
"""That something is not known denies nothing that a quote may have found; it says less."""
_SIGNIFICANT = re.compile(r"(?<!in)(?<!non)(?<!non-)significan(?:t|ce)", re.IGNORECASE)
_P_VALUE = re.compile(r"\bp(?:trend)?\s?[<>=≤≥]", re.IGNORECASE)
_BY_CHANCE = re.compile(r"\bp(?:trend)?\s?(?:=|>|≥)\s?0?\.(?:0[5-9]|[1-9])\d*|\bN\.?S\b", re.IGNORECASE)
_DIFFERENCE = re.compile(r"\bsignifican\w+|\bdiffer\w*", re.IGNORECASE)
_OF_ANYTHING = frozenset(
    {"diffe", "signi", "stati", "reach", "found", "seen", "obser", "detec", "arms", "eithe", "level"}
)
_COMPOUND = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z]{3})|/")
_VERB = re.compile(
    r"\b(?:was|were|had|is|are|has|have|did|rose|fell|showed|led|produced|caused|gave|became|grew|\w{3,}ed)\b",
    re.IGNORECASE,
)
_LIKENESS = re.compile(
    r"\b(?:about|just|equally|no|nearly|(?<!as )much) (?:as|the same|alike)\b|\balike\b|\bequal\w*\b|"
    r"(?<!\bdid )(?<!\bdo )(?<!\bdoes )\bthe same\b|\bun(?:affected|changed|altered|disturbed|moved|touched|hampered|"
    r"harmed|impaired)\b|\b(?:stayed|stay|kept|remained|left|still) (?:\w+ )?(?:level|normal|as (?:it|they) (?:was|"
    r"were)|constant|steady|stable|intact|untouched)\b|\b(?:little|small)\b(?= (?:or no\b|if any|effect|chang|differ|"
    r"influenc|impact|more|less|evidence|sign|to))|\bonly\b|\bmerely\b|\bhad no\w*\b|\bkept (?:\w+ ){1,6}from\b|"
    r"(?<!from )\bnormal\b|\b(?:robust|stable|intact|constant|unremarkable)\b|\b(?:unlikely|refractory|insensitive|"
    r"unresponsive|resist\w+|poorly|negative)\b|\brarely\b|\b(?:kept|retained|preserved)\b(?: (?:its|theirs|"
    r"their own))?(?=\W*$|[,;]| (?:under|with|in|by|after|despite|when|on)\b)|\bleft (?:\w+ ){1,3}(?:alone|as (?:it|"
    r"they) (?:was|were))\b|\bspared\b|\bmissing\b|\bgone\b|\bfew\b|\bdespite\b|\bno (?=\w+er than)",
    re.IGNORECASE,
)
"""How a claim says of a denied finding that it was not there, without a word of denial."""
_OF_A_KIND = re.compile(
    r"\b(?:in|of|among|for|from|than|between)(?: (?:the|an?|both|these|those|other|most|some|\d+))?"
    r"(?: (?:\w+ly|young|old|adult|male|female))? (?:normal|intact|healthy|stable|robust|refractory|resistant|negative|"
    r"unaffected|unaltered|unchanged|untouched)(?= (?!and\b|or\b|in\b|as\b|by\b|at\b|to\b|after\b)[a-z])|"
    r"\b(?:in|at|of|from|on|with|under|during) the same (?=(?:trials?|stud(?:y|ies)|doses?|groups?|patients?|people|"
    r"persons|men|women|children|animals?|rats?|mice|dogs|pigs|models?|assays?|tests?|conditions?|cells?|times?|days?|weeks?|"
    r"designs?|data|cohorts?|samples?|analys[ie]s|systems?|regimens?|settings?|tissues?|work|experiments?)\b)|"
    r"\b(?:within|in|after|for|over|during) a few (?=\w)",
    re.IGNORECASE,
)
"""Who or what was looked at, called so: `in normal rats` says of nothing that it stayed normal."""
_PREFIXED = re.compile(r"\b(?:un|in|im|non-?)([a-z]{5,})", re.IGNORECASE)
"""`Unrelated` denies where a quote has `not related`."""
_EXCUSED = (
    (
        r"\bwithout\b|\bin the absence of\b|\bthere (?:was|were|is) no\b|\black(?:s|ed|ing)?\b",
        (
            r"-/-|\bnull\b|\bremov\w+|\bwithdr\w+|\bdiscontinu\w+|\bcessation\b|\bwash-?out\b|\brecovery\b|"
            r"\bdepriv\w+|\bdeplet\w+|\w-free\b|\bomi(?:t|ss)\w+|\bknock\w*|\bdelet\w+|\bablat\w+|\blesion\w*|"
            r"\w{3,}ectom\w+|\bdenervat\w+|\bdeficien\w+"
        ),
    ),
    (
        r"\bwithout (?:it|them|(?:the |this )?(?:drug|peptide|treatment|medicine|gel))\b",
        r"\b(?:controls?|placebo|untreated|vehicle|sham|saline|comparators?)\b",
    ),
    (
        r"\b(?:ate|given|gave|got|received?|receiving|took|taken|taking|fed|had|with|either) (?:none|nothing)\b",
        r"\b0(?![\d.,]*\d)|\b(?:controls?|placebo|untreated|vehicle)\b",
    ),
    (
        r"\b(?:without|with no|no|lacking|had no) (?:an? )?(?:controls?|comparators?|control (?:group|arm))\b",
        r"\b(?:uncontrolled|single-arm|one-arm|open-label extension|case (?:report|series))\b",
    ),
    (r"\bno (?:more|less|fewer|\w+er)\b", r"\b(?:return\w*|baseline|back to|normali[sz]\w+|recover\w*)\b"),
)
"""A denial of a claim, and the words of a quote that it may put otherwise."""


def lost_denial(claim: str, quotes: Iterable[str]) -> str:
    """The denial of a quote that the claim speaks of and leaves out, or nothing.

    A sentence that is denied as a whole is spoken of by whoever cites it; of one denied in part, the claim speaks
    where it has a word that only the denied part has.
    """
    text = normalise(claim).text
    denials = len(_DENIAL.findall(text))
    denies = said_otherwise(text)
    own = spoken(text)
    if not denies and (lost := _significance(text, quotes)):
        return lost
    for quote in quotes:
        said = normalise(quote).text
        if nearly(claim, said) and len(_DENIAL.findall(said)) > denials:
            return first(_DENIAL, said)
        if denies or _denies_otherwise(text, said):
            continue
        if lost := _spoken_of(own, said, _CONTRAST.search(text) is not None):
            return lost
    return ""


def _denies_otherwise(claim: str, quote: str) -> bool:
    """Whether a claim says in other words that something was not; words in which the quote affirms do not."""
    affirmed = DENIES.sub(" ", quote).casefold()
    told = ATTRIBUTE.sub(" ", claim)
    if any(not re.search(rf"\b{re.escape(each.casefold())}\b", affirmed) for each in likenesses(told)):
        return True
    return bool({each[1][:5].lower() for each in _PREFIXED.finditer(claim)} & stems(quote))


def _significance(claim: str, quotes: Iterable[str]) -> str:
    """What denies it in every clause of the quotes that speaks of it or gives a p, where a claim affirms it."""
    if not _SIGNIFICANT.search(claim):
        return ""
    told = [part for each in quotes for part in clauses(normalise(each).text)]
    speaking = [each for each in told if _SIGNIFICANT.search(each) or _P_VALUE.search(each)]
    chance = [first(DENIES, each) or first(_BY_CHANCE, each) for each in speaking]
    return chance[0] if chance and all(chance) else ""


def _spoken_of(own: set[str], quote: str, contrasts: bool) -> str:
    """What the quote denies of that which the claim, whose stems these are, speaks of."""
    told = [each for each in clauses(ATTRIBUTE.sub(" ", NOT_OF_IT.sub(" ", quote))) if stems(each)]
    denied = [each for each in told if DENIES.search(each)]
    rest = [each for each in told if each not in denied]
    elsewhere = {stem for each in rest for stem in spoken(each)}
    # Of a quote that affirms one thing and denies another, a claim that joins two things tells both.
    both = contrasts and len(own & elsewhere) >= 2
    for clause in denied:
        here = spoken(clause)
        nearer = len(own & here) >= max(1, len(own & (elsewhere - here)))
        if both or nearer or not any(map(finds, rest)) or own & (here - elsewhere):
            return first(DENIES, clause)
    return ""


def spoken(text: str) -> set[str]:
    """Stems with compounds taken apart and terms of art in plain words: `DNOP-treated` speaks of DNOP."""
    return plain(_COMPOUND.sub(" ", text))


def finds(clause: str) -> bool:
    """Whether the part of a sentence states something by itself."""
    return _VERB.search(clause) is not None


def said_otherwise(text: str) -> bool:
    """Whether a normalised text denies in so many words, what somebody or something is without left aside."""
    told = ATTRIBUTE.sub(" ", text)
    return _DENIAL.search(told) is not None or DENIES.search(told) is not None


def without_kinds(text: str) -> str:
    """A normalised text without what only calls somebody or something so: `in normal rats`, `in the same trial`."""
    return _OF_A_KIND.sub(" ", text)


def likenesses(text: str) -> Iterator[str]:
    """How a normalised text says that something stayed as it was; who or what is called so is left aside."""
    return (each[0] for each in _LIKENESS.finditer(without_kinds(text)))


def likens(text: str) -> bool:
    """Whether it says so in any words."""
    return next(likenesses(text), None) is not None


def takes_back(part: str) -> bool:
    """Whether part of a claim says of what the rest tells, and of nothing else, that it is no real difference."""
    words = {each for each in stems(part) if not each[0].isdigit()}
    return bool(DENIES.search(part) and _DIFFERENCE.search(part)) and words <= _OF_ANYTHING


def added_denial(claim: str, quotes: Iterable[str], record: Iterable[str] = ()) -> str:
    """A denial of the claim that no quote has in any words, or nothing.

    What the record of its quotes calls by a denial (`failure to recover`) is a name there and denies nothing.
    """
    text = normalise(claim).text
    texts = [normalise(quote).text for quote in quotes]
    told = _NOT_KNOWN.sub(" ", NOT_OF_IT.sub(" ", text))
    for own, theirs in _EXCUSED:
        if any(re.search(theirs, each, re.IGNORECASE) for each in texts):
            told = re.sub(own, " ", told, flags=re.IGNORECASE)
    said = " ".join(normalise(each).text for each in record).casefold()
    told = _NAMED.sub(lambda found: " " if found[0].casefold() in said else found[0], told)
    found = first(_DENIAL, told)
    if found and not any(_DENIAL.search(each) or AS_GOOD.search(each) for each in texts):
        return found
    copied = any(nearly(claim, each) and not asks(each) for each in texts)
    if copied and len(_DENIAL.findall(text)) > sum(
        len(_DENIAL.findall(each)) + len(_BY_NATURE.findall(each)) for each in texts
    ):
        return found
    return ""
