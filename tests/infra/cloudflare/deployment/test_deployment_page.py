"""docs/deployment.md, done: every command of the page in its order, in a clone, against the stand-in.

wrangler and `peptalk` are the real ones. `make` and `curl` are recording stand-ins: what they would do needs the
package index or Cloudflare's network. The clone has the manifests of two Workers: one takes from a queue and needs a
secret, one answers readers at a domain. Each of the others would only take eight commands more.
"""

import asyncio
import os
import re
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from rigs.places import NODE_MODULES, ROOT

from infra.cloudflare.account.access import Target
from infra.cloudflare.manifests import read_manifests
from infra.sandbox.cloudflare.server import Cloudflare
from infra.sandbox.serving import served

PAGE = ROOT / "docs" / "deployment.md"
BLOCK = re.compile(r"(?:<!-- (?P<mark>[^>]+) -->\n)?```bash\n(?P<commands>.*?)```", re.DOTALL)
KEPT = {"comply", "site"}
MARKS = {None, "secrets", "asks", "a new commit", "until Ctrl-C"}
FOLLOWED_S = 5


def blocks() -> list[tuple[str | None, str]]:
    """The page's commands, each block with its mark."""
    return [(found["mark"], found["commands"]) for found in BLOCK.finditer(PAGE.read_text("utf-8"))]


def test_every_mark_on_the_page_means_something():
    assert {mark for mark, _ in blocks()} == MARKS


def test_the_page_sets_every_secret_that_a_manifest_requires():
    (commands,) = [commands for mark, commands in blocks() if mark == "secrets"]

    assert set(re.findall(r"secret put (\w+) --config functions/(\w+)/", commands)) == {
        (secret, each.function) for each in read_manifests(Target.STAGING) for secret in each.secrets
    }


@pytest.fixture
async def reader() -> AsyncIterator[str]:
    """Where the site would answer."""

    async def application(scope: Any, receive: Any, send: Any) -> None:
        status = 401 if scope["path"].startswith("/operate") else 200
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async with served(application) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def clone(tmp_path: Path, node_modules: Path) -> Path:
    """A clean clone of what lies here, committed or not, with its commands."""
    place = tmp_path / "clone"
    listed = _git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard").splitlines()
    for name in listed:
        other = re.fullmatch(r"functions/(\w+)/wrangler.toml", name)
        if (other and other[1] not in KEPT) or not (ROOT / name).is_file():
            continue
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes((ROOT / name).read_bytes())
    _git(tmp_path, "init", "--quiet", "-b", "main", str(place))
    _commit(place, "A release")
    (place / "infra/cloudflare/node_modules").symlink_to(node_modules)
    commands = {
        ".venv/bin/peptalk": f'PYTHONPATH={place} exec {sys.executable} -c "{_RUN}" "$@"',
        ".recording/make": f'echo "make $*" >> {tmp_path}/recorded',
        ".recording/curl": f'echo "curl $*" >> {tmp_path}/recorded',
    }
    for name, line in commands.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    with (place / ".git/info/exclude").open("a") as excluded:
        excluded.write(".venv\n.recording\ninfra/cloudflare/node_modules\n")
    assert _git(place, "status", "--porcelain") == ""
    return place


def script() -> str:
    """The whole page as one script."""
    lines = ["set -euo pipefail"]
    for mark, commands in blocks():
        text = commands
        if mark == "secrets":
            # The Workers that the clone leaves out have none to set.
            kept = "|".join(KEPT)
            text = "\n".join(re.findall(rf"^.*functions/(?:{kept})/wrangler.*$", commands, re.MULTILINE))
        if mark == "asks":
            text = re.sub(r"$", " --yes", commands.rstrip(), flags=re.MULTILINE)
        if mark == "until Ctrl-C":
            text = "\n".join(
                f"timeout --signal INT {FOLLOWED_S} {line} || [ $? = 124 ]" for line in commands.strip().splitlines()
            )
        if mark == "a new commit":
            lines.append('git commit --quiet --allow-empty -m "Another release"')
        lines += [f"echo '### {line}'" if "'" not in line else "" for line in commands.strip().splitlines()]
        lines.append(text)
    return "\n".join(lines)


@pytest.mark.usefixtures("node_modules")
async def test_every_command_of_the_page_does_what_the_page_says(
    clone: Path, cloudflare: Cloudflare, reader: str, tmp_path: Path
):
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("PEPTALK_", "CLOUDFLARE_"))},
        **cloudflare.env(),
        **dict.fromkeys(("NCBI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY", "PEPTALK_OPERATE_TOKEN"), "invented"),
        "HOME": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        **_AUTHOR,
        "WRANGLER_SEND_METRICS": "false",
        "CI": "true",
        "PATH": f"{clone}/.recording:{os.environ['PATH']}",
        "PEPTALK_SITE_URL": reader,
        "PEPTALK_OPERATE_URL": reader,
    }
    # The page's own commands, but for the seconds that a wave takes.
    paced = re.sub(r"(peptalk deploy --target staging)$", r"\1 --pause 0 --settle 0", script(), flags=re.MULTILINE)

    process = await asyncio.create_subprocess_exec(
        "bash", "-c", paced, cwd=clone, env=env, stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    said = (await process.communicate())[0].decode()

    assert process.returncode == 0, said[-4000:]
    recorded = (tmp_path / "recorded").read_text().splitlines()
    assert recorded[:2] == ["make setup", "make node"]
    assert recorded.count("make vendor") == 2
    assert "curl --fail https://staging.peptalk.com/healthz" in recorded
    migrations = len(list((ROOT / "migrations").glob("*.sql")))
    assert re.search(rf"applied\W+{migrations}\b", said)
    assert re.search(r"\d+ of \d+ Workers went back\.", said)
    # Staging was there, was rolled out twice, and is gone; production has what it is meant to.
    account = cloudflare.account
    assert {name for name in account.scripts if name.endswith("-staging")} == set()
    assert all(each.name.endswith("-production") for each in account.queues.values())
    assert list(account.buckets) == ["peptalk-files-production"]
    waves = [
        each for each in cloudflare.asked if each.endswith("peptalk-comply-staging/deployments") and "POST" in each
    ]
    assert len(waves) == 5  # the first release over the empty version, three waves, and back


def test_the_commands_that_are_not_run_say_that_they_set_the_token():
    others = re.findall(r"```(?!bash)(\w+)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)

    assert others == [("sh", "export CLOUDFLARE_API_TOKEN=...\nexport CLOUDFLARE_ACCOUNT_ID=...\n")]
    assert NODE_MODULES.name == "node_modules"


_RUN = "from infra.cli.main import run; run()"
_AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Nobody"), ("EMAIL", "nobody@example.com"))
}


def _git(where: Path, *words: str) -> str:
    env = {**os.environ, **_AUTHOR, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", "-C", str(where), *words], capture_output=True, text=True, check=True, env=env).stdout


def _commit(where: Path, message: str) -> None:
    _git(where, "add", "--all")
    _git(where, "commit", "--quiet", "-m", message)
