"""Text that somebody else wrote, before a model reads it or a page quotes it.

An abstract is data. A sentence that speaks to a model, carries markup or an address, or hides something is withheld: no
writer is shown it, no claim may rest on it, no page quotes it, and of a tampered record nothing else either. A false
result that reads like any other is none of these; what holds against it is that it stands under its author's name.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal

from shared.domain.evidence.pack import Citation, EvidencePack, PackStudy
from shared.domain.evidence.study import Study
from shared.domain.evidence.study import sentences as sentences_of
from shared.gates.rules import c15_procurement
from shared.gates.words.addresses import has_address
from shared.gates.words.disguises import decoded, spaced, tagged, undone
from shared.gates.words.normal import normalise, sentences
from shared.gates.words.orders import foreign, odd, orders

Why = Literal["", "orders", "markup", "address", "odd", "encoded", "disguised", "invisible"]
"""Why a text is withheld; empty where it is not."""
_ALONE = ("", "address", "odd")
"""Reasons for which a sentence is withheld alone: honest abstracts have such sentences."""

WITHHELD_RECORD = "withheld: its record holds words addressed to a machine, or others that no page prints"
"""A pack's reason for leaving out a record of which nothing is used."""

_TAG = re.compile(r"<(?=\s*[/!?a-zA-Z])")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that show characters in another order than they stand in."""
_HIDDEN_AT_MOST = 3
"""Zero-width characters that a sentence may hold: publishers leave one or two."""
_HIDDEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\u034f]")

_MARKUP = re.compile(
    r"<\s*/?\s*[a-z][\w:-]*\s[^<>]*=[^<>]*>|<\s*a\s+\w+\s?=|<\s*/?\s*(?:script|svg|img|image|iframe|object|embed|"
    r"style|link|meta|base|form|input|button|math|body|html|head|a|p|br|div|span|h\d|table|tr|td|ul|li|pre|code|"
    r"details|template|video|audio|evidence|claims?|accepted|refused|withdrawn|system|instructions?|user|assistant|"
    r"human|document)\s*(?:/\s*)?>|<\s*(?:script|svg|img|iframe)\b|<!(?:--|\[|doctype)|<\?(?:xml|php)|\bon(?:error|"
    r"load|click|mouse\w+|focus|begin)\s?=|\b(?:java|vb)script\s?:|\bdata:(?:text|image|application)/|!\[[^\]]*\]\(|"
    r"\]\(\s*(?:https?|www|/|#|mailto|ftp|data|javascript|\w[\w-]*\.[a-z]{2,})|^\s*\[[^\]]{1,80}\]:\s?\S*(?://|www)",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """One line without control and invisible characters; what looks like a tag is none any more."""
    spaced = " ".join(text.split())
    visible = "".join(each for each in spaced if unicodedata.category(each) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
    return _TAG.sub("‹", visible)


@lru_cache(maxsize=20_000)
def withheld(text: str) -> Why:
    """Why this sentence or title is given to no model and quoted on no page; empty where nothing is against it."""
    if _DIRECTION.search(text) or tagged(text) or len(_HIDDEN.findall(text)) > _HIDDEN_AT_MOST:
        return "invisible"
    plain = normalise(text).text
    if why := _seen(plain):
        return why
    if foreign(plain) or foreign(text):
        return "orders"
    if next(decoded(text), None):
        return "encoded"
    return "disguised" if spaced(plain) or any(_seen(each) for each in undone(plain)) else ""


def _seen(text: str) -> Why:
    if _MARKUP.search(text):
        return "markup"
    if orders(text):
        return "orders"
    if has_address(text):
        return "address"
    return "odd" if odd(text) else ""


def citable(study: PackStudy) -> bool:
    """Whether its record may be printed as a reference: nothing is against what would be printed."""
    return _printable(study.citation, (*study.appraisal.funding, *study.appraisal.supported))


def _printable(cited: Citation | Study, payers: Iterable[str]) -> bool:
    printed = (cited.title, ", ".join(cited.authors), cited.journal, cited.doi or "", "; ".join(payers))
    return not any(withheld(each) or _sells(each) for each in printed)


def tampered(study: PackStudy, texts: Iterable[str]) -> bool:
    """Whether nothing of a record is used: it may not be cited, or one of its sentences speaks to a model, carries
    markup or hides something. What stands beside such a sentence may be its other half. An address alone is no such
    thing: honest abstracts have them.
    """
    return not citable(study) or hostile(texts)


def tampered_record(study: Study, payers: Iterable[str]) -> bool:
    """The same of a record as it was read; `payers` are those of its appraisal."""
    return not _printable(study, payers) or hostile(each.text for each in sentences_of(study))


def hostile(texts: Iterable[str]) -> bool:
    """Whether a sentence among these speaks to a model, carries markup or hides something."""
    return any(withheld(each) not in _ALONE for each in texts)


def tampered_in(pack: EvidencePack, pmids: AbstractSet[str]) -> frozenset[str]:
    """Those of these records of a pack that are."""
    texts: dict[str, list[str]] = {pmid: [] for pmid in pmids}
    for each in pack.sentences:
        if each.pmid in texts:
            texts[each.pmid].append(each.text)
    studies = ((pmid, pack.study(pmid)) for pmid in texts)
    return frozenset(pmid for pmid, study in studies if study and tampered(study, texts[pmid]))


def withheld_of(pack: EvidencePack) -> dict[str, int]:
    """How many of a pack's sentences are withheld: by reason, and as `record` those that go with a tampered record."""
    gone = tampered_in(pack, {each.pmid for each in pack.sentences})
    found = Counter(withheld(each.text) or ("record" if each.pmid in gone else "") for each in pack.sentences)
    return {why: count for why, count in sorted(found.items()) if why}


def _sells(text: str) -> bool:
    normal = normalise(text)
    return any(next(c15_procurement.FAMILY.find(each.text), None) for each in sentences(normal))
