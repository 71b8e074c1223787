"""A grade's proof as a file: canonical JSON that anybody computes again, without a database and without PepTalk's pack.

The proof is the grade itself, because a grade holds its inputs. Checking reads the inputs alone, grades them anew and
compares every byte.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import chain, zip_longest
from typing import Any, cast

from pydantic import ValidationError

from shared.domain.canonical import canonical, plain
from shared.domain.evidence.outcomes import OUTCOMES
from shared.domain.fingerprints import GRADED_ANEW, named
from shared.domain.grading.bodies import (
    ANIMAL,
    CONTROLLED,
    COUNTED,
    EXCLUDED,
    IN_VITRO,
    KINDS,
    ONE_LABORATORY,
    ONE_SPONSOR,
    OVERALL,
    PREPRINT,
    PROBABLE,
    RCT,
    REVIEW,
    UNCLEAR_ROLE,
    UNCONTROLLED,
    Evidence,
    deciding_kinds,
    is_read,
)
from shared.domain.grading.grade import Grade, regrade
from shared.domain.grading.reports import bad_reports

BYTES_AT_MOST = 50_000_000
DEPTH_AT_MOST = 20
"""A proof has five levels."""
DIFFERENCES_AT_MOST = 20
"""Differences that are named one by one."""

_STRUCTURE = re.compile(r'\\.|["\[\]{}]', re.DOTALL)
_NEXT = "Next: write a new one with `peptalk grade FILES... --peptide NAME --proof FILE`."


class BadProof(ValueError):
    """The bytes are no proof of a grade: what is wrong, and what to do next."""


def proof(grade: Grade) -> bytes:
    """The proof's canonical bytes, which end with its closing brace."""
    return canonical(plain(grade))


def condensed(data: bytes) -> bytes:
    """The canonical bytes of a proof with every field written out, as the API gives it; all other bytes as they are."""
    try:
        told, given = _read(data), Grade.model_validate_json(data, strict=True)
    except (BadProof, ValidationError):
        return data
    return proof(given) if told == given.model_dump(mode="json") else data


def differences(data: bytes) -> list[str]:
    """Where the proof says other than what its own inputs give; none means that it recomputes byte for byte.

    Raises:
        BadProof: it is malformed, of an edition of the rules that is not computed here, or its inputs contradict
            each other.
    """
    told = _read(data)
    try:
        given = Grade.model_validate_json(data, strict=True)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise BadProof(f"{where}: {first['msg']}. {_NEXT}") from exc
    _refuse_contradictions(given)
    again = regrade(given.evidence, given.edition)
    if proof(again) == data:
        return []
    found = list(_differences("", told, plain(again)))
    if not found:
        return ["the bytes are not the canonical form of what they say"]
    more = len(found) - DIFFERENCES_AT_MOST
    return [*found[:DIFFERENCES_AT_MOST], *([f"and {more} more"] if more > 0 else [])]


def _read(data: bytes) -> dict[str, Any]:
    if len(data) > BYTES_AT_MOST:
        raise BadProof(f"{len(data):,} bytes are no proof, which has at most {BYTES_AT_MOST:,}. {_NEXT}")
    try:
        text = data.decode("utf-8")
        _refuse_depth(text)
        told: object = json.loads(text, parse_constant=_refuse, parse_float=_refuse)
    except ValueError as exc:
        raise BadProof(f"it is no JSON of a proof: {exc}. {_NEXT}") from exc
    if not isinstance(told, dict):
        raise BadProof(f"it is no proof: a JSON object is needed, with v, edition, inputs and steps. {_NEXT}")
    found = cast("dict[str, Any]", told)
    if found.get("v") != 2:
        raise BadProof(f"`v` is {found.get('v')!r}; this release reads proofs of version 2. {_NEXT}")
    edition = found.get("edition")
    if type(edition) is not int or edition not in GRADED_ANEW:
        raise BadProof(
            f"it is of edition {edition!r} of the grading rules; this release computes editions "
            f"{named(GRADED_ANEW)}. Next: check it with a release of its own edition."
        )
    return found


