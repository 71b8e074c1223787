"""Whatever fails at whichever request: the set that stands in the end is the one of a run that met no fault."""

from chaos.amounts import FULL, seed
from chaos.campaign_command import teller
from chaos.campaign_loss import Campaign, faults_of
from chaos.odd_answers import ODD

from infra.local.migrate import apply

RECORDS_READ, A_DELIVERY, EVERY = (3_000, 500, 1) if FULL else (30, 5, 20)
"""With fewer records a delivery reads fewer too, so that there are as many of both kinds of request."""


async def test_a_fault_at_any_request_of_a_first_reading_or_a_night_with_news_loses_nothing(tmp_path):
    given, migrated = seed(), tmp_path / "migrated.db"
    apply(migrated)
    campaign = Campaign(RECORDS_READ, A_DELIVERY, tmp_path)

    report = await campaign.run(migrated, given, EVERY, teller(progress=FULL))

    print(
        f"\nseed {given}: {report.records:,} records, {report.cases.total()} of {report.possible:,} faults at "
        f"{report.requests} requests ({', '.join(f'{name} {n}' for name, n in sorted(report.cases.items()))}); "
        f"{report.again} deliveries came again, {report.replayed} dead letters were replayed"
    )
    assert report.faults == []
    assert report.records == RECORDS_READ + 1
    assert report.cases.total() >= report.possible // EVERY
    if FULL:
        assert report.cases.keys() == {fault for asked in ODD for fault in (*faults_of(asked), *ODD[asked])}
