"""How the stand-in for Claude goes on from claims that stand: what it keeps, amends, retires and adds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from infra.sandbox.models import writer
from infra.sandbox.models.summaries import SECTIONS, one_sided, sum_up
from infra.sandbox.models.writer import Written
from shared.domain.vocabulary import Direction, Section, Species

FIELDS = {
    "claims": writer.FIELDS,
    "keep": frozenset[str](),
    "amend": (writer.FIELDS - {"section"}) | {"claim"},
    "retire": frozenset({"claim", "reason", "by"}),
}
"""The arrays that an answer may hold, each with the fields of its objects."""
CLAIMS_AT_MOST = 24
ALIKE_FROM = 0.6
"""Share of a claim's words that another one must have to say the same of a record that reads otherwise now."""

_HANDLE = re.compile(r"K\d+")
_WORD = re.compile(r"\w+")


@dataclass
class _Standing:
    """A claim of the prompt; `sentences` are what is left that it rests on, where the prompt says so by their text."""

    handle: str
    section: Section
    direction: Direction
    outcome: str
    text: str
    ids: tuple[str, ...]
    sentences: list[str] = field(default_factory=list[str])

    @property
    def said(self) -> Written:
        """The claim as it was written; its species is told by its first words."""
        return Written(self.section, self.text, self.ids, self.outcome, self.direction, _species(self))


def redraft(prompt: str) -> dict[str, list[Any]]:
    """The whole answer; without claims that stand, those of `writer.write` alone.

    A claim that lost a sentence is amended where the evidence has one that says nearly the same, kept where what is
    left says it word for word, and else retired. A refused one is amended to what its sentence says, or left out where
    it says that already. What summed up a claim that goes is retired, and the page summed up anew where nothing does.

    Raises:
        NothingToRead: the prompt has no evidence block.
    """
    written = writer.write(prompt)
    blocks = [_block(prompt, name) for name in ("accepted", "withdrawn", "refused")]
    summaries, sent_back = blocks[0], bool(blocks[2])
    accepted, withdrawn, refused = ([each for each in block if not each.section.sums_up] for block in blocks)
    said = {each.text for each in (*accepted, *refused)}
    keep: list[str] = []
    amend: list[dict[str, Any]] = []
    amended: list[Written] = []
    retire: list[dict[str, Any]] = []
    for each in withdrawn:
        if better := next((one for one in written if one.text not in said and _alike(one.text, each.text)), None):
            # What reads otherwise is still of the outcome that it was of.
            amend.append({**_amended(each, better), "outcome": each.outcome})
            amended.append(better)
            said.add(better.text)
        elif any(_tail(each.text) in _plain(sentence) for sentence in each.sentences):
            keep.append(each.handle)
        else:
            retire.append({"claim": each.handle, "reason": "unsupported", "by": []})
    for each in refused:
        if better := next((one for one in written if one.sentences == each.ids and one.text not in said), None):
            amend.append(_amended(each, better))
            amended.append(better)
            said.add(better.text)
    blamed = {id for each in refused for id in each.ids}
    room = CLAIMS_AT_MOST - len(accepted)
    new = [one for one in written if one.text not in said and blamed.isdisjoint(one.sentences)]
    if refused and accepted:
        new = []
    new = new[: max(room, 0)]
    going = {each["claim"] for each in (*amend, *retire)}
    findings = _ordered(written, [*(each.said for each in accepted if each.handle not in going), *amended, *new])
    lost = {each.handle for each in blocks[1]}
    told = {id for each in findings for id in each.sentences}
    for section in SECTIONS:
        own = [each for each in summaries if each.section is section]
        whole = [each for each in own if told.issuperset(each.ids) and each.handle not in lost]
        if one_sided([each.said for each in whole], findings):
            whole = []
        # What review let pass is named no more: code drops it where what it sums up went.
        fallen = [] if sent_back else [each for each in own if each not in whole]
        retire += [{"claim": each.handle, "reason": "superseded", "by": []} for each in fallen]
        if not whole:
            new += sum_up(section, findings)
    return {"claims": [_added(one) for one in new], "keep": keep, "amend": amend, "retire": retire}


def _ordered(written: Sequence[Written], findings: Sequence[Written]) -> list[Written]:
    """As they would stand if all were written now; what would not be written, after them."""
    places = {each.sentences: place for place, each in enumerate(written)}
    return sorted(findings, key=lambda each: places.get(each.sentences, len(places)))


def _block(prompt: str, name: str) -> list[_Standing]:
    """The claims between a block's lines, each with the sentences that stand beneath it."""
    found: list[_Standing] = []
    block = re.search(rf"^<{name}>[ \t]*$(.*?)^</{name}>[ \t]*$", prompt, re.MULTILINE | re.DOTALL)
    for line in block[1].splitlines() if block else ():
        first, *rest = line.split("\t")
        if _HANDLE.fullmatch(first) and len(rest) == 5:
            ids = tuple(each for each in rest[4].split(", ") if each)
            found.append(_Standing(first, Section(rest[0]), Direction(rest[1]), rest[2], rest[3], ids))
        elif found and first in found[-1].ids:
            found[-1].sentences.append(rest[0])
    return found


def _added(claim: Written) -> dict[str, Any]:
    return {"section": claim.section.value, **_said(claim)}


def _amended(each: _Standing, claim: Written) -> dict[str, Any]:
    return {"claim": each.handle, **_said(claim)}


def _said(claim: Written) -> dict[str, Any]:
    return {
        "text": claim.text,
        "sentences": list(claim.sentences),
        "outcome": claim.outcome,
        "direction": claim.direction.value,
        "species": Species(claim.species).value,
    }


def _alike(one: str, other: str) -> bool:
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return len(first & second) >= ALIKE_FROM * max(len(first), len(second))


def _species(claim: _Standing) -> Species:
    said = (species for species, (_, lead) in writer.LEADS.items() if claim.text.startswith(lead))
    return next(said, Species.UNKNOWN)


def _tail(text: str) -> str:
    """A claim without its setting (`In animals: `)."""
    return _plain(text.partition(": ")[2] or text)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
