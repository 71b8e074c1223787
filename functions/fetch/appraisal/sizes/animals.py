"""Counts of animals that are some of them: one group, one time, one experiment, one of two species, those killed.

An abstract of toxicology tells doses, days and groups and seldom how many animals there were in all; what it counts
is mostly a part. So a count of animals needs more to be a size than one of people.
"""

import re

from functions.fetch.appraisal.sizes.ranks import Count, Rank
from functions.fetch.appraisal.sizes.words import ANIMALS

_I = re.IGNORECASE
GROUP = 20
"""Fewer than so many, with their n in brackets, may be one group of several."""
_SPECIES = r"(?:rats|mice|rabbits|hamsters|dogs|monkeys|gerbils|pigs|cats|(?:guinea|mini) ?pigs|quail|chickens|ducks)"
_SEVERAL = re.compile(
    rf"\b{_SPECIES}(?:,| and| or)(?: [\w/-]+){{0,3}}? {_SPECIES}\b(?! (?:cells?|livers?|models?|studies)\b)", _I
)
"""Rats and mice: a count of one kind is not that of both."""
_KNOWN = re.compile(r"\b(?:has|have) been\b|\b(?:previous|earlier|known|reported|studies|literature)\b", _I)
_ONE_SEX = re.compile(r"(?:dams|does|sows|ewes|hens|(?:fe)?males)\b", _I)
_TIMED = re.compile(
    r"(?:\s(?!and\b)[\w/-]+){0,4}?\s(?:at|after|within) \d[\d.]*(?:,? (?:and|or|to) \d[\d.]*|, \d[\d.]*)*[ -]?"
    r"(?:s|min|h|hr|d|wk|mo|hours?|minutes?|days?|weeks?|months?)\b",
    _I,
)
_ALL = re.compile(r"\b(?:all|total(?: of)?|altogether|divided|randomi[sz]ed)\b", _I)
_OPENS = re.compile(r"(?:^|[.:;]\s|\n)\W*(?:(?:A|The) (?:total|group) of )?$")
_INJURED = re.compile(
    r"\bof (?:the )?[^.]{0,40}\b(?:was|were) (?:cut|clamped|ligated|occluded|severed|crushed|removed)\b|"
    r"\b(?:made|created|produced|inflicted) (?:on|in) the \w+ of ",
    _I,
)
"""What is done to an organ of so many opens an experiment: "both renal arteries of 36 rats were clamped"."""
_IN = re.compile(r"[.:;]\s+In $")
"""In five dogs that were bled: some; "in five dogs, flow was measured" may be said of all."""
_TAKEN = re.compile(
    r"\b(?:from|(?:livers?|lungs?|kidneys?|brains?|hearts?|spleens?|testes|sperm|semen|ovaries|uteri|eggs|"
    r"embryos|bones?|teeth|muscles?|eyes?|skins?|blood|serum|sera|plasma|"
    r"urine|milk|bile|tissues?|cells|hepatocytes|neurons|slices|organs|samples|sections) of) (?:the )?$",
    _I,
)
"""What was taken from so many animals was taken from those who had it."""
_KIND = re.compile(rf"\b{ANIMALS}\b", _I)


def some_of_them(count: Count, text: str) -> bool:
    """Whether a count of animals, at its place in the abstract, is told of some of them."""
    before, after = text[max(0, count.at - 40) : count.at], text[count.at + len(count.quote) :][:120]
    if count.rank is Rank.NAMED and not _OPENS.search(before) and not _INJURED.search(before + after.split(".")[0]):
        return True
    if count.rank >= Rank.STUDIED and (_TAKEN.search(before) or (_IN.search(before) and not after.startswith(","))):
        return True
    small = count.marked and (count.n < GROUP or _ONE_SEX.match(count.quote))
    if small and count.rank >= Rank.STUDIED and not _ALL.search(before + after):
        return True
    return count.rank >= Rank.STUDIED and not _OPENS.search(before) and _TIMED.match(after) is not None


def one_kind_of_several(quote: str, title: str, text: str) -> bool:
    """Whether the quote counts rats where rats and mice were used; animals are of all kinds."""
    if re.search(r"\b(?:animals|birds|fish|rodents)\b", quote, _I):
        return False
    told = " ".join([title, *(each for each in re.split(r"(?<=\w[.])\s", text) if not _KNOWN.search(each))])
    return any(
        not all(kind.lower() in quote.lower() for kind in _KIND.findall(match[0])) for match in _SEVERAL.finditer(told)
    )
