"""Versions in the database, and the proof of what is stored."""

import pytest
from invented.editions import asked, catalog, edition
from invented.factories import SLUG, peptide
from rigs.fakes import ManualClock

from functions.render.handler import handle
from shared.platform.errors import ConstraintViolated
from shared.platform.ports import Platform, Statement
from shared.store.publishing import versions
from shared.store.publishing.proofs import NoSuchVersion, verify
from shared.store.publishing.versions import Standing

NIGHT = "2026-11-23T02:00:00.000Z"


async def published(platform: Platform, run_id: str = "run-1", *, more: int = 0) -> None:
    outcome = await handle(await asked(platform, edition(more=more), run_id), platform)
    await platform.db.batch(outcome.writes)


@pytest.fixture
async def shown(platform: Platform, clock: ManualClock) -> Platform:
    """A platform with two published versions of one peptide."""
    await catalog(platform.db, clock.now())
    await published(platform)
    clock.advance(86_400)
    await published(platform, "run-2", more=1)
    return platform


async def test_history_is_newest_first_and_the_pointer_is_at_the_newest(shown: Platform) -> None:
    current = await versions.current(shown.db, SLUG)

    assert [each.version for each in await versions.history(shown.db, SLUG)] == [2, 1]
    assert current == (await versions.history(shown.db, SLUG))[0]
    assert await versions.by_version(shown.db, SLUG, 3) is None
    assert await versions.published(shown.db) == 1


async def test_the_same_publication_cannot_be_written_twice(platform: Platform, clock: ManualClock) -> None:
    await catalog(platform.db, clock.now())
    outcome = await handle(await asked(platform, edition()), platform)
    await platform.db.batch(outcome.writes)

    with pytest.raises(ConstraintViolated):
        await platform.db.batch(outcome.writes)

    assert [each.version for each in await versions.history(platform.db, SLUG)] == [1]


async def test_a_list_leaves_out_what_left_the_catalog(shown: Platform, clock: ManualClock) -> None:
    await catalog(shown.db, clock.now(), peptide(slug="another", name="Another", sample=True))

    assert await versions.published(shown.db) == 0


async def test_costs_count_what_may_have_been_paid(shown: Platform) -> None:
    insert = """
    INSERT INTO model_calls (request_hash, sample, state, vendor, model, stage, run_id, slug, trace_id, holder, token,
                             input_tokens, output_tokens, cost_microusd, asked_at)
    VALUES (?1, 0, ?2, 'anthropic', 'm', 'synthesize', 'run-1', ?3, 't', 'h', 't', ?4, ?5, ?6, ?7)
    """
    for row in (("a", "accepted", SLUG, 1000, 200, 4500, NIGHT), ("b", "lost", SLUG, 0, 0, None, NIGHT)):
        await shown.db.run(Statement(insert, row))
    await shown.db.run(Statement(insert, ("c", "rejected", SLUG, 0, 0, None, NIGHT)))

    cost = await versions.spent(shown.db, "run-1", SLUG)

    assert (cost.calls, cost.input_tokens, cost.output_tokens, cost.microusd, cost.unpriced) == (2, 1000, 200, 4500, 1)


@pytest.mark.parametrize(
    ("standing", "evidence", "late"),
    [
        # Nothing was decided yet.
        ({"decided_evidence": "", "decided_run": None, "decided_at": None}, "mine", False),
        # The run decided itself, as when a person lets through what it held.
        ({"decided_run": "me", "decided_evidence": "theirs", "theirs": "2026-11-24"}, "mine", False),
        # Newer evidence than ours was decided on.
        ({"mine": "2026-11-22", "theirs": "2026-11-23"}, "mine", True),
        # Ours is newer, although the other run decided later.
        (
            {"mine": "2026-11-24", "begun_at": "2026-11-22", "theirs": "2026-11-23", "decided_at": "2026-11-24"},
            "mine",
            False,
        ),
        # The same evidence, decided on before this run began: an operator wants it written anew.
        ({"begun_at": "2026-11-24", "decided_at": "2026-11-23"}, "theirs", False),
        # The same evidence, decided on while this run was under way.
        ({"begun_at": "2026-11-22", "decided_at": "2026-11-23"}, "theirs", True),
        # No searches known: who began first comes too late.
        ({"mine": None, "theirs": None, "begun_at": "2026-11-22", "decided_at": "2026-11-23"}, "mine", True),
        ({"mine": None, "theirs": None, "begun_at": "2026-11-24", "decided_at": "2026-11-23"}, "mine", False),
        # It left the catalog.
        ({"active": False, "decided_run": None}, "mine", True),
    ],
)
def test_who_comes_too_late(standing: dict[str, object], evidence: str, late: bool) -> None:
    fields: dict[str, object] = {
        "active": True,
        "current_version": 1,
        "decided_evidence": "theirs",
        "decided_run": "they",
        "decided_at": "2026-11-23",
        "begun_at": "2026-11-23",
        "mine": "2026-11-23",
        "theirs": None,
    }

    said = Standing(**{**fields, **standing}).overtaken("me", evidence)  # pyright: ignore[reportArgumentType]

    assert (said is not None) is late


async def test_what_was_published_is_proven_version_by_version(shown: Platform) -> None:
    newest = await verify(shown.db, shown.files, SLUG)
    oldest = await verify(shown.db, shown.files, SLUG, 1)

    assert (newest.version, newest.faults) == (2, ())
    assert (oldest.version, oldest.proven) == (1, True)


async def test_a_page_changed_in_the_bucket_is_found(shown: Platform) -> None:
    version = await versions.by_version(shown.db, SLUG, 1)
    assert version is not None
    data = await shown.files.get(version.page)
    assert data is not None
    await shown.files.put(version.page, data.replace(b"2.4 kg", b"24 kg"))

    report = await verify(shown.db, shown.files, SLUG, 1)

    assert [(each.check, each.subject) for each in report.faults] == [("bytes", version.page)]
    assert (await verify(shown.db, shown.files, SLUG, 2)).proven


async def test_a_manifest_that_is_gone_or_rewritten_is_found(shown: Platform) -> None:
    one, two = [await versions.by_version(shown.db, SLUG, number) for number in (1, 2)]
    assert one is not None
    assert two is not None
    await shown.files.delete(one.manifest)
    await shown.files.put(two.manifest, b"{}")

    for number, version in ((1, one), (2, two)):
        report = await verify(shown.db, shown.files, SLUG, number)
        assert [(each.check, each.subject) for each in report.faults] == [("bytes", version.manifest)]


async def test_a_row_that_tells_otherwise_than_the_manifest_is_found(shown: Platform) -> None:
    await shown.db.run(Statement("UPDATE page_versions SET evidence_grade = 'high' WHERE slug = ?1", (SLUG,)))

    report = await verify(shown.db, shown.files, SLUG)

    assert [(each.check, each.subject) for each in report.faults] == [("manifest", "grade")]


async def test_a_version_that_never_was_names_those_that_are(shown: Platform) -> None:
    with pytest.raises(NoSuchVersion, match="exemplin-12@9 is not published; published versions of exemplin-12: 1, 2"):
        await verify(shown.db, shown.files, SLUG, 9)
