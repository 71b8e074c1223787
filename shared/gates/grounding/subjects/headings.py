"""The outcome of a claim, which a page prints as a heading above it, beside what its quotes measured.

An outcome is one of the list's that the cited records tell of, or a few neutral words that stand in the claim's quotes
or in the titles of their studies. It says what was looked at, never which way that went, and it denies nothing.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from shared.domain.evidence.outcome_order import named
from shared.domain.evidence.outcomes import OUTCOMES, OutcomeKind
from shared.gates.words.lexicon import DISEASE_ENDINGS
from shared.gates.words.normal import normalise, sentences
from shared.gates.words.wording import MEANINGS, plain

WORDS_AT_MOST = 8
"""Of an outcome: a heading is no sentence."""
_ANY_STUDY = frozenset({"adverse_events"})
"""What every harm is one of, by whatever name its quote calls it."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = re.compile(r"(?:a|an|the|of|in|on|at|to|for|from|by|with|and|or|per|after|during|between|among|as)")
_NEUTRAL = re.compile(
    r"(?:levels?|concentrations?|scores?|rates?|ratios?|counts?|numbers?|values?|indi(?:ces|ces)|index|measures?|"
    r"measurements?|measured|outcomes?|endpoints?|changes?|findings?|results?|effects?|responses?|responsiveness|"
    r"activit(?:y|ies)|expression|frequenc(?:y|ies)|incidences?|occurrences?|prevalence|risks?|intensity|severity|"
    r"sizes?|amounts?|contents?|duration|times?|extent|reports?|events?|signs?|markers?|parameters?|overall|total|"
    r"mean|differences?|comparisons?|variation|associations?|agreement|status|course|data|role|use|tests?|others?|"
    r"any|participants?|subjects?|volunteers?|samples?|design|accuracy|causes?|cells?|cellular|enzymes?|organs?|tissues?|proteins?|genes?|genetic|hormones?|drugs?|substances?|"
    r"compounds?|bod(?:y|ies)|animals?|rodents?|species|people|patients|doses?|diets?|exposures?|treatments?|"
    r"administration|formation|damage|lesions?|function)"
)
"""Words of measuring, and of what any study is of: beside a thing that the quotes name they add nothing to it."""
_FATE = re.compile(
    r"(?:cur(?:e|es|ed|ing)|prevent\w*|revers\w*|eradicat\w*|eliminat\w*|rejuvenat\w*|restor\w*|protect\w*|regress\w*|"
    r"stop(?:s|ped|ping)?|halt(?:s|ed|ing)?|delay\w*|prolong\w*|extension)"
)
"""Words that say what becomes of a thing: they are that thing's alone."""
_FEARED = (
    r"diabetes|obesity|overweight|cancers?|tumors?|carcinoma\w*|pains?|wounds?|ulcers?|diseases?|disorders?|syndromes?|"
    r"infections?|depression|anxiety|insomnia|strokes?|hypertension|infarctions?|attacks?|failures?|fractures?|"
    r"dementia|alzheimer\w*|parkinson\w*|asthma|eczema|acne|allerg(?:y|ies)|migraines?|headaches?|ageing|aging|"
    r"impotence|covid\w*|autism|adhd|illness(?:es)?|alopecia|baldness|wrinkles?|lupus|psoriasis|gout|sepsis|"
    r"pneumonia|infertility|deaths?|died|lethality|mortality|surviv\w*|li(?:fe|ves)|lifespan|longevity|youth\w*|"
    r"young\w*|pregnan\w*|libido|memory|sleep|energy|strength|weight"
)
"""What people fear or hope for."""
_PROCESS = r"(?:apopt|necr|mit|mei|osm|diagn|progn|\w*cyt)osis"
"""Ends like a disease and is none."""
_HEAVY = re.compile(
    rf"{_FATE.pattern}|(?!{_PROCESS})\w+{DISEASE_ENDINGS}|\w*(?:{_FEARED})|"
    r"remission\w*|recover\w*|resol(?:ution|ved)|reliev\w*|relief|improv\w*|benefi\w*|heal(?:s|ed|ing)?|slow\w*|"
    r"(?:high|low|long|short|fast|few|great|small|strong|weak|bett|saf)er|\w{3,}est|less|more|healthy|ideal|optimal|perfect|natural|safe|safety|harm\w*|"
    r"increas\w*|decreas\w*|reduc\w*|los[st]|loss(?:es)?|gains?|success\w*|efficacy|effective\w*|works?|"
    r"you\w*|ask|doctors?|buy\w*"
)
"""Words that make a heading a claim of its own, or name what people fear and hope for."""
_DENIED = re.compile(
    r"(?<![\w-])(?:no|not|without|never|none|nothing|free|lack|absence|zero|than|better|best|worse)(?![\w-])",
    re.IGNORECASE,
)
_ENDING = re.compile(
    r"(?:|e|s|es|ed|d|t|y|ies|ied|ing|ings|er|ers|or|ors|al|als|ally|ic|ics|ical|ism|ity|ities|ous|ive|ives|ly|ant|ants|"
    r"ent|ents|ance|ances|ence|ences|ency|ion|ions|tion|tions|on|ve|ation|ations|ational|ated|ates|ating|ative|atory|"
    r"ate|able|ability|ible|ibility|tic|sis|ses|ment|ments|ful|fully|ary|ory|um|us|a|ae|le|ular|ce|ced|cing|ction|ctions|ption|"
    r"bed|bs|th|ness|ish|ate|ise|ised|ize|ized|ization|ety|re|ude|oid|ogenic|ogenicity|genic|genesis|esis|ne|ar)"
)
_JOINED = re.compile(r"(?:anti|hepato|nephro|neuro|cardio|gastro|immuno|cyto|non|pre|post|hyper|hypo)(?=\w{4})")
"""What stands before another word in one: `antihypertensive` speaks of hypertension."""
_ALSO = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        (r"recover\w*", r"recover\w*|return(?:ed|s|ing)?|baseline"),
        (
            r"deaths?|died|mortality|lethality|surviv\w*|lifespan|longevity",
            r"surviv\w*|alive|lived?|os|pfs|lifespan|longevity|fatal\w*",
        ),
        (r"weight", r"weigh\w*|bmi|obes\w*|overweight|heavier|lighter"),
        (r"overweight|obesity", r"weigh\w*|bmi|obes\w*|overweight|lean\w*"),
        (r"diagnos\w*", r"diagnos\w*|sensitivity|specificity|roc|auc"),
        (r"strength", r"strong\w*|force|grip|weak\w*"),
        (r"pains?", r"analges\w*|\w*nocicept\w*|\w+algia|aches?|hurt\w*|sore\w*"),
        (r"infections?|sepsis", r"infect\w*|sepsis|septic\w*|bacter\w*|vir(?:us|al)\w*"),
        (
            r"cancers?|tumors?|carcinoma\w*",
            r"lymphom\w*|leuk\w*|sarcom\w*|malignan\w*|\w*adenom\w*|melanom\w*|metasta\w*|myelom\w*",
        ),
        (r"sleep|insomnia", r"insomn\w*|slept|apne\w*|wake\w*"),
        (r"remission", r"cr|remi\w*"),
        (r"loss(?:es)?|lost", r"los[est]\w*"),
        (r"heal\w*", r"heal\w*|clos(?:ed|ure)|mended|reepithel\w*"),
        (r"peroxidation|oxidative", r"mda|malondialdehyde|tbars|peroxid\w*|oxidat\w*"),
        (r"enzymes?", r"\w{3,}ases?|ast|alt"),
        (r"chromosom\w*", r"\w*chromat\w*"),
        (r"diabetes", r"diabet\w*|t2dm?|hyperglyc\w*"),
    )
)
"""Words that tell of one thing by several names."""
_STEM_AT_LEAST = 4
_APART = 2
"""Content words from a word of fate to the thing that it is said of."""


