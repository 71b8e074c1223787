"""`make vendor` gives pywrangler what it needs, at our pins, and says what is missing."""

import json
import shutil
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rigs.places import ROOT
from rigs.shell import Shell

from infra.cloudflare.packages.closure import NotVendored, lock, normal, pins
from infra.cloudflare.packages.syncing import Tools, sync
from shared.platform.errors import ConfigurationError

# What pywrangler does, as far as we rely on it: it leaves python_modules and a pylock.toml, or fails with words.
RECORDING = """#!{python}
import json, os, shutil, sys
from pathlib import Path
here = Path.cwd()
seen = {{"words": sys.argv[1:], "found": [shutil.which(each) for each in ("uv", "node", "wrangler")]}}
(here / "seen.json").write_text(json.dumps(seen))
if (here / "refuse").exists():
    sys.exit("No solution found when resolving dependencies")
(here / "python_modules").mkdir()
(here / "python_modules" / "pyvenv.cfg").touch()
lock = here / "pylock.toml"
lock.write_text(lock.read_text().replace("{given}", "{taken}"))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a Worker is vendored from; its folder."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    ignored = shutil.ignore_patterns("__pycache__", "python_modules", ".*", "pylock.toml")
    for package in ("functions/watch", "shared", "queues"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=ignored)
    return tmp_path / "functions" / "watch"


@pytest.fixture
def tools(node_modules, tmp_path: Path) -> Tools:
    """The true uv, Node and wrangler, and a pywrangler that records how it was called."""
    scripts = tmp_path / "scripts"
    scripts.mkdir()
    (scripts / "uv").symlink_to(Path(sys.executable).with_name("uv"))
    recorder = scripts / "pywrangler"
    recorder.write_text(RECORDING.format(python=sys.executable, given="-", taken="-"))
    recorder.chmod(recorder.stat().st_mode | stat.S_IXUSR)
    return Tools.found(scripts)


def test_pywrangler_is_forced_in_the_workers_folder_with_uv_node_and_wrangler_at_hand(checkout, tools, vendored):
    vendored("watch")

    assert sync(checkout, tools) == []
    seen = json.loads((checkout / "seen.json").read_text())
    assert seen["words"] == ["sync", "--force"]
    assert [Path(each).name for each in seen["found"]] == ["uv", "node", "wrangler"]
    assert seen["found"][0] == str(tools.pywrangler.with_name("uv"))
    assert "node_modules" in seen["found"][1]
    assert "node_modules" in seen["found"][2]


def test_a_version_that_pywrangler_took_in_place_of_ours_is_named(checkout, tools, vendored):
    vendored("watch")
    version = next(version for name, version in pins() if name == "pydantic")
    tools.pywrangler.write_text(RECORDING.format(python=sys.executable, given=version, taken="99.0"))

    assert sync(checkout, tools) == ["pydantic 99.0"]


def test_what_pywrangler_said_before_it_failed_is_the_error(checkout, tools, vendored):
    vendored("watch")
    (checkout / "refuse").touch()

    with pytest.raises(NotVendored, match="vendor for watch: No solution found"):
        sync(checkout, tools)


def test_uv_keeps_the_versions_of_the_lock_that_we_write(checkout, vendored):
    vendored("watch")
    written = lock(checkout / "pyproject.toml")
    ours = locked(written)

    done = subprocess.run(
        [
            Path(sys.executable).with_name("uv"), "pip", "compile", "pyproject.toml", "-", "--no-header",
            "--output-file", "pylock.toml", "--python-platform", "wasm32-pyodide2025", "--python-version", "3.14",
            "--no-python-downloads",
        ],
        cwd=checkout, input="workers-runtime-sdk", capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert locked(written) == ours
    assert set(ours.items()) <= pins().keys()


def test_the_lock_takes_our_own_code_from_the_checkout(checkout, vendored):
    vendored("watch")
    packages = tomllib.loads(lock(checkout / "pyproject.toml").read_text())["packages"]
    (own,) = (each for each in packages if "directory" in each)

    assert own["name"] == "peptalk"
    assert not own["directory"].get("editable", False)


@pytest.mark.parametrize("missing", ["uv", "pywrangler"])
def test_a_missing_tool_is_named_with_what_to_do(missing, tools):
    scripts = tools.pywrangler.parent
    (scripts / missing).unlink()

    with pytest.raises(ConfigurationError, match=rf"{missing} not found in .* Next: make setup"):
        Tools.found(scripts)


def test_a_uv_that_pywrangler_would_refuse_is_named(tools):
    scripts = tools.pywrangler.parent
    (scripts / "uv").unlink()
    (scripts / "uv").write_text("#!/bin/sh\necho 'uv 0.9.30 (x86_64-unknown-linux-gnu)'\n")
    (scripts / "uv").chmod(0o755)

    with pytest.raises(ConfigurationError, match=r"uv 0\.9\.30 .* is too old; pywrangler needs 0\.13\.4"):
        Tools.found(scripts)


def locked(path: Path) -> dict[str, str]:
    packages = tomllib.loads(path.read_text("utf-8"))["packages"]
    return {normal(each["name"]): each["version"] for each in packages if "directory" not in each}


def test_the_command_line_weighs_every_bundle(vendored, tmp_path: Path):
    vendored("watch")

    done = Shell(tmp_path)("workers", "bundles", "--json")

    assert done.code == 0, done.err
    assert {each["function"]: each["fits"] for each in done.json} == dict.fromkeys(
        sorted(path.parent.name for path in (ROOT / "functions").glob("*/wrangler.toml")), True
    )
    assert all(each["uncompressed_bytes"] > 5_000_000 for each in done.json)
    assert all(each["compressed_bytes"] < each["uncompressed_bytes"] / 2 for each in done.json)
