"""What the dev loop lays out before Workers start: packages, a database that knows the sample catalog, variables."""

import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from infra.cloudflare.function_settings import secrets_of, settings_of
from infra.cloudflare.packages.vendoring import vendor
from infra.local.checkout.catalog import load
from infra.local.checkout.models import sync_models
from infra.local.machine.home import Home
from infra.local.platform import pipeline
from infra.local.platform.embedded import open_embedded
from infra.sandbox import samples
from shared.platform.errors import ConfigurationError

SECRET = "sandbox-on-this-machine-and-no-other"  # noqa: S105 - nobody's: no stand-in asks which key it is given
_SHAPED = {
    "PEPTALK_SIGNING_KEY": SECRET.encode().hex(),
    "RESEND_WEBHOOK_SECRET": f"whsec_{b64encode(SECRET.encode()).decode()}",
}
"""The same in the form that a setting wants."""
_OURS = "# Written by `make dev-cloudflare`, which removes it when it ends."
_SAMPLE = {"PEPTALK_CATALOG": "sample", "PEPTALK_PRICES": "monthly=price_sandbox,yearly=price_sandbox_year"}


def lay_packages(function: str, folder: Path, cache: Path) -> None:
    """Make a Worker's `python_modules` hold what `vendor` gives; left alone where it does already.

    pywrangler's, from an earlier `make vendor`, are replaced: the versions are the same.
    """
    made = vendor(function, cache)
    key = (made.parent / ".vendored").read_text("utf-8")
    mark, place = folder / ".wrangler" / "laid", folder / "python_modules"
    if place.is_dir() and mark.is_file() and mark.read_text("utf-8") == key:
        return
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    mark.parent.mkdir(exist_ok=True)
    mark.write_text(key, "utf-8")


async def seed() -> str:
    """SQL that brings the invented sample catalog, models and prices into a migrated D1; harmless a second time."""
    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        async with open_embedded(home, {}, sink=lambda _: None) as embedded:
            await sync_models(embedded.platform(pipeline.COMMAND))
            await pipeline.sync_catalog(embedded, load(samples.CATALOG, sample=True))
        with closing(sqlite3.connect(home.app_db)) as database:
            rows = [line for line in database.iterdump() if line.startswith("INSERT INTO")]
    ours = (line for line in rows if not line.startswith(('INSERT INTO "d1_', 'INSERT INTO "sqlite_')))
    return "\n".join(
        ["PRAGMA defer_foreign_keys = on;", *(line.replace("INSERT", "INSERT OR IGNORE", 1) for line in ours)]
    )


@contextmanager
def variables(folders: Mapping[str, Path], vendors: Mapping[str, str]) -> Generator[None]:
    """`.dev.vars` in each Worker's folder, for as long as the context lasts: of `vendors`, what the function reads.

    Raises:
        ConfigurationError: somebody's own `.dev.vars` stands there; it may hold true keys, and is not touched.
    """
    paths = {function: folder / ".dev.vars" for function, folder in folders.items()}
    for path in paths.values():
        if path.exists() and not path.read_text("utf-8").startswith(_OURS):
            raise ConfigurationError(f"{path} is not ours, and wrangler would read it. Next: move it away")
    try:
        for function, path in paths.items():
            path.touch(mode=0o600)
            lines = [f"{name}='{value}'" for name, value in of_function(function, vendors).items()]
            path.write_text("\n".join([_OURS, *lines, ""]), "utf-8")
        yield
    finally:
        for path in paths.values():
            path.unlink(missing_ok=True)


def of_function(function: str, vendors: Mapping[str, str]) -> dict[str, str]:
    """The variables that a function reads on this machine: stand-ins' addresses, and no one's secrets."""
    read = settings_of(function)
    secrets = dict.fromkeys(secrets_of(function), SECRET) | _SHAPED
    return {name: value for name, value in (secrets | dict(vendors) | _SAMPLE).items() if name in read}
