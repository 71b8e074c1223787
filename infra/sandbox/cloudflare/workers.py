"""Workers, their versions and deployments: `/accounts/{account}/workers`."""

from typing import Any

from fastapi import APIRouter, Request, Response

from infra.sandbox.cloudflare.account import Account, Deployment, Script, Version, new_id
from infra.sandbox.cloudflare.envelope import Refusal, answer, body
from infra.sandbox.cloudflare.uploads import deployed, version_of

_SHOWN = 10
"""Deployments are listed no further back."""


def router(account: Account) -> APIRouter:
    """Upload, list, deploy and delete."""
    routes = APIRouter(prefix="/workers")

    @routes.get("/scripts")
    async def listed() -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(
            [{"id": each.name, "tag": each.tag, "created_on": each.created} for each in account.scripts.values()]
        )

    @routes.get("/services/{name}")
    async def service(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name, code=10090)
        told = {"id": script.name, "tag": script.tag, "tags": script.tags, "last_deployed_from": "wrangler"}
        return answer({"id": name, "default_environment": {"environment": "production", "script": told}})

    @routes.get("/workers/{name}")
    async def worker(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = found(account, name)
        return answer({"id": script.tag, "name": script.name, "tags": script.tags, "subdomain": script.subdomain})

    @routes.delete("/scripts/{name}")
    @routes.delete("/services/{name}")
    async def delete(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        del account.scripts[found(account, name, code=10090).name]
        for queue in account.queues.values():
            queue.consumers = {id: each for id, each in queue.consumers.items() if each["script"] != name}
        return answer(None)

    @routes.get("/scripts/{name}/references")
    async def references(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        found(account, name)
        return answer({})

    @routes.get("/tails/by-consumer/{name}")
    async def tailed(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        del name
        return answer([])

    @routes.put("/scripts/{name}")
    async def upload(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        script = account.scripts.get(name) or Script(name, new_id(), account.now())
        version = await version_of(request, script, account)
        account.scripts[name] = script
        deployed(script, {version.id: 100}, account, {})
        return answer(
            {
                "id": name,
                "tag": script.tag,
                "etag": version.id,
                "deployment_id": version.id.replace("-", ""),
                "startup_time_ms": version.startup_ms,
            }
        )

    @routes.post("/scripts/{name}/versions")
    async def upload_version(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer(shown(await version_of(request, found(account, name), account)))

    @routes.get("/scripts/{name}/versions")
    async def versions(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        return answer({"items": [shown(each) for each in reversed(found(account, name).versions)]})

    @routes.get("/scripts/{name}/versions/{id}")
    async def version(name: str, id: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        for each in found(account, name).versions:
            if each.id == id:
                return answer(shown(each))
        raise Refusal(404, 10146, f"The version {id} does not exist")

    @routes.get("/scripts/{name}/deployments")
    async def deployments(name: str) -> Response:  # pyright: ignore[reportUnusedFunction]
        newest = list(reversed(found(account, name).deployments))[:_SHOWN]
        return answer({"deployments": [_deployment(each) for each in newest]})

    @routes.post("/scripts/{name}/deployments")
    async def deploy(name: str, request: Request) -> Response:  # pyright: ignore[reportUnusedFunction]
        asked = await body(request)
        split = {each["version_id"]: each["percentage"] for each in asked.get("versions", [])}
        made = deployed(found(account, name), split, account, asked.get("annotations") or {})
        return answer(_deployment(made))

    return routes


def found(account: Account, name: str, *, code: int = 10007) -> Script:
    """The Worker of that name. Raises `Refusal`."""
    try:
        return account.scripts[name]
    except KeyError:
        raise Refusal(404, code, f"This Worker does not exist on your account: {name}") from None


def shown(version: Version) -> dict[str, Any]:
    """A version as the API tells it."""
    return {
        "id": version.id,
        "number": version.number,
        "startup_time_ms": version.startup_ms,
        "metadata": {
            "created_on": version.created,
            "modified_on": version.created,
            "source": "wrangler",
            "author_id": new_id(),
            "author_email": "nobody@example.com",
            "has_preview": False,
        },
        "annotations": version.annotations,
        "resources": {
            "bindings": version.metadata["bindings"],
            "script": {"etag": version.id, "handlers": ["fetch"], "last_deployed_from": "wrangler"},
            "script_runtime": {
                "compatibility_date": version.metadata.get("compatibility_date"),
                "compatibility_flags": version.metadata.get("compatibility_flags"),
                "usage_model": "standard",
                "limits": version.metadata.get("limits"),
            },
        },
    }


def _deployment(deployment: Deployment) -> dict[str, Any]:
    return {
        "id": deployment.id,
        "source": "wrangler",
        "strategy": "percentage",
        "author_email": "nobody@example.com",
        "annotations": deployment.annotations,
        "created_on": deployment.created,
        "versions": deployment.versions,
    }
