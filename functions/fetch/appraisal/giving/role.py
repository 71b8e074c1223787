"""What the page's peptide is in a study: given, the body's own, taken for a related molecule, or only mentioned."""

import re
from functools import lru_cache
from typing import NamedTuple

from functions.fetch.appraisal.giving.left_out import is_left_out
from shared.domain.catalog.peptide import Peptide
from shared.domain.catalog.spelling import spelled
from shared.domain.evidence.study import Study
from shared.domain.vocabulary import Confidence, Role

_GIVEN_UI = frozenset({"Q000008", "Q000627", "Q000494", "Q000493", "Q000009", "Q000633", "Q000506"})
"""MeSH subheadings administration & dosage, therapeutic use, pharmacology, pharmacokinetics, adverse effects, toxicity,
poisoning."""
_OWN_UI = frozenset({"Q000097", "Q000378", "Q000652", "Q000134", "Q000235", "Q000096", "Q000557", "Q000172", "Q000502"})
"""MeSH subheadings blood, metabolism, urine, cerebrospinal fluid, genetics, biosynthesis, secretion, deficiency,
physiology."""

_I = re.IGNORECASE
_SPAN = 70
"""Characters looked at on either side of a name, within its sentence."""
_GIVEN_BEFORE = re.compile(
    r"\b(?:treated with|treatment (?:with|by|of (?:[\w-]+ ){1,5}?with)|"
    r"received?|receiving|administ\w+(?: of| with)?|given|gave|inject\w+"
    r"(?: of| with)?|infus\w+(?: of| with)?|supplement\w+ (?:with|of)|doses? of|therapy with|(?:randomi[sz]ed|assigned|"
    r"allocated) to|taking|took|exposed to|exposure to|incubated with|pre-?treat\w+ with|presence of|application of|"
    r"applied|intravenous|oral|subcutaneous|topical|intranasal|intraperitoneal|intramuscular|exogenous|synthetic|"
    r"recombinant|once-weekly|once-daily|weekly|daily|initiat\w+|prescribed|users of|added to)"
    r"(?:\s+(?!placebo\b|saline\b|vehicle\b)[\w.,/%()µμ-]+){0,3}?\s+\W?$",
    _I,
)
_GIVEN_AFTER = re.compile(
    r"^\W{0,3}(?:[\w-]+\s)?(?:\(?\s*\d+(?:\.\d+)?\s?(?:mg|µg|μg|mcg|ug|ng|nmol|pmol|nM|µM|μM|IU|U)\b|treat(?:ed|ment)|therapy|"
    r"administration|inject(?:ed|ions?)|infusions?|supplementation|monotherapy|users?\b|dos(?:es?|ing|age)|"
    r"(?:was|were|is) (?:\w+ )?(?:given|administered|injected|infused|applied|added|well tolerated)|"
    r"(?:or|versus|vs\.?|and|than|with|over) (?:matching |a )?(?:placebo|vehicle|saline)|group|arm)\b",
    _I,
)
_EFFECT_BEFORE = re.compile(
    r"\b(?:effects?|efficacy|effectiveness|safety|tolerability|actions?|responses?|benefits?|pharmacokinetics|impact|use|"
    r"toxicity(?: stud(?:y|ies))?) (?:and \w+ )?(?:of|to)(?: \w+){0,2}\s+\W?$|"
    r"\b(?:induction|inhibition|stimulation|activation|suppression|prevention|attenuation|promotion|regression|"
    r"acceleration|enhancement|amelioration|reversal|induced|caused|produced|stimulated|inhibited|prevented|suppressed|"
    r"reversed|attenuated)\b[^.;:,]{0,60}?\bby(?: (?!endogenous\b|circulating\b|native\b)\w+){0,2}\s+\W?$",
    _I,
)
_EFFECT_AFTER = re.compile(
    r"^\s(?:\w+ly )?(?:reduce[sd]|improve[sd]|increase[sd]|decrease[sd]|prevent(?:s|ed)|attenuate[sd]|accelerate[sd]|"
    r"protect(?:s|ed)|enhance[sd]|stimulate[sd]|inhibit(?:s|ed)|promote[sd]|ameliorate[sd]|counteract(?:s|ed)|"
    r"suppress(?:es|ed)|alleviate[sd]|relieve[sd]|restore[sd]|reverse[sd]|lower(?:s|ed)|normali[sz]e[sd]|delay(?:s|ed)|"
    r"induce[sd]|alter(?:s|ed)|modif(?:ies|ied)|did not|had no effect|show(?:s|ed))\b|"
    r"^-(?:induced|fed|exposed)\b|^\s(?:versus|vs\.?)\s|^\s(?:in|for) the (?:treatment|management|prevention) of\b|"
    r"^\sas (?:an? )?(?:[\w-]+ )?(?:treatment|therapy|adjunct|add-on)\b",
    _I,
)
_NOT_OWN = r"(?: (?!endogenous\b|circulating\b|native\b)\w+){0,2}"
_KINETICS_BEFORE = re.compile(
    r"\b(?:pharmacokinetics?(?: (?:profiles?|parameters?|propert(?:y|ies)))?|bioavailability|bioequivalence|[CT]\s?max)"
    rf"(?: and [\w-]+)? of{_NOT_OWN}\s+\W?$",
    _I,
)
_KINETICS_AFTER = re.compile(
    r"^[-\s](?:\w+ )?(?:pharmacokinetics?|bioavailability|bioequivalence|[CT]\s?max|trough|steady[- ]state)\b", _I
)
"""Words for what becomes of a substance that was given; nobody has them for the body's own."""
_HANDLED_BEFORE = re.compile(
    r"\b(?:clearance|half-li(?:fe|ves)|elimination|excretion|disposition|absorption|(?:volume of )?distribution)"
    rf"(?: and [\w-]+)? of{_NOT_OWN}\s+\W?$",
    _I,
)
_HANDLED_AFTER = re.compile(
    r"^[-\s](?:\w+ )?(?:clearance|half-li(?:fe|ves)|elimination|excretion|disposition|absorption)\b", _I
)
"""Words for how the body handles a substance, its own or one that was given."""
_TRIALS = frozenset({"D016449", "D016430", "D017426", "D017427", "D017428", "D017429", "D018848", "D000068397"})
"""NLM's publication types of trials: whoever's name is in the title of one was tried."""
_OWN_BEFORE = re.compile(
    r"\b(?:plasma|serum|circulating|endogenous|urinary|salivary|fasting|postprandial|blood|CSF|intracellular|tissue|"
    r"(?:concentrations?|levels?|expression|secretion|release|production|synthesis|deficiency|content|amounts?|"
    r"immunoreactivity|overexpression|polymorphisms?|loss|lack|role) (?:of|in|for)|encod\w+|measured|"
    r"express(?:es|ed|ing)?|secret(?:es|ed|ing)|releas(?:es|ed|ing)|native)(?:\s+(?:total|free|active|the|human|endogenous|and))?\s+\W?$",
    _I,
)
_OWN_AFTER = re.compile(
    r"^[-\s](?:\w+ )?(?:levels?|concentrations?|expression|mRNA|secretion|release|immunoreactiv\w+|genes?|"
    r"polymorphisms?|deficien\w+|knock-?out|null|positive|content|production|staining|antibod\w+|neurons?|"
    r"signal(?:l?ing)|(?:was|were|is) (?:\w+ly )?(?:expressed|secreted|detected|measured|elevated|upregulated|"
    r"downregulated|released))\b",
    _I,
)
_MANY_GIVEN = re.compile(
    r"\b(?:various|different|increasing|several|graded|escalating|varying) (?:concentrations?|amounts?|"
    r"levels?) of\s+\W?$",
    _I,
)
"""A choice of concentrations is the experimenter's; nobody has it of the body's own."""
_ANOTHER_AFTER = re.compile(
    r"^(?:[- ](?:like|derived|related|based|analog(?:ue)?s?|agonists?|antagonists?|inhibitors?|receptors?|fragments?|"
    r"derivatives?|mimetics?|binding|R\b|RA)|\s?\(\d+\s?[-–]\s?\d+\))",
    _I,
)
_LIKENED_BEFORE = re.compile(
    r"(?:\b(?:like|unlike|resembl(?:es|ing)|mimics?|akin to|similar(?:ly)? to|analogous to|reminiscent of|as does|"
    r"(?:agonists?|analog(?:ue)?s?|mimetics?|derivatives?|relatives?) of)|"
    r"\b(?:what|that|those) (?:has|have|was|is|were|are) (?:\w+ )?(?:been )?(?:reported|known|shown|seen|described|"
    r"found) (?:for|of|with|after))(?: (?:the|an?|native|natural|endogenous|human|exogenous)){0,2}\s+\W?$",
    _I,
)
"""Another substance is held against this one: `GHRP-2, like ghrelin, ...`."""
_SENTENCE = re.compile(r"[.;?!]\s+(?=[A-Z(\[])|\n")


