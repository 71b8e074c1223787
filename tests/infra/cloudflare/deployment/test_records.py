"""What wrangler writes for programs: read where it is whole, told and kept where it is broken, and gone back on."""

import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import SecretStr

from infra.cloudflare.account.access import Rest, Target
from infra.cloudflare.deployment.commands import Command, Runner, Said
from infra.cloudflare.deployment.deploying import Deploying, DeploymentFailed
from infra.cloudflare.deployment.records import CommandFailed, RecordsBroken, records_in
from infra.cloudflare.deployment.releases import Version
from infra.cloudflare.deployment.rollout import Phase, Rollout
from infra.cloudflare.manifests import read_manifests


@pytest.fixture(autouse=True)
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(Runner, "environment", lambda self: dict(os.environ))


def writes(text: str) -> Command:
    """A command that ends well and leaves this as its records."""
    return Command(Path(), ("sh", "-c", 'printf "%s" "$0" > "$WRANGLER_OUTPUT_FILE_PATH"', text))


def runner(root: Path) -> Runner:
    return Runner(Rest("account", SecretStr("token"), None), root, ())


async def test_the_last_record_of_each_type_is_read(tmp_path: Path):
    text = '{"type":"a","n":1}\n\n{"type":"b"}\n{"type":"a","n":2}\n'

    said = await runner(tmp_path).run(writes(text))

    assert said.records == {"a": {"type": "a", "n": 2}, "b": {"type": "b"}}
    assert (await runner(tmp_path).run(Command(Path(), ("true",)))).records == {}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"type":"deploy","version_id":"v', "Unterminated string"),
        ("[1]", "no object"),
        ('{"version_id":"v1"}', "no `type`"),
        ('{"type":3}', "no `type`"),
        ('{"type":"deploy","version_id":7}', "`version_id` is no text"),
        ("[" * 5_000, "JSON of more than 64 levels"),
        ("not JSON at all", "Expecting value"),
    ],
)
async def test_a_broken_record_is_told_with_its_line_kept_and_what_to_do_next(tmp_path: Path, text: str, why: str):
    command = writes('{"type":"session"}\n' + text)

    with pytest.raises(RecordsBroken) as told:
        await runner(tmp_path).run(command)

    said = str(told.value)
    assert re.search(rf"are broken in line 2 \(.*{re.escape(why)}", said)
    assert "ended well" in said
    assert "give the same `peptalk deploy` again" in said
    assert len(said) < 2_000 + 2 * len(str(command))
    kept = re.search(r"kept as (\S+\.ndjson)", said)
    assert kept is not None
    assert Path(kept[1]).read_text("utf-8") == '{"type":"session"}\n' + text


def test_records_that_are_no_text_or_no_file_are_told_too(tmp_path: Path):
    (tmp_path / "bytes").write_bytes(b'{"type":"\xff"}')

    with pytest.raises(RecordsBroken, match=r"broken in line 1 \('utf-8' codec"):
        records_in(tmp_path / "bytes", "wrangler deploy")
    with pytest.raises(RecordsBroken, match=r"`wrangler deploy` ended well, .* cannot be read \(Is a directory\)"):
        records_in(tmp_path, "wrangler deploy")


def test_where_no_copy_can_be_kept_the_error_stands_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "records").write_text("{", "utf-8")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))

    with pytest.raises(RecordsBroken) as told:
        records_in(tmp_path / "records", "wrangler deploy")

    assert "kept as" not in str(told.value)
    assert "line 1" in str(told.value)


async def test_a_deployment_goes_back_on_a_broken_record(tmp_path: Path):
    [site] = [each for each in read_manifests(Target.STAGING) if each.function == "site"]
    former = Version("00000000-0000-4000-8000-000000000001", 1, "r1", "2026-11-01")
    ran: list[str] = []

    class Well:
        """Finds nothing wrong."""

        async def faults(self, versions: dict[str, str]) -> Sequence[str]:
            return ()

    class Real:
        """Runs what leaves records, and notes all else as done."""

        async def run(self, command: Command) -> Said:
            ran.append(str(command))
            if command.words[0] != "sh":
                return Said("", {})
            return await runner(tmp_path).run(command)

    phase = Phase("A wave", ((site, writes('{"type":"deploy","version_id":"v2"')),), checked=True)
    plan = Rollout(Target.STAGING, "r2", (phase,), {"site": former}, ())
    said: list[str] = []

    with pytest.raises(DeploymentFailed) as told:
        await Deploying(plan, Real(), Well(), said.append, 0.0).run()

    assert "are broken in line 1" in str(told.value)
    assert "1 of 1 Workers went back to their former versions" in str(told.value)
    assert f"wrangler rollback {former.id}" in ran[-1]
    assert isinstance(told.value.__cause__, CommandFailed)
