"""How many labelled sentences the compliance rules judge as a careful reader does, and how sure that figure is.

Labels and halves are told in labelled.md. A violating sentence counts as found when its own family fires, with a
blocking finding where the family blocks. Any blocking finding on an acceptable sentence is a false alarm.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from math import sqrt
from types import MappingProxyType
from typing import Any

from shared.domain.publishing.monograph import Finding
from shared.domain.vocabulary import Design, Level, Species
from shared.gates.context import Context, Status
from shared.gates.text import check, check_place

FAMILIES = tuple(f"C{number:02d}" for number in range(1, 28))
WARNING = frozenset({"C24", "C25"})
"""Families that warn and block nothing."""


class Name(StrEnum):
    """A half of the first set or of one of the large ones, or a further set without halves."""

    OPEN = "open"
    CLOSED = "closed"
    FRESH = "fresh"
    WRITTEN = "written"
    THIRD = "third"
    VARIED_OPEN = "varied-open"
    VARIED_CLOSED = "varied-closed"
    BROAD_OPEN = "broad-open"
    BROAD_CLOSED = "broad-closed"
    PAIRED_OPEN = "paired-open"
    PAIRED_CLOSED = "paired-closed"
    VOICES_OPEN = "voices-open"
    VOICES_CLOSED = "voices-closed"
    REPORTS_OPEN = "reports-open"
    REPORTS_CLOSED = "reports-closed"


HALVES = (Name.OPEN, Name.CLOSED)
TUNED_BY = frozenset(
    {
        *(Name.OPEN, Name.FRESH, Name.WRITTEN, Name.VARIED_OPEN, Name.BROAD_OPEN),
        *(Name.PAIRED_OPEN, Name.VOICES_OPEN, Name.REPORTS_OPEN),
    }
)
"""What may be read while rules are made; of the others only counts are told."""
WHOLE = (Name.FRESH, Name.WRITTEN, Name.THIRD)
"""Sets without halves."""
_SETS = MappingProxyType(
    {
        "compliance": HALVES,
        "varied": (Name.VARIED_OPEN, Name.VARIED_CLOSED),
        "broad": (Name.BROAD_OPEN, Name.BROAD_CLOSED),
        "paired": (Name.PAIRED_OPEN, Name.PAIRED_CLOSED),
        "voices": (Name.VOICES_OPEN, Name.VOICES_CLOSED),
        "reports": (Name.REPORTS_OPEN, Name.REPORTS_CLOSED),
    }
    | {name: (name,) for name in WHOLE}
)
"""Which names the sentences of a file go by: the half to tune by and the closed one, or one name for all."""
_FILES = MappingProxyType({name: file for file, names in _SETS.items() for name in names})


@dataclass(frozen=True, slots=True)
class Labelled:
    """One sentence and what a careful reader said of it; `context` is what the reader knew beside the words."""

    id: str
    family: str
    violating: bool
    text: str
    context: Mapping[str, Any]
    also: frozenset[str]
    of: Name
    """The half or the set that it belongs to."""


Rules = Callable[[Labelled], Sequence[Finding]]


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of`; `low` and `high` are Wilson's interval at 95 %. Of nothing, nothing is known: 0 to 1."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's score interval (Wilson 1927), which stays within 0 and 1 for few sentences too."""
        if not self.of:
            return (0.0, 1.0)
        z = 1.959964
        share, spread = self.hits / self.of, z * z / self.of
        middle = share + spread / 2
        half = z * sqrt(share * (1 - share) / self.of + spread / (4 * self.of))
        return (max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread)))

    @property
    def told(self) -> str:
        """For people."""
        if self.value is None:
            return "0 of 0"
        low, high = self.interval
        return f"{self.hits} of {self.of}, {self.value:.1%} (95 % interval {low:.1%} to {high:.1%})"

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        low, high = self.interval
        value = None if self.value is None else round(self.value, 4)
        return {"hits": self.hits, "of": self.of, "share": value, "low": round(low, 4), "high": round(high, 4)}


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence and the families that fired on it: `blocking` with a blocking finding, `all` with any."""

    sentence: Labelled
    blocking: frozenset[str]
    all: frozenset[str]

    @property
    def found(self) -> bool:
        """Its own family fired, as heavily as it is meant to."""
        return self.heavily(self.sentence.family)

    def heavily(self, family: str) -> bool:
        """Whether this family fired as heavily as it is meant to."""
        return family in (self.all if family in WARNING else self.blocking)


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one half."""

    judged: tuple[Judged, ...]

    def recall(self, families: Iterable[str]) -> Share:
        """Of the violating sentences of these families, those on which their own family fired."""
        wanted = frozenset(families)
        of = [each for each in self.judged if each.sentence.violating and each.sentence.family in wanted]
        return Share(sum(each.found for each in of), len(of))

    def refused(self) -> Share:
        """Of the violating sentences of blocking families, those that any family blocks: they reach no page."""
        of = [each for each in self.judged if each.sentence.violating and each.sentence.family not in WARNING]
        return Share(sum(bool(each.blocking) for each in of), len(of))

    def precision(self) -> Share:
        """Of all sentences rightly found or wrongly blocked, those rightly found (blocking families)."""
        found = self.recall(set(FAMILIES) - WARNING).hits
        return Share(found, found + self.false_alarms().hits)

    def false_alarms(self) -> Share:
        """Of the acceptable sentences, those that any family blocks."""
        of = [each for each in self.judged if not each.sentence.violating]
        return Share(sum(bool(each.blocking) for each in of), len(of))

    def false_warnings(self) -> Share:
        """Of the acceptable sentences, those with a warning and nothing worse."""
        of = [each for each in self.judged if not each.sentence.violating]
        return Share(sum(bool(each.all) and not each.blocking for each in of), len(of))

    def precision_of(self, family: str) -> Share:
        """Of what this family found rightly and the acceptable sentences on which it fires as heavily, the former."""
        found = self.recall([family]).hits
        acceptable = [each for each in self.judged if not each.sentence.violating]
        return Share(found, found + sum(each.heavily(family) for each in acceptable))

    def alarms_of(self, family: str) -> int:
        """How many acceptable sentences of any family this one fires on."""
        return sum(family in each.all for each in self.judged if not each.sentence.violating)

    def strays(self) -> int:
        """How often a family that the label does not name blocks a violating sentence."""
        violating = [each for each in self.judged if each.sentence.violating]
        return sum(len(each.blocking - {each.sentence.family} - each.sentence.also) for each in violating)

    def totals(self) -> dict[str, Share]:
        """The figures of the half as a whole, by name."""
        return {
            "recall_blocking": self.recall(set(FAMILIES) - WARNING),
            "recall_warning": self.recall(WARNING),
            "refused_by_any": self.refused(),
            "precision": self.precision(),
            "false_alarms": self.false_alarms(),
            "false_warnings": self.false_warnings(),
        }

    def errors(self) -> list[Judged]:
        """The sentences that were judged wrongly, of what may be read; those of the rest are told to nobody."""
        wrong = [each for each in self.judged if (not each.found if each.sentence.violating else each.blocking)]
        return [each for each in wrong if each.sentence.of in TUNED_BY]


