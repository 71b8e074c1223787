"""`peptalk doctor`: each fault by itself is found and told with what to do; no key is ever shown."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rigs.ready import Ready
from rigs.shell import Shell

from infra.local.machine.home import Home
from infra.local.network.http import HttpxHttp
from infra.local.platform import doctor
from infra.sandbox import samples
from infra.sandbox.models import anthropic
from infra.sandbox.server import serve

NOW = datetime(2026, 11, 26, tzinfo=UTC)


async def looked(env: dict[str, str], now: datetime) -> dict[str, doctor.Check]:
    http = HttpxHttp()
    try:
        return {each.name: each for each in await doctor.models(http, env, now)}
    finally:
        await http.close()


async def test_models_that_vendors_list_and_a_clock_like_theirs_are_fine() -> None:
    async with serve(samples.CORPUS) as sandbox:
        found = await looked(sandbox.env(keys=True), datetime.now(UTC))

    assert {name: each.state for name, each in found.items()} == {
        "model of the writer": "ok",
        "fallback of the writer": "ok",
        "model of the reviewer": "ok",
        "fallback of the reviewer": "ok",
        "clock": "ok",
    }


async def test_a_model_that_its_vendor_does_not_list_is_a_problem_with_what_to_change(monkeypatch) -> None:
    monkeypatch.setattr(anthropic, "LISTED", ("claude-sonnet-6", "claude-opus-5-5"))
    async with serve(samples.CORPUS) as sandbox:
        found = await looked(sandbox.env(keys=True), datetime.now(UTC))

    assert found["model of the writer"].state == "problem"
    assert "claude-sonnet-5-5 is not listed by anthropic" in found["model of the writer"].said
    assert "peptalk catalog sync" in found["model of the writer"].said
    assert "until then claude-opus-5-5 is asked in its place" in found["model of the writer"].said
    assert found["fallback of the writer"].state == "ok"


async def test_a_fallback_that_is_gone_is_a_problem_of_its_own(monkeypatch) -> None:
    monkeypatch.setattr(anthropic, "LISTED", ("claude-sonnet-5-5",))
    async with serve(samples.CORPUS) as sandbox:
        found = await looked(sandbox.env(keys=True), datetime.now(UTC))

    assert (found["model of the writer"].state, found["fallback of the writer"].state) == ("ok", "problem")
    assert "claude-opus-5-5 is not listed by anthropic" in found["fallback of the writer"].said
    assert "in its place" not in found["fallback of the writer"].said


@pytest.mark.parametrize(("day", "word"), [("2026-10-15", "will be"), ("2026-12-01", "was")])
async def test_a_model_that_is_retired_soon_is_told_with_its_date(monkeypatch, tmp_path: Path, day, word) -> None:
    text = doctor.MODELS.read_text("utf-8").replace("model: claude-sonnet-5-5", "model: claude-sonnet-4-5", 1)
    (tmp_path / "models.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(doctor, "MODELS", tmp_path / "models.yaml")

    found = await looked({}, datetime.fromisoformat(f"{day}T00:00:00+00:00"))

    said = found["model of the writer"]
    assert (said.state, f"claude-sonnet-4-5 {word} retired on 2026-11-30" in said.said) == ("problem", True)
    assert "name another one in catalog/models.yaml" in said.said


async def test_a_clock_far_from_the_vendors_is_a_problem_and_one_nobody_was_asked_for_is_not_checked() -> None:
    async with serve(samples.CORPUS) as sandbox:
        found = await looked(sandbox.env(keys=True), datetime.now(UTC) - timedelta(hours=1))

    assert found["clock"].state == "problem"
    assert (await looked({}, NOW))["clock"].state == "unknown"


async def test_a_setting_that_cannot_be_read_is_named_and_no_key_is_shown(tmp_path: Path) -> None:
    env = {"PEPTALK_BUDGET_DAY_USD": "much", "ANTHROPIC_API_KEY": "sk-secret"}

    found = doctor.before_opening(Home(tmp_path / "home"), env)

    assert {each.name for each in doctor.problems(found)} == {"settings of synthesize", "settings of comply"}
    assert next(each for each in found if each.name == "ANTHROPIC_API_KEY").said == "set"
    assert "sk-secret" not in str(found)


def test_the_command_tells_of_a_home_and_its_code_says_whether_anything_is_to_be_mended(
    tmp_path: Path, ready: Ready
) -> None:
    peptalk = Shell(tmp_path / "home", ready=ready)
    assert peptalk("db", "migrate").code == 0

    sound, broken = peptalk("doctor", "--json"), peptalk("doctor", "--json", PEPTALK_WRITER="nobody")

    assert (sound.code, json.loads(sound.out)["sound"]) == (0, True)
    states = {each["name"]: each["state"] for each in json.loads(sound.out)["checks"]}
    assert [states[each] for each in ("home", "database", "disk", "catalog")] == ["ok"] * 4
    assert (broken.code, json.loads(broken.out)["sound"]) == (1, False)
    elsewhere = peptalk("doctor", "--target", "staging")
    assert (elsewhere.code, "peptalk db health" in elsewhere.err) == (2, True)


def test_a_home_where_nothing_can_be_kept_is_a_problem_and_nothing_is_made(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    homes = [Home(each) for each in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / "new" / "home")]

    in_the_way, below, new = [
        next(each for each in doctor.before_opening(home, {}) if each.name == "home") for home in homes
    ]
    monkeypatch.setattr("os.access", lambda path, mode: False)
    refused = next(each for each in doctor.before_opening(Home(tmp_path), {}) if each.name == "home")

    assert (in_the_way.state, below.state, new.state, refused.state) == ("problem", "problem", "ok", "problem")
    assert f"{tmp_path / 'file'} is not a folder" in in_the_way.said
    assert f"so nothing can be kept in {tmp_path / 'file' / 'below'}; move it away" in below.said
    assert new.said.endswith("not made yet")
    assert f"{tmp_path} cannot be written" in refused.said
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file"]