def _refuse_depth(text: str) -> None:
    """A parser recurses, and where the stack is small (WebAssembly) its overflow is no exception but the end."""
    depth, in_string = 0, False
    for mark in _STRUCTURE.findall(text):
        if mark == '"':
            in_string = not in_string
        elif not in_string and len(mark) == 1:
            depth += 1 if mark in "[{" else -1
            if depth > DEPTH_AT_MOST:
                raise ValueError("it is nested too deeply")


def _refuse(text: str) -> Any:
    raise ValueError(f"{text} is no whole number")


def _refuse_contradictions(given: Grade) -> None:
    """What `evidence_of` never yields, and what the rules could not tell from a true input.

    Raises:
        BadProof: naming the first.
    """
    for reason in chain(_contradictions(given.evidence), bad_reports(given.studies, given.edition)):
        raise BadProof(f"{reason}. {_NEXT}")


def _contradictions(evidence: Evidence) -> Iterator[str]:
    for name, numbers in evidence.bodies.items():
        if name not in (OVERALL, *OUTCOMES):
            yield f"outcome {name!r} is not known"
        yield from _bad_numbers(name or "overall", numbers, COUNTED)
    yield from _bad_numbers("excluded", evidence.excluded, tuple(EXCLUDED))
    outcomes = evidence.bodies.keys() - {OVERALL}
    pmids = [each.pmid for each in evidence.studies]
    if pmids != sorted(set(pmids), key=lambda pmid: (len(pmid), pmid)):
        yield "studies are not listed once each by ascending PMID"
    for each in evidence.studies:
        if each.kind not in (RCT, PROBABLE, REVIEW, CONTROLLED):
            yield f"study {each.pmid} is of a kind that is not listed one by one: {each.kind!r}"
        if each.n is not None and each.n < 0:
            yield f"study {each.pmid} has {each.n} participants"
        if lost := sorted(each.outcomes.keys() - outcomes):
            yield f"study {each.pmid} reports {lost[0]!r}, which is not among the outcomes"
        elif not is_read(each, evidence.bodies):
            yield f"study {each.pmid} is listed and decides nothing"
    whole = evidence.bodies[OVERALL]
    for name, numbers in evidence.bodies.items():
        for kind in deciding_kinds(numbers):
            bearing = sum(each.kind == kind and name in (OVERALL, *each.outcomes) for each in evidence.studies)
            if bearing != numbers.get(kind, 0) and kind not in (UNCONTROLLED, PREPRINT):
                yield f"{name or 'overall'} counts {numbers.get(kind, 0)} of {kind} and {bearing} are listed"
        studies = sum(numbers.get(each, 0) for each in KINDS)
        preclinical = sum(numbers.get(each, 0) for each in (ANIMAL, IN_VITRO))
        for number, most in ((ONE_LABORATORY, preclinical), (ONE_SPONSOR, preclinical), (UNCLEAR_ROLE, studies)):
            if numbers.get(number, 0) > most:
                yield f"{name or 'overall'} counts {numbers[number]} of {number}, more than it has studies"
        if more := [each for each in KINDS if numbers.get(each, 0) > whole.get(each, 0)]:
            yield f"{name} counts more of {more[0]} than there are overall"


def _bad_numbers(where: str, numbers: Mapping[str, int], known: tuple[str, ...]) -> Iterator[str]:
    for name, number in numbers.items():
        if name not in known:
            yield f"{where} counts {name!r}, which no rule knows"
        elif number < 1:
            yield f"{where} counts {number} of {name}; what is not there is left out"


def _differences(path: str, told: Any, again: Any) -> Iterator[str]:
    if type(told) is not type(again):
        yield f"{path}: says {_brief(told)}, computed {_brief(again)}"
    elif isinstance(told, dict):
        one, other = cast("dict[str, Any]", told), cast("dict[str, Any]", again)
        for name in sorted(one.keys() | other.keys()):
            yield from _differences(f"{path}.{name}" if path else name, one.get(name), other.get(name))
    elif isinstance(told, list):
        pairs = zip_longest(cast("list[Any]", told), cast("list[Any]", again))
        for at, (left, right) in enumerate(pairs):
            yield from _differences(f"{path}[{at}]", left, right)
    elif told != again:
        yield f"{path}: says {_brief(told)}, computed {_brief(again)}"


def _brief(value: Any) -> str:
    if value is None:
        return "nothing"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}..."
