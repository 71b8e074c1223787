"""500 kill -9 between receiving, storing, acknowledging and applying Stripe's events under `make chaos`, a hundredth of
them under `make test`."""

from chaos.amounts import FULL, seed
from chaos.campaigns.report import report_of
from shared.platform.deliveries.verdict import DEATHS_AT_MOST


def test_no_event_is_lost_and_none_is_applied_twice(tmp_path, ready):
    given, kills = seed(), 500 if FULL else 5
    found = report_of("chaos.kills.stripe_kills", tmp_path, given, ready, "--kills", str(kills))
    print(found)

    assert found["events"] == found["acknowledged"] == 3 * kills
    assert found["lost"] == []
    assert (found["changes"], found["changed_twice"]) == (found["events"], 0)
    assert found["replayed"] <= kills / DEATHS_AT_MOST
    assert (found["dead_letters"], found["leases_left"], found["integrity"]) == (0, 0, "ok")
