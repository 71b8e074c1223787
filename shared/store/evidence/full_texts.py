"""Full texts in the database: what may be quoted of a study beside its abstract, or why nothing may."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ValidationError

from shared.domain.canonical import canonical, plain
from shared.domain.evidence.full_text import NOT_SENT, FullText
from shared.domain.instants import moment, stamp
from shared.platform.errors import Corrupt
from shared.platform.ports import Database, Statement
from shared.platform.sql import Queries

SQL = Queries("shared.store.evidence", "full_texts.sql")

AGAIN = timedelta(days=180)
"""After how long PMC is asked again where it gave a text: licences change."""

AGAIN_REFUSED = timedelta(days=30)
"""The same where nothing may be quoted, or where the article cannot be read."""

AGAIN_NOT_SENT = timedelta(hours=20)
"""The same where it sent nothing: another night."""

_PAGE = 5
"""Texts a result set: a megabyte of the longest."""


@dataclass(frozen=True, slots=True)
class AtPmc:
    """A study of which PMC has an article. `asked_at` is None where PMC was never asked for this article."""

    study_id: str
    pmcid: str
    refused: str | None
    asked_at: datetime | None

    def due(self, now: datetime) -> bool:
        """Whether PMC is to be asked."""
        if self.asked_at is None:
            return True
        if self.refused is None:
            return now >= self.asked_at + AGAIN
        return now >= self.asked_at + (AGAIN_NOT_SENT if self.refused == NOT_SENT else AGAIN_REFUSED)


async def at_pmc(db: Database, study_ids: Sequence[str]) -> list[AtPmc]:
    """Those of the studies that name an article at PMC, by study id."""
    return [
        AtPmc(
            study_id=row["study_id"],
            pmcid=row["pmcid"],
            refused=row["refused"] if row["kept"] == row["pmcid"] else None,
            asked_at=moment(row["fetched_at"]) if row["kept"] == row["pmcid"] else None,
        )
        for row in await db.all(SQL("at_pmc", ids=json.dumps(list(study_ids))))
    ]


async def of(db: Database, study_ids: Sequence[str]) -> dict[str, FullText]:
    """The texts of these studies, by study id; those without one are left out.

    Raises:
        Corrupt: a stored text cannot be read.
    """
    found: dict[str, FullText] = {}
    for start in range(0, len(study_ids), _PAGE):
        for row in await db.all(SQL("of", ids=json.dumps(list(study_ids[start : start + _PAGE])))):
            try:
                found[row["study_id"]] = FullText.model_validate_json(row["text"])
            except ValidationError as exc:
                raise Corrupt(f"the stored full text of {row['study_id']} cannot be read; fetch it again") from exc
    return found


def keep(study_id: str, text: FullText, now: datetime) -> Statement:
    """Keep a text as PMC gave it now."""
    return SQL(
        "keep",
        study_id=study_id,
        pmcid=text.pmcid,
        licence=text.licence.name,
        revision=text.revision,
        text=canonical(plain(text)).decode(),
        refused=None,
        now=stamp(now),
    )


def refuse(study_id: str, pmcid: str, reason: str, now: datetime) -> Statement:
    """Keep why there is no text that may be quoted; one that was there is taken away."""
    return SQL(
        "keep",
        study_id=study_id,
        pmcid=pmcid,
        licence=None,
        revision=None,
        text=None,
        refused=reason,
        now=stamp(now),
    )


def unread(study_id: str, pmcid: str, reason: str, now: datetime) -> Statement:
    """Keep why nothing is known of what may be quoted; a text that is held stays as it is, and due as it was."""
    return SQL("keep_unread", study_id=study_id, pmcid=pmcid, refused=reason, now=stamp(now))
