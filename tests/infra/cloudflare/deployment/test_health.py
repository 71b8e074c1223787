"""The doors of the Workers that are reachable from outside, asked where the manifests and variables say."""

from typing import Any

import pytest

from infra.cloudflare.account.access import Target
from infra.cloudflare.deployment import health
from infra.cloudflare.manifests import read_manifests
from infra.sandbox.serving import served

WELL = {"/healthz": 200, "/api/health": 200, "/operate/v1/": 401}


async def faults(statuses: dict[str, int], versions: dict[str, str]) -> tuple[list[str], dict[str, str]]:
    """What is wrong where these paths answer with these statuses, and the version that each path was asked for."""
    asked: dict[str, str] = {}

    async def application(scope: Any, receive: Any, send: Any) -> None:
        headers = {name.decode(): value.decode() for name, value in scope["headers"]}
        asked[scope["path"]] = headers.get(health.OVERRIDE.lower(), "")
        await send({"type": "http.response.start", "status": statuses[scope["path"]], "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async with served(application) as port:
        env = {f"PEPTALK_{name.upper()}_URL": f"http://127.0.0.1:{port}" for name in health.PATHS}
        doors = health.doors(read_manifests(Target.STAGING), env)
        return await health.faults(doors, versions, 0.0), asked


async def test_operate_is_well_where_it_refuses_whoever_brings_no_token():
    found, asked = await faults(WELL, {"peptalk-operate-staging": "v-2"})

    assert found == []
    assert asked == {"/healthz": "", "/api/health": "", "/operate/v1/": 'peptalk-operate-staging="v-2"'}


@pytest.mark.parametrize(
    ("path", "function"), [("/healthz", "site"), ("/api/health", "api"), ("/operate/v1/", "operate")]
)
async def test_a_door_that_answers_otherwise_is_named(path, function):
    (found,), _ = await faults(WELL | {path: 500}, {})

    assert found.startswith(f"{function}: http://127.0.0.1:")
    assert found.endswith(f"{path} answered 500")
