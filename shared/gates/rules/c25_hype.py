"""C25: words of wonder. They only warn: a breakthrough seizure is medicine, a breakthrough peptide is not."""

import re

from shared.gates.family import Family, pattern
from shared.gates.scope import quoted_to_refute


def _named(sentence: str, match: re.Match[str]) -> bool:
    """The word is named as a word, or belongs to a trade."""
    return bool(
        re.search(
            r"\b(?:words? such as|called|avoids?|radical(?:s|ly)? (?:prostat\w+|cystect\w+|"
            r"resect\w+)|free radicals?|revolutions per|elite (?:athletes|runners|cyclists)|"
            r"magic[- ]angle|magic bullet)\b",
            sentence,
            re.IGNORECASE,
        )
    )


FAMILY = Family(
    id="C25",
    version=2,
    severity="warn",
    reason="uses a word of hype",
    patterns=(
        pattern(
            r"\b(?:miracles?|miraculous(?:ly)?|wonder drugs?|holy grail|fountain of youth|"
            r"magic (?:bullets?|pills?)|silver bullets?)\b",
            excuses=(quoted_to_refute, _named),
        ),
        pattern(
            r"\bbreakthroughs?\b(?! (?:infections?|pain|bleeding|seizures?|symptoms?|cancer pain|"
            r"therapy designation|depression|hot flashes|candid\w+|vari\w+))"
        ),
        pattern(
            r"\b(?:game[- ]?chang(?:er|ers|ing)|life[- ]chang(?:er|ing)|revolutionary|revolutioni[sz](?:es?|ed|ing))\b",
            excuses=(_named,),
        ),
        pattern(
            r"\b(?:bio-?hack(?:s|er|ers|ing)?|superhuman|supercharg(?:e|es|ed|ing)|skyrocket\w*|"
            r"turbo-?charg\w+|unleash\w*)\b"
        ),
        pattern(
            r"\b(?:amazing|incredible|incredibly|astonishing|jaw-dropping|mind-blowing|unbelievable|"
            r"phenomenal|spectacular)\b"
        ),
        pattern(
            r"\b(?:secret weapon|ultimate (?:peptide|solution|guide|weapon)|unlock(?:s|ing)? (?:the|your|"
            r"its) (?:power|potential|secrets?)|next[- ]level)\b"
        ),
        pattern(
            r"\b(?:revolution(?! in (?:the )?(?:18|19))|wonders?\b(?! (?:whether|if|why))|"
            r"marvel\w*|magic(?:al)?\b(?![- ]angle)|wolverine|superpower\w*|super[- ]?peptide|"
            r"powerhouse|elixir|silver bullet|dream come true|the future of (?:medicine|healing|"
            r"recovery|ageing|aging)|rewrit(?:e|es|ing)|biggest leap|quantum leap|like nothing|"
            r"unprecedented|unstoppable|unmatched|limitless|explosive|insane|stunning\w*|"
            r"mind[- ]?blow\w+|legendary|best[- ]kept secret|(?:secret|trick) (?:that|they|of)|"
            r"hidden gem|never before|nothing short of|holy|godsend|jackpot|hack your|"
            r"upgrade your|elite|turbo\w*|next generation|cutting[- ]edge|state of the art|"
            r"world'?s (?:first|best|most)|new era|dawn of|everything (?:we|you) (?:thought|know)|"
            r"nobody (?:wants|heard)|don't want (?:you|us)|would rather (?:nobody|you|we)|"
            r"what (?:doctors|big pharma)|big pharma|extraordinary|sensational|radical(?:ly)?|"
            r"astound\w+|transformative|transforms? lives|changes everything|amaz(?:ed|ing|es)|"
            r"most exciting|be(?:yond)? belief|once in a (?:lifetime|generation)|the age of)\b",
            excuses=(quoted_to_refute, _named),
        ),
    ),
)
