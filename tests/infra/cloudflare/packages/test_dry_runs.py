"""wrangler would deploy every Worker in every environment without a word of complaint, and with what is meant.

Where all loads are asked for, every Worker is looked at in every environment; else each Worker in one, another for each
next Worker: what environments of a manifest have in common is read of all in test_wrangler.py. What a Worker vendors
is the same in every environment, and most of a run's time: it is there in one of its environments, and elsewhere stand
a few empty modules in its place. What a manifest says outside of its environments is never deployed: `wrangler dev` is
given it, and here only where all loads are asked for.
"""

import itertools
import re
import tomllib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from rigs.dry_runs import DryRun, dry_run, few_modules
from rigs.loads import FULL
from rigs.places import ROOT

from functions.render.typesetting.fonts import FALLBACKS, STYLES
from infra.cloudflare.packages.bundles import COMPRESSED_LIMIT, UNCOMPRESSED_LIMIT, Bundle, weigh
from infra.cloudflare.packages.closure import workers
from queues.topology import ENVIRONMENTS, deployed_name

WORKERS = workers()
EVERYWHERE = (None, *ENVIRONMENTS) if FULL else ENVIRONMENTS
WHOLE = dict(zip(WORKERS, itertools.cycle(EVERYWHERE), strict=False))
"""The environment in which a Worker is deployed with all that it vendors."""
PLACES = [(function, each) for function in WORKERS for each in (EVERYWHERE if FULL else (WHOLE[function],))]
OF_NO_MODULES = {"d1_databases", "queues", "r2_buckets", "routes", "secrets", "triggers", "vars"}
"""What an environment may say of its own: nothing of it chooses modules."""
AT_ONCE = 2
DryRuns = Callable[[str, str | None], DryRun]


@pytest.fixture(scope="module")
def dry_runs(vendored, node_modules, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DryRuns]:
    """The dry run of a Worker in an environment. The first that is asked for starts them all, a few at once."""
    place = tmp_path_factory.mktemp("dry_runs")
    started: dict[tuple[str, str | None], Future[DryRun]] = {}

    with ThreadPoolExecutor(AT_ONCE) as pool:

        def of(function: str, environment: str | None) -> DryRun:
            if not started:
                few = {each: few_modules(each, place / "few" / each) for each in WORKERS}
                for name, where in PLACES:
                    packages = vendored(name) if WHOLE[name] == where else few[name]
                    started[name, where] = pool.submit(dry_run, name, where, packages, place / f"{name}-{where}")
            return started[function, environment].result()

        yield of
        pool.shutdown(cancel_futures=True)


@pytest.fixture(scope="module")
def bundles(vendored) -> dict[str, Bundle]:
    return {function: weigh(function, vendored(function)) for function in WORKERS}


def section(function: str, environment: str | None) -> dict[str, Any]:
    found = tomllib.loads((ROOT / "functions" / function / "wrangler.toml").read_text("utf-8"))
    return found["env"][environment] if environment else found


def _shown(value: str) -> str:
    """A variable as wrangler prints it: at most 40 characters."""
    return value if len(value) <= 40 else f"{value[:37]}..."


@pytest.mark.parametrize(("function", "environment"), PLACES)
def test_wrangler_takes_every_worker_in_every_environment_and_warns_of_nothing(function, environment, dry_runs):
    found = dry_runs(function, environment)

    assert (found.code, found.complained) == (0, "")
    assert found.worker == deployed_name(f"peptalk-{function.replace('_', '-')}", environment)


@pytest.mark.parametrize(("function", "environment"), PLACES)
def test_what_is_bound_is_what_the_manifest_says(function, environment, dry_runs):
    meant = section(function, environment)

    assert dry_runs(function, environment).bindings == {
        **{each["binding"]: (each["queue"], "Queue") for each in meant.get("queues", {}).get("producers", [])},
        **{each["binding"]: (each["database_name"], "D1 Database") for each in meant["d1_databases"]},
        **{each["binding"]: (each["bucket_name"], "R2 Bucket") for each in meant["r2_buckets"]},
        **{name: (f'"{_shown(value)}"', "Environment Variable") for name, value in meant["vars"].items()},
    }


