"""C11: animals with an illness, a lesion or a gene taken out, told as animals at large.

What lowered the pressure of rats with damaged kidneys was not seen in rats. Where each animal of the quotes is narrowed
by what is wrong with it or by its age, a claim that names the animal keeps some word of that. Strain, sex and diet
narrow nothing here: they stand beside the claim (docs/adr/0028).
"""

import re
from collections.abc import Sequence

from shared.gates.words.labels import labels, short_forms
from shared.gates.words.normal import normalise
from shared.gates.words.wording import MEANINGS, plain

_KINDS = (
    r"(?:rats?|mice|mouse|rabbits?|pigs?|piglets?|dogs?|hamsters?|monkeys?|macaques?|sheep|gerbils?|guinea pigs?|"
    r"animals?)"
)
_ILL = (
    r"(?:\w*diabetic|obese|hypertensive|septic|\w*infected|injured|wounded|lesioned|knock-?outs?|"
    r"(?:\w+-)?(?:deficient|null)|transgenic|mutant|castrated|\w+ectomi[sz]ed|salt-sensitive|stressed|depressed|\w+-bearing|\w*arthritic|colitic|"
    r"isch\w+mic|ur\w*mic|cirrhotic|burn(?:ed|t)|irradiated|aged|old|senescent|ag(?:e?)ing|epileptic|parkinsonian|"
    r"hypercholesterol\w+|hyperlipid\w+|insulin-resistant|osteoporotic|asthmatic|an\w+mic|allergic|sensiti[sz]ed|"
    r"denervated|paraly[sz]ed|db/db|ob/ob|-/-|[\w-]+-induced)"
)
_PHRASE = re.compile(
    rf"(?P<before>(?:[\w/'-]+ ){{0,4}})\b(?P<head>{_KINDS})\b(?P<after>(?: (?:with(?! (?:the |an? |"
    r"saline|placebo|vehicle|\d|\w+tide\b))|after|following|lacking|suffering from|subjected to|undergoing|"
    r"bearing|prone to|without)(?: (?!were\b|was\b|had\b|did\b|received\b|given\b|and\b)[\w-]+){1,6})?)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:in|of|to|from|for|among|by|than|and|the|with|on)\s", re.IGNORECASE)
_IS_ILL = re.compile(rf"(?<![\w-]){_ILL}\b", re.IGNORECASE)
_ILLNESS = re.compile(
    r"^ (?:with|suffering from|bearing|prone to|lacking) |\b(?:injur\w+|lesions?|damage\w*|disease|"
    r"isch\w+mia|infarct\w*|stroke|sepsis|colitis|arthritis|diabetes|infection|fractures?|ligation|transection|occlusion|resection|burns?|"
    r"surgery|h\w*emorrhage|ulcers?|tumou?rs?|hypertension|obesity)\b",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"\b(?:diseas\w+|ill(?:ness)?|sick\w*|injur\w+|lesion\w*|damag\w+|model|unwell|hurt|wound\w*|affected|such|these|"
    r"those|old(?:er)?|age\w*|mutant|knock\w*|lack\w*|without|surg\w+|operat\w+|healthy|normal|"
    r"(?:\d+|two|three|four|five|six|eight|ten|twelve)[- ](?:days?|weeks?|months?))\b",
    re.IGNORECASE,
)


def dropped(claim: str, quotes: Sequence[str]) -> str:
    """The animal of the claim that its quotes narrow by what is wrong with it, and the claim by nothing; or nothing."""
    text = normalise(claim).text
    own = [match for match in _PHRASE.finditer(text) if not match["after"]]
    if not own or _SAYS_SO.search(text) or _IS_ILL.search(text) or _ILLNESS.search(text):
        return ""
    bodies = [normalise(quote).text for quote in quotes]
    told = [match for body in bodies for match in _PHRASE.finditer(body)]
    narrowed = [f"{_JOINT.split(each['before'])[-1]}{each['after']}" for each in told if _narrows(each)]
    if not narrowed or len(narrowed) < len(told):
        return ""
    short = short_forms(quotes)
    kept = {each.stem for each in labels(text, short)} | plain(text) & MEANINGS
    words = " ".join(narrowed)
    by = {each.stem for each in labels(words, short)} | plain(words) & MEANINGS
    return "" if kept & by else own[0]["head"]


def _narrows(phrase: re.Match[str]) -> bool:
    after = phrase["after"]
    return _IS_ILL.search(phrase["before"]) is not None or _ILLNESS.search(after) is not None
