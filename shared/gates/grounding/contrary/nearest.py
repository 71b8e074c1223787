"""G2: a part of a claim that affirms, beside the clause of its quotes that speaks most of the same.

Where that clause denies, prevents or takes back, and no clause that affirms has nearly as many words of the part, the
part tells the contrary. What a claim denies elsewhere does not excuse it. `Exemplin did not` denies of exemplin what
the clause before tells of another; and `the rise was not mirrored by X` takes the rise for granted.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shared.gates.words import polarity
from shared.gates.words.clauses import AUXILIARY, CIRCUMSTANCE, asks, clauses, parts
from shared.gates.words.normal import normalise
from shared.gates.words.polarity import AS_GOOD, DENIES, finds, likens, said_otherwise, takes_back
from shared.gates.words.wording import first

_UNDONE = re.compile(
    r"\b(?:abolish\w*|(?:associations?|relation\w*|correlations?|effects?|responses?|differences?|"
    r"benefits?|activity|sensitivity|binding|tolerance)(?: [\w-]+){0,6}? (?:was|were) (?:\w+ly )?lost|ruled out|"
    r"refut\w+|disprov\w+|preclud\w+|prevent(?:s|ed)|spared|averted|"
    r"(?:was|were|is|are) (?:\w+ly )?(?:the same|identical|equal|evenly (?:distributed|balanced|spread))|"
    r"(?:completely|fully|totally|entirely) (?:blocked|inhibited|suppressed|eliminated|reversed)|"
    r"eliminat(?:ed|es)|disappear(?:ed|s)|vanished|ceased|abrogat(?:ed|es)|(?:was|were|been|is|are) (?:\w+ly )?(?:"
    r"blocked|protected|excluded as)|(?:was|were|proved|remained) (?:unsuccessful|in vain|futile)|"
    r"(?:was|were|is|are|proved|been|being) (?:\w+ly )?(?:inactive|undetect\w+|uncorrelated|unrelated|incapable|"
    r"non-?\w+(?:ic|ive|ous|ent|ant))|(?:free|devoid) of|within (?:the )?(?:normal|reference) (?:limits|"
    r"ranges?|values))\b",
    re.IGNORECASE,
)
"""What else than a word of denial says that something was not there."""
_ADMITS = re.compile(
    r"\b(?:kept|keep\w*|stay\w*|left|lost|stop\w*|miss\w*|escap\w*|nil|healthy|match\w*|held|close to|near|away|off|"
    r"out|suppress\w*|attenuat\w*|antagoni[sz](?:e[sd]?|ing)|block\w*|inhibit(?:s|ed|ing)?|abolish\w*|abrogat\w*|"
    r"disappear\w*|vanish\w*|cease[ds]?|subsid\w*|ended|ends|went|gone|until|unsuccess\w*|vain|tried|eliminat\w*|"
    r"avert\w*|against|counter\w*|revers\w*|remov\w*|undo\w*|undid|cancel\w*|need\w*|requir\w*|depend\w*|mediat\w*|"
    r"involv\w*|through|via|hing\w+|shield\w*|guard\w*|sav(?:e|ed|ing)|rescu\w*|fewer|lesser|reduc\w*|diminish\w*|"
    r"safe\w*|clear\w*|harmless|cure[ds]?|nobody|healed|without|contrary|false|wrong|reject\w*|disproved|refuted|"
    r"devoid|devoted|forestall\w*|curb\w*|hinder\w*|preclud\w*|thwart\w*|quell\w*|silenc\w*|quench\w*|opposed|"
    r"extinguish\w*|eras(?:ed|es)|destroy(?:ed|s)|relieved|passed(?= (?:off|within|after|in)\b)|(?:was|were) well|"
    r"wip(?:ed|es)|stood in|(?:an|its|their) end|(?:shut|calmed|kept) (?:\w+ ){0,4}down|inert|idle|ordinary|rel(?:ies|"
    r"ied) on|rest(?:s|ed) on|barred|halted|dispelled|neutrali[sz]ed|offset)\b|protect",
    re.IGNORECASE,
)
"""How else than by a word of denial a claim may say that something was not there, or what it hung on."""
_NO_ADMISSION = re.compile(
    r"\b(?:all|every|each|within|under|few|possib\w+|potential\w*|lower|without)\b", re.IGNORECASE
)
_ELLIPTIC = re.compile(r"\b(?:did|does|do|was|were|had|has|is|are|could) not(?: so)?\W*$", re.IGNORECASE)
_GRANTED = re.compile(
    r"(?<=\w)(?= (?:was|were|is|are) (?:\w+ly )?(?:not|neither|un|in)\w* (?:\w+ly )?(?:accompanied|followed|matched|"
    r"paralleled|mirrored|explained|reflected|mediated|due|caused|affected|altered|changed|prevented|blocked|reversed|"
    r"attenuated|abolished|influenced|modified|related|associated|inhibited|dependent)\b)",
    re.IGNORECASE,
)
_SOMETHING = re.compile(
    r"\b(?:increases?|decreases?|rises?|falls?|reductions?|elevations?|changes?|effects?|responses?|improvements?|"
    r"gains?|loss|inductions?|inhibition|stimulation|relaxations?|contractions?|activity|actions?)\b",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(r"\b(?:unlike|in (?:\w+ )?contrast (?:to|with))\b[^,.;:]*", re.IGNORECASE)
"""With what a clause is contrasted, it says the contrary of."""
_OF_ANYTHING = frozenset(
    {"found", "seen", "obser", "noted", "detec", "diffe", "signi", "stati", "shown", "showe", "also", "eithe", "howev"}
)
_BY = 2
"""So many words more than any clause that affirms tell that the clause that denies is the one spoken of."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a quote: what it says, its words with those that it leaves to be understood, and what denies it."""

    text: str
    words: set[str]
    denial: str = ""


