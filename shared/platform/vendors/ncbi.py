"""What NCBI's E-utilities answer, when it is no result: which shapes pass by themselves, and which never do.

A typed error never reads as "no results". Shapes seen in the wild: rate-limit JSON (429 or 200), HTML pages,
empty bodies, a prolog without a root, answers cut off, gateway texts, exceptions inside `<ERROR>`.
"""

import re
from dataclasses import dataclass
from typing import Any, cast
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from shared.domain.nesting import parsed
from shared.platform.errors import PepTalkError, UpstreamRefused, UpstreamThrottled, UpstreamUnavailable
from shared.platform.ports import HttpAnswer

VENDOR = "ncbi"

_ERROR = re.compile(rb"<ERROR>(.*?)</ERROR>", re.DOTALL | re.IGNORECASE)
_PERMANENT = re.compile(
    r"cannot be larger than|Invalid db name|Database is not supported|Can not retrieve DbInfo|not found|"
    r"cannot get document summary|Empty id list|ID list is empty|parameter.{0,40}omitted|API key invalid|"
    r"Empty term|Invalid (?:uid|query)|Cannot parse|Query is too",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"PubOne|proxy_stream|ratecontrol|Unable to route|Search Backend failed|C\+\+ Exception|TXCLIENT|readAll|"
    r"timed? ?out|temporarily|unavailable|Unable to obtain|try again|rate limit",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of esearch: `count` of all matches, `ids` of those named, what it understood and warned of.

    `not_found` are phrases that it did not know or ignored, `mapped` those that it took for something else.
    """

    count: int
    ids: tuple[str, ...]
    translation: str
    warnings: tuple[str, ...]
    not_found: tuple[str, ...]
    mapped: tuple[str, ...] = ()


def failure(answer: HttpAnswer) -> PepTalkError | None:
    """The error that an answer is, or None where it is one to read. Its text never holds a parameter of ours."""
    body = answer.body.removeprefix(b"\xef\xbb\xbf").strip()
    status = answer.status
    if status == 429 or (body[:1] == b"{" and b"rate limit" in body[:2_000]):
        return UpstreamThrottled("NCBI asks us to slow down", retry_in=_seconds(answer), vendor=VENDOR)
    said = _said(body)
    if said and _PERMANENT.search(said) and not re.search(r"C\+\+ Exception", said):
        return UpstreamRefused(f"NCBI refused ({status}): {said}")
    if status >= 500 or (said and _PASSING.search(said)):
        return UpstreamUnavailable(f"NCBI failed ({status}): {_hidden(said)}", retry_in=_seconds(answer), vendor=VENDOR)
    if not body:
        return UpstreamUnavailable(f"NCBI answered nothing ({status})", vendor=VENDOR)
    head = body[:400].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return UpstreamUnavailable(f"NCBI answered with an HTML page ({status})", vendor=VENDOR)
    if 400 <= status < 500:
        return UpstreamRefused(f"NCBI refused ({status}): {said or 'no reason given'}")
    if status != 200 or said or body[:1] != b"<":
        return UpstreamUnavailable(f"NCBI answered something else than XML ({status}): {_hidden(said)}", vendor=VENDOR)
    return None


def found_in(body: bytes) -> Found:
    """An esearch answer.

    Raises:
        UpstreamUnavailable: it is cut off, or lacks what every answer has: that is no empty result.
    """
    try:
        root = fromstring(body, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as exc:
        raise UpstreamUnavailable("NCBI's search answer is cut off or not well-formed", vendor=VENDOR) from exc
    count = _text(root.find("Count"))
    id_list = root.find("IdList")
    if root.tag != "eSearchResult" or not count.isdecimal() or id_list is None:
        raise UpstreamUnavailable("NCBI's search answer has no count: no answer, not no result", vendor=VENDOR)
    unknown = (
        *("ErrorList/PhraseNotFound", "WarningList/QuotedPhraseNotFound"),
        *("WarningList/PhraseIgnored", "ErrorList/FieldNotFound"),
    )
    not_found = [_text(each) for path in unknown for each in root.iterfind(path)]
    warnings = [
        f"{each.tag}: {_text(each)}" for path in ("ErrorList", "WarningList") for each in root.iterfind(f"{path}/*")
    ]
    return Found(
        count=int(count),
        ids=tuple(_text(each) for each in id_list.iterfind("Id")),
        translation=_text(root.find("QueryTranslation")),
        warnings=tuple(each for each in warnings if not each.endswith(": ")),
        not_found=tuple(filter(None, not_found)),
        mapped=tuple(filter(None, (_text(each) for each in root.iterfind("TranslationSet/Translation/From")))),
    )


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _said(body: bytes) -> str:
    """What an error answer says in words: of `<ERROR>`, of JSON, or of a short plain text."""
    if found := _ERROR.search(body[:50_000]):
        text = found[1].decode("utf-8", "replace")
    elif body[:1] in (b"{", b"["):
        try:
            said: Any = parsed(body)
        except ValueError:
            text = "JSON"
        else:
            error: Any = cast("dict[str, Any]", said).get("error") if isinstance(said, dict) else None
            nested = re.search(rb'"ERROR"\s*:\s*"([^"]*)"', body[:50_000], re.IGNORECASE)
            text = str(error) if error else nested[1].decode("utf-8", "replace") if nested else "JSON"
    elif body[:1] != b"<":
        text = body[:400].decode("utf-8", "replace")
    else:
        text = ""
    # NCBI repeats the key in some of its errors.
    text = re.sub(r"(?i)(api[-_ ]?key\W{0,4})[\w.:-]+", r"\1...", text)
    return " ".join(text.split())[:200]


def _hidden(said: str) -> str:
    """The insides of their server help nobody."""
    return "an internal exception" if "C++ Exception" in said else said or "no reason given"


def _seconds(answer: HttpAnswer) -> float | None:
    value = answer.headers.get("retry-after", "")
    return float(value) if value.isdecimal() else None
