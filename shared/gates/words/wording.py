"""Words of a claim beside the words of its quotes: species and plain overlap."""

import re
from collections import Counter
from collections.abc import Iterable

from shared.gates.words.normal import normalise, sentences

_TOKEN = re.compile(r"[A-Za-zα-ω][A-Za-zα-ω'-]*|\d+(?:[.,]\d+)*%?")
_STOP = re.compile(
    r"(?:"
    r"about|after|also|among|and|are|been|before|between|both|but|can|cannot|could|did|does|during|each|every|"
    r"from|had|has|have|having|here|into|its|may|might|more|most|much|nor|not|once|only|other|over|per|"
    r"reported|same|shown|significant|significantly|some|study|studies|such|than|that|the|their|them|then|"
    r"there|these|they|this|those|through|trial|trials|under|until|upon|very|was|were|what|when|where|"
    r"which|while|who|whose|will|with|within|without|would|one|two|three|participants|patients|people|"
    r"results|findings|associated|compared|received|treatment|effect|effects|increased|decreased|reduced|"
    r"higher|lower|group|groups"
    r")"
)
_HUMANS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|humans?|people|persons?|adults|adolescents|children|infants|women|men|"
    r"athletes|outpatients|inpatients|clinical trials?)\b",
    re.IGNORECASE,
)
_HUMANISED = re.compile(r"\bhumani[sz]ed\b", re.IGNORECASE)
_LABORATORY = re.compile(
    r"\b(?:animals?|in vitro|ex vivo|cells?|cell lines?|tissues?|rodents?|cultures?|cultured|pups?|litters?|dams?|"
    r"weanlings?|strains?|\w+cytes?|\w+blasts?|macrophages?|mitochondri\w+|microsom\w+|organoids?|explants?|"
    r"homogenates?|assays?)\b",
    re.IGNORECASE,
)
_MATERIAL = re.compile(
    r"\b(?:in vitro|ex vivo|cell lines?|cultures?|cultured|\w+cytes?|\w+blasts?|macrophages?|mitochondri\w+|"
    r"microsom\w+|organoids?|explants?|homogenates?|assays?|samples?|slices?|cells?|tumou?rs?|teeth|chips?|extracts?|"
    r"enzymes?|receptors?|biops\w+|specimens?|lysates?|preparations?|immunoglobulins?|surfaces?|strips?|membranes?|"
    r"proteins?|DNA|RNA|genes?|nuclei|[EI]C ?50s?|\w*transfect\w+)\b",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    rf"({_MATERIAL.pattern}) (?:(?:taken|obtained|isolated|derived|grown|made|removed) )?(?:of|from) "
    r"(?:people|persons?|humans?|a person)\b",
    re.IGNORECASE,
)
"""`Macrophages of people` are human macrophages."""
_OUTSIDE = re.compile(
    r"\b(?:in vitro|ex vivo|cell lines?|cell cultures?|cultured|macrophages|hepatocytes|keratinocytes|fibroblasts|"
    r"osteoblasts|myoblasts|astrocytes|adipocytes|chondrocytes|mitochondria|microsomes|organoids?|explants?)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:in vitro|ex vivo|cell lines?|cell cultures?|cultured|explants?|organoids?)\b", re.IGNORECASE)
