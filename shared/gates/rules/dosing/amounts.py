"""How an amount to take is written."""

from shared.gates.words.grammar import NUMERAL
from shared.gates.words.lexicon import AMOUNT_WORDS, DOSE_UNITS
from shared.gates.words.scope import AMOUNT, FREQUENCY

HOW_MUCH = rf"(?:{AMOUNT}|{FREQUENCY})"
"""An amount, or how often."""
QUANTITY = rf"{AMOUNT_WORDS}[ -]?(?:\w+ ){{0,2}}?{DOSE_UNITS}(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram)\b|[\w-]*-1))"
"""An amount by any numeral and unit of doses, and neither a strength nor an amount for a weight."""
DOSED = (
    rf"{NUMERAL}[ -]?(?:\w+ ){{0,1}}?(?:mcg|[uμ]g|micrograms?|mikes|mg|milligrams?|iu|international units|units|drops?|"
    r"tablets?|capsules?|pills?|sprays?|puffs?|clicks?|squirts?|lozenges?|scoops?|thimblefuls?|pinch(?:es)?|vials?|"
    r"pens?|shots?|jabs?)(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram|ml|l|day)\b|of (?:protein|rna|dna|tissue)|"
    r"[\w-]*-1))"
)
"""The same with what a dose is counted in by those who take it."""
PORTION = (
    rf"(?:{NUMERAL}[ -]?(?:\w+ ){{0,1}}?(?:mcg|[uμ]g|micrograms?|mikes|mg|milligrams?|iu|units|drops?|tablets?|"
    r"capsules?|pills?|sprays?|puffs?|clicks?|ampoules?|ampules?|vials?|pens?|shots?|jabs?|injections?|sachets?|"
    r"lozenges?|pellets?|patches)(?! ?(?:[/·]|g\b|per (?:kg|kilo\w*|g|gram|ml|l)\b|[\w-]*-1))|(?:half|a (?:half|third|"
    r"quarter|fifth|tenth)|one (?:half|third|quarter)|two thirds|double|twice)(?: of)? (?:an?|the|that|"
    r"this) (?:\w+ )?(?:vial|dose|amount|ampoule|pen|tablet|capsule|strength|quantity))"
)
"""An amount to take, containers and shares of them included."""