_COUNTED = ("named", "left_out", "given", "effect", "own", "another", "kinetics", "handled")


class _Seen(NamedTuple):
    """How often a name stands in a text, and in which surroundings; `titled`: in the title, as a whole name."""

    named: int = 0
    left_out: int = 0
    titled: bool = False
    given: int = 0
    effect: int = 0
    own: int = 0
    another: int = 0
    kinetics: int = 0
    handled: int = 0


def role_of(study: Study, peptide: Peptide) -> tuple[Role, str, Confidence]:
    """What `peptide` is in `study`, the rule that decided, and how sure it is; the same for the same two, no I/O.

    MeSH subheadings beside the peptide's own heading come first, then the words on either side of its names (name,
    aliases, terms, MeSH names) in title and abstract. Where the names are those of another molecule that the entry
    relates it to, or mostly part of one ("X receptor", "X analogue") or what another is held against ("Y, like X"),
    the study is of a related molecule. A study whose people must not take it, or in which something was given against
    it, only mentions it. What becomes of a substance is asked of one that was given, whatever is measured of it in
    blood or urine. Call it where a pack is built: unlike an appraisal it depends on the page. Ids begin with `role-`.
    """
    qualifiers = _qualifiers(study, peptide)
    own = _seen(study, names_of(peptide))
    given_ui, own_ui = bool(qualifiers & _GIVEN_UI), bool(qualifiers & _OWN_UI)
    if given_ui and not own_ui:
        return Role.ADMINISTERED, "role-mesh-given", Confidence.CERTAIN
    if own_ui and not given_ui and not own.given and not own.kinetics:
        return Role.ENDOGENOUS, "role-mesh-own", Confidence.CERTAIN
    if own.given:
        # What was given is measured in blood and urine too: how the body handles it is no sign that it is its own.
        if own.own > own.given and not given_ui and not own.kinetics and not own.handled:
            return Role.ENDOGENOUS, "role-words-both", Confidence.POSSIBLE
        plain = not own.own or own.given >= 2 * own.own
        return Role.ADMINISTERED, "role-words-given", Confidence.PROBABLE if plain else Confidence.POSSIBLE
    if given_ui:
        return Role.ADMINISTERED, "role-mesh-both", Confidence.POSSIBLE
    if own.kinetics:
        return Role.ADMINISTERED, "role-words-kinetics", Confidence.POSSIBLE
    if own.own:
        sure = Confidence.PROBABLE if own.own > 1 and not own.effect else Confidence.POSSIBLE
        return Role.ENDOGENOUS, "role-words-own", sure
    if own.effect:
        return Role.ADMINISTERED, "role-words-effect", Confidence.POSSIBLE
    if own.titled and not own.another and any(each.ui in _TRIALS for each in study.publication_types):
        return Role.ADMINISTERED, "role-title-trial", Confidence.POSSIBLE
    return _otherwise(own, _seen(study, _related(peptide)))