_WORKED_ON = re.compile(
    rf"{_APART.pattern}|\b(?:transfect\w+|isolated mitochondria|liver mitochondria)\b", re.IGNORECASE
)
_WHOLE = re.compile(
    r"\b(?:in vivo|animals?|rodents?|pups?|litters?|dams?|rats|mice|rabbits|dogs|pigs|monkeys|hamsters|sheep|"
    r"(?:body|liver|kidney|organ|testis|spleen|thymus|brain|heart|uterine|muscle) weights?|weight (?:gain|loss))\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:patients?|participants?|volunteers?|people|persons?|adults|adolescents|children|infants|women|men|woman|man|"
    r"girls?|boys?|athletes|outpatients|inpatients|subjects|individuals|cases|controls|cohorts?|donors|trial)\b",
    re.IGNORECASE,
)
_ANIMALS = {
    "rat": r"rats?|wistar|sprague-dawley|f-?344|fischer[- ]344",
    "mouse": r"mice|mouse|murine|b6c3f1|c57bl\S*|balb/c|cd-1",
    "rabbit": r"rabbits?",
    "dog": r"dogs?|canines?|beagles?",
    "pig": r"(?<!guinea )(?<!guinea-)pigs?|piglets?|porcine|swine|minipigs?",
    "guinea pig": r"guinea[- ]pigs?",
    "monkey": r"monkeys?|macaques?|primates?|marmosets?|baboons?",
    "sheep": r"sheep|ovine|lambs?",
    "cat": r"cats?|feline",
    "horse": r"horses?|equine",
    "cow": r"cows?|bovine|cattle|calves",
    "chicken": r"chickens?|chicks?|hens?",
    "zebrafish": r"zebrafish",
    "hamster": r"hamsters?",
    "ferret": r"ferrets?",
    "gerbil": r"gerbils?",
    "goat": r"goats?",
    "quail": r"quails?",
    "frog": r"frogs?|xenopus|toads?|tadpoles?",
    "fly": r"drosophila|fruit fl(?:y|ies)",
}
_ANIMAL = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _ANIMALS.items()}
_JOINED = re.compile(r";\s|,\s(?=(?:and|so|which|thus|hence|therefore|because)\b)", re.IGNORECASE)
_STATES = re.compile(r"\b(?:you|your|we|it|this|is|are|can|should|must|will)\b", re.IGNORECASE)
_STEM = 5
"""Letters of a stem."""
_MEANS = {
    stem: words[0]
    for words in (
        ("cancer", "cance", "carci", "tumor", "tumou", "neopl"),
        ("liver", "hepat"),
        ("kidney", "kidne", "renal", "nephr"),
        ("heart", "cardi", "myoca", "atria", "atriu", "ventr"),
        ("testis", "testi", "teste"),
        ("blood", "serum", "plasm", "hemat", "haema"),
        ("death", "died", "dying", "kille", "morta", "letha"),
        ("fertile", "ferti", "repro"),
        ("food", "diet", "dieta", "eaten", "eatin", "fed"),
        ("mutate", "mutag", "mutat", "genot"),
        ("lung", "lungs", "pulmo"),
        ("skin", "derma", "cutan"),
        ("brain", "cereb", "encep"),
        ("stomach", "stoma", "gastr"),
        ("bone", "bones", "osteo"),
        ("eye", "eyes", "ocula", "ophth"),
        ("womb", "uteru", "uteri"),
        ("breast", "breas", "mamma"),
        ("nerve", "nervo", "neura", "neuro"),
        ("bleed", "bled", "hemor", "haemo"),
        ("clot", "clots", "throm"),
        ("nausea", "nause", "sick", "sickn"),
        ("vomit", "emeti", "emesi"),
        ("pregnant", "pregn", "gesta"),
        ("newborn", "newbo", "neona"),
        ("swelling", "swell", "swoll", "edema", "oedem"),
        ("itch", "itchi", "itche", "pruri"),
        ("fever", "febri", "pyrex"),
        ("sperm", "semen", "semin"),
        ("vary", "varie", "varia", "varyi"),
        ("live", "lived", "lives", "alive", "survi"),
        ("speak", "spoke", "speec", "talk", "talke", "talki"),
        ("scar", "scars", "scarr", "fibro"),
        ("faeces", "faece", "faeca", "fecal", "feces", "stool"),
        ("old", "older", "elder"),
        ("expected", "expec", "unexp"),
        ("given", "gave", "got", "admin"),
        ("untreated", "untre", "contr", "vehic"),
        ("mother", "mothe", "mater", "dam", "dams"),
        ("fat", "fats", "fatty", "lipid", "adipo"),
        ("weight", "weigh", "heavi", "heavy"),
        ("sleep", "slept", "asleep"),
        ("breathe", "breat", "respi", "venti"),
        ("sugar", "sugars", "gluco", "glyce"),
        ("muscle", "muscl", "myo", "muscu"),
        ("vessel", "vesse", "vascu"),
        ("joint", "joint", "arthr", "artic"),
        ("sight", "visio", "visua"),
        ("grow", "grows", "grew", "grown", "growt", "growi"),
        ("begin", "began", "begun", "onset", "start"),
        ("cell", "cells", "cellu"),
        ("mouse", "mice", "murin"),
        ("unchanged", "uncha", "unaff", "unalt", "chang", "affec", "alter"),
        ("mitochondria", "mitoc"),
    )
    for stem in words[1:]
}
"""Stems that name the same thing, in the field's words and in plain ones."""
MEANINGS = frozenset(_MEANS.values())
"""What `plain` calls such things."""
_ORGANS = frozenset(
    {"liver", "kidney", "heart", "blood", "lung", "skin", "brain", "stomach", "bone", "eye", "womb", "breast", "nerve"}
    | {"testis", "muscle", "vessel"}
)
"""Parts of a body, which a clause beside the quotes may name by another name than they do."""
NEARLY = 0.8
"""Share of a quote's words from which a claim that has them counts as a copy of it."""
SHARED_AT_LEAST = 0.26
"""Share of a claim's own words that its quotes must have: below it, they speak of something else.

Of claims in other words than their quotes the least had 0.30, of claims put on another study's sentences one in 300
had more than 0.25.
"""
_PHRASES = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), meaning)
    for words, meaning in (
        (r"damag\w+ (?:to |of )?(?:the |their )?(?:genes?|DNA|chromosomes?)|(?:genes?|DNA) damag\w+", "genotoxic"),
        (r"br(?:eaks?|oke|oken|eaking) (?:\w+ )?down|breakdown|broken down", "metabolised"),
        (r"(?:tell|told|telling) (?:\w+ )?apart", "distinguished"),
        (r"(?:under|beneath|below) the skin|subcutaneous(?:ly)?", "subcutaneous"),
        (r"by mouth|orally|swallowed", "oral"),
        (r"(?:by|into|through) (?:a |the )?vein|intravenous(?:ly)?", "intravenous"),
        (r"(?:into|in) the belly|intraperitoneal(?:ly)?|i\.p\.", "intraperitoneal"),
        (r"high blood pressure|hypertensi(?:on|ve)", "hypertension"),
        (r"heart attacks?|myocardial infarctions?", "infarction"),
        (r"high cholesterol|hypercholesterol[ae]*mi(?:a|c)", "hypercholesterolemia"),
        (r"straight lines?|linear(?:ly)?", "linear"),
        (r"heart ?beats?|heart rates?|pulses?(?: rates?)?", "heartbeat"),
        (r"air ?spaces?|air ?ways?", "airspace"),
        (r"white (?:blood )?cells?|WBC|leu[ck]ocytes?", "leukocyte"),
        (r"(?:fell|falls?) short of|non-?significant(?:ly)?|not significant(?:ly)?", "insignificant"),
        (r"(?:made|makes?|making) no (?:\w+ )?difference|without (?:any )?effects?|no effects?", "ineffective"),
    )
)
"""Several plain words that stand for one term of art."""
_COMPOUND = re.compile(r"(?<=\w{3})-(?=\w{4})|-(?:of|to|in|by|and)-|\b(?:inter|intra)(?=[a-z]{4})", re.IGNORECASE)
"""Where a word goes over to the next, as in `weight-of-evidence`, `drug-treated` and `interanimal`."""
_CHANGE = re.compile(r"\b(?:increas|decreas|reduc)(?:e|ed|es|ing)\b", re.IGNORECASE)


