"""Text of PubMed's XML as it is read aloud: inline markup flattened, nothing lost, spaces single."""

import html
import re
from html.entities import html5
from xml.etree.ElementTree import Element

from functions.fetch.reading.elements import DEPTH_AT_MOST

_PARTS = {"msup": 2, "msub": 2, "mfrac": 2, "msubsup": 3}
"""MathML that says by the order of its children what they are, and how many it has."""

_PARTS_OF_A_ROOT = 2
_ONE = re.compile(r"\w+(?:\.\d+)?")

_PLAIN = "0123456789+-=()n"
_SUPERSCRIPT = str.maketrans(_PLAIN + "i−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" + "ⁱ⁻")
_SUBSCRIPT = str.maketrans("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")

# Publishers send `&amp;lt;` and `&lt;sup&gt;`: entities and markup that were encoded twice.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_RAISED = re.compile(r"<(sup|sub)>([^<>]{0,60})</\1>", re.IGNORECASE)
# With attributes where it has more than its name: in "n <b and c> d" nothing is a tag.
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sup|sub|br|p|pre|span|jats:\w+|mml:\w+|AbstractText|Label)"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def text_of(element: Element | None) -> str:
    """All text at and below the element, in one line; empty for None.

    `m<sup>2</sup>` becomes `m²`; what has no raised letter stands as it is, after `^` where it is an exponent.

    Raises:
        ValueError: markup is nested deeper than any text's.
    """
    if element is None:
        return ""
    text = _flat(element, 0) if len(element) else element.text
    # Names, numbers, identifiers: half of all texts, and nothing of them is to be tidied.
    return "" if text is None else text if text.isalnum() else tidy(text)


def tidy(text: str) -> str:
    """Entities that were encoded twice decoded, known tags taken away, invisible characters out, spaces single."""
    if "&" in text:
        for _ in range(3):
            if not _ENTITY.search(text):
                break
            text = _ENTITY.sub(_decoded, text)
    if "<" in text:
        text = _RAISED.sub(lambda match: raised(match[2]) if match[1].lower() == "sup" else lowered(match[2]), text)
        text = _TAG.sub("", text)
    # Printable is what holds no white space but the plain space, and none of what is unseen: most texts, as they are.
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_UNSEEN.sub("", text).split())


def raised(text: str) -> str:
    """Superscript: in raised characters where all have one; else an exponent says so by `^`."""
    bare = text.strip()
    mapped = bare.translate(_SUPERSCRIPT)
    if bare and all(each not in _PLAIN + "i−" for each in mapped) and not re.search(r"[A-Za-z.,]", mapped):
        return text.replace(bare, mapped)
    return text.replace(bare, f"^{bare}") if re.fullmatch(r"[-−+]?\d+[.,/]\d+", bare) else text


def lowered(text: str) -> str:
    """Subscript: in lowered characters where all have one, else as it is."""
    bare = text.strip()
    return text.translate(_SUBSCRIPT) if re.fullmatch(r"[0-9+\-−=()]+", bare) else text


def _decoded(match: re.Match[str]) -> str:
    """What an entity stands for; a name that HTML does not know stays, rather than be read up to where it is known."""
    entity = match[0]
    return html.unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity


def _flat(element: Element, depth: int) -> str:
    if depth > DEPTH_AT_MOST:
        raise ValueError(f"a text of the record has more than {DEPTH_AT_MOST} elements within one another")
    tag = element.tag.rsplit("}", 1)[-1].removeprefix("mml:")
    if tag in _PARTS and len(element) == _PARTS[tag]:
        first, *others = ("".join(_flat(child, depth + 1).split()) for child in element)
        if tag == "mfrac":
            return f"{first}/{others[0]}"
        if tag == "msup":
            return first + raised(others[0])
        return first + lowered(others[0]) + "".join(map(raised, others[1:]))
    if tag == "msqrt" or (tag == "mroot" and len(element) == _PARTS_OF_A_ROOT):
        return _root(element, depth)
    text = _inside(element, depth)
    if tag == "sup":
        return raised(text)
    return lowered(text) if tag == "sub" else text


def _inside(element: Element, depth: int) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += (_flat(child, depth + 1), child.tail or "")
    return "".join(parts)


def _root(element: Element, depth: int) -> str:
    """With its sign: without it the root of 8 would be read as 8, and its third root as 83."""
    degree = ""
    if element.tag.endswith("mroot"):
        under, degree = (_flat(child, depth + 1) for child in element)
    else:
        under = _inside(element, depth)
    under = "".join(under.split())
    return f"{raised(degree)}√{under if _ONE.fullmatch(under) else f'({under})'}"
