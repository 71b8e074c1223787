"""The search fields of PubMed that the stand-in knows."""

DATES = frozenset({"pdat", "edat", "crdt", "mdat"})
WHOLE = frozenset({"mh", "majr", "nm", "pt", "la", "uid", "ta"})
"""Fields whose value must be a whole heading, type, number or name."""

TYPES = frozenset(
    {
        "case reports", "clinical trial", "comment", "editorial", "expression of concern", "journal article", "letter",
        "meta-analysis", "observational study", "preprint", "randomized controlled trial", "retracted publication",
        "retraction of publication", "review", "systematic review",
    }
)  # fmt: skip
"""Publication types that PubMed knows, whether a corpus has a record of them or not."""

NAMES = {
    "all": "All Fields",
    "ab": "Abstract",
    "ad": "Affiliation",
    "aid": "Article ID",
    "au": "Author",
    "crdt": "Date - Create",
    "edat": "Date - Entry",
    "filter": "Filter",
    "la": "Language",
    "majr": "MeSH Major Topic",
    "mdat": "Date - Modification",
    "mh": "MeSH Terms",
    "nm": "Supplementary Concept",
    "ot": "Other Term",
    "pdat": "Date - Publication",
    "pt": "Publication Type",
    "ta": "Journal",
    "ti": "Title",
    "tiab": "Title/Abstract",
    "tw": "Text Word",
    "uid": "UID",
    "vi": "Volume",
}
"""The fields that are searched, with the names that PubMed prints."""

_ALIASES = {name.lower(): key for key, name in NAMES.items()} | {
    "author": "au",
    "dp": "pdat",
    "date of publication": "pdat",
    "ed": "edat",
    "jour": "ta",
    "lang": "la",
    "lid": "aid",
    "doi": "aid",
    "lr": "mdat",
    "mesh": "mh",
    "mesh terms:noexp": "mh",
    "mesh:noexp": "mh",
    "mh:noexp": "mh",
    "pmid": "uid",
    "ptyp": "pt",
    "sb": "filter",
    "subs": "nm",
    "substance name": "nm",
    "text": "tw",
    "text words": "tw",
    "word": "tw",
}


def named(tag: str) -> str | None:
    """The field of a tag (`tiab`, `Title/Abstract`), None if it is unknown."""
    key = tag.lower()
    return key if key in NAMES else _ALIASES.get(key)
