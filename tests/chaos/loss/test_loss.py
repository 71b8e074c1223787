"""Whatever fails at whichever request: the set that stands in the end is the one of a run that met no fault."""

from chaos.amounts import FULL, seed
from chaos.campaigns.command import teller
from chaos.loss.campaign import Campaign, faults_of, one_of
from chaos.loss.odd_answers import ODD
from infra.local.sqlite.migrate import apply

FULL_SIZE = (3_000, 500, 1)
RECORDS_READ, A_DELIVERY, EVERY = FULL_SIZE if FULL else (30, 5, 20)
"""With fewer records a delivery reads fewer too, so that there are as many of both kinds of request."""


async def test_a_fault_at_any_request_of_a_first_reading_or_a_night_with_news_loses_nothing(tmp_path):
    given, migrated = seed(), tmp_path / "migrated.db"
    apply(migrated)
    campaign = Campaign(RECORDS_READ, A_DELIVERY, tmp_path)

    report = await campaign.run(migrated, given, one_of(EVERY, given), teller(progress=FULL))

    print(f"\n{report}")
    assert report.faults == []
    assert report.records == RECORDS_READ + 1
    assert report.cases.total() >= report.possible // EVERY
    if FULL:
        assert report.cases.keys() == {fault for asked in ODD for fault in (*faults_of(asked), *ODD[asked])}
