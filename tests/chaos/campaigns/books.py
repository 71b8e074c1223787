"""The stand-ins' books of a home against its ledger, in money: each bill is an answer's, or that of a lost call."""

import hashlib
import json
import urllib.request
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chaos.campaigns.children import Vendors, rows
from infra.local.machine.home import Home

PRICES = {"anthropic": ("sandbox-writer", 2, 10), "openai": ("sandbox-reviewer", 3, 15)}
"""By vendor the model that answers, and micro-dollars for a token in and out."""
_PERCENT = {"messages": 100, "responses": 100, "batches": 50}
PRICED = (
    "INSERT INTO model_prices (model, as_of, input_microusd, cached_input_microusd, output_microusd, batch_percent,"
    " source) VALUES (?1, '2026-01-01', ?2, ?2, ?3, 50, 'invented')"
)
_NAMED = 40
"""Characters of a request's hash that its name in a batch begins with (`shared.store.spending.batches.custom_id`)."""
_CALLS = "SELECT request_hash, vendor, state, vendor_request_id, cost_microusd FROM model_calls"


@dataclass
class Books:
    """Micro-dollars and counts. `billed` is by the stand-ins, `booked` the ledger's, `of_lost` the bills of lost calls;
    `unreached` are lost calls that no stand-in ever saw."""

    billed: int = 0
    booked: int = 0
    of_lost: int = 0
    bills: int = 0
    lost: int = 0
    unreached: int = 0


def bills(vendors: Vendors, key: str) -> list[dict[str, Any]]:
    """What both stand-ins would charge the key for."""
    url = vendors.env(key)["PEPTALK_ANTHROPIC_URL"].removesuffix("/anthropic") + "/sandbox/bills"
    with urllib.request.urlopen(url, timeout=20) as answer:
        found = json.load(answer)["bills"]
    return [each for each in found if each["key"] == fingerprint(key)]


def fingerprint(key: str) -> str:
    """The key as the stand-ins name it."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def balanced(home: Home, charged: Sequence[Mapping[str, Any]], faults: list[str]) -> dict[str, Books]:
    """By vendor, the books of a home whose work is done; `faults` gains whatever does not come out even.

    A stand-in names an answer by the body that it answers, or by the request's place in its batch, so that every bill
    finds its request; a lost call was the same request, so what it was charged is its bill.
    """
    found = {vendor: Books() for vendor in PRICES}
    of_request: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    owner: dict[str, str] = {}
    for request, vendor, state, id, cost in rows(home.app_db, _CALLS):
        of_request[request].append((state, id, cost, vendor))
        owner |= {request[:_NAMED]: request, **({_name(id): request} if id else {})}
    of_bill: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for each in charged:
        request = owner.get(each["custom_id"].partition("-")[0] if each["custom_id"] else _name(each["id"]))
        if request is None:
            faults.append(f"a bill that no row of the ledger accounts for: {dict(each)}")
        else:
            of_bill[request].append(each)
    for request, calls in of_request.items():
        said = f"request {request[:12]}"
        answers = {id: cost for state, id, cost, _ in calls if state in ("accepted", "refused")}
        lost = sum(state == "lost" for state, *_ in calls)
        rejected = sum(state == "rejected" for state, *_ in calls)
        if len(answers) + lost + rejected != len(calls) or sum(state == "accepted" for state, *_ in calls) != 1:
            faults.append(f"{said}: calls ended as {calls}")
        left = list(of_bill[request])
        for id, cost in answers.items():
            own = next((each for each in left if _name(each["id"]) == _name(id)), None)
            if own is None or cost != charge(own):
                faults.append(f"{said}: booked {cost} for {id}, billed {own}")
            else:
                left.remove(own)
        if len(left) > lost:
            faults.append(f"{said}: {len(left)} bills beside its answers, of {lost} lost calls")
        books = found[calls[0][3]]
        books.billed += sum(map(charge, of_bill[request]))
        books.booked += sum(cost or 0 for cost in answers.values())
        books.of_lost += sum(map(charge, left))
        books.bills += len(of_bill[request])
        books.lost += lost
        books.unreached += lost - len(left)
    for vendor, books in found.items():
        if books.billed != books.booked + books.of_lost:
            faults.append(f"{vendor}: billed {books.billed}, booked {books.booked} and {books.of_lost} of lost calls")
        if books.billed != sum(charge(each) for each in charged if each["vendor"] == vendor):
            faults.append(f"{vendor}: bills of {books.billed} found their requests, not all of them")
    return found


def charge(bill: Mapping[str, Any]) -> int:
    """What a bill comes to, in micro-dollars, rounded up as the ledger does."""
    _, read, written = PRICES[bill["vendor"]]
    micro = read * bill["input_tokens"] + written * bill["output_tokens"]
    return -(-micro * _PERCENT[bill["way"]] // 100)


def _name(id: str) -> str:
    """An answer's name without its kind: OpenAI gives the request's id and the answer's own, which differ in that."""
    return id.partition("_")[2]
