"""An erasure goes on to its end whatever kills its processes: four times each port call under `make chaos`, a
twentieth of them once under `make test`."""

from chaos.amounts import FULL, seed
from chaos.campaigns.report import report_of


def test_an_erasure_that_is_killed_anywhere_ends_and_does_nothing_twice(tmp_path, ready):
    given, share, times = seed(), 1.0 if FULL else 0.05, 4 if FULL else 1
    ask = ["--share", str(share), "--times", str(times)]
    found = report_of("chaos.kills.erasure_kills", tmp_path, given, ready, *ask)
    killed = sum(found["killed"].values())
    print(
        f"seed {given}: {killed} kills at {len(found['killed'])} of {len(found['points'])} points, "
        f"{found['twice']} homes died twice, in {found['seconds']} s"
    )

    assert found["faults"] == [], f"seed {given}"
    assert len(found["points"]) >= 40
    assert {point.partition("/")[0] for point in found["points"]} >= {"command", "broker", "billing", "mail", "stripe"}
    assert killed >= round(len(found["points"]) * share) * times
