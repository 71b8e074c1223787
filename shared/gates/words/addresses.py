"""Addresses and ways to reach somebody: on the web, by messenger, by telephone; and record numbers of other works."""

import re

_MESSENGER = r"(?:whats\s?app|telegram|we\s?chat|viber|discord|skype|wickr|threema|signal messenger|snapchat|instagram)"
# Ends of names that no sentence has before a slash or alone; of two letters, those that are no unit of measure.
_END = (
    r"(?:com|net|org|info|io|shop|store|biz|xyz|online|site|app|dev|club|top|live|link|page|web|website|space|tech|"
    r"pro|vip|bid|loan|click|health|care|clinic|bio|science|pharmacy|market|deals|sale|buy|cheap|fit|life|world|today|"
    r"fun|digital|email|global|group|agency|center|cloud|company|host|icu|media|mobi|name|network|news|one|ovh|press|"
    r"review|social|solutions|support|team|tips|tools|trade|video|wiki|work|works|zone|edu|gov|mil|int|example|"
    r"invalid|test|(?!bw|mg|ml|kg|mm|cm|nm|pm|im|id|mu|ng|mw|wt|sc|ip|iv|dl|mo|hr|gy|bq|ug|pg|mv|hz)[a-z]{2})"
)
_ALONE = r"(?:com|net|org|info|io|shop|store|biz|xyz|online|site|ru|example|invalid|test|co\.uk|app|club|vip|website)"
_WEB = re.compile(
    r"\b(?:https?|hxxps?|ftp|file|mailto)\s?:\s?/{0,2}\S|\bwww\s?\.|(?<![\w.+-])[\w.+-]+@[\w-]+\.[a-z]{2,}"
    rf"|\b[a-z0-9][a-z0-9-]{{0,62}}(?:\.|\s\.\s|\s?\[\.\]\s?|\s?\(dot\)\s?|\sdot\s){_ALONE}\b(?!\s?\d)"
    rf"|(?<![\w./-])(?:[a-z0-9][a-z0-9-]{{0,62}}\.){{0,3}}[a-z0-9][a-z0-9-]{{1,62}}(?:\."
    rf"|\[\.\])(?-i:(?![A-Z][a-z])){_END}/[\w~%?#@+-]"
    r"|\b(?:t|m|wa|line|signal)\.me\b|\b(?:bit|buff|adf)\.ly\b|\bgoo\.gl\b|\btinyurl\b|\b(?:is|discord)\.gg?d?\b(?=/)"
    r"|\b(?:ow\.ly|t\.co|rb\.gy|cutt\.ly|lnkd\.in|linktr\.ee|youtu\.be|v\.gd|rebrand\.ly|shorturl\.at)\b"
    r"|\b[a-z0-9][a-z0-9-]{3,62}(?-i:\.ai)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\bPMIDs?\b\W{0,3}\d|\bdoi\s?:\s?10\.\d", re.IGNORECASE)
_HANDLE = re.compile(
    rf"(?<![\w.@])@[a-z_]\w{{3,}}|\b{_MESSENGER}\b\W{{0,2}}(?:(?:id|handle|number|channel|us)\b\W{{0,2}})?(?:@\w|\+\d|"
    rf"(?=(?:\W?\d){{6}}))|\b(?:contact|message|write|text|reach|dm|ask|chat|call|order|join)(?:\s\w+)?\s(?:us|me|now|"
    rf"here)\b[^.]{{0,20}}\b{_MESSENGER}\b|\b(?:details|more|orders?|sold|supplied|bought|ordered)\s(?:\w+\s)?(?:at|"
    rf"on|via|through|by|over)\s(?:\w+\s)?{_MESSENGER}\b|\b(?:our|my) {_MESSENGER}\b",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.])\+\s?(?=(?:\D{0,2}\d){8})\d{1,3}(?:[\s-]?(?:\(\d{1,5}\)|\d{2,5})){2,5}(?![\w.])"
    r"|(?<![\w.-])(?:1[\s-])?(?:\(\d{3}\)\s?|\d{3}-)\d{3}-\d{4}(?![\w-])"
    r"|\b(?:tel|telephone|phone|call|fax|mobile|hotline|sms)\b\W{0,3}(?:(?:us|number|no|at|on|now)\W{1,2}){0,2}"
    r"(?=(?:\D{0,2}\d){7})\(?\d{2,5}\)?(?:[\s-]?\d{2,5}){1,4}(?![\w.])",
    re.IGNORECASE,
)


def has_address(text: str) -> bool:
    """Whether a text names an address, a way to reach somebody, or the number of another record."""
    return any(each.search(text) for each in (_WEB, _RECORD, _HANDLE, _TELEPHONE))
