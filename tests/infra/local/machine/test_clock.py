"""A clock that is ahead: every port and the log's time have it, and nobody whose money is real does."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from infra.cli.main import app_with
from infra.local.machine.clock import VARIABLE, clock_of, duration
from infra.local.machine.home import Home
from infra.local.platform.embedded import open_embedded
from shared.platform.configuration.variables import SECRETS_AND_VARS
from shared.platform.errors import ConfigurationError

WEEK = {VARIABLE: "6d24h"}


@pytest.mark.parametrize(
    ("text", "seconds"), [("45s", 45), ("90m", 5_400), ("1d12h", 129_600), ("6w", 3_628_800), ("0s", 0)]
)
def test_a_duration_is_numbers_with_units(text: str, seconds: int):
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "7", "-7d", "7 d", "d7", "1.5d", "7d!", "1000000w"])
def test_what_is_no_duration_is_refused(text: str):
    with pytest.raises(ValueError, match="is no duration"):
        duration(text)


async def test_all_ports_and_the_log_have_the_time_that_was_asked_for(tmp_path: Path):
    lines: list[str] = []

    async with open_embedded(Home(tmp_path / "home"), WEEK, sink=lines.append) as embedded:
        platform = embedded.platform("api")
        stored = await platform.files.put("a/key", b"bytes")
        now = datetime.now(UTC)

    assert stored is not None
    told = json.loads(lines[0])
    for instant in (
        platform.clock.now(),
        stored.uploaded,
        datetime.fromtimestamp(embedded.broker.now() / 1000, UTC),
        datetime.fromisoformat(told["at"]),
    ):
        assert abs(instant - now - timedelta(days=7)) < timedelta(seconds=10)
    assert (told["event"], told["level"], told["ahead"]) == ("clock_ahead", "warning", "6d24h")


@pytest.mark.parametrize(
    "env",
    [
        {"STRIPE_SECRET_KEY": "sk_live_invented"},
        {"STRIPE_SECRET_KEY": "rk_live_invented"},
        {"PEPTALK_STRIPE_MODE": "live"},
    ],
)
async def test_nobody_who_pays_real_money_has_another_time(tmp_path: Path, env: dict[str, str]):
    with pytest.raises(ConfigurationError, match="Stripe is live here"):
        async with open_embedded(Home(tmp_path / "home"), {**WEEK, **env}, sink=lambda line: None):
            pass
    assert clock_of(env).ahead == timedelta(0)
    assert clock_of({**WEEK, "STRIPE_SECRET_KEY": "sk_test_invented"}).ahead == timedelta(days=7)


def test_a_time_that_cannot_be_read_is_told():
    with pytest.raises(ConfigurationError, match="PEPTALK_CLOCK_AHEAD: '7' is no duration; write 30d"):
        clock_of({VARIABLE: "7"})
    with pytest.raises(ConfigurationError, match="PEPTALK_CLOCK_AHEAD: '3661d' is longer than 3660 days"):
        clock_of({VARIABLE: "3661d"})


def test_cloudflare_has_the_time_whatever_is_set(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, "7d")

    done = CliRunner().invoke(app_with(["queues"]), ["queues", "list", "--target", "staging"])

    assert done.exit_code == 2
    assert "PEPTALK_CLOCK_AHEAD is for this machine alone" in done.output
    # A Worker reads these variables alone; that a manifest gives no others, tests/house/test_wrangler.py sees.
    assert VARIABLE not in SECRETS_AND_VARS