def unspoken(
    outcome: str,
    text: str,
    quotes: Sequence[str],
    titles: Iterable[str],
    told: Collection[str],
    abstracts: Iterable[str] = (),
) -> str:
    """What of an outcome neither the quotes nor the titles speak of, or nothing.

    `text` is the claim's, which stands beneath and is judged by itself; `told` are ids of the list's outcomes that the
    cited records tell of by their rules. Neutral words may stand anywhere in the `abstracts` of the cited records, for
    what a study looked at is often said once.
    """
    words = _words(outcome)
    if strange(outcome) or len(words) > WORDS_AT_MOST or _DENIED.search(normalise(outcome).text):
        return outcome
    grounds = [*quotes, *titles]
    if kind := named(outcome):
        return "" if _of_the_list(kind, grounds, told) else outcome
    there = _There([*grounds, text])
    absent = [each for each in words if not there.has(each)]
    missing = [each for each in absent if not _NEUTRAL.fullmatch(each)]
    if any(map(_HEAVY.fullmatch, missing)):
        return ", ".join(missing)
    if missing and len(absent) == len(words) and not any(map(_There([*abstracts]).has, missing)):
        return ", ".join(missing)
    return "" if there.together(words) else outcome


def strange(outcome: str) -> bool:
    """Whether it has letters that no English word has; symbols are Greek."""
    letters = (each for each in outcome if each.isalpha())
    return not all(unicodedata.name(each, "").startswith(("LATIN", "GREEK", "MICRO")) for each in letters)


