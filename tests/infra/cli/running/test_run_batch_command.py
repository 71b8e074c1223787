"""`peptalk run-batch` before anything was ever run."""

import json

from infra.cli.main import main
from infra.sandbox import samples


def test_an_estimate_in_a_new_home_knows_the_prices_and_begins_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PEPTALK_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "invented")
    monkeypatch.setenv("OPENAI_API_KEY", "invented")

    assert main(["run-batch", str(samples.CATALOG), "--estimate", "--json"]) == 0

    found = json.loads(capsys.readouterr().out)
    assert [each["role"] for each in found["calls"]] == ["writer", "reviewer"]
    assert all(each["cost_microusd"] for each in found["calls"])
    assert main(["runs", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
