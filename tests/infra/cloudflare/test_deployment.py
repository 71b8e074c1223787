"""A whole deployment by the pinned wrangler itself, against the stand-in: forward in waves, back where a check fails.

The Workers are manifests and entries of three functions without what they vendor: what is uploaded is not the point.
"""

import contextlib
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from places import ROOT

from infra.cloudflare import health
from infra.cloudflare.access import Rest, Target
from infra.cloudflare.commands import Runner
from infra.cloudflare.deploying import Deploying, DeploymentFailed
from infra.cloudflare.desired import desired
from infra.cloudflare.difference import difference
from infra.cloudflare.inventory import inventory, opened
from infra.cloudflare.manifests import Manifest, read_manifests
from infra.cloudflare.provisioning import applied
from infra.cloudflare.releases import Standing, standing
from infra.cloudflare.returning import going_back
from infra.cloudflare.rollout import Rollout, rollout
from infra.sandbox.cloudflare.account import Script
from infra.sandbox.cloudflare.faults import Fault
from infra.sandbox.cloudflare.server import Cloudflare
from infra.sandbox.serving import served

FUNCTIONS = ("render", "site", "watch")
"""In the order of their deployment; watch sends to render."""
WORKERS = {name: f"peptalk-{name}-staging" for name in FUNCTIONS}

pytestmark = pytest.mark.usefixtures("node_modules")


