"""The API answers at its own host and, by routes, on the readers' host: as the pinned wrangler deploys it."""

import shutil
from pathlib import Path

import pytest
from rigs.places import ROOT

from infra.cloudflare.account.access import Rest, Target
from infra.cloudflare.deployment.commands import Command, Runner
from infra.cloudflare.domains import PATHS, domain, host
from infra.cloudflare.function_settings import secrets_of
from infra.sandbox.cloudflare.account import Bucket, Database, new_id
from infra.sandbox.cloudflare.server import Cloudflare

pytestmark = pytest.mark.usefixtures("node_modules")


async def test_a_deployment_brings_the_custom_domain_and_the_routes(tmp_path: Path, rest: Rest, cloudflare: Cloudflare):
    shutil.copytree(ROOT / "functions" / "api", tmp_path / "api", ignore=shutil.ignore_patterns("python_*"))
    there, at = cloudflare.account, domain(Target.STAGING)
    for name in ("peptalk-staging-db", "peptalk-search-staging-db"):
        id = new_id()
        there.databases[id] = Database(id, name, there.now())
    there.buckets["peptalk-files-staging"] = Bucket("peptalk-files-staging", there.now())

    secrets = tmp_path / "secrets.env"
    secrets.write_text("".join(f"{name}=of-nobody\n" for name in secrets_of("api")))

    words = ("wrangler", "deploy", "--env", "staging", "--secrets-file", str(secrets))
    await Runner(rest, tmp_path).run(Command(Path("api"), words))

    script = there.scripts["peptalk-api-staging"]
    assert script.domains == [host("api", at)]
    assert script.routes == [f"{at}{path}" for path in PATHS["api"]]
