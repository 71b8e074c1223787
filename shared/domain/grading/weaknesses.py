"""What weakens a body of evidence, in words for readers: a sentence for each rule that takes levels, and each flag."""

from collections.abc import Callable
from typing import Literal

from shared.domain.grading import book
from shared.domain.grading.bodies import ANIMAL, IN_VITRO, ONE_LABORATORY, ONE_SPONSOR
from shared.domain.grading.weighing import SOURCES, Body, Unit, below, written

Source = Literal["laboratory", "sponsor"]

_DID: dict[Source, str] = {"laboratory": "did", "sponsor": "paid for"}
_WITH: dict[Source, str] = {"laboratory": "studied", "sponsor": "paid for studies with"}
_PRECLINICAL: dict[Source, str] = {"laboratory": ONE_LABORATORY, "sponsor": ONE_SPONSOR}


def blinding(body: Body) -> str:
    """Why `down-blinding` holds."""
    if body.reviewed:
        return "It is not known how many participants of the reviewed trials were in blinded trials."
    blinded, total, unit = body.share(lambda each: each.blinded)
    return _reported(body, unit, (blinded, total, "blinded"))


def blinding_unregistered(body: Body) -> str:
    """Why `down-blinding-unregistered` holds."""
    blinded, total, unit = body.share(lambda each: each.blinded)
    registered, others, _ = body.share(lambda each: each.registered)
    if not blinded and not registered:
        return _reported(body, unit, (0, total, "blinded or as registered"))
    return _reported(body, unit, (blinded, total, "blinded"), (registered, others, "registered"))


def imprecision(body: Body, few: str, fewer_than: int) -> str:
    """Why one of `down-imprecision-1` and `-2` holds."""
    where = "in all"
    if body.reviewed:
        where = "in the review" if len(body.deciding) == 1 else "in the largest review"
    number = written(body.participants)
    return f"{few} people took part: {number} {where}{_doubted(body)}, fewer than {fewer_than}."


def inconsistency(body: Body) -> str:
    """Why `down-inconsistency` holds."""
    if len(body.stating) == 2:
        return "Results disagree: the 2 studies that say which way their results went point different ways."
    most, others, unit = body.disagreement()
    total = most + others
    one, other = written(most), written(others)
    if unit == "studies":
        of = f"{written(total)} studies that say which way their results went"
        points = "points" if other == "1" else "point"
        told = f"{one} point one way and {other} {points} another way"
        if most == 2:
            told = "each points another way"
    else:
        of = f"{written(total)} participants of studies that say which way their results went"
        told = f"{one} were in studies that point one way and {other} in studies that point another way"
    return f"Results disagree: of the {of}, {told}{_weighed(body)}."


def surrogate(body: Body) -> str:
    """Why `down-surrogate` holds."""
    del body
    return "The outcome is a surrogate: it stands in for another one that patients feel."


def molecule(body: Body) -> str:
    """Why `down-molecule` holds."""
    related, total, unit = body.share(lambda each: each.related, at_most=True)
    gave = "were given" if unit == "participants" and len(body.deciding) > 1 else "gave"
    return _capital(f"{_part(body, related, total, unit)} {gave} a related molecule, not this one{_weighed(body)}.")


def species(body: Body) -> str:
    """What `down-species` says."""
    del body
    return "What is found in animals or cells is not called a certainty about people."


def publication_bias(body: Body) -> str:
    """Why `down-publication-bias` holds."""
    sources: list[Source] = [what for what in _DID if _supplies(body, what)]
    if sources and len(body.deciding) == 1:
        said = [f"the only study is of {' and '.join(f'one {what}' for what in sources)}"]
    else:
        said = [f"{_supply(body, what)}{_weighed(body)}" for what in sources]
    if body.overdue == 1:
        said.append("1 registered trial was completed more than 24 months ago, and no result of it was found")
    elif body.overdue:
        were = f"{body.overdue:,} registered trials were completed more than 24 months ago"
        said.append(f"{were}, and no results of them were found")
    return f"Some results may have gone unpublished: {'; '.join(said)}."


def concentrated(body: Body, what: Source) -> str:
    """What `flag-laboratory` and `flag-sponsor` say."""
    return _capital(f"{_supply(body, what)}{_weighed(body)}.")


def concentrated_preclinical(body: Body, what: Source) -> str:
    """What `flag-laboratory-preclinical` and `flag-sponsor-preclinical` say."""
    most, total = body.numbers.get(_PRECLINICAL[what], 0), body.number(ANIMAL, IN_VITRO)
    of = f"all {total:,}" if most == total else f"{most:,} of the {total:,}"
    return f"One {what} {_DID[what]} {of} studies in animals, cells or tissue."


def _supplies(body: Body, what: Source) -> bool:
    most, total, _ = body.most(_key(what))
    return bool(most) and not below(most, total, book.ONE_SOURCE_PERCENT)


def _supply(body: Body, what: Source) -> str:
    most, total, unit = body.most(_key(what))
    did = (_DID if unit == "studies" else _WITH)[what]
    return f"one {what} {did} {_part(body, most, total, unit)}"


def _key(what: Source) -> Callable[..., str]:
    return dict(SOURCES)[what]


def _reported(body: Body, unit: Unit, *found: tuple[int, int, str]) -> str:
    """That less than half is in trials reported as such, once for each (part, total, what)."""
    if len(body.deciding) == 1:
        return f"The only randomised trial is not reported as {' or as '.join(what for _, _, what in found)}."
    said = ", and ".join(_less_than_half(part, total, unit, what) for part, total, what in found)
    return _capital(f"{said}{_weighed(body)}.")


def _less_than_half(part: int, total: int, unit: Unit, what: str) -> str:
    trials = "randomised trials"
    if unit == "participants":
        if not part:
            return f"none of the {written(total)} participants of {trials} was in a trial reported as {what}"
        of = f"participants of {trials} ({written(part)} of {written(total)})"
        return f"less than half of the {of} were in trials reported as {what}"
    if not part:
        return f"none of the {written(total)} {trials} is reported as {what}"
    return f"less than half of the {trials} ({written(part)} of {written(total)}) are reported as {what}"


def _part(body: Body, part: int, total: int, unit: Unit) -> str:
    """What of all holds something: `all 96 participants`, `30 of the 96 participants`, `the only study`."""
    if len(body.deciding) == 1:
        return "the only study"
    return f"all {written(total)} {unit}" if part == total else f"{written(part)} of the {written(total)} {unit}"


def _doubted(body: Body) -> str:
    """That a study in doubt weighs half, where one is among those that decide."""
    return " (a study in doubt counts by half)" if any(each.doubted for each in body.deciding) else ""


def _weighed(body: Body) -> str:
    """The same of a share."""
    if body.doubt_never_helps and _doubted(body):
        return " (a study in doubt counts by half where that weakens the evidence)"
    return _doubted(body)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
