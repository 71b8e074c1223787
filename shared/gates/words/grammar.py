"""The small grammars that rules are put together from, as parts of regular expressions over normalised text.

Lists of words (`shared.gates.words.lexicon`) hold what a sentence is about; these hold how it is said: numbers in
figures and words, spans and intervals of time, who is spoken of in general, and the openings at which a bare verb is an
order.
"""

_ONE = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand)"
)
NUMERAL = (
    rf"(?:\d[\d.,]*(?: ?(?:-|to|or) ?\d[\d.,]*)?|{_ONE}(?:(?:[- ]| (?:or|to|and|point) ){_ONE})*|half(?: an?)?|"
    r"a (?:half|quarter|third|fifth|tenth|couple|few|single|dozen|full|whole)(?: of(?: an?)?)?|an?|another|several|"
    r"(?:some|a few) )"
)
"""`12`, `5-10`, `six point two`, `half a`, `a tenth of a`, `a few`."""
_PERIOD = (
    r"(?:hours?|days?|nights?|evenings?|mornings?|weeks?|weekends?|fortnights?|months?|quarters?|seasons?|years?|"
    r"mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|meals?)"
)
_ORDINAL = (
    r"(?:other|second|third|fourth|fifth|sixth|seventh|tenth|\d+(?:nd|rd|th)|single|few|couple of|\d+|"
    r"two|three|four|five|six|ten)"
)
SPAN = (
    rf"(?:{NUMERAL}[- ](?:(?:more|full|whole|consecutive|straight|good|further|free|clear) )?{_PERIOD}(?:'s?)?|"
    rf"{_PERIOD} (?:\d+|{_ONE})(?: ?(?:-|to) ?(?:\d+|{_ONE}))?|(?:the )?(?:first|second|third|fourth|next|last|final) "
    rf"(?:{NUMERAL} )?{_PERIOD})"
)
"""A stretch of time: `ten days`, `a month's`, `week four`, `the first two weeks`."""
EVERY = (
    r"(?:(?:every|each|per|once an?|once every|twice an?|twice every|twice|(?:\d+|"
    rf"{_ONE}) times an?) (?:{_ORDINAL} )?{_PERIOD}|"
    r"daily|nightly|weekly|fortnightly|biweekly|monthly|twice[- ]daily|a (?:day|night|week|month)|at (?:bedtime|"
    r"night)|between (?:meals|breakfast and \w+)|(?:before|after|with|at|on) (?:bed|waking|rising|breakfast|lunch|"
    r"dinner|supper|meals?|food|an empty stomach|training|exercise|workouts?|sleep)|"
    r"(?:in the )?mornings? and (?:\w+ )?(?:noon|nights?|evenings?)|(?:in the|first thing in the|each|"
    r"every) (?:mornings?|evenings?)|(?:mondays?|weekdays?) (?:to|through|and) \w+)"
)
"""How often or when: `every other day`, `twice a week`, `before bed`, `morning and noon`."""
OPENING = r"(?:^|[;:•*>!?.] ?|- |, (?:then |and |so |or )?|\b(?:then|just|simply|so|and|please|always|never|instead) )"
"""Where a bare verb is an order: the beginning of a sentence or of a part of it."""
_NAMED = (
    r"(?:the (?:\w+[- ])?(?:peptide|molecule|compound|fragment|hormone|analogue|substance|stuff|"
    r"product|spray|blend|chain)|[A-Z][a-z]?[A-Za-z]{0,6}-\d+\w*|\w+-\d+|[a-z]{2,5}-?\d+\w*|\w+-c[ku]\w?|"
    r"[a-z]{3,}(?:tide|tides|relin|morelin|morin|tocin|legin|lank|pressin)|kpv|dsip|semax|selank|epith?alon|"
    r"thymosin(?: \S+)?|thymalin|melanotan(?: \w+)?|follistatin|oxytocin|kisspeptin\S*|mots-?c|humanin|larazotide|"
    r"cerebrolysin|pinealon|p21|ss-?31|ll-?37|hexarelin|ipamorelin|sermorelin|tesamorelin)"
)
IT = rf"(?:it|{_NAMED})"
"""A subject of a verb in the singular: `it`, `the peptide`, or a name as peptides have them."""
THING = rf"(?:it|this|these|they|both|{_NAMED})"
"""What is spoken of: a pronoun, the peptide, or its name."""
ANYBODY = (
    r"(?:anyone|anybody|everyone|everybody|whoever|most|many|nobody|no one|people|users?|adults|patients|men|women|"
    r"beginners?|newcomers?|athletes?|clients?|customers?|readers?|parents|mothers|mums|moms|dads|seniors|clinicians|"
    r"doctors|physicians|practitioners|prescribers|therapists|coaches|trainers|experts|specialists|clinics|insiders|"
    r"(?:those|folks)(?: (?:with|who|of|on|over|under|past))?|some(?:one|body)|\w{3,}(?:builders|lifters|goers|"
    r"hackers)|lifters|runners|cyclists|sprinters|dancers|climbers|swimmers|sufferers|smokers|sleepers|professionals|"
    r"pros|students|teens|teenagers|pensioners|veterans|responders|friends|members|followers)"
)
"""Persons in general, of whom no study speaks."""
