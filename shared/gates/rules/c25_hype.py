"""C25: words of wonder. They only warn: a breakthrough seizure is medicine, a breakthrough peptide is not."""

from shared.gates.family import Family, pattern

FAMILY = Family(
    id="C25",
    version=1,
    severity="warn",
    reason="uses a word of hype",
    patterns=(
        pattern(
            r"\b(?:miracles?|miraculous(?:ly)?|wonder drugs?|holy grail|fountain of youth|"
            r"magic (?:bullets?|pills?)|silver bullets?)\b"
        ),
        pattern(
            r"\bbreakthroughs?\b(?! (?:infections?|pain|bleeding|seizures?|symptoms?|cancer pain|"
            r"therapy designation|depression|hot flashes|candid\w+|vari\w+))"
        ),
        pattern(
            r"\b(?:game[- ]?chang(?:er|ers|ing)|life[- ]chang(?:er|ing)|revolutionary|revolutioni[sz](?:es?|ed|ing))\b"
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
    ),
)