def labelled(*names: Name) -> tuple[Labelled, ...]:
    """Every labelled sentence of these sets, in the files' order; of the first set's halves where none is named."""
    wanted = names or HALVES
    found = (_labelled(row, file) for file in dict.fromkeys(_FILES[name] for name in wanted) for row in _rows(file))
    return tuple(each for each in found if each.of in wanted)


def measure(sentences: Iterable[Labelled], rules: Rules) -> Measured:
    """What the rules say of each sentence."""
    judged: list[Judged] = []
    for sentence in sentences:
        found = rules(sentence)
        blocking = frozenset(each.rule for each in found if each.severity == "block")
        judged.append(Judged(sentence, blocking, frozenset(each.rule for each in found)))
    return Measured(tuple(judged))


def rules(sentence: Labelled) -> tuple[Finding, ...]:
    """What the gates find on the sentence, told all that the reader knew."""
    known = _known(sentence.context)
    return check(sentence.text, known) if known.place == "body" else check_place(known.place, sentence.text, known)


def _known(given: Mapping[str, Any]) -> Context:
    """labelled.md: a key left out is no part of the judgement; only where `cited` is left out is nothing cited."""
    status = given.get("regulatory")
    level = given.get("grade")
    return Context(
        species=frozenset(map(Species, given["species"])) if "species" in given else None,
        designs=frozenset(map(Design, given["designs"])) if "designs" in given else None,
        n=given.get("n"),
        level=None if level is None else Level.PRECLINICAL if level == "preclinical_only" else Level(level),
        cited=bool(given.get("cited", False)),
        quotes=tuple(given["quotes"]) if "quotes" in given else None,
        place=given.get("place", "body"),
        blocks=frozenset(given["blocks"]) if "blocks" in given else None,
        status=None if status is None else Status(**status),
    )


def half(id: str) -> int:
    """0 for the half to tune by, 1 for the one that is only counted."""
    return 1 - int(hashlib.sha256(id.encode()).hexdigest()[-1], 16) % 2


def _rows(file: str) -> list[dict[str, Any]]:
    text = files("infra.evaluation").joinpath(f"{file}_sentences.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def _labelled(row: Mapping[str, Any], file: str) -> Labelled:
    names = _SETS[file]
    return Labelled(
        id=row["id"],
        family=row["family"],
        violating=row["verdict"] == "violating",
        text=row["text"],
        context=row.get("context", {}),
        also=frozenset(row.get("also", ())),
        of=names[half(row["id"])] if len(names) > 1 else names[0],
    )
