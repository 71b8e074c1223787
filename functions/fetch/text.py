"""Text of PubMed's XML as it is read aloud: inline markup flattened, nothing lost, spaces single."""

import html
import re
from xml.etree.ElementTree import Element

_PLAIN = "0123456789+-=()n"
_SUPERSCRIPT = str.maketrans(_PLAIN + "i−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" + "ⁱ⁻")
_SUBSCRIPT = str.maketrans("0123456789+-=()−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋")

# Publishers send `&amp;lt;` and `&lt;sup&gt;`: entities and markup that were encoded twice.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_RAISED = re.compile(r"<(sup|sub)>([^<>]{0,60})</\1>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sup|sub|br|p|pre|span|jats:\w+|mml:\w+|AbstractText|Label)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))


def text_of(element: Element | None) -> str:
    """All text at and below the element, in one line; empty for None.

    `m<sup>2</sup>` becomes `m²`; what has no raised letter stands as it is, after `^` where it is an exponent.
    """
    return "" if element is None else tidy(_flat(element))


def tidy(text: str) -> str:
    """Entities that were encoded twice decoded, known tags taken away, invisible characters out, spaces single."""
    for _ in range(3):
        if not _ENTITY.search(text):
            break
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if "<" in text:
        text = _RAISED.sub(lambda match: raised(match[2]) if match[1].lower() == "sup" else lowered(match[2]), text)
        text = _TAG.sub("", text)
    return " ".join(text.translate(_UNSEEN).split())


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


def _flat(element: Element) -> str:
    tag = element.tag.rsplit("}", 1)[-1].removeprefix("mml:")
    children = list(element)
    if tag in ("msup", "msub", "mfrac") and len(children) == 2:
        first, second = (_flat(child).strip() for child in children)
        if tag == "mfrac":
            return f"{first}/{second}"
        return first + (raised(second) if tag == "msup" else lowered(second))
    parts = [element.text or ""]
    for child in children:
        parts += (_flat(child), child.tail or "")
    text = "".join(parts)
    if tag == "sup":
        return raised(text)
    return lowered(text) if tag == "sub" else text
