"""Pages of objects, and objects in place of their ids."""

import operator
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

from infra.sandbox.stripe import parameters
from infra.sandbox.stripe.account import Account, Object
from infra.sandbox.stripe.parameters import Given
from infra.sandbox.stripe.refusals import bad, missing

PAGE = ("limit", "starting_after", "ending_before", "created")
"""What every list can be asked."""

_MOST, _DEFAULT = 100, 10
_BOUNDS: Mapping[str, Callable[[int, int], bool]] = MappingProxyType(
    {"gt": operator.gt, "gte": operator.ge, "lt": operator.lt, "lte": operator.le}
)


def page(things: Iterable[Object], given: Given, url: str, *, kind: str) -> Object:
    """A page of these, which come the newest first, as `given` asks for it; `kind` is what they are called."""
    limit = parameters.number(given, "limit")
    limit = _DEFAULT if limit is None else limit
    if not 1 <= limit <= _MOST:
        raise bad(f"Invalid limit: {limit}; it must be between 1 and {_MOST}", "limit")
    fits = _created(given)
    meant = [each for each in things if fits(each["created"])]
    after, before = parameters.text(given, "starting_after"), parameters.text(given, "ending_before")
    if after:
        meant = meant[_place(meant, after, kind, "starting_after") + 1 :]
    if before:
        meant = meant[: _place(meant, before, kind, "ending_before")]
    data = meant[-limit:] if before else meant[:limit]
    return {"object": "list", "data": data, "has_more": len(meant) > len(data), "url": url}


def whole(data: list[Object], url: str) -> Object:
    """A list within an object, all on one page."""
    return {"object": "list", "data": data, "has_more": False, "total_count": len(data), "url": url}


def expanded(account: Account, answer: Object, given: Given) -> Object:
    """The answer with objects where `expand` asks for them in place of their ids."""
    asked = parameters.several(given, "expand")
    if not asked:
        return answer
    for path in asked:
        answer = _with(account, answer, str(path).split("."), str(path))
    return answer


def _with(account: Account, value: Any, path: list[str], said: str) -> Any:
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_with(account, each, path, said) for each in cast("list[Any]", value)]
    held = cast("Object", value)
    if path[0] not in held:
        raise bad(f"This property cannot be expanded ({said}).", "expand")
    found = held[path[0]]
    if isinstance(found, str):
        found = _found(account, found, said)
    elif isinstance(found, list):
        found = [_found(account, each, said) if isinstance(each, str) else each for each in cast("list[Any]", found)]
    return {**held, path[0]: _with(account, found, path[1:], said)}


def _found(account: Account, id: str, said: str) -> Object:
    for table in account.tables.values():
        if id in table:
            return table[id]
    raise bad(f"This property cannot be expanded ({said}).", "expand")


def _place(things: list[Object], id: str, kind: str, param: str) -> int:
    for place, each in enumerate(things):
        if each["id"] == id:
            return place
    raise missing(kind, id, param)


def _created(given: Given) -> Callable[[int], bool]:
    """Whether an instant is one that `created` asks for: it is an instant, or bounds."""
    asked = given.get("created")
    if not isinstance(asked, dict):
        at = parameters.number(given, "created")
        return lambda instant: at in (None, instant)
    bounds = cast("Given", asked)
    parameters.known(bounds, *_BOUNDS)
    limits = [(_BOUNDS[name], parameters.number(bounds, name) or 0) for name in bounds]
    return lambda instant: all(holds(instant, limit) for holds, limit in limits)
