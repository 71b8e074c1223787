"""C11: what was seen in animals or cells is said of them. Read where the species of the cited studies are known."""

import re
from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.domain.vocabulary import Design, Species
from shared.gates.context import Context
from shared.gates.family import Family
from shared.gates.words.report import in_the_past, open_question
from shared.gates.words.scope import negated

_NAMED = re.compile(
    r"\b(?:\w*plasts?|in vivo|mutat\w+|quails?|marmosets?|guinea[- ]pigs?|dams?|rhesus|baboons?|lemurs?|minks?|"
    r"otters?|deer|camels?|donkeys?|buffalos?|geese|goose|calf|tadpoles?|newts?|shrimps?|mussels?|oysters?|leeches|"
    r"spiders?|donors?|embryos?|oocytes?|\w*hounds?|beagles?|terriers?|wistar|sprague|gilts?|sows?|boars?|rams?|"
    r"llamas?|alpacas?|voles?|squirrels?|shrews?|bats?|birds?|pigeons?|ducks?|turkeys?|trout|salmon|carp|snails?|"
    r"bees?|rats?|mice|mouse|murine|rodents?|rabbits?|dogs?|canines?|pigs?|piglets?|porcine|swine|monkeys?|macaques?|"
    r"primates?|sheep|lambs?|cats?|horses?|equine|cows?|bovine|calves|chickens?|chicks?|zebrafish|larvae|hamsters?|"
    r"ferrets?|frogs?|worms?|flies|nematodes?|yeast|animals?|in vitro|ex vivo|cells?|cell lines?|cultured?|cultures|"
    r"fibroblasts?|keratinocytes?|organoids?|explants?|tissues?|isolated|slices?|dish|biopsies|myotubes|neurons?|"
    r"macrophages?|preclinical|investigators|authors|suppliers?|species|candida|ug/ml|ng/ml|mg/ml|[nu]m\b|inhibit\w+|"
    r"repeated|independent|laboratory|laboratories|experiments?|models?|\w+(?:cytes?|blasts?)|islets?|membranes?|"
    r"liposomes?|goats?|ewes?|hens?|gerbils?|foals?|mares?|puppies|kittens|broilers?|fish|drosophila|elegans|e\. coli|"
    r"aureus|mutants?|knockout|wild-type|litters?|pups|paws?|maze|affinity|binding|peptides? (?:was|were)|hplc|"
    r"chromatograph\w+|half-life in|platelets|neutrophils|lysate|homogenate|ph \d|isolates?|microscop\w+|veterinary|"
    r"assay|protease|enzyme|ic50|ec50|medium|strains?|bacteri\w+|concentrations?|nmol|crystal\w*|fibrils?|spectr\w+|"
    r"plasma|nmr|residues?|synthe\w+|amplification|coupling|resin|molar|vehicle|gavage|receptors?)\b",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:beagles?|terriers?|voles?|squirrels?|ducks?|pigeons?|trout|salmon|snails?|bees?|\w*plasts?|\w*hounds?|"
    r"rats?|mice|mouse|murine|rodents?|rabbits?|dogs?|canines?|pigs?|piglets?|porcine|swine|monkeys?|macaques?|"
    r"primates?|sheep|lambs?|cats?|horses?|cows?|bovine|calves|chickens?|chicks?|zebrafish|larvae|hamsters?|ferrets?|"
    r"frogs?|worms?|flies|yeast|animals?|in vitro|ex vivo|cells?|cultured?|cultures|organoids?|explants?|isolated|"
    r"slices?|dish|biops\w+|\w+(?:cytes?|blasts?|tubes)|islets?|donors?|preclinical|laboratory|\w*derived|goats?|"
    r"ewes?|hens?|gerbils?|foals?|mares?|fish|species|models?|neurons?|macrophages?|platelets|neutrophils|"
    r"keratinocytes?|quails?|marmosets?|guinea[- ]pigs?)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:patients?|people|users?|adults?|women|men|athletes?|runners?|volunteers?|elderly|children|readers?|"
    r"participants?|sufferers?|pensioners?|workers?|students?|smokers?|lifters?|anyone|everybody|somebody|humans?|"
    r"persons?)\b",
    re.IGNORECASE,
)
_LEAPS = re.compile(
    r"\b(?:expect|so (?:will|does|do|can)|the same (?:lift|effect|from|in|for|goes|holds)|"
    r"likewise|stand to gain|(?<!could )(?<!may )(?<!might )means? that|translates? (?:in)?to|in (?:people"
    r"|humans|us|ours) too|"
    r"(?:people|humans|patients|athletes|users|readers|adults|workers|women|men|we|you|"
    r"your)\b[^.;]{0,60}\b(?:will|can|may|gain|benefit|recover|heal|expect|get|feel|should|regain|"
    r"enjoy))\b",
    re.IGNORECASE,
)
_ABOUT_US = re.compile(
    r"\b(?:this page|this site|the table|tables? \d+|nothing here|grants?|funded|funding|sponsor\w*|"
    r"retracted|correction)\b",
    re.IGNORECASE,
)


