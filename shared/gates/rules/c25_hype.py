"""C25: words of wonder. They only warn: a breakthrough seizure is medicine, a breakthrough peptide is not."""

import re

from shared.gates.family import Family, pattern
from shared.gates.words.mention import mentioned
from shared.gates.words.scope import quoted_to_refute


def _named(sentence: str, match: re.Match[str]) -> bool:
    """The word is named as a word, or belongs to a trade."""
    return bool(
        re.search(
            r"\b(?:words? such as|called|avoids?|radical(?:s|ly)? (?:prostat\w+|cystect\w+|resect\w+)|free radicals?|"
            r"bottled (?:water|milk)|unlocked|revolutions per|elite (?:athletes|runners|cyclists)|magic[- ]angle|"
            r"magic bullet|(?:turbo|bench|refrigerated) centrifuge|miracle (?:fruit|berr(?:y|ies))|"
            r"watershed (?:areas?|zones?|infarct\w*|regions?)|unlock nothing|(?:no|expense of) (?:miracles?|magic))\b",
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
            excuses=(quoted_to_refute, mentioned, _named),
        ),
        pattern(
            r"\bbreakthroughs?\b(?! (?:infections?|pain|bleeding|seizures?|symptoms?|cancer pain|"
            r"therapy designation|depression|hot flashes|candid\w+|vari\w+))",
            excuses=(quoted_to_refute, mentioned),
        ),
        pattern(
            r"\b(?:game[- ]?chang(?:er|ers|ing)|life[- ]chang(?:er|ing)|revolutionary|revolutioni[sz](?:es?|ed|ing))\b",
            excuses=(mentioned, _named),
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
            r"most exciting|be(?:yond)? belief|once in a (?:lifetime|generation)|the age of(?! (?:\d|one|two|three"
            r"|four|five|six|seven|eight|nine|ten|twelve|sixteen|eighteen|consent|majority)))\b",
            excuses=(quoted_to_refute, mentioned, _named),
        ),
        pattern(
            r"\b(?:upside down|swiss army knife|redr[ae]w\w*|uncharted|exhilarat\w+|watershed|earth[- ]shattering|"
            r"seismic|paradigm[- ]shift\w*|sea change|liquid (?:gold|youth)|bottled|hold on to your|jaws?,|"
            r"brace yourself|buckle up|goosebumps|electrif\w+|dazzl\w+|breathtaking\w*|stagger(?:ing|ingly)|alchemy|"
            r"sorcery|superhero\w*|(?:hidden|secret|repair|genetic|cheat) (?:\w+ )?code\b|crown jewel|rocket fuel|"
            r"gold rush|wildest dreams|too good to be true|never be the same|crack(?:ed|s|ing)? the code|"
            r"eighth wonder|out of this world|nature's (?:own )?(?:answer|secret|pharmacy|gift)|must-see|blockbuster|"
            r"dream (?:drug|peptide)|turn(?:s|ing)? back (?:the )?(?:clock|time)|awe-?inspiring|wow|mother of all|"
            r"from science fiction|the stuff of|hail(?:ed)? as|heralds?|thrilling|meteoric|titan|almighty|unlock\w*|"
            r"once-in-a-\w+)\b|\w!(?:$| )",
            excuses=(quoted_to_refute, mentioned, _named),
        ),
        pattern(
            r"\b(?:ground-?breaking|trail-?blazing|disruptive|unparalleled|incomparable|earth-?shaking|mind-?bending"
            r"|eye-?popping|show-?stopp\w+|head-?turning|monumental|colossal|insanely|crazy good|hottest|trending"
            r"|viral|by storm|talking about (?:it|this)|"
            r"craze|heaven-?sent|divine|panacea|cure-?all|youth serum|time machine|cheat code|forbidden|doctors hate"
            r"|big pharma|ancient secret|god-?like|beast mode|level(?:s|ling)? up|reinvent\w*|once-in-a-\w+"
            r"|of the (?:century|decade)|future is here|"
            r"medicine of tomorrow|tomorrow's medicine|history in the making|rewrites? the (?:rules|book)|(?:breaks?"
            r"|changes?|bends?) (?:all )?the (?:rules|game)|new frontier|light[- ]years|ahead of its time|pinnacle"
            r"|supreme|jewel in the crown|iconic|"
            r"unicorn|treasure|goldmine|superstar|rock ?star|poster child|all-in-one|one-stop|overnight (?:results"
            r"|success|transformation)|like never before|wildest|eighth wonder|say hello to|meet the (?:peptide"
            r"|molecule|future)|imagine (?:a (?:world|life)|waking|"
            r"being)|prepare to be|get ready (?:for|to)|new you|packs? a (?:\w+ )?punch|on steroids|mighty|feat of"
            r"|limitless|no limits|beyond imagination|the wait is over|dream body|jacked|shredded"
            r"|peak (?:human )?performance|biological upgrade|molecule of the|"
            r"marvell?ous|fabulous|fantastic|terrific|awesome|wondrous|epic|electrifying|out-of-this-world|leap (?:in"
            r"|forward)|knock(?:s)? your socks)\b",
            excuses=(quoted_to_refute, mentioned, _named),
        ),
    ),
)
