"""Parameters as Stripe's clients send them: forms whose names nest by brackets, all values text.

`items[0][price]=p&metadata[a]=b&expand[]=customer` is `{"items": [{"price": "p"}], "metadata": {"a": "b"}, ...}`.
"""

import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qsl

from infra.sandbox.stripe.refusals import bad, lacking

Given = dict[str, Any]

_NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")
_PART = re.compile(r"\[([^\[\]]*)\]")
_YES = {"true": True, "false": False}


def decoded(form: str) -> Given:
    """The parameters of a form or a query string.

    Raises:
        Refusal: a name is no name, or is text here and nested there.
    """
    found: Given = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        whole = _NAME.fullmatch(name)
        if not whole:
            raise bad(f"Invalid parameter name: {name}", name)
        path = [whole[1], *_PART.findall(whole[2])]
        _put(found, path, value, name)
    return cast("Given", _with_lists(found))


def _put(into: Given, path: list[str], value: str, name: str) -> None:
    for part in path[:-1]:
        below = into.setdefault(part, {})
        if not isinstance(below, dict):
            raise bad(f"Invalid parameter: {name} is nested and is not", name)
        into = cast("Given", below)
    last = path[-1] or str(len(into))
    if isinstance(into.get(last), dict):
        raise bad(f"Invalid parameter: {name} is nested and is not", name)
    into[last] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    held = cast("Given", value)
    if held and all(each.isdecimal() for each in held):
        return [_with_lists(held[each]) for each in sorted(held, key=int)]
    return {name: _with_lists(each) for name, each in held.items()}


def known(given: Given, *names: str) -> None:
    """Refuse a parameter that is not one of these: Stripe has none of the name, or the sandbox does not know it."""
    for name in given:
        if name not in names and name != "expand":
            raise bad(f"Received unknown parameter: {name}", name, "parameter_unknown")


def needed(given: Given, name: str) -> str:
    """A text that must be there."""
    value = text(given, name)
    if value is None:
        raise lacking(name)
    return value


def text(given: Given, name: str) -> str | None:
    """A text, or None where it is not given or is unset by an empty one."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise bad(f"Invalid string: {name}", name)
    return value or None


def number(given: Given, name: str, least: int = 0) -> int | None:
    """A whole number of at least `least`, or None."""
    value = text(given, name)
    if value is None:
        return None
    if not value.removeprefix("-").isdecimal() or int(value) < least:
        raise bad(f"Invalid integer: {value}", name, "parameter_invalid_integer")
    return int(value)


def flag(given: Given, name: str) -> bool | None:
    """True, false or None."""
    value = text(given, name)
    if value is not None and value not in _YES:
        raise bad(f"Invalid boolean: {value}", name)
    return None if value is None else _YES[value]


def among(given: Given, name: str, words: Mapping[str, Any] | tuple[str, ...]) -> str | None:
    """One of these words, or None."""
    value = text(given, name)
    if value is not None and value not in words:
        raise bad(f"Invalid {name}: must be one of {', '.join(words)}", name)
    return value


def nested(given: Given, name: str) -> Given:
    """Parameters below a name; none where it is not given or is unset."""
    value: Any = given.get(name) or {}
    if not isinstance(value, dict):
        raise bad(f"Invalid object: {name}", name)
    return cast("Given", value)


def several(given: Given, name: str) -> list[Any]:
    """A list below a name; empty where it is not given or is unset."""
    value: Any = given.get(name) or []
    if not isinstance(value, list):
        raise bad(f"Invalid array: {name}", name)
    return cast("list[Any]", value)


def metadata(given: Given, kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """Metadata after these parameters: keys are set one by one, an empty value removes, an empty whole clears."""
    if given.get("metadata") == "":
        return {}
    merged = {**(kept or {}), **nested(given, "metadata")}
    return {name: value for name, value in merged.items() if value != ""}