def words(text: str) -> list[str]:
    """Lower-case words and numbers, in order."""
    return [each.lower() for each in _TOKEN.findall(normalise(text).text)]


def same_words(one: str, other: str) -> bool:
    """The same words in the same order, whatever their case, spacing and punctuation."""
    return words(one) == words(other)


def nearly(claim: str, quote: str) -> bool:
    """The claim repeats the quote with little changed, whatever it says beside it."""
    of = Counter(words(quote))
    return (Counter(words(claim)) & of).total() >= NEARLY * max(of.total(), 1)


def human_words(text: str) -> set[str]:
    """The words for people, in the singular as far as a plural s goes; cells or parts of people are `human`."""
    told = _OF_PEOPLE.sub(r"human \1", normalise(text).text)
    return {each.lower().removesuffix("s") for each in _HUMANS.findall(told)}


def humanised(texts: Iterable[str]) -> set[str]:
    """`human` where a text speaks of something made like a person's (`humanized mice`), else nothing."""
    return {"human"} if any(_HUMANISED.search(each) for each in texts) else set()


def laboratory_words(text: str) -> str:
    """A word for animals or cells in general, or nothing."""
    return first(_LABORATORY, normalise(text).text)


def both_of_cells(claim: str, quotes: Iterable[str]) -> bool:
    """The claim and a quote speak of work on cells, tissue or parts of cells, whoever they were taken from."""
    return bool(_MATERIAL.search(normalise(claim).text)) and any(_MATERIAL.search(normalise(q).text) for q in quotes)


