"""A request that cannot be made of what was typed, said as a mistake of usage.

Commands check what they are given where they can say best what is wrong; this is for what none of them thought of. What
is wrong with anything but a request (a stored object, an answer) is no mistake of whoever types.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from functions.operate.usecase import Request

_FEW = 3


def unfit(exc: ValidationError) -> str | None:
    """What is wrong with each field, a line each; None where the error is about something else than a request."""
    if exc.title not in {each.__name__ for each in _all(Request)}:
        return None
    return "\n".join(_line(each) for each in exc.errors(include_url=False, include_input=False)[:_FEW])


def _all(kind: type[Request]) -> Iterator[type[Request]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all(each)


def _line(error: Any) -> str:
    where = ".".join(str(each) for each in error["loc"]) or "what was typed"
    context: dict[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "string_too_short":
            said = f"has fewer than {context['min_length']} characters"
        case "string_too_long":
            said = f"has more than {context['max_length']:,} characters"
        case "string_unicode":
            said = "holds bytes that are no UTF-8 text"
        case "string_pattern_mismatch":
            said = f"has not the form that it must have: {context['pattern']}"
        case _:
            said = error["msg"].removeprefix("Value error, ")
    return f"Invalid value for {where}: {said}"