def _of_the_list(kind: OutcomeKind, grounds: Sequence[str], told: Collection[str]) -> bool:
    """Whether the records speak of this outcome: by its own words, or by their rules where they name no other."""
    if kind.id in _ANY_STUDY or _named_in(kind, _There(grounds)):
        return True
    return kind.id in told and not any(_named_in(each, _There(grounds)) for each in OUTCOMES.values())


def _named_in(kind: OutcomeKind, there: "_There") -> bool:
    """Whether all words of measure of its id, its title or a part of that stand there."""
    ways = [_words(each) for each in (kind.id.replace("_", " "), *re.split(r" and | or |, ", kind.title))]
    own = [[each for each in way if not _NEUTRAL.fullmatch(each)] for way in ways]
    return any(way and all(map(there.has, way)) for way in own)


class _There:
    """The words that stand in some texts, by their stems and by what they mean."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._sentences = [_words(part.text) for each in texts for part in sentences(normalise(each))]
        whole = {each for one in self._sentences for each in one}
        self._words = whole | {_JOINED.sub("", each, count=1) for each in whole}
        self._plain = plain(" ".join([*texts, *self._words]))

    def has(self, word: str) -> bool:
        if any(_alike(word, each) for each in self._words) or self._means(word):
            return True
        others = [other for one, other in _ALSO if one.fullmatch(word)]
        return any(other.fullmatch(each) for other in others for each in self._words)

    def _means(self, word: str) -> bool:
        """Whether a word that means the same stands there; of a plain word its first letters suffice."""
        same = plain(word) & self._plain
        return bool(same & MEANINGS if _HEAVY.fullmatch(word) else same)

    def together(self, words: Sequence[str]) -> bool:
        """Whether each word of fate stands beside its thing in some sentence too."""
        for at, word in enumerate(words):
            things = [each for each in (*words[:at], *words[at + 1 :]) if not _NEUTRAL.fullmatch(each)]
            if _FATE.fullmatch(word) and things and not any(self._beside(word, each) for each in things):
                return False
        return True

    def _beside(self, word: str, thing: str) -> bool:
        for one in self._sentences:
            fates = [at for at, each in enumerate(one) if _alike(word, each)]
            if any(_alike(thing, each) for at in fates for each in one[max(0, at - _APART) : at + _APART + 1]):
                return True
        return False


def _words(text: str) -> list[str]:
    """Its words in one spelling, the small ones left out."""
    found = _WORD.findall(normalise(text).text.casefold())
    return [_spelt(each) for each in found if not _SMALL.fullmatch(each)]


def _spelt(word: str) -> str:
    for one, other in (("ae", "e"), ("oe", "e"), ("our", "or"), ("ise", "ize"), ("isa", "iza")):
        word = word.replace(one, other)
    return word


def _alike(one: str, other: str) -> bool:
    """Two forms of one word: the same letters from its beginning, and endings behind them."""
    if one == other or one.removesuffix("s") == other.removesuffix("s"):
        return True
    return any(
        one[:length] == other[:length] and _ENDING.fullmatch(one[length:]) and _ENDING.fullmatch(other[length:])
        for length in range(_STEM_AT_LEAST, min(len(one), len(other)) + 1)
    )
