"""From a model's answer to claims: handles and ids are mapped back, and whatever does not fit is refused as a whole."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from functions.synthesize.answer.going import Retirements, check_amended, staying
from functions.synthesize.answer.harms import with_what_stays
from functions.synthesize.request.base import Accepted, Base
from functions.synthesize.request.plan import Plan
from shared.domain.canonical import digest
from shared.domain.evidence.pack import EvidencePack
from shared.domain.nesting import parsed
from shared.domain.publishing.draft import Claim, Reason, Retired, born_id, claim_id
from shared.domain.vocabulary import Direction, Section, Species
from shared.gates.grounding.subjects.headings import strange
from shared.gates.untrusted import clean
from shared.gates.words.language import foreign
from shared.store.spending.ledger import ModelAnswer, Unacceptable

CLAIMS_AT_MOST = 40
_FOREIGN = re.compile(r"https?:|www\.|\bPMID\b|\bdoi\b|\bS\d+\.\d+\b|<[a-z/!]|\ufffd", re.IGNORECASE)
"""What a writer never writes: addresses, identifiers, markup, and what is no character."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Said(_Strict):
    text: str = Field(min_length=1, max_length=1_000)
    sentences: tuple[str, ...] = Field(min_length=1, max_length=12)
    outcome: str = Field(max_length=200)
    direction: Direction
    species: Species


class _Amended(_Said):
    claim: str


class _Added(_Said):
    section: Section


class _Retired(_Strict):
    claim: str
    reason: Literal["contradicted", "superseded", "repeated", "unsupported"]
    by: tuple[str, ...] = Field(max_length=12)


class _Answer(_Strict):
    keep: tuple[str, ...] = Field(max_length=CLAIMS_AT_MOST)
    amend: tuple[_Amended, ...] = Field(max_length=CLAIMS_AT_MOST)
    retire: tuple[_Retired, ...] = Field(max_length=CLAIMS_AT_MOST)
    claims: tuple[_Added, ...] = Field(max_length=CLAIMS_AT_MOST)

    @property
    def handles(self) -> list[str]:
        return [*self.keep, *(each.claim for each in (*self.amend, *self.retire))]


class _Visible:
    """The sentences that a claim may name: those that the writer was shown, and for what sums up, also those of claims
    that stand."""

    def __init__(self, base: Base, shown: Collection[str]) -> None:
        self._shown = frozenset(shown)
        self.all = self._shown.union(*(each.claim.sentences for each in base.claims))

    def to(self, section: Section) -> frozenset[str]:
        return self.all if section.sums_up else self._shown


def read(
    answer: ModelAnswer, pack: EvidencePack, plan: Plan, shown: Collection[str]
) -> tuple[tuple[Claim, ...], tuple[Retired, ...]]:
    """The claims of a draft, and those that it retires.

    The claims of `plan.base` come first, in their order: kept ones as they were, also where the answer does not name
    them, amended ones under their own id with the next revision. What may not be kept and is not amended is retired,
    whatever the answer says. New ones follow; one that says again what stands is left out.

    Raises:
        Unacceptable: it was cut off or refused, breaks the schema, names a claim or a sentence that was not shown,
            decides twice on one claim, leaves no claim or too many, is not in English, or holds an address, an
            identifier or markup.
    """
    found, visible = _parsed(answer), _Visible(plan.base, shown)
    for each in (*found.amend, *found.claims):
        if foreign(each.text) or foreign(each.outcome) or strange(each.outcome):
            raise Unacceptable(f"a claim is not in English: {f'{each.text[:60]} ({each.outcome[:60]})'!r}")
    _check_handles(found.handles, plan.base)
    claims, retired = _decided(found, plan.base, visible, pack)
    birth = _Births(pack, plan, answer)
    for place, each in enumerate(found.claims):
        told = _told(each, visible.to(each.section))
        if not any((one.section, one.text) == (each.section, told["text"]) for one in claims):
            claims.append(birth.claim(each.section, told, place, {one.id for one in claims}))
    standing, gone = with_what_stays(claims, (*plan.base.retired, *retired), plan, pack)
    if not standing:
        raise Unacceptable("the answer leaves no claim")
    if len(standing) > CLAIMS_AT_MOST:
        raise Unacceptable(
            f"the answer leaves {len(standing)} claims on the page; at most {CLAIMS_AT_MOST} are allowed"
        )
    return standing, gone


