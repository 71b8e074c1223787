"""Where, when and how often a fault occurs: read from the command line, a header, a file or JSON."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from yaml.error import MarkedYAMLError

from infra.sandbox.faults.vocabulary import ENDPOINTS, FAULTS, BadFault, endpoint, endpoints, possible

_SPEC = re.compile(
    r"(?P<at>[^:]*):(?P<fault>[^=*@]*)(?:=(?P<seconds>[^*@]*))?(?:\*(?P<times>[^@]*))?(?:@(?P<probability>.*))?"
)
_HEADER = re.compile(r"(?P<fault>[^=]*)(?:=(?P<seconds>.*))?")
# YAML and JSON read 500 as a number.
_Name = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]


class Rule(BaseModel):
    """One fault of a schedule; `from` and `until` are seconds since the schedule was set."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False)

    at: str
    fault: _Name
    seconds: float | None = Field(default=None, ge=0)
    begins: float = Field(default=0.0, ge=0, alias="from")
    until: float | None = Field(default=None, ge=0)
    times: int | None = Field(default=None, ge=1)
    probability: float = Field(default=1.0, gt=0, le=1)

    @model_validator(mode="after")
    def _possible(self) -> "Rule":
        if not endpoints(self.at):
            vendors = dict.fromkeys(each.partition("/")[0] for each in ENDPOINTS)
            raise ValueError(f"nothing is called {self.at!r}; give one of {', '.join([*vendors, *ENDPOINTS])}")
        kind = FAULTS.get(self.fault)
        if kind is None:
            raise ValueError(f"no fault is called {self.fault!r}; {self.at} can have {', '.join(possible(self.at))}")
        if not kind.at & endpoints(self.at):
            raise ValueError(
                f"{self.fault} cannot occur at {self.at}, only at {', '.join(sorted(kind.at))}; "
                f"{self.at} can have {', '.join(possible(self.at))}"
            )
        if self.seconds is not None and kind.seconds is None:
            raise ValueError(f"{self.fault} takes no seconds")
        if self.until is not None and self.until <= self.begins:
            raise ValueError(f"until ({self.until:g}) must be later than from ({self.begins:g})")
        return self

    def __str__(self) -> str:
        seconds = "" if self.seconds is None else f"={self.seconds:g}"
        times = "" if self.times is None else f"*{self.times}"
        chance = "" if self.probability == 1 else f"@{self.probability:g}"
        until = "" if self.until is None else f" until {self.until:g} s"
        begins = f" from {self.begins:g} s" if self.begins else ""
        return f"{self.at}:{self.fault}{seconds}{times}{chance}{begins}{until}"

    def means(self, asked: str, since: float) -> bool:
        """Whether a request to the endpoint `asked`, so many seconds after the schedule was set, is meant."""
        in_time = self.begins <= since and (self.until is None or since < self.until)
        return in_time and asked in FAULTS[self.fault].at & endpoints(self.at)

    @property
    def length(self) -> float | None:
        """The seconds given, or the fault's own."""
        return self.seconds if self.seconds is not None else FAULTS[self.fault].default


class _Schedule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    faults: tuple[Rule, ...]
    seed: int | None = None


def of_spec(spec: str) -> Rule:
    """The rule of a command line: `TARGET:FAULT[=SECONDS][*TIMES][@PROBABILITY]`.

    Raises:
        BadFault: it is written otherwise, or names what there is not.
    """
    found = _SPEC.fullmatch(spec.strip())
    if not found:
        raise BadFault(f"--fault {spec}: write TARGET:FAULT[=SECONDS][*TIMES][@PROBABILITY], such as anthropic:500")
    given = {name: value for name, value in found.groupdict().items() if value is not None}
    return _rule(f"--fault {spec}", given)


def of_header(value: str, path: str) -> Rule:
    """The rule of a request's header `x-sandbox-fault: FAULT[=SECONDS]`. Raises `BadFault`."""
    asked = endpoint(path)
    if asked is None:
        raise BadFault(f"x-sandbox-fault: no fault can be set on {path}; only on {', '.join(ENDPOINTS)}")
    found = _HEADER.fullmatch(value.strip())
    given = {name: each for name, each in found.groupdict().items() if each is not None} if found else {"fault": value}
    return _rule(f"x-sandbox-fault: {value}", {"at": asked, **given})


def of_file(path: Path) -> tuple[tuple[Rule, ...], int | None]:
    """The rules of a YAML file, and its seed if it has one.

    Raises:
        BadFault: it cannot be read, is no YAML, or a rule is wrong; all faults at once, one a line.
    """
    try:
        raw: Any = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as exc:
        raise BadFault(f"{path}: cannot be read: {exc}") from exc
    except MarkedYAMLError as exc:
        line = f":{exc.problem_mark.line + 1}" if exc.problem_mark else ""
        raise BadFault(f"{path}{line}: is not YAML: {exc.problem}") from exc
    except yaml.YAMLError as exc:
        raise BadFault(f"{path}: is not YAML: {exc}") from exc
    return _schedule(str(path), raw)


def of_json(body: bytes) -> tuple[tuple[Rule, ...], int | None]:
    """The rules of a JSON document of the same form, and its seed if it has one. Raises `BadFault`."""
    try:
        raw: Any = json.loads(body)
    except ValueError as exc:
        raise BadFault(f"the body is not JSON: {exc}") from exc
    return _schedule("the body", raw)


def _rule(where: str, given: dict[str, str]) -> Rule:
    try:
        return Rule.model_validate(given)
    except ValidationError as exc:
        raise BadFault("; ".join(_said(where, exc))) from exc


def _schedule(where: str, raw: Any) -> tuple[tuple[Rule, ...], int | None]:
    try:
        read = _Schedule.model_validate(raw)
    except ValidationError as exc:
        raise BadFault("\n".join(_said(where, exc))) from exc
    return read.faults, read.seed


def _said(where: str, error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_url=False):
        place = ".".join(map(str, each["loc"]))
        yield f"{where}: {f'{place}: ' if place else ''}{each['msg'].removeprefix('Value error, ')}"
