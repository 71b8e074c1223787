"""Titles that say of themselves that the article was retracted, where PubMed's identifiers do not (rule I6)."""

import re

_KIND = r"(?:articles?|papers?|notes?|notices?|publication|chapter|manuscript|report|letter|(?:re)?print)"
_OPENING = re.compile(
    rf"\W*(?:"
    # "Retracted Article: ...", "[Retracted] ...", "Retraction Note: ...", "Retracted - ...".
    rf"(?i:retracted|withdrawn|retraction|removed|temporar(?:y|ily) (?:removal|removed|withdrawal|withdrawn))"
    rf"(?: (?!\w+s\b)(?i:{_KIND}))?(?: (?i:to|of|for))?(?:\s*[:\])]|\s+[-–—]\s)|"
    # "Retraction notice to ...", "Retraction of \"...\"", "Retraction for Smith et al., ...".
    r"(?i:(?:retraction|withdrawal) (?:note|notice) (?:to|of|for|on|regarding)\b)|"
    r"(?i:retraction (?:to|of|for)) (?:[\"“‘']|[A-Z][\w'’-]+(?: [A-Z]{1,3})? et al\b)|"
    # "Statement of Retraction: ...", "Notice of withdrawal", "Editorial retraction: ...".
    r"(?i:(?:statement|note|notice) of (?:\w+ )?(?:retraction|withdrawal|removal)\s*(?:[:.\]-]|$))|"
    r"(?i:(?:authors?['’]?|editorial|editor['’]s|publisher['’]?s?|article|paper|partial) retraction\s*(?:[:.\]]|$))|"
    r"(?i:(?:retraction|withdrawal) (?:note|notice)\s*(?:[:.\]-]|$))|"
    # "Article withdrawn: ...", "This article has been retracted. ...".
    r"(?i:(?:this )?(?:article|paper|manuscript|study) (?:(?:has|have) been |was |is )?(?:retracted|"
    r"withdrawn)\s*[:.\])])|(?i:retract(?:ed|ion)\W*$))"
)
_SHOUTED = re.compile(r"\W*(?:RETRACTED|WITHDRAWN|RETRACTION|WITHDRAWAL(?=\s?:))\b")
_CLOSING = re.compile(
    # "... [RETRACTED]", "... (Retracted Article)", "... (Retracted article. See vol. 12, p. 34)".
    rf"\[(?i:retracted|withdrawn|retraction|removed)(?: (?!\w+s\b)(?i:{_KIND})\b[^\[\]]{{0,80}})?\]\W*$|"
    rf"\((?:(?i:retracted|withdrawn|retraction) (?!\w+s\b)(?i:{_KIND})\b[^()]{{0,80}}|"
    r"Retracted|RETRACTED|Withdrawn|WITHDRAWN|Retraction|RETRACTION)\)\W*$|"
    # "... - Retracted", "...: Retracted article".
    rf"(?:[:.?!]|\s[-–—])\s*(?:Retracted|Withdrawn)(?: (?!\w+s\b)(?i:{_KIND}))?\W*$"
)
_SHOUTED_LAST = re.compile(r"\b(?:RETRACTED|WITHDRAWN)(?: (?:ARTICLE|PAPER))?\W*$")
_SMALL = re.compile("[a-z]")


def retraction_in(title: str) -> re.Match[str] | None:
    """Where a title says that its article is retracted, or is the notice of it; None where it only speaks of that.

    "Retracted nails" is an anatomical finding and "Retracted articles: a survey" a study of others: the word counts
    before a colon, a bracket or a dash, in brackets at the end, or in capitals where the title is not all capitals.
    """
    found = _OPENING.match(title) or _CLOSING.search(title)
    if found or not _SMALL.search(title):
        return found
    return _SHOUTED.match(title) or _SHOUTED_LAST.search(title)