class Site:
    """What answers where the site would; `ill` says when it does not answer well."""

    def __init__(self) -> None:
        self.ill: Callable[[], bool] = lambda: False
        self.asked_for: list[str] = []
        self.url = ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.asked_for.append(headers.get(health.OVERRIDE.lower(), ""))
        await send({"type": "http.response.start", "status": 500 if self.ill() else 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    answering = Site()
    async with served(answering) as port:
        answering.url = f"http://127.0.0.1:{port}"
        yield answering


@pytest.fixture
async def checkout(tmp_path: Path, rest: Rest) -> Path:
    """Four Workers and the migrations, on an account that has all they need."""
    for name in FUNCTIONS:
        shutil.copytree(
            ROOT / "functions" / name, tmp_path / "functions" / name, ignore=shutil.ignore_patterns("*.py", "python_*")
        )
        shutil.copytree(ROOT / "functions" / name / "src", tmp_path / "functions" / name / "src", dirs_exist_ok=True)
    shutil.copytree(ROOT / "migrations", tmp_path / "migrations")
    shutil.copy(ROOT / "wrangler.toml", tmp_path)
    async with opened(rest) as account:
        meant = desired(Target.STAGING)
        found = await inventory(account, meant)
        async with contextlib.aclosing(applied(difference(meant, found.resources), meant, found, account)) as changes:
            _ = [each async for each in changes]
    return tmp_path


class Fleet:
    """Deployments over a checkout, one after another."""

    def __init__(self, root: Path, rest: Rest, site: Site) -> None:
        self.root, self.rest, self.site = root, rest, site
        self.said: list[str] = []

    def manifests(self) -> list[Manifest]:
        return read_manifests(Target.STAGING, self.root / "functions")

    async def standings(self) -> dict[str, Standing]:
        async with opened(self.rest) as account:
            return {each.function: await standing(account, each.worker) for each in self.manifests()}

    async def plan(self, release: str) -> Rollout:
        message = f"release {release}"
        return rollout(Target.STAGING, release, message, self.manifests(), await self.standings(), vendor=False)

    async def deploy(self, release: str, pauses: tuple[float, ...] = (0.01, 0.01)) -> Deploying:
        doors = health.doors(self.manifests(), {"PEPTALK_SITE_URL": self.site.url})
        watching = await health.watch(doors, 0.0)
        runner = Runner(self.rest, self.root, pauses)
        deploying = Deploying(await self.plan(release), runner, watching, self.said.append, 0.0)
        await deploying.run()
        return deploying

    async def back(self, to: str | None = None) -> list[str]:
        found = going_back(Target.STAGING, await self.standings(), to, "a test")
        for command in found.commands:
            await Runner(self.rest, self.root).run(command)
        return [str(each) for each in found.commands]


@pytest.fixture
def fleet(checkout: Path, rest: Rest, site: Site) -> Fleet:
    return Fleet(checkout, rest, site)


def splits(script: Script) -> list[list[tuple[str, float]]]:
    """Each deployment as (release, percent)."""
    tags = {each.id: each.annotations.get("workers/tag", "-") for each in script.versions}
    return [[(tags[each["version_id"]], each["percentage"]) for each in made.versions] for made in script.deployments]


async def test_the_first_deployment_then_waves_then_back(fleet: Fleet, cloudflare: Cloudflare, site: Site):
    scripts, account = cloudflare.account.scripts, cloudflare.account

    first = await fleet.deploy("r1")

    assert list(scripts) == list(WORKERS.values())
    assert all(splits(each) == [[("r1", 100)]] for each in scripts.values())
    assert scripts[WORKERS["site"]].domains == ["staging.peptalk.com"]
    (consumer,) = account.queue("peptalk-render-staging").consumers.values()
    assert consumer["dead_letter_queue"] == "peptalk-render-dlq-staging"
    rows = account.database("peptalk-staging-db").sqlite.execute("SELECT count(*) FROM d1_migrations").fetchone()
    assert rows == (len(list((ROOT / "migrations").glob("*.sql"))),)
    assert set(first.versions) == set(WORKERS.values())

    begun = len(cloudflare.requests)
    site.asked_for.clear()
    second = await fleet.deploy("r2")

    waves = [[("r1", 100)], [("r2", 10), ("r1", 90)], [("r2", 50), ("r1", 50)], [("r2", 100)]]
    assert all(splits(each) == waves for each in scripts.values())
    assert f'{WORKERS["site"]}="{second.versions[WORKERS["site"]]}"' in site.asked_for
    made = [each.split("/")[3] for each in cloudflare.asked[begun:] if each.endswith("/versions") and "POST" in each]
    assert made == list(WORKERS.values())

    commands = await fleet.back()

    assert [line.split(" ")[1] for line in commands] == [f"functions/{name}" for name in ("watch", "render", "site")]
    assert all(splits(each)[-1] == [("r1", 100)] for each in scripts.values())
    assert await fleet.back("r2")
    assert all(splits(each)[-1] == [("r2", 100)] for each in scripts.values())


async def test_a_failed_check_stops_the_rollout_and_all_goes_back(fleet: Fleet, cloudflare: Cloudflare, site: Site):
    await fleet.deploy("r1")
    scripts = cloudflare.account.scripts
    site.ill = lambda: scripts[WORKERS["watch"]].serving.get(scripts[WORKERS["watch"]].versions[0].id) == 50

    with pytest.raises(DeploymentFailed, match=r"healthz answered 500\n3 of 3 Workers went back"):
        await fleet.deploy("r2")

    assert splits(scripts[WORKERS["watch"]])[1:] == [
        [("r2", 10), ("r1", 90)],
        [("r2", 50), ("r1", 50)],
        [("r1", 100)],
    ]
    assert all(splits(each)[-1] == [("r1", 100)] for each in scripts.values())

    site.ill = lambda: False
    again = await fleet.deploy("r2")
    assert all(splits(each)[-1] == [("r2", 100)] for each in scripts.values())
    assert set(again.versions) == set(WORKERS.values())


async def test_an_api_that_breaks_is_asked_again(fleet: Fleet, cloudflare: Cloudflare):
    cloudflare.failing.set(
        Fault("network lost", "POST .*/query"),
        Fault("throttled", "PUT .*/scripts/peptalk-render-staging$"),
        Fault("answer lost", "PUT .*/scripts/peptalk-site-staging$"),
        Fault("500", "PUT .*/peptalk-watch-staging/schedules"),
        Fault("request lost", "POST .*/consumers$"),
    )

    await fleet.deploy("r1")

    assert {kind for kind, _ in cloudflare.failing.fired} == {
        "network lost", "throttled", "answer lost", "500", "request lost",
    }  # fmt: skip
    assert all(splits(each)[-1] == [("r1", 100)] for each in cloudflare.account.scripts.values())
    assert len(cloudflare.account.queue("peptalk-render-staging").consumers) == 1


async def test_an_api_that_stays_away_leaves_a_deployment_that_goes_on_later(fleet: Fleet, cloudflare: Cloudflare):
    scripts = cloudflare.account.scripts
    cloudflare.failing.set(Fault("500", "PUT .*peptalk-watch-staging", times=100))

    with pytest.raises(DeploymentFailed, match=r"(?s)wrangler deploy --env staging .*render, site, watch had none"):
        await fleet.deploy("r1")
    assert list(scripts) == [WORKERS["render"], WORKERS["site"]]

    cloudflare.failing.set()
    plan = await fleet.plan("r1")
    assert plan.there == ("render", "site")
    await fleet.deploy("r1")
    assert all(splits(each) == [[("r1", 100)]] for each in scripts.values())
