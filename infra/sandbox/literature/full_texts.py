"""The stand-in for PubMed Central: efetch of db=pmc over the articles (`*.nxml`, JATS) of a corpus folder."""

import re
from collections.abc import Iterable
from pathlib import Path

_PROLOG = (
    b'<?xml version="1.0" ?>\n'
    b'<!DOCTYPE pmc-articleset PUBLIC "-//NLM//DTD ARTICLE SET 2.0//EN" '
    b'"https://dtd.nlm.nih.gov/ncbi/pmc/articleset/nlm-articleset-2.0.dtd">\n'
)
_NUMBER = re.compile(rb'<article-id pub-id-type="pmcid">PMC(\d{1,9})</article-id>')
_ARTICLE = re.compile(rb"<article[\s>].*</article>", re.DOTALL)


def articles(folder: Path, numbers: Iterable[str]) -> bytes:
    """The answer to efetch: the articles of these numbers (without `PMC`); one that the folder lacks is left out."""
    held: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*.nxml")):
        whole = _ARTICLE.search(path.read_bytes())
        if whole and (number := _NUMBER.search(whole[0])):
            held[number[1].decode()] = whole[0]
    found = (held[each] for each in dict.fromkeys(numbers) if each in held)
    return b"".join((_PROLOG, b"<pmc-articleset>", *found, b"</pmc-articleset>\n"))
