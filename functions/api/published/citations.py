"""References as reference managers read them: RIS, BibTeX and CSL-JSON, each escaped as its format wants.

RIS: refman's tags, one a line, CRLF, nothing in a value may look like a line of its own. BibTeX: biblatex's `@article`,
UTF-8, with what TeX reads as its own escaped. CSL-JSON: citation-style-language/schema, csl-data.json.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from shared.domain.publishing.monograph import Reference
from shared.domain.publishing.words import SAMPLE

_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_INITIALS = re.compile(r"^[^\W\d_a-z]{1,4}$")


def ris(references: Sequence[Reference], *, sample: bool) -> bytes:
    """All of them, in order."""
    return "".join(line for each in references for line in _ris(each, sample=sample)).encode()


def bibtex(references: Sequence[Reference], *, sample: bool) -> bytes:
    """All of them, in order; the keys are PMIDs, which are names for life."""
    return "\n".join(_bibtex(each, sample=sample) for each in references).encode()


def csl(references: Sequence[Reference], *, sample: bool) -> bytes:
    """All of them, in order, as one JSON array."""
    return json.dumps([_csl(each, sample=sample) for each in references], ensure_ascii=False).encode()


def _ris(reference: Reference, *, sample: bool) -> Iterator[str]:
    cited = reference.citation
    first, last = _pages(cited.pages)
    fields = [
        ("TY", "JOUR"),
        *(("AU", _comma(each)) for each in cited.authors),
        ("TI", cited.title),
        ("JO", cited.journal),
        ("PY", str(cited.year or "")),
        ("VL", cited.volume),
        ("IS", cited.issue),
        ("SP", first),
        ("EP", last),
        ("DO", cited.doi or ""),
        ("AN", reference.pmid),
        ("DB", "PubMed"),
        ("UR", _url(reference, sample=sample)),
        ("N1", _note(reference, sample=sample)),
    ]
    for tag, value in fields:
        if plain := _line(value):
            yield f"{tag}  - {plain}\r\n"
    yield "ER  - \r\n\r\n"


def _bibtex(reference: Reference, *, sample: bool) -> str:
    cited = reference.citation
    fields = {
        "author": " and ".join(_tex_name(each) for each in cited.authors),
        # Twice in braces: no style changes the capitals of a name.
        "title": "{" + _tex(cited.title) + "}" if cited.title else "",
        "journal": _tex(cited.journal),
        "year": str(cited.year or ""),
        "volume": _tex(cited.volume),
        "number": _tex(cited.issue),
        "pages": "--".join(_tex(each) for each in _pages(cited.pages) if each),
        "doi": _tex(cited.doi or ""),
        "pmid": _tex(reference.pmid),
        "url": _url(reference, sample=sample),
        "note": _tex(_note(reference, sample=sample)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    key = re.sub(r"[^0-9A-Za-z]", "", reference.pmid)
    return "\n".join([f"@article{{pmid{key},", *lines, "}", ""])


def _csl(reference: Reference, *, sample: bool) -> dict[str, Any]:
    cited = reference.citation
    first, last = _pages(cited.pages)
    fields: dict[str, Any] = {
        "id": f"pmid{reference.pmid}",
        "type": "article-journal",
        "title": _line(cited.title),
        "author": [_csl_name(each) for each in cited.authors],
        "container-title": _line(cited.journal),
        "issued": {"date-parts": [[cited.year]]} if cited.year else None,
        "volume": _line(cited.volume),
        "issue": _line(cited.issue),
        "page": f"{first}-{last}" if last else first,
        "DOI": _line(cited.doi or ""),
        "PMID": _line(reference.pmid),
        "URL": _url(reference, sample=sample),
        "note": _note(reference, sample=sample),
    }
    return {name: value for name, value in fields.items() if value}


def _line(value: str) -> str:
    """The text on one line: controls and separators of lines become spaces."""
    apart = (" " if unicodedata.category(each) in ("Cc", "Zl", "Zp") else each for each in value)
    return " ".join("".join(apart).split())


def _tex(value: str) -> str:
    return "".join(_TEX.get(each, each) for each in _line(value))


def _tex_name(name: str) -> str:
    """A name as `Family, Initials`; one that is no person's (a group) in braces, so that no style takes it apart."""
    family, initials = _parts(name)
    return f"{{{_tex(family)}}}, {_tex(initials)}" if initials else "{" + _tex(family) + "}"


def _csl_name(name: str) -> dict[str, str]:
    family, initials = _parts(name)
    return {"family": family, "given": initials} if initials else {"literal": family}


def _comma(name: str) -> str:
    family, initials = _parts(name)
    # RIS separates names and their parts by commas, so that a group's may not hold one.
    return f"{family.replace(',', ' ')}, {initials}" if initials else family.replace(",", " ")


def _parts(name: str) -> tuple[str, str]:
    """Family name and initials of an author as NLM writes one (`Núñez A`); a group has no initials."""
    family, _, last = _line(name).rpartition(" ")
    return (family, last) if family and _INITIALS.match(last) else (_line(name), "")


def _pages(pages: str) -> tuple[str, str]:
    """First and last; NLM leaves out the digits that repeat (`123-9`)."""
    first, _, last = _line(pages).partition("-")
    if last.isdigit() and first.isdigit() and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return first, last


def _url(reference: Reference, *, sample: bool) -> str:
    pmid = reference.pmid
    return "" if sample or not (pmid.isascii() and pmid.isdigit()) else f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"


def _note(reference: Reference, *, sample: bool) -> str:
    flags = ", ".join(each.value.replace("_", " ") for each in reference.flags)
    return " ".join(filter(None, (SAMPLE if sample else "", f"Flags: {flags}." if flags else "")))
