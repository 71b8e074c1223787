"""Faults of the models: well-formed answers of theirs that must not be believed."""

import json
from collections.abc import Callable
from typing import Any

from infra.sandbox.bookings import Spoil
from infra.sandbox.faults.line import Answer, changed
from infra.sandbox.faults.vocabulary import WRITER
from infra.sandbox.structured import dumps

UNKNOWN_SENTENCE, UNKNOWN_CLAIM = "S9999.1", "a-claim-that-nobody-made"
INVENTED = " (37.4% of 512 treated)"
GERMAN = (
    "In dieser Arbeit besserte sich der Zustand deutlich",
    "Die behandelte Gruppe zeigte einen geringeren Befund",
    "Nach der Behandlung war kein Unterschied zu sehen",
)
_REFUSED = "I can't help with this request."

_Change = Callable[[dict[str, Any]], None]


def reworded(asked: str, fault: str) -> Spoil:
    """A model's answer with this fault in its words; an error of the stand-in's stays as it is."""
    change = (_WRITER if asked == WRITER else _REVIEWER)[fault]

    def spoil(answer: Answer) -> Answer:
        if answer.status != 200:
            return answer
        said: dict[str, Any] = json.loads(answer.body)
        change(said)
        return answer.with_body(dumps(said).encode())

    return changed(spoil)


def _claims(change: Callable[[list[dict[str, Any]]], None]) -> _Change:
    """Change the claims within a writer's text; where it has no new ones, those that it amends."""

    def within(said: dict[str, Any]) -> None:
        answer: dict[str, list[dict[str, Any]]] = json.loads(said["content"][0]["text"])
        change(answer["claims"] or answer.get("amend", []))
        said["content"][0]["text"] = dumps(answer)

    return within


def _verdicts(change: Callable[[list[dict[str, Any]]], None]) -> _Change:
    """Change the verdicts within a reviewer's text."""

    def within(said: dict[str, Any]) -> None:
        part = said["output"][0]["content"][0]
        verdicts: list[dict[str, Any]] = json.loads(part["text"])["verdicts"]
        change(verdicts)
        part["text"] = dumps({"verdicts": verdicts})

    return within


def _half(text: str) -> str:
    return text[: len(text) // 2]


def _writer_refuses(said: dict[str, Any]) -> None:
    details = {"type": "refusal", "category": "bio", "explanation": _REFUSED}
    said |= {"content": [], "stop_reason": "refusal", "stop_details": details}
    said["usage"]["output_tokens"] = 1


def _writer_at_limit(said: dict[str, Any]) -> None:
    _writer_breaks(said)
    said["stop_reason"] = "max_tokens"


def _writer_breaks(said: dict[str, Any]) -> None:
    said["content"][0]["text"] = _half(said["content"][0]["text"])


def _claim_of_another_schema(claims: list[dict[str, Any]]) -> None:
    for each in claims[:1]:
        each["pmids"] = each.pop("sentences")


def _claims_in_german(claims: list[dict[str, Any]]) -> None:
    for place, each in enumerate(claims):
        each["text"] = f"{GERMAN[place % len(GERMAN)]}, Befund {place + 1}."
        each["outcome"] = "klinischer Befund"


def _claim_of_an_unknown_sentence(claims: list[dict[str, Any]]) -> None:
    for each in claims[:1]:
        each["sentences"] = [UNKNOWN_SENTENCE]


def _claim_with_numbers(claims: list[dict[str, Any]]) -> None:
    for each in claims[:1]:
        each["text"] = each["text"].rstrip(".") + INVENTED + "."


def _reviewer_refuses(said: dict[str, Any]) -> None:
    said["output"][0]["content"] = [{"type": "refusal", "refusal": _REFUSED}]


def _reviewer_at_limit(said: dict[str, Any]) -> None:
    _reviewer_breaks(said)
    said |= {"status": "incomplete", "incomplete_details": {"reason": "max_output_tokens"}, "completed_at": None}
    said["output"][0]["status"] = "incomplete"


def _reviewer_breaks(said: dict[str, Any]) -> None:
    part = said["output"][0]["content"][0]
    part["text"] = _half(part["text"])


def _reviewer_fails(said: dict[str, Any]) -> None:
    error = {"code": "server_error", "message": "An error occurred while the response was made."}
    said |= {"status": "failed", "error": error, "output": [], "usage": None, "completed_at": None}


def _verdict_of_another_schema(verdicts: list[dict[str, Any]]) -> None:
    for each in verdicts[:1]:
        each["verdict"] = "mostly"


def _reasons_in_german(verdicts: list[dict[str, Any]]) -> None:
    for place, each in enumerate(verdicts):
        each["reason"] = f"{GERMAN[place % len(GERMAN)]}."


def _verdict_on_an_unknown_claim(verdicts: list[dict[str, Any]]) -> None:
    for each in verdicts[:1]:
        each["claim"] = UNKNOWN_CLAIM


_WRITER: dict[str, _Change] = {
    "refusal": _writer_refuses,
    "max-tokens": _writer_at_limit,
    "broken-json": _writer_breaks,
    "wrong-schema": _claims(_claim_of_another_schema),
    "wrong-language": _claims(_claims_in_german),
    "unknown-ids": _claims(_claim_of_an_unknown_sentence),
    "invented-numbers": _claims(_claim_with_numbers),
}
_REVIEWER: dict[str, _Change] = {
    "refusal": _reviewer_refuses,
    "max-tokens": _reviewer_at_limit,
    "broken-json": _reviewer_breaks,
    "failed": _reviewer_fails,
    "wrong-schema": _verdicts(_verdict_of_another_schema),
    "wrong-language": _verdicts(_reasons_in_german),
    "unknown-ids": _verdicts(_verdict_on_an_unknown_claim),
}
