"""What models may cost, told before a person agrees."""

import pytest

from functions.operate.running.running import RunPlan
from infra.cli.terminal import planning
from infra.cli.terminal.target import Target
from shared.store.operations.replay_plan import PlannedCalls


@pytest.mark.parametrize(
    ("calls", "microusd", "said"),
    [
        (1, 4_200, "writer (some-model): at most 1 call, about $0.0042 (a guess)"),
        (2, 5_000, "writer (some-model): at most 2 calls, about $0.01 (a guess)"),
        (3, 0, "writer (some-model): at most 3 calls, about $0.00 (a guess)"),
        (3, 1_234_567, "writer (some-model): at most 3 calls, about $1.23 (a guess)"),
    ],
)
def test_what_costs_less_than_a_cent_is_not_said_to_cost_nothing(calls, microusd, said, capsys):
    asked = PlannedCalls(
        role="writer", model="some-model", calls=calls, stored=0, cost_microusd=microusd, basis="a guess"
    )

    planning.show_run(
        RunPlan(name=None, slug=None, nearest=(), standing=None, calls=(asked,)), Target.LOCAL, "1 peptide"
    )

    assert said in capsys.readouterr().err.splitlines()
