"""C15: nothing on how to get hold of a substance."""

from shared.gates.family import Family, pattern
from shared.gates.scope import negated, of_a_study, reported

FAMILY = Family(
    id="C15",
    version=1,
    severity="block",
    reason="points to a way of buying",
    patterns=(
        pattern(
            r"\b(?:buy|buying|purchase|(?<!in )order|ordering)\s(?:it|this|them|your|online|now|today|here|"
            r"peptides?|from|bpc|tb-?\d+|research|legit|real|direct\w*)\b",
            excuses=(negated, reported),
        ),
        pattern(r"\bwhere (?:to|can (?:i|you|one)) (?:get|buy|find|order|source|purchase)\b"),
        pattern(
            r"\b(?:use|enter|apply|with)\s(?:the\s|my\s|our\s)?(?:coupon |promo |discount |"
            r"affiliate )?code\s(?!(?:number|for\b|of\b|system))['\"]?[A-Z0-9]"
        ),
        pattern(
            r"\b(?:coupons?|promo|promotional|discount|affiliate|referral)\s(?:codes?|links?|"
            r"programs?|partners?)\b",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:trusted|reputable|reliable|best|legit(?:imate)?|recommended|preferred|our|favou?rite|"
            r"cheap(?:est)?|top|verified)\s(?:\w+\s)?(?:vendors?|suppliers?|sellers?|sources?\b(?= (?:for|"
            r"of) (?:peptides?|bpc|research)))",
            excuses=(negated,),
        ),
        pattern(r"\b(?:for|on) sale\s(?:now|here|online|at|today)\b", excuses=(negated, reported)),
        pattern(
            r"\b(?:in stock|add to cart|free shipping|ships? (?:worldwide|same day|discreetly)|"
            r"money[- ]back|checkout now|shop now|order now)\b"
        ),
        pattern(r"\bresearch[- ]chemicals?\b", excuses=(negated, reported)),
        pattern(
            r"\b(?:sold|labell?ed|marketed|available)\s(?:as |for )['\"]?research (?:use|purposes?)(?: only)?\b",
            excuses=(negated, reported),
        ),
        pattern(
            r"\b(?:third[- ]party|independently|lab)[- ](?:tested|verified)\s(?:\w+\s)?(?:peptides?|"
            r"vials?|products?|purity|powder)\b",
            excuses=(of_a_study,),
        ),
        pattern(
            r"\b(?:ask for|check|request|look for|demand|insist on)\s(?:a |the |their |its )?(?:coas?|"
            r"certificates? of analysis)\b"
        ),
        pattern(
            r"(?:\$|€|£|usd |eur )\s?\d[\d.,]*\s?(?:per|a|/|for (?:a|one|\d+))\s?(?:\d+\s?mg\s)?(?:vials?|"
            r"bottles?|mg|kits?|month'?s? supply)\b",
            excuses=(reported,),
        ),
        pattern(r"[?&](?:ref|aff|affiliate|coupon|utm_source)=\w+"),
    ),
)