def _parsed(answer: ModelAnswer) -> _Answer:
    if answer.stop != "end_turn":
        raise Unacceptable(f"the answer ended early: {answer.stop}")
    try:
        return _Answer.model_validate(parsed(answer.text))
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        raise Unacceptable(f"the answer breaks the schema: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    except ValueError as exc:
        raise Unacceptable(f"the answer is not JSON: {exc}") from exc


def _check_handles(named: list[str], base: Base) -> None:
    known = {each.handle for each in base.claims}
    if unknown := [each for each in named if each not in known]:
        raise Unacceptable(f"the answer names claims that were not shown: {', '.join(unknown)[:200]}")
    if twice := [each for each, times in Counter(named).items() if times > 1]:
        raise Unacceptable(f"the answer decides more than once on {', '.join(twice)[:200]}")


def _decided(found: _Answer, base: Base, visible: _Visible, pack: EvidencePack) -> tuple[list[Claim], list[Retired]]:
    """What becomes of the claims that stand, in their order."""
    amended = {each.claim: each for each in found.amend}
    made = {
        each.handle: _amended(each, amended[each.handle], visible, pack)
        for each in base.claims
        if each.handle in amended
    }
    going = _going(found, base, visible, made)
    claims: list[Claim] = []
    retired: list[Retired] = []
    for each in base.claims:
        if claim := made.get(each.handle):
            claims.append(claim)
        elif reason := going.get(each.handle):
            retired.append(Retired(id=each.claim.id, reason=reason))
        elif each.stands:
            claims.append(each.kept)
        else:
            retired.append(Retired(id=each.claim.id, reason="refused" if each.findings else "withdrawn"))
    return claims, retired


def _going(found: _Answer, base: Base, visible: _Visible, amended: Mapping[str, Claim]) -> dict[str, Reason]:
    """The claims that the answer may retire, each with the reason that it gives."""
    stay = staying(base.claims, {each.claim for each in found.retire}, amended)
    for number, each in enumerate(found.claims, 1):
        if not each.section.sums_up:
            stay[f"N{number}"] = Claim(
                id="", section=each.section, text=each.text, sentences=each.sentences, outcome=each.outcome
            )
    retirements = Retirements(stay, visible.all)
    known = {each.handle: each for each in base.claims}
    for each in found.retire:
        retirements.check(known[each.claim], each.reason, each.by)
    return {each.claim: each.reason for each in found.retire}


def _amended(each: Accepted, said: _Amended, visible: _Visible, pack: EvidencePack) -> Claim:
    own = visible.to(each.claim.section).union(each.claim.sentences)
    claim = each.claim.model_copy(update=_told(said, own))
    check_amended(each, claim, pack)
    return each.kept if claim == each.claim else claim.model_copy(update={"revision": claim.revision + 1})


def _told(said: _Said, visible: frozenset[str]) -> dict[str, Any]:
    """What is said of a claim, as its fields."""
    if unknown := [id for id in said.sentences if id not in visible]:
        raise Unacceptable(f"a claim names sentences that were not shown: {', '.join(unknown)[:200]}")
    text = clean(said.text)
    if not text:
        raise Unacceptable("a claim says nothing")
    if match := _FOREIGN.search(text) or _FOREIGN.search(said.outcome):
        raise Unacceptable(f"a claim holds what only code may write: {match[0]!r}")
    return {
        "text": text,
        "sentences": tuple(dict.fromkeys(said.sentences)),
        "outcome": clean(said.outcome),
        "direction": said.direction,
        "species": said.species,
    }


class _Births:
    """Gives new claims their ids: that of the page's claim which says the same, else one of their own."""

    def __init__(self, pack: EvidencePack, plan: Plan, answer: ModelAnswer) -> None:
        self._pack = pack
        self._answer = digest(answer.text.encode())
        stood = (plan.base, plan.known)
        self._first = not any(each.claims or each.retired for each in stood)
        self._known = {(each.claim.section, each.claim.text): each for each in plan.known.claims}
        self._taken = {each.claim.id for base in stood for each in base.claims}
        self._taken |= {each.id for base in stood for each in base.retired}

    def claim(self, section: Section, told: dict[str, Any], place: int, beside: set[str]) -> Claim:
        slug = self._pack.slug
        if known := self._known.get((section, told["text"])):
            claim = known.claim.model_copy(update=told)
            return known.kept if claim == known.claim else claim.model_copy(update={"revision": claim.revision + 1})
        if self._first:
            return Claim(id=claim_id(slug, section, told["text"]), section=section, **told)
        id = born_id(slug, self._pack.hash, self._answer, place)
        while id in self._taken or id in beside:
            place += CLAIMS_AT_MOST
            id = born_id(slug, self._pack.hash, self._answer, place)
        return Claim(id=id, section=section, **told)