def _otherwise(own: _Seen, other: _Seen) -> tuple[Role, str, Confidence]:
    """Where nothing says that the peptide was given or measured."""
    if other.given or other.effect:
        return Role.RELATED, "role-related-given", Confidence.PROBABLE
    if own.another and (own.another == own.named or (not own.titled and 2 * own.another >= own.named)):
        return Role.RELATED, "role-part-of-a-name", Confidence.PROBABLE
    if not own.named:
        if other.named:
            return Role.RELATED, "role-related-named", Confidence.POSSIBLE
        return Role.UNCLEAR, "role-not-named", Confidence.POSSIBLE
    if own.left_out == own.named:
        return Role.MENTIONED, "role-left-out", Confidence.PROBABLE
    if own.titled:
        return Role.UNCLEAR, "role-title", Confidence.POSSIBLE
    return Role.MENTIONED, "role-mentioned", Confidence.PROBABLE if own.named == 1 else Confidence.POSSIBLE


def _qualifiers(study: Study, peptide: Peptide) -> set[str]:
    headings = {each.casefold() for each in peptide.mesh}
    return {ui for each in study.mesh if each.name.casefold() in headings for ui in each.qualifiers}


def _seen(study: Study, names: re.Pattern[str] | None) -> _Seen:
    if names is None:
        return _Seen()
    text = f"{study.title}\n{study.abstract_text}"
    ends = [0, *(each.end() for each in _SENTENCE.finditer(text)), len(text) + 1]
    counted: dict[str, int] = dict.fromkeys(_COUNTED, 0)
    at, titled = 0, False
    for found in names.finditer(text):
        while ends[at + 1] <= found.start():
            at += 1
        before = text[max(ends[at], found.start() - _SPAN) : found.start()]
        after = text[found.end() : min(ends[at + 1], found.end() + _SPAN)]
        counted["named"] += 1
        kind = _kind(before, after)
        titled = titled or (found.start() < len(study.title) and kind != "another")
        if is_left_out(before, text[found.end() : ends[at + 1]]):
            counted["left_out"] += 1
        elif kind:
            counted[kind] += 1
    return _Seen(titled=titled, **counted)


