"""A night's sweep in the database: one holder at a time, a cursor that only its holder moves, nights that are told."""

import pytest

from shared.platform.errors import ConstraintViolated
from shared.store.evidence import sweeps

NIGHT, LEASE = "2026-11-26", 900.0


def moved(token, cursor, clock, *, finished=False):
    return sweeps.advance(
        NIGHT, "pubmed", token, cursor=cursor, requests=1, looked_at=5, found=0, finished=finished, lease=LEASE,
        now=clock.now(),
    )  # fmt: skip


async def test_a_part_has_one_holder_until_its_lease_runs_out(platform, clock):
    await platform.db.run(sweeps.begin(NIGHT, clock.now()))

    first = await sweeps.claim(platform.db, NIGHT, "pubmed", "a", LEASE, clock.now())
    second = await sweeps.claim(platform.db, NIGHT, "pubmed", "b", LEASE, clock.now())
    await platform.db.run(moved("a", "PMID:5", clock))
    clock.advance(LEASE)
    third = await sweeps.claim(platform.db, NIGHT, "pubmed", "b", LEASE, clock.now())

    assert (first, second, third) == ("", None, "PMID:5")


async def test_who_lost_the_lease_moves_nothing(platform, clock):
    await platform.db.run(sweeps.begin(NIGHT, clock.now()))
    await sweeps.claim(platform.db, NIGHT, "pubmed", "a", LEASE, clock.now())
    clock.advance(LEASE)
    await sweeps.claim(platform.db, NIGHT, "pubmed", "b", LEASE, clock.now())

    with pytest.raises(ConstraintViolated):
        await platform.db.batch([moved("a", "PMID:9", clock, finished=True)])

    (part,) = [each for each in await sweeps.latest(platform.db, 1) if each.part == "pubmed"]
    assert (part.cursor, part.finished_at) == ("", None)


async def test_a_finished_part_is_nobodys_and_a_failed_one_anybodys(platform, clock):
    await platform.db.run(sweeps.begin(NIGHT, clock.now()))
    await sweeps.claim(platform.db, NIGHT, "pubmed", "a", LEASE, clock.now())
    await platform.db.run(sweeps.failed(NIGHT, "pubmed", "a", "it was down"))
    again = await sweeps.claim(platform.db, NIGHT, "pubmed", "b", LEASE, clock.now())
    await platform.db.run(moved("b", "PMID:9", clock, finished=True))
    clock.advance(2 * LEASE)

    assert again == ""
    assert await sweeps.claim(platform.db, NIGHT, "pubmed", "c", LEASE, clock.now()) is None


async def test_pages_begin_anew_when_a_source_says_something(platform, clock):
    await platform.db.run(sweeps.begin(NIGHT, clock.now()))
    await sweeps.claim(platform.db, NIGHT, "pages", "a", LEASE, clock.now())
    done = sweeps.advance(
        NIGHT, "pages", "a", cursor="z", requests=0, looked_at=3, found=0, finished=True, lease=LEASE, now=clock.now()
    )
    await platform.db.batch([done, sweeps.again(NIGHT, "pages")])
    clock.advance(LEASE)

    assert await sweeps.claim(platform.db, NIGHT, "pages", "b", LEASE, clock.now()) == ""


async def test_nights_in_a_row_are_counted_since_the_last_that_was_finished(platform, clock):
    for day in (23, 24, 25):
        await platform.db.run(sweeps.begin(f"2026-11-{day}", clock.now()))
    done = sweeps.advance(
        "2026-11-23", "pages", "a", cursor="z", requests=0, looked_at=3, found=0, finished=True, lease=LEASE,
        now=clock.now(),
    )  # fmt: skip
    await sweeps.claim(platform.db, "2026-11-23", "pages", "a", LEASE, clock.now())
    await platform.db.run(done)

    found = {each.part: each.nights for each in await sweeps.unfinished(platform.db, NIGHT)}

    assert found == {"pubmed": 3, "crossref": 3, "pages": 2}
