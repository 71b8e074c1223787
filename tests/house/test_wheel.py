"""The wheel that every Worker vendors, and the pins that every machine installs."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from rigs.places import ROOT

PACKAGES = ("functions", "queues", "shared")
AT_HOME = {"wrangler.toml", "pyproject.toml", "pylock.toml"}
DATA = {".html", ".json", ".py", ".sql", ".txt"}
BUILT = (
    "functions/fetch/python_modules/pydantic/main.py",
    "functions/fetch/.venv-workers/pyodide-venv/lib/site.py",
    "functions/fetch/.wrangler/state/v3/d1/app.sqlite",
    "functions/fetch/__pycache__/handler.cpython-311.pyc",
    "functions/fetch/pylock.toml",
    "functions/fetch/.dev.vars",
    "infra/local/queues/broker.py",
    "tests/test_anything.py",
)
EXTRAS = {"local.txt": "local", "dev.txt": "dev", "bench.txt": "bench"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the wheel is made of, without what is ignored, so that only the build section decides."""
    copy = tmp_path_factory.mktemp("checkout")
    for package in PACKAGES:
        ignored = shutil.ignore_patterns(
            "__pycache__", "python_modules", ".venv-workers", ".wrangler", "pylock.toml", ".dev.vars*"
        )
        shutil.copytree(ROOT / package, copy / package, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy / name)
    return copy


def test_the_wheel_holds_what_a_worker_imports_and_nothing_else(checkout: Path, tmp_path: Path):
    meant = {
        str(path.relative_to(checkout))
        for package in PACKAGES
        for path in (checkout / package).rglob("*")
        if path.is_file() and path.name not in AT_HOME and path.parent.name != "src"
    }
    for name in BUILT:
        (checkout / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / name).write_text("")

    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("peptalk-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as opened:
        held = {name for name in opened.namelist() if ".dist-info/" not in name}
    assert held == meant
    assert {Path(name).suffix for name in held} <= DATA
    assert {"functions/fetch/handler.py", "shared/platform/deliveries/work.sql", "queues/topology.py"} <= held


def pins(name: str) -> dict[str, str]:
    """Distribution to the lines of its pin."""
    text = (ROOT / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    return {_normal(re.split(r"[=\s\[;<>!~]", line)[0]): line for line in lines}


def wanted(extra: str) -> set[str]:
    """The distributions that an extra asks for, its own extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found = {_normal(re.split(r"[\[<>=!~; ]", each)[0]) for each in project["dependencies"]}
    for each in project["optional-dependencies"][extra]:
        if inner := re.fullmatch(r"peptalk\[([a-z0-9,]+)\]", each):
            found |= {name for one in inner[1].split(",") for name in wanted(one)}
        else:
            found.add(_normal(re.split(r"[\[<>=!~; ]", each)[0]))
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_requirements_file_is_looked_at():
    assert {path.name for path in (ROOT / "requirements").iterdir()} == set(EXTRAS)


@pytest.mark.parametrize("name", EXTRAS)
def test_every_line_is_pinned_with_its_hashes_and_names_no_index(name):
    lines = pins(name)

    assert len(lines) >= 10
    for line in lines.values():
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z0-9,-]+\])?==[0-9][^\s;]*\s", line), line[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line[:80]
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links|\bfile:", line), line[:80]


@pytest.mark.parametrize(("name", "extra"), EXTRAS.items())
def test_everything_that_the_project_asks_for_is_pinned(name, extra):
    assert wanted(extra) - pins(name).keys() == set()
    assert "peptalk" not in pins(name)


@pytest.mark.parametrize("name", EXTRAS)
def test_a_pin_is_no_older_than_the_project_asks_for(name):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(each for group in project["optional-dependencies"].values() for each in group)]
    pinned = pins(name)

    for each in asked:
        if found := re.match(r"([A-Za-z0-9._-]+)(?:\[[a-z0-9,]+\])?>=([0-9.]+)$", each):
            line = pinned.get(_normal(found[1]))
            if line is not None:
                have = re.search(r"==([0-9.]+)", line)
                assert have is not None
                assert _numbers(have[1]) >= _numbers(found[2]), each


def test_a_package_pinned_in_two_files_is_pinned_alike():
    local, dev = pins("local.txt"), pins("dev.txt")

    assert {name: line for name, line in local.items() if dev.get(name) != line} == {}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.strip(".").split("."))
