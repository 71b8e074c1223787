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
            r"\b(?:trial|study|paper|article|report|work|experiment|publication|abstract|source)s? (?:that|which|"
            r"whose \w+) (?:has|have|had|was|were) (?:since |later |now |been |subsequently |meanwhile )*(?:retracted|"
            r"withdrawn)\b|\b(?:since|later|subsequently|now|meanwhile) (?:been )?retracted (?:trial|study|paper|"
            r"article|report|work)\b|\b(?:the|a|this|an) (?:\w+ )?(?:retracted|withdrawn) (?:\w+ )?(?:trial|study|"
            r"paper|article|report|work|experiment|publication) (?:\w+ )?(?:shows?|showed|found|finds|reports?|"
            r"reported|tells|proves?|demonstrates?|demonstrated|gives?|gave|saw|suggests?|supports?)\b|\b(?:in|from|"
            r"by|of) (?:the|a|this|that) (?:since-|now-)?(?:retracted|withdrawn) (?:\w+ )?(?:trial|study|paper|"
            r"article|report|work|data)\b|\b(?:despite|notwithstanding) (?:its|the|their) (?:retraction|withdrawal)\b|"
            r",? although (?:it|the \w+) (?:was|has been) (?:later |since )?(?:retracted|withdrawn)\b",
            excuses=(_set_aside,),
        ),
        pattern(
            r"\b(?:sources?|refs?|references?|citations?|evidence|from)\s?: ?(?:personal communication|unpublished|"
            r"data on file|manufacturer|the (?:seller|vendor|internet|web|maker)|wikipedia|our own|various|several|"
            r"n/?a\b|none\b|google|blogs?|forums?|press release|common knowledge|anonymous|tbc|ibid)|\b(?:smith|doe|"
            r"author|name|surname) et al\.?,? (?:in press|n\.d\.|20xx|forthcoming|\(?year\)?)",
        ),
        # A gap where the source should stand, and a paper that was pulled and is leant on.
        pattern(
            r"[\[(<][^\])>]{0,30}\b(?:reference|citation|source|refs?|pmid|doi|cite)\b[^\])>]{0,20}\b(?:needed|"
            r"missing|pending|unknown|here|lost|tbd|to be added|to come|required)\b[^\])>]*[\])>]|\[insert [^\]]*\]|"
            r"\bsee refs?\.? ?(?:x+\b|\?)|\b(?:citation|reference|source)s? (?:to be (?:added|found|supplied|checked|"
            r"inserted)|needed|required|lost)\b|\b(?:19|20)xx\b|\bno longer (?:online|accessible|to be found)\b|"
            r"\b(?:since|now)-?(?:retracted|withdrawn) (?:study|trial|paper|article|report|work)\b|\b(?:pulled|"
            r"retracted|withdrawn) (?:for|over|because|after)\b[^.]*\b(?:yet|but|still|nevertheless|remains?|"
            r"convincing|holds?)\b|\bpmid:? ?\?+",
            excuses=(_set_aside,),
        ),
    ),
)
