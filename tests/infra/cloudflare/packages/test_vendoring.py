"""What a Worker vendors comes from the package index, for the Python of Workers, and is made once."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.cloudflare.packages.closure import ELSEWHERE, NotVendored, Pin, normal, pins, workers
from infra.cloudflare.packages.vendoring import vendor
from infra.cloudflare.packages.wheels import fetch

WORKERS = workers()


@pytest.mark.parametrize("function", WORKERS)
def test_a_worker_vendors_its_own_code_the_sdk_and_what_it_asks_for(function, vendored):
    project = tomllib.loads((ROOT / "functions" / function / "pyproject.toml").read_text("utf-8"))["project"]
    folder = vendored(function)

    brought = {normal(path.name.split("-")[0]) for path in folder.glob("*.dist-info")}
    assert brought >= {normal(each.split(">")[0].split("=")[0]) for each in project["dependencies"]}
    assert brought >= {"peptalk", "workers-runtime-sdk", "pydantic-core"}
    assert (folder / "functions" / function / "handler.py").read_bytes() == (
        ROOT / "functions" / function / "handler.py"
    ).read_bytes()
    assert (folder / "workers" / "__init__.py").is_file()


@pytest.mark.parametrize("function", WORKERS)
def test_what_is_vendored_runs_on_webassembly_and_carries_nothing_of_development(function, vendored):
    files = [path.relative_to(folder) for folder in [vendored(function)] for path in folder.rglob("*")]

    compiled = {path.name for path in files if path.suffix in (".so", ".pyd", ".dylib")}
    assert compiled
    assert {name for name in compiled if not name.endswith("-314-wasm32-emscripten.so")} == set()
    assert [path for path in files if path.suffix == ".pyc" or path.name == "__pycache__"] == []
    assert [path for path in files if path.parts[0] in ("tests", "infra", "bin")] == []
    assert [path for path in files if path.name in ("entry.py", "wrangler.toml")] == []


def test_a_second_call_makes_nothing_anew(vendored):
    folder = vendored("watch")
    before = (folder / "pyvenv.cfg").stat().st_mtime_ns

    assert vendored("watch") == folder
    assert (folder / "pyvenv.cfg").stat().st_mtime_ns == before


def test_a_folder_left_half_made_is_made_again(vendored, tmp_path: Path):
    made = vendored("watch")
    (tmp_path / ".store").symlink_to(made.parents[1] / ".store")
    half = tmp_path / "watch" / "python_modules"
    half.mkdir(parents=True)
    (half / "left_over.py").touch()

    assert vendor("watch", tmp_path) == half
    assert {path.name for path in half.iterdir()} == {path.name for path in made.iterdir()}


def test_what_has_no_wheel_for_workers_is_named(vendored, tmp_path: Path):
    vendored("watch")  # so that an index which does not answer skips this test too
    (pillow,) = (pin for (name, _), pin in pins().items() if name == "pillow")

    with pytest.raises(NotVendored, match=f"pillow {pillow.version}"):
        fetch((pillow,), tmp_path)


def test_a_file_with_another_sum_is_refused(vendored, tmp_path: Path):
    vendored("watch")
    (true,) = (pin for (name, _), pin in pins().items() if name == "idna")

    with pytest.raises(NotVendored, match="HASH"):
        fetch((Pin("idna", true.version, ("0" * 64,)),), tmp_path)


ASKING = """
import sys
from pathlib import Path
from infra.cloudflare.packages.closure import IndexUnreachable
from infra.cloudflare.packages.vendoring import vendor
try:
    vendor("watch", Path(sys.argv[1]))
except IndexUnreachable as exc:
    print(exc)
"""


def test_an_index_that_does_not_answer_is_told_from_a_package_that_is_missing(tmp_path: Path):
    nobody = {"UV_DEFAULT_INDEX": "http://127.0.0.1:9/simple", "UV_NO_CACHE": "1", "UV_HTTP_RETRIES": "0"}

    done = subprocess.run(
        [sys.executable, "-c", ASKING, str(tmp_path)],
        cwd=ROOT, env=os.environ | nobody, capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip

    assert "the dependencies of watch cannot be resolved" in done.stdout
    assert not (tmp_path / "watch").exists()


def test_an_exception_stands_at_the_version_of_pyodides_own_index(node_modules: Path):
    carried = json.loads((node_modules / "pyodide" / "pyodide-lock.json").read_text("utf-8"))["packages"]

    for name, exception in ELSEWHERE.items():
        assert carried[name]["version"] == exception.pin.version, exception.why
        assert carried[name]["file_name"].endswith("-cp314-cp314-pyemscripten_2026_0_wasm32.whl")


def test_an_exception_is_pure_python_where_it_is_vendored(vendored):
    for name in ELSEWHERE:
        assert list((vendored("site") / name).glob("*.so")) == []
        assert (vendored("site") / name / "__init__.py").is_file()
