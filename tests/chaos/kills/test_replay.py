"""10,000 dead letters replayed by a command that is killed 50 times under `make chaos`; a hundredth under `make test`,
with two kills."""

import pytest

from chaos.amounts import amount, seed
from chaos.campaigns.report import report_of
from chaos.kills.replay_kills import PER_MINUTE
from shared.store.operations.replays import BATCH_EVERY

LETTERS, KILLS = amount(10_000, one_of=100), amount(50, one_of=25)


@pytest.fixture(scope="module")
def report(tmp_path_factory, ready):
    folder, given = tmp_path_factory.mktemp("replay"), seed()
    ask = ["--letters", str(LETTERS), "--kills", str(KILLS)]
    found = report_of("chaos.kills.replay_kills", folder, given, ready, *ask, progress=True)
    print(
        f"\nseed {given}: {found['letters']} letters, {found['kills']} kills of {found['commands']} commands, ended as "
        f"{found['ends']}, {found['rate']:.0f} of {PER_MINUTE} a minute while alive, {found['seconds']} s"
    )
    return found


def test_each_letter_s_work_ends_once_and_nothing_is_published_twice(report):
    assert report["faults"] == [], f"seed {report['seed']}"
    assert report["letters"] == LETTERS
    assert report["kills"] == KILLS
    assert sum(report["ends"].values()) == report["letters"]


def test_while_a_command_lives_it_sends_at_the_rate_that_was_asked_for_and_never_hurries_to_catch_up(report):
    assert report["rate"] <= 1.05 * PER_MINUTE, f"seed {report['seed']}"
    # Of a few letters a busy machine sends the last ones late, and nothing is left to catch up in.
    assert report["rate"] >= (0.95 if LETTERS > 1_000 else 0.5) * PER_MINUTE, f"seed {report['seed']}"
    a_second, a_batch = PER_MINUTE / 60, PER_MINUTE / 60 * BATCH_EVERY
    assert max(report["first_seconds"]) <= 1.05 * a_second + a_batch, f"seed {report['seed']}"


def test_a_replay_of_many_leaves_one_row_of_the_audit_however_often_it_was_gone_on_with(report):
    rows = [(action, actor, reason) for action, _, actor, reason in report["audit"] if action == "replay"]
    assert rows == [("replay", "chaos", "cured")]
