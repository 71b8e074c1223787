"""An article of PMC (JATS) to what may be quoted of it: paragraphs of methods, results and discussion.

Left out: abstract, introduction (it tells what others found), tables, figures, formulas, notes, references, marks that
point to them (a number in a quote would be taken for a finding), acknowledgements, supplements, and every section whose
kind is not known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from functions.fetch.reading.elements import DEPTH_AT_MOST
from functions.fetch.reading.licence import licence_of
from functions.fetch.reading.text import text_of
from shared.domain.canonical import canonical, plain
from shared.domain.evidence.full_text import FullText
from shared.domain.evidence.study import AbstractSection

BYTES_AT_MOST = 200_000
"""Of one article's paragraphs as they are stored; the body of a long article has half of it."""

METHODS, RESULTS, CONCLUSIONS = "METHODS", "RESULTS", "CONCLUSIONS"

# JATS's own values of sec-type, whole or joined by "|".
_TYPES = {
    "methods": METHODS,
    "materials": METHODS,
    "subjects": METHODS,
    "results": RESULTS,
    "cases": RESULTS,
    "discussion": CONCLUSIONS,
    "conclusions": CONCLUSIONS,
    "conclusion": CONCLUSIONS,
}
_TITLES = (
    (re.compile(r"\b(?:results?|findings|case (?:presentation|report|description)s?)\b", re.IGNORECASE), RESULTS),
    (re.compile(r"\b(?:discussion|conclusions?|concluding remarks)\b", re.IGNORECASE), CONCLUSIONS),
    (
        re.compile(
            r"\b(?:methods?|methodology|experimental (?:section|procedures?)|patients and|subjects and|study design)\b",
            re.IGNORECASE,
        ),
        METHODS,
    ),
)
_ASIDE = re.compile(
    r"\b(?:acknowledge?ments?|supplement\w*|supporting information|data availability|availability of data|funding|"
    r"ethic\w*|consent|conflicts?|competing|disclosures?|author contributions?|abbreviations)\b",
    re.IGNORECASE,
)
_DROPPED = frozenset(
    {
        *("table-wrap", "table-wrap-group", "fig", "fig-group", "disp-formula", "disp-formula-group", "tex-math"),
        *("supplementary-material", "fn", "fn-group", "ref-list", "media", "graphic", "inline-graphic", "boxed-text"),
        *("inline-supplementary-material", "code", "preformat", "object-id", "alt-text", "long-desc", "ack", "app"),
    }
)
_BLOCKS = frozenset({"list", "list-item", "def-list", "disp-quote", "statement", "disp-quote-group"})
_MARK = re.compile(r"[\W\d_]*[a-z]?[\W\d_]*")
_SEPARATES = re.compile(r"[\s,;\u2010-\u2015-]*")
_EMPTIED = re.compile(r"\s*[\[(][\s,;\u2010-\u2015-]*[\])]")
_BEFORE_STOP = re.compile(r"\s+(?=[.,;:](?:\s|$))")
_PMCID = re.compile(r"(?:PMC)?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class NoText:
    """An article of which nothing may be quoted, and why: its licence or its text says so."""

    pmcid: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that did not come, or came and cannot be read, and why: nothing is known of what may be quoted."""

    pmcid: str
    reason: str


def pmcid_of(article: Element) -> str | None:
    """`PMC` and the number, from the article's own front matter; None where it names none."""
    meta = _meta(article)
    if meta is None:
        return None
    for each in meta.findall("article-id"):
        # "pmc" until 2024, "pmcid" since; "pmcaid" is another number.
        if each.get("pub-id-type") in ("pmc", "pmcid") and (found := _PMCID.fullmatch((each.text or "").strip())):
            return f"PMC{found[1]}"
    return None


def full_text_of(article: Element, pmcid: str, today: date) -> FullText:
    """What may be quoted of an article under its licence of today. The article is taken apart.

    Raises:
        functions.fetch.reading.licence.NotAllowed: no licence for pages that are sold.
        ValueError: it has no text of its own, none of a known kind, or markup without end.
    """
    meta = _meta(article)
    licence = licence_of(None if meta is None else meta.find("permissions"), today)
    body = article.find("body")
    if body is None:
        raise ValueError("PMC has its front matter alone, no text")
    sections = [each for sec in body.findall("sec") if (kind := _kind(sec)) for each in _section(sec, kind)]
    if not sections:
        raise ValueError("no section of its text is methods, results or discussion")
    return FullText(pmcid=pmcid, licence=licence, sections=_bounded(sections))


def _meta(article: Element) -> Element | None:
    front = article.find("front")
    return None if front is None else front.find("article-meta")


def _kind(sec: Element) -> str | None:
    """By its sec-type, else by its title; None where neither is known. Results win over the discussion beside them."""
    typed = {_TYPES[part] for part in sec.get("sec-type", "").lower().split("|") if part in _TYPES}
    for kind in (RESULTS, CONCLUSIONS, METHODS):
        if kind in typed:
            return kind
    title = text_of(sec.find("title"))
    if sec.get("sec-type") or _ASIDE.search(title):
        return None
    return next((kind for pattern, kind in _TITLES if pattern.search(title)), None)


def _section(sec: Element, category: str) -> Iterator[AbstractSection]:
    label = text_of(sec.find("title")) or category.capitalize()
    for paragraph in _paragraphs(sec, 0):
        if text := _said(paragraph):
            yield AbstractSection(label=label, category=category, text=text)


def _paragraphs(element: Element, depth: int) -> Iterator[Element]:
    """The paragraphs of a section and of those within it, in order; those of lists after the one that has the list."""
    if depth > DEPTH_AT_MOST:
        raise ValueError(f"the article has more than {DEPTH_AT_MOST} sections within one another")
    for child in list(element):
        if child.tag == "p":
            blocks = list(_taken_out(child, _BLOCKS))
            yield child
            for block in blocks:
                yield from _paragraphs(block, depth + 1)
        elif child.tag in _BLOCKS or (child.tag == "sec" and not _aside(child)):
            yield from _paragraphs(child, depth + 1)


def _aside(sec: Element) -> bool:
    return sec.get("sec-type") == "supplementary-material" or bool(_ASIDE.search(text_of(sec.find("title"))))


def _said(paragraph: Element) -> str:
    """The paragraph's text without what is dropped and without marks that point to references."""
    for _ in _taken_out(paragraph, _DROPPED):
        pass
    for parent in list(paragraph.iter()):
        _removed(parent, lambda child: _is_mark(child) or (child.tag == "sup" and _only_marks(child)))
    return _BEFORE_STOP.sub("", _EMPTIED.sub("", text_of(paragraph)))


def _is_mark(element: Element) -> bool:
    """A number or sign that points to a reference or note; a name ("Li et al. (2019) saw") is part of the sentence."""
    pointing = element.tag == "xref" and element.get("ref-type") in ("bibr", "fn", "table-fn")
    return pointing and _MARK.fullmatch("".join(element.itertext())) is not None


def _only_marks(sup: Element) -> bool:
    inside = list(sup)
    texts = [sup.text or "", *(each.tail or "" for each in inside)]
    return bool(inside) and all(each.tag == "xref" for each in inside) and all(map(_SEPARATES.fullmatch, texts))


def _taken_out(element: Element, tags: frozenset[str]) -> Iterator[Element]:
    """Every element of these names below, taken out of its parent; what follows it stays."""
    for parent in list(element.iter()):
        yield from _removed(parent, lambda child: child.tag in tags)


def _removed(parent: Element, goes: Callable[[Element], bool]) -> list[Element]:
    """The children that go, in one pass over them all: a paragraph may have tens of thousands."""
    children = list(parent)
    going = [goes(each) for each in children]
    if not any(going):
        return []
    stays: list[Element] = []
    text = [parent.text or ""]
    for child, gone in zip(children, going, strict=True):
        if not gone:
            _set_before(parent, stays, "".join(text))
            stays.append(child)
            text = []
        text.append(child.tail or "")
        child.tail = None
    _set_before(parent, stays, "".join(text))
    parent[:] = stays
    return [child for child, gone in zip(children, going, strict=True) if gone]


def _set_before(parent: Element, stays: Sequence[Element], text: str) -> None:
    """What stands behind the last that stays, or at the begin of the parent."""
    if stays:
        stays[-1].tail = text
    else:
        parent.text = text


def _bounded(sections: Iterable[AbstractSection]) -> tuple[AbstractSection, ...]:
    """Within BYTES_AT_MOST: results first, then discussion, then methods, each from its beginning; as they stood."""
    numbered = list(enumerate(sections))
    kept: list[tuple[int, AbstractSection]] = []
    room = BYTES_AT_MOST
    for kind in (RESULTS, CONCLUSIONS, METHODS):
        for number, each in (one for one in numbered if one[1].category == kind):
            room -= len(canonical(plain(each))) + 1
            if room < 0:
                break
            kept.append((number, each))
    return tuple(each for _, each in sorted(kept, key=lambda one: one[0]))