def affirmed(claim: str, quotes: Sequence[str]) -> str:
    """The word of denial of the clause that a part of the claim turns into its contrary, or nothing."""
    by_quote = [list(read(normalise(quote).text)) for quote in quotes]
    there = [each for of_one in by_quote for each in of_one]
    told = parts(normalise(claim).text)
    if any(map(takes_back, told)):
        return ""
    affirming = " ".join(each.text.replace(each.denial, " ", 1) for each in there)
    if whole := _whole(by_quote, told, affirming):
        return whole
    for part in told:
        if not finds(part) or _admits(part, affirming) or CIRCUMSTANCE.search(part):
            continue
        own = words(part)
        denied = max((each for each in there if each.denial), key=lambda each: len(own & each.words), default=None)
        if denied is None:
            return ""
        most = len(own & denied.words)
        seen = max((len(own & each.words) for each in there if not each.denial and not asks(each.text)), default=0)
        whole = len(told) > 1 and most == len(own) > seen and AUXILIARY.search(part)
        if most and (most - seen >= _BY or whole):
            return denied.denial
    return ""


def _whole(by_quote: Sequence[Sequence[Clause]], told: Sequence[str], affirming: str) -> str:
    """What denies a quote that is one clause, where no part of a claim that speaks of it admits anything."""
    denied = [clauses[0] for clauses in by_quote if len(clauses) == 1 and clauses[0].denial]
    if not denied or any(_admits(part, affirming) for part in told):
        return ""
    own = {each for part in told for each in words(part)}
    return next((each.denial for each in denied if own & each.words), "")


def read(quote: str) -> Iterator[Clause]:
    """The clauses of a normalised quote; what a denial takes for granted is a clause of its own."""
    body = _OTHERWISE.sub(" ", polarity.ATTRIBUTE.sub(" ", polarity.NOT_OF_IT.sub(" ", quote)))
    before: set[str] = set()
    for each in clauses(body):
        denial = first(DENIES, each) or first(_UNDONE, each)
        granted = _GRANTED.split(each, maxsplit=1)
        if denial and len(granted) > 1 and _SOMETHING.search(granted[0]):
            yield Clause(granted[0], words(granted[0]))
        own = words(each)
        yield Clause(each, own | before if denial and _ELLIPTIC.search(each) else own, denial)
        before = own


def words(text: str) -> set[str]:
    """What a text speaks of: its stems but for figures and for words that any finding is told with."""
    return {each for each in polarity.spoken(text) if not each[0].isdigit()} - _OF_ANYTHING


def _admits(part: str, affirming: str) -> bool:
    """Whether a part of the claim denies in some words; those that its quotes affirm with deny nothing."""
    said = _NO_ADMISSION.sub(" ", polarity.without_kinds(polarity.ATTRIBUTE.sub(" ", part)))
    if said_otherwise(part) or likens(said):
        return True
    body = affirming.casefold()
    there = set(re.findall(r"[\w-]+", body))
    found = (each[0].casefold() for regex in (AS_GOOD, _ADMITS) for each in regex.finditer(said))
    return any(each not in (body if " " in each else there) for each in found)
