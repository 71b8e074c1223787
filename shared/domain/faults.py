"""What is wrong with something that a person wrote, and where in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import ValidationError


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that an entry breaks. `path` leads to the field, as mapping keys and list positions."""

    path: tuple[str | int, ...]
    reason: str

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.path))}: {self.reason}" if self.path else self.reason


_SHAPE = {
    "string_type": "is text",
    "tuple_type": "is a list",
    "model_type": "is a mapping of fields",
    "model_attributes_type": "is a mapping of fields",
}


def faults_of(exc: ValidationError) -> list[Fault]:
    """What pydantic refused, in words for whoever wrote the entry.

    A validator of a whole model says `field: reason`.
    """
    found: list[Fault] = []
    for error in exc.errors(include_url=False):
        path, given, limits = tuple(error["loc"]), error["input"], error.get("ctx", {})
        if error["type"] == "too_short" and any(each.path[:-1] == path for each in found):
            continue  # the list is not short: its values were refused
        match error["type"]:
            case "value_error":
                field, _, reason = str(limits["error"]).partition(": ")
                path, text = (*path, field), reason
            case "extra_forbidden":
                text = "is no field of an entry" if len(path) == 1 else f"is no field of {path[0]}"
            case "literal_error":
                text = f"{given!r} is none of {limits['expected']}"
            case "string_pattern_mismatch" if path[0] in ("slug", "formerly"):
                text = f"{given!r} is no slug: small letters, digits and single hyphens between them"
            case "string_pattern_mismatch" if path[-1] == "url":
                text = f"{given!r} is no address; it begins with https:// and has no space"
            case "string_pattern_mismatch" if path[-1] == "section":
                text = f"{given!r} is no section of the list, such as S0 or S2.2.3"
            case "string_pattern_mismatch":
                text = f"{given!r} begins or ends with a space, or holds a double quote or a control character"
            case "string_too_short" | "too_short":
                text = f"needs at least {limits['min_length']} {'characters' if isinstance(given, str) else 'value'}"
            case "string_too_long" | "too_long":
                text = f"takes at most {limits['max_length']} {'characters' if isinstance(given, str) else 'values'}"
            case "missing":
                text = "is missing"
            case kind if kind in _SHAPE:
                text = f"{_SHAPE[kind]}, not {kind_of(given)}"
            case _:
                text = error["msg"]
        found.append(Fault(path, text))
    return found


def kind_of(value: object) -> str:
    """A value's kind, in the words of whoever wrote the file it came from."""
    match value:
        case None:
            return "nothing"
        case str():
            return "text"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case Mapping():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            return type(value).__name__  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
