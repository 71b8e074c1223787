"""C20: a citation leads to a record that may be cited, and quoted words stand in it."""

import re
from collections.abc import Iterator

from shared.domain.publishing.monograph import Severity
from shared.gates.context import Context
from shared.gates.family import Family, pattern
from shared.gates.words.normal import normalise

_QUOTED = re.compile(r'"([^"]{4,})"|(?<![A-Za-z])\'((?:[^\']|(?<=\w)\'(?=\w)){4,}?)\'(?![A-Za-z])')
_RETRACTED = re.compile(r"\b(?:retracted|withdrawn|retraction)\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z0-9%]+")
_TURNS = re.compile(r"\b(?:no|not|never|neither|without|cannot|failed|\w+n't|unless|only if|if)\b", re.IGNORECASE)


def _against(sentence: str, known: Context) -> Iterator[tuple[int, int, Severity]]:
    """Words in quotation marks that no quote has, or that leave out what turns them; a retracted source."""
    if known.quotes is None:
        return
    quotes = [normalise(each).text for each in known.quotes]
    plain = [_plain(each) for each in quotes]
    for match in _QUOTED.finditer(sentence):
        words = match[1] or match[2]
        holders = [quote for quote, flat in zip(quotes, plain, strict=True) if _plain(words) in flat]
        if not holders or (all(_TURNS.search(each) for each in holders) and not _TURNS.search(sentence)):
            yield match.start(), match.end(), "block"
    if any(_RETRACTED.search(each) for each in quotes) and not _RETRACTED.search(sentence):
        yield 0, len(sentence), "block"


def _plain(text: str) -> str:
    return f" {_LETTERS.sub(' ', text.lower()).strip()} "


def _set_aside(sentence: str, match: re.Match[str]) -> bool:
    """It is said that the withdrawn source is not used, or that a product was withdrawn."""
    return bool(
        re.search(
            r"\b(?:not (?:used|counted|cited|quoted|included|evidence)|no longer|excluded|"
            r"left out|removed|set aside|notice|from (?:the )?(?:market|study|trial)|"
            r"participants?|patients?|consent|drug was|blood|samples?|"
            r"study with pmid \d+ (?:was|is said to be) retracted)\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C20",
    version=1,
    severity="block",
    reason="cites what cannot be resolved, may not be cited or does not say so",
    given=_against,
    patterns=(
        pattern(
            r"\[\s?(?:\?+|citation needed|ref(?:erence)?s?(?: needed)?|source\??|cite|missing|"
            r"unknown|x+|n|pmid|doi|\d+\?)\s?\]"
        ),
        pattern(
            r"\bpmid:? ?0+\b|\bpmid:? ?(?:x+|n/?a|tbd|unknown|pending|\?+)|\bdoi:? ?(?:x+|tbd|"
            r"10\.0+/\S*|pending)|\bnct0{8}\b|\bpmid:? ?1?2345678?9?\b"
        ),
        pattern(
            r"\b(?:source|reference|citation|link)s? (?:to follow|pending|missing|lost|on request|"
            r"not (?:available|to hand))\b|\b(?:et al\.?|author),? (?:n\.d\.|year|in prep\w*|"
            r"forthcoming|unpublished|personal communication)\b"
        ),
        # A retracted source that is leant on, and words that promise a source.
        pattern(
            r"\b(?:retracted|withdrawn)\b[^.]*\b(?:still|nonetheless|nevertheless|in which|where|"
            r"which (?:showed|found|gives|reports)|supports?|estimates?|remains|"
            r"basis|sound\w*|higher|lower|better|shorter|longer|fewer)\b|\b(?:support|basis|"
            r"based on|relies on|rests on|drawn from|according to|evidence for)\b[^.]*"
            r"\b(?:retracted|withdrawn)\b",
            excuses=(_set_aside,),
        ),
        pattern(
            r"\((?:[^()]*, )?(?:in press|submitted|under review|unpublished\w*(?: \w+)?|"
            r"in preparation|forthcoming|personal communication|data on file|to appear|"
            r"manuscript)\)|\b(?:pmid|doi|reference|citation|source|year|author)s?:? (?:is |"
            r"are )?(?:to (?:be|follow|come)|tb[acd]\b)|\bauthor et al\b",
        ),
        pattern(
            r"\b(?:trial|study|paper|article|report|work|experiment|publication|abstract|source)s? (?:that|which"
            r"|whose \w+) (?:has|have|had|was|were) "
            r"(?:since |later |now |been |subsequently |meanwhile )*(?:retracted|withdrawn)\b|\b(?:since|later"
            r"|subsequently|now|meanwhile) (?:been )?retracted"
            r" (?:trial|study|paper|article|report|work)\b|\b(?:the|a|this|an) (?:\w+ )?(?:retracted"
            r"|withdrawn) (?:\w+ )?(?:trial|study|paper|article|report|"
            r"work|experiment|publication) (?:\w+ )?(?:shows?|showed|found|finds|reports?|reported|tells|proves?"
            r"|demonstrates?|demonstrated|gives?|gave|saw|"
            r"suggests?|supports?)\b|\b(?:in|from|by|of) (?:the|a|this|that) (?:since-|now-)?(?:retracted|withdrawn) "
            r"(?:\w+ )?"
            r"(?:trial|study|paper|article|report|work|data)\b|\b(?:despite|notwithstanding) (?:its|the|their) "
            r"(?:retraction|withdrawal)\b|,? although (?:it|the \w+) (?:was|has been) (?:later |since )?(?:retracted"
            r"|withdrawn)\b",
            excuses=(_set_aside,),
        ),
        pattern(
            r"\b(?:sources?|refs?|references?|citations?|evidence|from)\s?: ?(?:personal communication|unpublished"
            r"|data on file|manufacturer|the (?:seller|vendor|"
            r"internet|web|maker)|wikipedia|our own|various|several|n/?a\b|none\b|google|blogs?|forums?|press release"
            r"|common knowledge|anonymous|tbc|ibid)|"
            r"\b(?:smith|doe|author|name"
            r"|surname) et al\.?,? (?:in press|n\.d\.|20xx|forthcoming|\(?year\)?)",
        ),
        # A gap where the source should stand, and a paper that was pulled and is leant on.
        pattern(
            r"[\[(<][^\])>]{0,30}\b(?:reference|citation|source|refs?|pmid|doi|cite)\b[^\])>]{0,20}\b(?:needed"
            r"|missing|pending|"
            r"unknown|here|lost|tbd|to be added|to come|required)\b[^\])>]*[\])>]|\[insert [^\]]*\]|\bsee refs?\.? "
            r"?(?:x+\b|\?)|"
            r"\b(?:citation|reference|source)s? (?:to be (?:added|found|supplied|checked|inserted)|needed|required"
            r"|lost)\b|"
            r"\b(?:19|20)xx\b|\bno longer (?:online|accessible|to be found)\b|\b(?:since|now)-?(?:retracted"
            r"|withdrawn) (?:study|trial"
            r"|paper|article|report|work)\b|\b(?:pulled|retracted|withdrawn) (?:for|over|because"
            r"|after)\b[^.]*\b(?:yet|but|still|"
            r"nevertheless|remains?|convincing|holds?)\b|\bpmid:? ?\?+",
            excuses=(_set_aside,),
        ),
    ),
)
