"""Words of a quote, and words about the same that say the contrary without a word of denial.

`Persisted` and `ended`, `undetectable` and `could be measured`, `aborted` and `carried to term`: whoever overlooks the
denial in `did not end` writes the second of what a quote tells by the first.
"""

import re

_POOR = r"(?:insufficient|inconclusive|inadequate|scant|scarce|limited|weak|sparse|little)"
_BASIS = r"(?:evidence|support|basis)"
_ENDS = (
    r"\b(?:ended?|ends|undid|undone|undo(?:es)?|vanish(?:ed|es)?|disappear(?:ed|s)?|ceased?|abolish(?:ed|es)?|"
    r"removed?|removes|stop(?:ped|s)?|los[et]|loses|eased|recovered|cleared|abated|subsided|resolved|went away|"
    r"(?:was|were) gone)\b"
)
CONTRARIES = tuple(
    (re.compile(told, re.IGNORECASE), re.compile(contrary, re.IGNORECASE))
    for told, contrary in (
        (
            r"\b(?:prevent(?:s|ed)|block(?:s|ed)|abolish(?:es|ed)|eliminat(?:es|ed)|ruled out|spared|protected from)\b",
            r"\b(?:occurred|arose|developed|appeared|happened|went on|continued|persisted|(?:was|were) seen)\b",
        ),
        (
            (
                r"\b(?:disappeared|ceased|vanished|resolved|subsided|abated|(?:was|were) (?:gone|lost)|no longer|"
                r"(?:returned|back) to (?:\w+ )?(?:baseline|normal|control\w*)|normali[sz]ed)\b"
            ),
            r"\b(?:still|persist\w*|continued|remained (?!normal|stable|at)|went on)\b",
        ),
        (
            (
                r"\b(?:persisted|continued|endured|outlasted|(?:was|were) (?:\w+ly )?(?:maintained|retained|"
                r"preserved|kept))\b"
            ),
            _ENDS,
        ),
        (
            (
                r"\bremained (?:\w+ly )?(?:suppressed|severe|elevated|raised|impaired|reduced|depressed|abnormal|"
                r"active|positive|low|high|present|detectable)\b"
            ),
            rf"{_ENDS}|\b(?:normali[sz]ed|returned|healed|improved)\b",
        ),
        (
            (
                r"\b(?:insufficient|inconclusive|inadequate|unclear|uncertain|unknown|unresolved|undetermined|"
                r"equivocal|controversial|elusive|too few|(?:yet|remains?) to be|not (?:\w+ )?(?:known|clear|"
                r"established|determined|understood|settled))\b"
            ),
            (
                r"\b(?:could|can|may) (?:\w+ )?be (?:judged|told|known|determined|established|settled|assessed|"
                r"concluded|answered|decided|estimated|drawn)\b|\b(?:is|are|was|were|has been|"
                r"have been) (?:\w+ )?(?:known|clear|certain|determined|established|settled|understood|resolved|"
                r"answered|decided)\b|\ballow(?:s|ed)? (?:\w+ )?(?:conclusions?|answers?|judge?ments?)\b"
            ),
        ),
        (
            rf"\b{_POOR} (?:\w+ )?{_BASIS}\b|\bevidence (?:\w+ ){{0,3}}{_POOR}\b",
            (
                rf"\b(?:ample|strong|good|clear|firm|much|plenty of|sufficient|solid) (?:\w+ )?{_BASIS}\b|"
                r"\b(?:well|strongly|amply|firmly) supported\b"
            ),
        ),
        (
            r"\b(?:novel|new|(?:not|never) (?:been )?previously|previously un\w+|for the first time)\b",
            r"\b(?:previously|already|long) (?:been )?(?:known|described|reported|recogni[sz]ed|identified)\b",
        ),
        (
            r"\bincomplete(?:ly)?\b",
            r"\b(?:full|fully|complete|completely|whole|wholly|entire|entirely|total|totally)\b",
        ),
        (r"\b(?:fewer|less) than half\b|\b(?:a|the) minority\b", r"\b(?:most|(?:a|the) majority)\b"),
        (
            r"\b(?:chang|differ|deviat|vari|affect|contribut)\w* (?:only )?(?:very )?(?:little|slightly|hardly)\b",
            r"\b(?:much|greatly|markedly|strongly|considerably|substantially)\b",
        ),
        (
            (
                r"\b(?:below|under|beneath) (?:the )?(?:\w+ )?(?:(?:limits?|levels?) of )?(?:detection|quantifica\w+|"
                r"quantita\w+|detectab\w+)|\bundetect\w+"
            ),
            r"(?<!un)\bdetect(?:ed|able)\b|\b(?:could be|was|were) (?:\w+ly )?(?:found|measur\w+|quantif\w+|present)\b",
        ),
        (
            (
                r"\b(?:stay|remain|kept|held|lay)\w* (?:at|within|near|close to) (?:\w+ ){0,2}?(?:basal|baseline|"
                r"control|initial|normal|pre-?\w+|resting|reference)\b|\boverlap\w*"
            ),
            (
                r"\b(?:chang(?:ed?|es)|mov(?:ed?|es)|differ(?:ed|s)?|deviat(?:ed?|es)|r[io]se|rises|f[ae]ll|falls|"
                r"increased?|decreased?)\b"
            ),
        ),
        (
            r"\b(?:abort(?:ed|ions?)|miscarr\w+|resorbed|stillborn)\b",
            (
                r"\b(?:carried to|went to|reached|delivered at) term\b|\blive(?:-born| births?| young)\b|"
                r"\bpregnanc(?:y|ies) (?:held|lasted|continued|went on|survived|succeeded)\b"
            ),
        ),
        (
            r"\b(?:died|dead|killed|lethal|rejected|succumbed|failed)\b",
            r"\b(?:surviv(?:ed|es?|al)|lived|alive|accepted|succeeded)\b",
        ),
        (
            r"\b(?:degraded|broken down|destroyed|hydrolysed|hydrolyzed|cleaved|unstable)\b",
            r"(?<!un)\b(?:(?:was|were|proved|remained) (?:\w+ly )?stable|withstood|stayed whole|survived)\b",
        ),
        (
            r"\bexclud(?:ed|es) (?:\w+ ){0,3}?as (?:a|the) (?:cause|reason|explanation|source)\b",
            r"\b(?:was|were|is|are) (?:a|the) (?:cause|reason|explanation|source)\b",
        ),
    )
)
"""What a quote may say, and what a claim about the same then may not."""
