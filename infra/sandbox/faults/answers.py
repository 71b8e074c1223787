"""What a vendor says in place of an answer, in its own shape; the words are ours."""

import json
from collections.abc import Callable, Mapping

from fastapi import Response

from infra.sandbox.bookings import Booking
from infra.sandbox.faults.vocabulary import SEARCH

_PROLOG = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Service interruption</title></head>"
    "<body><h1>This service is interrupted</h1><p>Please come back later.</p></body></html>\n"
)
_JSON = "application/json"
_RATE = {"error": "API rate limit exceeded", "api-key": "192.0.2.7", "count": "11", "limit": "3"}

_ANTHROPIC = {
    "400": ("invalid_request_error", "messages: the request is not one that this model can answer"),
    "401": ("authentication_error", "invalid x-api-key"),
    "404": ("not_found_error", "There is no such message batch."),
    "model-gone": ("not_found_error", "model: the model that was asked for"),
    "429": ("rate_limit_error", "This request would exceed your organization's rate limit of requests per minute."),
    "500": ("api_error", "Internal server error"),
    "529": ("overloaded_error", "Overloaded"),
}
_OPENAI: dict[str, tuple[str, str | None, str]] = {
    "400": ("invalid_request_error", "unsupported_value", "Unsupported value: this model does not answer that."),
    "401": ("invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
    "model-gone": (
        *("invalid_request_error", "model_not_found"),
        "The model that was asked for does not exist or you do not have access to it.",
    ),
    "429": ("requests", "rate_limit_exceeded", "Rate limit reached on requests per min (RPM). Please try again."),
    "500": ("server_error", None, "The server had an error while processing your request. Sorry about that!"),
}
_STRIPE: dict[str, tuple[str, str | None, str]] = {
    "400": ("invalid_request_error", None, "The request cannot be carried out as it stands."),
    "401": ("invalid_request_error", None, "Invalid API Key provided: sk_test_***"),
    "429": ("invalid_request_error", "rate_limit", "Too many requests made to the API too quickly"),
    "500": ("api_error", None, "An unknown error occurred"),
}
_MAIL = {
    "400": ("validation_error", "The request cannot be carried out as it stands."),
    "401": ("restricted_api_key", "This API key may not send."),
    "429": ("rate_limit_exceeded", "Too many requests. Please limit the number of requests per second."),
    "500": ("application_error", "An unexpected error occurred."),
}


def canned(asked: str, fault: str, seconds: float | None, booking: Booking) -> Response | None:
    """The answer that a fault puts in place of the endpoint's own, or None where it only spoils that one."""
    if fault == "empty":
        return Response(b"", media_type="text/xml" if asked.startswith("ncbi/") else "application/json")
    if fault == "html":
        return Response(_PAGE, media_type="text/html")
    after = {"retry-after": f"{seconds:g}"} if seconds is not None else {}
    return _VENDORS[asked.partition("/")[0]](asked, fault, after, booking)


def _ncbi(asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    root = "eSearchResult" if asked == SEARCH else "eFetchResult"
    refused = "Invalid query: it cannot be understood" if asked == SEARCH else "ID list is empty!"
    match fault:
        case "throttled" | "rate-limit-200":
            return Response(json.dumps(_RATE), 429 if fault == "throttled" else 200, headers, "application/json")
        case "400":
            return _xml(f"<{root}>\n\t<ERROR>{refused}</ERROR>\n</{root}>\n", 400)
        case "500":
            return Response("<html><body><h1>Internal Server Error</h1></body></html>", 500, media_type="text/html")
        case "502-in-400":
            said = "Error: proxy_stream(): 502 Bad Gateway: Failed to connect to PubOne service"
            return _xml(f"<{root}>\n\t<ERROR>{said}</ERROR>\n</{root}>\n", 400)
        case "backend-failed":
            said = "Search Backend failed: Unable to open connection to #SearchSrv?db=pubmed"
            return _xml(f"<{root}>\n\t<ERROR>{said}</ERROR>\n</{root}>\n")
        case "prolog-only":
            return Response(_PROLOG, media_type="text/xml")
        case "wrong-schema":
            return _xml(f"<eSummaryResult>\n<DocSum><Id>{booking.number}</Id></DocSum>\n</eSummaryResult>\n")
        case _:
            return None


def _clinicaltrials(_asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    match fault:
        case "throttled":
            return Response("Too many requests", 429, headers, "text/plain")
        case "400":
            return Response("`query.intr` has an invalid expression", 400, media_type="text/plain")
        case "500":
            return Response("Internal server error", 500, media_type="text/plain")
        case "wrong-schema":
            return Response(json.dumps({"study": booking.number}), media_type="application/json")
        case _:
            return None


def _crossref(_asked: str, fault: str, headers: Mapping[str, str], _booking: Booking) -> Response | None:
    match fault:
        case "throttled":
            return Response("Too Many Requests", 429, headers, "text/plain")
        case "400":
            failure = {"type": "filter-not-available", "value": "doi", "message": "There is no such filter"}
            body = {"status": "failed", "message-type": "validation-failure", "message": [failure]}
            return Response(json.dumps(body), 400, media_type="application/json")
        case "500":
            return Response("<html><body><h1>500 Server Error</h1></body></html>", 500, media_type="text/html")
        case "wrong-schema":
            body = {"status": "ok", "message-type": "agency", "message": {"agency": {"id": "crossref"}}}
            return Response(json.dumps(body), media_type="application/json")
        case _:
            return None


def _anthropic(_asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    status = "429" if fault == "throttled" else fault
    if status not in _ANTHROPIC:
        return None
    kind, message = _ANTHROPIC[status]
    request_id = f"req_fault{booking.number}"
    body = {"type": "error", "error": {"type": kind, "message": message}, "request_id": request_id}
    return Response(json.dumps(body), _status(status), {**headers, "request-id": request_id}, "application/json")


def _openai(_asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    status = "429" if fault == "throttled" else fault
    if status not in _OPENAI:
        return None
    kind, code, message = _OPENAI[status]
    body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
    request_id = f"req_fault{booking.number}"
    return Response(json.dumps(body), _status(status), {**headers, "x-request-id": request_id}, "application/json")


def _status(fault: str) -> int:
    return 404 if fault == "model-gone" else int(fault)


def _stripe(_asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    if fault == "wrong-schema":
        return Response(json.dumps({"object": "something_else", "id": f"x_{booking.number}"}), 200, None, _JSON)
    status = "429" if fault == "throttled" else fault
    if status not in _STRIPE:
        return None
    kind, code, message = _STRIPE[status]
    error = {"type": kind, "message": message} | ({"code": code} if code else {})
    request_id = f"req_fault{booking.number}"
    return Response(json.dumps({"error": error}), int(status), {**headers, "request-id": request_id}, _JSON)


def _mail(_asked: str, fault: str, headers: Mapping[str, str], booking: Booking) -> Response | None:
    if fault == "wrong-schema":
        return Response(json.dumps({"object": "something_else", "number": booking.number}), 200, None, _JSON)
    status = "429" if fault == "throttled" else fault
    if status not in _MAIL:
        return None
    name, message = _MAIL[status]
    return Response(
        json.dumps({"statusCode": int(status), "name": name, "message": message}), int(status), headers, _JSON
    )


def _xml(body: str, status: int = 200) -> Response:
    return Response(f'<?xml version="1.0" encoding="UTF-8" ?>\n{body}', status, media_type="text/xml; charset=UTF-8")


_VENDORS: dict[str, Callable[[str, str, Mapping[str, str], Booking], Response | None]] = {
    "ncbi": _ncbi,
    "clinicaltrials": _clinicaltrials,
    "crossref": _crossref,
    "anthropic": _anthropic,
    "openai": _openai,
    "stripe": _stripe,
    "mail": _mail,
}
