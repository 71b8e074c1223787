"""esearch's answers in NCBI's XML and JSON."""

from dataclasses import dataclass
from html import escape
from typing import Any

from fastapi import Response
from fastapi.responses import JSONResponse

from infra.sandbox.literature.search import Found

_SEARCH_PROLOG = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n'
    '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)


@dataclass(frozen=True)
class Answer:
    """What esearch says: all that was found, and the page of ids; `history` is WebEnv and query key."""

    found: Found
    ids: list[str]
    retstart: int
    history: tuple[str, int] | None
    output: list[str]


def search_error(text: str, *, as_json: bool) -> Response:
    """An error as NCBI gives it: with status 200."""
    if as_json:
        return JSONResponse({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {"ERROR": text}})
    body = f"{_SEARCH_PROLOG}<eSearchResult>\n\t<ERROR>{escape(text, quote=False)}</ERROR>\n</eSearchResult>\n"
    return Response(body, media_type="text/xml; charset=UTF-8")


def search_json(answer: Answer) -> Response:
    """The answer in esearch's JSON."""
    found = answer.found
    result: dict[str, Any] = {
        "count": str(len(found.pmids)),
        "retmax": str(len(answer.ids)),
        "retstart": str(answer.retstart),
    }
    if answer.history:
        result |= {"querykey": str(answer.history[1]), "webenv": answer.history[0]}
    result |= {
        "idlist": answer.ids,
        "translationset": [{"from": old, "to": new} for old, new in found.translations],
        "querytranslation": found.translation,
    }
    if found.phrases_not_found or found.fields_not_found:
        result["errorlist"] = {"phrasesnotfound": found.phrases_not_found, "fieldsnotfound": found.fields_not_found}
    if found.ignored or found.quoted_not_found or answer.output:
        result["warninglist"] = {
            "phrasesignored": found.ignored,
            "quotedphrasesnotfound": found.quoted_not_found,
            "outputmessages": answer.output,
        }
    return JSONResponse({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})


def search_xml(answer: Answer) -> Response:
    """The answer in esearch's XML."""
    found = answer.found
    history = ""
    if answer.history:
        history = f"<QueryKey>{answer.history[1]}</QueryKey><WebEnv>{answer.history[0]}</WebEnv>"
    ids = "".join(f"\n<Id>{pmid}</Id>" for pmid in answer.ids)
    translations = "".join(
        f"<Translation>     <From>{_xml(old)}</From>     <To>{_xml(new)}</To>    </Translation>"
        for old, new in found.translations
    )
    errors = _items("PhraseNotFound", found.phrases_not_found) + _items("FieldNotFound", found.fields_not_found)
    warnings = (
        _items("PhraseIgnored", found.ignored)
        + _items("QuotedPhraseNotFound", found.quoted_not_found)
        + _items("OutputMessage", answer.output)
    )
    body = (
        f"{_SEARCH_PROLOG}<eSearchResult><Count>{len(found.pmids)}</Count><RetMax>{len(answer.ids)}</RetMax>"
        f"<RetStart>{answer.retstart}</RetStart>{history}"
        + (f"<IdList>{ids}\n</IdList>" if ids else "<IdList/>")
        + (f"<TranslationSet>{translations}</TranslationSet>" if translations else "<TranslationSet/>")
        + f"<QueryTranslation>{_xml(found.translation)}</QueryTranslation>"
        + (f"<ErrorList>{errors}</ErrorList>" if errors else "")
        + (f"<WarningList>{warnings}</WarningList>" if warnings else "")
        + "</eSearchResult>\n"
    )
    return Response(body, media_type="text/xml; charset=UTF-8")


def _items(tag: str, texts: list[str]) -> str:
    return "".join(f"<{tag}>{_xml(text)}</{tag}>" for text in texts)


def _xml(text: str) -> str:
    """Text of an element; characters that XML 1.0 cannot hold are left out."""
    return escape("".join(each for each in text if each >= " " and each not in "\ufffe\uffff"), quote=False)