def _leap(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """Studies of animals or cells alone, and a sentence that names neither, or that goes on to people."""
    if known.species is None and known.designs == {Design.EXPERIMENT}:
        yield from _leaps(sentence)
    if not known.species or Species.HUMAN in known.species or not known.species & {Species.ANIMAL, Species.IN_VITRO}:
        return
    spoken_of = _STRICT if _PERSONS.search(sentence) else _NAMED
    if spoken_of.search(sentence):
        yield from _leaps(sentence)
        yield from _beneficiaries(sentence)
    elif not (_ABOUT_US.search(sentence) or _LABEL.match(sentence)):
        yield 0, len(sentence), "block"


def _beneficiaries(sentence: str) -> Iterator[tuple[int, int, Severity]]:
    """Persons of whom it speaks in the present, beside the animals or cells that were studied."""
    if _KEPT_APART.search(sentence):
        return
    for match in _PERSONS_NOW.finditer(sentence):
        if not (open_question(sentence, match) or negated(sentence, match) or in_the_past(sentence, match)):
            yield match.start(), match.end(), "block"


_LABEL = re.compile(r"^(?:fig(?:ure)?|table|panel)\.? ?\d*\.?$", re.IGNORECASE)
_KEPT_APART = re.compile(
    r"\b(?:not|no|nobody|none|never|neither|nor|whether|unknown|unclear|cannot|doubt\w*|few|though|considered"
    r"|generally|need not|differ\w*|unlike|may|might|could"
    r"|asked|hop(?:ed?|es|ing)|models?|tissue|donors?|derived|taken|obtained|isolated|biops\w+|grown (?:from|out)"
    r"|were|was|had|did)\b",
    re.IGNORECASE,
)
"""What keeps people apart from what was studied, says whose cells they were, or tells of the past."""
_SOMEBODY = (
    r"(?:patients?|people|women|men|infants?|babies|children|managers?|smokers?|workers?|athletes?|adults?|sufferers?|"
    r"parents|those affected|humans|pensioners?|users?|readers?|persons?|runners?|somebody|anyone|everybody)"
)
_PERSONS_NOW = re.compile(
    rf"\b(?:\w+s|will \w+|how to \w+|\w+ for (?:\w+ing)|argues? for \w+) [^.;]{{0,60}}\b(?:in|of|for|to|an?|the|"
    rf"saves?|calms?|helps?|keeps?) (?:\w+ ){{0,2}}?{_SOMEBODY}\b|\b{_SOMEBODY}'s?\b|"
    rf"\bhow to \w+ (?:\w+ ){{0,2}}?{_SOMEBODY}\b|\bmeans (?:\w+ ){{0,2}}?{_SOMEBODY}\b|\bwe (?:see|expect|find|"
    rf"get)\b[^.;]*\b{_SOMEBODY}\b",
    re.IGNORECASE,
)


def _leaps(sentence: str) -> Iterator[tuple[int, int, Severity]]:
    """Where the sentence goes on to people."""
    for match in _LEAPS.finditer(sentence):
        if not open_question(sentence, match) and not _MAY_FAIL.search(sentence):
            yield match.start(), match.end(), "block"


_MAY_FAIL = re.compile(r"\b(?:may not|cannot|might not|whether|fail)\b", re.IGNORECASE)

FAMILY = Family(
    id="C11",
    version=1,
    severity="block",
    reason="does not say that it was seen in animals or cells only",
    patterns=(),
    given=_leap,
)