@pytest.mark.parametrize(("function", "environment"), PLACES)
def test_what_is_uploaded_is_the_entry_and_what_it_vendors(function, environment, dry_runs, vendored):
    meant = {"python_modules/kept/__init__.py"}
    if WHOLE[function] == environment:
        folder = vendored(function)
        meant = {f"python_modules/{path.relative_to(folder)}" for path in folder.rglob("*") if path.is_file()}

    assert dry_runs(function, environment).modules == meant | {"entry.py"}


@pytest.mark.parametrize("function", WORKERS)
def test_no_environment_chooses_modules_of_its_own(function):
    assert {key for environment in ENVIRONMENTS for key in section(function, environment)} <= OF_NO_MODULES


@pytest.mark.parametrize("function", WORKERS)
def test_a_bundle_is_within_cloudflares_limits_and_weighs_what_wrangler_says(function, dry_runs, bundles):
    bundle = bundles[function]

    assert bundle.uncompressed <= UNCOMPRESSED_LIMIT
    assert bundle.compressed <= COMPRESSED_LIMIT
    plain, gzipped = dry_runs(function, WHOLE[function]).kib
    assert bundle.uncompressed / 1024 == pytest.approx(plain, rel=0.001)
    assert bundle.compressed / 1024 == pytest.approx(gzipped, rel=0.02)


def test_wrangler_leaves_out_what_a_manifest_excludes_and_no_font_of_ours(vendored, node_modules, tmp_path: Path):
    made = vendored("render")
    whole = tmp_path / "python_modules"
    with ZipFile(next((made.parents[1] / ".store" / "wheels").glob("pymupdf-fonts-*/*.whl"))) as fonts:
        names = {name for name in fonts.namelist() if name.startswith("pymupdf_fonts/")}
    for name in names | {"pymupdf_fonts/__pycache__/FiraGO_Bold.cpython-314.pyc", "pydantic/main.pyc"}:
        (whole / name).parent.mkdir(parents=True, exist_ok=True)
        (whole / name).touch()

    uploaded = dry_run("render", "production", whole, tmp_path / "render").modules - {"entry.py"}

    kept = {str(path.relative_to(made)) for path in (made / "pymupdf_fonts").iterdir()}
    assert uploaded == {f"python_modules/{name}" for name in kept}
    assert kept < names
    for face in (*STYLES.values(), *FALLBACKS):
        (module,) = re.findall(
            rf"def _{face}\(\):\n    from \. import (\w+)", (made / "pymupdf_fonts/__init__.py").read_text()
        )
        assert f"pymupdf_fonts/{module}.py" in kept


def test_a_key_that_wrangler_does_not_know_is_complained_of(node_modules, tmp_path: Path):
    few = few_modules("watch", tmp_path / "few")
    found = dry_run("watch", "production", few, tmp_path / "watch", extra="limit = 5\n")

    assert found.code == 0, "wrangler only warns: the exit code alone would let it pass"
    assert "limit" in found.complained


def test_the_documented_weights_are_those_of_today(bundles):
    text = (ROOT / "docs" / "cloudflare.md").read_text("utf-8")
    rows = re.findall(r"^\| (\w+) \| (\d+) \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", text, re.MULTILINE)

    assert [row[0] for row in rows] == list(WORKERS)
    for function, packages, modules, mib, gzipped in rows:
        bundle = bundles[function]
        assert int(packages) == bundle.packages
        # Our own modules come with every change; it is their weight that Cloudflare limits.
        assert int(modules) == pytest.approx(bundle.modules, rel=0.5)
        assert float(mib) == pytest.approx(bundle.uncompressed / 2**20, rel=0.2)
        assert float(gzipped) == pytest.approx(bundle.compressed / 1e6, rel=0.2)


def test_the_dry_runs_as_a_table(dry_runs, bundles, capsys: pytest.CaptureFixture[str]):
    lines = [f"{'function':<16}{'packages':>9}{'modules':>9}{'MiB':>7}{'gzip MB':>9}{'seconds':>9}"]
    for function in WORKERS:
        bundle = bundles[function]
        seconds = sum(dry_runs(*place).seconds for place in PLACES if place[0] == function)
        lines.append(
            f"{function:<16}{bundle.packages:>9}{bundle.modules:>9}{bundle.uncompressed / 2**20:>7.1f}"
            f"{bundle.compressed / 1e6:>9.2f}{seconds:>9.1f}"
        )
        assert bundle.fits

    with capsys.disabled():
        print("", *lines, sep="\n")