def of_cells_by_its_record(claim: str, quotes: Iterable[str], record: Iterable[str]) -> bool:
    """The claim speaks of cells, its quotes of no whole animal or person, and the rest of the record of work on cells.

    That the work was done outside a body is often said once, where the methods are told.
    """
    whole = any(_WHOLE.search(body) or _PERSONS.search(body) for body in (normalise(each).text for each in quotes))
    return (
        not whole
        and bool(_MATERIAL.search(normalise(claim).text))
        and any(_WORKED_ON.search(normalise(each).text) for each in record)
    )


def cells_alone(text: str) -> bool:
    """It speaks of cells or parts of them outside a body, and of no person."""
    body = normalise(text).text
    return bool(_OUTSIDE.search(body)) and not _PERSONS.search(body)


def animals_alone(text: str) -> str:
    """A word for an animal, where no person is spoken of; else nothing."""
    return "" if _PERSONS.search(normalise(text).text) else next(iter(animals(text).values()), "")


def outside_alone(text: str) -> str:
    """Words for work outside a body (`in vitro`, a cell line, a culture), where no whole animal or person is spoken of;
    else nothing. A cell of some kind may be one in a body."""
    body = normalise(text).text
    return "" if _PERSONS.search(body) or _WHOLE.search(body) else first(_APART, body)


def whole_animals(text: str) -> bool:
    """It speaks of animals as such, or of what they weigh."""
    return bool(_WHOLE.search(normalise(text).text))


def animals(text: str) -> dict[str, str]:
    """The kinds of animal named, each with its word."""
    body = normalise(text).text
    found = {name: regex.search(body) for name, regex in _ANIMAL.items()}
    return {name: match[0] for name, match in found.items() if match}


def only_animal(record: Iterable[str]) -> str:
    """The one kind of animal that a record names, or nothing where it names none or several."""
    kinds = {kind for each in record for kind in animals(each)}
    return kinds.pop() if len(kinds) == 1 else ""


def shared(claim: str, quotes: Iterable[str], known: Iterable[str]) -> float:
    """The share of the claim's own words that its quotes have; words of `known` count neither way."""
    own = plain(claim) - plain(" ".join(known))
    if not own:
        return 1.0
    there = " ".join(quotes)
    return len(own & (plain(there) | plain(_COMPOUND.sub(" ", there)))) / len(own)


def plain(text: str) -> set[str]:
    """Stems with terms of art as the plain words that they mean, and short plurals in the singular."""
    for words, meaning in _PHRASES:
        text = words.sub(meaning, text)
    bare = (each.rstrip("'-") for each in stems(text))
    return {_MEANS.get(each) or each.removesuffix("s") for each in bare}


def beside_the_quotes(claim: str, known: Iterable[str]) -> str:
    """The first sentence or joined clause of a claim that has no word of what is known, or nothing.

    Only what could stand by itself counts: a sentence behind the first, or a clause joined to it by a comma.
    """
    there = stems(" ".join(known)) | plain(" ".join(known)) & _ORGANS
    there |= {each[0][:_STEM].lower() for one in known for each in _CHANGE.finditer(one)}
    text = normalise(claim)
    parts = [part.strip() for each in sentences(text) for part in _JOINED.split(each.text)]
    for part in parts[1:]:
        own = stems(part)
        if own and not (own | plain(part) & _ORGANS) & there and (len(own) >= 3 or _STATES.search(part)):
            return part
    return ""


def stems(text: str) -> set[str]:
    """The first five letters of each word that carries a meaning of its own, and the numbers."""
    return {stem for _, stem in meant(normalise(text).text)}


def meant(text: str) -> list[tuple[int, str]]:
    """The same of a normalised text in its order, each stem with where it stands."""
    found = ((match.start(), match[0].lower()) for match in _TOKEN.finditer(text))
    kept = ((at, each) for at, each in found if (len(each) > 2 or each[0].isdigit()) and not _STOP.fullmatch(each))
    return [(at, each[:_STEM]) for at, each in kept]


def first(regex: re.Pattern[str], text: str) -> str:
    """The first match, or nothing."""
    match = regex.search(text)
    return match[0] if match else ""
