"""Holds: one open hold a peptide, and a person's word stands."""

import pytest
from invented.factories import SLUG, peptide, review

from shared.domain.publishing.monograph import Finding
from shared.platform.ports import Platform
from shared.store.evidence import peptides
from shared.store.publishing import holds

REASON = Finding(rule="C10", severity="block", reason="promises safety")


@pytest.fixture
async def held(platform: Platform) -> Platform:
    await platform.db.batch(peptides.sync([peptide()], "sample", platform.clock.now()))
    return platform


async def test_a_newer_draft_takes_the_place_of_the_older(held: Platform) -> None:
    now = held.clock.now()

    for draft in ("drafts/a.json", "drafts/b.json"):
        await held.db.batch(holds.hold(review(draft=draft), [REASON], monograph=None, now=now))

    assert [(each.draft, each.reasons) for each in await holds.listed(held.db, all=False)] == [
        ("drafts/b.json", (REASON,))
    ]
    assert {each.draft: each.state for each in await holds.of(held.db, SLUG)} == {
        "drafts/a.json": "superseded",
        "drafts/b.json": "open",
    }


async def test_what_a_person_rejected_stays_rejected(held: Platform) -> None:
    now = held.clock.now()
    await held.db.batch(holds.hold(review(), [REASON], monograph=None, now=now))
    await held.db.run(holds.settle(SLUG, review().draft, "rejected", "Ada", "too thin", now))

    await held.db.batch(holds.hold(review(), [REASON], monograph=None, now=now))

    assert await holds.listed(held.db, all=False) == []
    assert [each.state for each in await holds.of(held.db, SLUG)] == ["rejected"]