def _kind(before: str, after: str) -> str | None:
    if _ANOTHER_AFTER.search(after) or _LIKENED_BEFORE.search(before):
        return "another"
    if _KINETICS_AFTER.search(after) or _KINETICS_BEFORE.search(before):
        return "kinetics"
    if _HANDLED_AFTER.search(after) or _HANDLED_BEFORE.search(before):
        return "handled"
    if _MANY_GIVEN.search(before):
        return "given"
    if _OWN_AFTER.search(after) or (_OWN_BEFORE.search(before) and not _GIVEN_AFTER.search(after)):
        return "own"
    if _GIVEN_AFTER.search(after) or _GIVEN_BEFORE.search(before):
        return "given"
    return "effect" if _EFFECT_AFTER.search(after) or _EFFECT_BEFORE.search(before) else None


def names_of(peptide: Peptide) -> re.Pattern[str] | None:
    """What finds the peptide's names (name, aliases, terms, MeSH names) in a text."""
    same = (each.of for each in peptide.relations if each.kind == "same_as")
    return _any_of((peptide.name, *peptide.aliases, *peptide.terms, *peptide.mesh, *same))


def known_of(peptide: Peptide) -> re.Pattern[str] | None:
    """What finds its names and those of the molecules that its entry relates it to."""
    same = (each.of for each in peptide.relations)
    return _any_of((peptide.name, *peptide.aliases, *peptide.terms, *peptide.mesh, *same))


def _related(peptide: Peptide) -> re.Pattern[str] | None:
    return _any_of(tuple(each.of for each in peptide.relations if each.kind != "same_as"))


@lru_cache(maxsize=64)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """All spellings of all names. A short bracket behind a name is left out."""
    bare = sorted({re.sub(r"\s+\([^)]*\)$", "", each) for each in names}, key=lambda each: (-len(each), each))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(spelled, bare))})(?!\w)", _I) if bare else None
