"""From a model's answer to claims: ids are mapped back, and whatever does not fit is refused as a whole."""

import json
import re
from collections.abc import Collection

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from functions.synthesize.prompt import clean
from shared.domain.draft import Claim, claim_id
from shared.domain.vocabulary import Direction, Section, Species
from shared.store.ledger import ModelAnswer, Unacceptable

CLAIMS_AT_MOST = 40
_FOREIGN = re.compile(r"https?:|www\.|\bPMID\b|\bdoi\b|\bS\d+\.\d+\b|<[a-z/!]", re.IGNORECASE)
"""What a writer never writes: addresses, identifiers, markup."""


class _Claim(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    section: Section
    text: str = Field(min_length=1, max_length=1_000)
    sentences: tuple[str, ...] = Field(min_length=1, max_length=12)
    outcome: str = Field(max_length=200)
    direction: Direction
    species: Species


class _Claims(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    claims: tuple[_Claim, ...] = Field(min_length=1, max_length=CLAIMS_AT_MOST)


def read(answer: ModelAnswer, slug: str, shown: Collection[str]) -> tuple[Claim, ...]:
    """The claims of an answer, with their ids for life; one said twice stands once.

    Raises:
        Unacceptable: it was cut off or refused, breaks the schema, names a sentence that was not shown, or holds an
            address, an identifier or markup.
    """
    if answer.stop != "end_turn":
        raise Unacceptable(f"the answer ended early: {answer.stop}")
    try:
        found = _Claims.model_validate(json.loads(answer.text))
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        raise Unacceptable(f"the answer breaks the schema: {'.'.join(map(str, first['loc']))}: {first['msg']}") from exc
    except (ValueError, RecursionError) as exc:
        raise Unacceptable(f"the answer is not JSON: {exc}") from exc
    claims: dict[str, Claim] = {}
    for each in found.claims:
        if strange := [id for id in each.sentences if id not in shown]:
            raise Unacceptable(f"a claim names sentences that were not shown: {', '.join(strange)[:200]}")
        text = clean(each.text)
        if not text:
            raise Unacceptable("a claim says nothing")
        if match := _FOREIGN.search(text) or _FOREIGN.search(each.outcome):
            raise Unacceptable(f"a claim holds what only code may write: {match[0]!r}")
        id = claim_id(slug, each.section, text)
        claim = Claim(
            id=id,
            section=each.section,
            text=text,
            sentences=tuple(dict.fromkeys(each.sentences)),
            outcome=clean(each.outcome),
            direction=each.direction,
            species=each.species,
        )
        claims.setdefault(id, claim)
    return tuple(claims.values())
