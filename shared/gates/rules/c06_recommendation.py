"""C06: nothing is recommended in our own voice. A guideline that recommends, named as such, passes."""

from shared.gates.family import Family, pattern
from shared.gates.scope import by_guideline, negated

_RESEARCH = (
    r"(?! (?:that )?(?:\w+ ){0,3}(?:further|future|additional|more|larger|caution|monitoring|research|"
    r"studies|investigation|"
    r"measur\w+|screening|reporting|trials))"
)

FAMILY = Family(
    id="C06",
    version=1,
    severity="block",
    reason="recommends or endorses",
    patterns=(
        pattern(
            rf"\b(?:we|i)\s(?:\w+ly\s|would\s|therefore\s|thus\s)*(?:recommend|advise|endorse|advocate)\b{_RESEARCH}",
            excuses=(negated,),
        ),
        pattern(
            r"\b(?:we|i)\s(?:\w+ly\s|would\s)*suggest\s(?:using|taking|trying|starting|considering)\b",
            excuses=(negated,),
        ),
        pattern(r"\b(?:highly|strongly)\s(?:recommended|recommend)\b", excuses=(negated, by_guideline)),
        pattern(
            r"\b(?:is|are)\s(?:currently |generally |widely )?(?:recommended|advised|advisable)\s(?:for|"
            r"as|in|to|over|by)\b",
            r"(?! (?:\w+ ){0,2}(?:further|future|additional|confirm|avoid))",
            excuses=(negated, by_guideline),
        ),
        pattern(
            r"\b(?:should|ought to|must)\s(?:\w+ly\s|always\s|also\s)?be\s(?:\w+ly\s)?(?:used|considered|"
            r"offered|recommended|prescribed|tried|"
            r"preferred|added|initiated|given)\s(?:as|for|in|to|first|by|whenever)\b",
            r"(?! (?:a (?:potential|possible|risk|cause|marker)|"
            r"further|future|interpret\w*|design\w*|mind|when|clinical trials|studies|planning))",
            excuses=(negated, by_guideline),
        ),
        pattern(
            r"\b(?:is|are|remains?|makes?)\s(?:clearly |probably |arguably |by far )?(?:the|a|"
            r"an)?\s?(?:single )?(?:best|top|ideal|perfect|"
            r"go-to|smart|excellent|great)\s(?:choice|option|pick|peptide|treatment|therapy|supplement|solution|bet)\b",
            excuses=(negated, by_guideline),
        ),
        pattern(r"\bworth\s(?:trying|a try|a shot|taking|adding|the (?:money|price|hype|risk))\b", excuses=(negated,)),
        pattern(r"\bmust-(?:have|try|use)\b"),
        pattern(r"\b(?:is|are|be)\s(?:the |a |now )?first[- ](?:line|choice)\b", excuses=(negated, by_guideline)),
    ),
)
