"""R2 buckets and their locks: `/accounts/{account}/r2/buckets`."""

import re
from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Bucket
from infra.sandbox.cloudflare.envelope import Refusal, answer, body

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]")
_CONDITIONS = {"Age": "maxAgeSeconds", "Date": "date", "Indefinite": None}


def router(account: Account) -> APIRouter:
    """List, create, read, lock and delete buckets."""
    routes = APIRouter(prefix="/r2/buckets")

    @routes.get("")
    async def listed(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = request.query_params
        after = asked.get("cursor") or asked.get("start_after") or ""
        size = min(int(asked.get("per_page", 20)), 1_000)
        names = sorted(name for name in account.buckets if name > after and asked.get("name_contains", "") in name)
        here = names[:size]
        info = {"per_page": size, "cursor": here[-1]} if len(names) > size else {"per_page": size}
        return answer({"buckets": [_shown(account.buckets[name]) for name in here]}, info)

    @routes.post("")
    async def create(request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        name = (await body(request)).get("name")
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise Refusal(400, 10005, "The specified bucket name is not valid.")
        if name in account.buckets:
            raise Refusal(409, 10004, "The bucket you tried to create already exists, and you own it.")
        account.buckets[name] = Bucket(name, account.now())
        return answer(_shown(account.buckets[name]))

    @routes.get("/{name}")
    async def read(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(_shown(found(account, name)))

    @routes.delete("/{name}")
    async def delete(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        if found(account, name).holds_objects:
            raise Refusal(409, 10008, "The bucket you tried to delete is not empty.")
        del account.buckets[name]
        return answer({})

    @routes.get("/{name}/lock")
    async def locks(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer({"rules": found(account, name).locks})

    @routes.put("/{name}/lock")
    async def lock(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        bucket, asked = found(account, name), await body(request)
        rules: list[dict[str, Any]] = asked.get("rules") or []
        bucket.locks = [_rule(each) for each in rules]
        return answer({})

    return routes


def found(account: Account, name: str) -> Bucket:
    """The bucket of that name. Raises `Refusal`."""
    try:
        return account.buckets[name]
    except KeyError:
        raise Refusal(404, 10006, "The specified bucket does not exist.") from None


def _shown(bucket: Bucket) -> dict[str, Any]:
    return {
        "name": bucket.name,
        "creation_date": bucket.created,
        "location": "WEUR",
        "jurisdiction": "default",
        "storage_class": "Standard",
    }


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    condition: dict[str, Any] = rule.get("condition") or {}
    kind = condition.get("type")
    if not rule.get("id") or kind not in _CONDITIONS:
        raise Refusal(400, 10026, "A lock rule needs an id and a condition of type Age, Date or Indefinite")
    value = _CONDITIONS[kind]
    if value is not None and value not in condition:
        raise Refusal(400, 10026, f"A condition of type {kind} needs {value}")
    return {
        "id": rule["id"],
        "enabled": bool(rule.get("enabled")),
        "prefix": rule.get("prefix", ""),
        "condition": condition,
    }
